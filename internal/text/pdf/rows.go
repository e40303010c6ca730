package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Distances between glyphs as parts of the size of their font.
const (
	spaceGap   = 0.15 // from here on a gap is a space
	wideGap    = 0.5  // the same between letters of scripts without spaces
	overlap    = 0.4  // up to here glyphs of one word may overlap
	raised     = 0.15 // from here on above the baseline a small digit is a superscript
	sameHeight = 0.5  // part of the lower of two boxes that is common on one row
)

// A word is letters without a gap, in a frame in which its baseline is level.
type word struct {
	text     string
	x0, x1   float64
	y, size  float64
	order    int  // place among the words of the file
	before   bool // a space was written before it
	after    bool // a space was written after it
	artifact bool
}

// A row is words on one baseline, from left to right.
type row struct {
	words   []word
	y, size float64 // of its largest words
}

func (w word) top() float64    { return w.y + 0.7*w.size }
func (w word) bottom() float64 { return w.y - 0.2*w.size }

// cluster returns the rows that words form, from the top down.
func cluster(words []word) []row {
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b word) int {
		return cmp.Or(cmp.Compare(b.y, a.y), cmp.Compare(a.x0, b.x0))
	})
	var out []row
	for _, w := range words {
		best, most := -1, sameHeight
		for i := max(0, len(out)-8); i < len(out); i++ {
			if common := out[i].common(w); common >= most {
				best, most = i, common
			}
		}
		if best < 0 {
			out = append(out, row{words: []word{w}, y: w.y, size: w.size})
			continue
		}
		r := &out[best]
		r.words = append(r.words, w)
		if w.size > r.size && !w.initial(r.size) {
			r.y, r.size = w.y, w.size
		}
	}
	for _, r := range out {
		slices.SortStableFunc(r.words, func(a, b word) int { return cmp.Compare(a.x0, b.x0) })
	}
	slices.SortStableFunc(out, func(a, b row) int { return cmp.Compare(b.y, a.y) })
	return out
}

// initial reports whether a word is a letter as high as several lines of text of
// a size, at the start of the first of them.
func (w word) initial(size float64) bool {
	return w.size > 1.8*size && utf8.RuneCountInString(w.text) == 1 && unicode.IsUpper([]rune(w.text)[0])
}

// common returns how much of the lower of two boxes is in both: a row's, and
// that of a word which may belong to it.
func (r row) common(p word) float64 {
	box := word{y: r.y, size: r.size}
	if p.initial(r.size) {
		p.y, p.size = p.top()-0.7*r.size, r.size
	}
	if min(p.size, r.size) > 0.9*max(p.size, r.size) && math.Abs(p.y-r.y) > 0.35*min(p.size, r.size) {
		return 0 // no superscript: a line of the next column
	}
	both := min(box.top(), p.top()) - max(box.bottom(), p.bottom())
	return both / (0.9 * min(r.size, p.size))
}

// pieces makes words of glyphs that follow one another in the file and on the
// page. Words that the file breaks are joined later, by row.
func pieces(glyphs []glyph, angle float64) []word {
	sin, cos := math.Sincos(angle)
	glyphs = seated(glyphs, func(g glyph) (x0, x1 float64) {
		x := g.x*cos + g.y*sin
		return x, x + max(0, g.dx*cos+g.dy*sin)
	})
	var out []word
	var lastX float64 // where the last glyph begins
	var lastText string
	space, open := false, false
	for _, g := range glyphs {
		x, y := g.x*cos+g.y*sin, g.y*cos-g.x*sin
		width := max(0, g.dx*cos+g.dy*sin)
		if strings.TrimSpace(g.text) == "" {
			if len(out) > 0 {
				out[len(out)-1].after = true
			}
			space, open = true, false
			continue
		}
		w := word{text: strings.TrimSpace(g.text), x0: x, x1: x + width, y: y, size: g.size, artifact: g.artifact,
			before: space || startsWithSpace(g.text), after: endsWithSpace(g.text)}
		space = false
		if len(out) > 0 {
			last := &out[len(out)-1]
			level := math.Abs(y-last.y) < 0.05*max(g.size, last.size)
			if level && w.text == lastText && math.Abs(x-lastX) < 0.1*g.size && width > 0.1*g.size {
				continue // drawn twice, to look bold
			}
			// Over capitals, accents stand higher.
			after := spacingMarks[last.lastRune()] != 0
			if (after || spacingMarks[firstRune(w.text)] != 0) && math.Abs(y-last.y) < 0.4*g.size {
				level = true
			}
			if open && level && !w.before && math.Abs(g.size-last.size) < 0.05*g.size && last.artifact == w.artifact && last.next(w) {
				last.append(w, lastX)
				last.after = w.after
				if after {
					last.y = y
				}
				lastX, lastText = x, w.text
				continue
			}
		}
		w.order = len(out)
		out = append(out, w)
		lastX, lastText, open = x, w.text, true
	}
	return out
}

func startsWithSpace(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

func endsWithSpace(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsSpace(r)
}

// next reports whether w is so close behind that it belongs to the same word.
func (w word) next(n word) bool {
	gap, size := n.x0-w.x1, max(w.size, n.size)
	if gap < -overlap*size {
		r, _ := utf8.DecodeRuneInString(n.text)
		return gap > -2*size && (unicode.Is(unicode.M, r) || spacingMarks[w.lastRune()] != 0)
	}
	limit := spaceGap
	if unspaced(w.lastRune()) && unspaced(firstRune(n.text)) {
		limit = wideGap
	}
	return gap < limit*size
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func (w word) lastRune() rune {
	r, _ := utf8.DecodeLastRuneInString(w.text)
	return r
}

// unspaced reports whether a letter is of a script that writes no spaces between
// words.
func unspaced(r rune) bool {
	if r < 0x0e00 {
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) ||
		r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef
}

// spacingMarks are accents that old fonts draw over a letter as glyphs of their
// own, and the marks that combine with a letter in their stead.
var spacingMarks = map[rune]rune{
	'´': 0x301, '`': 0x300, 'ˆ': 0x302, '¨': 0x308, '˜': 0x303, 'ˇ': 0x30c, '˘': 0x306, '¯': 0x304, '˛': 0x328, '¸': 0x327, '˚': 0x30a, '˙': 0x307, '˝': 0x30b,
}

// append adds a glyph to a word. lastX is where its last glyph begins: an accent
// and a letter that stand over one another are one letter.
func (w *word) append(n word, lastX float64) {
	over := min(w.x1, n.x1)-max(lastX, n.x0) > 0.5*min(w.x1-lastX, n.x1-n.x0)
	last, first := w.lastRune(), firstRune(n.text)
	switch {
	case over && spacingMarks[last] != 0 && unicode.IsLetter(first):
		size := utf8.RuneLen(first)
		w.text = strings.TrimSuffix(w.text, string(last)) + dotted(n.text[:size]) + string(spacingMarks[last]) + n.text[size:]
	case over && spacingMarks[first] != 0 && unicode.IsLetter(last) && utf8.RuneCountInString(n.text) == 1:
		w.text = strings.TrimSuffix(w.text, string(last)) + dotted(string(last)) + string(spacingMarks[first])
	default:
		w.text += n.text
	}
	w.x1 = max(w.x1, n.x1)
	w.x0 = min(w.x0, n.x0)
}

// dotted returns i for ı, over which accents are drawn.
func dotted(s string) string {
	switch s {
	case "ı":
		return "i"
	case "ȷ":
		return "j"
	}
	return s
}

// join joins the words of a row that the file broke.
func (r *row) join() {
	r.superscripts()
	out := r.words[:0]
	for _, w := range r.words {
		if len(out) > 0 {
			last := &out[len(out)-1]
			if w.text == last.text && math.Abs(w.x0-last.x0) < 0.2*w.size && math.Abs(w.x1-last.x1) < 0.2*w.size {
				continue // drawn twice
			}
			if last.goesOn(w) && !(len(out) == 1 && isSuperscript(last.text)) {
				if w.x1-w.x0 > last.x1-last.x0 {
					last.size = w.size
				}
				last.append(w, last.x0)
				last.order, last.after = w.order, w.after
				continue
			}
		}
		out = append(out, w)
	}
	r.words = letterspaced(out)
	for i := range r.words {
		r.words[i].text = norm.NFC.String(r.words[i].text)
	}
}

// goesOn reports whether w is the rest of a word. What the file writes in
// another place is so only if it touches it: else it is of another column.
func (w word) goesOn(n word) bool {
	level := math.Abs(w.y-n.y) <= sameHeight*max(w.size, n.size) || w.initial(n.size)
	if w.after || n.before || !level || !w.next(n) {
		return false
	}
	return n.order == w.order+1 || math.Abs(n.x0-w.x1) < spaceGap/2*w.size
}

// isSuperscript reports whether a word is raised digits alone.
func isSuperscript(s string) bool { return strings.Trim(s, "⁰¹²³⁴⁵⁶⁷⁸⁹") == "" }

var superscript = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// superscripts writes digits that are small and raised as the characters that
// are: the number of a footnote does not become part of the number before it.
func (r *row) superscripts() {
	for i, w := range r.words {
		if w.size < 0.85*r.size && w.y > r.y+raised*r.size && strings.Trim(w.text, "0123456789,") == "" {
			r.words[i].text = superscript.Replace(w.text)
		}
	}
}

// letterspaced joins the letters of words that are set with wide spaces between
// their letters, and told apart by wider ones. Four letters in a row show that a
// row is set so; the shorter words of that row are then known by its distances.
func letterspaced(words []word) []word {
	var out []word
	widest := 0.0 // distance within a word
	for i := 0; i < len(words); {
		j, least := i+1, math.Inf(1)
		for j < len(words) && apart(words[j-1], words[j]) {
			least = min(least, words[j].x0-words[j-1].x1)
			j++
		}
		if j-i < 4 {
			out = append(out, words[i])
			i++
			continue
		}
		out = append(out, words[i])
		for k := i + 1; k < j; k++ {
			last := &out[len(out)-1]
			if gap := words[k].x0 - last.x1; gap < 1.6*least {
				widest = max(widest, gap)
				last.append(words[k], last.x0)
				continue
			}
			out = append(out, words[k])
		}
		i = j
	}
	if widest == 0 {
		return out
	}
	words, out = out, nil
	for i, w := range words {
		if i > 0 && apart(words[i-1], w) && w.x0-words[i-1].x1 <= 1.1*widest {
			out[len(out)-1].append(w, words[i-1].x0)
			continue
		}
		out = append(out, w)
	}
	return out
}

// apart reports whether two words are single letters that the file does not part
// by a space, and that may be of one word.
func apart(a, b word) bool {
	return single(a) && single(b) && !a.after && b.x0-a.x1 < b.size
}

// single reports whether a word is one letter.
func single(w word) bool {
	r, n := utf8.DecodeRuneInString(w.text)
	return n == len(w.text) && unicode.IsLetter(r) && !unspaced(r)
}
