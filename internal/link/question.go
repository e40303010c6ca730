package link

import (
	"slices"
	"strings"

	"example.org/rapporteur"
)

// A query is a question record in the making.
type query struct {
	*group
	abouts [][]string
}

// questions makes the records of stated unknowns, with what later documents say
// to them.
func (b *builder) questions() []*group {
	blocks := map[string][]*query{}
	var queries []*query
	for _, c := range b.of(rapporteur.KindQuestion) {
		about := content(c.Question.About, c.Parties, nil)
		block := c.key + " " + string(c.Question.Type)
		var best *query
		var why string
		for _, q := range blocks[block] {
			if reason, ok := q.same(about); ok {
				best, why = q, reason
				break
			}
		}
		if best == nil {
			best = &query{group: newGroup(rapporteur.KindQuestion, c)}
			blocks[block] = append(blocks[block], best)
			queries = append(queries, best)
		} else {
			best.add(c, why)
		}
		best.abouts = append(best.abouts, about)
	}
	telling := map[string][]*claim{} // commitments and instruments by parties
	for _, c := range b.claims {
		if c.Kind == rapporteur.KindCommitment || c.Kind == rapporteur.KindInstrument {
			telling[c.key] = append(telling[c.key], c)
		}
	}
	var out []*group
	for _, q := range queries {
		q.finish(telling[q.claims[0].key])
		out = append(out, q.group)
	}
	return out
}

// same reports whether a claim states the same unknown: two thirds of the words
// of each in the other, and at least two.
func (q *query) same(about []string) (reason string, ok bool) {
	for _, o := range q.abouts {
		common := shared(about, o)
		if len(common) >= 2 && 3*len(common) >= 2*max(len(about), len(o)) {
			return because("the same parties", "both ask for "+strings.Join(common, ", ")), true
		}
	}
	return "", false
}

func (q *query) finish(telling []*claim) {
	g := q.group
	for i, c := range g.claims {
		g.fields.add(FieldAbout, c.Question.About, c.Question.About, c)
		for _, a := range telling {
			if reason, ok := answers(a, c, q.abouts[i]); ok {
				g.fields.add(FieldAnswer, string(a.ID), a.Quote.Exact(), a)
				g.reasons[a.ID] = reason
			}
		}
	}
	founder := g.first()
	g.title = func(map[string][]rapporteur.Value) string { return founder.Question.About }
}

// answers reports whether a claim says what another one says is not known. It
// must be certain, of the same or a later day, of another document, in the same
// area, name nearly all of what was asked for, and tell more than that it exists.
func answers(a, q *claim, about []string) (reason string, ok bool) {
	if a.Doc == q.Doc || a.public == unknownDay || q.public == unknownDay || a.public < q.public ||
		a.Factuality != rapporteur.CTPlus || a.Background || !areasMeet(a, q) {
		return "", false
	}
	var told []string
	switch a.Kind {
	case rapporteur.KindInstrument:
		// A text that was not final is, once it is signed.
		if q.Question.Type != rapporteur.NotFinalised || a.Instrument.Status != rapporteur.Signed && a.Instrument.Status != rapporteur.InForce {
			return "", false
		}
		told = content(a.Instrument.Title, a.Parties, nil)
	case rapporteur.KindCommitment:
		if a.Commitment.Amount == "" && a.Commitment.Due.Date.IsZero() && a.Commitment.Stage != rapporteur.StageDelivered {
			return "", false
		}
		told = content(a.Commitment.What, a.Parties, nil)
	}
	common := shared(told, about)
	if len(common) < 2 || 4*len(common) < 3*len(about) {
		return "", false
	}
	return because("published later or the same day", "tells of "+strings.Join(common, ", ")), true
}

func areasMeet(a, q *claim) bool {
	return len(q.Areas) == 0 || slices.ContainsFunc(q.Areas, func(x rapporteur.Area) bool { return slices.Contains(a.Areas, x) })
}
