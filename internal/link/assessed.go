package link

import (
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/who"
)

// A SelfAssessment is what parties say of how a text of their own was carried
// out. It shows that they say so, and nothing of the fact: what was to be done
// under the text need not be public.
type SelfAssessment struct {
	Claim rapporteur.ClaimID `json:"claim"`
	// Text names the text by its words, form and years, such as "protocol 2020 2024".
	Text string             `json:"text"`
	By   []rapporteur.Party `json:"by"` // the states that say so
}

// results are stems of words for how well something was carried out.
var results = stems(set("results result achievements achieved implemented fulfilled exceeded effective effectively successful successfully substantive positive"))

// SelfAssessments returns what parties say of their own texts, in order of publication.
func SelfAssessments(in Input) []SelfAssessment {
	b := newBuilder(in)
	var out []SelfAssessment
	for _, c := range b.claims {
		what := ""
		switch {
		case c.Commitment != nil:
			what = c.Commitment.What
		case c.Assessment != nil:
			what = c.Assessment.What
		default:
			continue
		}
		by := who.States(c.Parties)
		if c.Commitment != nil {
			by = who.States(c.Commitment.By)
		}
		said := c.Commitment != nil || slices.ContainsFunc(c.SaidBy, func(s rapporteur.Speaker) bool { return s.State.IsState() })
		if texts := textsIn(words(what), c.Parties); said && len(by) > 0 && told(c) && has(rawStems(what), results) && !toDo(what) {
			for _, t := range texts {
				out = append(out, SelfAssessment{Claim: c.ID, Text: t, By: by})
			}
		}
	}
	return out
}

// toDo reports whether words say what is to be done rather than what was.
func toDo(what string) bool {
	ws := words(what)
	return len(ws) > 0 && ws[0] == "to"
}
