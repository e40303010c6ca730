package link

import (
	"slices"
	"strings"

	"example.org/rapporteur"
)

// A paper is an instrument record in the making.
type paper struct {
	*group
	versions []version
}

// A version is a formal text as one claim describes it.
type version struct {
	claim *claim
	kind  rapporteur.InstrumentKind
	core  []string // the stems of the title that tell which text it is, sorted
	years []string // of the title or the period, sorted
}

// forms are words of a title that tell only what form of text it is.
var forms = set(`agreement treaty memorandum mou protocol plan minutes statement declaration document documents text contract programme framework deal
	cooperation bilateral joint signed annual new draft understanding on in field area the of a and for period general state inter governmental government`)

func newVersion(c *claim) version {
	i := c.Instrument
	v := version{claim: c, kind: i.Type, years: yearsIn(i.Title)}
	if first, last, ok := i.Period.Bounds(); ok {
		v.years = distinct(append(v.years, first.Format("2006"), last.Format("2006")))
	}
	v.core = titleCore(i.Title, c.Parties)
	return v
}

// titleCore returns the stems of the title of a formal text that tell which it is, sorted.
func titleCore(title string, parties []rapporteur.Party) []string {
	var core []string
	states := newStateNames(parties)
	for _, w := range words(title) {
		if !forms[w] && !small[w] && !numbered(w) && !states.has(w) {
			core = append(core, stem(w))
		}
	}
	return distinct(core)
}

// instruments makes the records of formal texts.
func (b *builder) instruments() []*group {
	byKey := map[string][]*paper{}
	var out []*group
	for _, c := range b.of(rapporteur.KindInstrument) {
		v := newVersion(c)
		keys := v.keys()
		p, why := findPaper(byKey, keys, v)
		if p == nil {
			p = &paper{group: newGroup(rapporteur.KindInstrument, c)}
			out = append(out, p.group)
		} else {
			p.add(c, why)
		}
		p.versions = append(p.versions, v)
		for _, k := range keys {
			if !slices.Contains(byKey[k], p) {
				byKey[k] = append(byKey[k], p)
			}
		}
	}
	out = b.decided(rapporteur.KindInstrument, out)
	for _, g := range out {
		g.finish = finishPaper
	}
	return out
}

// findPaper returns the earliest text that a version is one of.
func findPaper(byKey map[string][]*paper, keys []string, v version) (best *paper, why string) {
	seen := map[*paper]bool{}
	for _, k := range keys {
		for _, p := range byKey[k] {
			if seen[p] || best != nil && p.claims[0].rank > best.claims[0].rank {
				continue
			}
			seen[p] = true
			if reason, ok := p.same(v); ok {
				best, why = p, reason
			}
		}
	}
	return best, why
}

// keys returns what a version shares with every other of its text.
func (v version) keys() []string {
	block := v.claim.key + " " + string(v.kind) + " "
	var out []string
	for _, w := range slices.Concat(v.core, v.years) {
		out = append(out, block+w)
	}
	if v.claim.day {
		out = append(out, block+v.claim.Time.Date.String())
	}
	return out
}

// paperReach is how far apart the reports of a text may lie, in days, for its
// name alone to tell it from others of the same name: a yearly plan has a new
// one a year later.
const paperReach = 300

// same reports whether a version is one of the text.
func (p *paper) same(v version) (reason string, ok bool) {
	for _, o := range p.versions {
		if len(v.years) > 0 && len(o.years) > 0 && !slices.Equal(v.years, o.years) {
			return "", false
		}
		if !signingsAgree(v.claim, o.claim) {
			return "", false
		}
	}
	for _, o := range p.versions {
		title := ""
		switch n := len(shared(v.core, o.core)); {
		case n > 0 && slices.Equal(v.core, o.core):
			title = "the same title words"
		case n >= 2 && (subset(v.core, o.core) || subset(o.core, v.core)):
			title = "the words of one title are among the other's"
		}
		sameDay := datedAlike(v.claim, o.claim)
		sameDoc := v.claim.Doc == o.claim.Doc
		years := len(v.years) > 0 && slices.Equal(v.years, o.years)
		switch {
		case title != "" && years:
			return because("the same parties and form", title, "for "+strings.Join(v.years, "–")), true
		case title != "" && sameDay:
			return because("the same parties and form", title, "done the same day"), true
		case title != "" && sameDoc && len(v.years) == len(o.years):
			return because("the same parties and form", title, "in the same document"), true
		case title != "" && len(v.years) == 0 && len(o.years) == 0 && v.claim.near(o.claim, paperReach):
			return because("the same parties and form", title, "told at the same time"), true
		case title == "" && years && (len(v.core) == 0 || len(o.core) == 0):
			return because("the same parties and form", "for "+strings.Join(v.years, "–")), true
		case title == "" && sameDay && (len(v.core) == 0 || len(o.core) == 0):
			return because("the same parties and form", "done the same day"), true
		}
	}
	return "", false
}

// near reports whether two claims were published within a number of days.
func (c *claim) near(d *claim, reach dayNumber) bool {
	return c.public != unknownDay && d.public != unknownDay && max(c.public-d.public, d.public-c.public) <= reach
}

// datedAlike reports whether two claims tell the same day.
func datedAlike(c, d *claim) bool {
	return c.day && d.day && (c.Time.Date == d.Time.Date || rapporteur.MayEqual(c.Time.Date, d.Time.Date))
}

// signingsAgree reports whether two claims can speak of one signing: a text is
// signed once. Reports may differ by some days.
func signingsAgree(c, d *claim) bool {
	if c.Instrument.Status != rapporteur.Signed || d.Instrument.Status != rapporteur.Signed {
		return true
	}
	return !c.dated || !d.dated || c.from <= d.to+dateSlip && d.from <= c.to+dateSlip
}

func finishPaper(g *group) {
	for _, c := range g.claims {
		i := c.Instrument
		g.fields.word(FieldTitle, i.Title, c)
		g.fields.word(FieldType, string(i.Type), c)
		g.fields.word(FieldStatus, string(i.Status), c)
		if i.Status == rapporteur.Signed {
			g.fields.date(FieldSigned, c.Time.Date, c)
		}
		g.fields.date(FieldPeriod, i.Period, c)
		key, text := placeText(c.Place)
		g.fields.add(FieldPlace, key, text, c)
	}
	g.title = firstOf(FieldTitle)
}
