package book

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
	"example.org/rapporteur/internal/who"
)

// Names returns the names of all that has a page of its own, as of a day: those of
// the records as they stand if no day is given. They are gathered once for each
// state of the records.
func (b *Book) Names(ctx context.Context, asOf rapporteur.Date) (*view.Names, error) {
	state, err := b.named(ctx, asOf)
	if err != nil {
		return nil, err
	}
	return get(&b.memo, fmt.Sprint("names ", state, asOf), func() (*view.Names, error) { return b.names(ctx, asOf) })
}

// named names the state of the ledger that names depend on: those of the present are
// those of the records as they stand, whatever came since.
func (b *Book) named(ctx context.Context, asOf rapporteur.Date) (string, error) {
	if !asOf.IsZero() {
		return b.state(ctx)
	}
	_, records, err := b.ledger.Revision(ctx)
	return fmt.Sprint("of ", records), err
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
	if asOf.IsZero() {
		for _, kind := range []rapporteur.Kind{rapporteur.KindTenure, rapporteur.KindMechanism} {
			named, err := b.ledger.Named(ctx, kind)
			if err != nil {
				return nil, err
			}
			for _, d := range named {
				n.AddNamed(kind, d.Record, d.Title, d.Names, d.Parties, d.Claims)
			}
		}
		places, err := b.ledger.Places(ctx)
		if err != nil {
			return nil, err
		}
		for _, name := range slices.Sorted(maps.Keys(places)) {
			n.AddPlace(name, places[name])
		}
		return n, nil
	}
	kinds := []rapporteur.Kind{rapporteur.KindTenure, rapporteur.KindMechanism, rapporteur.KindInteraction}
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
