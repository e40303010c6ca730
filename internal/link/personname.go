package link

import (
	"fmt"
	"slices"
	"strings"

	"example.org/rapporteur/internal/who"
)

// A personName is a name without rank and office, ready to be compared.
type personName struct {
	shown  string
	folded string
	tokens []string // of folded
	sorted string   // the tokens in order of the alphabet: names are written in either order
	joined string   // the tokens without spaces: transcriptions split them differently
}

func newPersonName(s string) personName {
	n := personName{shown: s, folded: who.Fold(s)}
	n.tokens = strings.Fields(n.folded)
	sorted := slices.Clone(n.tokens)
	slices.Sort(sorted)
	n.sorted, n.joined = strings.Join(sorted, " "), strings.Join(n.tokens, "")
	return n
}

// parts returns what a name shares with every name that it may be compared
// with: the first letters of its longer tokens, and its shorter tokens whole.
func (n personName) parts() []string {
	var out []string
	for _, t := range n.tokens {
		if len(t) > 4 {
			t = t[:4]
		}
		out = append(out, t)
	}
	return distinct(append(out, n.joined[:min(4, len(n.joined))]))
}

// A likeness is how much two names have in common.
type likeness int

const (
	different likeness = iota
	// partial: one is a part of the other that several people may share, such as a
	// family name, or an initial stands for a name. Not enough by itself.
	partial
	// contained: two or more parts are the same, the other name has more.
	contained
	// spelling: the names are long and differ by a few letters, as transcriptions do.
	spelling
	equalNames
)

// compareNames tells how much two names have in common, and why in words.
func compareNames(a, b personName) (reason string, l likeness) {
	if a.sorted == b.sorted {
		if a.folded != b.folded {
			return fmt.Sprintf("the same name in another order: %s and %s", a.shown, b.shown), equalNames
		}
		return "the same name", equalNames
	}
	few, many := a, b
	if len(few.tokens) > len(many.tokens) {
		few, many = many, few
	}
	if subset(few.tokens, many.tokens) {
		reason = fmt.Sprintf("%s is part of %s", few.shown, many.shown)
		if len(few.tokens) >= 2 {
			return reason, contained
		}
		return reason, partial
	}
	for _, pair := range [][2]personName{{few, many}, {many, few}} {
		if initials(pair[0].tokens, pair[1].tokens) {
			return fmt.Sprintf("%s may be short for %s", pair[0].shown, pair[1].shown), partial
		}
	}
	if n, ok := transcriptions(a, b); ok {
		return fmt.Sprintf("%s and %s differ by %d letters", a.shown, b.shown, n), spelling
	}
	if len(few.tokens) == len(many.tokens) && len(few.tokens) > 1 && oneTokenSpelt(few.tokens, many.tokens) {
		return fmt.Sprintf("%s and %s are spelt alike", few.shown, many.shown), partial
	}
	return "", different
}

// initials reports whether few is many with some names cut to their first
// letter, at least one being whole: "J Biden" and "Joe Biden".
func initials(few, many []string) bool {
	whole, cut := 0, 0
	rest := slices.Clone(many)
	for _, t := range few {
		i := slices.IndexFunc(rest, func(m string) bool { return m == t || len(t) == 1 && strings.HasPrefix(m, t) })
		if i < 0 {
			return false
		}
		if len(t) == 1 && len(rest[i]) > 1 {
			cut++
		} else if len(t) > 2 {
			whole++
		}
		rest = slices.Delete(rest, i, i+1)
	}
	return whole > 0 && cut > 0
}

// longName is the length in letters from which a name is long enough for a
// difference in spelling not to make it another name. Names of short syllables,
// such as Vietnamese ones, differ by single letters and are never stretched so.
const longName = 14

// How many letters of two names stand for one that may be changed by
// transcription: by itself, and with a third spelling between the two.
const (
	shortSpan = 6
	longSpan  = 5
)

// transcriptions reports whether two names are one, spelt by different rules:
// long, with a long word in at least one of them, and with at most a letter in
// six changed.
func transcriptions(a, b personName) (letters int, ok bool) { return transcribed(a, b, shortSpan) }

func transcribed(a, b personName, span int) (letters int, ok bool) {
	n := max(len(a.joined), len(b.joined))
	if min(len(a.joined), len(b.joined)) < longName || longest(a.tokens) < 8 && longest(b.tokens) < 8 {
		return 0, false
	}
	if len(a.tokens) == len(b.tokens) {
		for i, t := range a.tokens {
			if t != b.tokens[i] && min(len(t), len(b.tokens[i])) < 6 {
				return 0, false
			}
		}
	}
	letters = distance(a.joined, b.joined)
	return letters, letters*span <= n
}

func longest(tokens []string) int {
	n := 0
	for _, t := range tokens {
		n = max(n, len(t))
	}
	return n
}

// oneTokenSpelt reports whether two names agree but for one long token, which
// begins alike and has at most a third of its letters changed.
func oneTokenSpelt(a, b []string) bool {
	differ := 0
	for i, t := range a {
		u := b[i]
		if t == u {
			continue
		}
		n := min(len(t), len(u))
		if differ++; differ > 1 || n < 6 || t[:3] != u[:3] || 3*distance(t, u) > max(len(t), len(u)) {
			return false
		}
	}
	return differ == 1
}

// distance returns the number of letters to insert, delete or change to turn a
// into b (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
