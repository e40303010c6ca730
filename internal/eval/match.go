package eval

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// MaxQuote is the number of code points that a prediction's quote may have.
const MaxQuote = 600

// A pair is an annotation and a prediction that may be the same, by index.
type pair struct {
	score      float64
	gold, pred int
}

// assign takes pairs best first, each side once. It returns for each annotation
// its prediction and for each prediction its annotation, -1 for none.
func assign(pairs []pair, golds, preds int) (predOf, goldOf []int) {
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.gold, b.gold), cmp.Compare(a.pred, b.pred))
	})
	predOf, goldOf = slices.Repeat([]int{-1}, golds), slices.Repeat([]int{-1}, preds)
	for _, p := range pairs {
		if predOf[p.gold] < 0 && goldOf[p.pred] < 0 {
			predOf[p.gold], goldOf[p.pred] = p.pred, p.gold
		}
	}
	return predOf, goldOf
}

// A place is where a quote stands in a text, in code points.
type place struct{ start, end int }

// places returns everywhere that quote stands in text.
func places(text, quote string) []place {
	if quote == "" {
		return nil
	}
	var out []place
	n := utf8.RuneCountInString(quote)
	counted, points := 0, 0 // code points before byte counted
	for at := 0; ; {
		i := strings.Index(text[at:], quote)
		if i < 0 {
			return out
		}
		at += i
		points += utf8.RuneCountInString(text[counted:at])
		counted = at
		out = append(out, place{points, points + n})
		_, w := utf8.DecodeRuneInString(text[at:])
		at += w
	}
}

// overlap returns the largest share of the shorter of two quotes that both have.
func overlap(a, b []place) float64 {
	best := 0.0
	for _, x := range a {
		for _, y := range b {
			if n := min(x.end, y.end) - max(x.start, y.start); n > 0 {
				best = max(best, float64(n)/float64(min(x.end-x.start, y.end-y.start)))
			}
		}
	}
	return best
}

// jaccard returns the share of the members of a or b that both have; 1 if both are empty.
func jaccard(a, b []string) float64 {
	union, both := map[string]bool{}, 0
	for _, s := range a {
		union[s] = true
	}
	seen := map[string]bool{}
	for _, s := range b {
		if !seen[s] && slices.Contains(a, s) {
			both++
		}
		seen[s], union[s] = true, true
	}
	if len(union) == 0 {
		return 1
	}
	return float64(both) / float64(len(union))
}

// fold returns the words of s without case and diacritics.
func fold(s string) []string {
	s = strings.NewReplacer("đ", "d", "Đ", "D").Replace(s)
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if norm.NFD.PropertiesString(string(r)).CCC() == 0 {
			b.WriteRune(r)
		}
	}
	return strings.FieldsFunc(cases.Fold().String(b.String()), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_'
	})
}

// function words say nothing about whether two titles are the same.
var functionWords = []string{"the", "of", "and", "a", "an", "on", "for", "in", "to"}

// contentWords returns the folded words of s without function words, each once.
func contentWords(s string) []string {
	w := slices.DeleteFunc(fold(s), func(w string) bool { return slices.Contains(functionWords, w) })
	slices.Sort(w)
	return slices.Compact(w)
}

// share returns how many of the words of a are in b, from 0 to 1; 0 if a is empty.
func share(a, b []string) float64 {
	n := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			n++
		}
	}
	return float64(n) / float64(max(1, len(a)))
}

// sameName reports whether two names can be one person's: all words of the
// shorter are in the longer, and a single word only matches a single word.
func sameName(a, b string) bool {
	short, long := fold(a), fold(b)
	if len(short) > len(long) {
		short, long = long, short
	}
	return len(short) > 0 && share(short, long) == 1 && (len(short) > 1 || len(long) == 1)
}
