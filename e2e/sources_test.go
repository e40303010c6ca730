package e2e

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/blob"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/claim"
	"example.org/rapporteur/internal/intake"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/text"
	"example.org/rapporteur/internal/web"
)

// openInlet serves the pages of an empty ledger where reports can be brought in,
// until the test ends, and returns their address.
func openInlet(t *testing.T) (string, *ledger.Ledger) {
	t.Helper()
	dir := t.TempDir()
	now := func() time.Time { return time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC) }
	l, err := ledger.Open(t.Context(), filepath.Join(dir, "ledger.db"), now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	blobs, err := blob.OpenDir(filepath.Join(dir, "blobs"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { blobs.Close() })
	reader, err := intake.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	read := func(ctx context.Context, src text.Source, b []byte, at time.Time) (taken web.Taken, err error) {
		f := reader.Read(src, b)
		id, err := blobs.Put(ctx, b)
		if err != nil {
			return taken, err
		}
		for _, fault := range f.Faults {
			taken.Faults = append(taken.Faults, fault.Error())
			if err := l.Quarantine(ctx, ledger.Quarantined{Source: src.Path, Reason: fault.Error(), Blob: id}); err != nil {
				return taken, err
			}
		}
		for _, d := range f.Documents {
			o, err := l.PutDocument(ctx, ledger.Reading{Document: d.Doc, Engine: claim.Engine, Claims: d.Claims,
				Capture: rapporteur.Capture{Doc: d.Doc.ID, Blob: id, At: at, Source: src.Path, MediaType: d.MediaType}})
			if err != nil {
				return taken, err
			}
			taken.Documents = append(taken.Documents, web.TakenDocument{ID: d.Doc.ID, Title: d.Doc.Title, Outcome: o, Claims: len(d.Claims)})
		}
		return taken, nil
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := ln.Addr().(*net.TCPAddr).Port
	h, err := web.New(web.Config{Books: book.New(l, now), Port: port, Notice: notice, Version: "test",
		Sources: &web.Sources{Ledger: l, Blobs: blobs, Read: read, Now: now}})
	if err != nil {
		t.Fatal(err)
	}
	srv := web.Server(h)
	go srv.Serve(ln) //nolint:errcheck // ends with the test
	t.Cleanup(func() { srv.Close() })
	return fmt.Sprintf("http://127.0.0.1:%d", port), l
}

// The main acts of the page of sources: a pasted text leads to its words, and
// files are read, with scripts and without.
func TestBringReportsIn(t *testing.T) {
	browser := startBrowser(t)
	dir := t.TempDir()
	var files []string
	for name, body := range map[string]string{"lima.txt": "Chile and Peru signed an accord on mining in Lima.", "empty.txt": ""} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	for _, scripts := range []string{"on", "off"} {
		t.Run("scripts "+scripts, func(t *testing.T) {
			url, _ := openInlet(t)
			b := open(t, browser)
			b.size(1200, 900)
			if scripts == "off" {
				b.withoutScripts()
			}
			b.visit(url + "/")
			b.do(chromedp.Click(chromedp.CSS(`nav a[href="/sources"]`)), chromedp.WaitVisible(chromedp.CSS("#text")))
			b.do(chromedp.SendKeys(chromedp.CSS("#text"), "Portugal and Latvia signed a protocol on fisheries in Riga."),
				chromedp.SendKeys(chromedp.CSS("#headline"), "Fish"),
				chromedp.Click(chromedp.CSS(`form[action="/sources/paste"] button`)), chromedp.WaitVisible(chromedp.CSS("#result a")))
			if got := eval[string](b, `document.querySelector("#result [role=status]").textContent`); got != "1 new." {
				t.Errorf("the page says %q", got)
			}
			b.do(chromedp.Click(chromedp.CSS("#result a")), chromedp.WaitVisible(chromedp.CSS(".note")))
			if got := eval[string](b, `document.querySelector("h1").textContent`); !strings.Contains(got, "Fish") {
				t.Errorf("the document is headed %q", got)
			}

			b.visit(url + "/sources")
			b.do(chromedp.SetUploadFiles(chromedp.CSS("#files"), files),
				chromedp.Click(chromedp.CSS(`form[action="/sources/upload"] button`)), chromedp.WaitVisible(chromedp.CSS("#result")))
			if got := eval[string](b, `document.querySelector("#result [role=status]").textContent`); got != "1 new, 1 set aside." {
				t.Errorf("the page says %q", got)
			}
			if got := eval[string](b, `document.querySelector("table.aside tbody").textContent`); !strings.Contains(got, "empty.txt") {
				t.Errorf("set aside is %q", got)
			}
		})
	}
}

// The checker knows no complaint about the page of sources, empty, full or with
// something to mend.
func TestSourcesAccessibility(t *testing.T) {
	axe, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	require(t, err == nil, "the accessibility checker is not installed: npm ci --ignore-scripts in the folder e2e")
	browser := startBrowser(t)
	empty, _ := openInlet(t)
	full, l := openInlet(t)
	f, _, err := l.AddSource(t.Context(), ledger.Source{Kind: "feed", Address: "https://a.example/" + strings.Repeat("w", 90), Title: "The Gull"})
	if err != nil {
		t.Fatal(err)
	}
	f.Error, f.Errors = "fetch https://a.example/: no answer in time: try later", 6
	if err := l.UpdateSource(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	if err := l.Quarantine(t.Context(), ledger.Quarantined{Source: "a.pdf", Reason: "no text", Blob: rapporteur.NewBlobID([]byte("x"))}); err != nil {
		t.Fatal(err)
	}
	b := open(t, browser)
	check := func(what string) {
		t.Helper()
		for _, scheme := range []string{"light", "dark"} {
			b.scheme(scheme)
			for _, width := range []int64{1280, 320} {
				b.size(width, 900)
				eval[bool](b, `document.querySelectorAll("details").forEach(d => d.open = true), true`)
				eval[bool](b, string(axe)+`; true`)
				for _, v := range run(b, chromedp.Evaluate[[]violation](
					`axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => r.violations)`,
					chromedp.EvalAwaitPromise, awaitLong)) {
					t.Errorf("%s, %s, %d pixels: %s (%s)%s", what, scheme, width, v.Help, v.ID, where(v))
				}
				if n := eval[int](b, `document.documentElement.scrollWidth - innerWidth`); n > 0 {
					t.Errorf("%s, %d pixels: the page is %d pixels too wide", what, width, n)
				}
			}
		}
	}
	b.visit(empty + "/sources")
	check("empty")
	b.visit(full + "/sources")
	check("full")
	if dir := os.Getenv("RAPPORTEUR_SCREENSHOTS"); dir != "" {
		b.size(1280, 1200)
		save(t, filepath.Join(dir, "sources-dark.png"), run(b, chromedp.CaptureScreenshot()))
	}
	b.do(chromedp.SendKeys(chromedp.CSS("#text"), "x"), chromedp.SendKeys(chromedp.CSS("#url"), "nowhere"), chromedp.SendKeys(chromedp.CSS("#published"), "never"),
		chromedp.Click(chromedp.CSS(`form[action="/sources/paste"] button`)), chromedp.WaitVisible(chromedp.CSS(".fault")))
	check("to be mended")
}
