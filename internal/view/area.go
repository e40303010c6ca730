package view

import (
	"cmp"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/who"
)

// An AreaPage is what is known in one area of cooperation.
type AreaPage struct {
	Area        rapporteur.Area `json:"area"`
	AsOf        rapporteur.Date `json:"as_of"`
	AsOfText    string          `json:"as_of_text"`
	Parties     []Party         `json:"parties,omitempty"`
	Coverage    Coverage        `json:"coverage"`
	Relations   []Count         `json:"relations"` // undertakings by the states that are party to them
	Meetings    []Meeting       `json:"meetings"`
	Agreements  []Agreement     `json:"agreements"`
	Commitments []Commitment    `json:"commitments"`
	Questions   []Question      `json:"questions"`
}

// NewAreaPage returns what is known of the parties in an area; of all if there are none.
func NewAreaPage(in Input, ps []rapporteur.Party, area rapporteur.Area) *AreaPage {
	x := newIndex(in)
	ps = codesOf(parties(ps))
	p := &AreaPage{
		Area: area, AsOf: in.AsOf, AsOfText: asOf(in.AsOf), Parties: parties(ps), Coverage: x.coverageOf(ps),
		Meetings: []Meeting{}, Agreements: []Agreement{}, Commitments: []Commitment{}, Questions: []Question{},
	}
	within := func(areas []string) bool { return slices.Contains(areas, string(area)) }
	for _, m := range x.meetings(ps) {
		if within(m.Areas) {
			p.Meetings = append(p.Meetings, m)
		}
	}
	for _, a := range x.agreements(ps) {
		if within(areasOf(x.of(x.records[a.ID].Claims))) {
			p.Agreements = append(p.Agreements, a)
		}
	}
	states := map[string]int{}
	for _, g := range x.commitments(ps) {
		for _, c := range g.Commitments {
			if within(c.Areas) {
				p.Commitments = append(p.Commitments, c)
				if set := who.States(codesOf(append(slices.Clone(c.By), c.To...))); len(set) > 1 {
					states[inWords(names(parties(set)))]++
				}
			}
		}
	}
	p.Relations = counts(states)
	for _, q := range x.questions(ps) {
		if within(q.Areas) {
			p.Questions = append(p.Questions, q)
		}
	}
	slices.SortStableFunc(p.Questions, func(a, b Question) int { return cmp.Compare(min(len(a.Answers), 1), min(len(b.Answers), 1)) })
	return p
}
