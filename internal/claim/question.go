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
		About: c.s.about(from, c.m.head, c.m.to, to),
		Type:  rapporteur.QuestionType(c.rule.Set["type"]),
	}
	return []rapporteur.Claim{cl}
}

// about returns the words that say what is not known: the subject before the
// trigger, without its auxiliaries, or what follows the match where the subject
// is only "it" or a speaker.
func (s *sentence) about(from, head, end, to int) string {
	cut := head
	for cut > from && (s.in(cut-1, "auxiliary") || s.items[cut-1].kind == punctuation) {
		cut--
	}
	for from < cut && (s.items[from].kind == punctuation || s.in(from, "lead")) {
		from++
	}
	pronoun := cut-from == 1 && (s.items[from].kind == pronounItem || s.in(from, "expletive"))
	speaker := cut > from && cut-from <= 4 && s.items[cut-1].fills("party")
	switch {
	case (cut == from || pronoun || speaker) && end < to:
		from, cut = end, to
	case cut == from || pronoun:
		from, cut = head, to
	}
	return strings.Trim(s.between(from, cut), " ,—")
}

// statement returns the items that state an unknown: from the start of the clause,
// or of the one before it where only an auxiliary stands in it ("… —were not
// disclosed"), to the comma or break behind the match.
func (c *candidate) statement() (from, to int) {
	s := c.s
	from, to = min(c.from, c.m.from), c.m.to
	for from > 1 && c.m.head-from < 3 && s.breaks[from-1] && s.items[from-1].text != "”" && s.items[from-1].text != ";" {
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
