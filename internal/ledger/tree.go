package ledger

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/audit"
)

var errAlteredLog = errors.New("the log of decisions was altered: find out where with rapporteur verify, and restore the ledger from a backup")

// hashesIn reads stored hashes of the tree in a transaction.
func hashesIn(ctx context.Context, tx Tx) tlog.HashReaderFunc {
	return func(places []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(places))
		for i, place := range places {
			var s string
			err := tx.QueryRow(ctx, `select hash from decision_hash where place = $1`, place).Scan(&s)
			if isNoRows(err) {
				return nil, errAlteredLog
			}
			if err != nil {
				return nil, err
			}
			if out[i], err = tlog.ParseHash(s); err != nil {
				return nil, errAlteredLog
			}
		}
		return out, nil
	}
}

// appendHash makes the body of decision number seq the next leaf of the tree.
func appendHash(ctx context.Context, tx Tx, seq int64, body string) error {
	var next int64
	if err := tx.QueryRow(ctx, `select coalesce(max(place), -1) + 1 from decision_hash`).Scan(&next); err != nil {
		return err
	}
	if next != tlog.StoredHashCount(seq-1) {
		return errAlteredLog
	}
	hashes, err := tlog.StoredHashes(seq-1, []byte(body), hashesIn(ctx, tx))
	if err != nil {
		return err
	}
	for i, h := range hashes {
		_, err := tx.Exec(ctx, `insert into decision_hash (place, hash) values ($1, $2)`, next+int64(i), h.String())
		if err != nil {
			return err
		}
	}
	return nil
}

// Log returns the tree of the decisions as it is stored, for proofs: it takes a
// few reads whatever the number of decisions. To prove that the decisions are
// still those of the tree, use Verify.
func (l *Ledger) Log(ctx context.Context) (audit.Log, error) {
	var size int64
	err := l.view(ctx, func(tx Tx) error {
		return tx.QueryRow(ctx, `select count(*) from decision`).Scan(&size)
	})
	if err != nil {
		return audit.Log{}, fmt.Errorf("log of decisions: %w", err)
	}
	return audit.Log{Size: size, Hashes: tlog.HashReaderFunc(func(places []int64) (hashes []tlog.Hash, err error) {
		err = l.view(ctx, func(tx Tx) error {
			hashes, err = hashesIn(ctx, tx)(places)
			return err
		})
		return hashes, err
	})}, nil
}

// Leaf returns a decision's number in the log, counted from 0, and the very
// bytes that the tree holds of it. The error is ErrNotFound if there is none.
func (l *Ledger) Leaf(ctx context.Context, id rapporteur.DecisionID) (n int64, leaf []byte, err error) {
	var body string
	err = l.view(ctx, func(tx Tx) error {
		return tx.QueryRow(ctx, `select seq, body from decision where id = $1`, id).Scan(&n, &body)
	})
	if err != nil {
		return 0, nil, fmt.Errorf("decision %q: %w", id, found(err))
	}
	return n - 1, []byte(body), nil
}
