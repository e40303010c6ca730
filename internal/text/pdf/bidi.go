package pdf

import (
	"slices"
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

// turned returns the letters of a word that runs to the left in reading order.
// The digits in it run to the right. Brackets are as they are read: what files
// say of a glyph is not its shape but what it stands for.
func turned(w string) string {
	if !isRTL(w) {
		return w
	}
	letters := []rune(norm.NFKC.String(w))
	slices.Reverse(letters)
	reverseRuns(letters, unicode.IsDigit)
	return string(letters)
}

// drawn returns the letters of one glyph as if they were drawn one by one, from
// left to right: several Arabic letters can share a glyph.
func drawn(s string) string {
	if len(s) <= 3 {
		return s
	}
	return turned(s)
}
