package e2e

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"example.org/rapporteur"
)

// shownClaim is the claim that the page asks about.
const shownClaim = `(document.querySelector(".decide [name=claim]")?.value ?? "")`

// decisions returns the verbs decided so far.
func (s shop) decisions(t *testing.T) []rapporteur.Verb {
	t.Helper()
	var verbs []rapporteur.Verb
	for d, err := range s.ledger.Decisions(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		verbs = append(verbs, d.Verb)
	}
	return verbs
}

// until waits until the page says so of itself.
func (b tab) until(what, condition string) {
	b.Helper()
	for range 400 {
		// While one page gives way to the next there may be none to ask.
		if ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`document.readyState === "complete" && (`+condition+`)`)); err == nil && ok {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	b.Fatalf("%s: still not, at %s", what, eval[string](b, "location.href"))
}

// The main act of the review: twenty claims by keyboard alone, and one undone.
func TestReviewByKeyboard(t *testing.T) {
	browser := startBrowser(t)
	site := openShop(t, pieces(t, corpus...))
	b := open(t, browser)
	b.size(1200, 900)
	b.visit(site.url + "/review")
	key := func(k string) { b.Helper(); b.do(chromedp.KeyEvent(k)) }
	shown := func() string { return eval[string](b, shownClaim) }

	// To look at others decides nothing.
	first := shown()
	key("n")
	b.until("the next claim", shownClaim+` !== "`+first+`"`)
	key("p")
	b.until("the first claim again", shownClaim+` === "`+first+`"`)
	if got := site.decisions(t); len(got) != 0 {
		t.Fatalf("looking at claims decided %v", got)
	}

	const many = 20
	start := time.Now()
	var last string
	var served float64 // milliseconds from asking to the last byte: the decision and the next page
	for i := range many {
		last = shown()
		if i%4 == 3 {
			key("x")
		} else {
			key("a")
		}
		b.until("after a decision", `(c => c !== "" && c !== "`+last+`")(`+shownClaim+`)`)
		served += eval[float64](b, `performance.getEntriesByType("navigation")[0].responseEnd`)
	}
	t.Logf("%v from a key to the next claim, of which %.1f ms until it was served", time.Since(start)/many, served/many)
	got := site.decisions(t)
	if len(got) != many || got[0] != rapporteur.Accept || got[3] != rapporteur.Reject {
		t.Fatalf("%d decisions %v, want %d", len(got), got, many)
	}
	if n := eval[string](b, `new URL(location).searchParams.get("done")`); n != "20" {
		t.Errorf("the page says %s were done", n)
	}

	key("u")
	b.until("the claim undone", shownClaim+` === "`+last+`"`)
	if got := site.decisions(t); got[len(got)-1] != rapporteur.Undo {
		t.Errorf("u decided %v", got[len(got)-1])
	}
	if c, err := site.ledger.Claim(context.Background(), rapporteur.ClaimID(last)); err != nil || c.Verdict != "" {
		t.Errorf("the claim undone is %q (%v)", c.Verdict, err)
	}

	key("2")
	b.until("the grade", `document.querySelector('.grades [value="2"]').getAttribute("aria-pressed") === "true"`)

	// What is typed is no command.
	before := len(site.decisions(t))
	b.do(chromedp.Focus(chromedp.CSS("#reason")), chromedp.KeyEvent("axus 12"))
	if got := eval[string](b, `document.querySelector("#reason").value`); got != "axus 12" {
		t.Errorf("the field holds %q", got)
	}
	if got := site.decisions(t); len(got) != before {
		t.Fatalf("typing decided %v", got[before:])
	}
	// Away from the field the key takes the reason along.
	b.do(chromedp.KeyEvent("\x1b"))
	key("x")
	b.until("after a reason", `(c => c !== "" && c !== "`+last+`")(`+shownClaim+`)`)
	if c, err := site.ledger.Claim(context.Background(), rapporteur.ClaimID(last)); err != nil || c.Verdict != rapporteur.Reject {
		t.Errorf("the claim rejected is %q (%v)", c.Verdict, err)
	}

	// Switched off, keys do nothing.
	b.do(chromedp.Click(chromedp.CSS(".keys button")))
	b.do(chromedp.Focus(chromedp.CSS("#main")))
	before, at := len(site.decisions(t)), shown()
	key("a")
	time.Sleep(100 * time.Millisecond)
	if got := site.decisions(t); len(got) != before || shown() != at {
		t.Errorf("the keys are off, and yet a decided %v", got[before:])
	}
}

// The button pressed last is under the hand again on the next page.
func TestReviewKeepsFocus(t *testing.T) {
	browser := startBrowser(t)
	site := openShop(t, pieces(t, corpus...))
	b := open(t, browser)
	b.visit(site.url + "/review")
	for range 2 {
		at := eval[string](b, shownClaim)
		b.do(chromedp.Focus(chromedp.CSS(`[value="reject"]`)), chromedp.KeyEvent("\r"))
		b.until("the next claim", `(c => c !== "" && c !== "`+at+`")(`+shownClaim+`)`)
		if got := eval[string](b, `document.activeElement.value ?? document.activeElement.tagName`); got != "reject" {
			t.Errorf("the focus is at %s", got)
		}
	}
	if got, want := site.decisions(t), []rapporteur.Verb{rapporteur.Reject, rapporteur.Reject}; !slices.Equal(got, want) {
		t.Errorf("decided %v", got)
	}
}

func TestReviewWithoutScripts(t *testing.T) {
	browser := startBrowser(t)
	site := openShop(t, pieces(t, corpus...))
	b := open(t, browser)
	b.withoutScripts()
	b.visit(site.url + "/review")
	at := eval[string](b, shownClaim)
	b.do(chromedp.Click(chromedp.CSS(`[value="accept"]`)))
	b.until("the next claim", `(c => c !== "" && c !== "`+at+`")(`+shownClaim+`)`)
	b.do(chromedp.Click(chromedp.CSS(".undo button")))
	b.until("the claim undone", shownClaim+` === "`+at+`"`)

	b.do(chromedp.Click(chromedp.CSS(`[data-act="e"]`)))
	b.until("the form", `document.querySelector(".fields") !== null`)
	b.do(chromedp.SetValue(chromedp.CSS(`[name="f.date"]`), "no day"), chromedp.Submit(chromedp.CSS(".fields")))
	b.until("the fault", `document.querySelector("[aria-invalid]")?.value === "no day"`)
	b.do(chromedp.SetValue(chromedp.CSS(`[name="f.date"]`), "2001-02-03"), chromedp.Submit(chromedp.CSS(".fields")))
	b.until("the claim after", `(c => c !== "" && c !== "`+at+`")(`+shownClaim+`)`)

	b.visit(site.url + "/review/list")
	b.do(chromedp.Click(chromedp.CSS("tr:nth-child(1) [name=pick]")), chromedp.Click(chromedp.CSS("tr:nth-child(3) [name=pick]")), chromedp.Submit(chromedp.CSS(".picks")))
	b.until("the list after", `new URL(location).searchParams.get("done") === "2"`)
	want := []rapporteur.Verb{rapporteur.Accept, rapporteur.Undo, rapporteur.Edit, rapporteur.Accept, rapporteur.Accept}
	if got := site.decisions(t); !slices.Equal(got, want) {
		t.Errorf("decided %v, want %v", got, want)
	}
}

// Every page of the review, in either scheme, wide and narrow.
func TestReviewIsAccessible(t *testing.T) {
	browser := startBrowser(t)
	site := openShop(t, pieces(t, corpus...))
	empty := openShop(t, nil)
	b := open(t, browser)
	b.visit(site.url + "/review")
	claim := eval[string](b, shownClaim)
	b.do(chromedp.KeyEvent("3"))
	b.until("the grade", `document.querySelector("[aria-pressed=true][name=grade]") !== null`)
	pages := map[string]string{
		"one": site.url + "/review?claim=" + claim, "edit": site.url + "/review/edit?claim=" + claim, "list": site.url + "/review/list", "empty": empty.url + "/review",
	}
	for _, width := range widths {
		b := open(t, browser) // each tab has its own time to be looked at
		b.size(width, 1400)
		look := func(name string) { b.inspect(name, "review-"+name, width) }
		for _, name := range []string{"one", "edit", "list", "empty"} {
			b.visit(pages[name])
			look(name)
		}
		b.visit(pages["edit"])
		b.do(chromedp.SetValue(chromedp.CSS(`[name="f.date"]`), "no day"), chromedp.Submit(chromedp.CSS(".fields")))
		b.until("the fault", `document.querySelector("[aria-invalid]") !== null`)
		look("fault")
		// Shown in one state, decided in another.
		b.visit(pages["one"])
		b.do(chromedp.SetValue(chromedp.CSS(`.decide [name=saw]`), "s0"), chromedp.Click(chromedp.CSS(`[value="accept"]`)))
		b.until("the conflict", `document.querySelector(".halted") !== null`)
		look("conflict")
	}
}
