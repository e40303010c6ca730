// Package search folds texts and queries to words that find each other: without
// case or diacritics, with hyphenated names whole and in their parts.
package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/rapporteur/internal/who"
)

// Version counts the ways in which texts were folded. An index that another
// version filled must be filled anew.
const Version = 1

// Limits of what is indexed of one text, so that no text can outgrow what a
// database takes: PostgreSQL's tsvector holds a megabyte.
const (
	maxWord  = 64      // code points; longer runs are no words
	maxBytes = 700_000 // of all words of a text together
)

// A Term is what one word of a query asks for: it is found where one of its forms is.
type Term []Form

// A Form is one way of writing a term: it is found where all its words are. A
// word that ends in "*" stands for all words that begin so.
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

// Parse reads the words of a query, each of which must be found. A word that
// ends in "*" stands for all that begin so. Marks without letters ask for nothing.
func Parse(query string) []Term {
	var out []Term
	for chunk := range strings.FieldsSeq(query) {
		parts := strings.Fields(who.Fold(chunk))
		if len(parts) == 0 {
			continue
		}
		star := ""
		if strings.HasSuffix(chunk, "*") {
			star = "*"
		}
		t := Term{Form{clip(strings.Join(parts, "")) + star}}
		for i := range parts {
			parts[i] = clip(parts[i])
		}
		parts[len(parts)-1] += star
		if len(parts) > 1 {
			t = append(t, Form(parts))
		}
		out = append(out, t)
	}
	return out
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

// Find returns the place of the first word of a text, in bytes, that a term asks
// for. ok is false if there is none.
func Find(text string, terms []Term) (start, end int, ok bool) {
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if unicode.IsSpace(r) {
			at += size
			continue
		}
		stop := at
		for stop < len(text) {
			r, size := utf8.DecodeRuneInString(text[stop:])
			if unicode.IsSpace(r) {
				break
			}
			stop += size
		}
		if asked(text[at:stop], terms) {
			return at, stop, true
		}
		at = stop
	}
	return 0, 0, false
}

// asked reports whether one of the words of a chunk of text is among those of terms.
func asked(chunk string, terms []Term) bool {
	parts := strings.Fields(who.Fold(chunk))
	if len(parts) > 1 {
		parts = append(parts, strings.Join(parts, ""))
	}
	for _, t := range terms {
		for _, f := range t {
			for _, want := range f {
				prefix, starred := strings.CutSuffix(want, "*")
				for _, p := range parts {
					if p == want || starred && strings.HasPrefix(p, prefix) {
						return true
					}
				}
			}
		}
	}
	return false
}

// Holds reports whether all terms are found among the words of an index.
func Holds(words []string, terms []Term) bool {
	for _, t := range terms {
		if !slices.ContainsFunc(t, func(f Form) bool {
			return !slices.ContainsFunc(f, func(want string) bool { return !holds(words, want) })
		}) {
			return false
		}
	}
	return true
}

func holds(words []string, want string) bool {
	prefix, starred := strings.CutSuffix(want, "*")
	i, found := slices.BinarySearch(words, prefix)
	return found || starred && i < len(words) && strings.HasPrefix(words[i], prefix)
}
