package claim

import (
	"strings"

	"example.org/rapporteur"
)

// question makes the claim of a stated unknown.
func (rd *reading) question(c candidate, st stance) []rapporteur.Claim {
	from, to := c.statement()
	cl := rd.base(c, stance{cues: st.cues}) // that it is not known is certain
	cl.Parties = sorted(rd.both())
	cl.Quote = rd.quoteItems(c.s, from, to)
	cl.Areas = rd.areasOf(c.s, from, to)
	cl.Question = &rapporteur.QuestionBody{
		About: c.about(from, to),
		Type:  rapporteur.QuestionType(c.rule.Set["type"]),
	}
	return []rapporteur.Claim{cl}
}

// about returns the words in items [from, to) that say what is not known: the
// subject before the trigger, without its auxiliaries; what follows the trigger
// where the subject is "it", "there" or somebody who does not tell; what a
// relative clause belongs to.
func (c *candidate) about(from, to int) string {
	s, head := c.s, c.m.head
	low, high := from, to
	told := c.says("type", string(rapporteur.Undisclosed)) || c.says("type", string(rapporteur.NoEvidence))
	cut := head
	for cut > from && (s.in(cut-1, "auxiliary", "relative", "negative", "article") || s.items[cut-1].kind == punctuation) {
		cut--
	}
	for from < cut && (s.items[from].kind == punctuation || s.in(from, "lead", "negative")) {
		from++
	}
	pronoun := cut-from == 1 && (s.items[from].kind == pronounItem || s.in(from, "expletive"))
	active := told || cut < head
	for i := cut; i < head; i++ {
		active = active && !s.in(i, "passive")
	}
	if cut == from || pronoun || active {
		from, cut = head+1, to
		if from >= to {
			from = head
		}
		if pronoun && s.in(from, "place-preposition") {
			from = low // "it was never ratified in Lima"
		}
	} else if s.in(cut, "relative") || s.in(cut+1, "relative") {
		from = s.nounPhrase(from, cut)
	}
	// The tree knows the subject where others stand before it ("said funding had not
	// been decided"), or nothing does that tells what is not known.
	if a, b, ok := c.unknown(); ok && a >= low && b <= high && (from > a || s.some(from, a, "say")) {
		from, cut = a, b
	}
	if cut-from == 1 && s.items[from].kind == sidesItem || s.is(from, "it") && cut-from == 1 {
		// "The plan, which takes effect once both have approved it"
		if end := s.next(low, ","); low < from && end > low && end < from {
			from, cut = low, end
		}
	}
	if s.is(from, "no") && from+1 < cut {
		from++ // "gave no explanation": it is the explanation that is not known
	}
	return strings.Trim(s.between(from, cut), " .,;—()[]“”")
}

// next returns the first item from i on that is this word or mark, -1 if none is.
func (s *sentence) next(i int, lower string) int {
	for ; i < len(s.items); i++ {
		if s.items[i].lower == lower {
			return i
		}
	}
	return -1
}

// unknown returns the items of what is not known, as the tree has it: the subject
// of a passive ("funding had not been decided"), or the clause that is the subject
// ("whether they can leave is an open question").
func (c *candidate) unknown() (from, to int, ok bool) {
	s := c.s
	if s.tree == nil {
		return 0, 0, false
	}
	verb := s.predicate(c.m.head)
	for _, k := range s.tree.kids[verb] {
		switch {
		case s.tree.is(k, "nsubj:pass", "csubj"), s.tree.is(k, "advcl", "ccomp") && s.tree.has(verb, "cop"):
		default:
			continue
		}
		if s.in(k, "expletive", "relative") || s.items[k].kind == pronounItem {
			continue
		}
		from, to = s.tree.yield(k)
		for from < to-1 && s.in(from, "negative") {
			from++
		}
		return from, to, true
	}
	return 0, 0, false
}

// nounPhrase returns where the noun phrase begins that ends at item to.
func (s *sentence) nounPhrase(from, to int) int {
	for i := to - 1; i > from; i-- {
		if s.in(i, "determiner") && !(s.is(i-1, "of") && s.in(i-3, "determiner")) {
			return i
		}
	}
	return from
}

// statement returns the items that state an unknown: from the start of the clause,
// or of the one before it where only an auxiliary stands in it ("… —were not
// disclosed"), to the comma or break behind the
// match, which may be a question of its own.
func (c *candidate) statement() (from, to int) {
	s := c.s
	from, to = min(c.from, c.m.from), c.m.to
	if from > 1 && c.m.head-from < 3 && s.in(from, "subordinator") {
		for from--; from > 0 && !s.breaks[from-1]; from-- { // "… takes effect after ratification"
		}
	}
	for i := from; i < c.m.head; i++ {
		if s.in(i, "expletive") && s.in(i+1, "auxiliary") && c.m.head-i <= 6 {
			from = i // "…, and there is so far no evidence"
		}
	}
	for from > 1 && (c.m.head-from < 3 || s.in(from, "relative") || s.in(from-1, "relative")) && s.breaks[from-1] && s.items[from-1].text != "”" && s.items[from-1].text != ";" {
		from--
		for from > 0 && !s.breaks[from-1] {
			from--
		}
	}
	if s.in(to, "subordinator") {
		to++ // "… did not say when …"
	}
	for to < len(s.items) && !s.breaks[to] && s.items[to].text != "," {
		to++
	}
	if a, b, ok := c.unknown(); ok { // "not clear whether those who wait may leave"
		from, to = min(from, a), max(to, b)
	}
	return from, to
}
