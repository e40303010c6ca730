package watch_test

import (
	"strings"
	"testing"
	"time"

	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/source"
)

// A feed that moved for good is asked at its new address; if that fails, at its
// own again.
func TestMovedFeed(t *testing.T) {
	w := newWorld(t)
	w.add(source.Feed, w.address+"/rss")
	w.pages["/rss"], w.pages["/new"] = "to /new", rss("/1")
	w.pages["/1"] = "One."
	look := func(what, moved string, own, other int) {
		t.Helper()
		w.asked["/rss"], w.asked["/new"] = 0, 0
		w.round()
		w.now = w.now.Add(7 * 24 * time.Hour)
		s, err := w.Ledger.Sources(t.Context())
		if err != nil || len(s) != 1 || strings.TrimPrefix(s[0].Moved, w.address) != moved {
			t.Errorf("%s: %+v, %v; want moved to %q", what, s, err, moved)
		}
		if w.asked["/rss"] != own || w.asked["/new"] != other {
			t.Errorf("%s: asked %v", what, w.asked)
		}
	}
	look("moved", "/new", 1, 1)
	look("asked there", "/new", 0, 1)
	w.pages["/new"] = "status 503"
	look("away for a while", "/new", 0, 1)
	w.pages["/new"] = "status 404"
	look("gone there", "", 0, 1)
	w.pages["/rss"] = rss("/1", "/2")
	w.pages["/2"] = "Two."
	look("back", "", 1, 0)
	w.pages["/rss"], w.pages["/new"] = "to /new", "<!doctype html><title>Welcome</title>"
	look("led to what is no feed", "", 1, 1)

	// Whoever adds the new address means the same source.
	w.pages["/rss"], w.pages["/new"] = "to /new", rss("/3")
	look("moved again", "/new", 1, 1)
	s, added, err := w.Ledger.AddSource(t.Context(), ledger.Source{Kind: string(source.Feed), Address: w.address + "/new"})
	if err != nil || added || s.Address != w.address+"/rss" {
		t.Errorf("added %t: %+v, %v", added, s, err)
	}
}

// The further pages of an article are read with the first, unless they are those
// of other articles or not to be had.
func TestPagesOfAnArticle(t *testing.T) {
	w := newWorld(t)
	article := func(next string) string {
		return `<!doctype html><link rel="next" href="` + next + `"><title>Talks</title><article><p>The ministers of two neighbouring countries met on Monday to speak about roads and about bridges between them.</p></article>`
	}
	w.pages["/a"], w.pages["/a/2"], w.pages["/a/3"] = article("/a/2"), article("/a/3"), article("/a/1")
	w.pages["/b"], w.pages["/b/2"] = article("/b/2"), "status 404"
	w.pages["/c"], w.pages["/c/2"] = article("/c/2"), "status 503"
	w.pages["/812"], w.pages["/813"] = article("/813"), article("/814")
	w.pages["/rss"] = rss("/a", "/b", "/c", "/812")
	w.add(source.Feed, w.address+"/rss")
	w.want("an article of three pages, one of a page, one that waits", "4 news 3 read 3 new 0 aside 0 gone next in 1h0m0s")
	got := strings.Join(w.arrivals, "\n")
	if !strings.Contains(got, "/a MIME-Version: 1.0") || !strings.Contains(got, "/b <!doctype html>") || !strings.Contains(got, "/812 <!doctype html>") {
		t.Errorf("arrived:\n%s", got)
	}
	if w.asked["/a/3"] != 1 || w.asked["/a/1"] != 0 || w.asked["/813"] != 0 {
		t.Errorf("asked for %v", w.asked)
	}
	w.pages["/c/2"] = article("/c/1")
	w.now = w.now.Add(24 * time.Hour)
	w.round()
	if got := w.arrivals[len(w.arrivals)-1]; !strings.Contains(strings.Join(w.arrivals, "\n"), "/c MIME-Version: 1.0") {
		t.Errorf("in the end arrived %s", got)
	}
}
