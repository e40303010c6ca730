package link

import (
	"slices"
	"strings"

	"example.org/rapporteur"
)

// A query is a question record in the making.
type query struct {
	*group
	abouts [][]string // what each claim asks for, as stems
}

// A telling is a claim that may tell what was not known.
type telling struct {
	*claim
	words []string
	// means are the words for how an undertaking is to be kept: training, equipment …
	means []string
	// quoted are the stems of the words of an undertaking's quote.
	quoted []string
}

// narrowStems are the stems of the names of narrow areas, in order.
var narrowStems = func() []string {
	var out []string
	for a := range narrow {
		out = append(out, stem(string(a)))
	}
	return distinct(out)
}()

// means are stems of words for how a side helps another.
var means = stems(set(`training train trained instructors instructor equipment equip advice advisers advisors experience experts funds funding money vehicles supplies
	courses teachers material materials technology`))

// meansIn returns the means that words name, sorted.
func meansIn(s string) []string {
	return slices.DeleteFunc(rawStems(s), func(w string) bool { return !means[w] })
}

// newTelling returns what a claim tells. ok is false if it tells no more than
// that something exists: an undertaking needs an amount, a date, means or
// delivery, and a text must have been signed.
func newTelling(c *claim) (t telling, ok bool) {
	if c.Factuality != rapporteur.CTPlus || c.Background || c.public == unknownDay {
		return t, false
	}
	switch k, i := c.Commitment, c.Instrument; c.Kind {
	case rapporteur.KindCommitment:
		t.quoted = rawStems(c.Quote.Exact())
		t.means = meansIn(k.What + " " + c.Quote.Exact())
		ok = k.Amount != "" || !k.Due.Date.IsZero() || k.Stage == rapporteur.StageDelivered || len(t.means) > 0
		t.words = content(k.What, c.Parties)
	case rapporteur.KindInstrument:
		ok = i.Status == rapporteur.Signed || i.Status == rapporteur.InForce
		t.words = content(i.Title, c.Parties)
	}
	t.claim = c
	return t, ok
}

// questions makes the records of stated unknowns, with what later documents say
// to them.
func (b *builder) questions() []*group {
	blocks := map[string][]*query{}
	var out []*group
	for _, c := range b.of(rapporteur.KindQuestion) {
		about := content(c.Question.About, c.Parties)
		block := c.key + " " + string(c.Question.Type)
		var best *query
		var why string
		for _, q := range blocks[block] {
			if reason, ok := q.same(c, about); ok {
				best, why = q, reason
				break
			}
		}
		if best == nil {
			best = &query{group: newGroup(rapporteur.KindQuestion, c)}
			blocks[block] = append(blocks[block], best)
			out = append(out, best.group)
		} else {
			best.add(c, why)
		}
		best.abouts = append(best.abouts, about)
	}
	tellings := b.tellings()
	out = b.decided(rapporteur.KindQuestion, out)
	for _, g := range out {
		g.finish = func(g *group) { finishQuestion(g, tellings) }
	}
	return out
}

// tellings returns what claims tell that may have been unknown, by their parties.
func (b *builder) tellings() map[string][]telling {
	out := map[string][]telling{}
	for _, c := range b.claims {
		if t, ok := newTelling(c); ok {
			out[c.key] = append(out[c.key], t)
		}
	}
	return out
}

// vague are the stems of what sources leave out of any matter: alone they do not
// tell which is meant.
var vague = stems(set(`date day time venue place location content contents detail details text number amount value cost name names signing signed document
	given named stated specific exact`))

// same reports whether a claim states the same unknown at the time: two thirds
// of the words of each in the other, at least two, and not all of them vague.
func (q *query) same(c *claim, about []string) (reason string, ok bool) {
	for i, o := range q.abouts {
		common := shared(about, o)
		telling := slices.ContainsFunc(common, func(w string) bool { return !vague[w] })
		if telling && len(common) >= 2 && 3*len(common) >= 2*max(len(about), len(o)) && c.near(q.claims[i], paperReach) {
			return because("the same parties", "both ask for "+strings.Join(asWritten(common, c.Question.About), ", ")), true
		}
	}
	return "", false
}

// finishQuestion gives a question its fields and its answers; tellings are by parties.
func finishQuestion(g *group, tellings map[string][]telling) {
	for _, c := range g.claims {
		g.fields.add(FieldAbout, c.Question.About, c.Question.About, c)
		about, asked := content(c.Question.About, c.Parties), meansIn(c.Question.About)
		for i := range tellings[g.claims[0].key] {
			a := &tellings[g.claims[0].key][i]
			if reason, ok := answers(a, c, about, asked); ok {
				g.fields.add(FieldAnswer, string(a.ID), a.Quote.Exact(), a.claim)
				g.reasons[a.ID] = reason
			}
		}
	}
	founder := g.first()
	g.title = func(map[string][]rapporteur.Value) string { return founder.Question.About }
}

// answers reports whether a claim says what another one says is not known: of
// the same or a later day, of another document, in the same area, and naming
// nearly all of what was asked for. That a text was signed only answers that it
// was not final.
func answers(a *telling, q *claim, about, asked []string) (reason string, ok bool) {
	if a.Doc == q.Doc || q.public == unknownDay || a.public == unknownDay || a.public < q.public || !areasMeet(a.claim, q) ||
		a.Kind == rapporteur.KindInstrument && q.Question.Type != rapporteur.NotFinalised {
		return "", false
	}
	if len(asked) > 0 && len(a.means) > 0 {
		for _, area := range narrowStems {
			if slices.Contains(a.quoted, area) && slices.Contains(about, area) {
				return because("published later or the same day", "tells by what means: "+strings.Join(asWritten(a.means, a.Quote.Exact()), ", ")), true
			}
		}
	}
	common := shared(a.words, about)
	if k := a.Commitment; len(common) < 2 || 4*len(common) < 3*len(about) ||
		k != nil && k.Amount == "" && k.Due.Date.IsZero() && k.Stage != rapporteur.StageDelivered {
		return "", false
	}
	return because("published later or the same day", "tells of "+strings.Join(asWritten(common, a.Quote.Exact(), q.Question.About), ", ")), true
}

func areasMeet(a, q *claim) bool {
	return len(q.Areas) == 0 || slices.ContainsFunc(q.Areas, func(x rapporteur.Area) bool { return slices.Contains(a.Areas, x) })
}
