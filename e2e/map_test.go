package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

var mapPages = []string{"/map/LAO-VNM", "/map/all?zoom=world", "/network/LAO", "/network/all", "/place/Vientiane"}

// From a mark on the map to its place, and from there to the words that place a
// contact there.
func TestFromMarkToWords(t *testing.T) {
	site := sharedShop(t, corpus...)
	withAndWithoutScripts(t, func(t *testing.T, b tab) {
		b.visit(site.url + "/d/LAO-VNM")
		b.do(chromedp.Click(chromedp.CSS(`.tabs a[href="/map/LAO-VNM"]`)), chromedp.WaitVisible(chromedp.CSS(".chart-plot")))
		drawn, told := eval[int](b, `document.querySelectorAll(".spot").length`), eval[int](b, `document.querySelectorAll(".places tbody tr").length`)
		if drawn == 0 || told < drawn {
			t.Fatalf("%d marks are drawn, %d places are told in words", drawn, told)
		}
		place := eval[string](b, `document.querySelector(".spot title").textContent.split(",")[0]`)
		b.do(chromedp.Click(chromedp.CSS(".spot .disc")), chromedp.WaitVisible(chromedp.CSS(".locator .chart-plot")))
		if got := eval[string](b, `document.querySelector("h1").textContent`); !strings.HasPrefix(got, place) {
			t.Fatalf("the mark of %s leads to %s", place, got)
		}
		quote := eval[string](b, `document.querySelector(".gist .words").textContent`)
		b.do(chromedp.Click(chromedp.CSS(".gist .words")), chromedp.WaitVisible(chromedp.CSS(".q:target")))
		if got := eval[string](b, `document.querySelector(".q:target").textContent`); !strings.Contains(got, strings.Fields(quote)[0]) {
			t.Errorf("%q leads to %q", quote, got)
		}
	})
}

// A line of the network leads to its row, and its figure and words to the evidence.
func TestFromLineToEvidence(t *testing.T) {
	site := sharedShop(t, corpus...)
	withAndWithoutScripts(t, func(t *testing.T, b tab) {
		b.visit(site.url + "/network/LAO")
		if n := eval[int](b, `[...document.querySelectorAll(".edge")].filter(e => !document.getElementById(e.getAttribute("href").slice(1))).length`); n > 0 {
			t.Errorf("%d lines lead to no row", n)
		}
		b.do(chromedp.Click(chromedp.CSS(`.edge[href="#with-lao-vnm"] .hit`)), chromedp.WaitVisible(chromedp.CSS("tr:target")))
		b.do(chromedp.Click(chromedp.CSS("tr:target .words")), chromedp.WaitVisible(chromedp.CSS(".q:target")))
		b.visit(site.url + "/network/LAO")
		figure := eval[string](b, `document.querySelector("#with-lao-vnm td a").textContent`)
		b.do(chromedp.Click(chromedp.CSS("#with-lao-vnm td a")), chromedp.WaitVisible(chromedp.CSS("#meetings")))
		if got := eval[string](b, `document.querySelector("#h-meetings .n").textContent`); got != figure {
			t.Errorf("the figure says %s contacts, the dossier has %s", figure, got)
		}
	})
}

// The slider says what the form says: the last day, at once on the page and, when
// it is let go, in the address.
func TestSlideThroughTime(t *testing.T) {
	browser := startBrowser(t)
	site := sharedShop(t, corpus...)
	b := open(t, browser)
	b.size(1200, 900)
	b.visit(site.url + "/network/LAO")
	all := eval[int](b, `document.querySelectorAll(".bonds tbody tr").length`)
	if faded := eval[int](b, `(s => { s.value = 0; s.dispatchEvent(new Event("input")); return document.querySelectorAll(".edge.later").length })(document.querySelector("#slide"))`); faded == 0 {
		t.Error("nothing fades on the first day")
	}
	eval[bool](b, `(s => { s.dispatchEvent(new Event("change")); return true })(document.querySelector("#slide"))`)
	b.do(chromedp.WaitVisible(chromedp.CSS(`body:not(:has(.later)) #slide`)))
	day := eval[string](b, `new URL(location.href).searchParams.get("as_of")`)
	if !strings.HasPrefix(day, "2023-") || eval[string](b, `document.activeElement.id`) != "slide" {
		t.Errorf("let go on %q, with the focus on %q", day, eval[string](b, `document.activeElement.id`))
	}
	if then := eval[int](b, `document.querySelectorAll(".bonds tbody tr").length`); then == 0 || then >= all {
		t.Errorf("%d bonds then, %d now", then, all)
	}
}

// The checker knows no complaint about the map and the network, nothing scrolls
// the page sideways, and all of it prints.
func TestMapsAreSound(t *testing.T) {
	browser := startBrowser(t)
	site := sharedShop(t, corpus...)
	empty := openShop(t, nil)
	b := open(t, browser)
	pages := []string{empty.url + "/map/all", empty.url + "/network/all"}
	for _, p := range mapPages {
		pages = append(pages, site.url+p)
	}
	for _, width := range widths {
		b.size(width, 900)
		for _, page := range pages {
			b.visit(page)
			b.inspect(page, strings.NewReplacer("/", "-", "?", "-", "=", "-").Replace(strings.SplitN(page, "/", 4)[3]), width)
		}
	}
	b.scheme("light")
	for _, p := range mapPages {
		b.visit(site.url + p)
		if pdf := b.print(); len(pdf) < 10_000 {
			t.Errorf("%s prints to %d bytes", p, len(pdf))
		} else if dir := os.Getenv("RAPPORTEUR_SCREENSHOTS"); dir != "" {
			save(t, filepath.Join(dir, strings.NewReplacer("/", "-", "?", "-", "=", "-").Replace(p[1:])+".pdf"), pdf)
		}
	}
}
