package who

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
)

// A word is a token, or a part of one, as the rules of this package see it:
// compounds are split at hyphens and possessive endings are words of their own,
// whether the analyser that made the tokens does so or not.
type word struct {
	start, end rapporteur.ByteOffset
	text       string
	fold       string // Fold of text; empty for a mark
	class      class  // what the word lists say
	glued      bool   // nothing stands between it and the word before
	upper      bool   // begins with a capital
	caps       bool   // two or more letters, all capital
	letters    bool   // holds a letter
}

// is reports whether the word is the mark or word s exactly.
func (w word) is(s string) bool { return w.text == s }

// hyphen reports whether the word is a hyphen or a dash that joins.
func (w word) hyphen() bool {
	switch w.text {
	case "-", "‐", "‑", "–":
		return true
	}
	return false
}

// possessive reports whether the word is a possessive ending.
func (w word) possessive() bool {
	switch w.text {
	case "'s", "’s", "'S", "’S", "'", "’":
		return true
	}
	return false
}

// split returns the words of a sentence.
func (g *Gazetteer) split(text string, s lang.Sentence) []word {
	words := make([]word, 0, len(s.Tokens)+4)
	for _, t := range s.Tokens {
		at, end := t.Span.Start(), t.Span.End()
		for at < end {
			n := rapporteur.ByteOffset(cut(text[at:end]))
			words = g.append(words, text, at, at+n)
			at += n
		}
	}
	return words
}

// append adds the word text[start:end], or joins it to the word before where an
// analyser split at the apostrophe of an elided article (d'Ivoire).
func (g *Gazetteer) append(words []word, text string, start, end rapporteur.ByteOffset) []word {
	w := word{start: start, end: end, text: text[start:end]}
	if n := len(words); n > 0 && words[n-1].end == start {
		w.glued = true
		last := words[n-1]
		if last.letters && strings.HasSuffix(strings.ReplaceAll(last.text, "’", "'"), "'") && len(last.text) > 1 {
			words, w.start, w.text, w.glued = words[:n-1], last.start, text[last.start:end], last.glued
		}
	}
	r, _ := utf8.DecodeRuneInString(w.text)
	w.upper = unicode.IsUpper(r) || unicode.IsTitle(r)
	letters, capitals := 0, 0
	for _, r := range w.text {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				capitals++
			}
		}
	}
	w.letters = letters > 0
	w.caps = letters > 1 && letters == capitals
	if w.letters || unicode.IsDigit(r) {
		w.fold = Fold(w.text)
		w.class = g.classes[w.fold]
	}
	return append(words, w)
}

// cut returns the length of the first word of a token: up to a hyphen that joins
// letters, the hyphen itself, or all but a possessive ending.
func cut(s string) int {
	for i, r := range s {
		if !(word{text: string(r)}).hyphen() && r != '/' && r != '—' {
			continue
		}
		if i > 0 {
			return cutPossessive(s[:i])
		}
		return utf8.RuneLen(r)
	}
	return cutPossessive(s)
}

func cutPossessive(s string) int {
	for _, end := range []string{"'s", "’s", "'S", "’S"} {
		if len(s) > len(end) && strings.HasSuffix(s, end) {
			return len(s) - len(end)
		}
	}
	return len(s)
}

// shortForm returns an abbreviation without its full stops: US for U.S.
func shortForm(s string) string { return strings.ReplaceAll(s, ".", "") }
