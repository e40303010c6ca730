package link

import (
	"slices"

	"example.org/rapporteur"
)

// A Decided is what a person decided about what belongs together.
type Decided struct {
	Verb rapporteur.Verb // Merge, Split or Unmerge
	Kind rapporteur.Kind // of the records
	// Claims are those that it names, its own first. It says nothing of the others
	// if its own is not there.
	Claims []rapporteur.ClaimID
	Why    string // who decided so, and their reason
}

// A pile is the claims of one record in the making.
type pile struct {
	group  *group
	claims []*claim
}

// A sorter puts the claims of one kind of record into other piles.
type sorter struct {
	piles []*pile
	in    map[*claim]*pile
	made  map[*claim]*group // where the machine put the claim
	why   map[*claim]string // a person put it where it is
}

// decided applies to the groups of one kind what people decided about them, one
// decision after another in the order in which they were made:
//
//   - a merge makes one group of those that hold its claims; a claim that no
//     group of the kind holds joins them;
//   - a split takes the claims named after the first out of its group, and makes
//     one group of them;
//   - an unmerge takes from the group of the first claim what the machine had put
//     together with each of the others. Where that was all one to the machine, the
//     other claim leaves alone.
//
// Afterwards the claims that the last decision names are together or apart as it
// says. Claims that the machine later puts with those of a split stay where the
// machine puts them: nobody has looked at them.
func (b *builder) decided(kind rapporteur.Kind, groups []*group) []*group {
	if !slices.ContainsFunc(b.in.Decided, func(d Decided) bool { return d.Kind == kind }) {
		return groups
	}
	s := sorter{in: map[*claim]*pile{}, made: map[*claim]*group{}, why: map[*claim]string{}}
	for _, g := range groups {
		p := &pile{group: g, claims: slices.Clone(g.claims)}
		s.piles = append(s.piles, p)
		for _, c := range g.claims {
			s.in[c], s.made[c] = p, g
		}
	}
	for _, d := range b.in.Decided {
		var claims []*claim
		for _, id := range d.Claims {
			// Two that a later reading tells in one claim are that one.
			if c := b.byID[id]; c != nil && !slices.Contains(claims, c) {
				claims = append(claims, c)
			}
		}
		if d.Kind == kind && len(claims) > 1 && claims[0].ID == d.Claims[0] && s.in[claims[0]] != nil {
			s.apply(d, claims[0], claims[1:])
		}
	}
	return s.groups()
}

func (s *sorter) apply(d Decided, first *claim, others []*claim) {
	home := s.in[first]
	var leave []*claim
	for _, c := range others {
		p := s.in[c]
		switch {
		case d.Verb == rapporteur.Merge && p == nil:
			s.move([]*claim{c}, home, d.Why)
		case d.Verb == rapporteur.Merge && p != home:
			s.move(p.claims, home, d.Why)
		case p != home || p == nil: // already apart
		case d.Verb == rapporteur.Split:
			leave = append(leave, c)
		case d.Verb == rapporteur.Unmerge && s.made[c] == s.made[first]:
			s.leave(home, []*claim{c}, d.Why)
		case d.Verb == rapporteur.Unmerge:
			s.leave(home, slices.DeleteFunc(slices.Clone(home.claims), func(o *claim) bool { return s.made[o] != s.made[c] }), d.Why)
		}
	}
	if len(leave) > 0 {
		s.leave(home, leave, d.Why)
	}
}

// leave makes a pile of its own of some claims of another.
func (s *sorter) leave(from *pile, claims []*claim, why string) {
	g := newGroup(from.group.kind, claims[0])
	g.name = from.group.name
	if from.group.parties != nil { // a person's are not those of the claims
		g.parties = []rapporteur.Party{}
	}
	to := &pile{group: g}
	s.piles = append(s.piles, to)
	s.move(claims, to, why)
}

func (s *sorter) move(claims []*claim, to *pile, why string) {
	for _, c := range slices.Clone(claims) {
		if from := s.in[c]; from != nil {
			from.claims = slices.DeleteFunc(from.claims, func(o *claim) bool { return o == c })
		}
		to.claims = append(to.claims, c)
		s.in[c], s.why[c] = to, why
	}
}

// groups returns the groups that the piles make. Why a person moved a claim takes
// the place of why the machine had put it elsewhere.
func (s *sorter) groups() []*group {
	reasons := make([]map[rapporteur.ClaimID]string, len(s.piles))
	for i, p := range s.piles { // before any group is changed
		reasons[i] = map[rapporteur.ClaimID]string{}
		for _, c := range p.claims {
			why := s.why[c]
			if g := s.made[c]; g != nil && why == "" {
				why = g.reasons[c.ID]
			}
			reasons[i][c.ID] = why
		}
	}
	var out []*group
	for i, p := range s.piles {
		if len(p.claims) > 0 {
			p.group.claims, p.group.reasons = p.claims, reasons[i]
			out = append(out, p.group)
		}
	}
	return out
}
