package view

import (
	"slices"

	"example.org/rapporteur"
)

// A Questions is the board of what sources say is not known.
type Questions struct {
	AsOf     rapporteur.Date `json:"as_of"`
	AsOfText string          `json:"as_of_text"`
	Parties  []Party         `json:"parties,omitempty"`
	Coverage Coverage        `json:"coverage"`
	Open     []Question      `json:"open"`     // the last stated first
	Answered []Question      `json:"answered"` // by a document that came out later; the same
	// Already holds those that were told elsewhere by the day on which a source
	// stated that they were not: what it did not know, others had reported.
	Already []Question `json:"already"`
}

// NewQuestions returns the questions of the parties; of all if there are none.
func NewQuestions(in Input, ps []rapporteur.Party) *Questions {
	x := newIndex(in)
	ps = codesOf(parties(ps))
	q := &Questions{AsOf: in.AsOf, AsOfText: asOf(in.AsOf), Parties: parties(ps), Coverage: x.coverageOf(ps), Open: []Question{}, Answered: []Question{}, Already: []Question{}}
	for _, k := range x.questions(ps) {
		switch {
		case len(k.Answers) == 0:
			q.Open = append(q.Open, k)
		case slices.ContainsFunc(k.Answers, func(a Source) bool { return lastDay(x.public[a.Doc]) <= lastDay(x.public[k.Anchor.Doc]) }):
			q.Already = append(q.Already, k)
		default:
			q.Answered = append(q.Answered, k)
		}
	}
	return q
}
