package claim

import (
	"slices"
	"strings"

	"example.org/rapporteur"
)

// interaction makes the claim of a contact.
func (rd *reading) interaction(c candidate, st stance) []rapporteur.Claim {
	s := c.s
	if st.hypothetical || st.modality == uncommitted || st.wished && !c.says("quote", "noun") || st.negated && !s.denied(c.m.head) || s.aggregate(c.m.head) {
		return nil
	}
	behind := s.presupposed(c.m.head)
	if behind && !c.says("quote", "noun") {
		return nil
	}
	if s.calledOff(c.m.head) {
		return nil // what became of the plan is told by an undertaking
	}
	from, to := min(c.from, c.m.from), max(c.to, c.m.to)
	ps, sure := rd.inContact(s, c.m.head, from, to)
	if c.says("joint", "yes") {
		if !c.opens() {
			return nil
		}
		ps, sure = rd.signatories, true
	} else if !sure {
		ps = rd.sameAgain(c, ps)
	}
	if c.says("type", string(rapporteur.Visit)) {
		ps = union(ps, c.placesVisited())
	}
	if c.says("quote", "noun") && s.topic(c.m.head) {
		return nil // "talks on border security and joint exercises"
	}
	if len(ps) < 2 || c.says("quote", "noun") && len(rd.partiesIn(s, c.from, c.to)) < 2 || !sure && c.accedes() {
		return nil // what is only named must name its parties
	}
	if st.future && st.modality == certain {
		st.modality = probable
	}
	cl := rd.base(c, st)
	cl.Parties = sorted(ps)
	if !sure {
		cl.Unsure = append(cl.Unsure, "parties")
	}
	cl.Time = c.time()
	cl.Place = c.place()
	if c.says("quote", "noun") {
		// What is only named took place when and where its own words say.
		from, to = c.nominal()
		cl.Quote = rd.quoteItems(s, from, to)
		cl.Time = c.timeIn(from, to)
		to = max(to, c.to)
		if cl.Time.IsZero() && cl.Place == nil && !s.in(c.m.head-1, "lately") && !s.in(from, "lately") {
			return nil // no one knows which: "discussions between the two governments"
		}
	}
	if st.future && rd.before(cl.Time, 0) {
		if s.plural(c.m.head) {
			return nil // "agreed in May on joint drills"
		}
		cl.Time = rapporteur.Time{} // it was agreed then, and is still to come
	}
	if cl.Time.IsZero() && cl.Factuality == rapporteur.CTPlus && !c.says("quote", "noun") {
		cl.Time = rd.sameDay(s, ps)
	}
	if rd.before(cl.Time, past) || behind {
		asBackground(&cl)
	}
	body := rapporteur.InteractionBody{
		Type:         rapporteur.InteractionType(c.rule.Set["type"]),
		Participants: rd.participants(s, from, to),
	}
	body.Mechanism, body.Edition = s.forum(c.m.head, from, to)
	body.Host = rd.host(c, cl.Place, ps)
	cl.Interaction = &body
	if c.told() {
		rd.told[cl.Cues[0].Start] = true
	}
	return []rapporteur.Claim{cl}
}

// calledOff reports whether the contact that item head names is postponed,
// suspended or cancelled.
func (s *sentence) calledOff(head int) bool {
	t := s.tree
	if t == nil || t.head[head] < 0 || !t.is(head, "obj", "nsubj:pass") {
		return false
	}
	return s.in(t.head[head], "halt", "stall", "called-off")
}

// topic reports whether item i is what is talked about: it, or what it is joined
// to, stands behind "on" or "about".
func (s *sentence) topic(i int) bool {
	t := s.tree
	if t == nil {
		return false
	}
	for t.is(i, "conj") && t.head[i] >= 0 {
		i = t.head[i]
	}
	return t.is(i, "nmod", "obl") && slices.ContainsFunc(t.kids[i], func(k int) bool { return t.is(k, "case") && s.in(k, "topic-preposition") })
}

// host returns the party that receives the others: the subject of a verb of
// hosting, or the party in whose state the contact takes place.
func (rd *reading) host(c candidate, place *rapporteur.Place, ps []rapporteur.Party) rapporteur.Party {
	s := c.s
	for i := c.from; i <= c.m.head; i++ {
		if !s.in(i, "receive") {
			continue
		}
		hosts := states(rd.conjoined(s, c.from, i))
		if s.is(i+1, "by") {
			hosts = states(rd.conjoined(s, i+2, c.to))
		}
		if len(hosts) == 1 {
			return hosts[0]
		}
	}
	if place != nil && slices.Contains(ps, place.State) {
		return place.State
	}
	return ""
}

// inContact returns who is in contact in items [from, to). A contact needs two
// parties, and three where the words say so; what the items lack comes from the
// sentence, then from the document as a whole, and then they are not sure.
func (rd *reading) inContact(s *sentence, head, from, to int) (ps []rapporteur.Party, sure bool) {
	if ps := rd.joining(s, head); len(ps) >= 2 && !s.some(from, to, "threefold") {
		return ps, true
	}
	ps = rd.actorsIn(s, head, from, to)
	all := rd.actorsIn(s, head, 0, len(s.items))
	for _, p := range all {
		if len(states(ps)) < 2 {
			ps = union(ps, []rapporteur.Party{p})
		}
	}
	if s.some(from, to, "threefold") {
		ps = rd.three(union(ps, all))
	}
	if len(ps) >= 2 {
		return ps, true
	}
	for _, p := range rd.mainParties(3) {
		if len(ps) < 2 {
			ps = union(ps, []rapporteur.Party{p})
		}
	}
	return ps, false
}

// told reports whether a verb of the match tells the contact: "met", "held talks",
// "spoke in a call", not "at the talks".
func (c *candidate) told() bool {
	t, i := c.s.tree, c.m.head
	if t == nil {
		return false
	}
	h := t.head[i]
	return t.verbal(i) || h >= c.m.from && h < c.m.to && t.verbal(h)
}

// joining returns the parties to the contact that item head names or tells, as the
// tree has it: who acts, whom it is with, whom it is paid to.
func (rd *reading) joining(s *sentence, head int) []rapporteur.Party {
	if s.tree == nil {
		return nil
	}
	var out []rapporteur.Party
	for _, items := range [][]int{s.agents(head), s.objects(head), s.behind(head, "with", "between", "among", "by"), s.visited(head)} {
		for _, i := range items {
			if !s.in(i, "instrument-n", "exercise", "dialogue", "meeting", "talks") {
				out = union(out, rd.partiesUnder(s, i))
			}
		}
	}
	return out
}

// visited returns the states to which item head is a way.
func (s *sentence) visited(head int) []int {
	return slices.DeleteFunc(s.behind(head, "to"), func(i int) bool { return s.items[i].kind != stateItem })
}

// placesVisited returns the states of the places to which the trigger is a way.
func (c *candidate) placesVisited() []rapporteur.Party {
	if c.s.tree == nil {
		return nil
	}
	var out []rapporteur.Party
	for _, i := range append(c.s.behind(c.m.head, "to"), c.s.objects(c.m.head)...) {
		if p := c.s.items[i].place; p != nil && p.State != "" {
			out = union(out, []rapporteur.Party{p.State})
		}
	}
	return out
}

// accedes reports whether the trigger is one state's act on a text that is open to
// many: "its decision to sign the convention".
func (c *candidate) accedes() bool {
	return c.says("type", string(rapporteur.Signing)) && slices.ContainsFunc(c.s.items[c.m.head:c.to], func(it item) bool { return it.lower == "convention" || it.lower == "charter" })
}

// actorsIn returns the parties in items [from, to) without the states that are
// only where something happens or what it is about ("talks on Libya", "the war in
// Ukraine"), and without who only looks on, as long as two remain.
func (rd *reading) actorsIn(s *sentence, head, from, to int) []rapporteur.Party {
	to = s.beforePurpose(head, to)
	var actors []rapporteur.Party
	for i := from; i < to; i++ {
		if s.in(i, "witnessed") {
			for i < to && !s.breaks[i] && s.items[i].text != "," {
				i++
			}
			continue
		}
		if !s.elsewhere(i, head) && (s.items[i].kind != stateItem || !s.in(i-1, "place-preposition", "topic-preposition")) {
			actors = union(actors, rd.partiesAt(s, i))
		}
	}
	if len(states(actors)) < 2 {
		return rd.partiesIn(s, from, to)
	}
	return actors
}

// beforePurpose returns where the infinitive begins that tells what came of item
// head, at most to: who is named from there on need not have been there ("agreed at
// their dialogue to hold an exchange with Bolivia").
func (s *sentence) beforePurpose(head, to int) int {
	for i := head + 1; i < to; i++ {
		if s.is(i, "to") && s.in(i+1, "act") {
			return i
		}
	}
	return to
}

// three returns the three states among the parties that the document is most
// about, filled up with those it is about, and all parties that are no states.
func (rd *reading) three(ps []rapporteur.Party) []rapporteur.Party {
	out := slices.DeleteFunc(slices.Clone(ps), rapporteur.Party.IsState)
	n := 0
	for _, of := range [][]rapporteur.Party{ps, rd.main} {
		for _, p := range rd.main {
			if n < 3 && p.IsState() && slices.Contains(of, p) && !slices.Contains(out, p) {
				out = append(out, p)
				n++
			}
		}
	}
	return out
}

// denied reports whether a negation stands right before item i, so that it is
// the contact itself that did not come about.
func (s *sentence) denied(i int) bool {
	for k := max(i-3, 0); k < i; k++ {
		if s.in(k, "cue.negation") {
			return true
		}
	}
	return false
}

// aggregate reports whether item i counts several contacts together, which are
// no contact of their own: "they have held drills", with no date to any.
func (s *sentence) aggregate(i int) bool {
	from, to := s.clause(i)
	for k := from; k < to; k++ {
		if s.in(k, "repeated") {
			return true
		}
	}
	return s.plural(i) && !slices.ContainsFunc(s.items, func(it item) bool { return it.expr != nil && tells(it.expr) })
}

// plural reports whether item i is a plural noun for contacts.
func (s *sentence) plural(i int) bool {
	return strings.HasSuffix(s.items[i].lower, "s") && !s.in(i, "talks") && s.in(i, "exercise", "meeting", "visit-n", "dialogue")
}

// sameAgain returns the parties of the last contact of the candidate's type where
// its words only point back to one ("the exercise began …"), else ps.
func (rd *reading) sameAgain(c candidate, ps []rapporteur.Party) []rapporteur.Party {
	if !c.s.is(c.m.head-1, "the") {
		return ps
	}
	for i := len(rd.claims) - 1; i >= 0; i-- {
		if b := rd.claims[i].Interaction; b != nil && c.says("type", string(b.Type)) {
			return rd.claims[i].Parties
		}
	}
	return ps
}

// nominal returns the items of a contact that is named, not told: from the words
// before the noun that belong to it to the end of its clause, and on through a
// "—held in …".
func (c *candidate) nominal() (from, to int) {
	s := c.s
	from, to = c.m.from, c.to
	if a, b, ok := c.opening(); ok {
		if s.in(a, "occasion") || s.is(a, "at") {
			a++
		}
		for b+1 < c.to && s.in(b, "adjunct") && (s.items[b+1].kind == dateItem || s.items[b+1].place != nil) {
			b += 2 // "talks in Arica on 2 March", whatever the day hangs from
		}
		return max(a, c.from), min(b, c.to)
	}
	for from > c.from && (s.items[from-1].kind == dateItem || s.in(from-1, "article", "lately")) {
		from--
	}
	if to+1 < len(s.items) && (s.items[to].text == "—" || s.items[to].text == "–") && s.in(to+1, "hold") {
		for to++; to < len(s.items) && !s.breaks[to]; to++ {
		}
	}
	return from, to
}

// opening returns the items of a contact that is named before the verb of its
// clause: "At talks in Lima they agreed …".
func (c *candidate) opening() (from, to int, ok bool) {
	t := c.s.tree
	if t == nil || !t.is(c.m.head, "obl") {
		return 0, 0, false
	}
	from, to = t.yield(c.m.head)
	return from, to, to <= t.head[c.m.head]
}

// participants returns the persons named in items [from, to).
func (rd *reading) participants(s *sentence, from, to int) []rapporteur.Participant {
	var out []rapporteur.Participant
	for i := from; i < to; i++ {
		if it := &s.items[i]; it.named() {
			if p := rd.people[it.person].Participant; !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	return out
}
