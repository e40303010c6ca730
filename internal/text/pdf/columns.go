package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// Measures of columns of text.
const (
	leastRows   = 4      // rows that each of two columns has
	leastGutter = 0.9    // the usual width of the space between columns, in sizes
	leastGap    = 0.7    // its least width on any row
	leastStrip  = 0.6    // the least width of what nearly all rows leave free
	leastArea   = 5      // the same times the rows: few rows leave a narrow strip free by chance
	leastFill   = 0.5    // how full the rows of a column are: less is a table
	mostWords   = 20_000 // of a page on which columns are looked for
	standOff    = 1.6    // distance of rows, in sizes, that sets them apart
	cellGap     = 2      // the least gap between cells of a table
	maxColumns  = 8      // how deep columns are looked for in columns
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

// gutter returns the rows and the place of the best gutter between two columns.
func gutter(rows []row) (from, to int, x float64, ok bool) {
	words := 0
	for _, r := range rows {
		words += len(r.words)
	}
	if len(rows) < leastRows || words > mostWords {
		return 0, 0, 0, false
	}
	left, right := math.Inf(1), math.Inf(-1)
	for _, r := range rows {
		left, right = min(left, r.words[0].x0), max(right, r.words[len(r.words)-1].x1)
	}
	var best run
	step := max(3, (right-left)/400)
	for at := left + step; at < right; at += step {
		for i := 0; i < len(rows); {
			n := measure(rows[i:], at)
			if better := n.score() - best.score(); better > 0 || better == 0 && n.score() > 0 && n.usualGap() > best.usualGap()+1 {
				if n.columns(rows[i:i+n.rows], at) {
					best, from, to, x, ok = n, i, i+n.rows, at, true
				}
			}
			i += n.rows + 1
		}
	}
	if ok {
		from, to = bridge(rows, from, to, x)
		from, to = trim(rows, from, to, x)
	}
	return from, to, x, ok
}

// rightEdge returns where the right column begins: most rows begin there, and
// some are set in.
func rightEdge(rows []row, x float64) float64 {
	var starts []float64
	for _, r := range rows {
		if at, ok := r.right(x); ok {
			starts = append(starts, at)
		}
	}
	slices.Sort(starts)
	return starts[len(starts)/4]
}

// right returns where the words of a row to the right of a place begin.
func (r row) right(x float64) (float64, bool) {
	for _, w := range r.words {
		if w.x0 >= x {
			return w.x0, true
		}
	}
	return 0, false
}

// trim shortens a run by the rows at its ends that stand off from the others and
// leave the gutter free by chance: a signature, the last row of a table.
func trim(rows []row, from, to int, x float64) (int, int) {
	const most = 3 // rows that stand off together
	edge := rightEdge(rows[from:to], x)
	off := func(i int) bool { return rows[i-1].y-rows[i].y > standOff*rows[i].size }
	strange := func(some []row) bool {
		both := false
		for _, r := range some {
			at, ok := r.right(x)
			if ok && math.Abs(at-edge) > 2*r.size {
				return true
			}
			both = both || ok
		}
		return !both
	}
	for {
		i := to - 1
		for i > from && !off(i) {
			i--
		}
		if i == from || to-i > most || !strange(rows[i:to]) {
			break
		}
		to = i
	}
	for {
		i := from + 1
		for i < to && !off(i) {
			i++
		}
		if i == to || i-from > most || !strange(rows[from:i]) {
			break
		}
		from = i
	}
	return from, to
}

// bridge lengthens a run over rows whose left part is too long for its column,
// if the run goes on behind them and their right part begins where the right
// column does.
func bridge(rows []row, from, to int, x float64) (int, int) {
	edge := rightEdge(rows[from:to], x)
	begins := func(r row) bool {
		for _, w := range r.words {
			if math.Abs(w.x0-edge) < 0.25*r.size {
				return true
			}
		}
		return false
	}
	const most = 3 // rows of a bridge
	for n := 0; n < most && to+n < len(rows) && begins(rows[to+n]); n++ {
		if further := measure(rows[to+n+1:], x); further.score() >= leastRows {
			to += n + 1 + further.rows
			n = -1
		}
	}
	for n := 0; n < most && from-n > 0 && begins(rows[from-n-1]); n++ {
		before := from - n - 1
		for before > 0 && measure(rows[before-1:before], x).rows == 1 {
			before--
		}
		if measure(rows[before:from-n-1], x).score() >= leastRows {
			from, n = before, -1
		}
	}
	return from, to
}

// A run is rows one below the other that leave a place free.
type run struct {
	rows, left, right int // rows in all, those with words to the left and right
	gaps              []float64
	size              float64
}

// measure returns the run from the first row on.
func measure(rows []row, x float64) run {
	var n run
	for _, r := range rows {
		before, after, size := math.Inf(-1), math.Inf(1), r.size
		for _, w := range r.words {
			switch {
			case w.x1 <= x:
				before = max(before, w.x1)
			case w.x0 >= x:
				after = min(after, w.x0)
			default:
				return n
			}
			size = min(size, w.size)
		}
		if after-before < leastGap*size {
			return n
		}
		n.rows++
		n.size += size
		if !math.IsInf(before, 0) {
			n.left++
		}
		if !math.IsInf(after, 0) {
			n.right++
		}
		if !math.IsInf(after-before, 0) {
			n.gaps = append(n.gaps, after-before)
		}
	}
	return n
}

func (n run) score() int { return min(n.left, n.right) }

func (n run) usualGap() float64 {
	if len(n.gaps) == 0 {
		return math.Inf(1)
	}
	slices.Sort(n.gaps)
	return n.gaps[len(n.gaps)/2]
}

// columns reports whether what lies on the two sides of a run are columns of
// text and not cells of a table.
func (n run) columns(rows []row, x float64) bool {
	if n.score() < leastRows || n.usualGap() < leastGutter*n.size/float64(n.rows) {
		return false
	}
	left, right := halves(rows, x)
	free := strip(left, right) / (n.size / float64(n.rows))
	return free >= leastStrip && free*float64(n.score()) >= leastArea && prose(left) && prose(right) && aligned(right)
}

// strip returns how wide a strip rows leave free between them, a tenth of them
// on each side not counted. Gaps between words lie askew and leave none.
func strip(left, right []row) float64 {
	var ends, starts []float64
	for _, r := range left {
		ends = append(ends, r.words[len(r.words)-1].x1)
	}
	for _, r := range right {
		starts = append(starts, r.words[0].x0)
	}
	slices.Sort(ends)
	slices.Sort(starts)
	return starts[len(starts)/10] - ends[len(ends)-1-len(ends)/10]
}

// aligned reports whether rows begin below one another, as those of a column do;
// gaps between words that lie below one another by chance part rows that do not.
func aligned(rows []row) bool {
	starts := make([]float64, len(rows))
	for i, r := range rows {
		starts[i] = r.words[0].x0
	}
	slices.Sort(starts)
	most := 0
	for i, j := 0, 0; j < len(starts); j++ {
		for starts[j]-starts[i] > 0.5*rows[0].size {
			i++
		}
		most = max(most, j-i+1)
	}
	return 2*most >= len(rows)
}

// prose reports whether rows look like text: letters for the most part, several
// words a row, and rows that fill the width.
func prose(rows []row) bool {
	left, right := math.Inf(1), math.Inf(-1)
	letters, marks, words, filled := 0, 0, 0, 0.0
	for _, r := range rows {
		x0, x1 := r.words[0].x0, r.words[len(r.words)-1].x1
		left, right = min(left, x0), max(right, x1)
		filled += x1 - x0
		words += len(r.words)
		for _, w := range r.words {
			for _, c := range w.text {
				if unicode.IsLetter(c) || unicode.Is(unicode.M, c) {
					letters++
					if unspaced(c) {
						words++ // its words are not told apart
					}
				} else {
					marks++
				}
			}
		}
	}
	n := len(rows)
	return letters > 2*marks && words >= 3*n && filled >= leastFill*float64(n)*(right-left)
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
			l.cells = l.cells || i > 0 && w.x0-r.words[i-1].x1 > cellGap*w.size
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
