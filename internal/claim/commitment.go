package claim

import (
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/when"
)

// commitments makes one claim of an undertaking for each area that its object
// names, or one in all if it names none.
func (rd *reading) commitments(c candidate, st stance) []rapporteur.Claim {
	s := c.s
	if st.hypothetical || st.modality == uncommitted {
		return nil
	}
	stage := rapporteur.Stage(c.rule.Set["stage"])
	if stage == rapporteur.StageDelivered && (st.future || st.negated || st.modality != certain || s.infinitive(c.m.head)) {
		return nil // "to deliver", "would deliver": not yet
	}
	if (stage == rapporteur.StageWithdrawn || stage == rapporteur.StageSuspended) && (st.negated || st.modality != certain) {
		return nil // "did not withdraw", "may suspend": it goes on
	}
	if t := s.tree; stage == rapporteur.StageDelivered && t != nil && !t.verbal(c.m.head) &&
		(t.is(c.m.head, "nsubj") || t.is(c.m.head, "obj") && s.in(t.head[c.m.head], "discuss", "cue.wish")) {
		return nil // what came of it the verb tells: "Chile's delivery of rice was cancelled", "they discussed Chile's delivery"
	}
	if stage == rapporteur.StageDelivered && s.some(c.from, c.m.head, "scarce") {
		return nil // "few projects have been finished"
	}
	act := rapporteur.SpeechAct(c.rule.Set["act"])
	if stage == rapporteur.StageUnderWay {
		stage, act = s.ongoing(c.m.head, &st, act)
	}
	if stage == rapporteur.StagePlanned && s.hoped(c.m.head) {
		stage, act = rapporteur.StageProposed, rapporteur.ActUrged
		st.weaken(possible)
	}
	if stage == rapporteur.StagePlanned && s.conditional(c.m.head) {
		return nil // "would help" is said of what is not so
	}
	if stage == rapporteur.StagePlanned && c.opined() {
		return nil // an analyst's forecast is an assessment
	}
	if stage == rapporteur.StagePlanned {
		st.future = false // the rule's own "will": the undertaking itself is of now
		if c.byUs() {
			stage = rapporteur.StagePledged // "we will" promises
		}
	}
	if stage == rapporteur.StageStalled {
		st.negated = false // "has not begun": that it has not is certain
	}
	if stage == rapporteur.StageAgreed && st.negated || c.holds(stage) {
		return nil
	}
	if c.says("joint", "yes") && (rd.joint == "" || !c.opens()) {
		return nil
	}
	by, sure := rd.undertaker(c)
	if len(by) == 0 {
		return nil
	}
	from, to := rd.object(c)
	for from < to-1 && (s.src.Dateline.Covers(s.items[from].span) || s.items[from].kind == punctuation) {
		from++
	}
	to = s.beforeCredit(from, to)
	if t := s.tree; t != nil && to == from+1 && t.has(from, "cop") {
		for _, k := range t.under(from, "nsubj") {
			from, to = t.yield(k) // "a second phase is under discussion"
			break
		}
	}
	whole := to
	to = s.beforeNext(c.m.head, from, to)
	cut := to < whole
	if to == from+1 && s.in(from, "relative") {
		if from, to = s.described(c.m.head); from == to {
			return nil // "which is to be opened": what that is stands elsewhere
		}
	}
	toward := without(rd.partiesIn(s, from, to), by)
	if len(toward) == 0 {
		toward = without(rd.partiesIn(s, c.from, c.to), by)
	}
	toward = without(toward, rd.settings(s, c.from, c.to, len(by) > 1))
	if !rd.concernsOthers(c, by, toward) {
		return nil
	}
	if len(by) == 1 && len(toward) == 0 {
		if toward = without(states(rd.partiesIn(s, 0, len(s.items))), by); len(toward) != 1 {
			toward = without(rd.both(), by)
			if ps := without(rd.toldTogether(s, 0), by); len(ps) == 1 && len(rd.main) > 0 && rd.main[0] == by[0] {
				toward = ps // a paragraph on another partner
			}
		}
		toward = toward[:min(len(toward), 1)]
	}
	if s.in(from, "cue.wonder") && stage != rapporteur.StageProposed {
		return nil // "will decide how to help": whether it will is open
	}
	areas := rd.areasOf(s, from, to)
	if len(areas) == 0 {
		end := c.to
		if cut {
			end = to
		}
		areas = rd.areasOf(s, c.from, end)
		areas = areas[:min(len(areas), 1)]
	}
	if len(areas) == 0 {
		if s.courtesy(from, to) {
			return nil
		}
		areas = []rapporteur.Area{rapporteur.AreaOther}
		if s.amount(min(from, c.m.head), max(to, c.to)) != "" {
			areas[0] = rapporteur.AreaFinance // nothing but money
		}
	}
	if len(areas) > 1 {
		areas = dropGeneral(areas)
	}
	var out []rapporteur.Claim
	begin := from
	if from == c.m.head+1 && (s.in(c.m.head, "act") || stage == rapporteur.StagePlanned && s.tree != nil && s.tree.pos[c.m.head] == "VERB" && !s.in(c.m.head, "plan-v")) {
		begin = c.m.head // "will train pilots": the verb is part of what is undertaken
	}
	if s.is(begin, "that") {
		begin++
	}
	what := strings.Trim(s.between(begin, to), " ,.—–;:")
	ahead := stage == rapporteur.StagePlanned || stage == rapporteur.StagePledged
	due := s.due(c.m.head+1, max(to, c.to), ahead)
	if due.IsZero() {
		due = s.due(min(from, c.m.head+1), max(to, c.to), ahead)
	}
	if due.IsZero() {
		due = s.due(c.from, c.m.head, stage == rapporteur.StagePlanned) // "next year Chile will …"
	}
	if rd.before(due, 0) {
		due = rapporteur.Time{} // a past day is no deadline
	}
	amount := s.amount(min(from, c.m.head), max(to, c.to))
	for _, a := range areas {
		cl := rd.base(c, st)
		if to > c.to {
			cl.Quote = rd.quoteItems(s, min(c.from, c.m.from), to) // "proposed that …" goes on
		} else if cut {
			cl.Quote = rd.quoteItems(s, min(c.from, c.m.from), max(to, c.m.head+1))
		}
		cl.Parties = sorted(union(by, toward))
		cl.Areas = []rapporteur.Area{a}
		if !sure {
			cl.Unsure = append(cl.Unsure, "by")
		}
		cl.Time = c.time()
		if rd.before(cl.Time, past) && c.dated(cl.Time) {
			asBackground(&cl) // "in 2019 the two had agreed to …"
		}
		cl.Commitment = &rapporteur.CommitmentBody{
			By: sorted(by), To: sorted(toward), What: what, Stage: stage,
			Act: act, Due: due, Amount: amount, Disclosure: rapporteur.Disclosed,
		}
		out = append(out, cl)
	}
	return out
}

// opined reports whether analysts hold what the trigger says: "experts expect that
// Chile will pay".
func (c *candidate) opined() bool {
	s := c.s
	if s.tree == nil || !s.has["@voices"] {
		return false
	}
	for i := c.m.head; s.tree.head[i] >= 0; i = s.tree.head[i] {
		if s.tree.is(i, "ccomp", "xcomp", "acl") && slices.ContainsFunc(s.tree.under(s.tree.head[i], "nsubj"), func(k int) bool { return s.in(k, "voices") }) {
			return true
		}
	}
	return false
}

// beforeCredit returns where the words begin in items [from, to) that only say who
// told it, else to.
func (s *sentence) beforeCredit(from, to int) int {
	for i := from + 1; i < to; i++ {
		if s.items[i].text == "," && (s.in(i+1, "cites") || s.credited(i)) {
			return i
		}
	}
	return to
}

// described returns the items of the noun that the clause of item head describes:
// "the dam, which is to be opened in May".
func (s *sentence) described(head int) (from, to int) {
	t := s.tree
	if t == nil {
		return 0, 0
	}
	verb := s.predicate(head)
	noun := t.head[verb]
	if noun < 0 || !t.is(verb, "acl:relcl") {
		return 0, 0
	}
	from, _ = t.yield(noun)
	to, _ = t.yield(verb)
	if s.items[from].kind == punctuation || from >= to {
		return 0, 0
	}
	return from, to
}

// beforeNext returns where, in items [from, to) behind item head, the next thing
// begins that the same subject does: "announced a loan and said …".
func (s *sentence) beforeNext(head, from, to int) int {
	if s.tree == nil || from <= head {
		return to
	}
	verb := s.predicate(head)
	shared := slices.ContainsFunc(s.tree.under(verb, "aux"), func(k int) bool { return s.in(k, "modal") })
	for _, k := range s.tree.kids[verb] {
		if shared && !s.tree.has(k, "aux", "nsubj") {
			continue // "will provide tents and train doctors"
		}
		if k <= from || k >= to || !s.tree.is(k, "conj") || s.tree.pos[k] != "VERB" || !s.finitePast(k) {
			continue
		}
		at := k
		for at > from && s.in(at-1, "adverb") {
			at--
		}
		if at-1 > from && (s.is(at-1, "and") || s.is(at-1, ",")) {
			return at - 1
		}
	}
	return to
}

// finitePast reports whether item i has the form of a verb that tells what was done.
func (s *sentence) finitePast(i int) bool {
	return strings.HasSuffix(s.items[i].lower, "ed") || s.is(i, "said") || s.is(i, "told")
}

// dated reports whether a time belongs to the verb that rules the trigger, not to
// what is undertaken or to what is told beside it.
func (c *candidate) dated(t rapporteur.Time) bool {
	s := c.s
	if s.tree == nil {
		return false
	}
	verb := s.predicate(c.m.head)
	return slices.ContainsFunc(s.tree.kids[verb], func(i int) bool { return s.items[i].expr != nil && s.items[i].expr.Time.Date == t.Date })
}

// settings returns the parties in items [from, to) that only tell what something
// is for ("United Nations peacekeeping") and, between several who undertake, where
// it was said ("in the Russian city of Kazan").
func (rd *reading) settings(s *sentence, from, to int, several bool) []rapporteur.Party {
	var out []rapporteur.Party
	for i := from; i < to; i++ {
		k := i - 1
		for s.in(k, "determiner") {
			k--
		}
		it := &s.items[i]
		if it.kind == orgItem && (s.in(i+1, "area.peacekeeping") || s.seat(from, k)) ||
			several && it.adj && s.in(k, "place-preposition") && s.in(i+1, "of-a-place") {
			out = union(out, it.parties)
		}
	}
	return out
}

// seat reports whether the preposition at item k, behind item from, leads from a seat or
// a vote to the body in which it is: who supports "a seat in the council" owes the
// council nothing.
func (s *sentence) seat(from, k int) bool {
	return (s.in(k, "place-preposition") || s.is(k, "of") || s.is(k, "to")) && s.some(max(from, k-3), k, "seat")
}

// byUs reports whether those who speak are those who act.
func (c *candidate) byUs() bool {
	return c.s.tree != nil && slices.ContainsFunc(c.s.agents(c.m.head), func(i int) bool { return c.s.in(i, "we") })
}

// holds reports whether the trigger only says that a contact takes place, which
// is no undertaking beside it. A drill that is still to come is both.
func (c *candidate) holds(stage rapporteur.Stage) bool {
	s := c.s
	if stage != rapporteur.StagePlanned && stage != rapporteur.StageUnderWay && stage != rapporteur.StageDelivered {
		return false
	}
	verb := c.m.head
	if t := s.tree; t != nil && s.in(verb, "hold") {
		for _, k := range t.under(verb, "nsubj:pass") {
			if s.in(k, "meeting", "dialogue", "talks", "visit-n", "organ-n") {
				return true // "the next council will be held in Lima"
			}
		}
	}
	for verb < c.to && !s.in(verb, "hold") {
		if verb-c.m.head > 3 {
			return false // "is scheduled to hold"
		}
		verb++
	}
	for i := verb + 1; i < min(c.to, verb+contactReach); i++ {
		if s.in(i, "meeting", "dialogue", "talks", "visit-n") || stage != rapporteur.StagePlanned && s.in(i, "exercise") {
			return true
		}
	}
	return false
}

// contactReach is the number of items within which the noun of a contact follows
// the verb that says it is held.
const contactReach = 7

// courtesy reports whether items [from, to) speak of the state of relations and
// of nothing that could be done: "continuity in bilateral ties".
func (s *sentence) courtesy(from, to int) bool {
	mood := false
	for i := from; i < to; i++ {
		if s.in(i, "concrete") {
			return false
		}
		mood = mood || s.in(i, "mood") && !s.items[i].capital()
	}
	return mood
}

// infinitive reports whether "to" or a modal governs the verb at item i and leaves
// it open, as "managed to" does not.
func (s *sentence) infinitive(i int) bool {
	k := i - 1
	for k > 0 && s.in(k, "adverb") {
		k--
	}
	return s.in(k, "modal") && !s.in(k-1, "implicative")
}

// dropGeneral takes the catch-all areas away where a more concrete one stands beside them.
func dropGeneral(areas []rapporteur.Area) []rapporteur.Area {
	out := slices.DeleteFunc(slices.Clone(areas), func(a rapporteur.Area) bool { return a == rapporteur.AreaOther })
	if len(out) == 0 {
		return areas
	}
	return out
}

// undertaker returns who undertakes, by the rule's own word: the subject, both
// sides, or those who are urged.
func (rd *reading) undertaker(c candidate) ([]rapporteur.Party, bool) {
	switch c.rule.Set["by"] {
	case "sides":
		ps := rd.partiesIn(c.s, 0, len(c.s.items))
		ps = states(ps)
		if len(ps) >= 2 {
			return ps[:min(len(ps), 4)], true
		}
		return rd.both(), false
	case "agent":
		// In the passive the one who acts follows "by", or is not told.
		for i := c.m.head + 1; i+1 < c.to; i++ {
			if c.s.items[i].lower == "by" {
				if ps := rd.conjoined(c.s, i+1, c.to); len(ps) > 0 {
					return ps, true
				}
			}
		}
		if ps := rd.givers(c); len(ps) > 0 {
			return ps, false
		}
		if ps := rd.tellers(c); len(ps) == 1 {
			return ps, false // "Chile says that tenders will be launched"
		}
		if ps := states(rd.partiesIn(c.s, 0, len(c.s.items))); len(ps) >= 2 {
			return ps[:min(len(ps), 4)], false
		}
		return rd.both(), false
	case "urged":
		if ps := rd.urged(c); len(ps) > 0 {
			return ps, true
		}
		ps := rd.partiesIn(c.s, c.m.head+1, c.to)
		if len(ps) > 0 && len(ps) < 3 {
			return ps, true
		}
		return rd.both(), false
	}
	return rd.subject(c)
}

// tellers returns the states who say what the trigger tells.
func (rd *reading) tellers(c candidate) []rapporteur.Party {
	s := c.s
	if s.tree == nil {
		return nil
	}
	verb := s.predicate(c.m.head)
	h := s.tree.head[verb]
	if h < 0 || !s.tree.is(verb, "ccomp") || !s.in(h, "say") {
		return nil
	}
	var ps []rapporteur.Party
	for _, i := range s.subjectsUp(h, climb) {
		if s.items[i].kind == stateItem {
			ps = union(ps, s.items[i].parties)
		}
	}
	return ps
}

// givers returns who may stand behind a passive without "by" that hands something to
// somebody: the state of the one who says so, else the other of the two sides.
func (rd *reading) givers(c candidate) []rapporteur.Party {
	s := c.s
	if s.tree == nil {
		return nil
	}
	var to []rapporteur.Party
	for _, i := range s.directlyBehind(c.m.head, []string{"to"}) {
		to = union(to, states(rd.partiesUnder(s, i)))
	}
	if len(to) == 0 {
		return nil
	}
	if chain := rd.sayers(s, c.m.head); len(chain) > 0 && chain[0].State.IsState() && !slices.Contains(to, chain[0].State) {
		return []rapporteur.Party{chain[0].State}
	}
	if ps := without(rd.both(), to); len(ps) == 1 {
		return ps
	}
	return nil
}

// urged returns the parties that are to do what the trigger urges them to, as the
// tree has it: "urged Chile to help Peru" urges Chile.
func (rd *reading) urged(c candidate) []rapporteur.Party {
	s := c.s
	if s.tree == nil || !s.tree.has(c.m.head, "xcomp") {
		return nil
	}
	var ps []rapporteur.Party
	for _, i := range s.objects(c.m.head) {
		ps = union(ps, rd.partiesUnder(s, i))
	}
	return ps
}

// object returns the items that say what is undertaken: those behind the
// trigger, or before it where a rule names them.
func (rd *reading) object(c candidate) (from, to int) {
	if at, ok := c.m.group("what"); ok {
		switch {
		case at.to <= c.m.head:
			return at.from, at.to
		case at.from <= c.m.head && c.m.roles == nil:
			return at.from, max(at.to, c.to) // "delivery is to begin in May"
		case c.m.roles != nil && !c.cut:
			return at.from, max(at.to, c.to) // what is joined to it may hang elsewhere
		}
	}
	if c.cut {
		return c.m.head + 1, c.to
	}
	from, to = c.m.head+1, max(c.to, c.m.to)
	if t := c.s.tree; t != nil && from < to {
		switch at := c.asked(); {
		case at > from && at < to:
			from = at // "urged Chile to repair it"
		case t.rel[from] == "compound:prt" && t.head[from] == c.m.head, c.s.is(from, "over") && c.s.in(c.m.head, "handover"):
			from++ // "handed over two boats"
		}
	}
	// "proposed that …" opens a clause of its own: go on to its end.
	for to < len(c.s.items) && (to == from || c.s.items[to-1].lower == "that" && to < from+3 || c.s.items[to].lower == "that" && to < from+3) {
		to++
		for to < len(c.s.items) && !c.s.breaks[to] {
			to++
		}
	}
	return from, min(to, len(c.s.items))
}

// asked returns the item at which begins what somebody is urged to do, or -1.
func (c *candidate) asked() int {
	if !c.says("by", "urged") {
		return -1
	}
	for _, k := range c.s.tree.kids[c.m.head] {
		if c.s.tree.is(k, "xcomp") {
			from, _ := c.s.tree.yield(k)
			return from
		}
	}
	return -1
}

// concernsOthers reports whether an undertaking reaches beyond one state: it
// names another party, is joint, or speaks of cooperation in a document about two states.
func (rd *reading) concernsOthers(c candidate, by, toward []rapporteur.Party) bool {
	if len(union(by, toward)) >= 2 {
		return true
	}
	if len(rd.main) < 2 {
		return false
	}
	if c.says("stage", string(rapporteur.StageStalled)) && rd.about(by) || c.says("stage", string(rapporteur.StageDelivered)) && c.gives() && len(states(by)) == len(by) {
		return true // what one of the two has failed to do, or what somebody gave
	}
	if rd.about(by) && (c.says("act", string(rapporteur.ActPledged)) && !c.says("stage", string(rapporteur.StagePlanned)) || c.gives()) {
		return true // what one of the two pledges or gives is for the other
	}
	for i := c.from; i < c.to; i++ {
		if c.s.in(i, "cooperation", "joint", "text.treaty", "text.protocol") || c.s.items[i].kind == sidesItem || c.s.items[i].kind == orgItem || c.s.is(i, "side") {
			return true
		}
	}
	return false
}

// about reports whether all of ps are states that the document is mostly about.
func (rd *reading) about(ps []rapporteur.Party) bool { return within(ps, rd.mainParties(3)) }

// gives reports whether the trigger, or what it rules, hands something over.
func (c *candidate) gives() bool {
	for i := c.m.head; i < min(c.to, c.m.head+3); i++ {
		if c.s.in(i, "transfer") {
			return true
		}
	}
	return false
}

// ongoing returns what a verb of going on amounts to at item head: an activity
// where it is told, a pledge where it is promised, a proposal where it is hoped
// or asked for.
func (s *sentence) ongoing(head int, st *stance, act rapporteur.SpeechAct) (rapporteur.Stage, rapporteur.SpeechAct) {
	for i := 0; i < head; i++ {
		if s.in(i, "cue.wish") {
			st.weaken(possible)
			return rapporteur.StageProposed, rapporteur.ActUrged
		}
	}
	if st.future || s.would(head) {
		st.future = false
		return rapporteur.StagePledged, rapporteur.ActPledged
	}
	return rapporteur.StageUnderWay, act
}

// hoped reports whether item head stands under a hope: "hoped that Peru will sign".
func (s *sentence) hoped(head int) bool {
	governs := s.governing(head)
	for i := range head {
		if s.in(i, "hope") && governs(i, i+1) {
			return true
		}
	}
	return false
}

// would reports whether item head is promised in reported speech: "said it would continue".
func (s *sentence) would(head int) bool {
	t := s.tree
	if t == nil {
		return false
	}
	verb := s.predicate(head)
	return t.is(verb, "ccomp") && slices.ContainsFunc(t.kids[verb], func(k int) bool { return t.is(k, "aux") && s.items[k].lower == "would" })
}

// conditional reports whether item head stands under a "would" that is no reported "will".
func (s *sentence) conditional(head int) bool {
	t := s.tree
	if t == nil || s.would(head) {
		return false
	}
	return slices.ContainsFunc(t.kids[head], func(k int) bool { return t.is(k, "aux") && s.items[k].lower == "would" })
}

// due returns the date by which, or in which, something is to be done.
func (s *sentence) due(from, to int, future bool) rapporteur.Time {
	for i := from; i < to && i < len(s.items); i++ {
		e := s.items[i].expr
		if s.items[i].kind != dateItem || e == nil || s.in(i+1, "meeting", "talks", "dialogue", "visit-n", "exercise", "instrument-n") {
			continue // "the February 22 meeting" sets no time for what is to come of it
		}
		if falls(e, future) {
			return e.Time
		}
	}
	return rapporteur.Time{}
}

// falls reports whether an expression is a deadline, or, in an undertaking about
// the future, the time set for it.
func falls(e *when.Expr, future bool) bool {
	return !e.InName && !e.Time.Date.IsZero() && (e.Role == when.RoleDue || future && (e.Role == when.RoleWhen || e.Role == when.RolePeriod || e.Role == when.RoleStart && !e.Time.Date.IsInterval()))
}

// amount returns a printed sum of money or count of things in items [from, to).
func (s *sentence) amount(from, to int) string {
	for i := from; i < to && i < len(s.items); i++ {
		if !s.in(i, "currency") {
			continue
		}
		a, b := i, i+1
		for a > from && s.numeral(a-1) {
			a--
		}
		for b < to && s.numeral(b) {
			b++
		}
		if b-a > 1 {
			return s.between(a, b)
		}
	}
	return ""
}

// numeral reports whether item i is a number or a word such as "million".
func (s *sentence) numeral(i int) bool {
	t := s.items[i].lower
	return t[0] >= '0' && t[0] <= '9' || s.in(i, "scale")
}
