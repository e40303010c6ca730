package ledger

import (
	"context"
	"fmt"
	"time"

	"example.org/rapporteur"
)

// Arrived returns the documents that first arrived at a moment or after it, the
// last to arrive first: at most most of them, without their texts. all is how many
// there are.
func (l *Ledger) Arrived(ctx context.Context, since time.Time, most int) (docs []rapporteur.Document, all int, err error) {
	const arrived = ` from (select doc, min(at) as at from capture group by doc) a where a.at >= $1`
	err = l.view(ctx, func(tx Tx) error {
		if err := tx.QueryRow(ctx, `select count(*)`+arrived, formatTime(since)).Scan(&all); err != nil {
			return err
		}
		return scanAll(ctx, tx, func(r Row) error {
			var d rapporteur.Document
			err := scanDocument(r, &d)
			docs = append(docs, d)
			return err
		}, `select `+documentColumns+` from document d join (select a.doc, a.at`+arrived+`) n on n.doc = d.id order by n.at desc, d.id limit $2`, formatTime(since), most)
	})
	if err != nil {
		return nil, 0, fmt.Errorf("documents that arrived since %s: %w", formatTime(since), err)
	}
	return docs, all, nil
}
