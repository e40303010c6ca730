package pdf

import (
	"math"
	"slices"
	"strings"
)

const (
	cellGap    = 2 // the least gap between cells of a table
	maxColumns = 8 // how deep columns are looked for in columns
)

// A line is a row of one column, as text.
type line struct {
	text        string
	x0, x1      float64
	y, size     float64
	first       float64 // width of its first word
	block       int     // lines of one column that follow one another share it
	left, right float64 // sides of the block
	artifact    bool
	cells       bool // a gap parts it, as in the row of a table
}

// A splitter puts rows into the order in which they are read.
type splitter struct {
	lines []line
	block int
}

// split reads words row by row or, where they have columns, column by column.
func (s *splitter) split(words []word, depth int) {
	rows := cluster(words)
	from, to, x, ok := 0, 0, 0.0, false
	if depth < maxColumns {
		from, to, x, ok = gutter(rows)
	}
	if !ok {
		s.emit(rows)
		return
	}
	left, right := halves(rows[from:to], x)
	for _, part := range [][]word{flat(rows[:from]), flat(left), flat(right), flat(rows[to:])} {
		s.split(part, depth+1)
	}
}

// flat returns the words of rows.
func flat(rows []row) []word {
	var out []word
	for _, r := range rows {
		out = append(out, r.words...)
	}
	return out
}

// halves returns what of rows lies to the left and to the right of a place.
func halves(rows []row, x float64) (left, right []row) {
	for _, r := range rows {
		i := 0
		for i < len(r.words) && (r.words[i].x0+r.words[i].x1)/2 < x {
			i++
		}
		if i > 0 {
			left = append(left, row{r.words[:i], r.y, r.size})
		}
		if i < len(r.words) {
			right = append(right, row{r.words[i:], r.y, r.size})
		}
	}
	return left, right
}

// emit adds rows as lines of a block.
func (s *splitter) emit(rows []row) {
	if len(rows) == 0 {
		return
	}
	s.block++
	start := len(s.lines)
	left := math.Inf(1)
	var ends []float64
	for _, r := range rows {
		r.join()
		l := line{x0: r.words[0].x0, x1: r.words[len(r.words)-1].x1, y: r.y, size: usualSize(r.words), block: s.block, artifact: true}
		l.first = r.words[0].x1 - r.words[0].x0
		l.text = joinWords(r.words)
		for i, w := range r.words {
			l.artifact = l.artifact && w.artifact
			wide := i > 0 && w.x0-r.words[i-1].x1 > cellGap*w.size
			l.cells = l.cells || wide && !(i == 1 && marker.MatchString(r.words[0].text))
		}
		left, ends = min(left, l.x0), append(ends, l.x1)
		s.lines = append(s.lines, l)
	}
	slices.Sort(ends)
	right := ends[len(ends)*9/10] // a few lines may be too long
	for i := start; i < len(s.lines); i++ {
		s.lines[i].left, s.lines[i].right = left, right
	}
}

// joinWords returns the text of a row, in the order in which it is read.
func joinWords(words []word) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.text
	}
	return strings.Join(logical(texts), " ")
}

// usualSize returns the size in which most of the width of words is set.
func usualSize(words []word) float64 {
	widths := map[int]float64{} // by tenths of a point
	best := int(10 * words[0].size)
	for _, w := range words {
		tenths := int(10 * w.size)
		widths[tenths] += w.x1 - w.x0
		if widths[tenths] > widths[best] {
			best = tenths
		}
	}
	return float64(best) / 10
}
