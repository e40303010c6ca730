package book

import (
	"context"
	"fmt"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/brief"
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

// Brief writes what somebody needs to know before states meet again. since is
// the day after which things are new; the zero Date takes the last edition held.
func (b *Book) Brief(ctx context.Context, ps []rapporteur.Party, asOf, since rapporteur.Date, o brief.Options) (*brief.Brief, error) {
	in, err := b.input(ctx, ledger.DocumentFilter{Parties: ps}, ledger.ClaimFilter{Beside: ps}, asOf)
	if err != nil {
		return nil, err
	}
	if err := b.addAside(ctx, &in); err != nil {
		return nil, err
	}
	if in.Languages, err = b.ledger.Languages(ctx, asOf); err != nil {
		return nil, err
	}
	d := view.NewDossier(in, ps)
	if since.IsZero() {
		if since, err = brief.Since(d, o.For); err != nil {
			return nil, err
		}
	}
	return brief.New(brief.Input{Dossier: d, News: view.NewDiff(in, ps, since, in.AsOf), Unseen: view.NewUnseen(in, ps)}, o)
}

// addAside adds what was set aside.
func (b *Book) addAside(ctx context.Context, in *view.Input) error {
	aside, err := b.ledger.Quarantined(ctx)
	for _, q := range aside {
		in.Quarantined = append(in.Quarantined, view.Quarantined{Source: q.Source, Reason: q.Reason, At: q.At})
	}
	return err
}
