package e2e

import (
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// openTimeline opens the timeline of the demonstration's states with its island.
func openTimeline(t *testing.T, site shop, query string) tab {
	t.Helper()
	built, err := filepath.Glob("../internal/web/islands/dist/r-timeline.*.js")
	require(t, err == nil && len(built) > 0, "the islands are not built: make assets")
	b := open(t, startBrowser(t))
	b.size(1280, 900)
	b.visit(site.url + "/timeline/LAO-VNM" + query)
	b.do(chromedp.WaitVisible(chromedp.CSS("r-timeline .hint")))
	return b
}

// listed counts the entries that the table lists, drawn the marks in the picture.
const (
	listed = `[...document.querySelectorAll("#twin tbody tr")].filter(r => r.checkVisibility()).length`
	drawn  = `[...document.querySelectorAll("a.mark")].filter(m => m.checkVisibility()).length`
)

// mouse sends events of the mouse to the page.
func (b tab) mouse(events ...input.DispatchMouseEventParams) {
	b.Helper()
	for _, e := range events {
		if _, err := chromedp.Call(b.ctx, input.DispatchMouseEvent, e); err != nil {
			b.Fatal(err)
		}
	}
}

// drag moves the mouse from one place to another with its button held.
func (b tab) drag(x0, x1, y float64) {
	b.Helper()
	at := func(kind input.DispatchMouseEventType, x float64) input.DispatchMouseEventParams {
		return input.DispatchMouseEventParams{Type: kind, X: x, Y: y, Button: input.MouseButtonLeft, Buttons: 1, ClickCount: 1}
	}
	b.mouse(at(input.DispatchMouseEventTypeMousePressed, x0), at(input.DispatchMouseEventTypeMouseMoved, (x0+x1)/2),
		at(input.DispatchMouseEventTypeMouseMoved, x1), at(input.DispatchMouseEventTypeMouseReleased, x1))
}

// overview returns the ends and the middle height of the picture of the whole time.
func (b tab) overview() (left, right, y float64) {
	b.Helper()
	at := eval[[]float64](b, `document.querySelector(".overview").scrollIntoView({block: "center"}),
		(r => [r.left + r.width * 0.015, r.right - r.width * 0.015, r.top + 16])(document.querySelector(".overview").getBoundingClientRect())`)
	return at[0], at[1], at[2]
}

// A span is drawn over the whole time; table, address and picture follow; the
// address shows the same to another reader, also without scripts; a mark leads
// to the words it rests on.
func TestBrushTimelineToAQuote(t *testing.T) {
	site := sharedShop(t, corpus...)
	b := openTimeline(t, site, "")
	all, marks := eval[int](b, listed), eval[int](b, drawn)
	left, right, y := b.overview()
	b.drag(left+(right-left)*0.55, left+(right-left)*0.8, y)
	b.until("the span is in the address", `location.search.includes("from=")`)
	b.until("the table follows the span", fmt.Sprintf(`document.querySelector("r-timeline .hint") && %s < %d`, listed, all))
	some, inView := eval[int](b, listed), eval[int](b, drawn)
	if some == 0 || inView == 0 || inView >= marks {
		t.Fatalf("%d of %d entries, %d of %d marks are in the span", some, all, inView, marks)
	}
	from, to := eval[string](b, `new URL(location).searchParams.get("from")`), eval[string](b, `new URL(location).searchParams.get("to")`)
	if from >= to || len(from) != len(time.DateOnly) {
		t.Fatalf("the span is %q to %q", from, to)
	}
	day, err := time.Parse(time.DateOnly, from)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := eval[string](b, `document.querySelector('[data-say="from"]').textContent`), day.Format("2 January 2006"); got != want {
		t.Errorf("the span begins on %q in words, want %q", got, want)
	}

	address := eval[string](b, `location.href`)
	for _, scripts := range []string{"on", "off"} {
		other := open(t, b.ctx)
		other.size(1280, 900)
		if scripts == "off" {
			other.withoutScripts()
		}
		other.visit(address)
		if got := eval[int](other, listed); got != some {
			t.Errorf("scripts %s: the shared address lists %d entries, not %d", scripts, got, some)
		}
	}

	// Pointed at, a mark tells its words; clicked, it leads to them.
	mark := `document.querySelector("a.mark-disc:not(.out)")`
	at := eval[[]float64](b, mark+`.scrollIntoView({block: "center"}), (r => [r.left + r.width / 2, r.top + r.height / 2])(`+mark+`.querySelector("use").getBoundingClientRect())`)
	b.mouse(input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, X: at[0], Y: at[1]})
	b.until("the words of the mark are told", `document.querySelector("[data-told] .source")?.textContent.startsWith("“")`)
	quote := eval[string](b, `document.querySelector("[data-told] .source").textContent.split("”")[0].slice(1, 60)`)
	b.do(chromedp.MouseClickXY(at[0], at[1]), chromedp.WaitVisible(chromedp.CSS(".q:target")))
	if got := eval[string](b, `document.body.textContent.replace(/\s+/g, " ")`); !strings.Contains(got, strings.TrimSuffix(quote, "…")) {
		t.Errorf("the mark says %q, which is not in the document", quote)
	}
}

// Where everything has a mark and a row, a span is shown without a new page, the
// same as the server shows it; the link back to all of it works, too.
func TestBrushWithoutANewPage(t *testing.T) {
	b := openTimeline(t, sharedShop(t, corpus...), "?kind=instrument")
	if left := eval[string](b, `document.querySelector("r-timeline").dataset.left`); left != "0" {
		t.Fatalf("%s texts have no mark", left)
	}
	all, marks := eval[int](b, listed), eval[int](b, drawn)
	eval[bool](b, `window.kept = true`)
	left, right, y := b.overview()
	b.drag(left+(right-left)*0.45, left+(right-left)*0.7, y)
	b.until("the table follows the span", fmt.Sprintf(`location.search.includes("from=") && %s < %d`, listed, all))
	if !eval[bool](b, `window.kept === true`) {
		t.Error("there is a new page")
	}
	state := `[` + listed + `, ` + drawn + `, document.querySelector("#listed").textContent, document.querySelector("#from").value, document.querySelector("#to").value,
		[...document.querySelectorAll(".choices a, footer a")].map(a => a.getAttribute("href")).join(), new URLSearchParams(new FormData(document.querySelector("form.asof"))).toString().split("&").sort().join(),
		[...document.querySelectorAll(".years li")].filter(l => l.checkVisibility()).map(l => l.textContent.trim()).join()].join(" ")`
	here := eval[string](b, state)
	b.visit(eval[string](b, `location.href`))
	b.do(chromedp.WaitVisible(chromedp.CSS("r-timeline .hint")))
	if there := eval[string](b, state); there != here {
		t.Errorf("here it shows %q, the server %q", here, there)
	}
	b.do(chromedp.Click(chromedp.CSS(`a[data-move="usual"]`)))
	b.until("all is shown again", fmt.Sprintf(`!location.search.includes("from=") && %s === %d && %s === %d`, listed, all, drawn, marks))
}

// Everything of the timeline can be done by keys: from mark to mark, closer and
// wider, and to the words.
func TestTimelineByKeys(t *testing.T) {
	b := openTimeline(t, sharedShop(t, corpus...), "")
	b.do(chromedp.Focus(chromedp.CSS(".wide")), chromedp.KeyEvent(kb.Tab))
	b.until("the focus is in the picture", `document.activeElement.closest(".lane") !== null`)
	for i := 0; eval[bool](b, `!document.activeElement.matches("a.mark")`); i++ { // the names of mechanisms lead to their pages
		if i == 5 {
			t.Fatal("Tab does not lead to a mark")
		}
		b.do(chromedp.KeyEvent(kb.Tab))
	}
	if n := eval[int](b, `document.querySelectorAll('a.mark[tabindex="0"]').length`); n != 1 {
		t.Errorf("%d marks are stops of the Tab key, want one", n)
	}
	first := eval[string](b, `document.activeElement.getAttribute("aria-label")`)
	b.do(chromedp.KeyEvent(kb.ArrowRight))
	if second := eval[string](b, `document.activeElement.getAttribute("aria-label")`); second == first || second == "" {
		t.Errorf("the arrow leads from %q to %q", first, second)
	}
	if head, told := eval[string](b, `document.activeElement.getAttribute("aria-label").split("\n")[0]`), eval[string](b, `document.querySelector("[data-told] .card-title").textContent`); head != told {
		t.Errorf("the focus is on %q, and the words are those of %q", head, told)
	}
	lane := eval[string](b, `document.activeElement.closest("svg").getAttribute("aria-label")`)
	b.do(chromedp.KeyEvent(kb.ArrowDown))
	if below := eval[string](b, `document.activeElement.closest("svg").getAttribute("aria-label")`); below == lane {
		t.Errorf("the arrow down stays in lane %q", lane)
	}
	b.do(chromedp.KeyEvent("+"))
	b.until("the span is in the address", `location.search.includes("from=") && document.querySelector("r-timeline .hint") !== null`)
	closer := eval[string](b, `location.search`)
	b.do(chromedp.Focus(chromedp.CSS(".wide")), chromedp.KeyEvent("-"))
	b.until("a wider span is shown", fmt.Sprintf(`location.search !== %q && document.querySelector("r-timeline .hint") !== null`, closer))
	b.do(chromedp.Focus(chromedp.CSS(".wide")), chromedp.KeyEvent("0"))
	b.until("all is shown", `location.search === "" && document.querySelector("r-timeline .hint") !== null`)
	b.do(chromedp.Focus(chromedp.CSS(`a.mark-disc[tabindex="0"], a.mark-disc`)), chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS(".q:target")))
}

// The wheel scrolls the page; with Ctrl, as a pinch is sent, it zooms the picture.
func TestTimelineZoomsByWheel(t *testing.T) {
	b := openTimeline(t, sharedShop(t, corpus...), "")
	top := `document.querySelector(".wide").scrollIntoView({block: "start"}), (r => [r.left + r.width * 0.6, r.top + 60])(document.querySelector(".wide").getBoundingClientRect())`
	at := eval[[]float64](b, top)
	wheel := func(modifiers int64) {
		b.mouse(input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseWheel, X: at[0], Y: at[1], DeltaX: 0.01, DeltaY: -240, Modifiers: modifiers})
	}
	before := eval[string](b, `document.querySelector(".axis svg").textContent`)
	y := eval[float64](b, `scrollY`)
	wheel(0)
	b.until("the page has scrolled", fmt.Sprintf(`scrollY < %g`, y))
	if got := eval[string](b, `document.querySelector(".axis svg").textContent`); got != before {
		t.Error("a plain wheel zooms")
	}
	at = eval[[]float64](b, top)
	wheel(2)
	b.until("the span is in the address", `location.search.includes("from=")`)
	if words := eval[string](b, `document.querySelector('[data-say="from"]').textContent`); words == "" {
		t.Error("the span is not said in words")
	}
}

// Without scripts the picture is there, every mark leads to something, and the
// form and the links show other spans.
func TestTimelineWithoutScripts(t *testing.T) {
	site := sharedShop(t, corpus...)
	b := open(t, startBrowser(t))
	b.withoutScripts()
	b.size(1280, 900)
	b.visit(site.url + "/timeline/LAO-VNM?as_of=2025-12-31")
	all, marks := eval[int](b, listed), eval[int](b, drawn)
	if marks == 0 || all == 0 {
		t.Fatalf("%d marks, %d entries", marks, all)
	}
	b.do(chromedp.SetValue(chromedp.CSS("#from"), "2025-01-01"), chromedp.SetValue(chromedp.CSS("#to"), "2025-06-30"), chromedp.Submit(chromedp.CSS("form.span")),
		chromedp.WaitVisible(chromedp.CSS(`a[data-move="usual"]`)))
	if got := eval[string](b, `location.search`); !strings.Contains(got, "as_of=2025-12-31") || !strings.Contains(got, "from=2025-01-01") {
		t.Errorf("the form leads to %s", got)
	}
	some := eval[int](b, listed)
	if some == 0 || some >= all {
		t.Errorf("%d of %d entries are in the span", some, all)
	}
	b.do(chromedp.Click(chromedp.CSS(`a[data-move="wider"]`)))
	b.until("the wider span begins earlier", `document.querySelector("#from")?.value < "2025-01-01"`)
	for _, to := range eval[[]string](b, `[...document.querySelectorAll("a.mark")].map(a => a.getAttribute("href"))`) {
		if u, err := url.Parse(to); err != nil || u.Path == "" {
			t.Errorf("a mark leads to %q", to)
		}
	}
	b.do(chromedp.Focus(chromedp.CSS("a.mark-disc")), chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS(".q:target")))
}

// With its island too the checker knows no complaint, and nothing is cut off.
func TestTimelineAccessibility(t *testing.T) {
	site := sharedShop(t, corpus...)
	for _, query := range []string{"", "?from=2025-01-01&to=2025-06-30"} {
		b := openTimeline(t, site, query)
		for _, width := range widths {
			b.size(width, 900)
			b.visit(site.url + "/timeline/LAO-VNM" + query)
			b.do(chromedp.WaitVisible(chromedp.CSS("r-timeline .hint")), chromedp.Focus(chromedp.CSS(`a.mark[tabindex="0"]`)))
			b.inspect("the timeline"+query, fmt.Sprintf("timeline-island%d", len(query)), width)
		}
	}
}
