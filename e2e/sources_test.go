package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
)

// The main acts of the page of sources: a pasted text leads to its words, and
// files are read, with scripts and without.
func TestBringReportsIn(t *testing.T) {
	dir := t.TempDir()
	var files []string
	for name, body := range map[string]string{"lima.txt": "Chile and Peru signed an accord on mining in Lima.", "empty.txt": ""} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	withAndWithoutScripts(t, func(t *testing.T, b tab) {
		url := openShop(t, nil).url
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

// The checker knows no complaint about the page of sources, empty, full or with
// something to mend.
func TestSourcesAccessibility(t *testing.T) {
	browser := startBrowser(t)
	empty, full := openShop(t, nil), openShop(t, nil)
	l := full.ledger
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
	for _, width := range widths {
		b.size(width, 1200)
		check := func(what string) { b.inspect(what, "sources-"+what, width) }
		b.visit(empty.url + "/sources")
		check("empty")
		b.visit(full.url + "/sources")
		check("full")
		b.do(chromedp.SendKeys(chromedp.CSS("#text"), "x"), chromedp.SendKeys(chromedp.CSS("#url"), "nowhere"), chromedp.SendKeys(chromedp.CSS("#published"), "never"),
			chromedp.Click(chromedp.CSS(`form[action="/sources/paste"] button`)), chromedp.WaitVisible(chromedp.CSS(".fault")))
		check("mend")
	}
}
