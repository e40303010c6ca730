package e2e

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// The main act of the program: from a fact to the words it rests on, and back.
func TestFromFactToWordsAndBack(t *testing.T) {
	site := sharedShop(t, corpus...)
	withAndWithoutScripts(t, func(t *testing.T, b tab) {
		b.visit(site.url + "/")
		b.do(chromedp.Click(chromedp.CSS(`.relations a[href="/d/LAO-VNM"]`)), chromedp.WaitVisible(chromedp.CSS("#meetings")))
		if got := eval[string](b, `document.querySelector("h1").textContent`); got != "Laos and Vietnam" {
			t.Fatalf("the dossier is headed %q", got)
		}
		row := eval[string](b, `document.querySelector("#meetings .gist:has(.words)").id`)
		quote := eval[string](b, `document.querySelector("#meetings .gist .words").textContent`)
		b.do(chromedp.Click(chromedp.CSS("#meetings .gist .words")), chromedp.WaitVisible(chromedp.CSS(".q:target")))

		// Numbers of notes stand among the words; all else is as it was quoted.
		words := `[...document.querySelector(".q:target").childNodes].map(function f(n) {
			return n.nodeType == 3 ? n.data : n.className == "num" ? "" : [...n.childNodes].map(f).join("") }).join("")`
		if got := eval[string](b, words); got != quote {
			t.Errorf("the fact quotes %q, the words lit up are %q", quote, got)
		}
		if !eval[bool](b, `(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector(".q:target").getBoundingClientRect())`) {
			t.Error("the words are not in view")
		}
		plain := eval[string](b, `getComputedStyle(document.querySelector(".q:not(:target, :target *)") ?? document.body).backgroundColor`)
		if lit := eval[string](b, `getComputedStyle(document.querySelector(".q:target")).backgroundColor`); lit == plain {
			t.Errorf("the words are not lit up: %s", lit)
		}

		// From the words to their claim, from the claim to its words.
		claim := eval[string](b, `location.hash.slice(1)`)
		b.do(chromedp.Click(chromedp.CSS(`.q:target > .num`)), chromedp.WaitVisible(chromedp.CSS(`.note:target`)))
		if got := eval[string](b, `document.querySelector(".note:target").dataset.claim`); got != claim {
			t.Errorf("the number leads to claim %s, not %s", got, claim)
		}
		b.do(chromedp.Click(chromedp.CSS(`.note:target > .num`)), chromedp.WaitVisible(chromedp.CSS(`.q:target`)))

		// From the claim to its record: the page of the contact, which has the words too.
		b.do(chromedp.Click(chromedp.CSS(`.note[data-claim="` + claim + `"] summary`)))
		b.do(chromedp.Click(chromedp.CSS(`.note[data-claim="`+claim+`"] a[href="/r/`+row+`"]`)), chromedp.WaitVisible(chromedp.CSS(`.page-contact h1`)))
		if got := eval[string](b, `location.pathname`); got != "/r/"+row {
			t.Errorf("the claim belongs to %s, want /r/%s", got, row)
		}
		if !eval[bool](b, `!!document.querySelector(".sources a[href$='#`+claim+`']")`) {
			t.Errorf("the page of the contact leads not to claim %s", claim)
		}
	})
}

func TestMarkOfThePictureLeadsToItsWords(t *testing.T) {
	browser := startBrowser(t)
	site := sharedShop(t, corpus...)
	b := open(t, browser)
	b.size(1200, 900)
	b.visit(site.url + "/d/LAO-VNM")
	want := eval[string](b, `document.querySelector(".picture .mark").getAttribute("href")`)
	b.do(chromedp.Click(chromedp.CSS(".picture .mark .shape")), chromedp.WaitVisible(chromedp.CSS(".q:target")))
	if got := eval[string](b, `location.pathname + location.hash`); got != want {
		t.Errorf("the mark leads to %s, want %s", got, want)
	}
}

// Looking back to a day leaves out what was not public then.
func TestAsOf(t *testing.T) {
	browser := startBrowser(t)
	site := sharedShop(t, corpus...)
	b := open(t, browser)
	b.visit(site.url + "/d/LAO-VNM")
	all := eval[int](b, `Number(document.querySelector("#h-meetings .n").textContent)`)
	b.do(chromedp.SetValue(chromedp.CSS("#on"), "2025-03-20"), chromedp.Submit(chromedp.CSS(".asof")),
		chromedp.WaitVisible(chromedp.CSS(`#on[value="2025-03-20"]`)))
	then := eval[int](b, `Number(document.querySelector("#h-meetings .n").textContent)`)
	if then == 0 || then >= all {
		t.Errorf("%d contacts as of then, %d as of now", then, all)
	}
	if later := eval[bool](b, `document.querySelector("main").textContent.includes("28 March 2025")`); later {
		t.Error("what was published on 28 March is known on 20 March")
	}
}

func TestChooseStates(t *testing.T) {
	browser := startBrowser(t)
	site := sharedShop(t, corpus...)
	b := open(t, browser)
	b.visit(site.url + "/")
	b.do(chromedp.SetValue(chromedp.CSS("#p1"), "VNM"), chromedp.SetValue(chromedp.CSS("#p2"), "LAO"), chromedp.Submit(chromedp.CSS(".choose")),
		chromedp.WaitVisible(chromedp.CSS("#meetings")))
	if got := eval[string](b, `location.pathname`); got != "/d/LAO-VNM" {
		t.Errorf("the form leads to %s", got)
	}
}

// Keys go from claim to claim, and can be switched off.
func TestReaderKeys(t *testing.T) {
	browser := startBrowser(t)
	site := sharedShop(t, policyDialogue)
	b := open(t, browser)
	b.visit(site.url + "/doc/" + string(site.docs[policyDialogue]))
	at := func() string { return eval[string](b, `document.querySelector(".note.on")?.dataset.claim ?? ""`) }
	key := func(k string) { b.do(chromedp.KeyEvent(k)) }
	first, second := eval[string](b, `document.querySelectorAll(".note")[0].dataset.claim`), eval[string](b, `document.querySelectorAll(".note")[1].dataset.claim`)
	for i, want := range []string{first, second} {
		key("j")
		if got := at(); got != want {
			t.Errorf("after %d times j at %q, want %q", i+1, got, want)
		}
	}
	key("k")
	if got := at(); got != first {
		t.Errorf("after k at %q, want %q", got, first)
	}
	b.do(chromedp.Click(chromedp.CSS(".keys button")))
	key("j")
	if got := at(); got != first {
		t.Errorf("the keys are off, and yet j leads to %q", got)
	}
}

// What a report says is shown and changes nothing; the policy stops a script
// that would get into a page all the same.
func TestHostileDocument(t *testing.T) {
	browser := startBrowser(t)
	files := pieces(t, corpus...)
	files["hostile.txt"] = []byte(hostile)
	site := openShop(t, files)
	b := open(t, browser)
	for _, path := range []string{"/", "/d/LAO-VNM", "/doc/" + string(site.docs["hostile.txt"])} {
		b.visit(site.url + path)
		if title := run(b, chromedp.Title()); title == "caught" || title == "1" {
			t.Errorf("%s: a script of the document ran", path)
		}
		if n := eval[int](b, `document.querySelectorAll("main img, main script, main b[onclick], main a[href^='javascript']").length`); n > 0 {
			t.Errorf("%s: %d elements of the document stand in the page", path, n)
		}
		if got := eval[string](b, `document.body.textContent`); strings.ContainsAny(got, "\u202e\u202c") {
			t.Errorf("%s: a control of direction got through", path)
		}
	}
	if got := eval[string](b, `document.querySelector("h1").textContent`); !strings.Contains(got, "<script>") {
		t.Errorf("the title is not shown as it is: %q", got)
	}
	blocked := eval[string](b, `(() => {
		const s = document.createElement("script");
		try { s.textContent = "document.title = 'caught'"; document.head.append(s) } catch (e) { return "refused" }
		return document.title })()`)
	if blocked == "caught" {
		t.Error("the policy lets a script in")
	}
}

// Nothing is cut off at the narrowest width: the page never scrolls sideways.
func TestReflow(t *testing.T) {
	browser := startBrowser(t)
	site := sharedShop(t, corpus...)
	b := open(t, browser)
	for _, width := range []int64{320, 640, 1024, 1920} {
		b.size(width, 800)
		for _, path := range mainPages(site) {
			b.visit(site.url + path)
			if over := eval[int64](b, `document.documentElement.scrollWidth`); over > width {
				t.Errorf("%s at %d pixels is %d wide", path, width, over)
			}
		}
	}
}

func TestPrint(t *testing.T) {
	browser := startBrowser(t)
	site := sharedShop(t, corpus...)
	b := open(t, browser)
	for _, path := range mainPages(site) {
		b.visit(site.url + path)
		pdf := b.print()
		if !bytes.HasPrefix(pdf, []byte("%PDF-")) || len(pdf) < 10_000 {
			t.Errorf("%s prints to %d bytes", path, len(pdf))
		}
		if dir := os.Getenv("RAPPORTEUR_SCREENSHOTS"); dir != "" {
			save(t, filepath.Join(dir, fileName(path)+".pdf"), pdf)
		}
	}
}

func mainPages(s shop) []string {
	doc := "/doc/" + string(s.docs[policyDialogue])
	return []string{"/", "/d/LAO-VNM", doc, doc + "/s/2", "/about", "/nowhere"}
}

func fileName(path string) string {
	switch parts := strings.Split(path, "/"); parts[1] {
	case "":
		return "today"
	case "d":
		return "dossier"
	case "doc":
		if len(parts) > 3 {
			return "sentence"
		}
		return "reader"
	default:
		return parts[1]
	}
}

func save(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

// With RAPPORTEUR_SCREENSHOTS set to a folder, pictures of the pages over the
// whole demonstration corpus are left there to be looked at.
func TestScreenshots(t *testing.T) {
	dir := os.Getenv("RAPPORTEUR_SCREENSHOTS")
	if dir == "" {
		t.Skip("RAPPORTEUR_SCREENSHOTS names no folder")
	}
	browser := startBrowser(t)
	site := openShop(t, pieces(t, "*.txt"))
	b := open(t, browser)
	for _, scheme := range []string{"light", "dark"} {
		b.scheme(scheme)
		for name, size := range map[string][2]int64{"": {1280, 1600}, "-narrow": {320, 1600}} {
			b.size(size[0], size[1])
			for _, path := range mainPages(site) {
				b.visit(site.url + path)
				save(t, filepath.Join(dir, fileName(path)+"-"+scheme+name+".png"), run(b, chromedp.CaptureScreenshot()))
			}
		}
	}
}
