// Package search folds texts and queries to words that find each other: without
// case or diacritics, with hyphenated names whole and in their parts.
package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"example.org/rapporteur/internal/who"
)

// Version counts the ways in which texts were folded. An index that another
// version filled must be filled anew.
const Version = 2

// Limits of what is indexed of one text, so that no text can outgrow what a
// database takes: PostgreSQL's tsvector holds a megabyte.
const (
	maxWord  = 64      // code points; longer runs are no words
	maxBytes = 700_000 // of all words of a text together
)

// A Term is what one word of a query asks for: it is found where one of its forms is.
type Term []Form

// A Form is one way of writing a term: it is found where all its words are. A
// word that ends in "*" stands for all words that begin so. Words with spaces
// between them are a run, found where they stand one after the other.
type Form []string

// Words returns the words of a text for an index, each once and in order. Of a
// hyphenated word, such as a name in transcription, its parts and the whole are
// among them: Khăm-liêng gives kham, khamlieng and lieng.
func Words(texts ...string) []string {
	seen := map[string]bool{}
	size := 0
	add := func(w string) {
		if w == "" || seen[w] || utf8.RuneCountInString(w) > maxWord || size+len(w) > maxBytes {
			return
		}
		seen[w] = true
		size += len(w) + 1
	}
	for _, text := range texts {
		for chunk := range strings.FieldsSeq(text) {
			parts := strings.Fields(who.Fold(chunk))
			for _, p := range parts {
				add(p)
			}
			if len(parts) > 1 {
				add(strings.Join(parts, ""))
			}
		}
	}
	out := make([]string, 0, len(seen))
	for w := range seen {
		out = append(out, w)
	}
	slices.Sort(out)
	return out
}

// Run returns the words of texts in their order, for an index that is asked for
// runs: parted by spaces, and with gap between what does not follow on another.
// A text with hyphenated words is there twice, with their parts and with the whole.
func Run(texts ...string) string {
	var runs []string
	for _, text := range texts {
		var parts, wholes []string
		for chunk := range strings.FieldsSeq(text) {
			ps := strings.Fields(who.Fold(chunk))
			for _, p := range ps {
				parts = append(parts, short(p))
			}
			if len(ps) > 0 {
				wholes = append(wholes, short(strings.Join(ps, "")))
			}
		}
		if len(parts) > 0 {
			runs = append(runs, strings.Join(parts, " "))
		}
		if len(wholes) < len(parts) {
			runs = append(runs, strings.Join(wholes, " "))
		}
	}
	return strings.Join(runs, " "+gap+" ")
}

// gap stands where words follow on each other in an index only: folded words are
// letters and digits, so that nobody can ask for it.
const gap = "\ue000"

// short returns a word, or gap if it is too long for the index.
func short(word string) string {
	if utf8.RuneCountInString(word) > maxWord {
		return gap
	}
	return word
}

// Named returns the term that is found where one of the spellings of a name is.
func Named(names []string) Term {
	var t Term
	for _, n := range names {
		var f Form
		for chunk := range strings.FieldsSeq(n) {
			if k := Key(chunk); k != "" {
				f = append(f, clip(k))
			}
		}
		if len(f) > 0 && !slices.ContainsFunc(t, func(g Form) bool { return slices.Equal(f, g) }) {
			t = append(t, f)
		}
	}
	return t
}

// clip keeps a word that is too long for the index within what a database takes
// in a query; it is still too long to be found.
func clip(word string) string {
	if runes := []rune(word); len(runes) > maxWord {
		return string(runes[:maxWord+1])
	}
	return word
}

// Key returns a name as one word, for comparing names that are written together
// or apart: Khamlieng and Khăm-liêng have the same key.
func Key(name string) string { return strings.ReplaceAll(who.Fold(name), " ", "") }

// AddNames adds to each term the forms that other spellings of a person's name
// have in its place. persons holds the spellings known of each person. It returns what was added, by the place of the term.
func AddNames(terms []Term, persons [][]string) (added map[int][]string) {
	added = map[int][]string{}
	for i, t := range terms {
		if len(t[0]) != 1 {
			continue
		}
		want := t[0][0]
		for _, names := range persons {
			for _, other := range otherSpellings(want, names) {
				form := Form{other}
				if !slices.ContainsFunc(terms[i], func(f Form) bool { return slices.Equal(f, form) }) {
					terms[i] = append(terms[i], form)
					added[i] = append(added[i], other)
				}
			}
		}
		slices.Sort(added[i])
		slices.SortFunc(terms[i][len(t):], func(a, b Form) int { return slices.Compare(a, b) })
	}
	return added
}

// otherSpellings returns the words that stand in other spellings of a name where
// a word stands in one of them. Only spellings of as many words are compared.
func otherSpellings(want string, names []string) []string {
	var out []string
	for _, n := range names {
		chunks := strings.Fields(n)
		for i, c := range chunks {
			if Key(c) != want {
				continue
			}
			for _, m := range names {
				if others := strings.Fields(m); len(others) == len(chunks) && Key(others[i]) != want && Key(others[i]) != "" {
					out = append(out, Key(others[i]))
				}
			}
		}
	}
	return out
}
