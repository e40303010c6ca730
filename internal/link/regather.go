package link

import (
	"cmp"
	"slices"

	"example.org/rapporteur"
)

// Regather makes again the records that were built before from all claims of the
// input, perhaps with those of other documents, and from the same decisions. Each
// keeps its identity and what was put together stays so, which takes no comparing;
// fields and titles are those that the claims of the input give. The records are in
// the order of Build; those that gather no claim of the input are left out.
func Regather(in Input, built []rapporteur.Record) []rapporteur.Record {
	b := newIndex(in)
	b.learnMeetings()
	tellings := b.tellings()
	var groups []*group
	for i := range built {
		r := &built[i]
		g := &group{kind: r.Kind, reasons: map[rapporteur.ClaimID]string{}, fields: fieldSet{}, id: r.ID}
		for _, id := range r.Claims {
			if c := b.byID[id]; c != nil {
				g.claims = append(g.claims, c)
			}
		}
		if len(g.claims) == 0 {
			continue
		}
		slices.SortFunc(g.claims, func(c, d *claim) int { return cmp.Compare(c.rank, d.rank) })
		for _, c := range g.claims {
			if reason := r.Reasons[c.ID]; reason != "" {
				g.reasons[c.ID] = reason
			}
		}
		switch r.Kind {
		case rapporteur.KindInteraction:
			g.finish = b.finishEvent
		case rapporteur.KindMechanism:
			g.finish = finishForum
		case rapporteur.KindInstrument:
			g.finish = finishPaper
		case rapporteur.KindCommitment:
			g.finish = func(g *group) { finishThread(g, b.meetings) }
		case rapporteur.KindQuestion:
			g.finish = func(g *group) { finishQuestion(g, tellings) }
		case rapporteur.KindTenure:
			g.parties = []rapporteur.Party{}
			g.finish = b.finishPerson
		default:
			continue
		}
		groups = append(groups, g)
	}
	return b.records(groups)
}
