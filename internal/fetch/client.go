package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// The limits that hold unless a Config says otherwise.
const (
	DefaultInterval  = time.Second
	DefaultMaxWait   = 2 * time.Minute
	DefaultTimeout   = 30 * time.Second
	DefaultMaxBody   = 20 << 20 // bytes
	DefaultMaxHeader = 64 << 10 // bytes
)

// The limits that always hold.
const (
	// MaxRatio is how many bytes a body may have for each that was sent.
	MaxRatio = 100
	// MaxRedirects is how many redirects lead to one page.
	MaxRedirects = 5
)

// A Config is how a Client behaves. Only UserAgent must be given.
type Config struct {
	// UserAgent says who asks and links to a page about it: see UserAgent. The
	// name before the slash is the one that robots.txt is read for.
	UserAgent string
	// Offline makes the client refuse everything; it never dials nor asks DNS.
	Offline bool
	// AllowHosts names hosts of one's own that may be reached although they are
	// not on the public network or not on the web's ports: "wiki.corp" on every
	// port, "wiki.corp:8080" on that one, "10.1.2.3" or "[fd00::1]:8080".
	AllowHosts []string
	// RootCAs vouch for certificates; nil for the system's.
	RootCAs *x509.CertPool
	// Proxy, if not nil, is the http proxy that everything goes through. It
	// resolves names itself and must itself keep inner addresses from being
	// reached by name. The environment's proxy is never used.
	Proxy *url.URL
	// Resolver asks DNS; nil for the system's. What it answers is checked.
	Resolver *net.Resolver

	Interval  time.Duration // least time between two requests to a host; robots.txt may ask for more
	MaxWait   time.Duration // how long Get waits for a host's turn before it says TooSoon
	Timeout   time.Duration // for one Get, with all redirects, without the waiting for turns
	MaxBody   int64         // bytes of a body after decompression
	MaxHeader int64         // bytes of an answer's header

	// Now and Sleep are the clock by which turns are kept, and FetchedAt told;
	// nil for the real ones. Sleep returns early with the context's error.
	Now   func() time.Time
	Sleep func(context.Context, time.Duration) error
}

// UserAgent returns how Rapporteur presents itself: its version, and a page that
// tells a host's operator who is asking and how to stop it.
func UserAgent(version, page string) string {
	return fmt.Sprintf("Rapporteur/%s (+%s)", version, page)
}

// A Client fetches pages. It is safe for concurrent use, and there should be one
// in a program: it is what knows when each host was last asked.
type Client struct {
	conf      Config
	agent     string // as robots.txt calls us
	guard     *guard
	transport *http.Transport
	paces     paces
	sites     sites
}

// New returns a client, or what is wrong with the configuration.
func New(conf Config) (*Client, error) {
	agent, _, _ := strings.Cut(conf.UserAgent, "/")
	if agent == "" || productToken(agent) != agent || !strings.Contains(conf.UserAgent, "(+http") {
		return nil, fmt.Errorf("user agent %q must be of the form Name/version (+https://page-about-it)", conf.UserAgent)
	}
	g, err := newGuard(conf.AllowHosts)
	if err != nil {
		return nil, err
	}
	orDefault(&conf.Interval, DefaultInterval)
	orDefault(&conf.MaxWait, DefaultMaxWait)
	orDefault(&conf.Timeout, DefaultTimeout)
	orDefault(&conf.MaxBody, DefaultMaxBody)
	orDefault(&conf.MaxHeader, DefaultMaxHeader)
	if conf.Now == nil {
		conf.Now = time.Now
	}
	if conf.Sleep == nil {
		conf.Sleep = sleep
	}
	c := &Client{conf: conf, agent: agent, guard: g, paces: paces{m: make(map[string]pace)}, sites: sites{m: make(map[string]*site)}}
	c.transport = &http.Transport{
		DialContext:            c.dial,
		TLSClientConfig:        &tls.Config{RootCAs: conf.RootCAs},
		TLSHandshakeTimeout:    10 * time.Second,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // it would not count what it unpacks
		MaxResponseHeaderBytes: conf.MaxHeader,
		MaxIdleConnsPerHost:    1,
		MaxIdleConns:           64,
		IdleConnTimeout:        30 * time.Second,
	}
	if conf.Proxy != nil {
		c.transport.Proxy = http.ProxyURL(conf.Proxy)
	}
	return c, nil
}

func orDefault[T time.Duration | int64](v *T, d T) {
	if *v <= 0 {
		*v = d
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// CheckURL returns an address in the form in which Get asks for it, or an *Error
// if Get would refuse it without asking anybody.
func (c *Client) CheckURL(raw string) (string, error) {
	u, err := c.guard.check(raw)
	if err != nil {
		return "", err
	}
	return u.String(), nil
}

// Get fetches one page when its host's turn has come. The error is an *Error
// unless the context ended first; then it wraps the context's.
func (c *Client) Get(ctx context.Context, req Request) (Response, error) {
	u, err := c.guard.check(req.URL)
	if err != nil {
		return Response{}, err
	}
	return c.follow(ctx, u, req, c.enter)
}

// follow asks for an address and for those it is redirected to. Before each
// request it calls enter, which returns once the request may be made.
func (c *Client) follow(ctx context.Context, u *url.URL, req Request, enter func(context.Context, *url.URL) error) (Response, error) {
	if c.conf.Offline {
		return Response{}, offline(u.String())
	}
	left := c.conf.Timeout
	var way []Redirect
	for {
		if err := enter(ctx, u); err != nil {
			return Response{}, err
		}
		start := time.Now()
		resp, location, err := c.exchange(ctx, u, req, left)
		if err != nil {
			return Response{}, err
		}
		left -= time.Since(start)
		if location == "" {
			resp.Redirects = way
			return resp, nil
		}
		way = append(way, Redirect{URL: u.String(), Status: resp.Status})
		if u, err = c.redirect(u, location, way); err != nil {
			return Response{}, err
		}
	}
}

func offline(address string) *Error {
	return &Error{Fault: Offline, URL: address, Msg: "the program runs offline: start it without --offline to fetch pages, or give it files"}
}

// redirect returns where an answer points to, if that may be followed.
func (c *Client) redirect(from *url.URL, location string, way []Redirect) (*url.URL, error) {
	fail := func(msg string, err error) error {
		return &Error{Fault: Redirected, URL: from.String(), Status: way[len(way)-1].Status, Msg: msg, Err: err}
	}
	if len(way) > MaxRedirects {
		return nil, fail(fmt.Sprintf("more than %d redirects: open the page in a browser and give the address it ends on", MaxRedirects), nil)
	}
	next, err := from.Parse(location)
	if err != nil {
		return nil, fail("the redirect leads nowhere: open the page in a browser and give the address it ends on", reason(err))
	}
	u, err := c.guard.check(next.String())
	if err != nil {
		return nil, err
	}
	for _, r := range way {
		if r.URL == u.String() {
			return nil, fail("the host redirects in a circle, perhaps because it wants a cookie: save the page from a browser and read the file", nil)
		}
	}
	return u, nil
}

// dial connects to host:port as the transport asks for it.
func (c *Client) dial(ctx context.Context, network, address string) (net.Conn, error) {
	if c.conf.Offline {
		return nil, offline(address)
	}
	d := net.Dialer{Timeout: 10 * time.Second, Resolver: c.conf.Resolver}
	if c.conf.Proxy != nil {
		return d.DialContext(ctx, network, address) // to the proxy: the transport dials nothing else
	}
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	d.Control = func(network, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil {
			return err
		}
		if err := c.guard.checkDial(network, host, to); err != nil {
			return err
		}
		return nil
	}
	return d.DialContext(ctx, network, net.JoinHostPort(absolute(host), port))
}

// absolute returns a name with the final dot that keeps the system's search list
// from turning a public name into an inner one. A name of one label can only be
// one's own, and may need the list.
func absolute(host string) string {
	if _, err := netip.ParseAddr(host); err != nil && strings.Contains(host, ".") {
		return host + "."
	}
	return host
}

// failure says what an error of the transport means.
func (c *Client) failure(outer, inner context.Context, u *url.URL, err error) error {
	fail := func(f Fault, msg string) error { return &Error{Fault: f, URL: u.String(), Msg: msg, Err: err} }
	var own *Error
	var cert *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var dns *net.DNSError
	var op *net.OpError
	switch {
	case errors.As(err, &own):
		e := *own
		e.URL = u.String()
		return &e
	case outer.Err() != nil:
		return fmt.Errorf("fetch %s: %w", u, context.Cause(outer))
	case inner.Err() != nil, isTimeout(err):
		return &Error{Fault: Timeout, URL: u.String(), Msg: "no complete answer in time: try again later"}
	case errors.As(err, &cert):
		return fail(Untrusted, "the host's certificate is not valid for it: check the address and this computer's clock; the host's operator has to renew it")
	case errors.As(err, &record):
		return fail(Malformed, "the host does not speak TLS there: try the address with http://")
	case errors.As(err, &dns) && dns.IsNotFound:
		return fail(Unreachable, "there is no such host now: check the address")
	case errors.As(err, &dns):
		return fail(Unreachable, "the host's name cannot be resolved now: check the connection, or try again later")
	case strings.Contains(err.Error(), "response header"): // of both HTTP versions; they have no type of their own
		return fail(TooLarge, fmt.Sprintf("the answer's header is over %d kB: save the page from a browser and read the file", c.conf.MaxHeader>>10))
	case errors.As(err, &op) && op.Op == "dial":
		return fail(Unreachable, "no connection: check the address and the connection, or try again later")
	case isBroken(err):
		return fail(Unreachable, "the connection broke before the answer was complete: try again later")
	}
	return fail(Malformed, "the answer is not valid HTTP: try again later, or save the page from a browser and read the file")
}
