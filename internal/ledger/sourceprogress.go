package ledger

import (
	"context"
	"fmt"
)

// Progress is how far a large archive was read.
type Progress struct {
	Source string // path of the archive
	// Digest tells the archive and what is looked for in it: progress of another
	// digest is of no use.
	Digest string
	Offset int64 // byte of the file at which reading goes on
	Skip   int   // records that are passed over from there
	// Records, Read and Aside count what was seen, read and set aside so far.
	Records, Read, Aside int
}

// PutProgress stores how far an archive was read.
func (l *Ledger) PutProgress(ctx context.Context, p Progress) error {
	err := l.Write(ctx, func(tx Tx) error {
		_, err := tx.Exec(ctx, `insert into progress (source, digest, byte_offset, skip, records, read, aside) values ($1, $2, $3, $4, $5, $6, $7)
			on conflict (source) do update set digest = excluded.digest, byte_offset = excluded.byte_offset, skip = excluded.skip,
				records = excluded.records, read = excluded.read, aside = excluded.aside`,
			p.Source, p.Digest, p.Offset, p.Skip, p.Records, p.Read, p.Aside)
		return err
	})
	if err != nil {
		return fmt.Errorf("note how far %s was read: %w", p.Source, err)
	}
	return nil
}

// Progress returns how far an archive was read. The error is ErrNotFound if
// reading was not begun or has come to its end.
func (l *Ledger) Progress(ctx context.Context, source string) (Progress, error) {
	p := Progress{Source: source}
	err := l.view(ctx, func(tx Tx) error {
		return tx.QueryRow(ctx, `select digest, byte_offset, skip, records, read, aside from progress where source = $1`, source).
			Scan(&p.Digest, &p.Offset, &p.Skip, &p.Records, &p.Read, &p.Aside)
	})
	if err != nil {
		return Progress{}, fmt.Errorf("how far %s was read: %w", source, found(err))
	}
	return p, nil
}

// EndProgress forgets how far an archive was read: it was read to its end.
func (l *Ledger) EndProgress(ctx context.Context, source string) error {
	err := l.Write(ctx, func(tx Tx) error {
		_, err := tx.Exec(ctx, `delete from progress where source = $1`, source)
		return err
	})
	if err != nil {
		return fmt.Errorf("note that %s was read: %w", source, err)
	}
	return nil
}
