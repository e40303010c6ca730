package charset

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sampleLength is how many bytes of a text are looked at to tell its charset.
const sampleLength = 64 << 10

// What a text must score in a charset to be taken for it, and by how much more
// than in any other. A text in its own charset scores 0.75 and more; in another
// one, less.
const (
	leastScore  = 0.6
	leastMargin = 0.05
)

// A guess is a charset and the letters beyond ASCII of what is written in it.
type guess struct {
	label   string
	letters map[rune]float64 // by how common they are: 1 for the commonest
	latin   bool             // beside those of ASCII
	must    string           // letters one of which is in any sentence
}

// guesses are the charsets that are told from the bytes alone, in the order in
// which they are preferred where two say the same of a text.
var guesses = []guess{
	{"windows-1252", ranks(western, 0.7), true, ""},
	{"windows-1250", ranks(central, 0.7), true, ""},
	{"iso-8859-2", ranks(central, 0.7), true, ""},
	{"windows-1254", ranks(turkish, 0.7), true, ""},
	{"windows-1251", ranks(cyrillic, 0.7), false, ""},
	{"koi8-r", ranks(cyrillic, 0.7), false, ""},
	{"iso-8859-5", ranks(cyrillic, 0.7), false, ""},
	{"windows-1253", ranks(greek, 0.7), false, "άέήίόύώ"},
	{"windows-1256", ranks(arabic, 0.7), false, ""},
	{"windows-1255", ranks(hebrew, 0.7), false, ""},
	{"tis-620", ranks(thai, 0.7), false, "\u0e31\u0e34\u0e35\u0e48\u0e49"},
	// Of the thousands of characters of these, a list has but the common ones.
	{"gb18030", ranks(simplified, 0.1), false, "的一是在不和人国中"},
	{"big5", ranks(traditional, 0.1), false, "的一是在不和人國中"},
	{"shift_jis", ranks(japanese, 0.1), false, "のはにをたと"},
	{"euc-jp", ranks(japanese, 0.1), false, "のはにをたと"},
	{"euc-kr", ranks(korean, 0.1), false, "이다는에을의가한"},
}

// ranks gives letters in the order of how common they are their weights, from 1
// down by fall.
func ranks(letters string, fall float64) map[rune]float64 {
	m := map[rune]float64{}
	rs := []rune(letters)
	for i, r := range rs {
		m[r] = 1 - fall*float64(i)/float64(len(rs))
	}
	return m
}

// detect returns the charset of bytes that are not UTF-8, if they show it.
func detect(b []byte) (coded, bool) {
	sample := b[:min(len(b), sampleLength)]
	if cs, ok := vietnamese(sample); ok {
		return cs, true
	}
	type read struct {
		coded
		text  string
		score float64
	}
	var best, second read
	for _, g := range guesses {
		cs := lookup(g.label)
		if g.latin && !mostlyASCII(sample) {
			continue
		}
		s, err := cs.decode(sample)
		if err != nil || s == best.text { // charsets agree on most letters of their neighbours
			continue
		}
		switch r := (read{cs, s, g.score(s, len(b) > sampleLength)}); {
		case r.score > best.score:
			best, second = r, best
		case r.score > second.score:
			second = r
		}
	}
	if best.score < leastScore {
		return coded{}, false
	}
	if best.score < second.score+leastMargin {
		// Among neighbours a few accents do not tell, and the commonest is likeliest.
		w := guesses[0]
		cs := lookup(w.label)
		s, err := cs.decode(sample)
		return cs, err == nil && mostlyASCII(sample) && w.score(s, len(b) > sampleLength) >= leastScore
	}
	return best.coded, true
}

// score returns how well text in the guessed charset reads, at most 1. cut says
// that the sample may end within a character.
func (g guess) score(s string, cut bool) float64 {
	if cut {
		s = strings.TrimRight(s, string(utf8.RuneError))
	}
	var sum, n float64
	var before rune
	for _, r := range s {
		switch {
		case r == utf8.RuneError || r < ' ' && !unicode.IsSpace(r) && r != 0x1b || r >= 0x80 && r < 0xa0 || r >= 0xe000 && r < 0xf900:
			return 0 // not a character of this charset
		case r < 0x80:
		case isMark(r):
			n++
			sum += 0.7
		default:
			n++
			sum += g.letters[unicode.ToLower(r)]
		}
		if g.odd(before, r) {
			sum--
		}
		before = r
	}
	if n < 4 && !g.latin {
		return 0 // too little to tell by
	}
	if n >= 20 && g.must != "" && !strings.ContainsAny(s, g.must) {
		return 0
	}
	return sum / max(n, 1)
}

// odd reports whether no language has the two characters side by side.
func (g guess) odd(a, b rune) bool {
	switch {
	case !unicode.IsLetter(a) || a < 0x80 && b < 0x80:
		return false
	case unicode.IsLetter(b) && unicode.IsUpper(b) && !unicode.IsUpper(a):
		return unicode.IsLower(a)
	case !g.latin && unicode.IsUpper(b) && unicode.IsUpper(a): // headlines apart
		return true
	case !g.latin && unicode.IsLetter(b) && (a < 0x80) != (b < 0x80) && unicode.Is(unicode.Latin, a) != unicode.Is(unicode.Latin, b):
		return g.spaced()
	case a < 0x80 && unicode.Is(unicode.Mn, b):
		return true // a vowel or tone of Thai on a Latin letter
	case strings.ContainsRune("ςךםןףץ", a):
		return unicode.IsLetter(b) // these end words
	}
	return b >= 0x80 && unicode.IsDigit(b)
}

// spaced reports whether the language sets its words apart from Latin ones.
func (g guess) spaced() bool {
	return g.letters['о']+g.letters['α']+g.letters['ي']+g.letters['ו'] > 0
}

// isMark reports whether r is punctuation that texts of all charsets have.
func isMark(r rune) bool {
	return strings.ContainsRune("\u00a0–—‘’“”„…«»•·§°€£№、。，．：；？！「」『』（）《》〈〉【】・　％", r)
}

// mostlyASCII reports whether bytes can be Windows-1252: in the languages written
// in it most letters are ASCII, while other alphabets read as Windows-1252 make
// words of nothing but accented letters.
func mostlyASCII(b []byte) bool {
	ascii, high := 0, 0
	for _, c := range b {
		switch {
		case c >= 0xc0:
			high++
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			ascii++
		}
	}
	return high*3 <= ascii
}
