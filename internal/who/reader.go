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
	home      rapporteur.Party // the outlet's state, if it has one
	sentences []*sentence
	lower     map[string]bool    // words that the text also writes small
	defined   map[string]Mention // abbreviations that the text introduces: "Lao People's Army (LPA)"
	mentions  []Mention
	sightings []sighting
	held      map[string]map[rapporteur.Party]bool // by folded office, the states whose holder is known
	byPart    map[string][]int                     // by part of a name, the clusters that have it
	weight    map[rapporteur.Party]float64         // how often a state is named
	unnamed   map[string][]rapporteur.Party        // by folded office, the states of whose holder no name is given
}

// dateline is the number of sentences in which an agency's name tells whose report it is.
const dateline = 3

func (r *reader) read() {
	r.lower, r.defined, r.weight, r.unnamed = map[string]bool{}, map[string]Mention{}, map[rapporteur.Party]float64{}, map[string][]rapporteur.Party{}
	r.held, r.byPart = map[string]map[rapporteur.Party]bool{}, map[string][]int{}
	for i, ls := range r.analysis.Sentences {
		s := r.prepare(i, ls)
		r.sentences = append(r.sentences, s)
		for _, w := range s.words {
			if w.letters && !w.upper && len(w.fold) > 2 {
				r.lower[w.fold] = true
			}
		}
	}
	for _, s := range r.sentences[:min(dateline, len(r.sentences))] {
		for _, m := range s.matches {
			if m.kind == Outlet && r.home == "" {
				r.home = m.home // Hanoi (VNA) –
			}
		}
	}
	for _, s := range r.sentences[:min(dateline, len(r.sentences))] {
		for _, m := range s.matches {
			if r.home == "" && m.kind == Place && !m.unsure && s.words[m.first].start < s.lang.Dateline.End() {
				r.home = m.party // who is filed from a capital names its officials without their state
			}
		}
	}
	for _, s := range r.sentences {
		r.people(s)
		for _, m := range s.matches {
			// The Van of Phan Van Giang is no town.
			if x := r.sightingAt(s, m.first); m.party != "" && (m.kind == State || m.kind == Place && (x == nil || x.loose)) {
				r.weight[m.party] += role(s, m)
			}
		}
	}
}

// cast puts the mentions in order and gathers the people.
func (r *reader) cast() *Cast {
	people := r.gather()
	for _, s := range r.sentences {
		r.parties(s)
		r.bodies(s)
	}
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
