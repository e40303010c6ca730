package book

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/view"
)

// decided adds what people decided about the claims of an input, and about what
// belongs together.
func (b *Book) decided(ctx context.Context, in *view.Input, claims []ledger.Claim) error {
	in.Verdicts = map[rapporteur.ClaimID]rapporteur.Verb{}
	in.Decisions = map[rapporteur.ClaimID]rapporteur.Decision{}
	in.People = view.People{
		Corrections: map[rapporteur.ClaimID][]rapporteur.Correction{}, Information: map[rapporteur.ClaimID]rapporteur.InformationGrade{}, GradedBy: map[rapporteur.ClaimID]string{},
		Outlets: map[string]rapporteur.SourceGrade{}, Remarks: map[rapporteur.ClaimID][]rapporteur.Decision{},
	}
	claimOf := map[rapporteur.DecisionID]rapporteur.ClaimID{}
	for _, c := range claims {
		if c.Verdict != "" {
			in.Verdicts[c.ID] = verdict(c)
			claimOf[c.Decision] = c.ID
		}
		for _, e := range c.Corrections {
			e.Was, _ = c.Machine.Value(e.Field) // the machine may read otherwise since
			in.People.Corrections[c.ID] = append(in.People.Corrections[c.ID], e)
		}
		if c.Information != 0 {
			in.People.Information[c.ID] = c.Information
		}
	}
	for d, err := range b.ledger.DecisionsByID(ctx, slices.Sorted(maps.Keys(claimOf))) {
		if err != nil {
			return err
		}
		in.Decisions[claimOf[d.ID]] = d
	}
	for d, err := range b.ledger.InForce(ctx, rapporteur.Merge, rapporteur.Split, rapporteur.Unmerge, rapporteur.Grade, rapporteur.Assess, rapporteur.Note, rapporteur.Reply) {
		if err != nil {
			return err
		}
		switch d.Verb {
		case rapporteur.Merge, rapporteur.Split, rapporteur.Unmerge:
			in.Decided = append(in.Decided, link.Decided{Verb: d.Verb, Kind: d.As, Claims: d.Claims, Why: why(d.Decision)})
		case rapporteur.Grade:
			in.People.GradedBy[d.Claims[0]] = d.By // the last one's grade counts
		default:
			if claim := d.Claims[0]; claim != "" {
				in.People.Remarks[claim] = append(in.People.Remarks[claim], d.Decision)
			}
		}
	}
	return b.outletGrades(ctx, in.People.Outlets)
}

// verdict returns what a person last decided about a claim: of one that was
// edited, that it is accepted as corrected.
func verdict(c ledger.Claim) rapporteur.Verb {
	if c.Verdict == rapporteur.Edit {
		return rapporteur.Accept
	}
	return c.Verdict
}

// outletGrades adds the grades of outlets, under every name that they are met by.
func (b *Book) outletGrades(ctx context.Context, to map[string]rapporteur.SourceGrade) error {
	grades, err := b.ledger.OutletGrades(ctx)
	if err != nil || len(grades) == 0 {
		return err
	}
	known, err := b.ledger.KnownOutlets(ctx)
	if err != nil {
		return err
	}
	for _, o := range known {
		if d, ok := grades[o.Name]; ok {
			for _, name := range o.Names {
				to[name] = d.Source
			}
		}
	}
	for outlet, d := range grades { // last: a name may have been graded by itself
		to[outlet] = d.Source
	}
	return nil
}

// did says in words what was decided about what belongs together.
var did = map[rapporteur.Verb]string{rapporteur.Merge: "put together", rapporteur.Split: "taken out", rapporteur.Unmerge: "taken apart"}

// why says who decided what belongs together, and their reason.
func why(d rapporteur.Decision) string {
	s := fmt.Sprintf("%s by %s", did[d.Verb], d.By)
	if d.Reason != "" {
		s += ": " + d.Reason
	}
	return s
}
