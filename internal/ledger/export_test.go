package ledger

import (
	"context"
	"strings"
)

// CallCommon makes a search of an SQLite ledger take words for common from so many rows on.
func (l *Ledger) CallCommon(rows int) { l.index = fts{rows} }

// Plan returns how SQLite answers a search, a step a line.
func (l *Ledger) Plan(ctx context.Context, s Search) (string, error) {
	var steps []string
	err := l.view(ctx, func(tx Tx) error {
		query, args, err := s.query(ctx, tx, l.index, MaxHits)
		if err != nil {
			return err
		}
		return scanAll(ctx, tx, func(r Row) error {
			var id, parent, unused int
			var step string
			err := r.Scan(&id, &parent, &unused, &step)
			steps = append(steps, step)
			return err
		}, `explain query plan `+query, args...)
	})
	return strings.Join(steps, "\n"), err
}
