package link

import (
	"cmp"
	"slices"
	"strings"

	"example.org/rapporteur"
)

// A Precedent is what was reported of the time before an opinion that calls
// something new. The opinion stays whose it is; whether the earlier works are of
// the same kind is for people to say.
type Precedent struct {
	Opinion rapporteur.ClaimID   `json:"opinion"`
	Earlier []rapporteur.ClaimID `json:"earlier"` // in order of when it was done, or else told
	Reason  string               `json:"reason"`  // the words that they share
}

var (
	// newness are stems of words that call something new.
	newness = stems(set("novel unprecedented pioneering groundbreaking innovative innovation"))
	// sorts are stems of words for what sort of thing something is, which say nothing of it.
	sorts = stems(set("approach step model form event move proposal project projects works construction idea initiative such way"))
)

// sharedMatter is how many telling words an opinion and an earlier report must
// share to be of one matter.
const sharedMatter = 2

// Precedents returns, for opinions that call something new, the acts of the same
// parties that were done or told before. An opinion speaks of what its document
// told of last in some of the same words.
func Precedents(in Input) []Precedent {
	if !slices.ContainsFunc(in.Claims, func(c rapporteur.Claim) bool { return callsNew(&c) }) {
		return nil // most often: nothing needs to be put in order
	}
	b := newIndex(in)
	acts := map[string][]*claim{}             // by parties
	before := map[rapporteur.DocID][]*claim{} // the undertakings of documents with an opinion, in order of the text
	judging := map[rapporteur.DocID]bool{}
	for _, c := range b.claims {
		judging[c.Doc] = judging[c.Doc] || callsNew(c.Claim)
	}
	for _, c := range b.claims {
		if c.Commitment == nil {
			continue
		}
		if judging[c.Doc] {
			before[c.Doc] = append(before[c.Doc], c)
		}
		if told(c) && acted(c.Commitment.Stage) {
			acts[c.key] = append(acts[c.key], c)
		}
	}
	var out []Precedent
	for _, o := range b.claims {
		if !callsNew(o.Claim) {
			continue
		}
		matter := matterOf(o, before[o.Doc])
		var earlier []*claim
		var common []string
		for _, a := range acts[o.key] {
			both := shared(matter, content(a.Quote.Exact(), a.Parties, weak, sorts))
			if len(both) >= sharedMatter && a.Doc != o.Doc && a.done() < o.earliest {
				earlier = append(earlier, a)
				common = append(common, both...)
			}
		}
		if len(earlier) == 0 {
			continue
		}
		slices.SortStableFunc(earlier, func(a, b *claim) int { return cmp.Compare(a.done(), b.done()) })
		var told []rapporteur.ClaimID
		var texts []string
		for _, a := range earlier {
			told, texts = append(told, a.ID), append(texts, a.Quote.Exact())
		}
		p := Precedent{Opinion: o.ID, Earlier: told, Reason: because("the same parties", "both speak of "+strings.Join(asWritten(distinct(common), texts...), ", "))}
		out = append(out, p)
	}
	return out
}

// callsNew reports whether a claim is an opinion that something is new.
func callsNew(c *rapporteur.Claim) bool {
	return c.Assessment != nil && has(rawStems(c.Assessment.What), newness)
}

// matterOf returns the telling words of an opinion and of the last undertaking
// before it in its document that shares one.
func matterOf(o *claim, undertakings []*claim) []string {
	ws := content(o.Assessment.What, o.Parties, weak, newness, sorts)
	for _, c := range slices.Backward(undertakings) {
		of := content(c.Commitment.What, c.Parties, weak, sorts)
		if c.Quote.Start() < o.Quote.Start() && len(shared(ws, of)) > 0 {
			return distinct(append(ws, of...))
		}
	}
	return ws
}

// acted reports whether something was done at a stage.
func acted(s rapporteur.Stage) bool {
	return s == rapporteur.StageUnderWay || s == rapporteur.StagePartly || s == rapporteur.StageDelivered
}

// done returns the last day on which what a claim tells was done, as far as it
// says so, else when it was public.
func (c *claim) done() dayNumber {
	if c.dated {
		return c.to
	}
	return c.public
}
