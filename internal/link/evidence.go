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
		if d.record == p.record || !d.of(p.states) || d.day < p.said || p.own[d.claim.ID] || partedBy(p.marks, d.marks) || placesApart(p.places, d.places) {
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

// convening are the words that promise that something is held.
var convening = set("hold holding organise organising organize organizing host hosting convene convening maintain maintaining continue continuing conduct attend resume")

// convened are past forms of these, and toBe the words that follow a "be".
var convened = set("held organised organized hosted convened maintained continued conducted resumed")

func toBe(ws []string) []string {
	var out []string
	for i, w := range ws {
		if w == "be" && i+1 < len(ws) {
			out = append(out, ws[i+1])
		}
	}
	return out
}

// gathering are the nouns for what is held, which also head the names of forums.
var gathering = func() map[string]bool {
	m := set("exercise exercises drill drills conference conferences summit summits")
	for w := range talks {
		m[w] = true
	}
	return m
}()

// wantedIn returns the meetings that words promise: the nouns for what is held,
// with the words before them and what they are on.
func wantedIn(ws []string, parties []rapporteur.Party) []forumName {
	const longest = 5
	var out []forumName
	for i, w := range ws {
		if !gathering[w] || w == "mechanism" || w == "mechanisms" {
			continue
		}
		from := i
		for from > 0 && i-from < longest && (!small[ws[from-1]] || ws[from-1] == "and") && !convening[ws[from-1]] {
			from--
		}
		to := i + 1
		if to+1 < len(ws) && ws[to] == "on" {
			for to++; to < len(ws) && !small[ws[to]] && to-i <= longest; to++ {
			}
		}
		out = append(out, newForumName(strings.Join(ws[from:to], " "), parties))
	}
	return out
}

// heldRule: what was to be held was held: a meeting of the forum that the promise
// names, the yearly meeting of three states or more, or an exercise of its matter.
func heldRule(p *promise, d *deed) (MoveKind, string) {
	i := d.claim.Interaction
	if i == nil || i.Type == rapporteur.Signing || !has(p.verbs, convening) && !has(toBe(p.verbs), convened) {
		return "", ""
	}
	wide := len(d.states) > 2
	for _, want := range p.wanted {
		switch {
		case i.Type == rapporteur.Exercise:
			common := shared(without(without(want.core, "joint"), trilateral), d.raw)
			if want.head == exercise && len(common) > 0 {
				return MoveDelivery, "an exercise of that matter was held: " + p.written(common)
			}
		case slices.ContainsFunc(d.forums, want.same):
			return MoveDelivery, "a meeting of the forum was held: " + p.written(want.core)
		case wide && want.head == "talks" && slices.Equal(want.core, []string{trilateral}) && len(d.forums) > 0 && !partedBy(p.years, d.yearsOf()):
			return MoveDelivery, "a forum of three states met"
		case len(p.states) > 2 && want.head == "talks" && want.empty() && len(d.forums) == 0 && slices.Contains(p.raw, yearly) && slices.Contains(d.raw, yearly):
			return MoveDelivery, "the yearly meeting of the same states was held"
		}
	}
	return "", ""
}

var exercise, yearly = stem("exercise"), stem("annual")

// yearsOf returns the years in which a deed took place or that its words name.
func (d *deed) yearsOf() []string {
	if d.day == unknownDay {
		return d.years
	}
	return distinct(append(slices.Clone(d.years), d.day.year()))
}

// has reports whether one of the words is in the set.
func has(ws []string, in map[string]bool) bool {
	return slices.ContainsFunc(ws, func(w string) bool { return in[w] })
}

// The words that promise that a text is signed, and that it is put in force.
var (
	concluding = set("sign signing conclude concluding adopt finalise finalize")
	approving  = set("approve approving ratify ratifying")
)

// signedRule: the text that was to be signed was signed, that to be approved is
// in force. Two words of its title must be in the promise, and its years agree.
func signedRule(p *promise, d *deed) (MoveKind, string) {
	i := d.claim.Instrument
	if i == nil || i.Type == rapporteur.Minutes || i.Status == rapporteur.Terminated || partedBy(p.years, d.years) && !has(p.verbs, approving) {
		return "", ""
	}
	switch {
	case d.inForce && has(p.verbs, approving), i.Status == rapporteur.Signed && has(p.verbs, concluding):
	default:
		return "", ""
	}
	for _, core := range d.papers {
		if common := shared(core, p.raw); len(common) >= 2 || len(common) == 1 && len(core) == 1 && !weak[core[0]] {
			return MoveDelivery, "the text was " + string(i.Status) + ": " + p.written(common)
		}
	}
	return "", ""
}

// withdrawnRule: a party of the promise gives up what shares its matter.
func withdrawnRule(p *promise, d *deed) (MoveKind, string) {
	k, i := d.claim.Commitment, d.claim.Instrument
	ends := k != nil && k.Stage == rapporteur.StageWithdrawn && sidesMeet(k.By, p.by) || i != nil && i.Status == rapporteur.Terminated
	if !ends {
		return "", ""
	}
	common := p.matter(d)
	if p.docs[d.claim.Doc] { // the text tells both: a name that they share is enough
		common = slices.DeleteFunc(shared(p.raw, d.raw), func(w string) bool { return weak[w] || stateWord(w, p.first.Parties) })
	}
	if len(common) >= 2 || len(common) == 1 && p.docs[d.claim.Doc] {
		return MoveWithdrawal, "given up: " + p.written(common)
	}
	return "", ""
}

// accomplished are words that tell that a thing was done, by the stem of the verb
// that promises it. Those of "complete" stand for every end of a work.
var accomplished = map[string][]string{
	"review": {"reviewed"}, "complet": {"completed", "inaugurated", "handed", "finished", "opened"}, "finish": {"completed", "inaugurated", "handed", "finished"},
	"build": {"built", "inaugurated", "handed", "opened"}, "train": {"trained"}, "establish": {"established", "founded"}, "deliv": {"delivered", "handed"},
	"supply": {"supplied", "handed"}, "renovat": {"renovated", "inaugurated", "handed"}, "repatriat": {"repatriated"}, "send": {"sent"},
}

var accomplishedWords = func() map[string]bool {
	m := map[string]bool{}
	for _, ws := range accomplished {
		for _, w := range ws {
			m[w] = true
		}
	}
	return m
}()

// accomplishable returns the verbs among words that accomplished has an end for, sorted.
func accomplishable(ws []string) []string {
	var out []string
	for _, w := range ws {
		if root := stem(w); accomplished[root] != nil && !accomplishedWords[w] {
			out = append(out, root)
		}
	}
	return distinct(out)
}

// renewed are words for work on a thing that stood before: not the work that was
// promised, unless that was to renew it.
var renewed = set("renovated renovation upgraded restored repaired rebuilt expanded")

// doneRule: a later text tells the promised act itself in the past, with its
// matter: two words of it, or one and the years that it names.
func doneRule(p *promise, d *deed) (MoveKind, string) {
	if len(p.toDo) == 0 || len(d.ends) == 0 || partedBy(p.years, d.years) {
		return "", ""
	}
	common := p.matter(d)
	if n := len(shared(p.years, d.years)); len(common) < 2 && (len(common) < 1 || n == 0) {
		return "", ""
	}
	told := words(d.claim.Quote.Exact())
	for _, verb := range p.toDo {
		for _, past := range accomplished[verb] {
			if !slices.Contains(d.ends, past) {
				continue
			}
			if has(rawStems(d.claim.Quote.Exact()), ofPart) {
				return MovePart, fmt.Sprintf("a part is told as %s: %s", past, p.written(common))
			}
			if has(told, renewed) && !has(p.verbs, renewed) && !has(words(p.first.Quote.Exact()), renewed) {
				return MoveActivity, "a later work on the same thing: " + p.written(common)
			}
			return MoveDelivery, fmt.Sprintf("told as %s: %s", past, p.written(common))
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
		if common := p.matter(d); len(common) > 0 {
			return MovePart, "handed over, and told beside the undertaking: " + p.written(common)
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
		partedBy(p.years, d.years) || p.saidAt(d) {
		return "", ""
	}
	common := slices.DeleteFunc(p.matter(d), func(w string) bool {
		return slices.ContainsFunc(p.areas, func(a rapporteur.Area) bool { return areaWords[a][w] })
	})
	enough := len(common) >= 3 || len(common) == 2 && len(p.object) <= 8
	for _, a := range p.areas {
		if narrow[a] {
			enough = enough || len(common) >= 1 && slices.Contains(common, stem(string(a)))
		}
	}
	if !enough {
		return "", ""
	}
	return MoveActivity, "a contact on the matter: " + p.written(common)
}

// saidAt reports whether a deed is a meeting at which the undertaking was said:
// that is not its activity.
func (p *promise) saidAt(d *deed) bool {
	return slices.ContainsFunc(p.claims, func(c *claim) bool {
		return d.day >= saidOn(c)-1 && d.day <= saidOn(c)+1
	})
}
