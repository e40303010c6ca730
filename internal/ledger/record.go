package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"

	"example.org/rapporteur"
)

// A Revision counts the changes of what records are derived from: claims,
// their dates, and decisions.
type Revision int64

// A RecordFilter selects records. The zero filter selects all.
type RecordFilter struct {
	Parties []rapporteur.Party // all of these are party to it
	Kinds   []rapporteur.Kind
	Claim   rapporteur.ClaimID // it gathers this claim
	Doc     rapporteur.DocID   // it gathers a claim of this document
}

// Revision returns the ledger's present revision, and the one that the records
// were last derived at: while they differ, the records are out of date.
func (l *Ledger) Revision(ctx context.Context) (now, records Revision, err error) {
	err = l.view(ctx, func(tx Tx) error {
		return tx.QueryRow(ctx, `select a.value, b.value from meta a, meta b where a.name = 'revision' and b.name = 'records'`).
			Scan(&now, &records)
	})
	if err != nil {
		err = fmt.Errorf("revision: %w", err)
	}
	return now, records, err
}

func revise(ctx context.Context, tx Tx) error {
	_, err := tx.Exec(ctx, `update meta set value = value + 1 where name = 'revision'`)
	return err
}

// ReplaceRecords makes these the ledger's records, in one transaction. at is the
// revision that was current before the claims were fetched that the records are
// derived from. Rows that stay the same are not written.
func (l *Ledger) ReplaceRecords(ctx context.Context, at Revision, records []rapporteur.Record) error {
	return l.ReplaceRecordsFrom(ctx, at, func(yield func(rapporteur.Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	})
}

// ReplaceRecordsFrom does the same with records that are not held at once.
// Nothing is replaced if the iterator yields an error, which is returned. The
// ledger is locked for others who write until the iterator ends.
func (l *Ledger) ReplaceRecordsFrom(ctx context.Context, at Revision, records iter.Seq2[rapporteur.Record, error]) error {
	err := l.Write(ctx, func(tx Tx) error {
		given, counts, met := make(map[rapporteur.RecordID]bool), make(tally), make(places)
		for r, err := range records {
			if err != nil {
				return err
			}
			if r.ID == "" {
				return fmt.Errorf("record %q has no identity: make one with NewRecordID", r.Title)
			}
			if given[r.ID] {
				return fmt.Errorf("record %s is given twice", r.ID)
			}
			given[r.ID] = true
			counts.add(r)
			met.add(r)
			if err := putRecord(ctx, tx, r); err != nil {
				return fmt.Errorf("record %s: %w", r.ID, err)
			}
		}
		var stale []rapporteur.RecordID
		err := scanAll(ctx, tx, func(r Row) error {
			var id rapporteur.RecordID
			err := r.Scan(&id)
			if !given[id] {
				stale = append(stale, id)
			}
			return err
		}, `select id from record`)
		if err != nil {
			return err
		}
		for _, id := range stale {
			if _, err := tx.Exec(ctx, `delete from record where id = $1`, id); err != nil {
				return err
			}
		}
		if err := counts.replace(ctx, tx); err != nil {
			return err
		}
		if err := met.replace(ctx, tx); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `update meta set value = $1 where name = 'records'`, int64(at))
		return err
	})
	if err != nil {
		return fmt.Errorf("replace records: %w", err)
	}
	return nil
}

// putRecord writes a record unless it is there as it is.
func putRecord(ctx context.Context, tx Tx, r rapporteur.Record) error {
	body, err := json.Marshal(r)
	if err != nil {
		return err
	}
	var stored string
	switch err := tx.QueryRow(ctx, `select body from record where id = $1`, r.ID).Scan(&stored); {
	case isNoRows(err):
	case err != nil:
		return err
	case stored == string(body):
		return nil
	default:
		if _, err := tx.Exec(ctx, `delete from record where id = $1`, r.ID); err != nil {
			return err
		}
	}
	return insertRecord(ctx, tx, r, string(body))
}

func insertRecord(ctx context.Context, tx Tx, r rapporteur.Record, body string) error {
	if _, err := tx.Exec(ctx, `insert into record (id, kind, body) values ($1, $2, $3)`, r.ID, r.Kind, body); err != nil {
		return err
	}
	for _, c := range r.Claims {
		_, err := tx.Exec(ctx, `insert into record_claim (record, claim) values ($1, $2) on conflict do nothing`, r.ID, c)
		if err != nil {
			return err
		}
	}
	for _, p := range r.Parties {
		_, err := tx.Exec(ctx, `insert into record_party (record, party) values ($1, $2) on conflict do nothing`, r.ID, p)
		if err != nil {
			return err
		}
	}
	for _, c := range slices.Sorted(maps.Keys(r.Reasons)) {
		_, err := tx.Exec(ctx, `insert into record_reason (record, claim, reason) values ($1, $2, $3)`, r.ID, c, r.Reasons[c])
		if err != nil {
			return err
		}
	}
	return insertNames(ctx, tx, r)
}

// Record returns one record; the error is ErrNotFound if the ledger does not hold it.
func (l *Ledger) Record(ctx context.Context, id rapporteur.RecordID) (r rapporteur.Record, err error) {
	err = l.view(ctx, func(tx Tx) error {
		r, err = scanRecord(tx.QueryRow(ctx, `select body from record where id = $1`, id))
		return err
	})
	if err != nil {
		return r, fmt.Errorf("record %s: %w", id, found(err))
	}
	return r, nil
}

func scanRecord(row Row) (r rapporteur.Record, err error) {
	var body string
	if err := row.Scan(&body); err != nil {
		return r, err
	}
	return r, json.Unmarshal([]byte(body), &r)
}

// Records yields the records that a filter selects, in the order of their
// identities. It ends after the first error.
func (l *Ledger) Records(ctx context.Context, f RecordFilter) iter.Seq2[rapporteur.Record, error] {
	return pages(func(after *rapporteur.RecordID) ([]rapporteur.Record, rapporteur.RecordID, error) {
		var w where
		f.apply(&w)
		if after != nil {
			w.and(`r.id > ` + w.arg(*after))
		}
		query := `select r.body from record r` + w.String() + ` order by r.id` + pageLimit
		var rs []rapporteur.Record
		var last rapporteur.RecordID
		err := l.view(ctx, func(tx Tx) error {
			return scanAll(ctx, tx, func(row Row) error {
				r, err := scanRecord(row)
				last = r.ID
				rs = append(rs, r)
				return err
			}, query, w.args...)
		})
		if err != nil {
			err = fmt.Errorf("records: %w", err)
		}
		return rs, last, err
	})
}

func (f RecordFilter) apply(w *where) {
	for _, p := range f.Parties {
		w.and(`r.id in (select record from record_party where party = ` + w.arg(p) + `)`)
	}
	if len(f.Kinds) > 0 {
		w.and(`r.kind in ` + list(w, f.Kinds))
	}
	if f.Claim != "" {
		w.and(`r.id in (select record from record_claim where claim = ` + w.arg(f.Claim) + `)`)
	}
	if f.Doc != "" {
		w.and(`r.id in (select k.record from record_claim k join claim c on c.id = k.claim where c.doc = ` + w.arg(f.Doc) + `)`)
	}
}

// Gathered returns the records that gather claims of documents, in the order of
// their identities: which of these claims they gather and why, and nothing else.
func (l *Ledger) Gathered(ctx context.Context, docs []rapporteur.DocID) ([]rapporteur.Record, error) {
	byID := map[rapporteur.RecordID]*rapporteur.Record{}
	for some := range slices.Chunk(docs, idsAtOnce) {
		var w where
		w.and(`c.doc in ` + list(&w, some))
		err := l.view(ctx, func(tx Tx) error {
			return scanAll(ctx, tx, func(row Row) error {
				var id rapporteur.RecordID
				var kind rapporteur.Kind
				var claim rapporteur.ClaimID
				var reason string
				if err := row.Scan(&id, &kind, &claim, &reason); err != nil {
					return err
				}
				r := byID[id]
				if r == nil {
					r = &rapporteur.Record{ID: id, Kind: kind}
					byID[id] = r
				}
				r.Claims = append(r.Claims, claim)
				if reason != "" {
					if r.Reasons == nil {
						r.Reasons = map[rapporteur.ClaimID]string{}
					}
					r.Reasons[claim] = reason
				}
				return nil
			}, `select r.id, r.kind, k.claim, coalesce(y.reason, '') from claim c join record_claim k on k.claim = c.id join record r on r.id = k.record
				left join record_reason y on y.record = k.record and y.claim = k.claim`+w.String(), w.args...)
		})
		if err != nil {
			return nil, fmt.Errorf("records of documents: %w", err)
		}
	}
	var out []rapporteur.Record
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		slices.Sort(byID[id].Claims)
		out = append(out, *byID[id])
	}
	return out, nil
}

// A Gathering says that a record gathers a claim.
type Gathering struct {
	Claim  rapporteur.ClaimID
	Record rapporteur.RecordID
	Kind   rapporteur.Kind // of the record
}

// Holding returns which records gather claims, in the order of the claims given and
// then of the records' identities.
func (l *Ledger) Holding(ctx context.Context, claims []rapporteur.ClaimID) (out []Gathering, err error) {
	for some := range slices.Chunk(claims, idsAtOnce) {
		var w where
		query := `select c.claim, r.id, r.kind from record_claim c join record r on r.id = c.record where c.claim in ` + list(&w, some) +
			` order by c.claim, r.id`
		err := l.view(ctx, func(tx Tx) error {
			return scanAll(ctx, tx, func(row Row) error {
				var h Gathering
				err := row.Scan(&h.Claim, &h.Record, &h.Kind)
				out = append(out, h)
				return err
			}, query, w.args...)
		})
		if err != nil {
			return nil, fmt.Errorf("records of claims: %w", err)
		}
	}
	return out, nil
}
