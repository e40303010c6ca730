package view

import (
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
)

// besides is how many code points a stated unknown may stand behind the
// undertaking that it is taken to speak of.
const besides = 250

// disclosure returns how much of an undertaking's content is told: what its
// clearest claim says, unless another says that something is held back or a stated
// unknown stands beside one of them. It is partly told once a document answers
// such an unknown.
func (x *index) disclosure(clearest *rapporteur.Claim, claims []*rapporteur.Claim) rapporteur.Disclosure {
	level := clearest.Commitment.Disclosure
	for _, c := range claims {
		if d := c.Commitment.Disclosure; !heldBack(level) && heldBack(d) {
			level = d
		}
	}
	for _, c := range claims {
		for _, q := range x.unknownsIn[c.Doc] {
			switch {
			case !x.asksOf(q, c):
			case x.answered(q):
				return rapporteur.PartlyDisclosed
			case heldBack(level):
			case q.Question.Type == rapporteur.NotFinalised:
				level = rapporteur.ToBeFinalised
			default:
				level = rapporteur.StatedUndisclosed
			}
		}
	}
	return level
}

func heldBack(d rapporteur.Disclosure) bool {
	return d == rapporteur.StatedUndisclosed || d == rapporteur.ToBeFinalised
}

// asksOf reports whether a source says in a stated unknown that something of an
// undertaking is held back: it stands next behind it in the text, with no other
// undertaking between them.
func (x *index) asksOf(q, c *rapporteur.Claim) bool {
	if q.Question.Type != rapporteur.Undisclosed && q.Question.Type != rapporteur.NotFinalised || x.Verdicts[q.ID] == rapporteur.Reject ||
		c.Background || q.Quote.Start() < c.Quote.End() || q.Quote.Start()-c.Quote.End() > besides {
		return false
	}
	return !slices.ContainsFunc(x.promisesIn[c.Doc], func(o *rapporteur.Claim) bool {
		return o.Quote.Start() >= c.Quote.End() && o.Quote.Start() < q.Quote.Start()
	})
}

// answered reports whether a document answers a stated unknown.
func (x *index) answered(q *rapporteur.Claim) bool {
	return slices.ContainsFunc(x.recordOf[q.ID], func(r *rapporteur.Record) bool {
		return slices.ContainsFunc(r.Fields[link.FieldAnswer], func(v rapporteur.Value) bool { return len(x.of(v.Claims)) > 0 })
	})
}
