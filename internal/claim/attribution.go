package claim

import (
	"example.org/rapporteur"
)

// saidBy finds who says what a candidate says, nearest speaker first. The
// speaker is sought where English news puts it: "according to X" anywhere in the
// sentence; "X said that …" before the trigger; "…, X said" after it; the person
// whose own act of speech the trigger is; and, inside a quotation, the speaker
// of the sentence before.
func (rd *reading) saidBy(c candidate) []rapporteur.Speaker {
	s, head := c.s, c.m.head
	if sp, ok := rd.accordingTo(s); ok {
		return []rapporteur.Speaker{sp}
	}
	if sp, ok := rd.sayerBefore(s, head); ok {
		return []rapporteur.Speaker{sp}
	}
	if sp, ok := rd.sayerAfter(s, head); ok {
		return []rapporteur.Speaker{sp}
	}
	if rd.joint != "" && !s.quoted[head] {
		return []rapporteur.Speaker{{Name: rd.joint}}
	}
	if c.rule.Kind == rapporteur.KindCommitment || c.rule.Kind == rapporteur.KindAssessment {
		if sp, ok := rd.personBefore(c); ok {
			return []rapporteur.Speaker{sp}
		}
	}
	if s.quoted[head] || startsInQuote(s) {
		for k := s.index - 1; k >= 0 && k >= s.index-3; k-- {
			prev := rd.sentences[k]
			if sp, ok := rd.sayerAfter(prev, 0); ok {
				return []rapporteur.Speaker{sp}
			}
			if sp, ok := rd.sayerBefore(prev, len(prev.items)); ok {
				return []rapporteur.Speaker{sp}
			}
		}
	}
	if rd.joint != "" {
		return []rapporteur.Speaker{{Name: rd.joint}}
	}
	return nil
}

func startsInQuote(s *sentence) bool {
	return len(s.items) > 0 && (s.items[0].text == "“" || s.items[0].text == "\"")
}

// accordingTo finds "according to X", "per X" and "X's statement said".
func (rd *reading) accordingTo(s *sentence) (rapporteur.Speaker, bool) {
	for i := range s.items {
		for _, next := range s.classEnds(i, "cites") {
			if sp, ok := rd.speakerIn(s, next, min(next+longestSpeaker, len(s.items))); ok {
				return sp, true
			}
		}
	}
	return rapporteur.Speaker{}, false
}

// sayerBefore finds the subject of the last verb of saying before item head.
func (rd *reading) sayerBefore(s *sentence, head int) (rapporteur.Speaker, bool) {
	for i := head - 1; i > 0; i-- {
		if !s.in(i, "say") {
			continue
		}
		from, _ := s.clause(i)
		if sp, ok := rd.lastSpeaker(s, from, i); ok {
			return sp, true
		}
	}
	return rapporteur.Speaker{}, false
}

// sayerAfter finds "…, X said" and "…, said X" behind item head.
func (rd *reading) sayerAfter(s *sentence, head int) (rapporteur.Speaker, bool) {
	for i := head + 1; i < len(s.items); i++ {
		if !s.in(i, "say") {
			continue
		}
		mark := -1
		for k := i - 1; k > head && k >= i-22; k-- {
			if t := s.items[k].text; t == "," || t == "”" || t == "\"" {
				mark = k
				break
			}
		}
		if mark < 0 {
			continue
		}
		if mark == i-1 { // said X
			if sp, ok := rd.speakerIn(s, i+1, min(i+12, len(s.items))); ok {
				return sp, true
			}
		}
		if sp, ok := rd.lastSpeaker(s, mark+1, i); ok {
			return sp, true
		}
	}
	return rapporteur.Speaker{}, false
}

// personBefore returns the person who is the subject of the trigger itself:
// "the minister pledged …".
func (rd *reading) personBefore(c candidate) (rapporteur.Speaker, bool) {
	for i := c.m.head - 1; i >= c.from; i-- {
		if it := &c.s.items[i]; it.named() {
			return rd.asSpeaker(it), true
		}
	}
	for i := c.m.head - 1; i >= c.from; i-- {
		switch it := &c.s.items[i]; {
		case it.kind == pronounItem:
			if p, ok := rd.lastPerson(c.s, i); ok {
				return rd.asSpeaker(p), true
			}
		case it.kind == sidesItem:
			return rapporteur.Speaker{Name: it.text}, true
		}
	}
	return rapporteur.Speaker{}, false
}

// speakerIn returns the first who can speak in items [from, to).
func (rd *reading) speakerIn(s *sentence, from, to int) (rapporteur.Speaker, bool) {
	for i := from; i < to; i++ {
		if sp, ok := rd.speakerAt(s, i, from, to); ok {
			return sp, true
		}
		if s.breaks[i] && i > from {
			break
		}
	}
	return rapporteur.Speaker{}, false
}

// lastSpeaker returns the last who can speak in items [from, to).
func (rd *reading) lastSpeaker(s *sentence, from, to int) (rapporteur.Speaker, bool) {
	for i := from; i < to; i++ {
		if it := &s.items[i]; it.named() {
			return rd.asSpeaker(it), true
		}
	}
	for i := from; i < to; i++ {
		if sp, ok := rd.speakerAt(s, i, from, to); ok {
			return sp, true
		}
	}
	return rapporteur.Speaker{}, false
}

// speakerAt reads a speaker whose noun or name stands at item i of [from, to).
func (rd *reading) speakerAt(s *sentence, i, from, to int) (rapporteur.Speaker, bool) {
	it := &s.items[i]
	switch {
	case it.named():
		return rd.asSpeaker(it), true
	case it.kind == pronounItem:
		if p, ok := rd.lastPerson(s, i); ok {
			return rd.asSpeaker(p), true
		}
	case s.in(i, "voice.people"):
		begin := i
		for begin > from && i-begin < 3 && s.items[begin-1].kind == word && !s.is(begin-1, "and") && !s.breaks[begin-1] {
			begin--
		}
		return rapporteur.Speaker{Name: s.between(begin, i+1), Anonymous: true}, true
	case s.in(i, "voice.document"):
		end := s.classEnds(i, "voice.document")[0]
		sp := rapporteur.Speaker{Name: s.between(i, end)}
		for k := i; k < to && k < i+10; k++ {
			if ps := s.items[k].parties; len(ps) == 1 {
				sp.State = ps[0]
				sp.Name = s.between(i, k+1)
			}
		}
		return sp, true
	case it.kind == bodyItem:
		sp := rapporteur.Speaker{Name: it.text}
		if len(it.parties) == 1 {
			sp.State = it.parties[0]
		}
		return sp, true
	case it.kind == officeItem && (i+1 >= len(s.items) || s.items[i+1].kind != personItem):
		return rapporteur.Speaker{Name: it.text, Anonymous: true}, true
	case it.kind == sidesItem:
		return rapporteur.Speaker{Name: it.text}, true
	case it.kind == orgItem || it.kind == stateItem && !it.adj:
		sp := rapporteur.Speaker{Name: it.text}
		if len(it.parties) == 1 {
			sp.State = it.parties[0]
		}
		return sp, true
	}
	return rapporteur.Speaker{}, false
}

func (rd *reading) asSpeaker(it *item) rapporteur.Speaker {
	p := rd.people[it.person]
	return rapporteur.Speaker{Name: p.Name, Office: p.Office, State: p.Country}
}

// lastPerson returns the last person named before item i, in this sentence or
// the two before it.
func (rd *reading) lastPerson(s *sentence, i int) (*item, bool) {
	for k := s.index; k >= 0 && k >= s.index-2; k-- {
		src := rd.sentences[k]
		end := len(src.items)
		if k == s.index {
			end = i
		}
		first := -1
		for j := range src.items[:end] {
			if first < 0 && src.items[j].named() {
				first = j // the subject, as a rule
			}
		}
		if first >= 0 {
			return &src.items[first], true
		}
	}
	return nil, false
}
