package e2e

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/audit"
	"example.org/rapporteur/internal/ledger"
)

// accept accepts so many claims by name.
func (s shop) accept(t *testing.T, n int) {
	t.Helper()
	for c, err := range s.ledger.Claims(t.Context(), ledger.ClaimFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if n--; n < 0 {
			return
		}
		if _, err := s.ledger.Decide(t.Context(), rapporteur.Decision{Verb: rapporteur.Accept, Claim: c.ID, By: fmt.Sprint("Reader ", n%2+1), Reason: "it says so"}); err != nil {
			t.Fatal(err)
		}
	}
}

// From the log to one decision, its proof, which holds, and a check of the ledger.
func TestLogAndVerify(t *testing.T) {
	browser := startBrowser(t)
	site := openShop(t, pieces(t, policyDialogue))
	site.accept(t, 5)
	b := open(t, browser)
	b.visit(site.url + "/")
	b.do(chromedp.Click(chromedp.CSS(`footer a[href="/log"]`)))
	b.until("the log", `document.querySelectorAll(".log .entry").length === 5`)
	b.do(chromedp.SetValue(chromedp.CSS("#by"), "Reader 2"), chromedp.Click(chromedp.CSS(".ask button")))
	b.until("the selection", `document.querySelectorAll(".log .entry").length === 2 && location.search.includes("by=Reader+2")`)
	b.do(chromedp.Click(chromedp.CSS(".log .entry .title")))
	b.until("the decision", `document.querySelector("a[download]") !== null`)
	key := eval[string](b, `document.querySelector("#proof ~ pre code").textContent.match(/'(.*)'/)[1]`)
	r, err := http.Get(eval[string](b, `document.querySelector("a[download]").href`))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	var proof audit.Proof
	if err := json.Unmarshal(body, &proof); err != nil {
		t.Fatal(err)
	}
	if at, err := proof.Check(key); err != nil || at.Size != 5 {
		t.Errorf("the proof is of a log of %d: %v", at.Size, err)
	}
	b.visit(site.url + "/log")
	b.do(chromedp.Click(chromedp.CSS(`form[action="/log/verify"] button`)))
	b.until("the result", `document.querySelector("h1").textContent === "The ledger is whole"`)
	if got := eval[string](b, `document.querySelector("main").textContent`); !strings.Contains(got, "5 decisions against") || !strings.Contains(got, "1 text against") {
		t.Errorf("the result says %s", got)
	}
	if got := eval[string](b, `getComputedStyle(document.querySelector("main code.hash")).userSelect`); got == "none" {
		t.Error("hashes cannot be selected")
	}
}

func TestLogAccessibility(t *testing.T) {
	browser := startBrowser(t)
	site := openShop(t, pieces(t, policyDialogue))
	b := open(t, browser)
	b.accessible(site.url+"/log", site.url+"/log/verify")
	site.accept(t, 3)
	if _, err := site.ledger.Decide(t.Context(), rapporteur.Decision{Verb: rapporteur.Grade, Outlet: strings.Repeat("Überlanges", 30), Source: "B", By: `</bdi><script>document.title="caught"</script>`, Reason: "\u202ekcab"}); err != nil {
		t.Fatal(err)
	}
	b.visit(site.url + "/log")
	entry := eval[string](b, `document.querySelector(".log .entry .title").href`)
	b.do(chromedp.Click(chromedp.CSS(`form[action="/log/verify"] button`)))
	b.until("the result", `document.querySelector("h1").textContent === "The ledger is whole"`)
	b.accessible(site.url+"/log", entry, site.url+"/log/verify")
	if title := run(b, chromedp.Title()); title == "caught" {
		t.Error("a script of an author's name ran")
	}
}
