package pdf

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Measures of paragraphs.
const (
	usualIndent = 0.8 // sizes by which a first line is set in
	parGap      = 1.3 // distance between baselines, as part of the usual one, that parts paragraphs
	otherSize   = 0.1 // part by which the sizes of two lines differ that are not of one paragraph
)

// A paragraph is lines that are read on, each with the page that it is from.
type paragraph struct {
	lines []line
	pages []int // number of the page of each line
}

// paragraphs parts a page's lines.
func paragraphs(lines []line, page int) []paragraph {
	var out []paragraph
	for i, l := range lines {
		if i > 0 {
			last := &out[len(out)-1]
			var next *line
			if i+1 < len(lines) && lines[i+1].block == l.block {
				next = &lines[i+1]
			}
			if !parts(last.lines, l, next, leading(lines, i)) {
				last.lines, last.pages = append(last.lines, l), append(last.pages, page)
				continue
			}
		}
		out = append(out, paragraph{[]line{l}, []int{page}})
	}
	return out
}

// leading returns the usual distance between baselines around a line, among
// lines of its block and size.
func leading(lines []line, at int) float64 {
	const around = 30
	l := lines[at]
	var gaps []float64
	for i := max(1, at-around); i < min(len(lines), at+around); i++ {
		a, b := lines[i-1], lines[i]
		if a.block == l.block && b.block == l.block && sameSize(a, b) && sameSize(b, l) && a.y > b.y {
			gaps = append(gaps, a.y-b.y)
		}
	}
	if len(gaps) == 0 {
		return 1.2 * l.size
	}
	slices.Sort(gaps)
	// Most gaps are within paragraphs, except in lists; there the smaller ones are.
	return gaps[len(gaps)/3]
}

func sameSize(a, b line) bool { return abs(a.size-b.size) <= otherSize*max(a.size, b.size) }

func abs(x float64) float64 { return max(x, -x) }

// parts reports whether a new paragraph begins with line b, after the lines of
// one. next is the line that follows in the block, or nil.
func parts(open []line, b line, next *line, lead float64) bool {
	a := open[len(open)-1]
	switch {
	case !sameSize(a, b) || a.cells || b.cells || leader.MatchString(a.text):
		return true
	case a.block != b.block || b.y >= a.y:
		return !continues(a, b)
	case a.y-b.y > parGap*lead || isItem(b.text):
		return true
	case unfinished(a.text):
		return false
	case fits(a, b) && (ends(a.text) || a.x1 < (a.left+a.right)/2 || !startsLower(b.text)):
		return true
	}
	indent := b.x0 - a.x0
	switch {
	case indent > usualIndent*b.size && len(open) == 1 && marker.MatchString(firstWord(a.text)):
		return false // it hangs below the text of the item
	case indent > usualIndent*b.size: // a first line, perhaps
		back := next != nil && next.x0 < b.x0-usualIndent/2*b.size
		return ends(a.text) && (back || len(open) > 1) || back && fits(a, b)
	case indent < -usualIndent*b.size:
		return len(open) > 1 && (ends(a.text) || marker.MatchString(firstWord(b.text)))
	}
	return false
}

// fits reports whether the first word of b would have had room at the end of a.
func fits(a, b line) bool { return a.x1+0.5*a.size+b.first < a.right-0.2*a.size }

// ends reports whether a line ends as a sentence may.
func ends(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)]⁰¹²³⁴⁵⁶⁷⁸⁹")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?:;。！？：；…።؟।", r)
}

// startsLower reports whether a line begins with a small letter.
func startsLower(s string) bool {
	return unicode.IsLower(firstRune(strings.TrimLeft(s, "\"'“‘«([")))
}

// continues reports whether b reads on from a in the next column or on the next
// page.
func continues(a, b line) bool {
	switch {
	case !sameSize(a, b) || isItem(b.text):
		return false
	case hyphenated(a.text):
		return true
	case ends(a.text):
		return false
	}
	first := firstRune(strings.TrimLeft(b.text, "\"'“‘«(["))
	return unicode.IsLower(first) || unicode.Is(unicode.Lo, first) || unicode.IsDigit(first) || unicode.IsUpper(first) && !fits(a, b) && a.x1 > a.right-2*a.size
}

var item = regexp.MustCompile(`^(?:[•▪◦‣●○■□–—*·] ?|-\s|\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)] )\S`)

// leader matches a line of a table of contents.
var leader = regexp.MustCompile(`(?:\. ?){4,}[0-9ivxlc]{1,5}$`)

func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

// marker matches what may stand before a paragraph, set off from it.
var marker = regexp.MustCompile(`^(?:[•▪◦‣●○■□–—*·-]|\(?[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}[.)]{0,2}|\(?[a-zA-Z]{1,5}[.)])$`)

// isItem reports whether a line begins as an item of a list does.
func isItem(s string) bool { return item.MatchString(s) }

// hyphenated reports whether a line ends within a word.
func hyphenated(s string) bool {
	r, n := utf8.DecodeLastRuneInString(s)
	if r != '-' && r != '\u2010' {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:len(s)-n])
	return unicode.IsLetter(before)
}

// unfinished reports whether a line ends with a dash as within words.
func unfinished(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("-\u2010–", r)
}

// A vocabulary is the words that stand within the lines of a document.
type vocabulary map[string]bool

// learn adds the words of a line other than its last, which may be half a word.
func (v vocabulary) learn(text string) {
	words := strings.Fields(text)
	for i, w := range words {
		if i == len(words)-1 && hyphenated(w) {
			break
		}
		v[bare(w)] = true
	}
}

// bare returns a word without the marks around it, in small letters.
func bare(w string) string {
	w = strings.ReplaceAll(w, "\u2010", "-")
	return strings.ToLower(strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

// compounds are first parts of words that keep their hyphen in English more
// often than not.
var compounds = map[string]bool{
	"self": true, "non": true, "well": true, "vice": true, "cross": true, "long": true, "short": true, "high": true, "low": true, "ex": true,
	"mid": true, "all": true, "half": true, "so": true, "twenty": true, "thirty": true, "forty": true, "fifty": true, "sixty": true,
	"seventy": true, "eighty": true, "ninety": true, "year": true, "day": true, "one": true, "two": true, "three": true, "four": true, "five": true,
}

// seam returns what stands between a line and the next of its paragraph, and how
// many bytes at the end of the line give way to it.
func (v vocabulary) seam(a, b string) (between string, drop int) {
	if a == "" || b == "" {
		return "", 0
	}
	if !norm.NFC.PropertiesString(b).BoundaryBefore() {
		return " ", 0 // a mark, which must not come to the letter before
	}
	last, n := utf8.DecodeLastRuneInString(a)
	first := firstRune(b)
	if hyphenated(a) {
		head := bare(a[strings.LastIndexByte(a, ' ')+1:])
		tail, _, _ := strings.Cut(b, " ")
		tail = bare(tail)
		whole, compound := v[head+tail], v[head+"-"+tail]
		if !unicode.IsLower(first) && !whole {
			return "", 0 // Asia-Pacific
		}
		if compound && !whole || !whole && (compounds[head] || strings.ContainsRune(head, '-')) {
			return "", 0
		}
		return "", n
	}
	before, _ := utf8.DecodeLastRuneInString(a[:len(a)-n])
	switch {
	case unspaced(last) && unspaced(first),
		last == '—', last == '/', // and/or, addresses
		(last == '-' || last == '–') && unicode.IsDigit(before) && unicode.IsDigit(first): // 2024-25
		return "", 0
	}
	return " ", 0
}
