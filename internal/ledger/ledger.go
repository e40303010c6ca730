// Package ledger stores documents, the claims read from them, the records
// derived from those, and what people decided.
//
// Captured bytes (package blob) and decisions are all that cannot be made
// again. Everything else is derived, and replaced when it is derived anew.
package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"

	"example.org/rapporteur/internal/ledger/migrations"
	"example.org/rapporteur/internal/ledger/sqlite"
)

// A Ledger is an open ledger. Its methods may be called from several goroutines
// at once, and several processes may have the same ledger open.
type Ledger struct {
	write, read *sql.DB
	now         func() time.Time
}

// Open opens the ledger in an SQLite file, which it makes if need be, and
// brings its schema up to date. now is the clock by which captures and
// decisions are dated that bring no date of their own.
func Open(ctx context.Context, file string, now func() time.Time) (*Ledger, error) {
	write, read, err := sqlite.Open(file)
	if err != nil {
		return nil, fmt.Errorf("open the ledger %s: %w", file, err)
	}
	l := &Ledger{write: write, read: read, now: now}
	if err := migrate(ctx, write); err != nil {
		return nil, errors.Join(fmt.Errorf("open the ledger %s: %w", file, err), l.Close())
	}
	return l, nil
}

// migrate runs the migrations that the database has not seen. Another process
// may be doing the same: each of its steps makes one of ours fail at most once,
// so trying again a few times ends with all of them done.
func migrate(ctx context.Context, db *sql.DB) error {
	files, err := fs.Sub(migrations.SQLite, "sqlite")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	for range 5 {
		var have, known int64
		have, known, err = p.GetVersions(ctx)
		if err == nil && have > known {
			return fmt.Errorf("its schema is version %d, and this program knows only up to %d: use a newer program", have, known)
		}
		if err == nil && have < known {
			_, err = p.Up(ctx)
		}
		if err == nil {
			return nil
		}
	}
	return err
}

// Close releases the database.
func (l *Ledger) Close() error { return errors.Join(l.read.Close(), l.write.Close()) }

// Write runs do in one transaction: either all of it is kept or, if do returns
// an error, nothing. Writers wait for one another. do must not call methods of
// the ledger that write.
func (l *Ledger) Write(ctx context.Context, do func(Tx) error) error {
	return within(ctx, l.write, nil, do)
}

// view runs do on one snapshot of the ledger.
func (l *Ledger) view(ctx context.Context, do func(Tx) error) error {
	return within(ctx, l.read, &sql.TxOptions{ReadOnly: true}, do)
}

func within(ctx context.Context, db *sql.DB, opts *sql.TxOptions, do func(Tx) error) error {
	tx, err := db.BeginTx(ctx, opts)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit; also runs if do panics
	if err := do(sqlTx{tx}); err != nil {
		return err
	}
	return tx.Commit()
}

// timeLayout writes times so that they compare as text.
const timeLayout = "2006-01-02T15:04:05.000000000Z"

func formatTime(t time.Time) string { return t.UTC().Format(timeLayout) }

func parseTime(s string) (time.Time, error) { return time.Parse(timeLayout, s) }
