package e2e

import (
	"fmt"
	"os"
	"strings"
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
	axe, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	require(t, err == nil, "the accessibility checker is not installed: npm ci --ignore-scripts in the folder e2e")
	browser := startBrowser(t)
	site := openShop(t, pieces(t, corpus...))
	empty := openShop(t, nil)
	pages := []string{empty.url + "/"}
	for _, p := range mainPages(site) {
		pages = append(pages, site.url+p)
	}
	b := open(t, browser)
	for _, scheme := range []string{"light", "dark"} {
		b.scheme(scheme)
		for _, width := range []int64{1280, 320} {
			b.size(width, 900)
			for _, page := range pages {
				b.visit(page)
				// Open everything, so that what is folded away is looked at too.
				eval[bool](b, `document.querySelectorAll("details").forEach(d => d.open = true), true`)
				eval[bool](b, string(axe)+`; true`)
				for _, v := range run(b, chromedp.Evaluate[[]violation](
					`axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => r.violations)`,
					chromedp.EvalAwaitPromise, awaitLong)) {
					t.Errorf("%s, %s, %d pixels: %s (%s)%s", strings.TrimPrefix(page, site.url), scheme, width, v.Help, v.ID, where(v))
				}
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
