package plover

import "example.org/rapporteur"

// reach is the number of words before a trigger in which its cues stand.
const reach = 5

// beForms make a passive with a participle.
var beForms = map[string]bool{"is": true, "are": true, "was": true, "were": true, "be": true, "been": true, "being": true, "get": true, "got": true}

// mode reads the cues that govern the trigger whose first word is i: those that
// stand shortly before it in its clause, no further back than from.
func (s *sentence) mode(r *ruleset, i, from int) rapporteur.Mode {
	found := map[rapporteur.Mode]bool{}
	for k := i - 1; k >= max(0, from, i-reach) && !s.marks[k]; k-- {
		for _, c := range r.cues[s.words[k]] {
			if end, ok := c.phrase.at(s, k); ok && end <= i {
				found[c.mode] = true
			}
		}
		// A bare infinitive right after the source, as headlines have it.
		if k == i-1 && k == from && s.words[k] == "to" {
			found[rapporteur.ModeFuture] = true
		}
	}
	if s.conditional(i) {
		found[rapporteur.ModeHypothetical] = true
	}
	for _, m := range []rapporteur.Mode{rapporteur.ModeNegated, rapporteur.ModeHypothetical, rapporteur.ModeFuture, rapporteur.ModeHistorical} {
		if found[m] {
			return m
		}
	}
	return rapporteur.ModeCurrent
}

// conditional reports whether the clause of word i is opened by "if".
func (s *sentence) conditional(i int) bool {
	for k := i - 1; k >= 0; k-- {
		if s.marks[k] {
			return s.words[k] == "if"
		}
	}
	return false
}

// passive reports whether word i stands after a form of "be" with at most two
// words, such as adverbs, between.
func (s *sentence) passive(i int) bool {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if beForms[s.words[k]] {
			return true
		}
		if s.marks[k] {
			return false
		}
	}
	return false
}

// shifted returns what becomes of a category in a mode. What is possible counts
// as what is announced.
func (r *ruleset) shifted(c Category, m rapporteur.Mode) Category {
	if m == rapporteur.ModeHypothetical {
		m = rapporteur.ModeFuture
	}
	if to, ok := r.shifts[shift{c, m}]; ok {
		return to
	}
	return c
}
