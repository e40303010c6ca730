package link

import (
	"iter"
	"slices"
)

// PartsOf yields parts of about a number of claims, however few.
func PartsOf(h Holdings, size int) iter.Seq2[Part, error] { return h.parts(size) }

// Sharing returns what sharing yields of sketches, by parts of about size.
func Sharing(sketches [][]uint64, size int) [][]int {
	all := make([]Signature, len(sketches))
	for i, s := range sketches {
		all[i].sketch = s
	}
	var out [][]int
	for ids := range sharing(all, size) {
		out = append(out, slices.Clone(ids))
	}
	return out
}
