package fetch

import (
	"context"
	"fmt"
	"net/url"
	"sync"
	"time"
)

// manyHosts is how many hosts are remembered before those whose memory has
// become of no use are forgotten.
const manyHosts = 1024

// A pace is when a host may be asked. The zero pace is that of a host that was
// never asked.
type pace struct {
	last   time.Time // the last turn that was taken
	next   time.Time // the first that may follow it, for all that was known then
	closed time.Time // the host asked not to be called before
}

// paces are those of all hosts, by name without port: it is a host's operator
// to whom we are polite.
type paces struct {
	mu sync.Mutex
	m  map[string]pace
}

// take takes the host's next turn, an interval after the one before and before
// the one after, unless it comes later than one can wait.
func (p *paces) take(host string, now time.Time, interval, wait time.Duration) (turn time.Time, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	h := p.m[host]
	turn = latest(now, h.last.Add(interval), h.next, h.closed)
	if turn.Sub(now) > wait {
		return turn, false
	}
	if len(p.m) >= manyHosts {
		for name, h := range p.m {
			if !latest(h.next, h.closed).After(now) {
				delete(p.m, name)
			}
		}
	}
	h.last, h.next = turn, turn.Add(interval)
	p.m[host] = h
	return turn, true
}

// close keeps the host from being asked before a moment.
func (p *paces) close(host string, until time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	h := p.m[host]
	h.closed = latest(h.closed, until)
	p.m[host] = h
}

// open says whether a host may be asked as far as its own word goes.
func (p *paces) open(host string, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return !p.m[host].closed.After(now)
}

func latest(t time.Time, others ...time.Time) time.Time {
	for _, o := range others {
		if o.After(t) {
			t = o
		}
	}
	return t
}

// wait returns when the host's turn has come.
func (c *Client) wait(ctx context.Context, u *url.URL, interval time.Duration) error {
	host := u.Hostname()
	for {
		now := c.conf.Now()
		turn, ok := c.paces.take(host, now, interval, c.conf.MaxWait)
		if !ok {
			at := turn.UTC().Round(0)
			return &Error{Fault: TooSoon, URL: u.String(), NotBefore: at, Msg: fmt.Sprintf("%s may not be asked before %s: try again then", host, at.Format(time.RFC3339))}
		}
		if d := turn.Sub(now); d > 0 {
			if err := c.conf.Sleep(ctx, d); err != nil {
				return fmt.Errorf("fetch %s: %w", u, err)
			}
		} else if ctx.Err() != nil {
			return fmt.Errorf("fetch %s: %w", u, context.Cause(ctx))
		}
		// While we waited, somebody else's answer may have closed the host.
		if c.paces.open(host, c.conf.Now()) {
			return nil
		}
	}
}
