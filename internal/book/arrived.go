package book

import (
	"context"
	"fmt"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

// Arrived returns what came into the ledger on a day or after it.
func (b *Book) Arrived(ctx context.Context, since rapporteur.Date) (*view.Arrived, error) {
	first, _, ok := since.Bounds()
	if !ok {
		return nil, fmt.Errorf("%w: since %s", ErrDays, since)
	}
	state, err := b.state(ctx)
	if err != nil {
		return nil, err
	}
	return get(&b.memo, fmt.Sprint("arrived ", state, since), func() (*view.Arrived, error) {
		docs, all, err := b.ledger.Arrived(ctx, first, view.LatestReadings)
		if err != nil {
			return nil, err
		}
		return view.NewArrived(since, docs, all), nil
	})
}
