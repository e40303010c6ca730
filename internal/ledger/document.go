package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"

	"example.org/rapporteur"
)

// A DocumentFilter selects documents. The zero filter selects all.
type DocumentFilter struct {
	// Parties selects documents with at least one claim, not rejected, that all
	// of them are party to.
	Parties []rapporteur.Party
	Outlet  string
	// AsOf leaves out what was not surely public on the last day of the date.
	AsOf rapporteur.Date
	// NotEngine selects documents that were last read by another engine than this.
	NotEngine string
	// After selects documents that lie behind a place in the order of publication.
	After Edge
	// Docs, if not nil, selects documents by identity: up to 10,000.
	Docs []rapporteur.DocID
}

const documentColumns = `d.id, d.name, d.url, d.outlet, d.title, d.language, d.published, d.basis, d.register, d.byline`

func scanDocument(r Row, d *rapporteur.Document, more ...any) error {
	var published string
	into := append([]any{&d.ID, &d.Name, &d.URL, &d.Outlet, &d.Title, &d.Language, &published, &d.PublishedBasis, &d.Register, &d.Byline}, more...)
	if err := r.Scan(into...); err != nil {
		return err
	}
	if err := d.Published.UnmarshalText([]byte(published)); err != nil {
		return fmt.Errorf("document %s: %w", d.ID, err)
	}
	return nil
}

// scanLocations reads the locations of a document as they are stored.
func scanLocations(d *rapporteur.Document, locations string) error {
	if locations == "" {
		return nil
	}
	if err := json.Unmarshal([]byte(locations), &d.Locations); err != nil {
		return fmt.Errorf("locations of document %s: %w", d.ID, err)
	}
	return nil
}

// Document returns a document with its text. The error is ErrNotFound if the
// ledger does not hold it, and an *AlteredTextError if its text is no longer
// the one that was read.
func (l *Ledger) Document(ctx context.Context, id rapporteur.DocID) (rapporteur.Document, error) {
	var d rapporteur.Document
	var text, hash, locations string
	err := l.view(ctx, func(tx Tx) error {
		return scanDocument(tx.QueryRow(ctx, `select `+documentColumns+`, d.text, d.text_hash, d.locations from document d where d.id = $1`, id),
			&d, &text, &hash, &locations)
	})
	if err == nil {
		err = scanLocations(&d, locations)
	}
	if err == nil {
		d.Text, err = restoreText(id, text, hash)
	}
	if err != nil {
		return rapporteur.Document{}, fmt.Errorf("document %s: %w", id, found(err))
	}
	return d, nil
}

// restoreText returns a stored text if it is the one that was read.
func restoreText(id rapporteur.DocID, text, hash string) (rapporteur.Text, error) {
	t, err := rapporteur.NewText(text)
	if err != nil || t.Hash() != hash {
		return rapporteur.Text{}, &AlteredTextError{Doc: id}
	}
	return t, nil
}

// Documents yields the documents that a filter selects, in the order in which
// they became public, then of their identities. Their texts and locations are left
// empty: Document has them. It ends after the first error.
func (l *Ledger) Documents(ctx context.Context, f DocumentFilter) iter.Seq2[rapporteur.Document, error] {
	type key struct {
		by day
		id rapporteur.DocID
	}
	return pages(func(after *key) ([]rapporteur.Document, key, error) {
		var w where
		var last key
		if err := f.apply(&w); err != nil {
			return nil, last, err
		}
		if after != nil {
			w.and(`(d.public_by, d.id) > (` + w.arg(after.by) + `, ` + w.arg(after.id) + `)`)
		}
		query := `select ` + documentColumns + `, d.public_by from document d` + w.String() + ` order by d.public_by, d.id` + pageLimit
		var ds []rapporteur.Document
		err := l.view(ctx, func(tx Tx) error {
			return scanAll(ctx, tx, func(r Row) error {
				var d rapporteur.Document
				err := scanDocument(r, &d, &last.by)
				last.id = d.ID
				ds = append(ds, d)
				return err
			}, query, w.args...)
		})
		return ds, last, err
	})
}

func (f DocumentFilter) apply(w *where) error {
	if len(f.Parties) > 0 {
		w.and(`d.id in ` + docsWith(w, f.Parties))
	}
	if f.Outlet != "" {
		w.and(`d.outlet = ` + w.arg(f.Outlet))
	}
	if f.NotEngine != "" {
		w.and(`d.engine <> ` + w.arg(f.NotEngine))
	}
	f.After.behind(w, `d.public_by, d.id`)
	if err := among(w, `d.id`, f.Docs); err != nil {
		return err
	}
	by, err := asOf(f.AsOf)
	if by != "" {
		w.and(`d.public_by <= ` + w.arg(by))
	}
	return err
}

// among adds the condition that a column is one of those documents, if any are given.
func among(w *where, column string, docs []rapporteur.DocID) error {
	switch {
	case docs == nil:
	case len(docs) == 0:
		w.and(`1 = 0`)
	case len(docs) > MaxIDs:
		return fmt.Errorf("%d documents asked for by identity: ask for at most %d at once", len(docs), MaxIDs)
	default:
		w.and(column + ` in ` + list(w, docs))
	}
	return nil
}

// docsWith returns the query of the documents that have a claim, not rejected,
// that all these are party to.
func docsWith(w *where, parties []rapporteur.Party) string {
	parties = distinct(parties)
	if len(parties) == 2 {
		return `(select doc from pair where a = ` + w.arg(parties[0]) + ` and b = ` + w.arg(parties[1]) + ` and claims > 0)`
	}
	q := `(select p.doc from claim_party p where p.party = ` + w.arg(parties[0])
	for _, p := range parties[1:] {
		q += ` and ` + alsoParty(w, "p.claim", p)
	}
	return q + ` and not exists (select 1 from verdict r where r.claim = p.claim and r.verb = 'reject'))`
}

// distinct returns the parties in the order of table pair, each once.
func distinct(parties []rapporteur.Party) []rapporteur.Party {
	return slices.Compact(slices.Sorted(slices.Values(parties)))
}

// alsoParty returns the condition that a claim has a party.
func alsoParty(w *where, claim string, p rapporteur.Party) string {
	return `exists (select 1 from claim_party o where o.claim = ` + claim + ` and o.party = ` + w.arg(p) + `)`
}

// Captures returns the captures of a document, the first one first.
func (l *Ledger) Captures(ctx context.Context, id rapporteur.DocID) ([]rapporteur.Capture, error) {
	var cs []rapporteur.Capture
	err := l.view(ctx, func(tx Tx) error {
		return scanAll(ctx, tx, func(r Row) error {
			c := rapporteur.Capture{Doc: id}
			var at string
			err := r.Scan(&c.Blob, &c.Source, &at, &c.MediaType, &c.Header)
			if err == nil {
				c.At, err = parseTime(at)
			}
			cs = append(cs, c)
			return err
		}, `select blob, source, at, media_type, header from capture where doc = $1 order by at, source, blob`, id)
	})
	if err != nil {
		return nil, fmt.Errorf("captures of document %s: %w", id, err)
	}
	return cs, nil
}
