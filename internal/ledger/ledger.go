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
	"strings"
	"time"

	"github.com/pressly/goose/v3"

	"example.org/rapporteur/internal/ledger/migrations"
	"example.org/rapporteur/internal/ledger/postgres"
	"example.org/rapporteur/internal/ledger/sqlite"
)

// A Ledger is an open ledger. Its methods may be called from several goroutines
// at once, and several processes may have the same ledger open.
type Ledger struct {
	write, read *sql.DB
	lock        string // what a writing transaction begins with, if anything
	index       indexer
	now         func() time.Time
}

// Open opens the ledger in an SQLite file, which it makes if need be, or in the
// PostgreSQL database at a postgres:// address, and brings its schema up to
// date. now is the clock by which captures and decisions are dated that bring no
// date of their own.
func Open(ctx context.Context, place string, now func() time.Time) (*Ledger, error) {
	l := &Ledger{now: now, index: fts{commonFrom}}
	var err error
	dialect, folder := goose.DialectSQLite3, "sqlite"
	if strings.HasPrefix(place, "postgres://") {
		dialect, folder, l.lock, l.index = goose.DialectPostgres, "postgres", postgres.Lock, tsvector{}
		l.write, l.read, err = postgres.Open(place)
		place = "in PostgreSQL" // the address may hold a password
	} else {
		l.write, l.read, err = sqlite.Open(place)
	}
	if err != nil {
		return nil, fmt.Errorf("open the ledger %s: %w", place, err)
	}
	if err := migrate(ctx, l.write, dialect, folder); err != nil {
		return nil, errors.Join(fmt.Errorf("open the ledger %s: %w", place, err), l.Close())
	}
	if err := l.adopt(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open the ledger %s: %w", place, err), l.Close())
	}
	if err := l.fillIndex(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open the ledger %s: %w", place, err), l.Close())
	}
	return l, nil
}

// migrate runs the migrations that the database has not seen. Another process
// may be doing the same: each of its steps makes one of ours fail at most once,
// so trying again a few times ends with all of them done.
func migrate(ctx context.Context, db *sql.DB, dialect goose.Dialect, folder string) error {
	files, err := fs.Sub(migrations.Files, folder)
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(dialect, db, files, goose.WithDisableGlobalRegistry(true), goose.WithAllowOutofOrder(true))
	if err != nil {
		return err
	}
	for range 5 {
		var have, known int64
		have, known, err = p.GetVersions(ctx)
		if err == nil && have > known {
			return fmt.Errorf("its schema is version %d, and this program knows only up to %d: use a newer program", have, known)
		}
		var pending bool
		if err == nil {
			// A ledger may have been made by a program that lacked a migration between
			// others: the highest version does not tell.
			pending, err = p.HasPending(ctx)
		}
		if err == nil && pending {
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
	return within(ctx, l.write, nil, func(tx Tx) error {
		if l.lock != "" {
			if _, err := tx.Exec(ctx, l.lock); err != nil {
				return err
			}
		}
		return do(tx)
	})
}

// view runs do on one snapshot of the ledger.
func (l *Ledger) view(ctx context.Context, do func(Tx) error) error {
	return within(ctx, l.read, &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead}, do)
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
