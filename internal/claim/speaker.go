package claim

import "example.org/rapporteur"

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

// subjectSpeaker returns who speaks as the subject of a verb behind items
// [from, to): the first person named, else the first who can speak.
func (rd *reading) subjectSpeaker(s *sentence, from, to int) (rapporteur.Speaker, bool) {
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
	case s.ownVoice(i):
		return rd.voice, true
	case it.kind == pronounItem:
		if p, ok := rd.lastPerson(s, i); ok {
			return rd.asSpeaker(p), true
		}
	case s.in(i, "voice.people"):
		begin := i
		for begin > from && i-begin < 3 && s.items[begin-1].kind == word && !s.is(begin-1, "and") && !s.breaks[begin-1] {
			begin-- // "two senior diplomats"
		}
		if s.is(begin, "based") && begin-2 >= from && s.items[begin-1].dash() {
			begin -= 2 // "a Lima-based analyst"
		}
		return rapporteur.Speaker{Name: s.between(begin, i+1), Anonymous: true}, true
	case s.in(i, "voice.document"):
		end := s.classEnds(i, "voice.document")[0]
		sp := rapporteur.Speaker{Name: s.between(i, end)}
		for k := end; k < min(to, i+10); k++ {
			if ps := s.items[k].parties; len(ps) == 1 {
				sp.Name, sp.State = s.between(i, k+1), ps[0] // "a statement by the Lao ministry"
				break
			}
		}
		return sp, true
	case it.kind == officeItem && (i+1 >= len(s.items) || s.items[i+1].kind != personItem):
		return rapporteur.Speaker{Name: it.text, Anonymous: true}, true
	case it.kind == bodyItem, it.kind == sidesItem, it.kind == orgItem, it.kind == stateItem && !it.adj:
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

// lastPerson returns whom "he" or "she" at item i stands for: the first person
// named before it in its sentence, else in the two before, since the subject as
// a rule stands first.
func (rd *reading) lastPerson(s *sentence, i int) (*item, bool) {
	for k := s.index; k >= max(0, s.index-2); k-- {
		items := rd.sentences[k].items
		if k == s.index {
			items = items[:i]
		}
		for j := range items {
			if items[j].named() {
				return &items[j], true
			}
		}
	}
	return nil, false
}
