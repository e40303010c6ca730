// Package diff says which words two versions of a text do not share.
package diff

import (
	"strings"
	"unicode"
)

// A Kind says to which version a part belongs.
type Kind string

// The kinds of parts.
const (
	Same    Kind = "same"
	Removed Kind = "removed" // only in the older version
	Added   Kind = "added"   // only in the newer version
)

// A Part is a run of words of one kind, with the white space behind them.
type Part struct {
	Kind Kind   `json:"kind"`
	Text string `json:"text"`
}

// maxEdits bounds the work on texts that have little in common: beyond so many
// words removed and added, the rest counts as replaced as a whole.
const maxEdits = 1500

// Words returns the parts of two versions of a text in the order of reading,
// removed words before those added in their place. The parts that are not Added
// make up the older text, those that are not Removed the newer. Where several
// differences are as small, it takes the one of Myers' greedy algorithm (1986).
func Words(older, newer string) []Part {
	a, b := split(older), split(newer)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var p parts
	p.add(Same, a[:head])
	p.edit(a[head:len(a)-tail], b[head:len(b)-tail])
	p.add(Same, a[len(a)-tail:])
	p.flush()
	return p.list
}

// split cuts a text into words, each with the white space behind it. White space
// at the beginning is a word of its own.
func split(s string) []string {
	var out []string
	start, space := 0, true
	for i, r := range s {
		now := unicode.IsSpace(r)
		if space && !now && i > start {
			out = append(out, s[start:i])
			start = i
		}
		space = now
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}

// edit adds the parts of two texts by the shortest edit script.
func (p *parts) edit(a, b []string) {
	n, m := len(a), len(b)
	limit := min(n+m, maxEdits)
	// furthest[d][k] is how far into a one gets with d edits on the diagonal
	// k (from -d to d, in steps of two): x words of a against x-k of b.
	var furthest [][]int
	at := func(d, k int) int {
		if k < -d || k > d {
			return -1
		}
		return furthest[d][k+d]
	}
	reached := -1
	for d := 0; d <= limit && reached < 0; d++ {
		row := make([]int, 2*d+1)
		furthest = append(furthest, row)
		for k := -d; k <= d; k += 2 {
			x := 0
			if d > 0 {
				x = max(at(d-1, k-1)+1, at(d-1, k+1))
			}
			for x < n && x-k < m && x-k >= 0 && a[x] == b[x-k] {
				x++
			}
			row[k+d] = x
			if x >= n && x-k >= m {
				reached = d
				break
			}
		}
	}
	if reached < 0 {
		p.add(Removed, a)
		p.add(Added, b)
		return
	}
	// Back from the end, collecting the steps.
	type step struct {
		kind Kind
		i    int // the word of a, or of b if it was added
	}
	var steps []step
	x, y := n, m
	for d := reached; d > 0; d-- {
		k := x - y
		px := at(d-1, k-1) + 1 // a word of a was removed
		removed := px > at(d-1, k+1)
		start := px
		if !removed {
			start = at(d-1, k+1) // a word of b was added
		}
		for x > start {
			x--
			y--
			steps = append(steps, step{Same, x})
		}
		if removed {
			x--
			steps = append(steps, step{Removed, x})
		} else {
			y--
			steps = append(steps, step{Added, y})
		}
	}
	for x > 0 {
		x--
		steps = append(steps, step{Same, x})
	}
	for i := len(steps) - 1; i >= 0; i-- {
		switch s := steps[i]; s.kind {
		case Added:
			p.add(Added, b[s.i:s.i+1])
		default:
			p.add(s.kind, a[s.i:s.i+1])
		}
	}
}

// parts are the parts so far, the last of them still in words.
type parts struct {
	list                 []Part
	same, removed, added []string
}

func (p *parts) add(kind Kind, words []string) {
	if len(words) == 0 {
		return
	}
	if (kind == Same) != (len(p.same) > 0) {
		p.flush()
	}
	switch kind {
	case Same:
		p.same = append(p.same, words...)
	case Removed:
		p.removed = append(p.removed, words...)
	case Added:
		p.added = append(p.added, words...)
	}
}

// flush ends the run of words that both versions share, or of changes.
func (p *parts) flush() {
	for _, run := range []struct {
		kind  Kind
		words *[]string
	}{{Same, &p.same}, {Removed, &p.removed}, {Added, &p.added}} {
		if len(*run.words) > 0 {
			p.list = append(p.list, Part{run.kind, strings.Join(*run.words, "")})
			*run.words = nil
		}
	}
}
