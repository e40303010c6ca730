package book

import (
	"context"
	"fmt"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
)

// Queue returns what wants a decision; if parties are given, only claims that all
// of them are party to. Decisions that are adrift are all there, whatever they
// were about: nobody can tell any more.
func (b *Book) Queue(ctx context.Context, ps []rapporteur.Party) (*view.Queue, error) {
	var after ledger.Edge
	beyond := 0
	if len(ps) == 0 {
		var of int
		var err error
		if after, of, err = b.newest(ctx, rapporteur.Date{}); err != nil {
			return nil, err
		}
		beyond = max(0, of-b.wholly)
	}
	in := view.QueueInput{Machine: map[rapporteur.ClaimID]rapporteur.Claim{}, States: map[rapporteur.ClaimID]string{}}
	var claims []ledger.Claim
	for c, err := range b.ledger.Claims(ctx, ledger.ClaimFilter{Parties: ps, After: after, IncludeRejected: true}) {
		if err != nil {
			return nil, fmt.Errorf("%w: run rapporteur verify", err)
		}
		in.Claims = append(in.Claims, c.Claim)
		in.States[c.ID] = c.State
		if c.Machine != nil {
			in.Machine[c.ID] = *c.Machine
		}
		claims = append(claims, c)
	}
	if err := b.decided(ctx, &in.Input, claims); err != nil {
		return nil, err
	}
	for d, err := range b.ledger.InForce(ctx) {
		if err != nil {
			return nil, err
		}
		in.InForce = append(in.InForce, view.Standing{Decision: d.Decision, Claims: d.Claims})
	}
	shelf, err := b.shelf(ctx, ledger.DocumentFilter{Parties: ps, After: after})
	if err != nil {
		return nil, err
	}
	in.Documents, in.Origins = shelf.documents, shelf.origins
	q := view.NewQueue(in)
	q.Beyond = beyond
	return q, nil
}
