package lemma

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Sample is one word of a treebank with the lemma its annotators chose.
type Sample struct{ Form, Lemma, UPOS, XPOS string }

// maxEnding is how many bytes of a form an ending may have.
const maxEnding = 7

// Learn makes a table of samples: rules for endings, and words where the rules fail.
func Learn(samples []Sample) *Table {
	words := map[key]map[string]int{} // how often each lemma was chosen
	for _, s := range samples {
		if s.Lemma == "" || s.Lemma == "_" {
			continue
		}
		l := s.Lemma
		if s.UPOS == "PROPN" {
			l = strings.ToLower(l)
		}
		form := plain(s.Form)
		count(words, key{form, s.UPOS, s.XPOS}, l)
		count(words, key{form, s.UPOS, ""}, l)
	}
	chosen := map[key]string{}
	rules := map[key]map[rule]int{} // every type counts once: rules are for words not seen
	for k, lemmas := range words {
		l := most(lemmas)
		chosen[k] = l
		r, ok := ruleOf(k.text, l)
		if !ok {
			continue
		}
		for n := r.strip; n <= maxEnding && n <= len(k.text); n++ {
			at := len(k.text) - n
			if utf8.RuneStart((k.text + "x")[at]) {
				count(rules, key{k.text[at:], k.upos, k.xpos}, r)
			}
		}
	}
	t := &Table{words: map[key]string{}, endings: map[key]rule{}, longest: maxEnding}
	// Shorter endings first: a longer one is kept only where it says something else.
	byLength := slices.SortedFunc(maps.Keys(rules), func(a, b key) int {
		return cmp.Or(cmp.Compare(len(a.text), len(b.text)), compare(a, b))
	})
	for _, k := range byLength {
		r := most(rules[k])
		if rules[k][r] < 2 && k.text != "" {
			continue // one word proves no rule
		}
		if known, ok := t.ending(k.text, k.upos, k.xpos); !ok || known != r {
			t.endings[k] = r
		}
	}
	// Words with their finer tag come after those without, which they build upon.
	for _, fine := range []bool{false, true} {
		for k, l := range chosen {
			if (k.xpos != "") == fine && t.Lookup(k.text, k.upos, k.xpos) != l {
				t.words[k] = l
			}
		}
	}
	return t
}

func count[K, V comparable](m map[K]map[V]int, k K, v V) {
	if m[k] == nil {
		m[k] = map[V]int{}
	}
	m[k][v]++
}

// most is the value seen most often; ties go to the one that sorts first.
func most[V comparable](counts map[V]int) V {
	var best V
	top := 0
	for v, n := range counts {
		if n > top || n == top && less(v, best) {
			best, top = v, n
		}
	}
	return best
}

func less(a, b any) bool {
	switch a := a.(type) {
	case string:
		return a < b.(string)
	case rule:
		b := b.(rule)
		return a.strip < b.strip || a.strip == b.strip && a.add < b.add
	}
	panic("lemma: values without an order")
}

// ruleOf is the rule that turns form into the lemma, if they share a beginning.
func ruleOf(form, lemma string) (rule, bool) {
	lemma = strings.ToLower(lemma)
	n := 0
	for n < len(form) && n < len(lemma) && form[n] == lemma[n] {
		n++
	}
	for n > 0 && (n < len(form) && !utf8.RuneStart(form[n]) || n < len(lemma) && !utf8.RuneStart(lemma[n])) {
		n--
	}
	if n == 0 {
		return rule{}, false
	}
	return rule{strip: len(form) - n, add: lemma[n:]}, true
}
