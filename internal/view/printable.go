package view

import "unicode"

// unprintable reports whether a character can do more than print itself: control
// characters, and those that reverse or reorder what stands around them.
func unprintable(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' || r == unicode.ReplacementChar
}
