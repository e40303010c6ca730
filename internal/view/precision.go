package view

import (
	"cmp"
	"slices"

	"example.org/rapporteur"
)

// A Judged is a claim of a rule, and what people made of it.
type Judged struct {
	Rule      rapporteur.RuleID
	Verdict   rapporteur.Verb // Accept, Edit, Reject, or empty
	Corrected bool            // corrections are in force
}

// A RuleRecord is how the claims of one rule fared with people so far.
type RuleRecord struct {
	Rule      rapporteur.RuleID `json:"rule"`
	Accepted  int               `json:"accepted"`  // as the machine read them
	Corrected int               `json:"corrected"` // accepted, with corrections
	Rejected  int               `json:"rejected"`
	Undecided int               `json:"undecided"`
	// Precision is accepted of decided; nil if none was decided. It holds for what
	// people looked at, which are not claims drawn by lot.
	Precision *float64 `json:"precision"`
}

// Decided returns how many claims of the rule people decided about.
func (r RuleRecord) Decided() int { return r.Accepted + r.Corrected + r.Rejected }

// expected is the share of the rule's claims that may be held to be right before
// looking: one half where nothing was decided (Laplace's rule of succession).
func (r RuleRecord) expected() float64 {
	return float64(r.Accepted+1) / float64(r.Decided()+2)
}

// RuleRecords counts how the claims of each rule fared, in the order of rules.
// What people added themselves is no rule's.
func RuleRecords(claims []Judged) []RuleRecord {
	by := map[rapporteur.RuleID]*RuleRecord{}
	for _, c := range claims {
		if c.Rule == rapporteur.PersonRule {
			continue
		}
		r := by[c.Rule]
		if r == nil {
			r = &RuleRecord{Rule: c.Rule}
			by[c.Rule] = r
		}
		switch {
		case c.Verdict == rapporteur.Reject:
			r.Rejected++
		case c.Verdict == rapporteur.Edit, c.Verdict == rapporteur.Accept && c.Corrected:
			r.Corrected++
		case c.Verdict == rapporteur.Accept:
			r.Accepted++
		default:
			r.Undecided++
		}
	}
	out := make([]RuleRecord, 0, len(by))
	for _, r := range by {
		if n := r.Decided(); n > 0 {
			p := float64(r.Accepted) / float64(n)
			r.Precision = &p
		}
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b RuleRecord) int { return cmp.Compare(a.Rule, b.Rule) })
	return out
}
