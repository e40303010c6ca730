package link

import (
	"cmp"
	"slices"
	"strings"

	"example.org/rapporteur"
)

// letters are the first letters of record identities. "c", "d" and "x" are those
// of claims, documents and decisions.
var letters = map[rapporteur.Kind]byte{
	rapporteur.KindInteraction: 'e',
	rapporteur.KindMechanism:   'm',
	rapporteur.KindInstrument:  'i',
	rapporteur.KindCommitment:  'k',
	rapporteur.KindQuestion:    'q',
	rapporteur.KindTenure:      'p',
}

// A group is a record in the making.
type group struct {
	kind    rapporteur.Kind
	id      rapporteur.RecordID // "" for that of its first claim
	claims  []*claim            // in the order in which they joined
	reasons map[rapporteur.ClaimID]string
	// name sets the group apart from others of its kind with the same first claim.
	name  string
	title func(fields map[string][]rapporteur.Value) string
	// finish gives the group its fields and title. It runs when its record is made,
	// so that the fields of all groups are never held at once.
	finish  func(*group)
	fields  fieldSet
	parties []rapporteur.Party // if nil, those of the claims
}

func newGroup(k rapporteur.Kind, c *claim) *group {
	return &group{kind: k, claims: []*claim{c}, reasons: map[rapporteur.ClaimID]string{}, fields: fieldSet{}}
}

func (g *group) add(c *claim, reason string) {
	g.claims = append(g.claims, c)
	g.reasons[c.ID] = reason
}

// first returns the claim of the group that was published first.
func (g *group) first() *claim {
	return slices.MinFunc(g.claims, func(c, d *claim) int { return cmp.Compare(c.rank, d.rank) })
}

// record finishes a group. Its identity is that of its first published claim, so
// that it stays when later documents join.
func (b *builder) record(g *group) rapporteur.Record {
	if g.finish != nil {
		g.finish(g)
	}
	founder := g.claims[0]
	slices.SortFunc(g.claims, func(c, d *claim) int { return cmp.Compare(c.rank, d.rank) })
	r := rapporteur.Record{
		ID:     cmp.Or(g.id, rapporteur.NewRecordID(letters[g.kind], string(g.claims[0].ID), g.name)),
		Kind:   g.kind,
		Fields: g.fields.values(b),
	}
	for _, c := range g.claims {
		r.Claims = append(r.Claims, c.ID)
		if g.parties == nil {
			r.Parties = append(r.Parties, c.Parties...)
		}
	}
	// Not only those of its claims: the answers to a question have reasons too.
	give := func(id rapporteur.ClaimID, reason string) {
		if r.Reasons == nil {
			r.Reasons = map[rapporteur.ClaimID]string{}
		}
		r.Reasons[id] = reason
	}
	for id, reason := range g.reasons {
		if reason != "" {
			give(id, reason)
		}
	}
	if g.claims[0] != founder && r.Reasons[founder.ID] == "" {
		// Claims join those that say most, which need not have been published first.
		give(founder.ID, "says most of it: the others were compared with this")
	}
	r.Parties = append(r.Parties, g.parties...)
	slices.Sort(r.Parties)
	r.Parties = slices.Compact(r.Parties)
	r.Title = g.title(r.Fields)
	return r
}

// because joins the parts of a reason; empty ones are left out.
func because(parts ...string) string {
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return strings.Join(parts, ", ")
}
