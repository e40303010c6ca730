package ledger

import (
	"cmp"
	"slices"

	"example.org/rapporteur"
)

// A Place is where a claim stands: what a decision finds its claim by.
type Place struct {
	Claim      rapporteur.ClaimID
	Kind       rapporteur.Kind
	Start, End rapporteur.CodePoint
}

// A Verdict is what people last decided about a claim.
type Verdict struct {
	Claim    rapporteur.ClaimID
	Verb     rapporteur.Verb // Accept or Reject
	Decision rapporteur.DecisionID
}

// Attach finds the claims of one document that its decisions, given in the
// order in which they were made, are about. Undone decisions count for nothing.
//
// A decision belongs to the claim it names. If the present reading does not
// have that claim, it belongs to the one of its kind whose quote shares most
// with the words decided on: more than half of the longer of the two, more than
// any other, and of a claim that no decision names. Otherwise it is adrift, and
// a person must look at it. Of several decisions on a claim the last one counts.
//
// The verdicts are in the order of their claims' identities.
func Attach(decisions []rapporteur.Decision, claims []Place) (verdicts []Verdict, adrift []rapporteur.DecisionID) {
	undone := make(map[rapporteur.DecisionID]bool)
	for _, d := range decisions {
		undone[d.Undoes] = true
	}
	present := make(map[rapporteur.ClaimID]bool, len(claims))
	for _, c := range claims {
		present[c.Claim] = true
	}
	named := make(map[rapporteur.ClaimID]bool)
	var standing []rapporteur.Decision
	for _, d := range decisions {
		if d.Verb != rapporteur.Undo && !undone[d.ID] {
			standing = append(standing, d)
			named[d.Claim] = true
		}
	}
	last := make(map[rapporteur.ClaimID]Verdict)
	for _, d := range standing {
		claim, ok := d.Claim, present[d.Claim]
		if !ok {
			claim, ok = heir(d, claims, named)
		}
		if !ok {
			adrift = append(adrift, d.ID)
			continue
		}
		last[claim] = Verdict{Claim: claim, Verb: d.Verb, Decision: d.ID}
	}
	for _, v := range last {
		verdicts = append(verdicts, v)
	}
	slices.SortFunc(verdicts, func(a, b Verdict) int { return cmp.Compare(a.Claim, b.Claim) })
	return verdicts, adrift
}

// heir returns the claim that stands where the one decided on stood.
func heir(d rapporteur.Decision, claims []Place, named map[rapporteur.ClaimID]bool) (id rapporteur.ClaimID, ok bool) {
	var best rapporteur.CodePoint
	for _, c := range claims {
		shared := min(c.End, d.Quote.End) - max(c.Start, d.Quote.Start)
		if c.Kind != d.Of || named[c.Claim] || 2*shared <= max(c.End-c.Start, d.Quote.End-d.Quote.Start) {
			continue
		}
		if shared == best {
			ok = false
		}
		if shared > best {
			id, best, ok = c.Claim, shared, true
		}
	}
	return id, ok
}
