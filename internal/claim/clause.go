package claim

import "strings"

// breaksAt reports whether item i parts two clauses: a strong mark, a word that
// begins a subordinate clause, "that" after a verb of saying or agreeing, or a
// comma before what begins anew.
func (s *sentence) breaksAt(i int) bool {
	it := &s.items[i]
	switch it.text {
	case ";", ":", "—", "“", "”", "\"":
		return true
	case "–":
		return !s.glued(i) // "the Chile–Peru dialogue" is one name
	case ",":
		return s.commaBreaks(i)
	}
	if it.lower == "provided" && !s.is(i+1, "that") && !s.is(i-1, ",") {
		return false // "the tents it provided"
	}
	if s.in(i, "subordinator") {
		// "the following statement", "was provided" and "before May" are no clauses.
		return !s.in(i-1, "article", "auxiliary") && !(i+1 < len(s.items) && s.items[i+1].kind == dateItem) && !s.beforeContact(i)
	}
	return it.lower == "that" && i > 0 && !s.items[i-1].fills("office") && s.in(i-1, "say", "agree", "propose")
}

// beforeContact reports whether item i is a preposition of time before a noun for a
// contact: "after talks", "before their first meeting", which are no clauses.
func (s *sentence) beforeContact(i int) bool {
	if !s.in(i, "occasion", "adjunct") {
		return false
	}
	for k := i + 1; k < min(len(s.items), i+4); k++ {
		if s.in(k, "talks", "meeting", "dialogue", "visit-n") {
			return !(k == i+1 && k+1 < len(s.items) && (s.items[k+1].fills("party") || s.in(k+1, "determiner"))) // "after meeting the king"
		}
		if s.items[k].kind != word || s.in(k, "finite", "act") {
			return false
		}
	}
	return false
}

// glued reports whether item i stands between its neighbours without a space.
func (s *sentence) glued(i int) bool {
	return i > 0 && i+1 < len(s.items) && s.items[i-1].span.End() == s.items[i].span.Start() && s.items[i].span.End() == s.items[i+1].span.Start()
}

// commaBreaks reports whether what follows the comma at item i is a clause of its own.
func (s *sentence) commaBreaks(i int) bool {
	if i+1 >= len(s.items) {
		return false
	}
	switch s.items[i+1].lower {
	case "and":
		// "Chile, Peru, and Bolivia met" is a list; "Chile paid, and Peru thanked it" is not.
		return i > 0 && s.items[i-1].kind != stateItem && i+2 < len(s.items) && s.items[i+2].fills("party") && s.verbSoon(i+3) && s.verbBefore(i)
	case "as":
		return !s.is(i+2, "well")
	case "with":
		return i+2 < len(s.items) && s.items[i+2].fills("party")
	case "but":
		return true
	}
	return s.credited(i) || s.in(i+1, "cites") && s.verbBefore(i)
}

// credited reports whether the comma at item i parts what is told from who told it:
// "Chile paused the course, its minister said on Monday". Before the verb of what is
// told such words are an aside.
func (s *sentence) credited(i int) bool {
	for k := i + 2; k < min(len(s.items), i+longestSpeaker); k++ {
		switch {
		case s.items[k].text == ",":
			return false
		case s.in(k, "say"):
			return (s.actor(k-1) || s.items[k-1].capital() || s.in(k-1, "voice.people", "voice.document", "official")) && s.verbBefore(i)
		}
	}
	return false
}

// verbSoon reports whether a finite verb that rules know stands within four items.
func (s *sentence) verbSoon(i int) bool {
	for k := i; k < i+4; k++ {
		if s.in(k, "finite") {
			return true
		}
	}
	return false
}

// verbBefore reports whether a finite verb that rules know stands before item i
// in its clause.
func (s *sentence) verbBefore(i int) bool {
	for k := i - 1; k >= 0 && !s.breaks[k]; k-- {
		if s.in(k, "finite") {
			return true
		}
	}
	return false
}

// clause returns the run of items around item i that no break interrupts.
func (s *sentence) clause(i int) (from, to int) {
	from, to = i, i+1
	for from > 0 && !s.breaks[from-1] && !s.breaks[from] {
		from--
	}
	for to < len(s.items) && !s.breaks[to] {
		to++
	}
	return from, to
}

// joinedClause returns where the clause of item head begins that "and" joins, with a
// subject of its own, to what began at item from: "they have not signed it, and the
// price has not been agreed".
func (s *sentence) joinedClause(head, from int) int {
	t := s.tree
	if t == nil {
		return from
	}
	verb := s.predicate(head)
	if !t.is(verb, "conj") || !t.has(verb, "nsubj") {
		return from
	}
	at, _ := t.yield(verb)
	for at < head && s.items[at].text == "," {
		at++
	}
	if !s.is(at, "and") || !s.is(at-1, ",") {
		return from
	}
	return max(from, at+1)
}

// elsewhere reports whether item i stands in another clause than item head, one
// that tells an event of its own: in "held talks with the minister, with whom he
// signed a plan in May" May is no date of the talks.
func (s *sentence) elsewhere(i, head int) bool {
	from, to := s.clause(i)
	if from <= head && head < to {
		return false
	}
	for k := from; k < to; k++ {
		if s.in(k, "event") && !(k == from && s.in(k, "hold")) { // "the talks—held in Lima"
			return true
		}
	}
	return false
}

// adjectival reports whether item i is a participle that describes a noun: "the
// signed agreements" tells of no signing, "his visiting Lao counterpart" of no visit.
func (s *sentence) adjectival(i int) bool {
	k := i - 1
	for k > 0 && strings.HasSuffix(s.items[k].lower, "ly") {
		k-- // "a poorly drafted accord"
	}
	if s.items[i].kind != word || !s.in(k, "determiner") {
		return false
	}
	lower := s.items[i].lower
	if strings.HasSuffix(lower, "ing") && i+1 < len(s.items) {
		next := &s.items[i+1]
		return next.adj || next.kind == officeItem || next.kind == rankItem
	}
	return strings.HasSuffix(lower, "ed")
}

// aside returns the end of the words at item i that only say who speaks, if such
// words stand there: "according to Kenya, …", "…, Kenya said, …".
func (s *sentence) aside(i int) int {
	if s.in(i, "cites") {
		for end := i + 1; end < len(s.items); end++ {
			if s.items[end].text == "," || s.breaks[end] {
				return end
			}
		}
		return i
	}
	if s.items[i].text != "," {
		return i
	}
	for end := i + 2; end < min(len(s.items), i+longestSpeaker); end++ {
		switch {
		case s.items[end].text == ",":
			return i
		case s.in(end, "say") && end+1 < len(s.items) && s.items[end+1].text == ",":
			return end + 1
		}
	}
	return i
}

// longestSpeaker is the number of items within which a speaker and the verb of
// saying stand beside what they say.
const longestSpeaker = 22
