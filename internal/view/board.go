package view

import (
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
)

// A BoardQuery chooses undertakings. The zero value of each field chooses all.
type BoardQuery struct {
	Parties  []rapporteur.Party `json:"parties,omitempty"` // all of them are party to it
	Stage    rapporteur.Stage   `json:"stage,omitempty"`   // as last reported
	Standing link.Standing      `json:"standing,omitempty"`
	State    string             `json:"state,omitempty"` // by the clock: the code of a Derived
	Area     rapporteur.Area    `json:"area,omitempty"`
}

// A Board is undertakings with what has come of them.
type Board struct {
	Query       BoardQuery      `json:"query"`
	AsOf        rapporteur.Date `json:"as_of"`
	AsOfText    string          `json:"as_of_text"`
	Coverage    Coverage        `json:"coverage"`
	Stages      []Count         `json:"stages"`    // of all that the parties undertook
	Standings   []Count         `json:"standings"` // the same
	States      []Count         `json:"states"`    // the same
	Commitments []Commitment    `json:"commitments"`
}

// NewBoard returns the undertakings that a query chooses: by stage, then the last
// spoken of first.
func NewBoard(in Input, q BoardQuery) *Board {
	x := newIndex(in)
	q.Parties = codesOf(parties(q.Parties))
	b := &Board{Query: q, AsOf: in.AsOf, AsOfText: asOf(in.AsOf), Coverage: x.coverageOf(q.Parties), Commitments: []Commitment{}}
	stage, standing, state := map[string]int{}, map[string]int{}, map[string]int{}
	for _, g := range x.commitments(q.Parties) {
		for _, c := range g.Commitments {
			stage[string(c.Stage)]++
			standing[string(c.Standing)]++
			state[c.Derived.Code]++
			if (q.Stage == "" || c.Stage == q.Stage) && (q.Standing == "" || c.Standing == q.Standing) &&
				(q.State == "" || c.Derived.Code == q.State) && (q.Area == "" || slices.Contains(c.Areas, string(q.Area))) {
				b.Commitments = append(b.Commitments, c)
			}
		}
	}
	b.Stages, b.Standings, b.States = counts(stage), counts(standing), counts(state)
	return b
}

// coverageOf returns what the documents cover that speak of all of the parties;
// of all documents if there are no parties.
func (x *index) coverageOf(ps []rapporteur.Party) Coverage {
	speaks := x.speaking(ps)
	var docs []link.Document
	for _, d := range x.Documents {
		if speaks[d.ID] || len(ps) == 0 {
			docs = append(docs, d)
		}
	}
	var claims []*rapporteur.Claim
	for _, c := range x.sorted {
		if hasAll(c.Parties, ps) {
			claims = append(claims, c)
		}
	}
	return x.coverage(docs, claims)
}
