package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// followed names the pages that follow things, by what their pictures are called.
func followed(b tab, s shop) map[string]string {
	b.Helper()
	b.visit(s.url + "/d/LAO-VNM")
	first := func(root string) string {
		return eval[string](b, `document.querySelector("main a[href^='`+root+`']")?.getAttribute("href") ?? ""`)
	}
	pages := map[string]string{
		"board": "/commitments/LAO-VNM", "board-chosen": "/commitments/LAO-VNM?stage=pledged", "timeline": "/timeline/LAO-VNM", "agreements": "/agreements/LAO-VNM", "questions": "/questions/LAO-VNM",
		"disagreements": "/disagreements/LAO-VNM", "diff": "/diff/LAO-VNM?from=2025-03-06&to=2025-12-31", "brief": "/brief/LAO-VNM", "calendar": "/calendar/LAO-VNM",
		"compare": "/compare?with=LAO-VNM&with=CHN-LAO", "outlets": "/outlets/LAO-VNM", "search": "/search?q=peacekeeping", "search-empty": "/search", "search-none": "/search?q=zzzz",
		"area": "/area/peacekeeping?of=LAO-VNM", "place": "/place/Vientiane", "help": "/help", "contact": first("/r/"), "thread": first("/k/"), "mechanism": first("/m/"), "person": first("/person/"),
	}
	for name, path := range pages {
		if path == "" {
			b.Fatalf("the dossier leads to no page like %s", name)
		}
	}
	return pages
}

// Of every one of these pages: nothing is cut off at the narrowest width, and the
// checker knows no complaint, in light and in dark. With RAPPORTEUR_SCREENSHOTS
// set, pictures are left to be looked at.
func TestFollowedPages(t *testing.T) {
	browser := startBrowser(t)
	site := sharedShop(t, corpus...)
	pages := followed(open(t, browser), site)
	for name, path := range pages {
		t.Run(name, func(t *testing.T) {
			b := open(t, browser)
			for _, width := range widths {
				b.size(width, 900)
				b.visit(site.url + path)
				b.inspect(path, name, width)
			}
		})
	}
}

// From the box in the head to a sentence, without scripts: search, narrow down, open.
func TestSearchWithoutScripts(t *testing.T) {
	browser := startBrowser(t)
	site := sharedShop(t, corpus...)
	b := open(t, browser)
	b.withoutScripts()
	b.visit(site.url + "/d/LAO-VNM?as_of=2025-12-31")
	b.do(chromedp.SetValue(chromedp.CSS("#find"), "peacekeeping"), chromedp.Submit(chromedp.CSS(".find")), chromedp.WaitVisible(chromedp.CSS("#h-found")))
	if got := eval[string](b, `location.search`); !strings.Contains(got, "as_of=2025-12-31") {
		t.Errorf("the search forgets the day: %s", got)
	}
	all := eval[int](b, `document.querySelectorAll(".entry").length`)
	b.do(chromedp.Click(chromedp.CSS(`.choice a[href*="kind=commitment"]`)), chromedp.WaitVisible(chromedp.CSS(".chosen")))
	if some := eval[int](b, `document.querySelectorAll(".entry").length`); some == 0 || some > all {
		t.Errorf("%d found, %d of one kind", all, some)
	}
	b.do(chromedp.Click(chromedp.CSS(".entry .words")), chromedp.WaitVisible(chromedp.CSS(".q:target")))
}

// The board is narrowed by its chips, its address is enough to see the same
// again, and a card leads to all that came of it.
func TestBoardIsShared(t *testing.T) {
	browser := startBrowser(t)
	site := sharedShop(t, corpus...)
	b := open(t, browser)
	b.visit(site.url + "/commitments/LAO-VNM")
	all := eval[int](b, `document.querySelectorAll(".card").length`)
	b.do(chromedp.Click(chromedp.CSS(`.choice a[href*="stage="]`)), chromedp.WaitVisible(chromedp.CSS(".chosen")))
	some := eval[int](b, `document.querySelectorAll(".card").length`)
	if some == 0 || some >= all {
		t.Fatalf("%d undertakings, %d of one stage", all, some)
	}
	address := eval[string](b, `location.href`)
	other := open(t, browser)
	other.visit(address)
	if got := eval[int](other, `document.querySelectorAll(".card").length`); got != some {
		t.Errorf("the shared address shows %d, not %d", got, some)
	}
	words := eval[string](other, `document.querySelector(".card .title").textContent`)
	other.do(chromedp.Click(chromedp.CSS(".card .title")), chromedp.WaitVisible(chromedp.CSS("#h-moves")))
	if got := eval[string](other, `document.querySelector("h1 .words").textContent`); got != words {
		t.Errorf("the card %q leads to %q", words, got)
	}
}

// Keys lead between the pages of two states, to the search and to the list of keys.
func TestKeysLeadOn(t *testing.T) {
	browser := startBrowser(t)
	site := sharedShop(t, policyDialogue)
	b := open(t, browser)
	b.visit(site.url + "/d/LAO-VNM")
	b.do(chromedp.KeyEvent("g"), chromedp.KeyEvent("c"), chromedp.WaitVisible(chromedp.CSS(".page-board h1")))
	b.do(chromedp.KeyEvent("j"))
	if !eval[bool](b, `document.activeElement.matches(".card a")`) {
		t.Error("j does not lead to the first card")
	}
	b.do(chromedp.KeyEvent("/"))
	if got := eval[string](b, `document.activeElement.id`); got != "find" {
		t.Errorf("the key / leads to %q", got)
	}
	b.visit(site.url + "/d/LAO-VNM")
	b.do(chromedp.KeyEvent("?"), chromedp.WaitVisible(chromedp.CSS("#keys-switch button")), chromedp.Click(chromedp.CSS("#keys-switch button")))
	b.visit(site.url + "/d/LAO-VNM")
	b.do(chromedp.KeyEvent("/"))
	if eval[bool](b, `document.activeElement.id === "find"`) {
		t.Error("the keys are off, and yet / leads to the search")
	}
}
