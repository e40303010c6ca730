package ledger

import (
	"context"
	"fmt"

	"example.org/rapporteur"
)

// A LogFilter selects decisions. The zero filter selects all.
type LogFilter struct {
	Verb  rapporteur.Verb
	By    string
	Claim rapporteur.ClaimID // that they name, first or among others
}

// A LogEntry is a decision as the log holds it.
type LogEntry struct {
	Number int64 // in the log, counted from 1
	Undone bool  // it counts no more
	rapporteur.Decision
}

// LogPage returns up to limit decisions that a filter selects, the last one
// first, from those before a number on; 0 begins with the last. total is how many
// the filter selects in all.
func (l *Ledger) LogPage(ctx context.Context, f LogFilter, before int64, limit int) (entries []LogEntry, total int, err error) {
	err = l.view(ctx, func(tx Tx) error {
		var w where
		f.where(&w)
		if err := tx.QueryRow(ctx, `select count(*) from decision`+w.String(), w.args...).Scan(&total); err != nil {
			return err
		}
		if before > 0 {
			w.and(`seq < ` + w.arg(before))
		}
		err := scanAll(ctx, tx, func(r Row) error {
			var e LogEntry
			var err error
			e.Decision, err = scanDecision(r, &e.Number)
			entries = append(entries, e)
			return err
		}, `select body, seq from decision`+w.String()+` order by seq desc limit `+w.arg(limit), w.args...)
		if err != nil {
			return err
		}
		for i, e := range entries {
			undo, err := undoneBy(ctx, tx, e.ID)
			if err != nil {
				return err
			}
			entries[i].Undone = undo != ""
		}
		return nil
	})
	if err != nil {
		return nil, 0, fmt.Errorf("log of decisions: %w", err)
	}
	return entries, total, nil
}

func (f LogFilter) where(w *where) {
	if f.Verb != "" {
		w.and(`verb = ` + w.arg(f.Verb))
	}
	if f.By != "" {
		w.and(`author = ` + w.arg(f.By))
	}
	if f.Claim != "" {
		// Claims beside the first stand in the body alone.
		w.and(`(claim = ` + w.arg(f.Claim) + ` or verb in ('merge', 'split', 'unmerge', 'undo') and body like ` + w.arg(`%"claim":"`+string(f.Claim)+`"%`) + `)`)
	}
}

// Authors returns who decided anything, in the order of names.
func (l *Ledger) Authors(ctx context.Context) (names []string, err error) {
	err = l.view(ctx, func(tx Tx) error {
		return scanAll(ctx, tx, func(r Row) error {
			var name string
			err := r.Scan(&name)
			names = append(names, name)
			return err
		}, `select distinct author from decision order by author`)
	})
	if err != nil {
		return nil, fmt.Errorf("authors of decisions: %w", err)
	}
	return names, nil
}
