package fetch

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

const agent = "Testreader/1.0 (+https://reader.example/about)"

// A clock moves only when somebody sleeps.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func newClock() *clock { return &clock{t: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
	return ctx.Err()
}

// client returns a client that may reach the loopback address, under a clock of
// its own. Each change alters its configuration.
func client(t testing.TB, changes ...func(*Config)) (*Client, *clock) {
	t.Helper()
	k := newClock()
	conf := Config{UserAgent: agent, AllowHosts: []string{"127.0.0.1"}, Now: k.now, Sleep: k.sleep}
	for _, change := range changes {
		change(&conf)
	}
	c, err := New(conf)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.transport.CloseIdleConnections)
	return c, k
}

// web serves pages by their path; every other path is not found. Nothing is said
// in robots.txt unless it is among the pages.
func web(t testing.TB, pages map[string]http.HandlerFunc) *httptest.Server {
	t.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if h := pages[r.URL.Path]; h != nil {
			h(w, r)
			return
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(srv.Close)
	return srv
}

func says(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, text) }
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

func pointsTo(location string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Location"] = []string{location}
		w.WriteHeader(http.StatusFound)
	}
}

// wire answers the page of every connection with the given bytes, which need not
// be HTTP, and then closes it; robots.txt it answers properly. It returns the
// page's address.
func wire(t testing.TB, answer string) string {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				buf := make([]byte, 4096)
				n, _ := conn.Read(buf)
				if strings.HasPrefix(string(buf[:n]), "GET /robots.txt ") {
					io.WriteString(conn, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
					return
				}
				io.WriteString(conn, answer)
			}()
		}
	}()
	return "http://" + l.Addr().String() + "/page"
}

// port returns that of an address.
func port(t testing.TB, address string) string {
	t.Helper()
	_, p, err := net.SplitHostPort(strings.TrimPrefix(address, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// resolver asks a name server that lives in this process and answers what it is
// told to for each name.
func resolver(answer func(name string) []netip.Addr) *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		here, there := net.Pipe()
		go nameServer(there, answer)
		return here, nil
	}}
}

// nameServer answers queries as over TCP, each with its length before it.
func nameServer(conn net.Conn, answer func(string) []netip.Addr) {
	defer conn.Close()
	for {
		var size [2]byte
		if _, err := io.ReadFull(conn, size[:]); err != nil {
			return
		}
		query := make([]byte, binary.BigEndian.Uint16(size[:]))
		if _, err := io.ReadFull(conn, query); err != nil {
			return
		}
		var m dnsmessage.Message
		if err := m.Unpack(query); err != nil || len(m.Questions) != 1 {
			return
		}
		q := m.Questions[0]
		m.Header = dnsmessage.Header{ID: m.ID, Response: true, RecursionAvailable: true}
		m.Additionals = nil
		for _, ip := range answer(strings.TrimSuffix(q.Name.String(), ".")) {
			h := dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: dnsmessage.ClassINET}
			switch {
			case q.Type == dnsmessage.TypeA && ip.Is4():
				m.Answers = append(m.Answers, dnsmessage.Resource{Header: h, Body: &dnsmessage.AResource{A: ip.As4()}})
			case q.Type == dnsmessage.TypeAAAA && ip.Is6():
				m.Answers = append(m.Answers, dnsmessage.Resource{Header: h, Body: &dnsmessage.AAAAResource{AAAA: ip.As16()}})
			}
		}
		reply, err := m.Pack()
		if err != nil {
			return
		}
		if _, err := conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(reply))), reply...)); err != nil {
			return
		}
	}
}

// fails checks that an error has a fault, says so in a sentence that names a next
// step, and whether it is worth asking again.
func fails(t *testing.T, err error, want Fault, temporary bool) *Error {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("error %v, want a fault of the kind %q", err, want)
	}
	if !errors.Is(err, want) {
		t.Errorf("%v: is %q, want %q", err, e.Fault, want)
	}
	if e.Temporary() != temporary {
		t.Errorf("%v: temporary: %v, want %v", err, e.Temporary(), temporary)
	}
	if !strings.Contains(e.Msg, ": ") || e.URL == "" {
		t.Errorf("%v: says not what to do next, or not of which address", err)
	}
	return e
}
