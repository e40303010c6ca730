package fetch

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestGet(t *testing.T) {
	srv := web(t, map[string]http.HandlerFunc{
		"/news": func(w http.ResponseWriter, r *http.Request) {
			h := w.Header()
			h.Set("Content-Type", "text/html; charset=windows-1258")
			h.Set("Etag", `"v1"`)
			h.Set("Last-Modified", "Sat, 28 Feb 2026 10:00:00 GMT")
			h.Set("Cache-Control", "max-age=600")
			h.Set("Date", "Sun, 01 Mar 2026 09:00:00 GMT")
			h.Set("Set-Cookie", "reader=42")
			h.Set("X-Other", "not kept")
			io.WriteString(w, "<p>The ministers met.</p>")
		},
		"/none": status(http.StatusNoContent),
	})
	c, k := client(t)
	start := k.now()
	got, err := c.Get(t.Context(), Request{URL: srv.URL + "/news#top"})
	if err != nil {
		t.Fatal(err)
	}
	want := Response{
		URL: srv.URL + "/news", Status: 200, ContentType: "text/html; charset=windows-1258",
		Body: []byte("<p>The ministers met.</p>"), ETag: `"v1"`, LastModified: "Sat, 28 Feb 2026 10:00:00 GMT",
		FetchedAt: start.Add(DefaultInterval), // robots.txt took the first turn
		Header: http.Header{
			"Content-Type": {"text/html; charset=windows-1258"}, "Etag": {`"v1"`}, "Date": {"Sun, 01 Mar 2026 09:00:00 GMT"},
			"Last-Modified": {"Sat, 28 Feb 2026 10:00:00 GMT"}, "Cache-Control": {"max-age=600"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got, err := c.Get(t.Context(), Request{URL: srv.URL + "/none"}); err != nil || got.Status != 204 || len(got.Body) != 0 {
		t.Errorf("a page without content: %+v, %v", got, err)
	}
}

// A time of change is kept for the next request only if the answer is of a later
// second: within the second the page may change without the host knowing.
func TestLastModified(t *testing.T) {
	const changed = "Sat, 28 Feb 2026 10:00:00 GMT"
	for sent, want := range map[string]string{
		"":                              changed,
		"Sat, 28 Feb 2026 10:00:00 GMT": "",
		"Sat, 28 Feb 2026 09:59:59 GMT": "",
		"Sat, 28 Feb 2026 10:00:01 GMT": changed,
		"soon":                          changed,
	} {
		srv := web(t, map[string]http.HandlerFunc{"/news": func(w http.ResponseWriter, r *http.Request) {
			w.Header()["Date"] = nil
			if sent != "" {
				w.Header().Set("Date", sent)
			}
			w.Header().Set("Last-Modified", changed)
		}})
		c, _ := client(t)
		if got, err := c.Get(t.Context(), Request{URL: srv.URL + "/news"}); err != nil || got.LastModified != want {
			t.Errorf("sent %q: last modified %q, %v; want %q", sent, got.LastModified, err, want)
		}
	}
}

// A page that was not modified is said to be so, also behind a redirect, and its
// marks stay known although the host does not repeat them.
func TestNotModified(t *testing.T) {
	const tag, date = `W/"7"`, "Sat, 28 Feb 2026 10:00:00 GMT"
	srv := web(t, map[string]http.HandlerFunc{
		"/moved": pointsTo("/feed"),
		"/feed": func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("If-None-Match") == tag || r.Header.Get("If-Modified-Since") == date {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			io.WriteString(w, "news")
		},
		"/always": status(http.StatusNotModified),
	})
	c, _ := client(t)
	for _, tt := range []struct {
		req      Request
		modified bool
	}{
		{Request{URL: "/feed"}, true},
		{Request{URL: "/feed", ETag: `"6"`}, true},
		{Request{URL: "/feed", ETag: tag, LastModified: date}, false},
		{Request{URL: "/feed", LastModified: date}, false},
		{Request{URL: "/moved", ETag: tag}, false},
		{Request{URL: "/feed", ETag: "7\r\nX-Other: 1"}, true},
	} {
		req := tt.req
		req.URL = srv.URL + req.URL
		got, err := c.Get(t.Context(), req)
		switch {
		case err != nil:
			t.Errorf("%+v: %v", tt.req, err)
		case got.NotModified == tt.modified, tt.modified != (string(got.Body) == "news"):
			t.Errorf("%+v: %+v, want it modified: %v", tt.req, got, tt.modified)
		case got.NotModified && (got.ETag != req.ETag || got.LastModified != req.LastModified || got.Status != 304 || got.FetchedAt.IsZero()):
			t.Errorf("%+v: %+v", tt.req, got)
		}
	}
	_, err := c.Get(t.Context(), Request{URL: srv.URL + "/always"})
	fails(t, err, BadStatus, false)
}

func TestRedirects(t *testing.T) {
	pages := map[string]http.HandlerFunc{
		"/end":    says("the end"),
		"/abroad": pointsTo("ftp://news.example/"),
		"/ring":   pointsTo("/gnir"),
		"/gnir":   pointsTo("/ring"),
		"/self":   pointsTo("/self#again"),
		"/bad":    pointsTo("http://[::1"),
		"/none":   status(http.StatusFound),
		"/choice": status(http.StatusMultipleChoices),
		"/user":   pointsTo("http://me:secret@127.0.0.1/"),
	}
	for _, code := range []int{301, 302, 303, 307, 308} {
		pages[fmt.Sprint("/", code)] = func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "end#part", code) }
	}
	for n := range 6 {
		pages[fmt.Sprint("/", n+1)] = pointsTo(fmt.Sprint(n))
	}
	pages["/0"] = says("the end")
	srv := web(t, pages)
	c, _ := client(t)
	for _, code := range []int{301, 302, 303, 307, 308} {
		got, err := c.Get(t.Context(), Request{URL: fmt.Sprint(srv.URL, "/", code)})
		want := []Redirect{{fmt.Sprint(srv.URL, "/", code), code}}
		if err != nil || got.URL != srv.URL+"/end" || string(got.Body) != "the end" || !cmp.Equal(got.Redirects, want) {
			t.Errorf("%d: %+v, %v", code, got, err)
		}
	}
	if got, err := c.Get(t.Context(), Request{URL: srv.URL + "/5"}); err != nil || len(got.Redirects) != 5 {
		t.Errorf("five redirects: %+v, %v", got, err)
	}
	for page, want := range map[string]Fault{
		"/6": Redirected, "/ring": Redirected, "/self": Redirected, "/bad": Redirected,
		"/abroad": BadAddress, "/user": BadAddress, "/none": BadStatus, "/choice": BadStatus,
	} {
		_, err := c.Get(t.Context(), Request{URL: srv.URL + page})
		e := fails(t, err, want, false)
		if circle := page == "/ring" || page == "/self"; circle != strings.Contains(e.Msg, "circle") {
			t.Errorf("%s: message %q", page, e.Msg)
		}
	}
}

func TestStatus(t *testing.T) {
	pages := make(map[string]http.HandlerFunc)
	tests := map[int]bool{ // whether it is worth asking again
		400: false, 401: false, 403: false, 404: false, 410: false, 451: false, 501: false, 505: false,
		408: true, 425: true, 429: true, 500: true, 502: true, 503: true, 504: true, 599: true,
	}
	for code := range tests {
		pages[fmt.Sprint("/", code)] = status(code)
	}
	srv := web(t, pages)
	c, _ := client(t)
	for code, again := range tests {
		_, err := c.Get(t.Context(), Request{URL: fmt.Sprint(srv.URL, "/", code)})
		if e := fails(t, err, BadStatus, again); e.Status != code {
			t.Errorf("%d: the error has the status %d", code, e.Status)
		}
	}
}

// Whatever a host sets or asks for, nothing about the reader is told: not to it,
// not to the host it points to. The environment's proxy is not used.
func TestNothingIsTold(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	t.Setenv("ALL_PROXY", "http://127.0.0.1:1")
	var asked atomic.Int32
	check := func(t *testing.T, r *http.Request) {
		asked.Add(1)
		want := http.Header{
			"User-Agent": {agent}, "Accept-Encoding": {"gzip"},
			"Accept": {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"},
		}
		if diff := cmp.Diff(want, r.Header); diff != "" {
			t.Errorf("%s was sent other fields than it should: %s", r.URL, diff)
		}
	}
	other := web(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) { check(t, r) }})
	srv := web(t, map[string]http.HandlerFunc{
		"/": func(w http.ResponseWriter, r *http.Request) {
			check(t, r)
			w.Header().Add("Set-Cookie", "reader=42; Path=/")
			http.Redirect(w, r, "/next", http.StatusFound)
		},
		"/next": func(w http.ResponseWriter, r *http.Request) {
			check(t, r)
			w.Header().Add("Set-Cookie", "reader=43")
			http.Redirect(w, r, other.URL+"/", http.StatusTemporaryRedirect)
		},
		"/closed": func(w http.ResponseWriter, r *http.Request) {
			check(t, r)
			w.Header().Set("Www-Authenticate", `Basic realm="news"`)
			w.WriteHeader(http.StatusUnauthorized)
		},
	})
	c, _ := client(t)
	if _, err := c.Get(t.Context(), Request{URL: srv.URL}); err != nil {
		t.Error(err)
	}
	for range 2 {
		_, err := c.Get(t.Context(), Request{URL: srv.URL + "/closed"})
		fails(t, err, BadStatus, false)
	}
	if asked.Load() != 5 {
		t.Errorf("%d requests, want 5", asked.Load())
	}
}

func TestOffline(t *testing.T) {
	c, _ := client(t, func(conf *Config) {
		conf.Offline = true
		conf.Resolver = resolver(func(name string) []netip.Addr { t.Errorf("DNS was asked for %q", name); return nil })
	})
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the server was reached") }))
	defer srv.Close()
	for _, page := range []string{srv.URL, "https://news.example/"} {
		_, err := c.Get(t.Context(), Request{URL: page})
		fails(t, err, Offline, false)
	}
	// Not even a part of the package that forgot to ask could dial.
	_, _, err := c.exchange(t.Context(), mustParse(t, srv.URL), Request{}, time.Minute)
	fails(t, err, Offline, false)
}

func mustParse(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestUnreachable(t *testing.T) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := l.Addr().String()
	l.Close()
	c, _ := client(t, func(conf *Config) {
		conf.Resolver = resolver(func(string) []netip.Addr { return nil })
	})
	for _, page := range []string{"http://" + closed + "/", "http://no-such-name.example/"} {
		_, err := c.Get(t.Context(), Request{URL: page})
		fails(t, err, Unreachable, true)
	}
}

func TestAbsolute(t *testing.T) {
	for host, want := range map[string]string{
		"news.example": "news.example.", "wiki": "wiki", "93.184.215.14": "93.184.215.14", "fd00::1": "fd00::1",
	} {
		if got := absolute(host); got != want {
			t.Errorf("%s is asked for as %s, want %s", host, got, want)
		}
	}
}

func TestContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	srv := web(t, map[string]http.HandlerFunc{"/": func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	}})
	c, _ := client(t)
	for range 2 { // the second time it has ended before
		_, err := c.Get(ctx, Request{URL: srv.URL})
		var e *Error
		if !errors.Is(err, context.Canceled) || errors.As(err, &e) {
			t.Errorf("error %v, want the context's", err)
		}
	}
}

func TestTimeout(t *testing.T) {
	stop := make(chan struct{})
	hang := func(w http.ResponseWriter) {
		w.(http.Flusher).Flush()
		<-stop
	}
	srv := web(t, map[string]http.HandlerFunc{
		"/mute": func(http.ResponseWriter, *http.Request) { <-stop },
		"/stuck": func(w http.ResponseWriter, _ *http.Request) {
			io.WriteString(w, "The ministers")
			hang(w)
		},
		"/drip": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				io.WriteString(w, ".")
				w.(http.Flusher).Flush()
				time.Sleep(10 * time.Millisecond)
			}
		},
		"/late": func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(120 * time.Millisecond)
			http.Redirect(w, r, "/late?"+r.URL.RawQuery+"i", http.StatusFound)
		},
	})
	t.Cleanup(func() { close(stop) }) // before the server waits for its answers to end
	c, _ := client(t, func(conf *Config) { conf.Timeout = 300 * time.Millisecond })
	for _, page := range []string{"/mute", "/stuck", "/drip", "/late"} {
		start := time.Now()
		_, err := c.Get(t.Context(), Request{URL: srv.URL + page})
		fails(t, err, Timeout, true)
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%s took %v", page, d)
		}
	}
}

func TestTLS(t *testing.T) {
	for _, version := range []int{1, 2} {
		t.Run(fmt.Sprint("HTTP ", version), func(t *testing.T) {
			srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/wordy" {
					w.Header()["X-Words"] = slices.Repeat([]string{strings.Repeat("word ", 200)}, 100)
				}
				if r.ProtoMajor != version {
					t.Errorf("asked over %s", r.Proto)
				}
				io.WriteString(w, "over TLS")
			}))
			srv.EnableHTTP2 = version == 2
			srv.Config.ErrorLog = log.New(io.Discard, "", 0)
			srv.StartTLS()
			t.Cleanup(srv.Close)
			c, _ := client(t)
			_, err := c.Get(t.Context(), Request{URL: srv.URL})
			fails(t, err, Untrusted, false)
			c, _ = client(t, func(conf *Config) {
				conf.RootCAs = x509.NewCertPool()
				conf.RootCAs.AddCert(srv.Certificate())
			})
			if got, err := c.Get(t.Context(), Request{URL: srv.URL}); err != nil || string(got.Body) != "over TLS" {
				t.Errorf("%q, %v", got.Body, err)
			}
			_, err = c.Get(t.Context(), Request{URL: srv.URL + "/wordy"})
			fails(t, err, TooLarge, false)
		})
	}
	plain := web(t, map[string]http.HandlerFunc{"/": says("")})
	c, _ := client(t)
	_, err := c.Get(t.Context(), Request{URL: strings.Replace(plain.URL, "http:", "https:", 1)})
	fails(t, err, Malformed, true)
}

// A proxy is used only if it was named, and does not widen what may be asked for.
func TestProxy(t *testing.T) {
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		if r.Header.Get("User-Agent") != agent {
			t.Errorf("the proxy was told of the agent %q", r.Header.Get("User-Agent"))
		}
		io.WriteString(w, "by proxy from "+r.URL.Host)
	}))
	t.Cleanup(proxy.Close)
	c, _ := client(t, func(conf *Config) {
		conf.AllowHosts = nil
		conf.Proxy = mustParse(t, proxy.URL)
		conf.Resolver = resolver(func(name string) []netip.Addr { t.Errorf("DNS was asked for %q", name); return nil })
	})
	if got, err := c.Get(t.Context(), Request{URL: "http://news.example/"}); err != nil || !bytes.HasSuffix(got.Body, []byte("from news.example")) {
		t.Errorf("%q, %v", got.Body, err)
	}
	for _, page := range []string{proxy.URL, "http://10.0.0.1/", "http://wiki.internal/"} {
		_, err := c.Get(t.Context(), Request{URL: page})
		fails(t, err, Refused, false)
	}
}
