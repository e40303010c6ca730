package claim

import (
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/when"
)

// time returns the date of a contact or of an act on a text: the expression
// nearest to the trigger that tells when, in its clause before its sentence.
func (c *candidate) time() rapporteur.Time {
	if t := c.timeIn(c.from, c.to); !t.IsZero() {
		return t
	}
	return c.timeIn(0, len(c.s.items))
}

// timeIn returns the date that items [from, to) tell, the nearest to the trigger.
func (c *candidate) timeIn(from, to int) rapporteur.Time {
	best := -1
	for i := from; i < to; i++ {
		e := c.s.items[i].expr
		if e == nil || !tells(e) || c.s.is(i-1, "for") || c.s.is(i-1, "through") || c.s.elsewhere(i, c.m.head) || c.s.since(i) || c.ofSaying(i) {
			continue // "the plan for 2022" was not signed in 2022 for all we know
		}
		if best < 0 || c.farTime(i) < c.farTime(best) {
			best = i
		}
	}
	if best < 0 {
		return rapporteur.Time{}
	}
	return c.s.items[best].expr.Time
}

// ofSaying reports whether item i dates what somebody says, and not what is told:
// "said on Monday that they had met".
func (c *candidate) ofSaying(i int) bool {
	t := c.s.tree
	if t == nil {
		return false
	}
	verb := t.head[i]
	if verb < 0 || !c.s.in(verb, "say") || c.s.in(verb, "performs") || verb == c.m.head || c.s.predicate(c.m.head) == verb {
		return false
	}
	return t.pos[verb] == "VERB"
}

// since reports whether item i stands in a clause that only tells from when on:
// "the ninth round since the forum was set up in 2009".
func (s *sentence) since(i int) bool {
	t := s.tree
	if t == nil {
		return false
	}
	verb := s.predicate(i)
	return t.head[verb] >= 0 && slices.ContainsFunc(t.kids[verb], func(k int) bool { return t.is(k, "mark") && s.is(k, "since") })
}

// sameDay returns the day of the contact told before, where the sentence puts
// itself on the same occasion and ps were there.
func (rd *reading) sameDay(s *sentence, ps []rapporteur.Party) rapporteur.Time {
	for i := range s.items {
		ends := s.classEnds(i, "same-occasion")
		if len(ends) == 0 {
			continue
		}
		for _, c := range rd.claims {
			if c.Kind == rapporteur.KindInteraction && !c.Background && c.Factuality == rapporteur.CTPlus && !c.Time.Date.IsZero() &&
				(within(ps, c.Parties) || within(c.Parties, ps)) {
				return rapporteur.Time{
					Date: c.Time.Date, Expression: s.between(i, ends[0]), Basis: rapporteur.BasisInferred,
					Inference: "the day of the " + string(c.Interaction.Type) + " told before",
				}
			}
		}
	}
	return rapporteur.Time{}
}

// farYear is by how many items a day or month may be further from the trigger
// than a year, and still be when it happened: "the plan of the 2019 season on 2 July".
const farYear = 20

// farClause is by how many items what another verb tells must be nearer.
const farClause = 20

// farTime returns how far the expression at item i is from the trigger.
func (c *candidate) farTime(i int) int {
	if t := c.s.tree; t != nil && t.head[i] == c.m.head && !t.verbal(c.m.head) {
		return 0 // "a visit in 2024" was in 2024, whatever day is told beside it
	}
	far := abs(i - c.m.head)
	if c.s.tree != nil && c.s.predicate(i) != c.s.predicate(c.m.head) {
		far += farClause
	}
	if p := c.s.items[i].expr.Time.Date.Precision(); p == rapporteur.PrecisionYear {
		far += farYear
	}
	return far
}

// tells reports whether an expression says when something happens.
func tells(e *when.Expr) bool {
	return !e.InName && !e.Time.Date.IsZero() && (e.Role == when.RoleWhen || e.Role == when.RolePeriod || e.Role == when.RoleStart)
}

func abs(n int) int { return max(n, -n) }

// farState is by how many items a state must be nearer to the trigger than a
// place, to be where something happens: "in Lima, at the invitation of Peru".
const farState = 10

// place returns where the contact takes place: the place behind a preposition of
// place that is nearest to the trigger.
func (c *candidate) place() *rapporteur.Place {
	s := c.s
	if c.says("type", string(rapporteur.Call)) {
		return nil // who calls need not say from where
	}
	var best *rapporteur.Place
	nearest := 0
	for i := 1; i < len(s.items); i++ {
		it := &s.items[i]
		at := it.place
		if at == nil && it.kind == stateItem && !it.adj && s.is(i-1, "to") && len(it.parties) == 1 && c.says("type", string(rapporteur.Visit)) {
			at = &rapporteur.Place{Name: it.text, State: it.parties[0]} // a capital, to which one travels
		}
		if at == nil || s.elsewhere(i, c.m.head) {
			continue
		}
		k := i - 1
		for s.in(k, "of-a-place") {
			k--
		}
		toward := s.is(k, "to")
		visited := it.kind == placeItem && c.says("type", string(rapporteur.Visit)) && k == c.m.head
		if !toward && !visited && !s.in(k, "place-preposition") || toward && it.kind == stateItem && !c.says("type", string(rapporteur.Visit)) {
			continue
		}
		far := abs(i - c.m.head)
		if it.kind == stateItem {
			far += farState
		}
		if s.tree != nil && s.predicate(i) != s.predicate(c.m.head) {
			far += farClause
		}
		if best == nil || far < nearest {
			best, nearest = at, far
		}
	}
	return best
}
