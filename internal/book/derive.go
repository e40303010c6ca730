package book

import (
	"context"
	"fmt"
	"iter"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/view"
)

// Origins tells the origins of all documents of the ledger, for it to keep.
func (b *Book) Origins(ctx context.Context) (iter.Seq[ledger.Origin], error) {
	shelf, err := b.wholeShelf(ctx)
	if err != nil {
		return nil, err
	}
	return func(yield func(ledger.Origin) bool) {
		for _, o := range shelf.origins.Known(shelf.documents) {
			if !yield(ledger.Origin(o)) {
				return
			}
		}
	}, nil
}

// Relink derives the records anew, and what the ledger keeps with them. store
// stores the records, which come one after another.
func (b *Book) Relink(ctx context.Context, store func(iter.Seq2[rapporteur.Record, error]) error) error {
	origins, err := b.Origins(ctx)
	if err != nil {
		return err
	}
	if err := b.ledger.ReplaceOrigins(ctx, origins); err != nil {
		return err
	}
	return store(b.EachRecord(ctx))
}

// Records derives every record of the ledger, and returns them all at once.
func (b *Book) Records(ctx context.Context) ([]rapporteur.Record, error) {
	var out []rapporteur.Record
	for r, err := range b.EachRecord(ctx) {
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// EachRecord derives every record of the ledger one after another, in no order
// that tells anything. It does not hold all claims at once, and ends after the
// first error.
func (b *Book) EachRecord(ctx context.Context) iter.Seq2[rapporteur.Record, error] {
	return func(yield func(rapporteur.Record, error) bool) {
		h, err := b.holdings(ctx)
		if err != nil {
			yield(rapporteur.Record{}, err)
			return
		}
		h.Records()(yield)
	}
}

// holdings returns the ledger as linking takes it.
func (b *Book) holdings(ctx context.Context) (link.Holdings, error) {
	var in view.Input
	if err := b.decided(ctx, &in, nil); err != nil {
		return link.Holdings{}, err
	}
	shelf, err := b.wholeShelf(ctx)
	if err != nil {
		return link.Holdings{}, err
	}
	in.Documents, in.Origins = shelf.documents, shelf.origins
	claims := func(f ledger.ClaimFilter) iter.Seq2[rapporteur.Claim, error] {
		return func(yield func(rapporteur.Claim, error) bool) {
			for c, err := range b.ledger.Claims(ctx, f) {
				if err != nil {
					yield(rapporteur.Claim{}, fmt.Errorf("%w: run rapporteur verify", err))
					return
				}
				if c.Verdict != "" {
					in.Verdicts[c.ID] = verdict(c)
				}
				if !yield(c.Claim, nil) {
					return
				}
			}
		}
	}
	return link.Holdings{
		Input: in.Input,
		All:   func() iter.Seq2[rapporteur.Claim, error] { return claims(ledger.ClaimFilter{}) },
		Of: func(docs []rapporteur.DocID) iter.Seq2[rapporteur.Claim, error] {
			return func(yield func(rapporteur.Claim, error) bool) {
				for _, d := range docs {
					for c, err := range claims(ledger.ClaimFilter{Doc: d}) {
						if !yield(c, err) {
							return
						}
					}
				}
			}
		},
	}, nil
}
