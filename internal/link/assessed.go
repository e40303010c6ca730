package link

import (
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/who"
)

// A SelfAssessment is what parties say of how a text of their own was carried
// out. It shows that they say so, and nothing of the fact: what was to be done
// under the text need not be public.
type SelfAssessment struct {
	Claim rapporteur.ClaimID `json:"claim"`
	// Text names the text by its words, form and years, such as "protocol 2020 2024".
	Text string             `json:"text"`
	By   []rapporteur.Party `json:"by"` // the states that say so
}

// results are stems of words for how well something was carried out.
var results = stems(set("results result achievements achieved implemented fulfilled exceeded effective effectively successful successfully substantive positive"))

// SelfAssessments returns what parties say of their own texts, in order of
// publication. "The protocol" is that of which the document told last.
func SelfAssessments(in Input) []SelfAssessment {
	b := newBuilder(in)
	texts := b.tellsTexts()
	var out []SelfAssessment
	for _, c := range b.claims {
		by, what := sayers(c)
		if len(by) == 0 || !told(c) || !has(rawStems(what), results) || toDo(what) {
			continue
		}
		ws := words(what)
		named := textsIn(ws, c.Parties)
		if len(named) == 0 {
			named = texts[c.Doc].before(c, ws)
		}
		for _, t := range named {
			out = append(out, SelfAssessment{Claim: c.ID, Text: t, By: by})
		}
	}
	return out
}

// TextName returns the name by which self-assessments call the text of a title,
// empty if it does not go by its years.
func TextName(title string, parties []rapporteur.Party) string {
	for _, t := range textsIn(words(title), parties) {
		return t
	}
	return ""
}

// sayers returns the state that speaks, or those that undertake if none is told to
// speak, and what they say.
func sayers(c *claim) (by []rapporteur.Party, what string) {
	for _, s := range c.SaidBy {
		if s.State.IsState() {
			by = append(by, s.State)
			break
		}
	}
	switch {
	case c.Assessment != nil:
		return by, c.Assessment.What
	case c.Commitment == nil:
		return nil, ""
	case len(by) == 0:
		by = who.States(c.Commitment.By)
	}
	return by, c.Commitment.What
}

// A toldText is a text as a document names it with its years.
type toldText struct {
	at   rapporteur.CodePoint
	form string // its noun, as a stem
	name string
}

type toldTexts []toldText

// tellsTexts returns the texts that each document names, in its order.
func (b *builder) tellsTexts() map[rapporteur.DocID]toldTexts {
	out := map[rapporteur.DocID]toldTexts{}
	for _, c := range b.of(rapporteur.KindInstrument) {
		ws := words(c.Instrument.Title)
		for _, w := range ws {
			if t := TextName(c.Instrument.Title, c.Parties); t != "" && papers[w] {
				out[c.Doc] = append(out[c.Doc], toldText{c.Quote.Start(), stem(w), t})
			}
		}
	}
	for _, ts := range out {
		slices.SortStableFunc(ts, func(a, b toldText) int { return int(a.at) - int(b.at) })
	}
	return out
}

// before returns the name of the text that a claim calls by its form alone: the
// last of that form that its document told of before.
func (ts toldTexts) before(c *claim, ws []string) []string {
	for _, t := range slices.Backward(ts) {
		if t.at < c.Quote.Start() && slices.ContainsFunc(ws, func(w string) bool { return papers[w] && stem(w) == t.form }) {
			return []string{t.name}
		}
	}
	return nil
}

// toDo reports whether words say what is to be done rather than what was.
func toDo(what string) bool {
	ws := words(what)
	return len(ws) > 0 && ws[0] == "to"
}
