package watch_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur/internal/blob"
	"example.org/rapporteur/internal/fetch"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/source"
	"example.org/rapporteur/internal/source/watch"
	"example.org/rapporteur/internal/text"
)

// A world is a web of one host and a ledger that watches it.
type world struct {
	*watch.Watcher
	t       *testing.T
	address string // of the host
	now     time.Time

	mu       sync.Mutex
	pages    map[string]string // by path; the first line may be "status 410" or "to /path"
	asked    map[string]int    // requests, by path
	sent     map[string]int    // answers with a body, by path
	arrivals []string          // address or path, and text
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, now: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC), pages: map[string]string{}, asked: map[string]int{}, sent: map[string]int{}}
	srv := httptest.NewServer(w)
	t.Cleanup(srv.Close)
	w.address = srv.URL
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), w.clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	blobs, err := blob.OpenDir(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { blobs.Close() })
	w.Watcher = &watch.Watcher{Ledger: l, Blobs: blobs, Web: w.client(fetch.Config{}), Now: w.clock, Limit: 100, Keep: w.keep,
		Archive: func(_ context.Context, path string) (watch.Kept, error) {
			w.arrivals = append(w.arrivals, "archive "+filepath.Base(path))
			return watch.Kept{Read: 3, New: 3}, nil
		}}
	return w
}

func (w *world) clock() time.Time { return w.now }

func (w *world) client(c fetch.Config) *fetch.Client {
	w.t.Helper()
	c.UserAgent = fetch.UserAgent("test", "https://reader.example/")
	c.AllowHosts = []string{strings.TrimPrefix(w.address, "http://")}
	c.Interval, c.Now = time.Nanosecond, w.clock
	client, err := fetch.New(c)
	if err != nil {
		w.t.Fatal(err)
	}
	return client
}

// ServeHTTP serves pages with an ETag of their content.
func (w *world) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked[r.URL.Path]++
	page, ok := w.pages[r.URL.Path]
	var status int
	if _, err := fmt.Sscanf(page, "status %d", &status); err == nil || !ok {
		if !ok {
			status = http.StatusNotFound
		}
		if status == http.StatusTooManyRequests {
			rw.Header().Set("Retry-After", "7200")
		}
		rw.WriteHeader(status)
		return
	}
	if to, ok := strings.CutPrefix(page, "to "); ok {
		http.Redirect(rw, r, to, http.StatusMovedPermanently)
		return
	}
	tag := fmt.Sprintf("%q", fmt.Sprint(len(page), page[:min(len(page), 3)]))
	rw.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		rw.WriteHeader(http.StatusNotModified)
		return
	}
	w.sent[r.URL.Path]++
	rw.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(rw, page)
}

// keep stands for the reader: a text with the word "junk" cannot be read. It
// stores the page, so that the ledger knows what was captured.
func (w *world) keep(ctx context.Context, a watch.Arrival) (watch.Kept, error) {
	w.arrivals = append(w.arrivals, strings.TrimPrefix(a.Path, w.address)+" "+string(a.Bytes[:min(len(a.Bytes), 20)]))
	if strings.Contains(string(a.Bytes), "junk") {
		return watch.Kept{Aside: "it is junk"}, nil
	}
	src := a.Source
	src.MediaType = "text/plain"
	in, faults := text.Read(src, append([]byte("Text: "), a.Bytes...))
	if len(faults) > 0 {
		return watch.Kept{}, faults[0]
	}
	r := ledger.Reading{Document: in[0].Doc, Engine: "none"}
	r.Capture.Doc, r.Capture.Source, r.Capture.At, r.Capture.Blob = in[0].Doc.ID, a.Path, a.At, "b"
	o, err := w.Ledger.PutDocument(ctx, r)
	k := watch.Kept{Read: 1}
	if o == ledger.New {
		k.New = 1
	}
	return k, err
}

func (w *world) add(kind source.Kind, path string) ledger.Source {
	w.t.Helper()
	s, _, err := w.Ledger.AddSource(w.t.Context(), ledger.Source{Kind: string(kind), Address: path})
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

// round looks at what is due and returns what was read, a line a report.
func (w *world) round() []string {
	w.t.Helper()
	var out []string
	err := w.Round(w.t.Context(), func(r watch.Report) {
		s := fmt.Sprintf("%d news %d read %d new %d aside %d gone", r.News, r.Read, r.New, r.Aside, r.Gone)
		if r.Unchanged {
			s += " unchanged"
		}
		if r.Waiting {
			s += " waiting"
		}
		if r.Err != nil {
			s += " failed"
		}
		out = append(out, s+" next in "+r.Source.Due.Sub(w.now).String())
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

func (w *world) want(what string, want ...string) {
	w.t.Helper()
	if diff := cmp.Diff(want, w.round()); diff != "" {
		w.t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func rss(items ...string) string {
	s := `<rss version="2.0"><channel><title>Ministry</title>`
	for _, i := range items {
		s += "<item><link>" + i + "</link></item>"
	}
	return s + "</channel></rss>"
}

func TestFeed(t *testing.T) {
	w := newWorld(t)
	w.add(source.Feed, w.address+"/rss")
	w.pages["/rss"] = rss("/1", "/2", "/missing", "/junk")
	w.pages["/1"], w.pages["/2"], w.pages["/junk"] = "One.", "Two.", "junk"
	w.want("the first look", "4 news 2 read 2 new 1 aside 0 gone next in 1h0m0s")

	w.want("nothing is due")
	w.now = w.now.Add(time.Hour)
	w.want("nothing changed", "0 news 0 read 0 new 0 aside 0 gone unchanged next in 1h30m0s")

	w.now = w.now.Add(90 * time.Minute)
	w.pages["/rss"] = rss("/3", "/1", "/2")
	w.pages["/3"] = "Three."
	w.want("one is new", "1 news 1 read 1 new 0 aside 0 gone next in 45m0s")
	if w.sent["/1"] != 1 || w.sent["/2"] != 1 || w.asked["/missing"] != 3 {
		t.Errorf("pages were sent %v, asked for %v", w.sent, w.asked)
	}
	s, err := w.Ledger.Sources(t.Context())
	if err != nil || s[0].Title != "Ministry" || !s[0].NewsAt.Equal(w.now) {
		t.Errorf("%+v, %v", s, err)
	}
}

// A page is looked at again after a day, a week and a month: what changed is a
// version, what is gone is recorded, and what came back, too.
func TestChangedAndRemoved(t *testing.T) {
	w := newWorld(t)
	feed := w.add(source.Feed, w.address+"/rss")
	w.pages["/rss"] = rss("/1", "/2", "/3")
	w.pages["/1"], w.pages["/2"], w.pages["/3"] = "One.", "Two.", "Three."
	w.round()
	w.now = w.now.AddDate(0, 0, 1)
	w.pages["/1"], w.pages["/2"], w.pages["/3"], w.pages["/"] = "Not one, but ten.", "status 410", "to /", "Welcome."
	w.want("a day later", "0 news 1 read 1 new 0 aside 2 gone unchanged next in 1h30m0s")
	gone, err := w.Ledger.Removals(t.Context(), "")
	if err != nil || len(gone) != 2 || gone[0].Status != 410 || gone[1].Status != 301 || !gone[0].At.Equal(w.now) {
		t.Errorf("removals %+v, %v", gone, err)
	}
	var docs []string
	for d, err := range w.Ledger.Documents(t.Context(), ledger.DocumentFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if d.URL == w.address+"/1" {
			vs, err := w.Ledger.Versions(t.Context(), d.ID)
			if err != nil || len(vs) != 2 {
				t.Errorf("%d versions, %v", len(vs), err)
			}
		}
		docs = append(docs, strings.TrimPrefix(d.URL, w.address))
	}
	if len(docs) != 4 {
		t.Errorf("documents of %q", docs)
	}
	items, err := w.Ledger.Items(t.Context(), feed.ID, 10)
	if err != nil || len(items) != 3 || !items[0].Due.Equal(items[0].FirstRead.AddDate(0, 0, 7)) || items[1].State != ledger.ItemGone || !items[1].Due.Equal(items[0].Due) {
		t.Errorf("items %+v, %v", items, err)
	}
}

func TestFaults(t *testing.T) {
	w := newWorld(t)
	w.add(source.Feed, w.address+"/rss")
	w.want("nothing there", "0 news 0 read 0 new 0 aside 0 gone failed next in 2h0m0s")
	w.now = w.now.Add(2 * time.Hour)
	w.pages["/rss"] = "status 503"
	w.want("a broken host", "0 news 0 read 0 new 0 aside 0 gone failed next in 4h0m0s")
	w.now = w.now.Add(4 * time.Hour)
	w.pages["/rss"] = "<html>no feed"
	w.want("a page in its place", "0 news 0 read 0 new 0 aside 0 gone failed next in 8h0m0s")
	s, _ := w.Ledger.Sources(t.Context())
	if s[0].Errors != 3 || !strings.Contains(s[0].Error, "neither RSS nor Atom") {
		t.Errorf("%d errors, the last %q", s[0].Errors, s[0].Error)
	}
	w.now = w.now.Add(8 * time.Hour)
	w.pages["/rss"], w.pages["/1"] = rss("/1"), "status 503"
	w.want("a broken page", "1 news 0 read 0 new 0 aside 0 gone next in 30m0s")
	w.now = w.now.Add(15 * time.Minute)
	w.pages["/1"] = "One."
	w.want("the page alone is due", "0 news 1 read 1 new 0 aside 0 gone unchanged next in 45m0s")
	w.now = w.now.Add(24 * time.Hour)
	w.pages["/rss"] = "status 410"
	w.want("the feed is gone for good", "0 news 0 read 0 new 0 aside 0 gone failed next in 1h30m0s")
	w.now = w.now.Add(24 * time.Hour)
	w.want("and not asked for again")
}

func TestRetryAfter(t *testing.T) {
	w := newWorld(t)
	w.add(source.Feed, w.address+"/rss")
	w.pages["/rss"] = "status 429"
	w.want("the host wants peace for two hours", "0 news 0 read 0 new 0 aside 0 gone failed next in 2h0m0s")
}

func TestOffline(t *testing.T) {
	w := newWorld(t)
	w.add(source.Feed, w.address+"/rss")
	w.Web = w.client(fetch.Config{Offline: true})
	if err := w.Round(t.Context(), func(r watch.Report) { t.Errorf("a report: %+v", r) }); !errors.Is(err, fetch.Offline) {
		t.Errorf("offline: %v", err)
	}
	if len(w.asked) > 0 {
		t.Errorf("asked for %v", w.asked)
	}
	if s, _ := w.Ledger.Sources(t.Context()); s[0].Errors != 0 {
		t.Error("being offline counts as the source's error")
	}
}

func TestPage(t *testing.T) {
	w := newWorld(t)
	w.add(source.Page, w.address+"/page")
	w.pages["/page"] = "One."
	w.want("first", "1 news 1 read 1 new 0 aside 0 gone next in 1h0m0s")
	w.now = w.now.Add(time.Hour)
	w.want("unchanged", "0 news 0 read 0 new 0 aside 0 gone unchanged next in 1h30m0s")
	w.now = w.now.Add(2 * time.Hour)
	w.pages["/page"] = "One and two."
	w.want("changed", "1 news 1 read 1 new 0 aside 0 gone next in 45m0s")
	w.now = w.now.Add(time.Hour)
	delete(w.pages, "/page")
	w.want("removed", "0 news 0 read 0 new 0 aside 1 gone failed next in 1h30m0s")
	w.now = w.now.Add(24 * time.Hour)
	w.pages["/page"] = "One and two."
	w.round()
	gone, err := w.Ledger.Removals(t.Context(), w.address+"/page")
	if err != nil || len(gone) != 1 || gone[0].Back.Sub(gone[0].At) != 24*time.Hour {
		t.Errorf("removals %+v, %v", gone, err)
	}
}

func TestSitemapIndexAndSince(t *testing.T) {
	w := newWorld(t)
	since, err := text.ParsePublished("2026-02-20")
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := w.Ledger.AddSource(t.Context(), ledger.Source{Kind: string(source.Sitemap), Address: w.address + "/index.xml", Since: since}); err != nil {
		t.Fatal(err)
	}
	w.pages["/index.xml"] = `<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>`
	w.pages["/a.xml"] = `<urlset><url><loc>/old</loc><lastmod>2026-02-19</lastmod></url><url><loc>/new</loc><lastmod>2026-02-20T08:00:00Z</lastmod></url><url><loc>/undated</loc></url></urlset>`
	w.pages["/old"], w.pages["/new"], w.pages["/undated"] = "Old.", "New.", "Undated."
	w.want("the index", "1 news 0 read 0 new 0 aside 0 gone next in 1h0m0s")
	w.want("its sitemap", "2 news 2 read 2 new 0 aside 0 gone next in 1h0m0s")
	if w.asked["/old"] > 0 {
		t.Error("an old page was asked for")
	}
}

// What came with a feed is not fetched; what is too much waits.
func TestContentAndLimit(t *testing.T) {
	w := newWorld(t)
	w.Limit = 2
	w.add(source.Feed, w.address+"/rss")
	long := strings.Repeat("<p>The two sides agreed to go on with the talks in the capital next year, a spokesman said.</p>", 20)
	w.pages["/rss"] = `<rss version="2.0"><channel><item><link>/1</link><description><![CDATA[` + long + `]]></description></item><item><link>/2</link></item><item><link>/3</link></item></channel></rss>`
	w.pages["/2"], w.pages["/3"] = "Two.", "Three."
	w.want("two at once", "3 news 2 read 2 new 0 aside 0 gone waiting next in 15m0s")
	w.now = w.now.Add(15 * time.Minute)
	w.want("the third", "0 news 1 read 1 new 0 aside 0 gone unchanged next in 1h30m0s")
	if w.asked["/1"] > 0 {
		t.Error("a report that came with the feed was fetched")
	}
}

func TestFolder(t *testing.T) {
	w := newWorld(t)
	dir := t.TempDir()
	write := func(name, s string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("a.txt", "One.")
	write(".hidden.txt", "Hidden.")
	write("b.warc", "WARC/1.0\r\n")
	w.add(source.Folder, dir)
	w.want("first", "2 news 4 read 4 new 0 aside 0 gone next in 1h0m0s")
	w.now = w.now.Add(time.Hour)
	w.want("the same", "0 news 0 read 0 new 0 aside 0 gone next in 1h30m0s")
	write("a.txt", "One, two.")
	write("c.txt", "Three.")
	w.now = w.now.Add(2 * time.Hour)
	w.want("one changed, one is new", "2 news 2 read 2 new 0 aside 0 gone next in 45m0s")
	os.RemoveAll(dir)
	w.now = w.now.Add(2 * time.Hour)
	w.want("removed", "0 news 0 read 0 new 0 aside 0 gone failed next in 1h30m0s")
}

// A check that breaks off loses nothing of what was announced.
func TestBrokenOff(t *testing.T) {
	w := newWorld(t)
	w.add(source.Feed, w.address+"/rss")
	var items []string
	for i := range 20 {
		items = append(items, fmt.Sprintf("/%d", i))
		w.pages[items[i]] = fmt.Sprintf("Report %d.", i)
	}
	w.pages["/rss"] = rss(items...)
	keep, n := w.Keep, 0
	broken := errors.New("the power is gone")
	w.Keep = func(ctx context.Context, a watch.Arrival) (watch.Kept, error) {
		if n++; n%7 == 0 {
			return watch.Kept{}, broken
		}
		return keep(ctx, a)
	}
	for range 10 {
		if err := w.Round(t.Context(), func(watch.Report) {}); err != nil && !errors.Is(err, broken) {
			t.Fatal(err)
		}
	}
	if len(w.arrivals) != 20 {
		t.Errorf("%d arrivals, want each of 20 once", len(w.arrivals))
	}
	if w.sent["/rss"] != 1 {
		t.Errorf("the feed was sent %d times", w.sent["/rss"])
	}
}

// A feed that is asked for a thousand times is asked with what is known of it,
// and nothing is stored twice.
func TestThousandPolls(t *testing.T) {
	w := newWorld(t)
	w.add(source.Feed, w.address+"/rss")
	var items []string
	for i := range 25 {
		items = append(items, fmt.Sprintf("/%d", i))
		w.pages[items[i]] = fmt.Sprintf("Report %d.", i)
	}
	const polls = 1000
	for i := range polls {
		if i%100 == 0 {
			w.pages["/rss"] = rss(items[:5+2*i/100]...)
		}
		all, err := w.Ledger.Sources(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Check(t.Context(), all, func(watch.Report) {}); err != nil {
			t.Fatal(err)
		}
		w.now = w.now.Add(15 * time.Minute)
	}
	if w.asked["/rss"] != polls || w.sent["/rss"] != 10 {
		t.Errorf("the feed was asked for %d times and sent %d times, want %d and 10", w.asked["/rss"], w.sent["/rss"], polls)
	}
	documents, captures := 0, 0
	for d, err := range w.Ledger.Documents(t.Context(), ledger.DocumentFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		all, err := w.Ledger.Captures(t.Context(), d.ID)
		if err != nil {
			t.Fatal(err)
		}
		documents, captures = documents+1, captures+len(all)
	}
	if documents != 23 || captures != 23 {
		t.Errorf("%d documents, %d captures; want 23 of each", documents, captures)
	}
	for path, n := range w.sent {
		if path != "/rss" && n != 1 {
			t.Errorf("%s was sent %d times", path, n)
		}
	}
}

// What a person changes while a source is looked at is not undone.
func TestPausedMeanwhile(t *testing.T) {
	w := newWorld(t)
	s := w.add(source.Feed, w.address+"/rss")
	w.pages["/rss"], w.pages["/1"] = rss("/1"), "One."
	keep := w.Keep
	w.Keep = func(ctx context.Context, a watch.Arrival) (watch.Kept, error) {
		if err := w.Ledger.SetSourceState(ctx, s.ID, ledger.SourcePaused); err != nil {
			t.Error(err)
		}
		return keep(ctx, a)
	}
	w.round()
	if all, err := w.Ledger.Sources(t.Context()); err != nil || all[0].State != ledger.SourcePaused || all[0].Checked.IsZero() {
		t.Errorf("the source stands as %+v, %v", all[0], err)
	}
	w.Keep = func(ctx context.Context, a watch.Arrival) (watch.Kept, error) {
		if err := w.Ledger.RemoveSource(ctx, s.ID); err != nil {
			t.Error(err)
		}
		return keep(ctx, a)
	}
	w.pages["/rss"], w.pages["/2"] = rss("/2", "/1"), "Two."
	if err := w.Check(t.Context(), []ledger.Source{s}, func(watch.Report) {}); err != nil {
		t.Errorf("a source that is removed meanwhile: %v", err)
	}
}

// Run goes on until it is stopped.
func TestRun(t *testing.T) {
	w := newWorld(t)
	w.add(source.Feed, w.address+"/rss")
	w.pages["/rss"], w.pages["/1"] = rss("/1"), "One."
	ctx, stop := context.WithCancel(t.Context())
	rounds := 0
	err := w.Run(ctx, func(watch.Report) {}, func() error {
		w.now = w.now.Add(30 * 24 * time.Hour)
		if rounds++; rounds == 2 {
			stop()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || w.asked["/rss"] != 2 {
		t.Errorf("%v after the feed was asked for %d times", err, w.asked["/rss"])
	}
}
