package link

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/who"
)

// A Candidate is a record that may be one with another, for a person to decide.
type Candidate struct {
	Record rapporteur.Record
	Score  int    // how much speaks for it; compares with those of the same record only
	Reason string // what speaks for it, and what against it, in words
}

// likelyFrom is the score from which a record is worth a look: more than the same
// parties and the same form.
const likelyFrom = 4

// Likely returns, of some records, those of its kind that a record is most likely
// one with, the likeliest first and at most most. They are compared by what Build
// compares claims by (parties, days, places, persons, the stems of names and
// objects), but by what the records as a whole say, and near misses count.
func Likely(of rapporteur.Record, among iter.Seq[rapporteur.Record], most int) []Candidate {
	var out []Candidate
	p := newProfile(of)
	for r := range among {
		if r.ID == of.ID || r.Kind != of.Kind {
			continue
		}
		if c := p.like(newProfile(r)); c.score >= likelyFrom {
			out = append(out, Candidate{r, c.score, because(c.reasons...)})
		}
	}
	slices.SortFunc(out, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Record.Title, b.Record.Title), cmp.Compare(a.Record.ID, b.Record.ID))
	})
	return out[:min(len(out), most)]
}

// A profile is what is compared of a record.
type profile struct {
	*rapporteur.Record
	states []rapporteur.Party
	dates  []rapporteur.Date
	names  []personName // of those who take part, or of the person
	forums []forumName
	matter []string // stems of what it is about, sorted
	texts  []string // these as written
	years  []string // that its title or object names, sorted
}

func newProfile(r rapporteur.Record) profile {
	p := profile{Record: &r, states: who.States(r.Parties)}
	for _, field := range []string{FieldDate, FieldSigned} {
		for _, v := range r.Fields[field] {
			if d, err := rapporteur.ParseDate(v.Value); err == nil {
				p.dates = append(p.dates, d)
			}
		}
	}
	forums := map[rapporteur.Kind]string{rapporteur.KindInteraction: FieldMechanism, rapporteur.KindMechanism: FieldName}[r.Kind]
	for _, v := range r.Fields[forums] {
		n := newForumName(v.Value, r.Parties)
		p.forums = append(p.forums, n)
		if r.Kind == rapporteur.KindMechanism {
			p.texts, p.matter = append(p.texts, v.Value), append(p.matter, n.core...)
		}
	}
	for _, field := range sortedKeys(r.Fields) {
		if name, ok := strings.CutPrefix(field, OfficeOf); ok {
			p.names = append(p.names, newPersonName(name))
		}
	}
	if r.Kind == rapporteur.KindTenure {
		for _, v := range r.Fields[FieldName] {
			p.names = append(p.names, newPersonName(v.Value))
		}
	}
	for _, v := range slices.Concat(r.Fields[FieldWhat], r.Fields[FieldAbout]) {
		p.texts = append(p.texts, v.Value)
		p.matter = append(p.matter, content(v.Value, r.Parties, weak)...)
		p.years = append(p.years, yearsIn(v.Value)...)
	}
	for _, v := range r.Fields[FieldTitle] {
		p.texts = append(p.texts, v.Value)
		p.matter = append(p.matter, titleCore(v.Value, r.Parties)...)
		p.years = append(p.years, yearsIn(v.Value)...)
	}
	p.matter, p.years = distinct(p.matter), distinct(p.years)
	return p
}

// A comparing adds up what speaks for two records being one.
type comparing struct {
	score   int
	reasons []string
}

func (c *comparing) count(score int, reason string) {
	c.score += score
	c.reasons = append(c.reasons, reason)
}

// like compares two records of one kind.
func (p profile) like(o profile) comparing {
	var c comparing
	if p.Kind == rapporteur.KindTenure {
		c.persons(p, o)
		return c
	}
	if !c.parties(p, o) {
		return comparing{}
	}
	c.time(p, o)
	c.matter(p, o)
	if p.Kind == rapporteur.KindInteraction {
		c.event(p, o)
	}
	for _, form := range []string{FieldType, FieldEdition, FieldDue} {
		a, b := p.Fields[form], o.Fields[form]
		switch {
		case len(a) == 0 || len(b) == 0:
		case slices.ContainsFunc(a, func(v rapporteur.Value) bool {
			return slices.ContainsFunc(b, func(w rapporteur.Value) bool { return sameForm(form, v.Value, w.Value) })
		}):
			if form == FieldType {
				c.count(1, "")
			} else {
				c.count(2, "the same "+form)
			}
		case form == FieldEdition:
			c.count(-4, fmt.Sprintf("though of editions %s and %s", a[0].Value, b[0].Value))
		}
	}
	return c
}

func sameForm(field, a, b string) bool {
	if field == FieldType {
		return family(rapporteur.InteractionType(a)) == family(rapporteur.InteractionType(b))
	}
	return a == b
}

// parties reports whether two records can be one by who is party to them.
func (c *comparing) parties(p, o profile) bool {
	both := slices.DeleteFunc(slices.Clone(p.states), func(s rapporteur.Party) bool { return !slices.Contains(o.states, s) })
	switch {
	case partyKey(p.Parties) == partyKey(o.Parties):
		c.count(2, "the same parties")
	case len(p.states) == 0 || len(o.states) == 0:
	case len(both) == len(p.states) || len(both) == len(o.states):
		c.count(1, "parties of which one names more")
	default:
		return false
	}
	return true
}

// time compares the nearest of their dates.
func (c *comparing) time(p, o profile) {
	nearest, same := unknownDay, false
	for _, d := range p.dates {
		for _, e := range o.dates {
			if d == e && d.Precision() == rapporteur.PrecisionDay {
				same = true
			}
			if d == e || rapporteur.MayEqual(d, e) {
				nearest = 0
				continue
			}
			first, last, ok := days(d)
			from, to, ok2 := days(e)
			if ok && ok2 {
				nearest = min(nearest, max(from-last, first-to))
			}
		}
	}
	apart := nearest.apart()
	switch {
	case nearest == unknownDay:
	case same:
		c.count(4, "the same day")
	case nearest == 0:
		c.count(3, "at a time that may be the same")
	case nearest <= newsReach:
		c.count(3, apart)
	case nearest <= dateSlip:
		c.count(2, apart)
	case nearest > yearReach:
		c.count(-2, "though "+apart)
	default:
		c.count(0, "though "+apart)
	}
}

// apart says how far apart two days are.
func (d dayNumber) apart() string {
	switch {
	case d == 1:
		return "a day apart"
	case d < 2*dateSlip:
		return fmt.Sprintf("%d days apart", d)
	case d < 2*yearReach:
		return fmt.Sprintf("%d months apart", d/30)
	}
	return fmt.Sprintf("%d years apart", d/365)
}

// matter compares what undertakings, questions and texts are about, and what
// mechanisms are called.
func (c *comparing) matter(p, o profile) {
	if common := shared(p.matter, o.matter); len(common) > 0 {
		n := min(2*len(common), 6)
		if slices.Equal(p.matter, o.matter) {
			n += 2
		}
		c.count(n, "both speak of "+strings.Join(asWritten(common[:min(len(common), 5)], p.texts...), ", "))
	}
	switch {
	case len(p.years) == 0 || len(o.years) == 0:
	case slices.Equal(p.years, o.years):
		c.count(1, "for "+strings.Join(p.years, "–"))
	case partedBy(p.years, o.years):
		c.count(-3, "though for "+strings.Join(p.years, "–")+" and "+strings.Join(o.years, "–"))
	}
	if p.Kind == rapporteur.KindMechanism && p.sameForum(o) {
		c.count(2, "")
	}
	if a, b := p.Fields[FieldBy], o.Fields[FieldBy]; len(a) > 0 && len(b) > 0 &&
		!slices.ContainsFunc(strings.Fields(a[0].Value), func(by string) bool { return slices.Contains(strings.Fields(b[0].Value), by) }) {
		c.count(-3, "though undertaken by others")
	}
}

func (p profile) sameForum(o profile) bool {
	return slices.ContainsFunc(p.forums, func(f forumName) bool { return slices.ContainsFunc(o.forums, f.same) })
}

// event compares what contacts alone have: forums, places and those who take part.
func (c *comparing) event(p, o profile) {
	switch {
	case len(p.forums) == 0 || len(o.forums) == 0:
	case p.sameForum(o):
		c.count(3, "the same forum")
	default:
		c.count(-1, "though of forums of other names")
	}
	var together, clash string
	for _, a := range p.Fields[FieldPlace] {
		for _, b := range o.Fields[FieldPlace] {
			_, state := who.Resolve(a.Value)
			_, other := who.Resolve(b.Value)
			switch {
			case state || other: // nearly every contact of two states is in one of them
			case placesAgree(a.Value, b.Value):
				together = "the same place"
			default:
				clash = fmt.Sprintf("though the places differ: %s and %s", a.Value, b.Value)
			}
		}
	}
	if together != "" {
		c.count(2, together)
	} else if clash != "" {
		c.count(-1, clash)
	}
	var seen []string
	for _, a := range p.names {
		for _, b := range o.names {
			if _, l := compareNames(a, b); l > different {
				seen = append(seen, longer(a.shown, b.shown))
			}
		}
	}
	if seen = distinct(seen); len(seen) > 0 {
		c.count(2*len(seen), strings.Join(seen, " and ")+" in both")
	}
}

// closeNames says how much names of two persons must have in common to be shown to
// somebody who decides: a letter in three may differ.
const closeNames = 3

// persons compares two persons: by their names first, for an office has many holders.
func (c *comparing) persons(p, o profile) {
	best, how := different, ""
	for _, a := range p.names {
		for _, b := range o.names {
			reason, l := compareNames(a, b)
			if n := distance(a.joined, b.joined); l == different && closeNames*n <= min(len(a.joined), len(b.joined)) {
				reason, l = fmt.Sprintf("%s and %s are spelt nearly alike", a.shown, b.shown), partial
			}
			if l > best || how == "" && l == best {
				best, how = l, reason
			}
		}
	}
	if best == different {
		return
	}
	c.count(map[likeness]int{partial: 2, contained: 4, spelling: 5, equalNames: 6}[best], how)
	switch {
	case len(p.Parties) == 0 || len(o.Parties) == 0:
	case sidesMeet(p.Parties, o.Parties):
		c.count(2, "of "+who.Display(p.Parties[0]))
	default:
		c.count(-3, "though of "+who.Display(p.Parties[0])+" and "+who.Display(o.Parties[0]))
	}
	for _, a := range p.Fields[FieldOffice] {
		if i := slices.IndexFunc(o.Fields[FieldOffice], func(b rapporteur.Value) bool { return sameSeat(a.Value, b.Value) }); i >= 0 {
			c.count(2, "both "+a.Value)
			return
		}
	}
}
