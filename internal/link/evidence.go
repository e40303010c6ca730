package link

import (
	"fmt"
	"slices"
	"strings"

	"example.org/rapporteur"
)

// A courseRule says whether a deed is evidence for a promise. The deed is of the
// promise's states and came after it.
type courseRule struct {
	name string
	try  func(p *promise, d *deed) (MoveKind, string)
}

// courseRules are tried in this order; the first that fits moves the thread.
var courseRules = []courseRule{
	{"held", heldRule}, {"signed", signedRule}, {"withdrawn", withdrawnRule}, {"done", doneRule}, {"beside", besideRule}, {"activity", activityRule},
}

// evidence returns the moves that deeds of other records make.
func (p *promise) evidence(b *builder, ix *deedIndex) []Move {
	if len(p.states) < 2 || p.said == unknownDay {
		return nil
	}
	found := ix.candidates(p)
	for _, c := range p.claims {
		for _, d := range ix.byDoc[c.Doc] {
			if !slices.Contains(found, d) {
				found = append(found, d)
			}
		}
	}
	var out []Move
	for _, d := range found {
		if d.record == p.record || !d.of(p.states) || d.day < p.said || p.own[d.claim.ID] || partedBy(p.marks, d.marks) {
			continue
		}
		for _, r := range courseRules {
			if what, reason := r.try(p, d); what != "" {
				out = append(out, Move{
					What: what, Claim: d.claim.ID, Record: d.record.ID, Public: d.claim.doc.PublicBy(), Self: p.self(d.claim),
					Rule: CourseVersion + " " + r.name, Reason: reason, day: d.day,
				})
				break
			}
		}
	}
	return out
}

// convening are the stems of words that promise that something is held.
var convening = stems(set("hold organise organize host convene maintain continue conduct attend meet stage launch"))

// gathering are the stems of nouns for what is held, by the head that forum names give them.
var gathering = func() map[string]bool {
	m := stems(talks)
	for w := range stems(heads) {
		m[w] = true
	}
	delete(m, stem("cooperation"))
	delete(m, stem("group"))
	return m
}()

// heldRule: what was to be held was held. The promise names the forum or, of
// three states and more, their yearly meeting; an exercise shares its matter.
func heldRule(p *promise, d *deed) (MoveKind, string) {
	i := d.claim.Interaction
	if i == nil || i.Type == rapporteur.Signing || !has(p.raw, convening) || !has(p.raw, gathering) {
		return "", ""
	}
	for _, f := range d.forums {
		common := 0
		for _, w := range f.core {
			switch {
			case slices.Contains(p.raw, w):
				common++
			case apart[w] && w != trilateral:
				common = -len(f.core)
			}
		}
		if common >= min(2, len(f.core)) && common > 0 && sameHead(p, f.head) {
			return MoveDelivery, "what was to be held was held: " + strings.Join(shared(f.core, p.raw), ", ")
		}
	}
	if i.Type == rapporteur.Exercise {
		if common := shared(p.object, d.object); len(common) > 0 && has(p.raw, exercising) && (len(common) > 1 || len(p.object) < 5) {
			return MoveDelivery, "an exercise of that matter was held: " + strings.Join(common, ", ")
		}
		return "", ""
	}
	if len(p.states) > 2 && len(d.forums) == 0 && slices.Contains(p.raw, "annual") && slices.Contains(d.raw, "annual") && has(d.raw, gathering) {
		return MoveDelivery, "the yearly meeting of the same states was held"
	}
	return "", ""
}

var exercising = stems(set("exercise exercises drill drills"))

// sameHead reports whether a promise speaks of a body of that kind.
func sameHead(p *promise, head string) bool {
	switch head {
	case "":
		return true
	case "talks":
		return has(p.raw, stems(talks))
	}
	return slices.Contains(p.raw, head)
}

// has reports whether one of the words is in the set.
func has(ws []string, in map[string]bool) bool {
	return slices.ContainsFunc(ws, func(w string) bool { return in[w] })
}

// concluding are the stems of words that promise that a text is made binding.
var (
	concluding = stems(set("sign signing conclude adopt finalise finalize issue"))
	approving  = stems(set("approve approving ratify force effect"))
)

// signedRule: the text that was to be signed was signed, that to be approved is
// in force. Two words of its title must be in the promise, and its years agree.
func signedRule(p *promise, d *deed) (MoveKind, string) {
	i := d.claim.Instrument
	if i == nil || i.Status == rapporteur.Terminated || partedBy(p.years, d.years) && !has(p.raw, approving) {
		return "", ""
	}
	switch {
	case d.inForce && has(p.raw, approving), i.Status == rapporteur.Signed && has(p.raw, concluding):
	default:
		return "", ""
	}
	for _, core := range d.papers {
		if common := shared(core, p.raw); len(common) >= 2 || len(common) == 1 && len(core) == 1 && !weak[core[0]] {
			return MoveDelivery, "the text was " + string(i.Status) + ": " + strings.Join(common, ", ")
		}
	}
	return "", ""
}

// withdrawnRule: a party of the promise gives up what shares its matter.
func withdrawnRule(p *promise, d *deed) (MoveKind, string) {
	k, i := d.claim.Commitment, d.claim.Instrument
	ends := k != nil && k.Stage == rapporteur.StageWithdrawn && sidesMeet(k.By, p.by) || i != nil && i.Status == rapporteur.Terminated
	if common := shared(p.object, d.object); ends && len(common) >= 2 {
		return MoveWithdrawal, "given up: " + strings.Join(common, ", ")
	}
	return "", ""
}

// accomplished are words that tell that a thing was done, by the stem of the verb
// that promises it. Those of "complete" stand for every end of a work.
var accomplished = map[string][]string{
	"review": {"reviewed"}, "complet": {"completed", "inaugurated", "handed", "finished", "opened"}, "finish": {"completed", "inaugurated", "handed", "finished"},
	"build": {"built", "inaugurated", "handed", "opened"}, "train": {"trained"}, "establish": {"established", "founded"}, "deliv": {"delivered", "handed"},
	"supply": {"supplied", "handed"}, "renovat": {"renovated", "inaugurated", "handed"}, "repatriat": {"repatriated"}, "send": {"sent", "arrived", "received"},
}

// doneRule: a later text tells the promised act itself in the past, with its
// matter: two words of it, or one and the years that it names.
func doneRule(p *promise, d *deed) (MoveKind, string) {
	if partedBy(p.years, d.years) {
		return "", ""
	}
	common := shared(p.object, d.object)
	if n := len(shared(p.years, d.years)); len(common) < 2 && (len(common) < 1 || n == 0) {
		return "", ""
	}
	told := words(d.claim.Quote.Exact())
	for _, verb := range sortedKeys(accomplished) {
		if !slices.Contains(p.raw, verb) {
			continue
		}
		for _, past := range accomplished[verb] {
			if slices.Contains(told, past) {
				return MoveDelivery, fmt.Sprintf("told as %s: %s", past, strings.Join(common, ", "))
			}
		}
	}
	return "", ""
}

// besideRule: one text reports that a party of the promise handed something over
// to the other, and recalls the promise beside it.
func besideRule(p *promise, d *deed) (MoveKind, string) {
	k := d.claim.Commitment
	if k == nil || k.Stage != rapporteur.StageDelivered || d.claim.Background || !slices.Equal(sorted(k.By), sorted(p.first.Commitment.By)) {
		return "", ""
	}
	for _, c := range p.claims {
		if c.Doc != d.claim.Doc || c == p.first || c.Quote.Exact() == d.claim.Quote.Exact() {
			continue
		}
		if common := shared(p.object, d.object); len(common) > 0 {
			return MovePart, "handed over, and told beside the undertaking: " + strings.Join(common, ", ")
		}
		return MoveDelivery, "handed over, and told beside the undertaking"
	}
	return "", ""
}

func sorted(ps []rapporteur.Party) []rapporteur.Party {
	out := slices.Clone(ps)
	slices.Sort(out)
	return out
}

// activityReach is for how many days after it was first said a meeting on the
// matter of an undertaking counts as its first activity.
const activityReach = 3 * 366

// activityRule: a contact on the matter itself, not merely a meeting at which it
// was named among others: a meeting of a forum never is one. In a narrow area
// the area's own word is enough, elsewhere two words.
func activityRule(p *promise, d *deed) (MoveKind, string) {
	i := d.claim.Interaction
	if i == nil || len(d.forums) > 0 || i.Edition > 0 || i.Type == rapporteur.Signing || d.day > p.said+activityReach || d.day <= p.said ||
		partedBy(p.years, d.years) {
		return "", ""
	}
	common := shared(p.object, d.object)
	enough := len(common) >= 3 || len(common) == 2 && len(p.object) <= 8
	for _, a := range p.areas {
		if narrow[a] {
			enough = enough || len(common) >= 1 && slices.Contains(common, stem(string(a)))
		}
	}
	if !enough {
		return "", ""
	}
	return MoveActivity, "a contact on the matter: " + strings.Join(common, ", ")
}
