package e2e

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A violation is what the checker found against one of its rules.
type violation struct {
	ID    string `json:"id"`
	Help  string `json:"help"`
	Nodes []struct {
		Target  []any  `json:"target"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// The checker knows no complaint about any page, in either scheme, wide or narrow.
func TestAccessibility(t *testing.T) {
	site, empty := sharedShop(t, corpus...), openShop(t, nil)
	pages := []string{empty.url + "/"}
	for _, p := range mainPages(site) {
		pages = append(pages, site.url+p)
	}
	open(t, startBrowser(t)).accessible(pages...)
}

var axeSource = sync.OnceValues(func() (string, error) {
	b, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	return string(b), err
})

// axe asks the accessibility checker about the page as it stands.
func (b tab) axe(what string) {
	b.Helper()
	axe, err := axeSource()
	require(b.T, err == nil, "the accessibility checker is not installed: npm ci --ignore-scripts in the folder e2e")
	if !eval[bool](b, `"axe" in window`) { // once a page
		eval[bool](b, axe+`; true`)
	}
	for _, v := range run(b, chromedp.Evaluate[[]violation](
		`axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => r.violations)`,
		chromedp.EvalAwaitPromise, awaitLong)) {
		b.Errorf("%s: %s (%s)%s", what, v.Help, v.ID, where(v))
	}
}

// sound wants of the page as it stands that nothing scrolls it sideways and, with
// all that is folded away opened, no complaint of the checker. It folds again what
// it opened.
func (b tab) sound(what, scheme string, width int64) {
	b.Helper()
	what = fmt.Sprintf("%s, %s, %d pixels", what, scheme, width)
	for _, opened := range []bool{false, true} {
		if wide := b.unfold(opened); wide > width {
			b.Errorf("%s: the page is %d wide", what, wide)
		}
	}
	b.axe(what)
	b.unfold(false)
}

// unfold opens what the page came with folded away, or folds it again, and returns
// how wide the page is then.
func (b tab) unfold(opened bool) (wide int64) {
	b.Helper()
	return eval[int64](b, fmt.Sprintf(`document.querySelectorAll("details").forEach(d => {
		d.folded ??= !d.open;
		d.open = !d.folded || %t }), document.documentElement.scrollWidth`, opened))
}

// accessible opens pages, wide and narrow, and wants them sound in either scheme.
func (b tab) accessible(urls ...string) {
	b.Helper()
	for _, width := range widths {
		b.size(width, 900)
		for _, u := range urls {
			b.visit(u)
			for scheme := range b.schemes() {
				b.sound(u, scheme, width)
			}
		}
	}
}

// awaitLong gives the checker a minute: it looks at every element.
func awaitLong(p *runtime.EvaluateParams) { p.Timeout = 60_000 }

// where names the first places that a violation was found at.
func where(v violation) string {
	var b strings.Builder
	for i, n := range v.Nodes {
		if i == 3 {
			fmt.Fprintf(&b, "\n  and %d more", len(v.Nodes)-i)
			break
		}
		fmt.Fprintf(&b, "\n  %v: %s", n.Target, n.Summary)
	}
	return b.String()
}
