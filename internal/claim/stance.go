package claim

import (
	"slices"

	"example.org/rapporteur"
)

// modality is a degree of certainty without polarity. The lattice follows
// FactBank (Saurí and Pustejovsky 2009): modality and polarity are found apart
// and then joined. The weaker one wins where two cues meet.
type modality int

const (
	certain modality = iota
	probable
	possible
	uncommitted
)

// A stance is how a text presents what a trigger says.
type stance struct {
	modality modality
	negated  bool
	future   bool
	// hypothetical marks what stands under a condition or under a modal without an
	// actor who decides: it is no event but an assessment.
	hypothetical bool
	// wished marks a contact or text that somebody proposes or asks for.
	wished bool
	cues   []rapporteur.Cue
}

func (st *stance) weaken(m modality) { st.modality = max(st.modality, m) }

func (st *stance) factuality() rapporteur.Factuality {
	plus := [...]rapporteur.Factuality{rapporteur.CTPlus, rapporteur.PRPlus, rapporteur.PSPlus, rapporteur.Uu}
	minus := [...]rapporteur.Factuality{rapporteur.CTMinus, rapporteur.PRMinus, rapporteur.PSMinus, rapporteur.Uu}
	if st.negated {
		return minus[st.modality]
	}
	return plus[st.modality]
}

func (st *stance) mode() rapporteur.Mode {
	switch {
	case st.negated:
		return rapporteur.ModeNegated
	case st.hypothetical || st.modality == possible:
		return rapporteur.ModeHypothetical
	case st.future || st.modality == probable:
		return rapporteur.ModeFuture
	}
	return rapporteur.ModeCurrent
}

// A cueClass is a class of factuality.rules and what its words do to a trigger
// that they govern.
type cueClass struct {
	class  string
	effect string
	apply  func(*stance)
	// events limits the class to contacts and texts: "agreed to hold a drill" is a
	// certain agreement, and a drill still to come.
	events bool
	// self lets a word be cue and trigger in one: "the planned drill", "will be held".
	self bool
	// above limits the class to triggers under its words in the tree: "is unlikely to
	// sign", "a threat to sell", not "the unlikely friends signed", "threats to trade".
	above bool
}

var cueClasses = []cueClass{
	{class: "cue.future", effect: "future", self: true, apply: func(st *stance) { st.future = true }},
	{class: "cue.probable", effect: "PR+", self: true, apply: func(st *stance) { st.weaken(probable) }},
	{class: "cue.improbable", effect: "PR-", above: true, apply: func(st *stance) {
		st.weaken(probable)
		st.negated, st.hypothetical = !st.negated, true // somebody's opinion
	}},
	{class: "cue.forecast", effect: "forecast", apply: func(st *stance) { st.hypothetical = true }},
	{class: cuePossible, effect: "PS+", apply: func(st *stance) { st.weaken(possible) }},
	{class: "cue.threat", effect: "PS+", above: true, apply: func(st *stance) { st.weaken(possible) }},
	{class: "cue.uncommitted", effect: "Uu", apply: func(st *stance) { st.weaken(uncommitted) }},
	{class: "cue.another", effect: effectAnother, apply: func(*stance) {}},
	{class: "cue.intent", effect: "intended", events: true, apply: func(st *stance) { st.future = true }},
	{class: "cue.wish", effect: "wished", events: true, apply: func(st *stance) { st.future, st.wished = true, true; st.weaken(possible) }},
	negation,
}

var negation = cueClass{class: "cue.negation", effect: "negated", apply: func(st *stance) { st.negated = !st.negated }}

// cuePossible is the class of words that make a thing possible only.
const cuePossible = "cue.possible"

// effectAnother is the effect of words that set a contact apart from the main one.
const effectAnother = "another"

// stance reads the cues that govern the candidate's trigger. Of an event that is
// named before it is told, they also stand between the noun and the rest of the
// match: "a fourth dialogue could be held".
func (c *candidate) stance() stance {
	s := c.s
	st := s.stance(c.m.head, c.rule.Kind)
	if c.rule.Kind != rapporteur.KindInteraction && c.rule.Kind != rapporteur.KindInstrument {
		return st
	}
	if t := s.tree; t != nil && slices.ContainsFunc(t.kids[c.m.head], func(k int) bool { return t.reduced(k) && s.withTo(k) && s.in(k, "take-place", "hold") }) {
		st.future = true // "the fifth round, to be held in May"
	}
	if s.tree != nil && s.tree.is(c.m.head, "obl") {
		return st // "at a meeting in May they renewed their pledge to …" tells of a meeting that was
	}
	for i, end := c.m.head+1, s.predicateEnd(c); i < end; i++ {
		s.cuesAt(i, func(q *cueClass, end int) {
			if q.events || q.above && !s.above(i, end, c.m.head) || s.ofObject(i, c.m.head) {
				return // "signed a plan to …": the plan is for later, the signing was not
			}
			st.take(q, s.cue(i, end, q.effect))
			// "The drill may take place in May" is a drill that may come; "the drill
			// could affect ties" is an opinion on one.
			if q.class == cuePossible && !s.some(end, end+3, "take-place", "hold") {
				st.hypothetical = true
			}
		})
	}
	// What analysts hold possible or due is their opinion.
	if st.modality >= probable && s.has["@voices"] {
		st.hypothetical = true
	}
	return st
}

// ofObject reports whether item i belongs to what the verb at item head is done to.
func (s *sentence) ofObject(i, head int) bool {
	t := s.tree
	if t == nil || t.pos[head] != "VERB" {
		return false
	}
	for ; t.head[i] >= 0; i = t.head[i] {
		if t.head[i] == head {
			return t.is(i, "obj")
		}
	}
	return false
}

// take lets a cue act on the stance, unless it is part of one that did: "is
// expected to" holds "expected to".
func (st *stance) take(q *cueClass, cue rapporteur.Cue) {
	if slices.ContainsFunc(st.cues, func(o rapporteur.Cue) bool {
		return o.Effect == cue.Effect && o.Start <= cue.Start && cue.End <= o.End
	}) {
		return
	}
	q.apply(st)
	st.cues = append(st.cues, cue)
}

// cuesAt calls f for each class of cues that begins at item i, with the end of
// the longest. A date is no cue: May is no "may".
func (s *sentence) cuesAt(i int, f func(q *cueClass, end int)) {
	if s.items[i].kind == dateItem {
		return
	}
	for k := range cueClasses {
		if ends := s.classEnds(i, cueClasses[k].class); len(ends) > 0 {
			f(&cueClasses[k], ends[0])
		}
	}
}

// predicateEnd returns where the words behind the trigger end that can still
// govern it: the match, or for a contact that is named by a noun what follows up
// to the next comma or conjunction.
func (s *sentence) predicateEnd(c *candidate) int {
	_, to := s.clause(c.m.head)
	end := min(c.m.to, to)
	if !s.in(c.m.head, "dialogue", "meeting", "exercise", "talks", "visit-n", "call-n") {
		return end
	}
	for end < to && s.items[end].text != "," && s.items[end].lower != "to" && !(s.items[end].lower == "and" && !s.items[min(end+1, to-1)].fills("party")) {
		end++
	}
	return end
}

// stance reads the cues that govern the trigger of a claim at item head: those in
// its clause before it, and a condition anywhere in its sentence.
func (s *sentence) stance(head int, kind rapporteur.Kind) stance {
	var st stance
	event := kind == rapporteur.KindInteraction || kind == rapporteur.KindInstrument
	if event && s.presupposed(head) {
		return st
	}
	from, _ := s.clause(head)
	begin := from
	if event && from > 0 && s.is(from, "that") {
		begin-- // "proposed that …" governs the clause it opens
	}
	governs := s.governing(head)
	for i := begin; i <= head; i++ {
		s.cuesAt(i, func(q *cueClass, end int) {
			switch {
			case !governs(i, end), q.above && !s.above(i, end, head):
				return
			case i == head && !q.self, i < from && !q.events:
				return
			case q.events && (!event || s.occasion(i, head)):
				return // "agreed at the meeting …": the meeting was held
			}
			st.take(q, s.cue(i, end, q.effect))
			if q.class == cuePossible && !s.decides(from, i) {
				st.hypothetical = true
			}
		})
	}
	if i, ok := s.intended(head); ok && event && !st.future {
		st.future = true
		st.cues = append(st.cues, s.cue(i, i+1, "intended"))
	}
	if event && s.tree != nil {
		// "proposed that they go on to meet, and hold talks": what is proposed may stand
		// in a clause beyond.
		for a := s.tree.head[head]; a >= 0; a = s.tree.head[a] {
			if a >= begin && a <= head || a > head || !s.tree.verbal(a) {
				continue
			}
			s.cuesAt(a, func(q *cueClass, end int) {
				if q.events && !s.occasion(a, head) {
					st.take(q, s.cue(a, end, q.effect))
				}
			})
		}
	}
	if event && s.would(head) {
		st.future = true // "said that Chile would host the next round"
	}
	if i, ok := s.nothing(head); ok && (event || kind == rapporteur.KindCommitment) {
		st.take(&negation, s.cue(i, i+1, negation.effect))
	}
	if s.in(head-1, "cue.nearly") && (s.tree == nil || s.tree.verbal(head)) {
		st.take(&negation, s.cue(head-1, head, negation.effect)) // "nearly signed"; "nearly 40 signed" is of a number
	}
	if i, ok := s.wondered(head); ok {
		st.weaken(uncommitted)
		st.cues = append(st.cues, s.cue(i, i+1, "Uu"))
	}
	if cue, ok := s.saidFalse(head); ok {
		st.hypothetical = true // told of, and not so: no event of this text
		st.cues = append(st.cues, cue)
	}
	for i := range s.items {
		ends := s.classEnds(i, "cue.condition")
		if len(ends) == 0 && (i == 0 || s.breaks[i-1]) && s.inverts(i) {
			ends = s.classEnds(i, "cue.inverted") // "should Chile agree, …"
		}
		if len(ends) == 0 {
			continue
		}
		// "Chile will send help if Peru asks" is Chile's conditional offer; "if it
		// rains, roads may close" is nobody's.
		if i > head && s.acts(from, head) {
			st.weaken(possible)
		} else {
			st.hypothetical = true
		}
		st.cues = append(st.cues, s.cue(i, ends[0], "condition"))
	}
	return st
}

// presupposed reports whether the contact at item head is only named for what came
// of it: who is urged to act on "the results of the meeting in May" has it behind
// him. Only what says when it was may be taken for held.
func (s *sentence) presupposed(head int) bool {
	t := s.tree
	if t == nil || t.head[head] < 0 || !t.is(head, "nmod") || !s.within(t.head[head], "outcome") {
		return false
	}
	from, to := t.yield(t.head[head])
	if s.in(to, "adjunct") && to+1 < len(s.items) && s.items[to+1].kind == dateItem {
		to += 2 // "… of the leaders on 6 May" may hang elsewhere
	}
	for i := from; i < to; i++ {
		if e := s.items[i].expr; e != nil && tells(e) || s.in(i, "lately") {
			return true
		}
	}
	return false
}

// inverts reports whether the auxiliary at item i stands before its subject.
func (s *sentence) inverts(i int) bool {
	t := s.tree
	if t == nil || i+1 < len(s.items) && s.actor(i+1) {
		return true // "were Chile to agree": the parser rarely meets it
	}
	return t.head[i] >= 0 && slices.ContainsFunc(t.kids[t.head[i]], func(k int) bool { return k > i && t.is(k, "nsubj") })
}

// governing returns what tells whether a cue at items [i, end) governs item head:
// one of its words is head itself, stands above it, or is a small word of one of
// these, such as an auxiliary or "not". Of what describes a noun above head in a
// clause of its own ("ministers who had not met agreed"), nothing governs it.
// Without a tree everything does that stands before it.
func (s *sentence) governing(head int) func(i, end int) bool {
	t := s.tree
	if t == nil {
		return func(int, int) bool { return true }
	}
	spine := map[int]bool{head: true}
	for i := head; t.head[i] >= 0; {
		i = t.head[i]
		spine[i] = true
	}
	aside := func(i int) bool { // in a clause that hangs beside the way up
		for ; i >= 0 && !spine[i]; i = t.head[i] {
			if t.is(i, "acl", "advcl", "parataxis", "appos") {
				return true
			}
		}
		return false
	}
	return func(i, end int) bool {
		for k := i; k < end; k++ {
			if !aside(k) {
				return true
			}
		}
		return false
	}
}

// above reports whether item head hangs, over whatever stands between, from one of
// items [i, end), or is or hangs from the verb that their "to" leads to. Without a
// tree it may.
func (s *sentence) above(i, end, head int) bool {
	t := s.tree
	if t == nil {
		return true
	}
	k := t.head[head]
	if s.is(end-1, "to") {
		k, end = head, end+1
	}
	for k >= 0 && (k < i || k >= end) {
		k = t.head[k]
	}
	return k >= 0
}

// intended finds the verb of agreeing or promising under whose infinitive item head
// stands, whatever parts the two: "agreed in March to hold a drill".
func (s *sentence) intended(head int) (int, bool) {
	t := s.tree
	if t == nil {
		return 0, false
	}
	for i := head; t.head[i] >= 0; i = t.head[i] {
		if verb := t.head[i]; t.is(i, "xcomp", "advcl") && s.withTo(i) && s.in(verb, "agree", "pledge") {
			return verb, !s.occasion(verb, head)
		}
	}
	return 0, false
}

// nothing finds the word by which there is nothing to which the verb at item head is
// done: "signed no agreement", not "sent no fewer than ten ships".
func (s *sentence) nothing(head int) (int, bool) {
	t := s.tree
	if t == nil {
		return 0, false
	}
	for _, obj := range t.kids[head] {
		if !t.is(obj, "obj") {
			continue
		}
		for _, k := range t.kids[obj] {
			if (s.is(k, "no") || s.is(k, "neither")) && k > head && !s.is(k+1, "fewer") && !s.is(k+1, "less") {
				return k, true
			}
		}
	}
	return 0, false
}

// wondered finds the word that makes the clause of item head an indirect question:
// "eyes are on how they will balance …".
func (s *sentence) wondered(head int) (int, bool) {
	t := s.tree
	if t == nil {
		return 0, false
	}
	verb := s.predicate(head)
	for _, k := range t.kids[verb] {
		if k < verb && s.in(k, "cue.wonder") && t.is(k, "advmod", "mark", "obl", "obj") {
			return k, true
		}
	}
	return 0, false
}

// willBe reports whether the verb that rules item head is in the future.
func (s *sentence) willBe(head int) bool {
	t := s.tree
	return t != nil && slices.ContainsFunc(t.kids[s.predicate(head)], func(k int) bool { return t.is(k, "aux") && s.in(k, "will") })
}

// saidFalse finds what makes a report of item head no report of a fact: "reports
// that they signed a pact are false", "rejected claims that they did".
func (s *sentence) saidFalse(head int) (rapporteur.Cue, bool) {
	told := false
	for i := 0; i < head; i++ {
		if !s.in(i, "cue.rumour") {
			continue
		}
		for k := max(i-3, 0); k < i && !told; k++ { // "rejected media claims that …"
			if ends := s.classEnds(k, "cue.rejected"); len(ends) > 0 {
				return s.cue(k, ends[0], "said to be false"), true
			}
		}
		told = true
	}
	if !told {
		return rapporteur.Cue{}, false
	}
	for i := head + 1; i < len(s.items); i++ {
		if ends := s.classEnds(i, "cue.false"); len(ends) > 0 {
			return s.cue(i, ends[0], "said to be false"), true
		}
	}
	return rapporteur.Cue{}, false
}

// actor reports whether item i is somebody who can act by a decision.
func (s *sentence) actor(i int) bool {
	switch it := &s.items[i]; it.kind {
	case personItem, orgItem, sidesItem, officeItem:
		return true
	case stateItem:
		return !it.adj && !(i+1 < len(s.items) && s.items[i+1].possessive())
	}
	return false
}

// acts reports whether an actor stands in items [from, head).
func (s *sentence) acts(from, head int) bool {
	for i := from; i < head; i++ {
		if s.items[i].kind != officeItem && s.actor(i) {
			return true
		}
	}
	return false
}

// decides reports whether the subject right before a modal at item i is an actor
// who can decide: "France may send", against "exercises may help".
func (s *sentence) decides(from, i int) bool {
	for k := i - 1; k >= from && k >= i-2; k-- {
		if s.actor(k) {
			return true
		}
		if s.items[k].text != "," && !s.in(k, "adverb") {
			return false
		}
	}
	return false
}
