package ledger

import (
	"cmp"
	"maps"
	"slices"

	"example.org/rapporteur"
)

// A Place is where a claim stands: what a decision finds its claim by.
type Place struct {
	Claim      rapporteur.ClaimID
	Kind       rapporteur.Kind
	Start, End rapporteur.CodePoint
	Added      bool // by a person
}

// A Stand is where a claim that a decision names now stands.
type Stand struct {
	Decision rapporteur.DecisionID
	Part     int                // which of the decision's Marks it is
	Claim    rapporteur.ClaimID // empty if the present reading does not have it: the decision is adrift
}

// A Verdict is what people last decided about a claim.
type Verdict struct {
	Claim       rapporteur.ClaimID
	Verb        rapporteur.Verb         // Accept, Edit, Reject, or empty if none of them was decided
	Decision    rapporteur.DecisionID   // that of Verb
	Corrections []rapporteur.Correction // in force, the last to each field, in the order of fields
	Information rapporteur.InformationGrade
	// Standing are the decisions in force that bear on the claim, in the order in
	// which they were made. Remarks do not.
	Standing []rapporteur.DecisionID
}

// Standing returns those decisions that count, in the order given, which is that
// in which they were made: those that no undo names which itself counts, and no undos.
func Standing(decisions []rapporteur.Decision) []rapporteur.Decision {
	undone := make(map[rapporteur.DecisionID]bool)
	var out []rapporteur.Decision
	for _, d := range slices.Backward(decisions) {
		switch {
		case undone[d.ID]:
		case d.Verb == rapporteur.Undo:
			undone[d.Undoes] = true
		default:
			out = append(out, d)
		}
	}
	slices.Reverse(out)
	return out
}

// Attach finds the claims of one document that its decisions, given in the
// order in which they were made, are about. Undone decisions count for nothing.
//
// A decision belongs to the claim it names. If the present reading does not
// have that claim, it belongs to the one of its kind whose quote shares most
// with the words decided on: more than half of the longer of the two, and more
// than any other. A claim that stood beside the one decided on, and was itself
// decided on in the same manner, does not count: it is another. Nor does a claim
// that a person added, and a decision on such a one goes to no other claim. Where
// there is none the decision is adrift, and a person must look at it. Of several
// decisions on a claim the last one counts.
//
// The verdicts are in the order of their claims' identities, the stands in that
// of the decisions and their parts.
func Attach(doc rapporteur.DocID, decisions []rapporteur.Decision, claims []Place) (verdicts []Verdict, stands []Stand) {
	a := attacher{present: make(map[rapporteur.ClaimID]bool, len(claims)), claims: claims, beside: make(map[beside]bool)}
	for _, c := range claims {
		a.present[c.Claim] = true
	}
	standing := Standing(decisions)
	for _, d := range standing {
		for _, m := range d.Marks() {
			a.beside[beside{m.Claim, manner(d.Verb), m.Engine}] = true
		}
	}
	byClaim := make(map[rapporteur.ClaimID]*Verdict)
	for _, d := range standing {
		for part, m := range d.Marks() {
			if m.Doc != doc {
				continue
			}
			claim := a.find(m, d.Verb)
			stands = append(stands, Stand{d.ID, part, claim})
			if claim == "" || manner(d.Verb) == remark {
				continue
			}
			v := byClaim[claim]
			if v == nil {
				v = &Verdict{Claim: claim}
				byClaim[claim] = v
			}
			v.add(d)
		}
	}
	for _, claim := range slices.Sorted(maps.Keys(byClaim)) {
		verdicts = append(verdicts, *byClaim[claim])
	}
	return verdicts, stands
}

// add takes a later decision on the claim into account.
func (v *Verdict) add(d rapporteur.Decision) {
	v.Standing = append(v.Standing, d.ID)
	switch d.Verb {
	case rapporteur.Accept, rapporteur.Edit, rapporteur.Reject:
		v.Verb, v.Decision = d.Verb, d.ID
	case rapporteur.Add: // nobody proposed it: it is accepted from the start
		v.Verb, v.Decision = rapporteur.Accept, d.ID
		return
	case rapporteur.Grade:
		v.Information = d.Information
	}
	for _, c := range d.Corrections {
		v.Corrections = slices.DeleteFunc(v.Corrections, func(o rapporteur.Correction) bool { return o.Field == c.Field })
		v.Corrections = append(v.Corrections, c)
	}
	slices.SortFunc(v.Corrections, func(a, b rapporteur.Correction) int { return cmp.Compare(a.Field, b.Field) })
}

// remark is the manner of decisions that change nothing about a claim.
const remark = "remark"

// manner returns what sort of decision a verb is: decisions of one sort take the
// place of one another.
func manner(v rapporteur.Verb) string {
	switch v {
	case rapporteur.Accept, rapporteur.Edit, rapporteur.Reject:
		return "verdict"
	case rapporteur.Merge, rapporteur.Split, rapporteur.Unmerge:
		return "grouping"
	case rapporteur.Note, rapporteur.Reply:
		return remark
	}
	return string(v)
}

// A beside is a claim that was decided on, in what manner, and the engine that had read it.
type beside struct {
	claim  rapporteur.ClaimID
	manner string
	engine string
}

type attacher struct {
	present map[rapporteur.ClaimID]bool
	claims  []Place
	beside  map[beside]bool
}

// find returns the claim that a mark is about, or that stands where it stood;
// empty if there is none.
func (a *attacher) find(m rapporteur.Mark, verb rapporteur.Verb) rapporteur.ClaimID {
	if a.present[m.Claim] {
		return m.Claim
	}
	if m.Engine == rapporteur.PersonEngine {
		return ""
	}
	var id rapporteur.ClaimID
	var best rapporteur.CodePoint
	for _, c := range a.claims {
		shared := min(c.End, m.Quote.End) - max(c.Start, m.Quote.Start)
		if c.Added || c.Kind != m.Of || a.beside[beside{c.Claim, manner(verb), m.Engine}] || 2*shared <= max(c.End-c.Start, m.Quote.End-m.Quote.Start) {
			continue
		}
		if shared == best {
			id = ""
		}
		if shared > best {
			id, best = c.Claim, shared
		}
	}
	return id
}
