package ledger

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"example.org/rapporteur"
)

// An InForce is a decision that counts, and where it now stands.
type InForce struct {
	rapporteur.Decision
	// Claims are the claims that its Marks now stand on, in their order; empty
	// where the present reading has none.
	Claims []rapporteur.ClaimID
}

// Adrift reports whether the present reading lacks a claim that the decision names.
func (d InForce) Adrift() bool {
	for _, c := range d.Claims {
		if c == "" {
			return true
		}
	}
	return false
}

// InForce yields the decisions about claims that count, in the order in which
// they were made; if verbs are given, only those of them. It ends after the
// first error. Grades of outlets are had from OutletGrades.
func (l *Ledger) InForce(ctx context.Context, verbs ...rapporteur.Verb) iter.Seq2[InForce, error] {
	return pages(func(after *int64) ([]InForce, int64, error) {
		var w where
		w.and(`id in (select decision from stand)`)
		if len(verbs) > 0 {
			w.and(`verb in ` + list(&w, verbs))
		}
		if after != nil {
			w.and(`seq > ` + w.arg(*after))
		}
		query := `select body, seq from decision` + w.String() + ` order by seq` + pageLimit
		var ds []InForce
		var last int64
		err := l.view(ctx, func(tx Tx) error {
			at := make(map[rapporteur.DecisionID]int)
			err := scanAll(ctx, tx, func(r Row) error {
				d, err := scanDecision(r, &last)
				at[d.ID] = len(ds)
				ds = append(ds, InForce{Decision: d, Claims: make([]rapporteur.ClaimID, len(d.Marks()))})
				return err
			}, query, w.args...)
			if err != nil || len(ds) == 0 {
				return err
			}
			var of where
			of.and(`decision in ` + list(&of, ids(ds)))
			return scanAll(ctx, tx, func(r Row) error {
				var s Stand
				if err := r.Scan(&s.Decision, &s.Part, &s.Claim); err != nil {
					return err
				}
				claims := ds[at[s.Decision]].Claims
				if s.Part < 0 || s.Part >= len(claims) {
					return fmt.Errorf("decision %s has no part %d: run rapporteur verify", s.Decision, s.Part)
				}
				claims[s.Part] = s.Claim
				return nil
			}, `select decision, part, claim from stand`+of.String(), of.args...)
		})
		if err != nil {
			err = fmt.Errorf("decisions in force: %w", err)
		}
		return ds, last, err
	})
}

func ids(ds []InForce) []rapporteur.DecisionID {
	out := make([]rapporteur.DecisionID, len(ds))
	for i, d := range ds {
		out[i] = d.ID
	}
	return out
}

// DecisionsByID yields those of the decisions named that the ledger holds, in the
// order in which they were made within each 250 of the list. It ends after
// the first error.
func (l *Ledger) DecisionsByID(ctx context.Context, ids []rapporteur.DecisionID) iter.Seq2[rapporteur.Decision, error] {
	return func(yield func(rapporteur.Decision, error) bool) {
		for some := range slices.Chunk(ids, idsAtOnce) {
			var ds []rapporteur.Decision
			var w where
			w.and(`id in ` + list(&w, some))
			err := l.view(ctx, func(tx Tx) error {
				return scanAll(ctx, tx, func(r Row) error {
					d, err := scanDecision(r)
					ds = append(ds, d)
					return err
				}, `select body from decision`+w.String()+` order by seq`, w.args...)
			})
			if err != nil {
				yield(rapporteur.Decision{}, fmt.Errorf("decisions: %w", err))
				return
			}
			for _, d := range ds {
				if !yield(d, nil) {
					return
				}
			}
		}
	}
}

// OutletGrades returns, by outlet, the decision by which people last graded it.
func (l *Ledger) OutletGrades(ctx context.Context) (map[string]rapporteur.Decision, error) {
	var ds []rapporteur.Decision
	for d, err := range l.decisions(ctx, `claim = ''`) {
		if err != nil {
			return nil, err
		}
		ds = append(ds, d)
	}
	grades := make(map[string]rapporteur.Decision)
	for _, d := range Standing(ds) {
		grades[d.Outlet] = d
	}
	return grades, nil
}
