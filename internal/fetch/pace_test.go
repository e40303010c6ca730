package fetch

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"time"
)

// A journal is when a server was asked.
type journal struct {
	mu   sync.Mutex
	when []time.Time
}

func (l *journal) add(t time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.when = append(l.when, t)
}

// A feed polled a thousand times, with robots.txt asked for again each day, is
// never asked twice within its host's interval, and sent whole only when it changed.
func TestPolledFeed(t *testing.T) {
	for name, tt := range map[string]struct {
		robots string
		least  time.Duration
	}{
		"default":     {"", DefaultInterval},
		"crawl delay": {"User-agent: Testreader\nCrawl-delay: 7.5\n", 7500 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			var k *clock
			var asked journal
			var whole, unmodified, robots, version int
			srv := web(t, map[string]http.HandlerFunc{
				"/robots.txt": func(w http.ResponseWriter, _ *http.Request) {
					asked.add(k.now())
					robots++
					io.WriteString(w, tt.robots)
				},
				"/feed": func(w http.ResponseWriter, r *http.Request) {
					asked.add(k.now())
					tag := fmt.Sprintf(`"v%d"`, version)
					w.Header().Set("Etag", tag)
					if r.Header.Get("If-None-Match") == tag {
						unmodified++
						w.WriteHeader(http.StatusNotModified)
						return
					}
					whole++
					io.WriteString(w, tag)
				},
			})
			c, clk := client(t)
			k = clk
			start := k.now()
			req := Request{URL: srv.URL + "/feed"}
			for i := range 1000 {
				version = i / 100
				resp, err := c.Get(t.Context(), req)
				if err != nil {
					t.Fatal(err)
				}
				req.ETag = resp.ETag
				k.sleep(t.Context(), time.Duration(i%7)*50*time.Second) // sometimes at once, sometimes later
			}
			if whole != 10 || unmodified != 990 {
				t.Errorf("sent whole %d times and as unmodified %d times, want 10 and 990", whole, unmodified)
			}
			if days := int(k.now().Sub(start)/robotsKept) + 1; robots != days {
				t.Errorf("robots.txt was asked for %d times in %d days", robots, days)
			}
			if len(asked.when) != 1000+robots {
				t.Errorf("%d requests, want %d", len(asked.when), 1000+robots)
			}
			for i := 1; i < len(asked.when); i++ {
				if d := asked.when[i].Sub(asked.when[i-1]); d < tt.least {
					t.Fatalf("request %d came %v after the one before it, want at least %v", i, d, tt.least)
				}
			}
		})
	}
}

// Several readers of one host share its turns, whatever name of a page they ask
// for; another host's turns are its own.
func TestTurnsAreShared(t *testing.T) {
	const interval = 10 * time.Millisecond
	var asked journal
	srv := web(t, map[string]http.HandlerFunc{"/": func(http.ResponseWriter, *http.Request) { asked.add(time.Now()) }})
	c, err := New(Config{
		UserAgent: agent, Interval: interval, AllowHosts: []string{"one.example", "two.example"},
		Resolver: resolver(func(string) []netip.Addr { return []netip.Addr{netip.MustParseAddr("127.0.0.1")} }),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.transport.CloseIdleConnections)
	for _, host := range []string{"one", "two"} { // robots.txt
		if _, err := c.Get(t.Context(), Request{URL: "http://" + host + ".example:" + port(t, srv.URL)}); err != nil {
			t.Fatal(err)
		}
	}
	asked.when = nil
	start := time.Now()
	var group sync.WaitGroup
	for _, host := range []string{"one", "two"} {
		for range 4 {
			group.Go(func() {
				for i := range 10 {
					if _, err := c.Get(t.Context(), Request{URL: fmt.Sprintf("http://%s.example:%s/?%d", host, port(t, srv.URL), i)}); err != nil {
						t.Error(err)
					}
				}
			})
		}
	}
	group.Wait()
	if n := len(asked.when); n != 80 {
		t.Errorf("%d requests, want 80", n)
	}
	if d := time.Since(start); d < 39*interval {
		t.Errorf("40 requests to each host took %v, want at least %v", d, 39*interval)
	}
}

func TestTurns(t *testing.T) {
	now := newClock().now()
	p := paces{m: make(map[string]pace)}
	var group sync.WaitGroup
	var got journal
	for range 8 {
		group.Go(func() {
			for range 50 {
				turn, ok := p.take("news.example", now, time.Second, time.Hour)
				if !ok {
					t.Error("no turn")
				}
				got.add(turn)
			}
		})
	}
	group.Wait()
	slices.SortFunc(got.when, func(a, b time.Time) int { return cmp.Compare(a.UnixNano(), b.UnixNano()) })
	for i, turn := range got.when {
		if want := now.Add(time.Duration(i) * time.Second); !turn.Equal(want) {
			t.Fatalf("turn %d at %v, want %v", i, turn, want)
		}
	}
	if turn, ok := p.take("news.example", now, time.Second, 399*time.Second); ok || !turn.Equal(now.Add(400*time.Second)) {
		t.Errorf("turn at %v, taken: %v, want that of 400 s hence refused", turn, ok)
	}
	// Between two turns lies what either of them asks for.
	for i, interval := range []time.Duration{time.Second, 10 * time.Second, time.Second, time.Second} {
		turn, _ := p.take("slow.example", now, interval, time.Hour)
		if want := now.Add([]time.Duration{0, 10, 20, 21}[i] * time.Second); !turn.Equal(want) {
			t.Errorf("turn %d at %v, want %v", i, turn, want)
		}
	}
}

// Hosts whose turns lie behind are forgotten; those that asked for peace are not.
func TestHostsAreForgotten(t *testing.T) {
	k := newClock()
	p := paces{m: make(map[string]pace)}
	p.close("closed.example", k.now().Add(time.Hour))
	for i := range 10 * manyHosts {
		if _, ok := p.take(fmt.Sprintf("host-%d.example", i), k.now(), time.Second, time.Minute); !ok {
			t.Fatal("no turn")
		}
		k.sleep(t.Context(), time.Second)
	}
	if len(p.m) > manyHosts {
		t.Errorf("%d hosts are remembered, want at most %d", len(p.m), manyHosts)
	}
	p.close("closed.example", k.now().Add(time.Hour))
	for i := range manyHosts {
		p.take(fmt.Sprintf("more-%d.example", i), k.now(), time.Second, time.Minute)
		k.sleep(t.Context(), time.Second)
	}
	if p.open("closed.example", k.now()) {
		t.Error("a closed host was forgotten")
	}
	s := sites{m: make(map[string]*site)}
	for i := range 3 * manySites {
		s.get(fmt.Sprintf("https://host-%d.example", i))
	}
	if len(s.m) > manySites {
		t.Errorf("%d sites are remembered, want at most %d", len(s.m), manySites)
	}
}

func TestRetryAfter(t *testing.T) {
	now := newClock().now().Add(DefaultInterval) // when the page is asked for
	for _, tt := range []struct {
		field string
		want  time.Duration // 0: there is none
	}{
		{"120", 2 * time.Minute},
		{" 90 ", 90 * time.Second},
		{"0", 0},
		{"-5", 0},
		{"1.5", 0},
		{"soon", 0},
		{"", 0},
		{"86400", 24 * time.Hour},
		{"86401", 24 * time.Hour},
		{"99999999999999999999999999", 24 * time.Hour},
		{now.Add(time.Hour).Format(http.TimeFormat), time.Hour},
		{now.Add(time.Hour).Format(time.RFC850), time.Hour},
		{now.Add(time.Hour).Format(time.ANSIC), time.Hour},
		{now.Add(-time.Hour).Format(http.TimeFormat), 0},
		{now.AddDate(10, 0, 0).Format(http.TimeFormat), 24 * time.Hour},
	} {
		for _, code := range []int{200, 429, 503} {
			srv := web(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Retry-After", tt.field)
				w.WriteHeader(code)
			}})
			c, _ := client(t)
			resp, err := c.Get(t.Context(), Request{URL: srv.URL})
			got := resp.RetryAfter
			if code != 200 {
				got = fails(t, err, BadStatus, true).NotBefore
			}
			var want time.Time
			if tt.want > 0 {
				want = now.Add(tt.want)
			}
			if !got.Equal(want) {
				t.Errorf("%d with %q: until %v, want %v", code, tt.field, got, want)
			}
		}
	}
}

// A host that asks for peace gets it: a short one is waited for, a long one is
// said at once, and nobody goes on who was already waiting.
func TestHostAsksForPeace(t *testing.T) {
	var k *clock
	var asked journal
	peace := ""
	srv := web(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, _ *http.Request) {
		asked.add(k.now())
		w.Header().Set("Retry-After", peace)
		if peace != "" {
			w.WriteHeader(http.StatusTooManyRequests)
		}
	}})
	c, clk := client(t)
	k = clk
	get := func() error {
		_, err := c.Get(t.Context(), Request{URL: srv.URL})
		return err
	}
	peace = "60"
	until := fails(t, get(), BadStatus, true).NotBefore
	peace = ""
	if err := get(); err != nil || k.now().Before(until) {
		t.Errorf("asked again at %v, want not before %v: %v", k.now(), until, err)
	}
	peace = "7200"
	until = fails(t, get(), BadStatus, true).NotBefore
	n := len(asked.when)
	if e := fails(t, get(), TooSoon, true); !e.NotBefore.Equal(until) {
		t.Errorf("not before %v, want %v", e.NotBefore, until)
	}
	if len(asked.when) != n {
		t.Error("the host was asked although it had asked for peace")
	}
	k.sleep(t.Context(), 2*time.Hour)
	peace = ""
	if err := get(); err != nil {
		t.Error(err)
	}

	// While one waits for its turn, another's answer closes the host.
	closed := k.now().Add(90 * time.Second)
	c.conf.Sleep = func(ctx context.Context, d time.Duration) error {
		c.paces.close("127.0.0.1", closed)
		return k.sleep(ctx, d)
	}
	if err := get(); err != nil {
		t.Error(err)
	}
	if last := asked.when[len(asked.when)-1]; last.Before(closed) {
		t.Errorf("asked at %v, want not before %v", last, closed)
	}
}
