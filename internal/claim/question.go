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
		About: c.s.about(from, c.m.head, to),
		Type:  rapporteur.QuestionType(c.rule.Set["type"]),
	}
	return []rapporteur.Claim{cl}
}

// about returns the words that say what is not known: the subject before the
// trigger, without its auxiliaries; what follows the trigger where the subject is
// only "it", "there" or a speaker; what a relative clause belongs to.
func (s *sentence) about(from, head, to int) string {
	cut := head
	for cut > from && (s.in(cut-1, "auxiliary", "relative", "negative") || s.items[cut-1].kind == punctuation) {
		cut--
	}
	for from < cut && (s.items[from].kind == punctuation || s.in(from, "lead", "negative")) {
		from++
	}
	pronoun := cut-from == 1 && (s.items[from].kind == pronounItem || s.in(from, "expletive"))
	speaker := cut > from && cut-from <= 4 && s.items[cut-1].fills("party")
	if cut == from || pronoun || speaker {
		from, cut = head+1, to
		if from >= to {
			from = head
		}
	} else if s.in(cut, "relative") || s.in(cut+1, "relative") {
		from = s.nounPhrase(from, cut)
	}
	return strings.Trim(s.between(from, cut), " .,—")
}

// nounPhrase returns where the noun phrase begins that ends at item to.
func (s *sentence) nounPhrase(from, to int) int {
	for i := to - 1; i > from; i-- {
		if s.in(i, "determiner") && !s.is(i-1, "of") {
			return i
		}
	}
	return from
}

// statement returns the items that state an unknown: from the start of the clause,
// or of the one before it where only an auxiliary stands in it ("… —were not
// disclosed"), to the comma or break behind the match.
func (c *candidate) statement() (from, to int) {
	s := c.s
	from, to = min(c.from, c.m.from), c.m.to
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
	for to < len(s.items) && !s.breaks[to] && s.items[to].text != "," {
		to++
	}
	return from, to
}
