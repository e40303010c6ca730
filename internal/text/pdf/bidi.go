package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// logical returns the words of a row, which come from left to right, in the
// order in which they are read. Files draw the letters of Arabic and Hebrew in
// the order of their places, too, and Arabic in the shapes of its letters.
func logical(words []string) []string {
	rtl, ltr := 0, 0
	for _, w := range words {
		for _, r := range w {
			switch {
			case rightToLeft(r):
				rtl++
			case unicode.IsLetter(r):
				ltr++
			}
		}
	}
	if rtl == 0 {
		return words
	}
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = norm.NFC.String(turned(w)) // marks may have come to other letters
	}
	if rtl < ltr { // a quotation in a row that runs to the right
		reverseRuns(out, isRTL)
		return out
	}
	slices.Reverse(out)
	reverseRuns(out, func(w string) bool { return !isRTL(w) })
	return out
}

func rightToLeft(r rune) bool {
	return r >= 0x590 && unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko)
}

func isRTL(w string) bool {
	for _, r := range w {
		if rightToLeft(r) {
			return true
		}
	}
	return false
}

// reverseRuns turns round each run of members for which is holds.
func reverseRuns[T any](list []T, is func(T) bool) {
	for i := 0; i < len(list); {
		j := i
		for j < len(list) && is(list[j]) {
			j++
		}
		slices.Reverse(list[i:j])
		i = max(j, i+1)
	}
}

// turned returns the letters of a word that runs to the left in reading order and
// in their plain shapes. What one shape stands for is in reading order already: it
// is written out when the word has been turned round.
func turned(w string) string {
	if !isRTL(w) {
		return w
	}
	return norm.NFKC.String(reversed(w))
}

// reversed turns a word round; the digits in it run to the right. Brackets are as
// they are read: what files say of a glyph is not its shape but what it stands for.
func reversed(w string) string {
	letters := []rune(w)
	slices.Reverse(letters)
	reverseRuns(letters, unicode.IsDigit)
	return string(letters)
}

// seated joins the marks that files draw as glyphs of their own over the letters
// of scripts that run to the left, each with its letter: of those drawn before and
// after it, the nearer one. The mark then stands to the left of its letter, so
// that turned puts it behind. extent tells where on its line a glyph begins and ends.
func seated(glyphs []glyph, extent func(glyph) (x0, x1 float64)) []glyph {
	if !slices.ContainsFunc(glyphs, func(g glyph) bool { return isRTL(g.text) }) {
		return glyphs
	}
	away := func(mark, letter glyph) float64 {
		at, _ := extent(mark)
		x0, x1 := extent(letter)
		if !isRTL(letter.text) || isMark(letter.text) || at < x0-letter.size || at > x1+letter.size {
			return math.Inf(1)
		}
		return math.Abs(at - (x0+x1)/2)
	}
	out := make([]glyph, 0, len(glyphs))
	waiting, next := "", 0 // marks of the letter that comes next, and where that is
	for i, g := range glyphs {
		if !isMark(g.text) {
			g.text, waiting = waiting+g.text, ""
			out = append(out, g)
			continue
		}
		for next = max(next, i); next < len(glyphs) && isMark(glyphs[next].text); next++ {
		}
		before, after := math.Inf(1), math.Inf(1)
		if len(out) > 0 {
			before = away(g, out[len(out)-1])
		}
		if next < len(glyphs) {
			after = away(g, glyphs[next])
		}
		switch {
		case !math.IsInf(before, 1) && before <= after:
			out[len(out)-1].text = g.text + out[len(out)-1].text
		case !math.IsInf(after, 1):
			waiting += g.text
		default:
			out = append(out, g)
		}
	}
	return out
}

// isMark reports whether a glyph is nothing but marks that combine with a letter.
func isMark(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.Is(unicode.Mn, r) }) < 0
}

// drawn returns the letters of one glyph as if they were drawn one by one, from
// left to right: several Arabic letters can share a glyph.
func drawn(s string) string {
	if len(s) <= 3 || !isRTL(s) {
		return s
	}
	return reversed(s)
}
