package view

import (
	"cmp"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
)

// A Question is what sources say is not known.
type Question struct {
	ID       rapporteur.RecordID     `json:"id"`
	About    string                  `json:"about"`
	Type     rapporteur.QuestionType `json:"type"`
	Parties  []Party                 `json:"parties,omitempty"`
	Areas    []string                `json:"areas,omitempty"`
	Stated   When                    `json:"stated"` // the publication of the first document that says so
	By       string                  `json:"by"`     // who says so, in words
	Quote    string                  `json:"quote"`
	Anchor   Anchor                  `json:"anchor"`
	Answers  []Source                `json:"answers,omitempty"` // empty while it is open
	Evidence Evidence                `json:"evidence"`
}

// An Assessment is an opinion, forecast or speculation; it is never an event.
type Assessment struct {
	What      string    `json:"what"`
	By        string    `json:"by"` // who holds it, in words
	Anonymous bool      `json:"anonymous,omitempty"`
	Areas     []string  `json:"areas,omitempty"`
	Certainty Certainty `json:"certainty"`
	Source    Source    `json:"source"`
}

func (x *index) question(r *rapporteur.Record) Question {
	claims := slices.Clone(x.of(r.Claims))
	slices.SortFunc(claims, x.byPublication)
	first := claims[0]
	q := Question{
		ID: r.ID, About: first.Question.About, Type: first.Question.Type, Parties: parties(r.Parties), Areas: areasOf(claims),
		Stated: when(x.docs[first.Doc].Published), By: saidBy(first.SaidBy), Quote: first.Quote.Exact(), Anchor: anchor(first),
		Evidence: x.evidence(r),
	}
	for _, v := range r.Fields[link.FieldAnswer] {
		for _, c := range x.of(v.Claims) {
			q.Answers = append(q.Answers, x.source(c, r.Reasons[c.ID]))
		}
	}
	return q
}

// questions returns the questions of the parties: open ones first, each the last
// stated first.
func (x *index) questions(ps []rapporteur.Party) []Question {
	out := []Question{}
	for _, r := range x.recordsOf(rapporteur.KindQuestion, ps) {
		out = append(out, x.question(r))
	}
	slices.SortStableFunc(out, func(a, b Question) int {
		return cmp.Or(cmp.Compare(min(len(a.Answers), 1), min(len(b.Answers), 1)), LatestFirst(a.Stated.Date, b.Stated.Date))
	})
	return out
}

// assessments returns the opinions about the parties, the last published first.
func (x *index) assessments(ps []rapporteur.Party) []Assessment {
	out := []Assessment{}
	for _, c := range x.sorted {
		if c.Kind != rapporteur.KindAssessment || !hasAll(c.Parties, ps) || x.Verdicts[c.ID] == rapporteur.Reject {
			continue
		}
		a := Assessment{
			What: c.Assessment.What, By: saidBy(c.SaidBy), Areas: areasOf([]*rapporteur.Claim{c}), Certainty: certainty(c), Source: x.source(c, ""),
		}
		a.Anonymous = len(c.SaidBy) > 0 && c.SaidBy[0].Anonymous
		out = append(out, a)
	}
	slices.SortStableFunc(out, func(a, b Assessment) int { return LatestFirst(a.Source.Published.Date, b.Source.Published.Date) })
	return out
}
