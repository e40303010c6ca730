package claim

import (
	"strings"

	"example.org/rapporteur"
)

// maxParties is the number of parties above which the words rather list states
// than name those to a text or forum.
const maxParties = 6

// instrument makes the claim of a formal text.
func (rd *reading) instrument(c candidate, st stance) []rapporteur.Claim {
	s := c.s
	noun, end, ok := c.textNoun()
	if st.hypothetical || !ok {
		return nil
	}
	from, to, named := s.nameAround(noun, end)
	onlyNamed := c.says("named", "yes")
	if (onlyNamed || c.says("proper", "yes")) && !(named && s.proper(from, to)) {
		return nil
	}
	kind := s.instrumentKind(noun)
	if k := c.rule.Set["type"]; k != "" {
		kind = rapporteur.InstrumentKind(k)
	}
	if kind == rapporteur.OtherInstrument && !named {
		return nil
	}
	to = s.titleTail(to)
	status := rapporteur.InstrumentStatus(c.rule.Set["status"])
	if status == rapporteur.Signed && !onlyNamed && (st.future || st.modality != certain || st.negated) {
		status = rapporteur.UnderNegotiation
	}
	cl := rd.base(c, st)
	cl.Parties = rd.partiesTo(c, from, to)
	cl.Time = c.titleTime(from, to)
	if onlyNamed {
		cl.Quote = rd.quoteItems(s, max(from-1, 0), to)
	} else if cl.Time.IsZero() {
		cl.Time = c.time()
	}
	cl.Instrument = &rapporteur.InstrumentBody{Title: s.between(from, to), Type: kind, Status: status}
	return []rapporteur.Claim{cl}
}

// textNoun returns the items of the noun for a text: what the rule captured as
// title, or the first noun of the class behind the trigger.
func (c *candidate) textNoun() (from, to int, ok bool) {
	from, limit := c.m.head, c.to
	if at, ok := c.m.group("title"); ok {
		from, limit = at.from, at.to
	}
	for ; from < limit; from++ {
		if ends := c.s.classEnds(from, "instrument-n"); len(ends) > 0 {
			return from, ends[0], true
		}
	}
	return 0, 0, false
}

// partiesTo returns the parties to a text whose title stands at items [from, to).
func (rd *reading) partiesTo(c candidate, from, to int) []rapporteur.Party {
	ps := rd.partiesIn(c.s, from, to)
	if len(ps) < 2 {
		ps = rd.conjoined(c.s, c.from, c.m.head)
	}
	if len(ps) < 2 {
		ps = rd.partiesIn(c.s, c.from, c.to)
	}
	if len(ps) < 2 {
		ps = union(ps, rd.both())
	}
	return sorted(ps[:min(len(ps), maxParties)])
}

// titleTime returns the date that stands in the title at items [from, to).
func (c *candidate) titleTime(from, to int) rapporteur.Time {
	for i := from; i < to; i++ {
		if e := c.s.items[i].expr; e != nil && !e.Time.Date.IsZero() {
			return e.Time
		}
	}
	return rapporteur.Time{}
}

// instrumentKind returns the kind of the text whose noun begins at item i, by
// the classes text.… of the rules.
func (s *sentence) instrumentKind(i int) rapporteur.InstrumentKind {
	best, end := rapporteur.OtherInstrument, i
	for _, k := range instrumentKinds {
		if ends := s.classEnds(i, "text."+strings.ReplaceAll(string(k), " ", "_")); len(ends) > 0 && ends[0] > end {
			best, end = k, ends[0]
		}
	}
	return best
}
