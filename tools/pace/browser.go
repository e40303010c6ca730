//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// A browser is a running Chromium with one tab.
type browser struct {
	ctx  context.Context
	stop func()
}

func startBrowser(ctx context.Context) (b *browser, err error) {
	path, err := exec.LookPath("chromium")
	if err != nil {
		return nil, fmt.Errorf("%w: apt-get install chromium", err)
	}
	profile, err := os.MkdirTemp("", "pace-profile")
	if err != nil {
		return nil, err
	}
	alloc, stop := chromedp.NewExecAllocator(ctx,
		chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.UserDataDir(profile), chromedp.WSURLReadTimeout(time.Minute))
	tab, cancel := chromedp.NewContext(alloc)
	b = &browser{tab, func() {
		cancel()
		stop()
		os.RemoveAll(profile)
	}}
	_, err = chromedp.Call(tab, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	if err == nil {
		err = chromedp.Do(tab, chromedp.Navigate("about:blank"))
	}
	if err != nil {
		b.stop()
		return nil, fmt.Errorf("start chromium: %w", err)
	}
	return b, nil
}

// A visit is what one visit to a page took. Times are in milliseconds from the
// request, those of the browser's own clock.
type visit struct {
	First   float64 `json:"first"`   // first contentful paint
	Largest float64 `json:"largest"` // largest contentful paint
	Page    float64 `json:"page"`    // bytes of the page as sent
	Rest    float64 `json:"rest"`    // bytes of what it loads besides as sent
	Whole   float64 `json:"whole"`   // bytes of the page unpacked
	key     float64 // from a key to the next paint
	server  time.Duration
}

// painted tells of a page what the browser noted. Entries that came before the
// observer are buffered; it waits for a frame,
// so that the last paint is among them, and again until there was a first one.
const painted = `(async () => {
	const noted = type => new Promise(done => {
		const all = [];
		const o = new PerformanceObserver(l => all.push(...l.getEntries()));
		o.observe({type, buffered: true});
		requestAnimationFrame(() => setTimeout(() => { all.push(...o.takeRecords()); o.disconnect(); done(all) }, 60));
	});
	let first;
	for (let i = 0; i < 100 && !first; i++) first = (await noted("paint")).find(e => e.name == "first-contentful-paint");
	const largest = (await noted("largest-contentful-paint")).at(-1);
	const page = performance.getEntriesByType("navigation")[0];
	const rest = performance.getEntriesByType("resource").reduce((n, r) => n + r.encodedBodySize, 0);
	return {first: first ? first.startTime : 0, largest: largest ? largest.startTime : 0, page: page.encodedBodySize, rest, whole: page.decodedBodySize};
})()`

// shortest is what the browser tells apart: what took less is not noted.
const shortest = 16

// pressed tells how long the longest of the events of a key took.
const pressed = `new Promise(done => {
	let most = 16;
	const o = new PerformanceObserver(l => { for (const e of l.getEntries()) if (e.name.startsWith("key")) most = Math.max(most, e.duration) });
	o.observe({type: "event", buffered: true, durationThreshold: 16});
	requestAnimationFrame(() => setTimeout(() => done(most), 120));
})`

var errBlank = errors.New("nothing was painted")

// visit opens a page and presses j, which goes to the next entry.
func (b *browser) visit(s *server, path string) (visit, error) {
	ctx, stop := context.WithTimeout(b.ctx, 5*time.Minute)
	defer stop()
	before, err := s.processor()
	if err != nil {
		return visit{}, err
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(s.base+path)); err != nil {
		return visit{}, err
	}
	v, err := chromedp.Run(ctx, chromedp.Evaluate[visit](painted, chromedp.EvalAwaitPromise))
	if err != nil {
		return v, err
	}
	if v.First == 0 {
		return v, errBlank
	}
	after, err := s.processor()
	if err != nil {
		return v, err
	}
	v.server = after - before
	if err := chromedp.Do(ctx, chromedp.KeyEvent("j")); err != nil {
		return v, err
	}
	v.key, err = chromedp.Run(ctx, chromedp.Evaluate[float64](pressed, chromedp.EvalAwaitPromise))
	return v, err
}
