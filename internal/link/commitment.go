package link

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"example.org/rapporteur"
)

// A thread is a commitment record in the making.
type thread struct {
	*group
	sayings []*saying // no two alike
}

// A saying is what one claim says is undertaken.
type saying struct {
	by    []rapporteur.Party
	areas []rapporteur.Area
	words []string                  // stems of the object and the quote, sorted
	years []string                  // that the object names, sorted
	docs  map[rapporteur.DocID]bool // that say so
}

func (b *builder) newSaying(c *claim) *saying {
	return &saying{
		by: c.Commitment.By, areas: c.Areas, years: yearsIn(c.Commitment.What),
		words: content(c.Commitment.What+" "+c.Quote.Exact(), c.Parties, weak, b.proper[c.Doc]),
		docs:  map[rapporteur.DocID]bool{c.Doc: true},
	}
}

// learn keeps what a claim says, to compare others with.
func (t *thread) learn(s *saying) {
	for _, o := range t.sayings {
		if slices.Equal(o.words, s.words) && slices.Equal(o.years, s.years) && slices.Equal(o.by, s.by) && slices.Equal(o.areas, s.areas) {
			maps.Copy(o.docs, s.docs)
			return
		}
	}
	t.sayings = append(t.sayings, s)
}

// narrow are the areas in which the same parties rarely have more than one thing
// on hand, so that a single word in common tells more.
var narrow = map[rapporteur.Area]bool{
	rapporteur.AreaPeacekeeping: true, rapporteur.AreaCyber: true, rapporteur.AreaIntelligence: true,
	rapporteur.AreaIT: true, rapporteur.AreaLogistics: true, rapporteur.AreaHealth: true,
}

// areaWords are the stems of the names of areas.
var areaWords = func() map[rapporteur.Area]map[string]bool {
	m := map[rapporteur.Area]map[string]bool{}
	for _, a := range []rapporteur.Area{
		rapporteur.AreaBorder, rapporteur.AreaTraining, rapporteur.AreaExercises, rapporteur.AreaMaritime, rapporteur.AreaIndustry, rapporteur.AreaDialogue,
		rapporteur.AreaHumanitarian, rapporteur.AreaCrime, rapporteur.AreaWarLegacy, rapporteur.AreaMultilateral, rapporteur.AreaCulture,
		rapporteur.AreaInfrastructure, rapporteur.AreaFinance,
	} {
		m[a] = stems(set(string(a)))
	}
	return m
}()

// commitments makes the threads of undertakings: what the same parties say again
// about the same object in the same area.
func (b *builder) commitments() []*group {
	byArea := map[string][]*thread{} // by parties and area
	byQuote := map[string]*thread{}  // by the words themselves, which may touch several areas
	var out []*group
	for _, c := range b.of(rapporteur.KindCommitment) {
		s := b.newSaying(c)
		quote := fmt.Sprint(c.Doc, " ", c.Quote.Start(), " ", c.Quote.End(), " ", partyList(c.Commitment.By))
		best, why := byQuote[quote], "the same words, in another area"
		if best == nil {
			best, why = continued(c, s, byArea)
		}
		if best == nil {
			best = &thread{group: newGroup(rapporteur.KindCommitment, c)}
			out = append(out, best.group)
		} else {
			best.add(c, why)
		}
		best.learn(s)
		byQuote[quote] = best
		for _, a := range c.Areas {
			k := c.key + " " + string(a)
			if !slices.Contains(byArea[k], best) {
				byArea[k] = append(byArea[k], best)
			}
		}
	}
	for _, g := range out {
		finishThread(g)
	}
	return out
}

// continued returns the thread that a claim goes on with; nil if there is none.
func continued(c *claim, s *saying, byArea map[string][]*thread) (best *thread, why string) {
	top := 0
	for _, a := range c.Areas {
		for _, t := range byArea[c.key+" "+string(a)] {
			if n, reason, ok := t.same(s, a, c.Doc); ok && n > top {
				best, why, top = t, reason, n
			}
		}
	}
	return best, why
}

// same reports whether a claim goes on with a thread in an area: half of the
// words of the shorter object are in the other, at least two, and these are a
// third of the longer one. A sentence that lists many things thus goes on with
// none of them. The words of the area's own name count only in narrow areas. An
// undertaking of one side is not that of the other, nor that for one year that
// for another.
func (t *thread) same(s *saying, area rapporteur.Area, doc rapporteur.DocID) (score int, reason string, ok bool) {
	var words []string
	for _, o := range t.sayings {
		if !slices.Contains(o.areas, area) {
			continue
		}
		if !sidesMeet(s.by, o.by) || len(s.years) > 0 && len(o.years) > 0 && len(shared(s.years, o.years)) == 0 {
			return 0, "", false
		}
		common := shared(s.words, o.words)
		if !narrow[area] {
			common = slices.DeleteFunc(common, func(w string) bool { return areaWords[area][w] })
		}
		few, many, n := min(len(s.words), len(o.words)), max(len(s.words), len(o.words)), len(common)
		enough := n >= 2 && 2*n >= few && 3*n >= many
		switch {
		case o.docs[doc]: // one document rarely says the same twice
			enough = n >= 2 && 4*n >= 3*few
		case narrow[area]:
			enough = n >= 1 && 3*n >= few && 6*n >= many
		}
		if enough && len(common) > score {
			score, words = len(common), common
		}
	}
	return score, because("the same parties", string(area), "both speak of "+strings.Join(words, ", ")), score > 0
}

// sidesMeet reports whether some party undertakes in both.
func sidesMeet(a, b []rapporteur.Party) bool {
	return slices.ContainsFunc(a, func(p rapporteur.Party) bool { return slices.Contains(b, p) })
}

func finishThread(g *group) {
	for _, c := range g.claims {
		k := c.Commitment
		g.fields.add(FieldWhat, k.What, k.What, c)
		by := partyList(k.By)
		g.fields.add(FieldBy, by, by, c)
		g.fields.word(FieldStage, string(k.Stage), c)
		g.fields.word(FieldAct, string(k.Act), c)
		g.fields.date(FieldDue, k.Due.Date, c)
		g.fields.word(FieldAmount, k.Amount, c)
	}
	founder := g.first()
	g.title = func(map[string][]rapporteur.Value) string { return founder.Commitment.What }
}

// partyList returns the codes of parties in order, joined by spaces.
func partyList(ps []rapporteur.Party) string {
	words := make([]string, len(ps))
	for i, p := range ps {
		words[i] = string(p)
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}
