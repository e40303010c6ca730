package claim

import (
	"strings"

	"example.org/rapporteur"
)

// maxParties is the number of parties above which the words rather list states
// than name those to a text or forum.
const maxParties = 6

// instruments makes the claims of formal texts: of the one that the rule found,
// and of those joined to it ("signed a protocol and the plan for 2022").
func (rd *reading) instruments(c candidate, st stance) []rapporteur.Claim {
	if st.hypothetical {
		return nil
	}
	if c.says("joint", "yes") {
		return rd.itself(c, st)
	}
	var out []rapporteur.Claim
	noun, end, ok := c.textNoun()
	for ok {
		cl, to, made := rd.instrument(c, st, noun, end)
		if !made {
			break
		}
		out = append(out, cl)
		if c.says("named", "yes") {
			break // "the treaty and the protocol" names each by itself
		}
		noun, end, ok = c.s.joinedNoun(to)
	}
	return out
}

// itself makes the claim of the joint text that the document is.
func (rd *reading) itself(c candidate, st stance) []rapporteur.Claim {
	if len(rd.signatories) < 2 || !c.opens() {
		return nil
	}
	cl := rd.base(c, st)
	cl.Parties = sorted(rd.signatories)
	cl.Time = c.time()
	cl.Instrument = &rapporteur.InstrumentBody{Title: rd.joint, Type: rapporteur.JointStatement, Status: rapporteur.Signed}
	return []rapporteur.Claim{cl}
}

// instrument makes the claim of the text whose noun stands at items [noun, end),
// and returns the item behind its title.
func (rd *reading) instrument(c candidate, st stance, noun, end int) (cl rapporteur.Claim, to int, ok bool) {
	s := c.s
	from, to, named := s.nameAround(noun, end)
	onlyNamed := c.says("named", "yes")
	if (onlyNamed || c.says("proper", "yes")) && !(named && (s.proper(from, to) || s.dated(to))) {
		return cl, to, false
	}
	if onlyNamed && s.is(noun, "charter") {
		return cl, to, false // that of an organisation, which it is not about
	}
	kind := s.instrumentKind(noun)
	if k := c.rule.Set["type"]; k != "" {
		kind = rapporteur.InstrumentKind(k)
	}
	if kind == rapporteur.OtherInstrument && !named && end == noun+1 {
		return cl, to, false
	}
	from, to = s.titleHead(from), s.titleTail(to)
	status := rapporteur.InstrumentStatus(c.rule.Set["status"])
	open := st.future || st.modality != certain || st.negated
	before := rapporteur.InstrumentStatus(c.rule.Set["before"])
	stands := open && before != "" // what stands is taken for granted; the step is to come, or did not
	switch {
	case st.negated && before == status:
		status = rapporteur.InstrumentStatusOpen // "did not renew the treaty"
	case stands:
		status = before
	case open && status == rapporteur.Signed && !onlyNamed:
		status = rapporteur.UnderNegotiation
	}
	if stands {
		st = stance{cues: st.cues}
	}
	cl = rd.base(c, st)
	if stands {
		cl.Factuality = rapporteur.PRPlus
	}
	cl.Parties = rd.partiesTo(c, from, to)
	body := rapporteur.InstrumentBody{Title: s.between(from, to), Type: kind, Status: status}
	if e, covers := s.titleDate(from, to); covers || kind == rapporteur.Plan && !e.IsZero() {
		body.Period = e.Date
	} else {
		cl.Time = e
	}
	dated := !c.says("dated", "no") && !stands // the day of a step is not that of the text
	if onlyNamed {
		cl.Quote = rd.quoteItems(s, max(from-1, 0), to)
	} else if cl.Time.IsZero() && dated {
		cl.Time = c.time()
		if cl.Time.IsZero() && status == rapporteur.Signed {
			cl.Time = rd.sameDay(s, cl.Parties)
		}
	}
	body.Implements, body.Succeeds = s.textBehind(to, "implements"), s.textBehind(to, "succeeds")
	cl.Instrument = &body
	return cl, to, true
}

// textNoun returns the items of the noun for a text: what the rule captured as
// title, or the first noun of the class behind the trigger.
func (c *candidate) textNoun() (from, end int, ok bool) {
	if at, ok := c.m.group("title"); ok {
		return c.s.firstText(at.from, at.to)
	}
	return c.s.firstText(c.m.head, c.to)
}

// firstText returns the items of the first noun for a text in [from, to).
func (s *sentence) firstText(from, to int) (noun, end int, ok bool) {
	for i := from; i < to; i++ {
		if ends := s.classEnds(i, "instrument-n"); len(ends) > 0 {
			return i, ends[0], true
		}
	}
	return 0, 0, false
}

// titleReach is the number of items within which the noun of a title follows
// what opens it.
const titleReach = 8

// joinedNoun returns the noun of a text that "and" joins to one whose title ends
// at item to.
func (s *sentence) joinedNoun(to int) (noun, end int, ok bool) {
	for to+1 < len(s.items) && s.in(to, "place-preposition") && (s.items[to+1].place != nil || s.items[to+1].kind == dateItem) {
		to += 2 // "the plan for 2017 in Lima and …"
	}
	if s.is(to, ",") && s.in(to+1, "listing") || s.is(to+1, "and") {
		to++ // "four texts, namely a convention …, and a memorandum"
	}
	if !s.is(to, "and") && !s.is(to, ",") && !s.in(to, "listing") || !s.in(to+1, "determiner", "count.2", "count.3", "count.4") {
		return 0, 0, false
	}
	noun, end, ok = s.firstText(to+2, min(to+2+titleReach, len(s.items)))
	for i := to; ok && i < noun; i++ {
		ok = !s.breaks[i] && !s.in(i, "title-ends", "finite")
	}
	return noun, end, ok
}

// textBehind returns the title of the text that a word of a class behind item to
// relates to: "a protocol implementing the 2020 treaty".
func (s *sentence) textBehind(to int, class string) string {
	for i := to; i < min(to+3, len(s.items)); i++ {
		ends := s.classEnds(i, class)
		if len(ends) == 0 {
			continue
		}
		if noun, end, ok := s.firstText(ends[0], min(ends[0]+titleReach, len(s.items))); ok {
			from, end, named := s.nameAround(noun, end)
			if tail := s.titleTail(end); named || tail > end {
				return s.between(from, tail)
			}
		}
	}
	return ""
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
	for _, p := range rd.both() {
		if len(ps) < 2 {
			ps = union(ps, []rapporteur.Party{p})
		}
	}
	return sorted(ps[:min(len(ps), maxParties)])
}

// titleDate returns the date that stands in the title at items [from, to), and
// whether it is the time that the text covers: "for 2022", "2020–2024".
func (s *sentence) titleDate(from, to int) (t rapporteur.Time, covers bool) {
	for i := from; i < to; i++ {
		if e := s.items[i].expr; e != nil && !e.Time.Date.IsZero() {
			return e.Time, s.is(i-1, "for") || e.Time.Date.IsInterval()
		}
	}
	return t, false
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
