package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// Every part, with ordinary, empty and hostile things, in both schemes: no
// complaint of the checker, nothing wider than the window, nothing that runs.
func TestGallery(t *testing.T) {
	browser := startBrowser(t)
	site := openShop(t, nil)
	b := open(t, browser)
	b.accessible(site.url+"/gallery", site.url+"/gallery?scheme=light", site.url+"/gallery?scheme=dark")
	for _, page := range []string{"timeline", "map", "network", "calendar", "disagreements", "log"} {
		for _, things := range []string{"ordinary", "empty", "hostile"} {
			path := site.url + "/gallery/" + things + "/" + page
			b.accessible(path)
			if title := run(b, chromedp.Title()); title == "caught" {
				t.Errorf("%s: a hostile thing ran", path)
			}
			if n := eval[int](b, `document.querySelectorAll("main img, main script, main a[href^='javascript']").length`); n > 0 {
				t.Errorf("%s: %d hostile elements stand in the page", path, n)
			}
		}
	}
	b.visit(site.url + "/gallery")
	if title := run(b, chromedp.Title()); title == "caught" {
		t.Error("a hostile thing ran")
	}
	if n := eval[int](b, `document.querySelectorAll("main img, main script, main a[href^='javascript']").length`); n > 0 {
		t.Errorf("%d hostile elements stand in the page", n)
	}
	text := eval[string](b, `document.querySelector("main").textContent`)
	if strings.ContainsAny(text, "\u202e\u2066") {
		t.Error("a control of direction got through")
	}
	for _, want := range []string{"5 March, year not stated", "date not known", "overdue since", "<script>document.title"} {
		if !strings.Contains(text, want) {
			t.Errorf("the gallery does not show %q", want)
		}
	}
	// The scheme that is asked for is the one shown, whatever the system has.
	colour := func(path string) string {
		b.visit(site.url + path)
		return eval[string](b, `getComputedStyle(document.querySelector(".gallery")).color`)
	}
	b.scheme("light")
	light, dark := colour("/gallery?scheme=light"), colour("/gallery?scheme=dark")
	if light == dark {
		t.Errorf("both schemes have the colour %s", light)
	}
	if dir := os.Getenv("RAPPORTEUR_SCREENSHOTS"); dir != "" {
		for _, scheme := range []string{"light", "dark"} {
			b.scheme(scheme)
			b.size(1200, 900)
			b.visit(site.url + "/gallery")
			save(t, filepath.Join(dir, "gallery-"+scheme+".png"), run(b, chromedp.FullScreenshot(100)))
		}
	}
}
