package claim

import (
	"slices"
	"strings"

	"example.org/rapporteur"
)

// mergeReach is with how many of the last claims of its kind a claim is compared.
const mergeReach = 200

// merge joins each claim of a kind with the first of those before it that is the
// same by same, and leaves claims of other kinds alone.
func merge(claims []rapporteur.Claim, kind rapporteur.Kind, same func(a, b rapporteur.Claim) bool, join func(a, b rapporteur.Claim) rapporteur.Claim) []rapporteur.Claim {
	var out []rapporteur.Claim
	var kept []int // the places in out of the claims of this kind
	for _, c := range claims {
		at := -1
		if c.Kind == kind {
			recent := kept[max(0, len(kept)-mergeReach):]
			if i := slices.IndexFunc(recent, func(k int) bool { return same(out[k], c) }); i >= 0 {
				at = recent[i]
			} else {
				kept = append(kept, len(out))
			}
		}
		if at < 0 {
			out = append(out, c)
		} else {
			out[at] = join(out[at], c)
		}
	}
	return out
}

// talkTypes are the forms of contact that one event may be called in turn.
var talkTypes = []rapporteur.InteractionType{rapporteur.Meeting, rapporteur.Dialogue}

// sameContact reports whether two claims speak of one contact: same parties, a
// type that may be the same, nothing that conflicts, and no word that sets one apart.
func sameContact(a, b rapporteur.Claim) bool {
	ta, tb := a.Interaction.Type, b.Interaction.Type
	if ta != tb && !(slices.Contains(talkTypes, ta) && slices.Contains(talkTypes, tb)) {
		return false
	}
	if apart(a) != apart(b) || a.Factuality != b.Factuality && !cameAbout(a, b) {
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

// cameAbout reports whether one claim tells as done what the other announces for
// the same day.
func cameAbout(a, b rapporteur.Claim) bool {
	if a.Factuality == rapporteur.PRPlus {
		a, b = b, a
	}
	return a.Factuality == rapporteur.CTPlus && b.Factuality == rapporteur.PRPlus && !a.Time.Date.IsZero() && a.Time.Date == b.Time.Date
}

// within reports whether all of a are in b.
func within(a, b []rapporteur.Party) bool {
	return !slices.ContainsFunc(a, func(p rapporteur.Party) bool { return !slices.Contains(b, p) })
}

// sameText reports whether two claims speak of one text: one kind, and titles of
// which one only repeats words of the other.
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

// joinTexts keeps the claim with a fuller title, or the one that tells what was
// done to the text, and adds what the other tells.
func joinTexts(a, b rapporteur.Claim) rapporteur.Claim {
	if len(titleWords(b)) > len(titleWords(a)) {
		a, b = b, a
	}
	body := *a.Instrument
	if onlyNamed(a) && !onlyNamed(b) {
		a, b = b, a
		body = *a.Instrument
		if len(b.Instrument.Title) > len(body.Title) {
			body.Title = b.Instrument.Title
		}
	}
	if a.Time.Date.IsZero() {
		a.Time = b.Time
	}
	if body.Period.IsZero() {
		body.Period = b.Instrument.Period
	}
	if body.Implements == "" {
		body.Implements = b.Instrument.Implements
	}
	if body.Succeeds == "" {
		body.Succeeds = b.Instrument.Succeeds
	}
	a.Instrument = &body
	return a
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

// weight returns how much a claim of a contact tells.
func (rd *reading) weight(c rapporteur.Claim) int {
	n := min(len(c.Interaction.Participants), 2)
	if rd.told[c.Cues[0].Start] {
		n += 3 // "the ministers met" says more than "at their meeting"
	}
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

// joinContacts keeps the words of the fuller claim and adds what the other tells.
func (rd *reading) joinContacts(a, b rapporteur.Claim) rapporteur.Claim {
	if b.Factuality == rapporteur.CTPlus && a.Factuality != b.Factuality || rd.weight(b) > rd.weight(a) && a.Factuality == b.Factuality {
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
