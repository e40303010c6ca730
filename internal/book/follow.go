package book

import (
	"context"
	"fmt"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
)

// Diff returns what became known of two or more states between two days. The
// zero Date as the second means today.
func (b *Book) Diff(ctx context.Context, ps []rapporteur.Party, from, to rapporteur.Date) (*view.Diff, error) {
	in, err := b.input(ctx, ledger.DocumentFilter{Parties: ps}, ledger.ClaimFilter{Beside: ps}, to)
	if err != nil {
		return nil, err
	}
	_, first, ok := from.Bounds()
	_, last, ok2 := in.AsOf.Bounds()
	if !ok || !ok2 || last.Before(first) {
		return nil, fmt.Errorf("%w: from %s to %s", ErrDays, from, in.AsOf)
	}
	return view.NewDiff(in, ps, from, in.AsOf), nil
}
