package plover

import "slices"

// A trigger is where a phrase of a rule stands.
type trigger struct {
	run
	rule  *rule
	words int
}

// longestTrigger is a bound on the words of a trigger, its gaps included.
const longestTrigger = 40

// triggers returns the triggers of a sentence in order, without those that
// another hides.
func (s *sentence) triggers(r *ruleset) []trigger {
	var all []trigger
	for i, w := range s.words {
		first := len(all)
		for _, l := range r.leads[w] {
			end, ok := l.phrase.at(s, i)
			if !ok {
				continue
			}
			t := trigger{run{i, end}, l.rule, l.words}
			k := slices.IndexFunc(all[first:], func(o trigger) bool { return o.rule == l.rule })
			if k < 0 {
				all = append(all, t)
			} else if o := &all[first+k]; t.words > o.words {
				*o = t
			}
		}
		slices.SortFunc(all[first:], func(a, b trigger) int { return a.rule.index - b.rule.index })
	}
	var kept []trigger
	for j, t := range all {
		hidden := false
		for i := j - 1; i >= 0 && t.from-all[i].from < longestTrigger && !hidden; i-- {
			hidden = all[i].hides(t)
		}
		for i := j + 1; i < len(all) && all[i].from < t.to && !hidden; i++ {
			hidden = all[i].hides(t)
		}
		if !hidden {
			kept = append(kept, t)
		}
	}
	return kept
}

// hides reports whether t makes o superfluous: it holds o and more words, or it
// is the same rule's and skips less.
func (t trigger) hides(o trigger) bool {
	return t.covers(o.run) && t.words > o.words ||
		t.rule == o.rule && o.covers(t.run) && t.run != o.run && t.words >= o.words
}

// A reading is a trigger that relates a source and a target.
type reading struct {
	trigger
	source, target run
	score          float64
}

// best returns the reading that fits the places of two actors best; the earliest
// of equals. ok is false if there is no trigger.
func (s *sentence) best(triggers []trigger, sources, targets []run) (out reading, ok bool) {
	// An actor that the text does not name is taken to stand outside of it.
	if len(sources) == 0 {
		sources = []run{{0, 0}}
	}
	if len(targets) == 0 {
		targets = []run{{len(s.words), len(s.words)}}
	}
	for _, src := range sources {
		for _, tgt := range targets {
			if src.from < tgt.to && tgt.from < src.to {
				continue // one actor within the name of the other
			}
			for _, t := range triggers {
				if v := s.fit(t, src, tgt); !ok || v > out.score {
					out, ok = reading{t, src, tgt, v}, true
				}
			}
		}
	}
	return out, ok
}

// The weights by which fit compares triggers. They only rank: a verb between the
// actors comes before one behind them, a near one before a far one, a main
// clause before a subordinate one, many words before few.
const (
	weightBetween     = 3.0  // the trigger stands between source and target
	weightReversed    = 2.4  // between target and source: a passive
	weightBehind      = 1.0  // behind both
	weightBefore      = 0.8  // before both
	weightByAgent     = 1.0  // a passive, or a noun, whose agent is the source
	weightWord        = 0.1  // for each word of the trigger after the first
	weightDistance    = 0.15 // for each word from the source, or the nearer actor
	weightSubordinate = 0.8  // for each clause between that is still open at the trigger
	weightInside      = 2.5  // the trigger is part of an actor's name
	weightWeak        = 2.0  // a weak rule
	weightWrongVoice  = 2.0  // the source suffers what the trigger says
)

// fit returns how well a trigger relates source and target.
func (s *sentence) fit(t trigger, src, tgt run) float64 {
	v := weightWord * float64(t.words-1)
	if t.rule.weak {
		v -= weightWeak
	}
	if src.covers(run{t.from, t.from + 1}) || tgt.covers(run{t.from, t.from + 1}) {
		v -= weightInside
	}
	passive := s.passive(t.from)
	switch {
	case src.to <= t.from && t.from < tgt.from:
		v += weightBetween - weightDistance*float64(t.from-src.to) - weightSubordinate*float64(s.depth(src.to, t.from))
		if passive && s.byAgent(tgt) {
			v -= weightWrongVoice
		}
	case tgt.to <= t.from && t.from < src.from:
		v += weightReversed - weightDistance*float64(src.from-t.to) - weightSubordinate*float64(s.depth(t.to, src.from))
		if s.byAgent(src) {
			v += weightByAgent
		}
	case t.from >= max(src.to, tgt.to):
		near := max(src.to, tgt.to)
		v += weightBehind - weightDistance*float64(t.from-near) - weightSubordinate*float64(s.depth(near, t.from))
	default:
		v += weightBefore - weightDistance*float64(max(0, min(src.from, tgt.from)-t.to))
		if s.byAgent(src) {
			v += weightByAgent
		}
	}
	return v
}

// byAgent reports whether an actor is introduced by "by", an article allowed.
func (s *sentence) byAgent(actor run) bool {
	for k := actor.from - 1; k >= 0 && k >= actor.from-2; k-- {
		if s.words[k] == "by" {
			return true
		}
		if w := s.words[k]; w != "the" && w != "a" && w != "an" {
			return false
		}
	}
	return false
}

// depth returns how many clauses that words [from, to) open are still open at
// to. A comma closes the last: "Kenya, which met Togo, left".
func (s *sentence) depth(from, to int) int {
	n := 0
	for k := from; k < to; k++ {
		switch {
		case opens[s.words[k]]:
			n++
		case s.words[k] == ",":
			n = max(0, n-1)
		}
	}
	return n
}
