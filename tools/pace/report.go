//go:build linux

package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
)

// A row sums up the visits to pages of one shape.
type row struct {
	name                string
	pages               int
	first, largest, key []float64 // milliseconds
	anew, again         []float64 // processor time of the program, in milliseconds, at the first visit and later
	page, rest, whole   float64   // bytes, of the heaviest
}

func (r *row) add(visits []visit) {
	r.pages++
	for i, v := range visits {
		r.first, r.largest, r.key = append(r.first, v.First), append(r.largest, v.Largest), append(r.key, v.key)
		ms := float64(v.server.Microseconds()) / 1000
		if i == 0 {
			r.anew = append(r.anew, ms)
		} else {
			r.again = append(r.again, ms)
		}
		r.page, r.rest, r.whole = max(r.page, v.Page), max(r.rest, v.Rest), max(r.whole, v.Whole)
	}
}

// report prints a line for each shape of address, or for each page, and one for all.
func (p *pace) report(out io.Writer, paths []string, visits map[string][]visit) error {
	var rows []*row
	all := &row{name: "all"}
	for _, path := range paths {
		name := shape(path)
		if p.all {
			name = path
		}
		if len(rows) == 0 || rows[len(rows)-1].name != name {
			rows = append(rows, &row{name: name})
		}
		rows[len(rows)-1].add(visits[path])
		all.add(visits[path])
	}
	fmt.Fprintf(out, "%d pages, each visited %d times. Times in ms, median and 95th percentile; a key of %d ms or less is not told apart.\n", all.pages, p.rounds, shortest)
	fmt.Fprintln(out, "Processor: of the program for a visit, the first one and later ones. Weight: of the heaviest, as sent; kB.")
	fmt.Fprintln(out)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "first paint\t95%\tlargest\t95%\tkey\t95%\tprocessor\t95%\tlater\tpage\tunpacked\tbesides\tpages\t  address")
	for _, r := range append(rows, all) {
		fmt.Fprintf(w, "%.0f\t%.0f\t%.0f\t%.0f\t%.0f\t%.0f\t%.0f\t%.0f\t%.0f\t%.1f\t%.1f\t%.1f\t%d\t  %s\n",
			quantile(r.first, 0.5), quantile(r.first, 0.95), quantile(r.largest, 0.5), quantile(r.largest, 0.95), quantile(r.key, 0.5), quantile(r.key, 0.95),
			quantile(r.anew, 0.5), quantile(r.anew, 0.95), quantile(r.again, 0.5), r.page/1000, r.whole/1000, r.rest/1000, r.pages, r.name)
	}
	return w.Flush()
}

// quantile returns what the share q of values does not exceed; 0 of none.
func quantile(values []float64, q float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(int(q*float64(len(sorted))), len(sorted)-1)]
}
