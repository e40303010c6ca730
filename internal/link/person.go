package link

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/who"
)

// officeStop are the words of an office that tell nothing about which it is.
var officeStop = set("the of and for in s a at to his her its current then former")

// officeWords returns the folded words of an office, sorted, each once, without
// words of function and with "defense" spelt "defence".
func officeWords(s string) []string {
	var out []string
	for _, w := range words(s) {
		if !officeStop[w] {
			out = append(out, stem(w))
		}
	}
	return distinct(out)
}

// A seat is what tells which office is meant: its words, and whether it is a
// deputy's.
func sameSeat(a, b string) bool {
	as, bs := officeWords(a), officeWords(b)
	if len(as) == 0 || len(bs) == 0 {
		return false
	}
	return len(shared(as, bs)) >= 2 && (subset(as, bs) || subset(bs, as))
}

// A persona is one name in one country with the claims that use it.
type persona struct {
	name    personName
	country rapporteur.Party
	claims  []*claim
	offices []string // that claims give, no two alike, in their order
	group   *group
}

// people makes the records of persons from tenure claims.
func (b *builder) people() []*group {
	byPart := map[string][]*persona{} // by what names that may be one share
	forms := map[*group][]*persona{}
	var groups []*group
	for _, p := range b.personas() {
		fits := map[*group]fit{}
		seen := map[*persona]bool{}
		for _, part := range p.name.parts() {
			for _, q := range byPart[part] {
				if seen[q] {
					continue
				}
				seen[q] = true
				reason, ok := samePerson(p, q)
				if old, have := fits[q.group]; ok && (!have || q.claims[0].rank < old.to.claims[0].rank) {
					fits[q.group] = fit{q, reason}
				}
			}
		}
		if into := chosen(p, fits, forms); into != nil {
			p.group = into
			p.group.add(p.claims[0], fits[into].reason)
			for _, g := range slices.SortedFunc(maps.Keys(fits), byFirst) { // those that p shows to be the same
				if g == into {
					continue
				}
				for _, q := range forms[g] {
					q.group = into
					into.add(q.claims[0], because(fits[g].reason, "as is "+fits[into].to.name.shown))
					for _, c := range q.claims[1:] {
						into.add(c, sameNameThere)
					}
				}
				forms[into] = append(forms[into], forms[g]...)
				delete(forms, g)
			}
		} else {
			g := newGroup(rapporteur.KindTenure, p.claims[0])
			g.name = p.name.folded
			g.parties = []rapporteur.Party{}
			groups = append(groups, g)
			p.group = g
		}
		forms[p.group] = append(forms[p.group], p)
		for _, c := range p.claims[1:] {
			p.group.add(c, sameNameThere)
		}
		for _, part := range p.name.parts() {
			byPart[part] = append(byPart[part], p)
		}
	}
	groups = slices.DeleteFunc(groups, func(g *group) bool { return forms[g] == nil })
	groups = b.decided(rapporteur.KindTenure, groups)
	for _, g := range groups {
		b.finishPerson(g)
	}
	return groups
}

func byFirst(g, h *group) int { return cmp.Compare(g.claims[0].rank, h.claims[0].rank) }

const sameNameThere = "the same name in the same country"

// A fit is the earliest form of a person's name that another is the same as.
type fit struct {
	to     *persona
	reason string
}

// chosen returns the person that a name is of; nil if none is, or several are: a
// name that fits two persons is neither's. It is both's if they are spelt so much
// alike that one letter more would have made them one.
func chosen(p *persona, fits map[*group]fit, forms map[*group][]*persona) *group {
	var best *group
	for g, f := range fits {
		if best == nil || f.to.claims[0].rank < fits[best].to.claims[0].rank {
			best = g
		}
	}
	for g := range fits {
		if g != best && !alike(p, forms[g], forms[best]) {
			return nil
		}
	}
	return best
}

// alike reports whether two persons are one by a name whose spelling lies between theirs.
func alike(p *persona, gs, hs []*persona) bool {
	near := func(q *persona) bool {
		_, l := compareNames(p.name, q.name)
		return l >= spelling
	}
	for _, g := range gs {
		for _, h := range hs {
			if n, ok := transcribed(g.name, h.name, longSpan); ok && n > 0 && g.country == h.country && near(g) && near(h) {
				return true
			}
		}
	}
	return false
}

// personas gathers the claims of one folded name and country. Those that say
// most about the name come first, so that shorter forms are compared with them.
func (b *builder) personas() []*persona {
	type id struct {
		name    string
		country rapporteur.Party
	}
	byID := map[id]*persona{}
	var out []*persona
	for _, c := range b.of(rapporteur.KindTenure) {
		n := newPersonName(c.Tenure.Person.Name)
		if n.folded == "" {
			continue
		}
		country := surely(c)
		p := byID[id{n.sorted, country}]
		if p == nil {
			p = &persona{name: n, country: country}
			byID[id{n.sorted, country}] = p
			out = append(out, p)
		}
		p.claims = append(p.claims, c)
		if o := c.Tenure.Person.Office; !slices.Contains(p.offices, o) {
			p.offices = append(p.offices, o)
		}
	}
	slices.SortStableFunc(out, func(p, q *persona) int {
		return cmp.Or(cmp.Compare(min(len(q.name.tokens), 2), min(len(p.name.tokens), 2)),
			compareBool(p.country == "", q.country == ""), cmp.Compare(p.claims[0].rank, q.claims[0].rank))
	})
	return out
}

// surely returns the country of the person of a claim, if the text tells it: one
// that was guessed from the words around counts as not told.
func surely(c *claim) rapporteur.Party {
	if slices.Contains(c.Unsure, "country") {
		return ""
	}
	return c.Tenure.Person.Country
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// samePerson reports whether two names are of one person, and why. A name alone
// is enough only if all its parts agree; a surname alone never is. The reason
// ends with how sure the link is, for whoever reviews it.
func samePerson(p, q *persona) (reason string, ok bool) {
	how, likeness := compareNames(p.name, q.name)
	if likeness == different {
		return "", false
	}
	office := seatOf(p, q)
	switch {
	case p.country != "" && q.country != "" && p.country != q.country:
		// A slip of one report about the country, not two people: only if name and office are the same.
		if likeness < equalNames || len(p.name.tokens) < 2 || office == "" {
			return "", false
		}
		return because(how, "both "+office, fmt.Sprintf("though the country differs: %s and %s", who.Display(p.country), who.Display(q.country)), possible), true
	case p.country == "" || q.country == "":
		if likeness == equalNames && len(p.name.tokens) >= 2 || likeness == spelling {
			return because(how, "one report does not tell the country", likely), true
		}
		return "", false
	case likeness == equalNames && len(p.name.tokens) >= 2:
		return because(how, "of "+who.Display(p.country), almostSure), true
	case likeness == spelling || likeness == contained:
		sure := likely
		if office != "" {
			sure = almostSure
		}
		return because(how, "both of "+who.Display(p.country), prefixed("both ", office), sure), true
	case office != "" && nearInTime(p, q):
		return because(how, "both of "+who.Display(p.country), "both "+office, likely), true
	}
	return "", false
}

// How sure it is that two names are of one person.
const (
	almostSure = "almost sure"
	likely     = "likely"
	possible   = "possible"
)

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

// seatOf returns an office that both were seen in.
func seatOf(p, q *persona) string {
	for _, o := range p.offices {
		if slices.ContainsFunc(q.offices, func(other string) bool { return sameSeat(o, other) }) {
			return o
		}
	}
	return ""
}

// tenureReach is how far apart two sightings of an office may lie for a name
// that is short or spelt otherwise to be held to be the same person in it: the
// usual five-year term.
const tenureReach = 5 * 366

func nearInTime(p, q *persona) bool {
	for _, c := range p.claims {
		for _, d := range q.claims {
			if c.public != unknownDay && d.public != unknownDay && max(c.public-d.public, d.public-c.public) <= tenureReach {
				return true
			}
		}
	}
	return false
}

// finishPerson gives a person record its fields and makes it findable by the
// names that documents use. A country that was guessed counts only where no
// document tells one.
func (b *builder) finishPerson(g *group) {
	told := slices.ContainsFunc(g.claims, func(c *claim) bool { return surely(c) != "" })
	person := &official{}
	for _, c := range g.claims {
		p := c.Tenure.Person
		g.fields.add(FieldName, p.Name, p.Name, c)
		for _, form := range append([]string{p.Name}, c.Tenure.Mentions...) {
			b.personOf[docName{c.Doc, who.Fold(form)}] = person
		}
		if p.Rank != "" {
			g.fields.word(FieldRank, p.Rank, c)
		}
		if p.Office != "" {
			g.fields.add(FieldOffice, officeKey(p.Office, p.Country), p.Office, c)
		}
		if country := p.Country; country != "" && (!told || surely(c) != "") {
			g.fields.add(FieldCountry, string(country), string(country), c)
			g.parties = append(g.parties, country)
		}
	}
	if countries := g.fields[FieldCountry]; len(countries) == 1 {
		person.country = rapporteur.Party(sortedKeys(countries)[0])
	}
	g.title = firstOf(FieldName)
}

// officeKey returns what makes two wordings one office: "defence minister of
// Laos" and "Minister of National Defence" are the same in Laos.
func officeKey(office string, country rapporteur.Party) string {
	ws := officeWords(office)
	defence := slices.Contains(ws, "defence")
	ws = slices.DeleteFunc(ws, func(w string) bool {
		return w == "national" && defence || stateWord(w, []rapporteur.Party{country})
	})
	return strings.Join(ws, " ")
}

// firstOf returns the title of a record that is called by a field's displayed value.
func firstOf(field string) func(map[string][]rapporteur.Value) string {
	return func(fields map[string][]rapporteur.Value) string {
		if vs := fields[field]; len(vs) > 0 {
			return vs[0].Value
		}
		return ""
	}
}
