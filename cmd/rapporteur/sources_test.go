package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"

	"example.org/rapporteur/internal/ledger"
)

// web DIR serves a folder as $WEB until the script ends. Files of a name that
// ends in .gone are answered with 410 at the name without it.
func serveWeb(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 1, "web DIR")
	dir := ts.MkAbs(args[0])
	files := http.FileServer(http.Dir(dir))
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(r.URL.Path)+".gone")); err == nil {
			w.WriteHeader(http.StatusGone)
			return
		}
		files.ServeHTTP(w, r)
	}))
	ts.Defer(srv.Close)
	ts.Setenv("WEB", srv.URL)
	ts.Setenv("RAPPORTEUR_ALLOW_HOST", strings.TrimPrefix(srv.URL, "http://"))
	ts.Setenv("RAPPORTEUR_PACE", "1ms")
	// Addresses in the files are those of the server, and the files an hour old: what
	// changed in the second of a visit is fetched anew.
	before := time.Now().Add(-time.Hour)
	ts.Check(filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(strings.ReplaceAll(string(b), "WEB", srv.URL)), 0o600); err != nil {
			return err
		}
		return os.Chtimes(path, before, before)
	}))
}

// press DIR FEEDS ITEMS writes feeds of as many items each, with their pages, and
// a list of them in feeds.opml.
func press(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 3, "press DIR FEEDS ITEMS")
	dir := ts.MkAbs(args[0])
	feeds, err := strconv.Atoi(args[1])
	ts.Check(err)
	items, err := strconv.Atoi(args[2])
	ts.Check(err)
	ts.Check(os.MkdirAll(dir, 0o755))
	write := func(name, s string) { ts.Check(os.WriteFile(filepath.Join(dir, name), []byte(s), 0o600)) }
	var opml strings.Builder
	for f := range feeds {
		name := fmt.Sprintf("paper%d", f)
		fmt.Fprintf(&opml, "<outline text=%q type=\"rss\" xmlUrl=\"WEB/%s.xml\"/>\n", name, name)
		var rss strings.Builder
		fmt.Fprintf(&rss, "<rss version=\"2.0\"><channel><title>Paper %d</title>\n", f)
		for i := range items {
			n := f*items + i
			day := n%28 + 1
			page := fmt.Sprintf("%s-%d.html", name, i)
			fmt.Fprintf(&rss, "<item><title>Report %d</title><link>WEB/%s</link><pubDate>%02d Mar 2025 10:00:00 +0000</pubDate></item>\n", n, page, day)
			write(page, fmt.Sprintf(`<!doctype html><html lang="en"><head><title>Report %d</title></head><body><article><h1>Report %d on the talks</h1>
<p>RIGA — Latvian Deputy Defence Minister Anna Ozola met her Portuguese counterpart in Riga on %d March, a statement of the ministry said, in the round numbered %d of their talks.</p>
<p>Portugal pledged to train %d Latvian officers by 2027, the statement said. The two sides agreed to hold exercise number %d in the autumn of next year.</p>
<p>The cost of the training was not disclosed. The next meeting is to be held in Lisbon.</p></article></body></html>`, n, n, day, n, n+10, n))
		}
		write(name+".xml", rss.String()+"</channel></rss>")
	}
	write("feeds.opml", `<opml version="2.0"><head><title>Papers</title></head><body>`+opml.String()+`</body></opml>`)
}

// same LEDGER LEDGER wants two ledgers to hold the same documents and claims.
func same(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 2, "same LEDGER LEDGER")
	var held [2][]string
	for i, dir := range args {
		l, err := ledger.Open(context.Background(), filepath.Join(ts.MkAbs(dir), ledgerFile), time.Now)
		ts.Check(err)
		for d, err := range l.Documents(context.Background(), ledger.DocumentFilter{}) {
			ts.Check(err)
			held[i] = append(held[i], fmt.Sprintf("%+v", d))
		}
		for c, err := range l.Claims(context.Background(), ledger.ClaimFilter{}) {
			ts.Check(err)
			held[i] = append(held[i], fmt.Sprintf("%s %s", c.ID, c.Quote.Exact()))
		}
		ts.Check(l.Close())
	}
	if diff := cmp.Diff(held[0], held[1]); diff != "" || len(held[0]) == 0 {
		ts.Fatalf("%s and %s differ:\n%s", args[0], args[1], diff)
	}
}
