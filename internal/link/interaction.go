package link

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/who"
)

// An event is an interaction record in the making.
type event struct {
	*group
	family   string
	forums   []forumName
	edition  int
	dates    []rapporteur.Date
	places   []string
	attended map[rapporteur.Party][]attendant
	docs     map[rapporteur.DocID]bool
	indexed  map[string]bool // keys under which it can be found
}

// An attendant is a person who takes part.
type attendant struct {
	name   personName
	person *official // nil if no record gathers the name
}

// family returns what sort of contact a claim speaks of. Reports call one and
// the same event a meeting or a dialogue; other forms they tell apart.
func family(t rapporteur.InteractionType) string {
	if t == rapporteur.Dialogue {
		return string(rapporteur.Meeting)
	}
	return string(t)
}

// interactions makes the records of events. Claims that tell a day or an edition
// come first; the vaguer ones then join them or stay apart.
func (b *builder) interactions() []*group {
	ix := eventIndex{}
	var out []*group
	claims := b.of(rapporteur.KindInteraction)
	slices.SortStableFunc(claims, func(c, d *claim) int {
		return cmp.Or(compareBool(!pinned(c), !pinned(d)), compareBool(yearless(c), yearless(d)))
	})
	for _, c := range claims {
		e := b.newEvent(c)
		var best *event
		var why string
		top, tied := 0, false
		for _, old := range ix.candidates(e) {
			if n, reason, ok := b.sameEvent(e, old); ok && n >= top {
				tied = n == top && best != nil
				if n > top || best == nil {
					best, why, top = old, reason, n
				}
			}
		}
		// Two equally good matches that nothing but the day speaks for are no match, nor
		// are two for what may have been in any year.
		if best == nil || tied && (top < distinctive || yearless(c)) {
			out = append(out, e.group)
			ix.add(e, e)
			continue
		}
		best.absorb(e, why)
		ix.add(e, best)
	}
	out = b.decided(rapporteur.KindInteraction, out)
	for _, g := range out {
		g.finish = b.finishEvent
	}
	return out
}

// pinned reports whether a claim tells an event by itself.
func pinned(c *claim) bool {
	return c.Time.Date.Precision() == rapporteur.PrecisionDay || c.Interaction.Edition > 0 && c.Interaction.Mechanism != ""
}

// yearless reports whether nothing tells the year of a claim's event: neither its
// date nor when its document came out.
func yearless(c *claim) bool { return !c.dated && !c.Time.Date.IsZero() && !c.published() }

func (b *builder) newEvent(c *claim) *event {
	i := c.Interaction
	e := &event{
		group: newGroup(rapporteur.KindInteraction, c), family: family(i.Type), edition: i.Edition,
		attended: map[rapporteur.Party][]attendant{}, docs: map[rapporteur.DocID]bool{c.Doc: true},
		indexed: map[string]bool{},
	}
	if n := c.held(); !n.empty() {
		e.forums = []forumName{n}
	}
	if !c.Time.Date.IsZero() {
		e.dates = []rapporteur.Date{c.Time.Date}
	}
	if _, text := placeText(c.Place); text != "" {
		e.places = []string{text}
	}
	for _, p := range i.Participants {
		n := newPersonName(p.Name)
		if n.folded == "" {
			continue
		}
		a := attendant{name: n, person: b.personOf[docName{c.Doc, n.folded}]}
		country := p.Country
		if a.person != nil && a.person.country != "" {
			// What all documents together tell is surer than what this one was read to.
			country = a.person.country
		}
		e.attended[country] = append(e.attended[country], a)
	}
	return e
}

func (e *event) absorb(o *event, reason string) {
	e.add(o.claims[0], reason)
	e.forums = append(e.forums, o.forums...)
	if e.edition == 0 {
		e.edition = o.edition
	}
	for _, d := range o.dates {
		if !slices.Contains(e.dates, d) {
			e.dates = append(e.dates, d)
		}
	}
	for _, p := range o.places {
		if !slices.Contains(e.places, p) {
			e.places = append(e.places, p)
		}
	}
	for country, as := range o.attended {
		for _, a := range as {
			if !slices.ContainsFunc(e.attended[country], a.same) {
				e.attended[country] = append(e.attended[country], a)
			}
		}
	}
	for d := range o.docs {
		e.docs[d] = true
	}
}

// same reports whether two attendants of one event are one person. That they
// stand in the same event for the same country lets a part of a name do.
func (a attendant) same(b attendant) bool {
	if a.person != nil && a.person == b.person {
		return true
	}
	_, l := compareNames(a.name, b.name)
	return l > different
}

// An eventIndex finds the events that a claim may speak of.
type eventIndex map[string][]*event

// candidates returns events, in the order in which they were found.
func (ix eventIndex) candidates(e *event) []*event {
	var out []*event
	seen := map[*event]bool{}
	for _, k := range e.keys() {
		for _, old := range ix[k] {
			if !seen[old] {
				seen[old] = true
				out = append(out, old)
			}
		}
	}
	return out
}

// add makes an event findable by what a claim in it says.
func (ix eventIndex) add(said, e *event) {
	for _, k := range said.keys() {
		if !e.indexed[k] {
			e.indexed[k] = true
			ix[k] = append(ix[k], e)
		}
	}
}

// keys returns what an event shares with every event that it may be the same
// as. Months of the year stand for dates, so that a date without its year finds
// those that have one.
func (e *event) keys() []string {
	c := e.claims[0]
	var out []string
	for _, d := range e.dates {
		for _, m := range monthsOf(d) {
			out = append(out, c.key+" "+e.family+" month "+m)
		}
	}
	for _, f := range e.forums {
		if e.edition > 0 {
			out = append(out, "edition "+strconv.Itoa(e.edition)+" "+strings.Join(f.core, " "), c.key+" edition "+strconv.Itoa(e.edition))
		}
		if len(e.dates) == 0 {
			out = append(out, c.key+" forum")
		}
	}
	for country, as := range e.attended {
		for _, a := range as {
			for _, t := range a.name.tokens {
				if len(t) > 3 {
					out = append(out, c.key+" "+e.family+" "+string(country)+" "+t)
				}
			}
		}
	}
	out = append(out, string(c.Doc)+" "+e.family, c.key+" "+e.family+" words "+c.Quote.Exact())
	return distinct(out)
}

// monthsOf returns the months of the year, as 01 to 12, that a date of a length
// of up to two months touches; none for longer or vaguer ones.
func monthsOf(d rapporteur.Date) []string {
	if first, last, ok := d.Bounds(); ok {
		var out []string
		for t := first; !t.After(last) && len(out) < 3; t = t.AddDate(0, 0, 1) {
			if m := t.Format("01"); len(out) == 0 || out[len(out)-1] != m {
				out = append(out, m)
			}
		}
		if len(out) < 3 {
			return out
		}
		return nil
	}
	if s := d.String(); strings.HasPrefix(s, "XXXX-") && len(s) >= 7 && numbered(s[5:7]) {
		return []string{s[5:7]}
	}
	return nil
}

func (b *builder) finishEvent(g *group) {
	called := namesIn(g)
	for _, c := range g.claims {
		i := c.Interaction
		f := g.fields
		f.date(FieldDate, c.Time.Date, c)
		key, text := placeText(c.Place)
		f.add(FieldPlace, key, text, c)
		f.word(FieldType, string(i.Type), c)
		if !c.held().empty() {
			f.word(FieldMechanism, i.Mechanism, c)
		}
		if i.Edition > 0 {
			f.word(FieldEdition, strconv.Itoa(i.Edition), c)
		}
		f.add(FieldHost, string(i.Host), string(i.Host), c)
		for _, p := range i.Participants {
			if p.Office != "" {
				f.add(OfficeOf+called[p.Name], officeKey(p.Office, p.Country), p.Office, c)
			}
		}
	}
	g.title = func(fields map[string][]rapporteur.Value) string { return eventTitle(fields, g) }
}

// namesIn returns the name by which a record calls each person whom its claims
// name: the longest of the forms that they use.
func namesIn(g *group) map[string]string {
	called := map[string]string{}
	var forms []attendant
	for _, c := range g.claims {
		for _, p := range c.Interaction.Participants {
			if _, known := called[p.Name]; !known {
				called[p.Name] = p.Name
				forms = append(forms, attendant{name: newPersonName(p.Name)})
			}
		}
	}
	for _, a := range forms {
		best := a.name.shown
		for _, o := range forms {
			if n := o.name.shown; (len(n) > len(best) || len(n) == len(best) && n < best) && a.same(o) {
				best = n
			}
		}
		called[a.name.shown] = best
	}
	return called
}

func eventTitle(fields map[string][]rapporteur.Value, g *group) string {
	shown := firstOf
	if m := shown(FieldMechanism)(fields); m != "" {
		m = strings.ToUpper(m[:1]) + m[1:]
		if n := shown(FieldEdition)(fields); n != "" {
			return fmt.Sprintf("%s, edition %s", m, n)
		}
		return m
	}
	title := shown(FieldType)(fields)
	if title == string(rapporteur.OtherInteraction) || title == "" {
		title = "contact"
	}
	title = strings.ToUpper(title[:1]) + title[1:]
	if names := leads(g); len(names) > 1 {
		of := " of "
		if shown(FieldType)(fields) == string(rapporteur.Signing) {
			of = " by "
		}
		return title + of + strings.Join(names, " and ")
	}
	if place := shown(FieldPlace)(fields); place != "" {
		return title + " in " + place
	}
	var names []string
	for _, s := range g.first().states {
		names = append(names, who.Display(s))
	}
	switch n := len(names); n {
	case 0:
		return title
	case 1:
		return title + " of " + names[0]
	default:
		return title + " between " + strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

// leads returns the person named first for each of two countries.
func leads(g *group) []string {
	var names []string
	seen := map[rapporteur.Party]bool{}
	for _, c := range g.claims {
		for _, p := range c.Interaction.Participants {
			if p.Country != "" && !seen[p.Country] && len(names) < 2 {
				seen[p.Country] = true
				names = append(names, p.Name)
			}
		}
	}
	return names
}
