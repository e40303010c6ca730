package when

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/rapporteur"
)

// token is a run of letters, a run of digits, or one other character.
type token struct {
	text, low  string // low is text in lower case
	start, end int    // bytes of the whole text
	num        int    // the value of a run of at most four digits, else -1
	word       bool   // a run of letters
	glued      bool   // nothing stands between it and the token before
}

// capital reports whether the token is a word that begins with a capital letter.
func (t token) capital() bool {
	r, _ := utf8.DecodeRuneInString(t.text)
	return t.word && unicode.IsUpper(r)
}

// reader reads one sentence.
type reader struct {
	text   rapporteur.Text
	toks   []token
	anchor Anchor
	ref    reference
	years  map[int]bool // the four-digit years that the sentence prints
}

func newReader(t rapporteur.Text, s rapporteur.Span, a Anchor) *reader {
	r := &reader{text: t, toks: scan(t.Slice(s), int(s.Start())), anchor: a, ref: a.reference(), years: map[int]bool{}}
	for i := range r.toks {
		if r.isYear(i) {
			r.years[r.toks[i].num] = true
		}
	}
	return r
}

func scan(s string, base int) []token {
	var toks []token
	last := -1
	for i := 0; i < len(s); {
		c, w := utf8.DecodeRuneInString(s[i:])
		j := i + w
		var same func(rune) bool
		switch {
		case unicode.IsSpace(c):
			i = j
			continue
		case isDigit(c):
			same = isDigit
		case unicode.IsLetter(c):
			same = func(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }
		}
		for same != nil && j < len(s) {
			c, w := utf8.DecodeRuneInString(s[j:])
			if !same(c) {
				break
			}
			j += w
		}
		t := token{text: s[i:j], start: base + i, end: base + j, num: -1, word: unicode.IsLetter(c), glued: i == last}
		t.low = strings.ToLower(t.text)
		if isDigit(c) && j-i <= 4 {
			t.num, _ = strconv.Atoi(t.text) // at most four ASCII digits
		}
		toks = append(toks, t)
		last, i = j, j
	}
	return toks
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// at returns the i-th token, or none outside the sentence.
func (r *reader) at(i int) token {
	if i < 0 || i >= len(r.toks) {
		return token{num: -1}
	}
	return r.toks[i]
}

// low returns the i-th token in lower case.
func (r *reader) low(i int) string { return r.at(i).low }

// has reports whether the tokens from i on are the given words.
func (r *reader) has(i int, words ...string) bool {
	for j, w := range words {
		if r.low(i+j) != w {
			return false
		}
	}
	return true
}

// dash reports whether the i-th token is a hyphen or dash that joins two values.
func (r *reader) dash(i int) bool {
	switch r.at(i).text {
	case "-", "–", "—", "‑", "−":
		return true
	}
	return false
}

// hyphened reports whether the i-th token is a hyphen glued to what stands before it.
func (r *reader) hyphened(i int) bool { return r.dash(i) && r.at(i).glued && r.at(i+1).glued }

// isYear reports whether the i-th token has the form of a year.
func (r *reader) isYear(i int) bool {
	t := r.at(i)
	if len(t.text) != 4 || t.num < 1800 || t.num > 2199 {
		return false
	}
	if t.glued {
		switch p := r.at(i - 1); p.text {
		case ".", ",", ":", "$", "€", "£", "¥", "#", "+", "/":
			if p.text == "." && !isAllDigits(r.low(i-2)) {
				break // "Sept.2024"
			}
			return false
		}
		if r.at(i - 1).word {
			return false
		}
	}
	next, after := r.at(i+1), r.at(i+2)
	switch {
	case next.glued && (next.text == "," || next.text == "." || next.text == ":" || next.text == "/") && after.glued && isAllDigits(after.low):
		return false
	case next.glued && (next.text == "%" || next.word):
		return false
	}
	return true
}

func isAllDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
