package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"golang.org/x/text/unicode/norm"

	"example.org/rapporteur/internal/text/pdf"
)

// acted is the part of the corpus that the acts are tried on: a pledge with what
// came of it, and an officer whose name is spelled in more ways than one.
var acted = append([]string{
	"2025-01-10-vns-peacekeeping-capacity.txt", "2025-03-31-*-peacekeeping-session.txt", "2024-12-18-vns-lao-minister-visit.txt", "2022-06-XX-vietnamplus-chiefs-of-staff.txt",
}, corpus...)

// What people do on every page, one after another on one site: each act on a tab
// of its own.
func TestActs(t *testing.T) {
	browser := startBrowser(t)
	files := pieces(t, acted...)
	for i := range 40 { // more than are shown at first
		files[fmt.Sprintf("fish%02d.txt", i)] = fmt.Appendf(nil, "Portugal and Latvia signed a protocol on herring in Riga on %d May 2025. It covers %d boats.", 1+i%28, 100+i)
	}
	site := openShop(t, files)
	for name, act := range map[string]func(*testing.T, tab, shop){
		"choose in place": actChooseInPlace, "share a choice": actShare, "palette": actPalette, "day": actDay, "person": actPerson, "keys": actKeys,
		"more": actMore, "slow": actSlow, "since": actSince, "print": actPrint, "no scripts": actWithoutScripts, "zoom": actZoom, "dialogs": actDialogs,
	} {
		t.Run(name, func(t *testing.T) {
			b := open(t, browser)
			b.size(1200, 900)
			act(t, b, site)
		})
	}
}

// cards are the undertakings that are shown.
const cards = `document.querySelectorAll(".card").length`

// What is chosen is put in place: the page is not loaded anew, its address is
// that of the choice, the focus stays, the number is told, and back leads back.
func actChooseInPlace(t *testing.T, b tab, s shop) {
	b.visit(s.url + "/commitments/LAO-VNM")
	eval[bool](b, `window.same = true`)
	all := eval[int](b, cards)
	chip := eval[string](b, `document.querySelector(".choice .chip").id`)
	b.do(chromedp.Focus(chromedp.CSS("#"+chip)), chromedp.KeyEvent("\r"))
	b.until("the choice", `document.querySelector(".chosen") !== null`)
	some := eval[int](b, cards)
	if some == 0 || some >= all {
		t.Fatalf("%d undertakings, %d chosen", all, some)
	}
	if !eval[bool](b, `window.same === true`) {
		t.Error("the page was loaded anew")
	}
	if got := eval[string](b, `document.activeElement.id`); got != chip {
		t.Errorf("the focus is at %q, not at %q", got, chip)
	}
	if got := eval[string](b, `location.search`); !strings.HasPrefix(got, "?stage=") {
		t.Errorf("the address asks for %q", got)
	}
	told := eval[string](b, `[...document.querySelectorAll("body > [role=status]")].at(-1).textContent`)
	if want := eval[string](b, `document.querySelector(".sum").textContent.trim()`); told != want || want == "" {
		t.Errorf("told is %q, not %q", told, want)
	}
	if got := eval[string](b, `document.querySelector("footer a[href*='.csv']").search`); !strings.Contains(got, "stage=") {
		t.Errorf("the table at the foot is that of %q", got)
	}
	// A form, too, and on top of the choice made.
	b.do(chromedp.SetValue(chromedp.CSS("#area"), "peacekeeping"), chromedp.Submit(chromedp.CSS("form:has(#area)")))
	b.until("the area", `new URLSearchParams(location.search).get("area") === "peacekeeping"`)
	if got := eval[string](b, `location.search`); !strings.Contains(got, "stage=") {
		t.Errorf("the form forgets the choice: %q", got)
	}
	eval[bool](b, `history.back(), true`)
	b.until("back to the choice", `!location.search.includes("area=") && document.querySelectorAll(".card").length === `+strconv.Itoa(some))
	eval[bool](b, `history.back(), true`)
	b.until("back to all", `location.search === "" && document.querySelectorAll(".card").length === `+strconv.Itoa(all))
	if !eval[bool](b, `window.same === true`) {
		t.Error("going back loaded the page anew")
	}
	// A choice that cannot be understood says so in place, and how to go on.
	eval[bool](b, `(() => { document.querySelector("#on").type = "text"; document.querySelector("#on").value = "soon"; document.querySelector(".asof").requestSubmit(); return true })()`)
	b.until("the problem", `document.body.className === "page-problem"`)
	if got := eval[string](b, `document.querySelector("main").textContent`); !strings.Contains(got, "“soon” is not a day") {
		t.Errorf("the page says %q", got)
	}
}

// The address of a choice is enough for another to see the same.
func actShare(t *testing.T, b tab, s shop) {
	b.visit(s.url + "/commitments/LAO-VNM?as_of=2025-12-31")
	chip := eval[string](b, `document.querySelector(".choice .chip").id`)
	b.do(chromedp.Click(chromedp.CSS("#" + chip)))
	b.until("the choice", `document.querySelector(".chosen") !== null`)
	shown := `[location.href, document.title, document.querySelector(".sum").textContent, [...document.querySelectorAll(".card")].map(c => c.id).join()].join("\n")`
	want := eval[string](b, shown)
	other := open(t, b.ctx)
	other.visit(eval[string](b, `location.href`))
	if got := eval[string](other, shown); got != want {
		t.Errorf("the address shows\n%s\nnot\n%s", got, want)
	}
	if got := eval[string](b, `document.querySelector(".tabs a[href^='/timeline/']").getAttribute("href")`); got != "/timeline/LAO-VNM?as_of=2025-12-31" {
		t.Errorf("the tab forgets the day: %s", got)
	}
}

// palette opens the palette by its keys.
func (b tab) palette() {
	b.Helper()
	b.do(chromedp.KeyEvent("k", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	b.until("the palette", `document.querySelector("#palette[open] [role=option]") !== null`)
}

// From anywhere to a page by typing, by keyboard alone.
func actPalette(t *testing.T, b tab, s shop) {
	b.visit(s.url + "/d/LAO-VNM?as_of=2025-12-31")
	b.palette()
	if got := eval[string](b, `document.activeElement.id`); got != "palette-q" {
		t.Errorf("the focus is at %q", got)
	}
	// Without words: the pages next to this one, on the same day.
	b.do(chromedp.KeyEvent("time"))
	b.until("the timeline", `document.querySelector("[role=option][aria-selected=true]")?.textContent.startsWith("Timeline") && document.querySelectorAll("#palette [role=option]").length < 6`)
	if got := eval[string](b, `[...document.querySelectorAll("#palette-q")].map(e => [e.getAttribute("role"), e.getAttribute("aria-expanded"), document.getElementById(e.getAttribute("aria-activedescendant"))?.getAttribute("aria-selected")].join()).join()`); got != "combobox,true,true" {
		t.Errorf("the palette is told as %s", got)
	}
	b.do(chromedp.KeyEvent("\r"))
	b.until("the page", `location.pathname === "/timeline/LAO-VNM"`)
	if got := eval[string](b, `location.search`); got != "?as_of=2025-12-31" {
		t.Errorf("the palette leads to %q", got)
	}
	for typed, want := range map[string]string{
		"viet nam lao pdr commit":    "", // no page of theirs is called so: a search
		"china laos":                 "/d/CHN-LAO",
		"vietnam and laos questions": "/questions/LAO-VNM",
		"khamlieng":                  "/person/",
		"defense policy":             "",
		"defence policy dial":        "/m/",
		"luang pra":                  "/place/Luang",
		"peacek":                     "/area/peacekeeping",
		"undertak":                   "/commitments/",
	} {
		b.visit(s.url + "/about")
		b.palette()
		b.do(chromedp.KeyEvent(typed))
		b.until("what is typed: "+typed, `[...document.querySelectorAll("#palette [role=option]")].at(-1)?.textContent.includes("“`+typed+`”")`)
		b.do(chromedp.KeyEvent("\r"))
		if want == "" {
			want = "/search"
		}
		b.until(typed, `location.pathname.startsWith("`+want+`")`)
	}
	// Escape leaves it, and the focus is where it was.
	b.visit(s.url + "/about")
	b.do(chromedp.Focus(chromedp.CSS(".wordmark a")))
	b.palette()
	b.do(chromedp.KeyEvent("\x1b"))
	b.until("no palette", `document.querySelector("#palette[open]") === null`)
	if !eval[bool](b, `document.activeElement.matches(".wordmark a")`) {
		t.Error("the focus is not where it was")
	}
	// What is typed there is no command.
	b.palette()
	b.do(chromedp.KeyEvent("gc?"))
	if got := eval[string](b, `document.querySelector("#palette-q").value + location.pathname + document.querySelectorAll("dialog[open]").length`); got != "gc?/about1" {
		t.Errorf("typing did %q", got)
	}
}

// A pledge goes from said again to under way as the day is moved.
func actDay(t *testing.T, b tab, s shop) {
	b.visit(s.url + "/commitments/LAO-VNM?as_of=2025-03-06&area=peacekeeping")
	b.visit(s.url + eval[string](b, `[...document.querySelectorAll(".card a.title")].find(a => a.textContent.includes("expressed its readiness to help Laos build")).getAttribute("href")`))
	sum := func() string { return eval[string](b, `document.querySelector(".sum").textContent`) }
	if got := sum(); strings.Contains(got, "nder way") {
		t.Errorf("on 6 March it is %q", got)
	}
	moves := eval[int](b, `document.querySelectorAll("section[aria-labelledby=h-moves] .entry").length`)
	b.do(chromedp.SetValue(chromedp.CSS("#on"), "2025-04-01"), chromedp.Submit(chromedp.CSS(".asof")))
	b.until("the day", `location.search === "?as_of=2025-04-01"`)
	if got := sum(); !strings.HasPrefix(got, "Under way") {
		t.Errorf("on 1 April it is %q", got)
	}
	if got := eval[int](b, `document.querySelectorAll("section[aria-labelledby=h-moves] .entry").length`); got <= moves {
		t.Errorf("%d moves by 6 March, %d by 1 April", moves, got)
	}
	// What makes it so is one click away.
	b.do(chromedp.Click(chromedp.CSS("section[aria-labelledby=h-moves] .entry:last-child .words")), chromedp.WaitVisible(chromedp.CSS(".q:target")))
}

// A person is found by another spelling of the name, with scripts and without.
func actPerson(t *testing.T, b tab, s shop) {
	b.withoutScripts()
	b.visit(s.url + "/")
	b.do(chromedp.SetValue(chromedp.CSS("#find"), "Khamlieng"), chromedp.Submit(chromedp.CSS(".find")), chromedp.WaitVisible(chromedp.CSS(".leads")))
	b.do(chromedp.Click(chromedp.CSS(".leads a[href^='/person/']")), chromedp.WaitVisible(chromedp.CSS("#h-offices")))
	if got := eval[string](b, `document.querySelector("main").textContent`); !strings.Contains(got, "Khamlieng") || !strings.Contains(got, "Khamliang") {
		t.Error("the page of the person has not both spellings")
	}
}

// Keys lead on, are listed over any page, and are switched off in one place.
func actKeys(t *testing.T, b tab, s shop) {
	b.visit(s.url + "/d/LAO-VNM?as_of=2025-12-31")
	for keys, want := range map[string]string{"gq": "/questions/LAO-VNM", "gt": "/timeline/LAO-VNM", "go": "/outlets/LAO-VNM", "gr": "/review", "gd": "/d/LAO-VNM"} {
		b.visit(s.url + "/commitments/LAO-VNM")
		b.do(chromedp.KeyEvent(keys))
		b.until(keys, `location.pathname === "`+want+`"`)
	}
	b.visit(s.url + "/commitments/LAO-VNM")
	b.do(chromedp.KeyEvent("jjk"))
	if !eval[bool](b, `document.activeElement === document.querySelector(".card a.title")`) {
		t.Error("j, j and k do not lead to the first card")
	}
	b.do(chromedp.KeyEvent("o"), chromedp.WaitVisible(chromedp.CSS(".page-thread h1")))
	b.do(chromedp.KeyEvent("?"), chromedp.WaitVisible(chromedp.CSS("#keys-dialog[open]")))
	for _, words := range []string{"Between the pages of the same states", "accept, and on to the next claim", "Ctrl K"} {
		if got := eval[string](b, `document.querySelector("#keys-dialog").textContent`); !strings.Contains(got, words) {
			t.Errorf("the list of keys lacks %q", words)
		}
	}
	b.do(chromedp.Click(chromedp.CSS("#keys-dialog r-keys button")), chromedp.KeyEvent("\x1b"))
	b.until("no list", `document.querySelector("dialog[open]") === null`)
	for _, path := range []string{"/commitments/LAO-VNM", "/review", "/doc/" + string(s.docs["2025-03-28-vns-fifth-policy-dialogue.txt"])} {
		b.visit(s.url + path)
		at := eval[string](b, `location.href`)
		if got := eval[string](b, `[...document.querySelectorAll("r-keys")].map(e => e.textContent).join()`); got != "Single keys: off" {
			t.Errorf("%s: the switch says %q", path, got)
		}
		b.do(chromedp.KeyEvent("jang?"))
		time.Sleep(50 * time.Millisecond)
		if got := eval[string](b, `location.href + document.querySelectorAll("dialog[open]").length`); got != at+"0" {
			t.Errorf("%s: the keys are off, and yet they lead to %s", path, got)
		}
	}
	b.do(chromedp.Click(chromedp.CSS("r-keys button")))
	b.do(chromedp.KeyEvent("j"))
	b.until("a claim", `location.hash !== ""`)
}

// More of a list comes below what is there, and the focus goes to the first of it.
func actMore(t *testing.T, b tab, s shop) {
	b.visit(s.url + "/search?q=herring")
	first := eval[int](b, `document.querySelectorAll(".entry").length`)
	b.do(chromedp.Focus(chromedp.CSS("[data-more]")), chromedp.KeyEvent("\r"))
	b.until("more", `document.querySelectorAll(".entry").length > `+strconv.Itoa(first))
	if got := eval[int](b, `[...document.querySelectorAll(".entry")].indexOf(document.activeElement.closest(".entry"))`); got != first {
		t.Errorf("the focus is at entry %d, not at the first of the new ones, %d", got, first)
	}
	if got := eval[string](b, `location.search`); !strings.Contains(got, "n=") || !strings.Contains(got, "q=herring") {
		t.Errorf("the address asks for %q", got)
	}
}

// What takes longer than a moment says that it is under way, and to those who do
// not see it, too; what does not, says nothing.
func actSlow(t *testing.T, b tab, s shop) {
	latency := func(milliseconds float64) {
		if _, err := chromedp.Call(b.ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
			MatchedNetworkConditions: []*network.Conditions{{Latency: milliseconds, DownloadThroughput: -1, UploadThroughput: -1}},
		}); err != nil {
			t.Fatal(err)
		}
	}
	b.visit(s.url + "/commitments/LAO-VNM")
	eval[bool](b, `(() => { window.seen = []; new MutationObserver(() => window.seen.push(document.documentElement.className)).observe(document.documentElement, {attributes: true}); return true })()`)
	b.do(chromedp.Click(chromedp.CSS(".choice .chip")))
	b.until("the choice", `document.querySelector(".chosen") !== null && document.querySelector("r-frame[aria-busy]") === null`)
	latency(900)
	b.do(chromedp.Click(chromedp.CSS(".choice .chosen")))
	b.until("under way", `document.documentElement.classList.contains("busy") && document.querySelector("r-frame[aria-busy=true]") !== null && [...document.querySelectorAll("body > [role=status]")].some(e => e.textContent === "Loading")`)
	b.until("done", `!document.documentElement.classList.contains("busy") && document.querySelector(".chosen") === null`)
	// Of two choices one after another the last one counts.
	b.do(chromedp.Click(chromedp.CSS(".choice .chip:nth-of-type(1)")), chromedp.Click(chromedp.CSS(".choice .chip:nth-of-type(2)")))
	second := eval[string](b, `document.querySelector(".choice .chip:nth-of-type(2)").id`)
	b.until("the last choice", `document.querySelector(".chosen")?.id === "`+second+`" && new URLSearchParams(location.search).get("stage") === document.querySelector(".chosen bdi").textContent`)
	latency(0)
}

// Without scripts every page is whole, every choice is a link or a form, and
// nothing is offered that would do nothing.
func actWithoutScripts(t *testing.T, b tab, s shop) {
	b.withoutScripts()
	for _, path := range followed(b, s) {
		b.visit(s.url + path)
		if n := eval[int](b, `[...document.querySelectorAll("button, [role=combobox]")].filter(e => e.checkVisibility() && (!e.form || e.type === "button")).length`); n > 0 {
			t.Errorf("%s: %d controls do nothing without scripts", path, n)
		}
		if n := eval[int](b, `document.querySelectorAll("main h1").length`); n != 1 {
			t.Errorf("%s has %d titles", path, n)
		}
	}
	b.visit(s.url + "/commitments/LAO-VNM")
	b.do(chromedp.Click(chromedp.CSS(".choice .chip")), chromedp.WaitVisible(chromedp.CSS(".chosen")))
	b.do(chromedp.SetValue(chromedp.CSS("#on"), "2025-04-01"), chromedp.Submit(chromedp.CSS(".asof")), chromedp.WaitVisible(chromedp.CSS(`#on[value="2025-04-01"]`)))
	if got := eval[string](b, `location.search`); !strings.Contains(got, "stage=") || !strings.Contains(got, "as_of=2025-04-01") {
		t.Errorf("the forms lead to %q", got)
	}
}

// over is by how many pixels the page, or what is open over it, is too wide.
const over = `([...document.querySelectorAll("html, dialog[open]")].map(e => e.scrollWidth - e.clientWidth).find(n => n > 1) ?? 0)`

// With letters of twice the size nothing is cut off.
func actZoom(t *testing.T, b tab, s shop) {
	for _, path := range followed(b, s) {
		b.size(1280, 900)
		b.visit(s.url + path)
		eval[bool](b, `document.documentElement.style.fontSize = "200%", true`)
		if n := eval[int](b, over); n > 0 {
			t.Errorf("%s with letters of twice the size is %d pixels too wide", path, n)
		}
	}
}

// The palette and the list of keys fit the narrowest width, and the checker knows
// no complaint about them.
func actDialogs(t *testing.T, b tab, s shop) {
	for _, scheme := range []string{"light", "dark"} {
		b.scheme(scheme)
		for _, width := range []int64{1280, 320} {
			b.size(width, 800)
			b.visit(s.url + "/commitments/LAO-VNM")
			b.palette()
			if width == 320 {
				b.axe("the palette, " + scheme)
			}
			b.picture("palette", scheme, width)
			if n := eval[int](b, over); n > 0 {
				t.Errorf("the palette at %d pixels is %d too wide", width, n)
			}
			b.do(chromedp.KeyEvent("\x1b"))
			b.until("no palette", `document.querySelector("#palette[open]") === null && document.activeElement === document.body`)
			b.do(chromedp.KeyEvent("?"))
			b.until("the list of keys", `document.querySelector("#keys-dialog[open]") !== null`)
			if width == 320 {
				b.axe("the list of keys, " + scheme)
			}
			b.picture("keys", scheme, width)
			if n := eval[int](b, over); n > 0 {
				t.Errorf("the list of keys at %d pixels is %d too wide", width, n)
			}
		}
	}
}

// picture leaves a picture to be looked at, if RAPPORTEUR_SCREENSHOTS names a folder.
func (b tab) picture(name, scheme string, width int64) {
	b.Helper()
	if dir := os.Getenv("RAPPORTEUR_SCREENSHOTS"); dir != "" {
		save(b.T, filepath.Join(dir, name+"-"+scheme+map[int64]string{320: "-narrow"}[width]+".png"), run(b, chromedp.CaptureScreenshot()))
	}
}

// What has come in since a day is asked for in place, and the visit is remembered.
func actSince(t *testing.T, b tab, s shop) {
	b.visit(s.url + "/")
	b.do(chromedp.SetValue(chromedp.CSS("#since"), "2026-05-01"), chromedp.Submit(chromedp.CSS("form:has(#since)")))
	b.until("what is new", `location.search === "?since=2026-05-01" && document.querySelectorAll("section[aria-labelledby=new] .headings li").length > 0`)
	if got := eval[string](b, `document.querySelector("#new").textContent`); got != "New since 1 May 2026" {
		t.Errorf("headed %q", got)
	}
	b.do(chromedp.SetValue(chromedp.CSS("#since"), "2026-07-01"), chromedp.Submit(chromedp.CSS("form:has(#since)")))
	b.until("nothing new", `document.querySelector("section[aria-labelledby=new]").textContent.includes("Nothing has come in")`)
}

// letters are what of a text does not depend on how it is set.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFC.String(s))
}

// A brief is read to paper: each of its lines and notes stands whole on one page,
// and nothing is wider than the paper.
func actPrint(t *testing.T, b tab, s shop) {
	b.visit(s.url + "/brief/LAO-VNM")
	lines := eval[[]string](b, `[...document.querySelectorAll(".lines > li, .footnotes > li")].map(e => e.textContent)`)
	if len(lines) < 20 {
		t.Fatalf("the brief has %d lines", len(lines))
	}
	file := b.print()
	if dir := os.Getenv("RAPPORTEUR_SCREENSHOTS"); dir != "" {
		save(t, filepath.Join(dir, "brief.pdf"), file)
	}
	read, err := pdf.Read(file, pdf.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if len(read.Pages) < 2 {
		t.Fatalf("%d pages: too few for a line to be cut", len(read.Pages))
	}
	var pages []string
	for _, p := range read.Pages {
		pages = append(pages, letters(p.Text+strings.Join(p.Furniture, "")))
	}
	for _, l := range lines {
		if !slices.ContainsFunc(pages, func(p string) bool { return strings.Contains(p, letters(l)) }) {
			t.Errorf("no page of %d has the whole of %q", len(pages), strings.Join(strings.Fields(l), " "))
		}
	}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	b.size(673, 1000) // pixels between the margins of A4
	if n := eval[int](b, over); n > 0 {
		t.Errorf("on paper the brief is %d pixels too wide", n)
	}
}
