package link

import (
	"slices"
	"strconv"

	"example.org/rapporteur"
)

// A forum is a mechanism record in the making.
type forum struct {
	*group
	names []forumName
}

// mechanisms makes the records of recurring forums: from claims that name one,
// and from the events that were held under its name.
func (b *builder) mechanisms(events []*group) []*group {
	eventOf := map[*claim]*group{}
	for _, g := range events {
		for _, c := range g.claims {
			eventOf[c] = g
		}
	}
	byParties := map[string][]*forum{}
	taken := map[*group]bool{}
	var out []*group
	for _, c := range b.claims {
		text, name := forumOf(c)
		if name.empty() {
			continue
		}
		parties := c.key
		if e := eventOf[c]; e != nil {
			parties = e.claims[0].key // one report may name more parties than the others
		}
		f, reason := findForum(byParties[parties], name, text)
		if f == nil {
			f = &forum{group: newGroup(rapporteur.KindMechanism, c)}
			f.group.name = text
			byParties[parties] = append(byParties[parties], f)
			out = append(out, f.group)
		} else if !f.holds(c) {
			f.add(c, reason)
		}
		if !slices.ContainsFunc(f.names, name.equal) {
			f.names = append(f.names, name)
		}
		if e := eventOf[c]; e != nil && !taken[e] {
			taken[e] = true
			for _, d := range e.claims {
				if _, named := forumOf(d); d != c && named.empty() {
					f.add(d, "speaks of a meeting of it")
				}
			}
		}
	}
	out = b.decided(rapporteur.KindMechanism, out)
	for _, g := range out {
		g.finish = finishForum
	}
	return out
}

func (f *forum) holds(c *claim) bool {
	_, ok := f.reasons[c.ID]
	return ok
}

// forumOf returns the name of the forum that a claim is about, as it stands and
// ready to be compared; empty if it is about none.
func forumOf(c *claim) (text string, name forumName) {
	switch c.Kind {
	case rapporteur.KindMechanism:
		return c.Mechanism.Name, newForumName(c.Mechanism.Name, c.Parties)
	case rapporteur.KindInteraction:
		return c.Interaction.Mechanism, c.held()
	}
	return "", forumName{}
}

func findForum(forums []*forum, name forumName, text string) (*forum, string) {
	for _, f := range forums {
		for _, n := range f.names {
			if n.same(name) {
				if f.group.name == text {
					return f, "the same parties, the same name"
				}
				return f, "the same parties, " + strconv.Quote(text) + " for " + strconv.Quote(f.group.name)
			}
		}
	}
	return nil, ""
}

func finishForum(g *group) {
	for _, c := range g.claims {
		switch c.Kind {
		case rapporteur.KindMechanism:
			g.fields.word(FieldName, c.Mechanism.Name, c)
			g.fields.word(FieldCadence, c.Mechanism.Cadence, c)
		case rapporteur.KindInteraction:
			if text, name := forumOf(c); !name.empty() {
				g.fields.word(FieldName, text, c)
			}
			if c.Interaction.Edition > 0 {
				g.fields.word(FieldEdition, strconv.Itoa(c.Interaction.Edition), c)
			}
		}
	}
	g.title = firstOf(FieldName)
}
