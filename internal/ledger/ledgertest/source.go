package ledgertest

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
)

func addSource(t testing.TB, l *ledger.Ledger, s ledger.Source) ledger.Source {
	t.Helper()
	s, added, err := l.AddSource(t.Context(), s)
	if err != nil || !added {
		t.Fatalf("AddSource: added %t, %v", added, err)
	}
	return s
}

func testSources(t *testing.T, open Open) {
	l := open(t, "a")
	b := addSource(t, l, ledger.Source{Kind: "feed", Address: "https://b.example/rss", Title: "B", Outlet: "Example Daily", Since: date(t, "2025-01")})
	a := addSource(t, l, ledger.Source{Kind: "page", Address: "https://a.example/"})
	if a.Added != Clock() || a.Due != Clock() || a.State != ledger.SourceActive {
		t.Errorf("a new source stands as %+v", a)
	}
	again, added, err := l.AddSource(t.Context(), ledger.Source{Kind: "feed", Address: "https://b.example/rss", Category: "Asia"})
	b.Category = "Asia"
	if diff := cmp.Diff(b, again, exported); diff != "" || added || err != nil {
		t.Errorf("added again: %t, %v (-want +got):\n%s", added, err, diff)
	}

	b.ETag, b.LastModified, b.Error, b.Errors = `"1"`, "yesterday", "no answer", 2
	b.Moved = "https://b.example/new"
	b.Checked, b.NewsAt, b.Due, b.Every = Clock(), Clock().Add(-time.Hour), Clock().Add(time.Hour), 90*time.Minute
	if err := l.UpdateSource(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	all, err := l.Sources(t.Context())
	if diff := cmp.Diff([]ledger.Source{a, b}, all, exported); diff != "" || err != nil {
		t.Errorf("%v, sources (-want +got):\n%s", err, diff)
	}
	for _, by := range []string{string(b.ID), b.Address, b.Moved} {
		if found, err := l.FindSource(t.Context(), by); err != nil || len(found) != 1 || found[0].ID != b.ID {
			t.Errorf("found by %s: %v, %v", by, found, err)
		}
	}
	due := func(at time.Time) (n int) {
		ss, err := l.DueSources(t.Context(), at)
		if err != nil {
			t.Fatal(err)
		}
		return len(ss)
	}
	if n := due(Clock()); n != 1 {
		t.Errorf("%d are due now, want that which was never looked at", n)
	}
	if n := due(b.Due); n != 2 {
		t.Errorf("%d are due in an hour, want both", n)
	}
	if err := l.SetSourceState(t.Context(), a.ID, ledger.SourcePaused); err != nil {
		t.Fatal(err)
	}
	if n := due(b.Due); n != 1 {
		t.Errorf("%d are due when one is paused", n)
	}
	if err := l.RemoveSource(t.Context(), b.ID); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{l.RemoveSource(t.Context(), b.ID), l.UpdateSource(t.Context(), b), l.SetSourceState(t.Context(), b.ID, ledger.SourceActive)} {
		if !errors.Is(err, ledger.ErrNotFound) {
			t.Errorf("a source that was removed gives %v", err)
		}
	}
}

func testItems(t *testing.T, open Open) {
	l := open(t, "a")
	s := addSource(t, l, ledger.Source{Kind: "feed", Address: "https://b.example/rss"})
	items := []ledger.Item{
		{ID: "1", URL: "https://b.example/1", Title: "One", Published: date(t, "2025-03-06"), Stamp: "x"},
		{ID: "2", URL: "https://b.example/2"},
		{ID: "old", URL: "https://b.example/0", State: ledger.ItemPassed},
	}
	list := func(want int) {
		t.Helper()
		if n, err := l.ListItems(t.Context(), s.ID, `"tag"`, "today", items); err != nil || n != want {
			t.Errorf("%d news, %v; want %d", n, err, want)
		}
	}
	due := func(at time.Time, limit int) (ids string) {
		is, err := l.DueItems(t.Context(), s.ID, at, limit)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range is {
			ids += i.ID + " "
		}
		return ids
	}
	list(2)
	list(0) // the same again is no news
	if got := due(Clock(), 10); got != "1 2 " {
		t.Errorf("due are %s", got)
	}
	first, err := l.DueItems(t.Context(), s.ID, Clock(), 1)
	if err != nil || len(first) != 1 {
		t.Fatal(first, err)
	}
	i := first[0]
	want := items[0]
	want.State, want.Seen, want.Due = ledger.ItemWaiting, Clock(), Clock()
	if diff := cmp.Diff(want, i, exported); diff != "" {
		t.Errorf("an item changed (-listed +got):\n%s", diff)
	}
	i.State, i.FirstRead, i.ETag, i.Visits, i.Due = ledger.ItemRead, Clock(), `"page"`, 1, Clock().AddDate(0, 0, 1)
	if err := l.UpdateItem(t.Context(), s.ID, i); err != nil {
		t.Fatal(err)
	}
	list(0)
	if got := due(Clock(), 10); got != "2 " {
		t.Errorf("due are %s when one was read", got)
	}
	if got := due(i.Due, 10); got != "2 1 " {
		t.Errorf("due are %s a day later", got)
	}
	items[0].Stamp = "y" // its source says that it changed
	list(1)
	is, err := l.Items(t.Context(), s.ID, 10)
	if err != nil || len(is) != 3 || is[0].ETag != `"page"` || is[0].Visits != 1 || is[0].State != ledger.ItemWaiting {
		t.Errorf("an item that changed stands as %+v, %v", is, err)
	}
	all, err := l.Sources(t.Context())
	if diff := cmp.Diff(map[ledger.ItemState]int{ledger.ItemWaiting: 2, ledger.ItemPassed: 1}, all[0].Items); diff != "" || err != nil || all[0].ETag != `"tag"` {
		t.Errorf("%v, tag %s, counts:\n%s", err, all[0].ETag, diff)
	}
	if err := l.RemoveSource(t.Context(), s.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := l.ListItems(t.Context(), s.ID, "", "", items); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("listing for a source that was removed: %v", err)
	}
}

func testProgress(t *testing.T, open Open) {
	l := open(t, "a")
	if _, err := l.Progress(t.Context(), "a.warc"); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("before the beginning: %v", err)
	}
	for i := range 2 {
		p := ledger.Progress{Source: "a.warc", Digest: "d", Offset: 1<<40 + int64(i), Skip: 1, Records: 7, Read: 2, Aside: 1}
		if err := l.PutProgress(t.Context(), p); err != nil {
			t.Fatal(err)
		}
		if got, err := l.Progress(t.Context(), "a.warc"); err != nil || got != p {
			t.Errorf("%+v, %v; want %+v", got, err, p)
		}
	}
	if err := l.EndProgress(t.Context(), "a.warc"); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Progress(t.Context(), "a.warc"); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("behind the end: %v", err)
	}
}

// version returns a reading of a page that said this when it was captured.
func version(t testing.TB, url, text string, captured time.Time) ledger.Reading {
	a := article{"page", url, "Example News", "2025-03-06", text}
	r := a.reading(t, "engine 1")
	r.Capture.At, r.Capture.Source = captured, url
	return r
}

func testVersions(t *testing.T, open Open) {
	l := open(t, "a")
	const page = "https://news.example/page"
	day := func(n int) time.Time { return time.Date(2025, 3, n, 12, 0, 0, 0, time.UTC) }
	third := version(t, page, "Forty officers, in May.", day(20))
	first := version(t, page, "Forty officers.", day(6))
	second := version(t, page, "Thirty officers.", day(9))
	mirror := version(t, "https://mirror.example/page", "Forty officers.", day(7))
	for _, r := range []ledger.Reading{third, first, second, mirror, undatedReading(t)} {
		put(t, l, ledger.New, r)
	}
	first.Capture.At, first.Capture.Blob = day(8), rapporteur.NewBlobID([]byte("again"))
	put(t, l, ledger.Recaptured, first)

	vs, err := l.Versions(t.Context(), second.Document.ID)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, v := range vs {
		got = append(got, fmt.Sprintf("%s %d-%d", v.ID, v.First.Day(), v.Last.Day()))
	}
	if diff := cmp.Diff([]string{fmt.Sprintf("%s 6-8", first.Document.ID), fmt.Sprintf("%s 9-9", second.Document.ID), fmt.Sprintf("%s 20-20", third.Document.ID)}, got); diff != "" {
		t.Errorf("versions (-want +got):\n%s", diff)
	}
	if at, err := l.VersionsAt(t.Context(), page); err != nil || !cmp.Equal(vs, at, exported) {
		t.Errorf("at the address are %+v, %v", at, err)
	}
	if _, err := l.VersionsAt(t.Context(), page+"?"); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("versions of a page that was not captured: %v", err)
	}
	for _, r := range []ledger.Reading{mirror, undatedReading(t)} {
		if vs, err := l.Versions(t.Context(), r.Document.ID); err != nil || len(vs) != 1 {
			t.Errorf("%d versions of %s, %v; want itself", len(vs), r.Document.Name, err)
		}
	}
	if _, err := l.Versions(t.Context(), "dnone"); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("versions of a document that is not there: %v", err)
	}

	for _, test := range []struct {
		on     string
		stands ledger.Reading
	}{{"2025-03-05", first}, {"2025-03-08", first}, {"2025-03-09", second}, {"2025-03-19", second}, {"2025-04", third}, {"", third}} {
		var on rapporteur.Date
		if test.on != "" {
			on = date(t, test.on)
		}
		wantOlder, wantLater := map[rapporteur.DocID]rapporteur.DocID{}, map[rapporteur.DocID]bool{}
		passed := false
		for _, r := range []ledger.Reading{first, second, third} {
			switch {
			case r.Document.ID == test.stands.Document.ID:
				passed = true
			case passed:
				wantLater[r.Document.ID] = true
			default:
				wantOlder[r.Document.ID] = test.stands.Document.ID
			}
		}
		older, later, err := l.NotStanding(t.Context(), on)
		if diff := cmp.Diff(wantOlder, older) + cmp.Diff(wantLater, later); diff != "" || err != nil {
			t.Errorf("on %s: %v (-want +got):\n%s", test.on, err, diff)
		}
	}
}

func testRemovals(t *testing.T, open Open) {
	l := open(t, "a")
	put(t, l, ledger.New, visitReading(t))
	url := visit.url
	remove := func(url string, want bool) {
		t.Helper()
		if got, err := l.Remove(t.Context(), ledger.Removal{URL: url, At: Clock(), Status: 410}); err != nil || got != want {
			t.Errorf("recorded %t, %v; want %t", got, err, want)
		}
	}
	remove("https://news.example/never-captured", false)
	remove(url, true)
	remove(url, false) // it is known
	back := Clock().Add(time.Hour)
	if err := l.Restore(t.Context(), url, back); err != nil {
		t.Fatal(err)
	}
	got, err := l.Removals(t.Context(), url)
	if diff := cmp.Diff([]ledger.Removal{{URL: url, At: Clock(), Status: 410, Back: back}}, got); diff != "" || err != nil {
		t.Errorf("%v, removals (-want +got):\n%s", err, diff)
	}
	if all, err := l.Removals(t.Context(), ""); err != nil || len(all) != 1 {
		t.Errorf("all removals: %v, %v", all, err)
	}
}

func testOutlets(t *testing.T, open Open) {
	l := open(t, "a")
	put(t, l, ledger.New, visitReading(t))
	put(t, l, ledger.New, planReading(t))
	daily := rapporteur.Outlet{Name: "Daily", Names: []string{"Example News", "news.example"}, Country: "LAO", Type: rapporteur.Independent, Language: "lo"}
	if err := l.PutOutlet(t.Context(), daily); err != nil {
		t.Fatal(err)
	}
	agency := ledger.KnownOutlet{Outlet: rapporteur.Outlet{Name: "Example Agency"}, Documents: 1}
	want := []ledger.KnownOutlet{{Outlet: daily, Told: true, Documents: 1}, agency}
	check := func() {
		t.Helper()
		got, err := l.KnownOutlets(t.Context())
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" || err != nil {
			t.Errorf("%v, outlets (-want +got):\n%s", err, diff)
		}
	}
	check()
	daily.Names, daily.Parent = []string{"news.example"}, "Example Agency"
	if err := l.PutOutlet(t.Context(), daily); err != nil {
		t.Fatal(err)
	}
	met := ledger.KnownOutlet{Outlet: rapporteur.Outlet{Name: "Example News"}, Documents: 1}
	want = []ledger.KnownOutlet{{Outlet: daily, Told: true}, agency, met}
	check()
	if err := l.PutOutlet(t.Context(), rapporteur.Outlet{Name: "X", Type: "blog"}); err == nil {
		t.Error("a type that is none was stored")
	}
	if err := l.ForgetOutlet(t.Context(), "Daily"); err != nil {
		t.Fatal(err)
	}
	want = []ledger.KnownOutlet{agency, met}
	check()
	if err := l.ForgetOutlet(t.Context(), "Daily"); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("forgotten twice: %v", err)
	}
}

// What a source covers is what is held of what it announced.
func testCoverage(t *testing.T, open Open) {
	l := open(t, "a")
	r := visitReading(t)
	r.Document.Byline = "A. Writer"
	r.Document.Locations = []rapporteur.Location{{At: 0, Name: "page 1"}, {At: 20, Name: "page 2"}}
	r.Capture.Header = "Content-Type: text/plain\nDate: today\n"
	put(t, l, ledger.New, r)
	put(t, l, ledger.Unchanged, r)
	d, err := l.Document(t.Context(), r.Document.ID)
	if diff := cmp.Diff(r.Document.Locations, d.Locations); diff != "" || err != nil || d.Byline != r.Document.Byline {
		t.Errorf("%v, signed %q, located (-want +got):\n%s", err, d.Byline, diff)
	}
	for c, err := range l.Claims(t.Context(), ledger.ClaimFilter{Doc: d.ID}) {
		if err != nil || c.Location != d.LocationAt(c.Quote.Start()) || c.Location == "" {
			t.Errorf("%v: a claim at %d is on %q", err, c.Quote.Start(), c.Location)
		}
	}
	if cs, err := l.Captures(t.Context(), d.ID); err != nil || len(cs) != 1 || cs[0].Header != r.Capture.Header {
		t.Errorf("captures %+v, %v", cs, err)
	}

	feed := addSource(t, l, ledger.Source{Kind: "feed", Address: "https://b.example/rss"})
	folder := addSource(t, l, ledger.Source{Kind: "folder", Address: "/reports"})
	page := addSource(t, l, ledger.Source{Kind: "page", Address: r.Document.URL})
	addSource(t, l, ledger.Source{Kind: "feed", Address: "https://c.example/rss"})
	for _, s := range []struct {
		id   ledger.SourceID
		item ledger.Item
	}{{feed.ID, ledger.Item{ID: "1", URL: r.Document.URL}}, {feed.ID, ledger.Item{ID: "2", URL: r.Document.URL + "/none"}}, {folder.ID, ledger.Item{ID: r.Capture.Source}}} {
		if _, err := l.ListItems(t.Context(), s.id, "", "", []ledger.Item{s.item}); err != nil {
			t.Fatal(err)
		}
	}
	one := ledger.SourceCoverage{Documents: 1, Claims: len(r.Claims), Languages: []string{d.Language}, First: d.Published, Last: d.Published}
	got, err := l.SourceCoverage(t.Context())
	if diff := cmp.Diff(map[ledger.SourceID]ledger.SourceCoverage{feed.ID: one, folder.ID: one, page.ID: one}, got, exported); diff != "" || err != nil {
		t.Errorf("%v, coverage (-want +got):\n%s", err, diff)
	}
}
