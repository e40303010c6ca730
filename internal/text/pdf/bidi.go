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
		out[i] = turned(w)
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

// mirrored are the brackets, which stand for one another where text runs to the left.
var mirrored = map[rune]rune{'(': ')', ')': '(', '[': ']', ']': '[', '«': '»', '»': '«'}

// turned returns the letters of a word that runs to the left in reading order.
// The digits in it run to the right.
func turned(w string) string {
	if !isRTL(w) {
		return w
	}
	var letters []string // each with its marks
	for _, r := range norm.NFKC.String(w) {
		if m, ok := mirrored[r]; ok {
			r = m
		}
		if unicode.Is(unicode.M, r) && len(letters) > 0 {
			letters[len(letters)-1] += string(r)
			continue
		}
		letters = append(letters, string(r))
	}
	slices.Reverse(letters)
	reverseRuns(letters, func(s string) bool { return unicode.IsDigit(firstRune(s)) })
	out := ""
	for _, s := range letters {
		out += s
	}
	return out
}
