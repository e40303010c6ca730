package claim

import (
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/when"
)

// forum returns the name and edition of the mechanism that items [from, to) name,
// unless a preposition makes it the mere occasion of what the trigger says:
// "held talks during the 47th meeting of the committee".
func (s *sentence) forum(head, from, to int) (name string, edition int) {
	for i := from; i < to; i++ {
		if s.occasion(min(head, i), max(head, i)) {
			continue
		}
		if edition == 0 {
			edition = s.items[i].ordinal
		}
		if name == "" && s.in(i, "forum-n") {
			if f, t, ok := s.nameAround(i, s.classEnds(i, "forum-n")[0]); ok {
				if s.is(t, "on") && s.in(t+1, "name") {
					for t++; t < to && s.in(t, "name"); t++ {
					}
				}
				name = s.between(f, t)
			}
		}
	}
	return name, edition
}

// occasion reports whether a preposition of time or place stands between two items.
func (s *sentence) occasion(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if s.in(i, "occasion") {
			return true
		}
	}
	return false
}

// mechanism makes the claim of a recurring forum that is named.
func (rd *reading) mechanism(c candidate) []rapporteur.Claim {
	s := c.s
	ends := s.classEnds(c.m.head, "forum-n")
	if len(ends) == 0 {
		return nil
	}
	from, to, named := s.nameAround(c.m.head, ends[0])
	if strings.HasSuffix(s.items[c.m.head].lower, "s") && !s.proper(from, to) {
		return nil // "cooperation mechanisms" names none
	}
	if !named || !s.telling(from, to) || s.in(c.m.head, "no-forum") || s.in(from, "no-forum") {
		return nil
	}
	name := s.between(from, to)
	if rd.forums[strings.ToLower(name)] {
		return nil
	}
	rd.forums[strings.ToLower(name)] = true
	ps := states(rd.partiesIn(s, from, to))
	if len(ps) == 1 && s.in(c.m.head, "organ-n") {
		return nil // "Peru's national committee" is Peru's own
	}
	if len(ps) < 2 {
		ps = union(ps, states(rd.partiesIn(s, c.from, s.beforePurpose(c.m.head, c.to))))
	}
	if len(ps) < 2 {
		ps = union(ps, rd.both())
	}
	cl := rd.base(c, stance{})
	cl.Parties = sorted(ps[:min(len(ps), maxParties)])
	cl.Quote = rd.quoteItems(s, from, to)
	cl.Mechanism = &rapporteur.MechanismBody{Name: name}
	cl.Mechanism.Cadence = s.cadence(c.from, from, c.to)
	return []rapporteur.Claim{cl}
}

// cadence returns how often a forum meets whose name begins at item at: the word
// before or at the start of its name, or an expression in its clause ("every two years").
func (s *sentence) cadence(from, at, to int) string {
	for i := at - 1; i <= at; i++ {
		if s.in(i, "cadence") {
			return s.items[i].lower
		}
	}
	for i := from; i < to; i++ {
		if e := s.items[i].expr; e != nil && e.Role == when.RoleCadence {
			return s.items[i].text
		}
	}
	return ""
}

// nameForums gives a numbered contact that is only called "the second dialogue"
// the name of the document's forum of that noun.
func (rd *reading) nameForums() {
	for i := range rd.claims {
		c := &rd.claims[i]
		if c.Kind != rapporteur.KindInteraction || c.Interaction.Mechanism != "" || c.Interaction.Edition == 0 {
			continue
		}
		words := strings.ToLower(c.Quote.Exact())
		for _, m := range rd.claims {
			if m.Kind != rapporteur.KindMechanism || !within(c.Parties, m.Parties) && !within(m.Parties, c.Parties) {
				continue
			}
			if _, noun, _ := cutLast(strings.ToLower(m.Mechanism.Name), " "); strings.Contains(words, noun) {
				c.Interaction.Mechanism = m.Mechanism.Name
				break
			}
		}
	}
}
