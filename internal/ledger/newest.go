package ledger

import (
	"context"
	"fmt"

	"example.org/rapporteur"
)

// An Edge is a place in the order in which documents became public. The zero
// Edge lies before all of them.
type Edge struct {
	by  day
	doc rapporteur.DocID
}

// Newest returns the place behind which the n documents lie that became public
// last, and how many are held. A date looks back as in DocumentFilter.
func (l *Ledger) Newest(ctx context.Context, n int, at rapporteur.Date) (after Edge, held int, err error) {
	var w where
	by, err := asOf(at)
	if err != nil {
		return after, 0, fmt.Errorf("newest documents: %w", err)
	}
	if by != "" {
		w.and(`public_by <= ` + w.arg(by))
	}
	err = l.view(ctx, func(tx Tx) error {
		if err := tx.QueryRow(ctx, `select count(*) from document`+w.String(), w.args...).Scan(&held); err != nil || held <= n {
			return err
		}
		query := `select public_by, id from document` + w.String() + ` order by public_by desc, id desc limit 1 offset ` + w.arg(n)
		return tx.QueryRow(ctx, query, w.args...).Scan(&after.by, &after.doc)
	})
	if err != nil {
		err = fmt.Errorf("newest documents: %w", err)
	}
	return after, held, err
}

// behind adds the condition that what a row's columns name lies behind an edge.
func (e Edge) behind(w *where, columns string) {
	if e != (Edge{}) {
		w.and(`(` + columns + `) > (` + w.arg(e.by) + `, ` + w.arg(e.doc) + `)`)
	}
}
