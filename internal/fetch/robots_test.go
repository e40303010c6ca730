package fetch

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestRobotsRules(t *testing.T) {
	for _, tt := range []struct {
		name, robots, path string
		want               bool
	}{
		{"empty", "", "/a", true},
		{"for all", "User-agent: *\nDisallow: /a\n", "/a/b", false},
		{"for all, other path", "User-agent: *\nDisallow: /a\n", "/b", true},
		{"whole site", "User-agent: *\nDisallow: /\n", "/", false},
		{"nothing disallowed", "User-agent: *\nDisallow:\n", "/a", true},
		{"own group", "User-agent: *\nDisallow: /\nUser-agent: testreader\nDisallow: /b\n", "/a", true},
		{"own group, disallowed", "User-agent: testreader\nDisallow: /b\nUser-agent: *\nDisallow: /\n", "/b", false},
		{"own group, empty", "User-agent: *\nDisallow: /\n\nUser-agent: Testreader\n", "/a", true},
		{"own group with version", "User-agent: Testreader/2.0\nDisallow: /\n", "/a", false},
		{"another's longer name", "User-agent: Testreader-Images\nDisallow: /\n", "/a", true},
		{"another's shorter name", "User-agent: Test\nDisallow: /\n", "/a", true},
		{"own groups are one", "User-agent: Testreader\nDisallow: /a\n\nUser-agent: other\nDisallow: /\n\nUser-agent: TESTREADER\nDisallow: /b\n", "/b", false},
		{"own groups are one, first", "User-agent: Testreader\nDisallow: /a\n\nUser-agent: Testreader\nDisallow: /b\n", "/a", false},
		{"several agents", "User-agent: one\nUser-agent: Testreader\nUser-agent: two\nDisallow: /a\n", "/a", false},
		{"sitemap between agents", "User-agent: Testreader\nSitemap: https://news.example/s.xml\nUser-agent: other\nDisallow: /a\n", "/a", false},
		{"delay ends the agents", "User-agent: *\nCrawl-delay: 10\nUser-agent: other\nDisallow: /\n", "/a", true},
		{"rule before any agent", "Disallow: /\nUser-agent: *\nAllow: /\n", "/a", true},
		{"longest decides, allow", "User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b/c", true},
		{"longest decides, disallow", "User-agent: *\nAllow: /a\nDisallow: /a/b\n", "/a/b/c", false},
		{"order is nothing", "User-agent: *\nAllow: /a/b\nDisallow: /a\n", "/a/b/c", true},
		{"equal: allow", "User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", true},
		{"equal: allow, other order", "User-agent: *\nAllow: /a\nDisallow: /a\n", "/a", true},
		{"case of the path", "User-agent: *\nDisallow: /A\n", "/a", true},
		{"case of the fields", "USER-AGENT: *\nDISALLOW: /a\n", "/a", false},
		{"space", "  User-agent :  *  \n\tDisallow :\t/a  # not yet\n", "/a", false},
		{"comment", "User-agent: * # all\n# Disallow: /\nDisallow: /b#c\n", "/a", true},
		{"carriage returns", "User-agent: *\rDisallow: /a\r", "/a", false},
		{"byte order mark", "\ufeffUser-agent: *\nDisallow: /a\n", "/a", false},
		{"no slash", "User-agent: *\nDisallow: a\n", "/a", false},
		{"a page instead", "<html><p>Disallow: /</p></html>", "/a", true},
		{"nothing but noise", "\x00\xff:\n:\n::/\nUser-agent\nDisallow", "/a", true},

		{"query", "User-agent: *\nDisallow: /a?\n", "/a?b=c", false},
		{"query, none", "User-agent: *\nDisallow: /a?\n", "/a", true},
		{"star", "User-agent: *\nDisallow: /*/print\n", "/a/b/print", false},
		{"star, nothing between", "User-agent: *\nDisallow: /a*b\n", "/ab", false},
		{"star is from the beginning", "User-agent: *\nDisallow: /a*b\n", "/c/axb", true},
		{"star first", "User-agent: *\nDisallow: *.pdf\n", "/a/b.pdf?c", false},
		{"star and end", "User-agent: *\nDisallow: /*.pdf$\n", "/a/b.pdf", false},
		{"star and end, more", "User-agent: *\nDisallow: /*.pdf$\n", "/a/b.pdf?c", true},
		{"star and end, twice", "User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf/b.pdf", false},
		{"star and end, short", "User-agent: *\nDisallow: /aa*aa$\n", "/aaa", true},
		{"stars", "User-agent: *\nDisallow: /a*b*c*d\n", "/axxbxxcxxd", false},
		{"stars, order", "User-agent: *\nDisallow: /a*c*b*d\n", "/axxbxxcxxd", true},
		{"stars only", "User-agent: *\nDisallow: ***\n", "/", false},
		{"end", "User-agent: *\nDisallow: /a$\n", "/a", false},
		{"end, more", "User-agent: *\nDisallow: /a$\n", "/ab", true},
		{"end of the site", "User-agent: *\nDisallow: /$\n", "/a", true},
		{"dollar within", "User-agent: *\nDisallow: /a$b\n", "/a$b", true},
		{"star escaped", "User-agent: *\nDisallow: /a-%2A.html\n", "/a-*.html", false},
		{"star escaped, other", "User-agent: *\nDisallow: /a-%2A.html\n", "/a-b.html", true},
		{"dollar escaped", "User-agent: *\nDisallow: /a%24b\n", "/a$b", false},

		// The table of RFC 9309, section 2.2.2.
		{"RFC 1", "User-agent: *\nDisallow: /foo/bar?baz=quz\n", "/foo/bar?baz=quz", false},
		{"RFC 2", "User-agent: *\nDisallow: /foo/bar?baz=https://foo.bar\n", "/foo/bar?baz=https://foo.bar", false},
		{"RFC 3", "User-agent: *\nDisallow: /foo/bar/ツ\n", "/foo/bar/%E3%83%84", false},
		{"RFC 4", "User-agent: *\nDisallow: /foo/bar/%E3%83%84\n", "/foo/bar/ツ", false},
		{"RFC 5", "User-agent: *\nDisallow: /foo/bar/%62%61%7A\n", "/foo/bar/baz", false},
		{"escape in small letters", "User-agent: *\nDisallow: /%e3%83%84\n", "/ツ", false},
		{"slash escaped is another", "User-agent: *\nDisallow: /a%2Fb\n", "/a/b", true},
		{"broken escape", "User-agent: *\nDisallow: /a%zz%\n", "/a", true},
	} {
		u, err := url.Parse("https://news.example" + tt.path)
		if err != nil {
			t.Fatal(err)
		}
		if got := parseRobots([]byte(tt.robots), "Testreader").allows(u); got != tt.want {
			t.Errorf("%s: %s allowed: %v, want %v", tt.name, tt.path, got, tt.want)
		}
	}
}

func TestCrawlDelay(t *testing.T) {
	for value, want := range map[string]time.Duration{
		"5": 5 * time.Second, "0.5": 500 * time.Millisecond, "0": 0, "-1": 0, "NaN": 0, "soon": 0, "": 0,
		"+Inf": 24 * time.Hour, "1e300": 24 * time.Hour, "5\nCrawl-delay: 3": 5 * time.Second,
		"5\nUser-agent: Testreader\nCrawl-delay: 9": 9 * time.Second,
	} {
		if got := parseRobots([]byte("User-agent: *\nCrawl-delay: "+value), "Testreader").delay; got != want {
			t.Errorf("%q: %v, want %v", value, got, want)
		}
	}
}

// A pattern that is made to take much time takes little.
func TestRobotsTakeLittleTime(t *testing.T) {
	u := mustParse(t, "https://news.example/"+strings.Repeat("a", maxURL))
	one := "User-agent: *\nDisallow: /" + strings.Repeat("*a", maxRobots/2) + "b$"
	many := "User-agent: *\n" + strings.Repeat("Disallow: *ab\n", maxRobots/14)
	for _, robots := range []string{one, many} {
		start := time.Now()
		if !parseRobots([]byte(robots), "Testreader").allows(u) {
			t.Error("disallowed by a pattern that does not match")
		}
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("took %v", d)
		}
	}
}

// What the answer for robots.txt means for the pages, and when it is asked again.
func TestRobotsStatus(t *testing.T) {
	const none = Fault("")
	disallow := says("User-agent: *\nDisallow: /\n")
	for name, tt := range map[string]struct {
		serve http.HandlerFunc
		want  Fault
		kept  time.Duration
	}{
		"allowed":        {says(""), none, robotsKept},
		"disallowed":     {disallow, Robots, robotsKept},
		"missing":        {status(404), none, robotsKept},
		"gone":           {status(410), none, robotsKept},
		"unauthorised":   {status(401), none, robotsKept},
		"forbidden":      {status(403), none, robotsKept},
		"too many":       {status(429), RobotsFail, robotsRetry},
		"broken":         {status(500), RobotsFail, robotsRetry},
		"unavailable":    {status(503), RobotsFail, robotsRetry},
		"not done":       {status(501), RobotsFail, robotsRetry},
		"circle":         {pointsTo("/robots.txt"), none, robotsKept},
		"moved":          {pointsTo("/moved"), Robots, robotsKept},
		"moved inside":   {pointsTo("http://10.0.0.1/robots.txt"), Refused, robotsRetry},
		"brotli":         {encoded("br", []byte("User-agent")), Encoding, robotsRetry},
		"too long":       {says("User-agent: *\n" + strings.Repeat("# more\n", maxRobots/7) + "Disallow: /\n"), none, robotsKept},
		"as long as can": {says("User-agent: *\n" + strings.Repeat("#", maxRobots-30) + "\nDisallow: /\n"), Robots, robotsKept},
	} {
		t.Run(name, func(t *testing.T) {
			var asked int
			srv := web(t, map[string]http.HandlerFunc{
				"/":      says("page"),
				"/moved": disallow,
				"/robots.txt": func(w http.ResponseWriter, r *http.Request) {
					asked++
					tt.serve(w, r)
				},
			})
			c, k := client(t)
			get := func() {
				t.Helper()
				resp, err := c.Get(t.Context(), Request{URL: srv.URL})
				if tt.want != none {
					e := fails(t, err, tt.want, tt.want == RobotsFail)
					if tt.kept == robotsRetry && !e.NotBefore.After(k.now()) {
						t.Errorf("not before %v, want a time to come", e.NotBefore)
					}
				} else if err != nil || string(resp.Body) != "page" {
					t.Errorf("%q, %v", resp.Body, err)
				}
			}
			get()
			once := asked
			k.sleep(t.Context(), tt.kept-time.Minute)
			get()
			if asked != once {
				t.Errorf("asked for again before %v", tt.kept)
			}
			k.sleep(t.Context(), time.Minute)
			get()
			if asked != 2*once {
				t.Errorf("asked for %d times in %v, want %d", asked, tt.kept, 2*once)
			}
		})
	}
}

// A host that asks for peace instead of saying what may be fetched gets it.
func TestRobotsRetryAfter(t *testing.T) {
	srv := web(t, map[string]http.HandlerFunc{"/robots.txt": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusServiceUnavailable)
	}})
	c, k := client(t)
	_, err := c.Get(t.Context(), Request{URL: srv.URL})
	if e := fails(t, err, RobotsFail, true); e.Status != 503 || !e.NotBefore.Equal(k.now().Add(time.Hour)) {
		t.Errorf("status %d, not before %v", e.Status, e.NotBefore)
	}
}

// That robots.txt could not be asked for yet says nothing about it.
func TestRobotsTooSoon(t *testing.T) {
	srv := web(t, map[string]http.HandlerFunc{"/": says("page")})
	c, k := client(t)
	c.paces.close("127.0.0.1", k.now().Add(DefaultMaxWait+time.Second))
	_, err := c.Get(t.Context(), Request{URL: srv.URL})
	fails(t, err, TooSoon, true)
	k.sleep(t.Context(), time.Second)
	if _, err := c.Get(t.Context(), Request{URL: srv.URL}); err != nil {
		t.Error(err)
	}
}

// Robots.txt is read once for all that come at the same time, for the address that
// a redirect leads to as well, and each port has its own.
func TestRobotsOfEachSite(t *testing.T) {
	var mu sync.Mutex
	var asked int
	closed := web(t, map[string]http.HandlerFunc{
		"/robots.txt": func(w http.ResponseWriter, _ *http.Request) {
			mu.Lock()
			defer mu.Unlock()
			asked++
			io.WriteString(w, "User-agent: *\nDisallow: /secret\n")
		},
		"/secret": func(http.ResponseWriter, *http.Request) { t.Error("a disallowed page was asked for") },
		"/":       says("open"),
	})
	other := web(t, map[string]http.HandlerFunc{
		"/":       pointsTo(closed.URL + "/secret"),
		"/secret": says("of another port"),
	})
	c, _ := client(t, func(conf *Config) { conf.MaxWait = time.Hour })
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if _, err := c.Get(t.Context(), Request{URL: closed.URL}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if asked != 1 {
		t.Errorf("robots.txt was asked for %d times, want once", asked)
	}
	_, err := c.Get(t.Context(), Request{URL: other.URL})
	if e := fails(t, err, Robots, false); e.URL != closed.URL+"/secret" {
		t.Errorf("the error is of %s", e.URL)
	}
	if _, err := c.Get(t.Context(), Request{URL: other.URL + "/secret"}); err != nil {
		t.Error(err)
	}
}

// One reader who gives up while robots.txt is fetched does not spoil it for others.
func TestRobotsAfterOneGivesUp(t *testing.T) {
	fail := true
	srv := web(t, map[string]http.HandlerFunc{"/": says("page")})
	c, k := client(t)
	gone := errors.New("gone")
	c.paces.close("127.0.0.1", k.now().Add(time.Second))
	c.conf.Sleep = func(ctx context.Context, d time.Duration) error {
		if fail {
			return gone
		}
		return k.sleep(ctx, d)
	}
	if _, err := c.Get(t.Context(), Request{URL: srv.URL}); !errors.Is(err, gone) {
		t.Errorf("error %v", err)
	}
	fail = false
	if _, err := c.Get(t.Context(), Request{URL: srv.URL}); err != nil {
		t.Error(err)
	}
}

// No robots.txt upsets the reader, and neither a comment nor a sitemap at its end
// changes what it says.
func FuzzRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /a*b$\nAllow: /%zz\nCrawl-delay: 1e9\n"), "/a/b?c=%2A")
	f.Add([]byte("\ufeffUSER-AGENT:Testreader\rdisallow:***$\r"), "/")
	f.Add([]byte("user-agent:testreader\nuser-agent:*\n\ndisallow:%"), "/%25*$")
	f.Fuzz(func(t *testing.T, b []byte, path string) {
		u := &url.URL{Scheme: "https", Host: "news.example", Path: "/" + path}
		r := parseRobots(b, "Testreader")
		if r.delay < 0 || r.delay > 24*time.Hour {
			t.Fatalf("delay %v", r.delay)
		}
		allowed := r.allows(u)
		if again := parseRobots(append(b[:len(b):len(b)], "\n# end\nSitemap: /s\n"...), "Testreader"); len(b) < maxRobots-100 && again.allows(u) != allowed {
			t.Fatalf("a comment and a sitemap changed the answer to %v", !allowed)
		}
	})
}
