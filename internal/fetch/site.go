package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"
)

const (
	robotsKept  = 24 * time.Hour  // how long a robots.txt holds (RFC 9309 section 2.4)
	robotsRetry = 5 * time.Minute // when it is asked for again after it could not be had
	manySites   = 512             // how many are kept at most
)

// A site is a scheme, host and port, with what its robots.txt says.
type site struct {
	busy  chan struct{} // holds one token while somebody reads or fetches what follows
	until time.Time     // what follows holds so long; zero if nothing was fetched yet
	rules rules
	err   *Error // robots.txt could not be had, so that nothing may be fetched
}

type sites struct {
	mu sync.Mutex
	m  map[string]*site
}

// get returns the site of an origin, a new one if need be. When there are very
// many, all are forgotten: their robots.txt are only asked for once more.
func (s *sites) get(origin string) *site {
	s.mu.Lock()
	defer s.mu.Unlock()
	if st := s.m[origin]; st != nil {
		return st
	}
	if len(s.m) >= manySites {
		clear(s.m)
	}
	st := &site{busy: make(chan struct{}, 1)}
	s.m[origin] = st
	return st
}

// enter returns once a page may be asked for: robots.txt allows it, and the
// host's turn has come.
func (c *Client) enter(ctx context.Context, u *url.URL) error {
	r, err := c.robots(ctx, u)
	if err != nil {
		return err
	}
	if !r.allows(u) {
		return &Error{Fault: Robots, URL: u.String(), Msg: fmt.Sprintf("the robots.txt of %s does not allow %s to fetch the page: ask its operator, or save the page from a browser and read the file", u.Host, c.agent)}
	}
	return c.wait(ctx, u, max(c.conf.Interval, r.delay))
}

// robots returns the rules that hold for an address now. Whoever asks first for
// a site fetches them; the others wait for it.
func (c *Client) robots(ctx context.Context, u *url.URL) (rules, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	st := c.sites.get(at.String())
	select {
	case st.busy <- struct{}{}:
		defer func() { <-st.busy }()
	case <-ctx.Done():
		return rules{}, fmt.Errorf("fetch %s: %w", u, context.Cause(ctx))
	}
	if !c.conf.Now().Before(st.until) {
		if err := c.fetchRobots(ctx, at, st); err != nil {
			return rules{}, err
		}
	}
	if st.err != nil {
		e := *st.err
		return rules{}, &e
	}
	return st.rules, nil
}

// fetchRobots learns what a site's robots.txt says, or that it cannot be had. It
// returns an error where it learnt nothing.
func (c *Client) fetchRobots(ctx context.Context, at *url.URL, st *site) error {
	resp, err := c.follow(ctx, at, Request{URL: at.String()}, func(ctx context.Context, u *url.URL) error {
		return c.wait(ctx, u, c.conf.Interval)
	})
	var e *Error
	if err != nil && (!errors.As(err, &e) || e.Fault == TooSoon) {
		return err
	}
	now := c.conf.Now()
	st.rules, st.err, st.until = rules{}, nil, now.Add(robotsKept)
	switch {
	case err == nil:
		st.rules = parseRobots(resp.Body, c.agent)
	case e.Fault == Redirected, e.Fault == BadStatus && e.Status < 500 && !temporary(e.Status):
		// There is none: everything is allowed (RFC 9309 section 2.3.1.3).
	default:
		st.until = latest(now.Add(robotsRetry), e.NotBefore)
		st.err = unavailable(at, e, st.until.UTC().Round(0))
	}
	return nil
}

// unavailable says that a site's robots.txt cannot be had, so that nothing may be
// fetched there for now (RFC 9309 section 2.3.1.4). A host that cannot be
// reached at all says more by its own error.
func unavailable(at *url.URL, e *Error, until time.Time) *Error {
	if e.Fault != BadStatus {
		own := *e
		own.NotBefore = until
		return &own
	}
	return &Error{Fault: RobotsFail, URL: at.String(), Status: e.Status, NotBefore: until,
		Msg: fmt.Sprintf("the host does not say now what may be fetched (%d %s), and until it does nothing is: try again later", e.Status, http.StatusText(e.Status))}
}
