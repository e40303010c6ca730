package ledger

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"example.org/rapporteur"
)

// An Origin is whose report a document is, as it was last derived.
type Origin struct {
	Doc   rapporteur.DocID
	Name  string
	Story rapporteur.DocID // the first of the documents that tell the same story, by identity
}

// ReplaceOrigins makes these the ledger's origins, in one transaction. Rows that
// stay the same are not written.
func (l *Ledger) ReplaceOrigins(ctx context.Context, origins iter.Seq[Origin]) error {
	err := l.Write(ctx, func(tx Tx) error {
		held := map[rapporteur.DocID]Origin{}
		err := scanAll(ctx, tx, func(r Row) error {
			var o Origin
			err := r.Scan(&o.Doc, &o.Name, &o.Story)
			held[o.Doc] = o
			return err
		}, `select doc, name, story from origin`)
		if err != nil {
			return err
		}
		for o := range origins {
			if held[o.Doc] == o {
				continue
			}
			// A document may have been removed since.
			_, err := tx.Exec(ctx, `insert into origin (doc, name, story) select id, $2, $3 from document where id = $1
				on conflict (doc) do update set name = excluded.name, story = excluded.story`, o.Doc, o.Name, o.Story)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("replace origins: %w", err)
	}
	return nil
}

// Origins returns the origins of those of the documents named, and of all that
// tell the same stories, for which they were derived.
func (l *Ledger) Origins(ctx context.Context, docs []rapporteur.DocID) ([]Origin, error) {
	var out []Origin
	seen := map[rapporteur.DocID]bool{}
	for some := range slices.Chunk(docs, idsAtOnce) {
		var w where
		w.and(`doc in ` + list(&w, some))
		err := l.view(ctx, func(tx Tx) error {
			return scanAll(ctx, tx, func(r Row) error {
				var o Origin
				err := r.Scan(&o.Doc, &o.Name, &o.Story)
				if !seen[o.Doc] {
					seen[o.Doc] = true
					out = append(out, o)
				}
				return err
			}, `select doc, name, story from origin where story in (select story from origin`+w.String()+`)`, w.args...)
		})
		if err != nil {
			return nil, fmt.Errorf("origins: %w", err)
		}
	}
	return out, nil
}
