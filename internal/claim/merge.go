package claim

import (
	"slices"
	"strings"

	"example.org/rapporteur"
)

// mergeInteractions joins the claims of one document that speak of the same
// contact: same parties, a type that may be the same, nothing that conflicts,
// and no word that sets one apart. The fullest claim keeps its words and takes
// over what the others add.
func mergeInteractions(claims []rapporteur.Claim) []rapporteur.Claim {
	var out []rapporteur.Claim
	for _, c := range claims {
		if c.Kind != rapporteur.KindInteraction {
			out = append(out, c)
			continue
		}
		merged := false
		for i := range out {
			if out[i].Kind == rapporteur.KindInteraction && sameContact(out[i], c) {
				out[i] = joined(out[i], c)
				merged = true
				break
			}
		}
		if !merged {
			out = append(out, c)
		}
	}
	return out
}

// talkTypes are the forms of contact that one event may be called in turn.
var talkTypes = []rapporteur.InteractionType{rapporteur.Meeting, rapporteur.Dialogue}

func sameContact(a, b rapporteur.Claim) bool {
	ta, tb := a.Interaction.Type, b.Interaction.Type
	if ta != tb && !(slices.Contains(talkTypes, ta) && slices.Contains(talkTypes, tb)) {
		return false
	}
	if apart(a) != apart(b) || a.Factuality != b.Factuality {
		return false
	}
	if !slices.Equal(a.Parties, b.Parties) && !(ta == rapporteur.Signing && (within(a.Parties, b.Parties) || within(b.Parties, a.Parties))) {
		return false
	}
	if !a.Time.Date.IsZero() && !b.Time.Date.IsZero() && !rapporteur.MayEqual(a.Time.Date, b.Time.Date) {
		return false
	}
	if ea, eb := a.Interaction.Edition, b.Interaction.Edition; ea != 0 && eb != 0 && ea != eb {
		return false
	}
	pa, pb := a.Interaction.Participants, b.Interaction.Participants
	if len(pa) > 0 && len(pb) > 0 && !slices.ContainsFunc(pa, func(p rapporteur.Participant) bool {
		return slices.ContainsFunc(pb, func(q rapporteur.Participant) bool { return p.Name == q.Name })
	}) {
		return false
	}
	return true
}

// within reports whether all of a are in b.
func within(a, b []rapporteur.Party) bool {
	return !slices.ContainsFunc(a, func(p rapporteur.Party) bool { return !slices.Contains(b, p) })
}

// mergeInstruments joins the claims of one document that speak of the same text:
// one kind, and titles of which one only repeats words of the other. The first
// with a title of its own keeps its words; a known date and a later status are
// taken over.
func mergeInstruments(claims []rapporteur.Claim) []rapporteur.Claim {
	var out []rapporteur.Claim
	for _, c := range claims {
		at := -1
		if c.Kind == rapporteur.KindInstrument {
			at = slices.IndexFunc(out, func(o rapporteur.Claim) bool { return o.Kind == rapporteur.KindInstrument && sameText(o, c) })
		}
		if at < 0 {
			out = append(out, c)
			continue
		}
		keep, other := out[at], c
		if len(titleWords(other)) > len(titleWords(keep)) {
			keep, other = other, keep
		}
		if onlyNamed(keep) && !onlyNamed(other) {
			keep, other = other, keep
			if len(other.Instrument.Title) > len(keep.Instrument.Title) {
				body := *keep.Instrument
				body.Title = other.Instrument.Title
				keep.Instrument = &body
			}
		}
		if keep.Time.Date.IsZero() {
			keep.Time = other.Time
		}
		if keep.Instrument.Period.IsZero() && !other.Instrument.Period.IsZero() {
			body := *keep.Instrument
			body.Period = other.Instrument.Period
			keep.Instrument = &body
		}
		out[at] = keep
	}
	return out
}

func sameText(a, b rapporteur.Claim) bool {
	if a.Instrument.Type != b.Instrument.Type || a.Instrument.Status != b.Instrument.Status && !onlyNamed(a) && !onlyNamed(b) || !within(a.Parties, b.Parties) && !within(b.Parties, a.Parties) {
		return false
	}
	if !a.Time.Date.IsZero() && !b.Time.Date.IsZero() && !rapporteur.MayEqual(a.Time.Date, b.Time.Date) {
		return false
	}
	x, y := titleWords(a), titleWords(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	return !slices.ContainsFunc(x, func(w string) bool { return !slices.Contains(y, w) })
}

// onlyNamed reports whether a text is named without a word of what was done to it.
func onlyNamed(c rapporteur.Claim) bool { return c.Rule == "instrument/named-text" }

// titleWords returns the telling words of a title: not its noun, which the kind
// already says, nor articles.
func titleWords(c rapporteur.Claim) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(c.Instrument.Title), func(r rune) bool { return !isWordRune(r) }) {
		if w = strings.TrimSuffix(w, "s"); len(w) > 3 && !strings.HasPrefix(string(c.Instrument.Type), w) && w != "deal" && w != "pact" && w != "accord" && w != "minute" {
			out = append(out, w)
		}
	}
	return out
}

// apart reports whether a cue sets a contact apart from the main one.
func apart(c rapporteur.Claim) bool {
	return c.Background || slices.ContainsFunc(c.Cues, func(q rapporteur.Cue) bool { return q.Effect == effectAnother })
}

func weight(c rapporteur.Claim) int {
	n := 2 * len(c.Interaction.Participants)
	if !c.Time.Date.IsZero() {
		n += 2
	}
	if c.Place != nil {
		n++
	}
	if c.Interaction.Mechanism != "" {
		n++
	}
	if len(c.Unsure) > 0 {
		n -= 2
	}
	return n
}

func joined(a, b rapporteur.Claim) rapporteur.Claim {
	if weight(b) > weight(a) {
		a, b = b, a
	}
	body := *a.Interaction
	if a.Time.Date.IsZero() {
		a.Time = b.Time
	}
	if a.Place == nil {
		a.Place = b.Place
	}
	if body.Mechanism == "" {
		body.Mechanism = b.Interaction.Mechanism
	}
	if body.Edition == 0 {
		body.Edition = b.Interaction.Edition
	}
	if body.Type == rapporteur.Meeting {
		body.Type = b.Interaction.Type
	}
	for _, p := range b.Interaction.Participants {
		if !slices.ContainsFunc(body.Participants, func(q rapporteur.Participant) bool { return p.Name == q.Name }) {
			body.Participants = append(slices.Clip(body.Participants), p)
		}
	}
	a.Interaction = &body
	return a
}
