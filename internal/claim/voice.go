package claim

import (
	"strings"

	"example.org/rapporteur"
)

// A part tells who speaks a sentence outside quotations.
type part uint8

const (
	partReport part = iota // the report itself
	partVoice              // the one whose speech or answers the text prints
	partAsks               // who puts questions to that one
)

// voiceOpening is the number of sentences and headings in which the speaker of a
// speech or the one interviewed is presented.
const voiceOpening = 6

// hear finds whether the text is a speech or an interview, who speaks it in the
// first person, and which sentences that one speaks: of a speech all, of an
// interview the answers.
func (rd *reading) hear() {
	interview := rd.answers()
	if !interview && !(rd.title.some(0, len(rd.title.items), "speech") && rd.saysI() > 1) {
		return
	}
	sp, ok := rd.presented()
	if !ok {
		return
	}
	rd.voice = sp
	now := partReport
	if !interview {
		now = partVoice
	}
	for _, s := range rd.sentences {
		if interview {
			switch {
			case rd.opensWith(s, "asks"):
				now = partAsks
			case rd.opensWith(s, "answers"):
				now = partVoice
			}
		}
		if !s.src.Headline {
			s.part = now
		}
	}
}

// answers reports whether the text prints questions and answers under their marks.
func (rd *reading) answers() bool {
	asks, answers := 0, 0
	for _, s := range rd.sentences {
		if rd.opensWith(s, "asks") {
			asks++
		}
		if rd.opensWith(s, "answers") {
			answers++
		}
	}
	return asks > 0 && answers > 0
}

// opensWith reports whether a word of a class and a colon open the sentence.
func (rd *reading) opensWith(s *sentence, class string) bool {
	end := rd.rules.class(class).longest(s, 0)
	return end > 0 && s.is(end, ":")
}

// saysI counts the sentences that speak as "I".
func (rd *reading) saysI() int {
	n := 0
	for _, s := range rd.sentences {
		for i := range s.items {
			if s.items[i].text == "I" {
				n++
				break
			}
		}
	}
	return n
}

// presented returns the first person whom the opening presents with an office of
// one state: in one line, or by a name alone in a line and the office in the next.
func (rd *reading) presented() (rapporteur.Speaker, bool) {
	name := ""
	for _, s := range rd.sentences[:min(len(rd.sentences), voiceOpening)] {
		for i := range s.items {
			it := &s.items[i]
			if it.named() {
				if p := rd.people[it.person]; p.Office != "" && p.Country.IsState() {
					return rapporteur.Speaker{Name: p.Name, Office: p.Office, State: p.Country}, true
				}
			}
			if it.kind == officeItem && i == 0 && name != "" {
				ps := states(rd.partiesIn(s, 0, len(s.items)))
				return rapporteur.Speaker{Name: name, Office: it.text, State: first(ps)}, len(ps) == 1
			}
		}
		name = ""
		if n := len(s.items); s.src.Headline && n > 0 && s.items[n-1].kind == personItem {
			name = s.items[n-1].text
		}
	}
	return rapporteur.Speaker{}, false
}

func first(ps []rapporteur.Party) rapporteur.Party {
	if len(ps) == 0 {
		return ""
	}
	return ps[0]
}

// speakFor lets the first person of a speech and of answers, and the second of
// questions, stand for the state of the one who speaks.
func (rd *reading) speakFor(s *sentence) {
	if s.part == partReport {
		return
	}
	quoted := false
	for i := range s.items {
		it := &s.items[i]
		switch it.text {
		case "“":
			quoted = true
		case "”":
			quoted = false
		case "\"":
			quoted = !quoted
		}
		own := it.text == "I" || it.lower == "me" || it.lower == "we" || it.lower == "us"
		if !quoted && it.kind == word && (s.part == partVoice && own || s.part == partAsks && it.lower == "you") {
			it.kind, it.count, it.parties = sidesItem, 1, []rapporteur.Party{rd.voice.State}
		}
	}
}

// ownVoice reports whether item i is the first person of the one who speaks the text.
func (s *sentence) ownVoice(i int) bool {
	return s.part == partVoice && s.items[i].kind == sidesItem && s.items[i].count == 1 && strings.Contains(" i me we us ", " "+s.items[i].lower+" ")
}

// asksOnly reports whether the sentence is a question, which states nothing.
func (s *sentence) asksOnly() bool {
	n := len(s.items)
	return n > 0 && s.items[n-1].text == "?"
}
