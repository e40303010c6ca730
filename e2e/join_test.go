package e2e

import (
	"context"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"

	"example.org/rapporteur"
)

// Two reports that disagree on the day of a meeting, and one that agrees with the first.
var rivals = map[string][]byte{
	"a.txt": []byte("---\nurl: https://a.example/1\npublished: 2025-03-06\noutlet: A Daily\n---\nChilean Defence Minister Ana Rojas held talks with her Peruvian counterpart, Luis Vega, in Lima on 5 March 2025. Chile pledged to train Peruvian peacekeepers."),
	"b.txt": []byte("---\nurl: https://b.example/2\npublished: 2025-03-09\noutlet: B Weekly\n---\nChilean Defence Minister Ana Rojas held talks with Peruvian Defence Minister Luis Vega in Lima on 7 March 2025."),
	"c.txt": []byte("---\nurl: https://c.example/3\npublished: 2025-03-10\noutlet: C Post\n---\nChilean Defence Minister Ana Rojas held talks with Peruvian Defence Minister Luis Vega in Lima on 5 March 2025."),
}

// meetings returns the records of meetings as they are derived now, the one of most claims first.
func (s shop) meetings(t *testing.T) []rapporteur.Record {
	t.Helper()
	all, err := s.books.Records(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	all = slices.DeleteFunc(all, func(r rapporteur.Record) bool { return r.Kind != rapporteur.KindInteraction })
	slices.SortStableFunc(all, func(a, b rapporteur.Record) int { return len(b.Claims) - len(a.Claims) })
	return all
}

// sizes returns how many claims each meeting has.
func (s shop) sizes(t *testing.T) []int {
	t.Helper()
	var out []int
	for _, r := range s.meetings(t) {
		out = append(out, len(r.Claims))
	}
	return out
}

// By keyboard alone, two meetings become one and two again, and a claim leaves its
// meeting and comes back: from the page of somebody who took part.
func TestMergeAndSplitByKeyboard(t *testing.T) {
	browser := startBrowser(t)
	site := openShop(t, rivals)
	b := open(t, browser)
	b.size(1200, 900)
	key := func(k string) { b.Helper(); b.do(chromedp.KeyEvent(k)) }
	have := func(what string, want ...int) {
		t.Helper()
		if got := site.sizes(t); !slices.Equal(got, want) {
			t.Errorf("%s: meetings of %v claims, want %v", what, got, want)
		}
	}
	have("at first", 2, 1)

	b.visit(site.url + "/person?q=Rojas")
	b.until("the acts", `document.querySelectorAll("a.join").length === 2`)
	key("j")
	for range 5 { // to the first of the acts, behind the offices
		if eval[bool](b, `document.activeElement.closest(".entry")?.querySelector("a.join") != null`) {
			break
		}
		key("j")
	}
	key("m")
	b.until("what it may be one with", `document.querySelector('[data-act="1"]') !== null && location.hash === "#merge"`)
	key("1")
	b.until("what they would be", `document.querySelector('[data-act="m"]') !== null`)
	have("shown, not decided", 2, 1)
	key("b")
	b.until("back", `document.querySelector('[data-act="1"]') !== null`)
	key("1")
	b.until("what they would be, again", `document.querySelector('[data-act="m"]') !== null`)
	key("m")
	b.until("merged", `document.querySelector('[data-act="u"]') !== null && document.querySelectorAll("[name=leave]").length === 3`)
	have("merged", 3)
	key("u")
	b.until("undone", `document.querySelector('[data-act="u"]') === null && document.querySelector('[data-act="1"]') !== null`)
	have("undone", 2, 1)

	b.visit(site.url + "/r/" + string(site.meetings(t)[0].ID) + "/join")
	for range 40 { // by tabs to the claims, past what it may be one with
		if eval[bool](b, `document.activeElement.name === "leave"`) {
			break
		}
		key("\t")
	}
	key("j")
	key("t")
	if n := eval[int](b, `document.querySelectorAll("[name=leave]:checked").length`); n != 1 {
		t.Fatalf("%d claims are ticked", n)
	}
	key("s")
	b.until("what would leave", `document.body.innerText.includes("What would leave") || document.body.innerText.includes("WHAT WOULD LEAVE")`)
	key("s")
	b.until("split", `document.querySelector('[data-act="u"]') !== null`)
	have("split", 1, 1, 1)
	key("u")
	b.until("together again", `document.querySelector('[data-act="u"]') === null && document.querySelectorAll("[name=leave]").length === 2`)
	have("together again", 2, 1)
	want := []rapporteur.Verb{rapporteur.Merge, rapporteur.Undo, rapporteur.Split, rapporteur.Undo}
	if got := site.decisions(t); !slices.Equal(got, want) {
		t.Errorf("decided %v, want %v", got, want)
	}
}

func TestMergeWithoutScripts(t *testing.T) {
	browser := startBrowser(t)
	site := openShop(t, rivals)
	b := open(t, browser)
	b.withoutScripts()
	b.visit(site.url + "/review?kind=interaction")
	b.do(chromedp.Click(chromedp.CSS(`.keyed [data-act="m"]`)))
	b.until("what it may be one with", `document.querySelector('[data-act="1"]') !== null`)
	b.do(chromedp.SetValue(chromedp.CSS("#q"), "rojas lima"), chromedp.Submit(chromedp.CSS(".named")))
	b.until("what goes by these words", `document.querySelector("#found .title") !== null`)
	b.do(chromedp.Click(chromedp.CSS("#found .title")))
	b.until("what they would be", `document.querySelector('[data-act="m"]') !== null`)
	b.do(chromedp.SetValue(chromedp.CSS("#reason"), "one visit"), chromedp.Click(chromedp.CSS(`[data-act="m"]`)))
	b.until("the review again", `document.querySelector(".decide") !== null`)
	if got := site.sizes(t); !slices.Equal(got, []int{3}) {
		t.Errorf("meetings of %v claims, want one of 3", got)
	}
	b.do(chromedp.Click(chromedp.CSS(".undo button")))
	b.until("undone", `document.querySelector(".decide") !== null && document.querySelector(".undo") === null`)
	if got := site.sizes(t); !slices.Equal(got, []int{2, 1}) {
		t.Errorf("meetings of %v claims, want 2 and 1", got)
	}
}

// Every state of the page, in either scheme, wide and narrow.
func TestJoinIsAccessible(t *testing.T) {
	browser := startBrowser(t)
	site := openShop(t, rivals)
	meetings := site.meetings(t)
	one := site.url + "/r/" + string(meetings[0].ID) + "/join"
	pages := []struct{ name, address string }{
		{"choose", one}, {"found", one + "?q=rojas"}, {"fault", one + "?q=" + string(meetings[0].ID)},
		{"merge", one + "?with=" + string(meetings[1].ID)}, {"split", one + "?leave=" + string(meetings[0].Claims[1])},
		{"decided", one + "?with=" + string(meetings[1].ID)},
	}
	for _, width := range widths {
		b := open(t, browser) // each tab has its own time to be looked at
		b.size(width, 1400)
		for _, p := range pages {
			b.visit(p.address)
			if p.name == "decided" {
				b.do(chromedp.Click(chromedp.CSS(`[data-act="m"]`)))
				b.until("merged", `document.querySelector('[data-act="u"]') !== null`)
			}
			b.inspect(p.name, "join-"+p.name, width)
		}
		b.do(chromedp.Click(chromedp.CSS(`[data-act="u"]`)))
		b.until("undone", `document.querySelector('[data-act="u"]') === null && document.querySelector('[data-act="1"]') !== null`)
	}
}
