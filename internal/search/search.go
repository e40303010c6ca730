// Package search folds texts and queries to words that find each other: without
// case or diacritics, with hyphenated names whole and in their parts.
package search

import (
	"iter"
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
	for start, end := range chunks(text) {
		if asked(text[start:end], terms) >= 0 {
			return start, end, true
		}
	}
	return 0, 0, false
}

// Passage returns the place, in bytes, of the words within reach of each other for
// which most of the terms ask: of passages with as many that in which most of them
// stand side by side as in the query, and then the first. ok is false if no word
// is asked for.
func Passage(text string, terms []Term, reach int) (start, end int, ok bool) {
	type hit struct {
		start, end, term int
		joined           bool // it follows the hit before as its term follows that one's
	}
	var hits []hit
	last := hit{term: len(terms)}
	between := false // whether other words stand behind the last hit
	for start, end := range chunks(text) {
		t := asked(text[start:end], terms)
		if t < 0 {
			between = true
			continue
		}
		last = hit{start, end, t, !between && t == last.term+1}
		hits = append(hits, last)
		between = false
	}
	best, most := -1, 0
	for i, h := range hits {
		seen := map[int]bool{}
		n, to := 0, h.end
		for k := i; k < len(hits) && hits[k].end-h.start <= reach; k++ {
			if seen[hits[k].term] {
				continue
			}
			seen[hits[k].term] = true
			n += len(terms) + 1 // one more term goes before all that stand together
			if hits[k].joined && k > i {
				n++
			}
			to = hits[k].end
		}
		if n > most || best < 0 {
			best, most = i, n
			start, end = h.start, max(to, h.end)
		}
	}
	return start, end, best >= 0
}

// chunks yields the places of the runs of a text, in bytes, that spaces part.
func chunks(text string) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		start := -1
		for i, r := range text {
			switch {
			case !unicode.IsSpace(r):
				if start < 0 {
					start = i
				}
			case start >= 0:
				if !yield(start, i) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(start, len(text))
		}
	}
}

// asked returns the number of the first term that asks for one of the words of a
// chunk of text, -1 if none does.
func asked(chunk string, terms []Term) int {
	parts := strings.Fields(who.Fold(chunk))
	if len(parts) > 1 {
		parts = append(parts, strings.Join(parts, ""))
	}
	for i, t := range terms {
		for _, f := range t {
			for _, want := range f {
				prefix, starred := strings.CutSuffix(want, "*")
				for _, p := range parts {
					if p == want || starred && strings.HasPrefix(p, prefix) {
						return i
					}
				}
			}
		}
	}
	return -1
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
