//go:build unix

package main

import (
	"fmt"
	"io"
	"net/http"
	"time"

	"example.org/rapporteur/tools/serving"
)

// pages serves a ledger and measures how long a page takes to fetch whole.
func (b *bench) pages(w io.Writer, ledger string) error {
	return serving.While(b.ctx, b.binary, ledger, nil, func(base string, _ int) error {
		var first time.Duration
		var times []time.Duration
		var size int
		for i := range requests + 1 {
			d, n, err := b.fetch(base + b.page)
			if err != nil {
				return err
			}
			if i == 0 {
				first, size = d, n
				continue
			}
			times = append(times, d)
		}
		fmt.Fprintf(w, "page %s, %d kB, %d times\tmedian %s\t95%% %s\tthe first time %s\t\n", b.page, size/1000, requests,
			millis(quantile(times, 0.5)), millis(quantile(times, 0.95)), millis(first))
		return nil
	})
}

// fetch gets a page and returns how long that took and how large it is.
func (b *bench) fetch(page string) (time.Duration, int, error) {
	req, err := http.NewRequestWithContext(b.ctx, http.MethodGet, page, nil)
	if err != nil {
		return 0, 0, err
	}
	start := time.Now()
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, 0, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", page, res.Status)
	}
	return time.Since(start), len(body), err
}
