package pdf

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Measures of running heads and feet.
const (
	margin    = 0.2 // part of the page's height, above and below, in which they stand
	mostHeads = 4   // lines of them above, and below
	drift     = 4.0 // points by which their height differs from page to page
	nearPages = 2   // left and right pages may differ
)

// A laid is a page laid out: its lines in reading order.
type laid struct {
	number  int
	height  float64 // in points
	lines   []line
	heads   []line // running heads, feet and page numbers, taken out of lines
	notes   []line // footnotes, taken out of lines
	image   bool   // an image covers most of it
	unknown int    // glyphs that the file does not tell the text of
}

// takeFurniture takes running heads, feet and page numbers out of pages: what
// the file marks as such, and the outermost lines that come again at the same
// height on a near page, whatever the numbers in them.
func takeFurniture(pages []laid) {
	edges := map[bool][][]int{}
	for _, top := range []bool{true, false} {
		for _, p := range pages {
			edges[top] = append(edges[top], p.edge(top))
		}
	}
	taken := make([][]bool, len(pages))
	for n, p := range pages {
		taken[n] = make([]bool, len(p.lines))
		for i, l := range p.lines {
			taken[n][i] = l.artifact
		}
		for _, top := range []bool{true, false} {
			for _, i := range edges[top][n] {
				if !taken[n][i] && !repeated(pages, edges[top], n, p.lines[i]) && !p.isNumber(p.lines[i]) {
					break // what lies further in is the page's own
				}
				taken[n][i] = true
			}
		}
	}
	empty := true // nothing would be left
	for n := range pages {
		empty = empty && !slices.Contains(taken[n], false)
	}
	for n := range pages {
		if empty && !pages[n].image {
			continue // pages that are all alike
		}
		all := pages[n].lines
		pages[n].lines = nil
		for i, l := range all {
			if taken[n][i] {
				pages[n].heads = append(pages[n].heads, l)
			} else {
				pages[n].lines = append(pages[n].lines, l)
			}
		}
	}
}

// edge returns the outermost lines of a page, the outermost first.
func (p laid) edge(top bool) []int {
	var out []int
	for i, l := range p.lines {
		if top && l.y > p.height*(1-margin) || !top && l.y < p.height*margin {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int {
		if top {
			a, b = b, a
		}
		return cmp.Compare(p.lines[a].y, p.lines[b].y)
	})
	return out[:min(len(out), mostHeads)]
}

// repeated reports whether a line of page n comes again on a near page.
func repeated(pages []laid, edges [][]int, n int, l line) bool {
	want := shape(l.text)
	for near := max(0, n-nearPages); near <= min(len(pages)-1, n+nearPages); near++ {
		if near == n {
			continue
		}
		for _, i := range edges[near] {
			o := pages[near].lines[i]
			if math.Abs(o.y-l.y) < drift && math.Abs(o.size-l.size) < 1 && shape(o.text) == want && counts(l.text, o.text, near-n) {
				return true
			}
		}
	}
	return false
}

// counts reports whether the numbers of two lines are the same or count pages.
func counts(a, b string, pages int) bool {
	ofA, ofB := numbers.FindAllString(a, -1), numbers.FindAllString(b, -1)
	for i := range min(len(ofA), len(ofB)) {
		x, _ := strconv.Atoi(ofA[i])
		y, _ := strconv.Atoi(ofB[i])
		if x != y && y-x != pages {
			return false
		}
	}
	return true
}

var numbers = regexp.MustCompile(`[0-9]+`)

// shape returns a line's text with every number, Arabic or Roman and alone,
// made the same.
func shape(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		if strings.Trim(strings.ToLower(w), "ivxlc") == "" {
			words[i] = "#"
			continue
		}
		out, digits := "", false
		for _, r := range w {
			if d := unicode.IsDigit(r); !d {
				out += string(r)
			} else if !digits {
				out += "#"
			}
			digits = unicode.IsDigit(r)
		}
		words[i] = out
	}
	return strings.Join(words, " ")
}

// isNumber reports whether a line is the number of the page in the file, alone.
func (p laid) isNumber(l line) bool {
	return strings.Trim(l.text, " -–—|[]()") == strconv.Itoa(p.number)
}

// takeNotes takes the footnotes out of a page: the lines of smaller type at the
// foot of a column, from the first that begins with a mark. usual is the size of
// most of the document's text.
func (p *laid) takeNotes(usual float64) {
	small := func(l line) bool { return l.size < noteSize*usual }
	var rest, notes []line
	for i := 0; i < len(p.lines); {
		j := i
		for j < len(p.lines) && p.lines[j].block == p.lines[i].block {
			j++
		}
		block := p.lines[i:j]
		first := len(block)
		for k := len(block) - 1; k >= 0 && small(block[k]); k-- {
			if noteMark(block[k].text) {
				first = k
			}
		}
		rest, notes = append(rest, block[:first]...), append(notes, block[first:]...)
		i = j
	}
	if len(rest) > 0 && !slices.ContainsFunc(rest, func(l line) bool { return !small(l) }) {
		return // a page of small type
	}
	p.lines, p.notes = rest, notes
}

// noteSize is the size of footnotes in that of the text, at most.
const noteSize = 0.93

// noteMark reports whether a line begins as a footnote does: with a number or a
// sign.
func noteMark(s string) bool {
	first, rest, _ := strings.Cut(s, " ")
	digits := strings.TrimRight(strings.TrimRight(first, "0123456789"), "⁰¹²³⁴⁵⁶⁷⁸⁹") == ""
	switch {
	case rest != "" && len(first) <= 4 && digits:
		return true
	case strings.HasPrefix(s, "*"), strings.HasPrefix(s, "†"), strings.HasPrefix(s, "‡"), strings.HasPrefix(s, "§"):
		return true
	}
	return strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹", firstRune(s))
}
