package ledger

import (
	"context"
	"fmt"
	"time"

	"example.org/rapporteur"
)

// A Quarantined is something that could not be read, set aside with the reason.
type Quarantined struct {
	Source string // path or URL as it was given
	Reason string
	Blob   rapporteur.BlobID // empty if there were no bytes to keep
	At     time.Time         // when it was first set aside
}

// Quarantine sets something aside. Setting the same bytes of the same source
// aside again keeps the first date and the latest reason.
func (l *Ledger) Quarantine(ctx context.Context, q Quarantined) error {
	if q.At.IsZero() {
		q.At = l.now()
	}
	err := l.Write(ctx, func(tx Tx) error {
		_, err := tx.Exec(ctx, `insert into quarantine (source, blob, reason, at) values ($1, $2, $3, $4)
			on conflict (source, blob) do update set reason = excluded.reason where quarantine.reason <> excluded.reason`,
			q.Source, q.Blob, q.Reason, formatTime(q.At))
		return err
	})
	if err != nil {
		return fmt.Errorf("set %s aside: %w", q.Source, err)
	}
	return nil
}

// Release forgets that something of a source was set aside: it has now been read.
func (l *Ledger) Release(ctx context.Context, source string) error {
	err := l.Write(ctx, func(tx Tx) error {
		_, err := tx.Exec(ctx, `delete from quarantine where source = $1`, source)
		return err
	})
	if err != nil {
		return fmt.Errorf("release %s: %w", source, err)
	}
	return nil
}

// Quarantined returns what is set aside, in the order of sources.
func (l *Ledger) Quarantined(ctx context.Context) ([]Quarantined, error) {
	var qs []Quarantined
	err := l.view(ctx, func(tx Tx) error {
		return scanAll(ctx, tx, func(r Row) error {
			var q Quarantined
			var at string
			err := r.Scan(&q.Source, &q.Blob, &q.Reason, &at)
			if err == nil {
				q.At, err = parseTime(at)
			}
			qs = append(qs, q)
			return err
		}, `select source, blob, reason, at from quarantine order by source, blob`)
	})
	if err != nil {
		return nil, fmt.Errorf("quarantine: %w", err)
	}
	return qs, nil
}
