package link

import (
	"slices"
	"strings"

	"example.org/rapporteur"
)

// A thread is a commitment record in the making.
type thread struct {
	*group
	objects [][]string // what each claim says is undertaken, as stems
}

// commitments makes the threads of undertakings: what the same parties say again
// about the same object in the same area.
func (b *builder) commitments() []*group {
	blocks := map[string][]*thread{}
	var out []*group
	for _, c := range b.of(rapporteur.KindCommitment) {
		object := content(c.Commitment.What+" "+c.Quote.Exact(), c.Parties, weak)
		block := c.key + " " + areaKey(c)
		var best *thread
		var why string
		top := 0
		for _, t := range blocks[block] {
			if n, reason, ok := t.same(c, object); ok && n > top {
				best, why, top = t, reason, n
			}
		}
		if best == nil {
			best = &thread{group: newGroup(rapporteur.KindCommitment, c)}
			best.group.name = areaKey(c)
			blocks[block] = append(blocks[block], best)
			out = append(out, best.group)
		} else {
			best.add(c, why)
		}
		best.objects = append(best.objects, object)
	}
	for _, g := range out {
		finishThread(g)
	}
	return out
}

func areaKey(c *claim) string {
	areas := make([]string, len(c.Areas))
	for i, a := range c.Areas {
		areas[i] = string(a)
	}
	return strings.Join(distinct(areas), ", ")
}

// same reports whether a claim goes on with a thread: most of the words of the
// shorter object are in the other, and at least two.
func (t *thread) same(c *claim, object []string) (score int, reason string, ok bool) {
	for i, o := range t.objects {
		common := shared(object, o)
		few := min(len(object), len(o))
		need := 2 // of four words, two
		if len(t.claims) > i && t.claims[i].Doc == c.Doc {
			need = 3 // one document rarely says the same twice: of four words, three
		}
		if len(common) >= 2 && 4*len(common) >= need*few && len(common) > score {
			score = len(common)
			reason = because("the same parties", areaKey(c), "both speak of "+strings.Join(common, ", "))
		}
	}
	return score, reason, score > 0
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

func partyList(ps []rapporteur.Party) string {
	words := make([]string, len(ps))
	for i, p := range ps {
		words[i] = string(p)
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}
