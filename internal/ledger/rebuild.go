package ledger

import (
	"context"
	"fmt"
	"iter"

	"example.org/rapporteur"
)

// Arrivals yields every capture in the order of sources, then of blobs, then of
// documents: the first of a document is the one that describes it. It ends after
// the first error.
func (l *Ledger) Arrivals(ctx context.Context) iter.Seq2[rapporteur.Capture, error] {
	type key struct {
		source string
		blob   rapporteur.BlobID
		doc    rapporteur.DocID
	}
	return pages(func(after *key) ([]rapporteur.Capture, key, error) {
		var w where
		var last key
		if after != nil {
			w.and(`(source, blob, doc) > (` + w.arg(after.source) + `, ` + w.arg(after.blob) + `, ` + w.arg(after.doc) + `)`)
		}
		query := `select source, blob, doc, at, media_type, header from capture` + w.String() + ` order by source, blob, doc` + pageLimit
		var cs []rapporteur.Capture
		err := l.view(ctx, func(tx Tx) error {
			return scanAll(ctx, tx, func(r Row) error {
				var c rapporteur.Capture
				var at string
				err := r.Scan(&c.Source, &c.Blob, &c.Doc, &at, &c.MediaType, &c.Header)
				if err == nil {
					c.At, err = parseTime(at)
				}
				last = key{c.Source, c.Blob, c.Doc}
				cs = append(cs, c)
				return err
			}, query, w.args...)
		})
		if err != nil {
			err = fmt.Errorf("captures: %w", err)
		}
		return cs, last, err
	})
}

// Remake stores a reading as PutDocument does, after taking away, in the same
// transaction, all that was derived from the document: its claims, where its
// decisions stand, what is said of each two parties, and its place in the index.
func (l *Ledger) Remake(ctx context.Context, r Reading) error {
	s, err := prepare(r)
	if err != nil {
		return fmt.Errorf("make %s again: %w", r.Capture.Source, err)
	}
	err = l.Write(ctx, func(tx Tx) error {
		for _, q := range []string{
			`update document set engine = '', reading = '' where id = $1`,
			`delete from verdict where doc = $1`, `delete from stand where doc = $1`, `delete from pair where doc = $1`, `delete from claim where doc = $1`,
		} {
			if _, err := tx.Exec(ctx, q, s.Document.ID); err != nil {
				return err
			}
		}
		if _, err := s.put(ctx, tx); err != nil {
			return err
		}
		return l.indexReading(ctx, tx, s)
	})
	if err != nil {
		return fmt.Errorf("make %s again: %w", r.Capture.Source, err)
	}
	return nil
}

// ForgetRecords takes all records away, which are derived as a whole, and what is
// derived with them.
func (l *Ledger) ForgetRecords(ctx context.Context) error {
	err := l.Write(ctx, func(tx Tx) error {
		for _, q := range []string{`delete from record`, `delete from relation`, `delete from meeting_place`, `delete from origin`} {
			if _, err := tx.Exec(ctx, q); err != nil {
				return err
			}
		}
		return revise(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("forget the records: %w", err)
	}
	return nil
}
