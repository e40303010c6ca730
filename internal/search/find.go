package search

import (
	"slices"
	"strings"
	"unicode"

	"example.org/rapporteur/internal/who"
)

// A piece is a run of a text that spaces part from others, with its folded words.
type piece struct {
	start, end int // in bytes
	parts      []string
	whole      string
}

// piecesOf returns the pieces of a text that hold words.
func piecesOf(text string) []piece {
	var out []piece
	start := -1
	add := func(end int) {
		if parts := strings.Fields(who.Fold(text[start:end])); len(parts) > 0 {
			out = append(out, piece{start, end, parts, strings.Join(parts, "")})
		}
		start = -1
	}
	for i, r := range text {
		switch space := unicode.IsSpace(r); {
		case !space && start < 0:
			start = i
		case space && start >= 0:
			add(i)
		}
	}
	if start >= 0 {
		add(len(text))
	}
	return out
}

// Find returns the place of the first words of a text, in bytes, that a term asks
// for. ok is false if there are none.
func Find(text string, terms []Term) (start, end int, ok bool) {
	ps := piecesOf(text)
	for i := range ps {
		if t, last := asked(ps[i:], terms); t >= 0 {
			return ps[i].start, ps[i+last].end, true
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
	before := hit{term: len(terms)}
	between := false // whether other words stand behind the last hit
	ps := piecesOf(text)
	for i := 0; i < len(ps); i++ {
		t, last := asked(ps[i:], terms)
		if t < 0 {
			between = true
			continue
		}
		before = hit{ps[i].start, ps[i+last].end, t, !between && t == before.term+1}
		hits = append(hits, before)
		between = false
		i += last
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

// asked returns the number of the first term that asks for words which the first
// of some pieces begins, and the piece that ends them; -1 if none does.
func asked(ps []piece, terms []Term) (term, last int) {
	for t, forms := range terms {
		for _, f := range forms {
			for _, want := range f {
				if last := begins(ps, want); last >= 0 {
					return t, last
				}
			}
		}
	}
	return -1, 0
}

// begins returns the piece that ends a wanted word or run which the first piece
// begins, with any of its parts; -1 if it does not.
func begins(ps []piece, want string) (last int) {
	if !strings.Contains(want, " ") {
		if matches(ps[0].whole, want) || slices.ContainsFunc(ps[0].parts, func(p string) bool { return matches(p, want) }) {
			return 0
		}
		return -1
	}
	words := strings.Fields(want)
	for k := range ps[0].parts {
		if last := follow(ps, ps[0].parts[k:], words); last >= 0 {
			return last
		}
	}
	return -1
}

// follow returns the piece that ends words which begin with the given last parts of
// the first piece or, if these are all, with its whole; -1 if they do not stand there.
func follow(ps []piece, parts, words []string) (last int) {
	n := 0
	for n < len(parts) && n < len(words) && matches(parts[n], words[n]) {
		n++
	}
	if n == len(words) {
		return 0
	}
	taken := []int{}
	if n == len(parts) {
		taken = append(taken, n)
	}
	if len(parts) > 1 && len(parts) == len(ps[0].parts) && matches(ps[0].whole, words[0]) {
		taken = append(taken, 1)
	}
	for _, n := range taken {
		if n == len(words) {
			return 0
		}
		if len(ps) > 1 {
			if last := follow(ps[1:], ps[1].parts, words[n:]); last >= 0 {
				return last + 1
			}
		}
	}
	return -1
}

// matches reports whether a word is a wanted one, or begins as it does.
func matches(word, want string) bool {
	prefix, starred := strings.CutSuffix(want, "*")
	return word == want || starred && strings.HasPrefix(word, prefix)
}

// Holds reports whether all terms are found among the words of texts.
func Holds(terms []Term, texts ...string) bool {
	words, run := Words(texts...), " "+Run(texts...)+" "
	for _, t := range terms {
		if !slices.ContainsFunc(t, func(f Form) bool {
			return !slices.ContainsFunc(f, func(want string) bool { return !holds(words, run, want) })
		}) {
			return false
		}
	}
	return true
}

func holds(words []string, run, want string) bool {
	prefix, starred := strings.CutSuffix(want, "*")
	if strings.Contains(want, " ") {
		if !starred {
			prefix += " "
		}
		return strings.Contains(run, " "+prefix)
	}
	i, found := slices.BinarySearch(words, prefix)
	return found || starred && i < len(words) && strings.HasPrefix(words[i], prefix)
}
