package e2e

import (
	"context"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// require skips a test that lacks something on this machine or, where
// everything is required, fails it.
func require(t *testing.T, there bool, what string) {
	t.Helper()
	if there {
		return
	}
	if os.Getenv("RAPPORTEUR_REQUIRE") == "all" {
		t.Fatal(what)
	}
	t.Skip(what)
}

// chromium is the one browser of all tests; TestMain ends it.
var chromium = sync.OnceValues(func() (context.Context, error) {
	alloc, stop := chromedp.NewExecAllocator(context.Background(),
		chromedp.ExecPath("chromium"), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("lang", "en-GB"),
		// Pages of its own that the bar of addresses of each window would load: as much work as many a test.
		chromedp.Flag("disable-features", "WebUIOmniboxPopup,WebUIOmniboxAimPopup"),
		chromedp.UserDataDir(filepath.Join(shared, "profile")), chromedp.WSURLReadTimeout(time.Minute))
	ctx, cancel := chromedp.NewContext(alloc)
	atEnd(func() { cancel(); stop() })
	return ctx, chromedp.Do(ctx)
})

// startBrowser returns a browser that knows nothing of other tests: what its pages
// keep is forgotten with the test.
func startBrowser(t *testing.T) context.Context {
	t.Helper()
	_, err := exec.LookPath("chromium")
	require(t, err == nil, "chromium is not installed: apt-get install chromium")
	all, err := chromium()
	if err != nil {
		t.Fatalf("start chromium: %v", err)
	}
	ctx, cancel := chromedp.NewContext(all, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// A tab is one page of the browser. Whatever fails ends the test.
type tab struct {
	*testing.T
	ctx context.Context
}

// open opens an empty tab for a test.
func open(t *testing.T, browser context.Context) tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(ctx, 5*time.Minute) // should it hang
	t.Cleanup(stop)
	return tab{t, ctx}
}

func (b tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

func run[T any](b tab, a chromedp.Action[T]) T {
	b.Helper()
	v, err := chromedp.Run(b.ctx, a)
	if err != nil {
		b.Fatal(err)
	}
	return v
}

func (b tab) visit(url string) { b.Helper(); b.do(chromedp.Navigate(url)) }

// eval asks the page. It is answered by the page's own world, but not under its
// policy, and also where scripts of the page are switched off.
func eval[T any](b tab, script string) T { b.Helper(); return run(b, chromedp.Evaluate[T](script)) }

// size gives the tab a width and height in CSS pixels.
func (b tab) size(width, height int64) {
	b.Helper()
	if _, err := chromedp.Call(b.ctx, emulation.SetDeviceMetricsOverride,
		emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1}); err != nil {
		b.Fatal(err)
	}
}

// scheme sets what the reader prefers: "light" or "dark".
func (b tab) scheme(name string) {
	b.Helper()
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}, {Name: "prefers-reduced-motion", Value: "reduce"}},
	}); err != nil {
		b.Fatal(err)
	}
}

// widths are those that a page is looked at in: of a desk and of the narrowest window.
var widths = []int64{1280, 320}

// inspect looks at the page as it now stands, in both schemes: axe finds nothing, and
// a picture is kept if pictures are asked for. name is what failures call the page.
func (b tab) inspect(name, picture string, width int64) {
	b.Helper()
	for scheme := range b.schemes() {
		b.picture(picture, scheme, width)
		b.sound(name, scheme, width)
	}
}

// schemes gives the page that the tab shows both schemes, one after the other. A
// change of width does not reach all rules of a page at once: open it in its width.
func (b tab) schemes() iter.Seq[string] {
	return func(yield func(string) bool) {
		var before string // the colours of the other scheme
		for _, scheme := range []string{"light", "dark"} {
			b.scheme(scheme)
			const colours = `(c => c.color + " on " + c.backgroundColor)(getComputedStyle(document.body))`
			b.until("the "+scheme+" scheme", `matchMedia("(prefers-color-scheme: `+scheme+`)").matches && `+colours+` !== "`+before+`"`)
			before = eval[string](b, colours)
			if !yield(scheme) {
				return
			}
		}
	}
}

// withAndWithoutScripts does a test's acts twice, each on a tab of its own.
func withAndWithoutScripts(t *testing.T, act func(t *testing.T, b tab)) {
	browser := startBrowser(t)
	for _, scripts := range []string{"on", "off"} {
		t.Run("scripts "+scripts, func(t *testing.T) {
			b := open(t, browser)
			b.size(1200, 900)
			if scripts == "off" {
				b.withoutScripts()
			}
			act(t, b)
		})
	}
}

func (b tab) withoutScripts() {
	b.Helper()
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		b.Fatal(err)
	}
}

// print returns the page as PDF.
func (b tab) print() []byte {
	b.Helper()
	r, err := chromedp.Call(b.ctx, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: 8.27, PaperHeight: 11.69, PreferCSSPageSize: new(true)})
	if err != nil {
		b.Fatal(err)
	}
	return r.Data
}
