package plover

import (
	"cmp"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
	"example.org/rapporteur/internal/who"
)

// An actor is somebody who may act or be acted upon, and where the text names them.
type actor struct {
	name string
	runs []run
}

// maxActors is the number of parties of one text that are paired.
const maxActors = 8

// minFit is the fit below which a trigger does not relate two parties that
// merely stand in the same text.
const minFit = 0

// pairs returns the events between the actors of a request of which one or both
// are not given: the states and organisations that the text names stand in. Each
// trigger makes one event, and each two actors have one, the best fit first
// chosen; the events come in the order of the text.
func (c *Coder) pairs(s *sentence, triggers []trigger, q Request) []Event {
	parties := s.parties()
	sources, targets := parties, parties
	if q.SourceActor != "" {
		sources = []actor{{q.SourceActor, s.find(q.SourceActor)}}
	}
	if q.TargetActor != "" {
		targets = []actor{{q.TargetActor, s.find(q.TargetActor)}}
	}
	type link struct {
		reading
		source, target string
	}
	var links []link
	for _, src := range sources {
		for _, tgt := range targets {
			if src.name == tgt.name || len(src.runs) == 0 || len(tgt.runs) == 0 {
				continue
			}
			for i := range triggers {
				m, ok := s.best(triggers[i:i+1], src.runs, tgt.runs)
				if ok && m.score > minFit && !s.leavesCondition(m) {
					links = append(links, link{m, src.name, tgt.name})
				}
			}
		}
	}
	slices.SortStableFunc(links, func(a, b link) int { return cmp.Compare(b.score, a.score) })
	used := map[run]bool{}
	paired := map[[2]string]bool{}
	var chosen []link
	for _, l := range links {
		pair := [2]string{min(l.source, l.target), max(l.source, l.target)}
		if !used[l.run] && !paired[pair] {
			used[l.run], paired[pair] = true, true
			chosen = append(chosen, l)
		}
	}
	slices.SortStableFunc(chosen, func(a, b link) int { return cmp.Compare(a.from, b.from) })
	var out []Event
	for _, l := range chosen {
		out = append(out, c.event(s, l.reading, l.source, l.target))
	}
	return out
}

// leavesCondition reports whether a reading lies partly in a clause with "if" and
// partly outside: "If France signs, Poland will protest" relates nobody.
func (s *sentence) leavesCondition(m reading) bool {
	if !s.conditional(m.from) && !s.conditional(m.source.from) && !s.conditional(m.target.from) {
		return false
	}
	from, to := min(m.from, m.source.from, m.target.from), max(m.to, m.source.to, m.target.to)
	return slices.Contains(s.marks[from:to], true)
}

// parties returns the states and organisations that the sentence names, and those
// for which its officials stand, in order of first mention.
func (s *sentence) parties() []actor {
	whole, err := s.text.Span(0, s.text.Len())
	if err != nil {
		return nil
	}
	one := lang.Sentence{Span: whole}
	for _, span := range s.spans {
		one.Tokens = append(one.Tokens, lang.Token{Span: span, Head: -1})
	}
	cast := who.Find(lang.Analysis{Text: s.text, Language: lang.English, Sentences: []lang.Sentence{one}})
	var out []actor
	end := rapporteur.ByteOffset(0)
	for _, m := range cast.Mentions {
		party := m.Party
		if m.Kind == who.Human {
			party = cast.People[m.Person].Country
		} else if !m.Acts() {
			continue
		}
		r := s.runOf(m.Span)
		if party == "" || m.Span.Start() < end || r.from == r.to {
			continue // unknown, or part of the mention before
		}
		end = m.Span.End()
		i := slices.IndexFunc(out, func(a actor) bool { return a.name == string(party) })
		switch {
		case i >= 0 && len(out[i].runs) < maxRuns:
			out[i].runs = append(out[i].runs, r)
		case i < 0 && len(out) < maxActors:
			out = append(out, actor{string(party), []run{r}})
		}
	}
	return out
}

// runOf returns the words that a span touches.
func (s *sentence) runOf(span rapporteur.Span) run {
	from, _ := slices.BinarySearchFunc(s.spans, span.Start(), func(w rapporteur.Span, at rapporteur.ByteOffset) int {
		return cmp.Compare(w.End(), at+1)
	})
	to := from
	for to < len(s.spans) && s.spans[to].Start() < span.End() {
		to++
	}
	return run{from, to}
}
