package book

import (
	"context"
	"fmt"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
	"example.org/rapporteur/internal/who"
)

// Names returns the names of all that has a page of its own, as of a day: those of
// the records as they stand if no day is given. They are gathered once for each
// state of the ledger.
func (b *Book) Names(ctx context.Context, asOf rapporteur.Date) (*view.Names, error) {
	state, err := b.state(ctx)
	if err != nil {
		return nil, err
	}
	return get(&b.memo, fmt.Sprint("names ", state, asOf), func() (*view.Names, error) { return b.names(ctx, asOf) })
}

func (b *Book) names(ctx context.Context, asOf rapporteur.Date) (*view.Names, error) {
	n := &view.Names{}
	pairs, err := b.ledger.Pairs(ctx, asOf)
	if err != nil {
		return nil, err
	}
	for _, p := range pairs {
		if who.IsState(p.A) && who.IsState(p.B) {
			n.AddRelation(p.A, p.B, p.Claims)
		}
	}
	kinds := []rapporteur.Kind{rapporteur.KindTenure, rapporteur.KindMechanism, rapporteur.KindInteraction}
	if asOf.IsZero() {
		for r, err := range b.ledger.Records(ctx, ledger.RecordFilter{Kinds: kinds}) {
			if err != nil {
				return nil, err
			}
			n.AddRecord(r)
		}
		return n, nil
	}
	// A name that became known later must not show.
	in, err := b.input(ctx, ledger.DocumentFilter{}, ledger.ClaimFilter{Kinds: kinds}, asOf)
	if err != nil {
		return nil, err
	}
	records, err := b.records(ctx, in.Input)
	if err != nil {
		return nil, err
	}
	for _, r := range records {
		n.AddRecord(r)
	}
	return n, nil
}
