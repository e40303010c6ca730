package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// LastCapture returns when something last arrived, the zero time if nothing has.
func (l *Ledger) LastCapture(ctx context.Context) (time.Time, error) {
	var at sql.NullString
	err := l.view(ctx, func(tx Tx) error {
		return tx.QueryRow(ctx, `select max(at) from capture`).Scan(&at)
	})
	if err != nil {
		return time.Time{}, fmt.Errorf("last capture: %w", err)
	}
	if !at.Valid {
		return time.Time{}, nil
	}
	t, err := parseTime(at.String)
	if err != nil {
		return time.Time{}, fmt.Errorf("last capture: %w", err)
	}
	return t, nil
}
