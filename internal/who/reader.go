package who

import (
	"sort"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
)

// A reader reads one text.
type reader struct {
	g         *Gazetteer
	text      rapporteur.Text
	analysis  lang.Analysis
	sentences []*sentence
	lower     map[string]bool    // words that the text also writes small
	defined   map[string]Mention // abbreviations that the text introduces: "Lao People's Army (LPA)"
	mentions  []Mention
	sightings []sighting
	weight    map[rapporteur.Party]int
}

func (r *reader) read() {
	r.lower, r.defined, r.weight = map[string]bool{}, map[string]Mention{}, map[rapporteur.Party]int{}
	for i, ls := range r.analysis.Sentences {
		s := r.prepare(i, ls)
		r.sentences = append(r.sentences, s)
		for _, w := range s.words {
			if w.letters && !w.upper && len(w.fold) > 2 {
				r.lower[w.fold] = true
			}
		}
		for _, m := range s.matches {
			if m.kind == State {
				r.weight[m.party]++
			}
		}
	}
	for _, s := range r.sentences {
		r.people(s)
	}
	for _, s := range r.sentences {
		r.parties(s)
		r.bodies(s)
	}
}

// cast puts the mentions in order and gathers the people.
func (r *reader) cast() *Cast {
	people := r.gather()
	c := &Cast{Mentions: r.mentions}
	order := make([]int, len(c.Mentions))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool {
		x, y := c.Mentions[order[i]].Span, c.Mentions[order[j]].Span
		if x.Start() != y.Start() {
			return x.Start() < y.Start()
		}
		return x.End() > y.End()
	})
	sorted := make([]Mention, len(order))
	place := make([]int, len(order))
	for to, from := range order {
		sorted[to] = c.Mentions[from]
		place[from] = to
	}
	c.Mentions = sorted
	for i := range people {
		for j, m := range people[i].Mentions {
			people[i].Mentions[j] = place[m]
		}
		sort.Ints(people[i].Mentions)
	}
	c.People = people
	return c
}

// printed returns words as printed, on one line.
func (r *reader) printed(s *sentence, first, end int) string {
	return strings.Join(strings.Fields(r.text.Slice(r.span(s, first, end))), " ")
}

// add records a mention and returns its index.
func (r *reader) add(s *sentence, first, end int, m Mention) int {
	m.Span, m.Sentence = r.span(s, first, end), s.index
	if m.Kind != Human {
		m.Person = -1
	}
	r.mentions = append(r.mentions, m)
	return len(r.mentions) - 1
}
