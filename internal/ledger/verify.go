package ledger

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/blob"
)

// A Problem is one thing in the ledger that is not as it was stored.
type Problem struct {
	Claim  rapporteur.ClaimID  // the claim that does not stand, if it is about one
	Doc    rapporteur.DocID    // the document, if it is about one
	Blob   rapporteur.BlobID   // the original, if it is about one
	Record rapporteur.RecordID // the record, if it is about one
	What   string              // what is wrong
	Do     string              // what to do about it
}

func (p Problem) String() string {
	var s string
	for _, of := range []struct{ noun, id string }{
		{"claim", string(p.Claim)}, {"record", string(p.Record)}, {"document", string(p.Doc)}, {"original", string(p.Blob)},
	} {
		if of.id != "" {
			s += of.noun + " " + of.id + ": "
		}
	}
	return s + p.What + " (" + p.Do + ")"
}

// Checked counts what a verification looked at.
type Checked struct{ Documents, Claims, Captures, Blobs, Records, Decisions int }

const (
	doRestore = "read the document's source again, or restore the ledger from a backup"
	doLink    = "derive the records again"
	doReadIn  = "restore the original from a backup, or read its source again"
)

// Verify checks that the ledger is as it was stored: every text against its
// hash and its document's identity, every claim's quote against the text, every
// record's claims, every decision against the tree of the log and what the
// ledger shows against the decisions, and every original in blobs against its
// hash. It returns what it found wrong, in a fixed order, and how
// much it looked at; the error is that of a check that could not be made.
func (l *Ledger) Verify(ctx context.Context, blobs blob.Store) ([]Problem, Checked, error) {
	v := verifier{Ledger: l, blobs: blobs}
	for _, check := range []func(context.Context) error{v.documents, v.claims, v.records, v.decisionLog, v.standing, v.originals, v.captures} {
		if err := check(ctx); err != nil {
			return v.problems, v.checked, fmt.Errorf("verify: %w", err)
		}
	}
	return v.problems, v.checked, nil
}

type verifier struct {
	*Ledger
	blobs    blob.Store
	problems []Problem
	checked  Checked

	logAltered bool
}

func (v *verifier) found(p Problem) { v.problems = append(v.problems, p) }

func (v *verifier) documents(ctx context.Context) error {
	for d, err := range v.Documents(ctx, DocumentFilter{}) {
		if err != nil {
			return err
		}
		v.checked.Documents++
		whole, err := v.Document(ctx, d.ID)
		var altered *AlteredTextError
		switch {
		case errors.As(err, &altered):
			v.found(Problem{Doc: d.ID, What: "its stored text was altered", Do: doRestore})
		case errors.Is(err, ErrNotFound):
			// Only a person with another tool removes a document.
			v.found(Problem{Doc: d.ID, What: "it was removed during the check", Do: doRestore})
		case err != nil:
			return err
		case rapporteur.NewDocID(whole.URL, whole.Text) != d.ID:
			v.found(Problem{Doc: d.ID, What: "its address or identity was altered", Do: doRestore})
		}
	}
	return nil
}

func (v *verifier) claims(ctx context.Context) error {
	for _, err := range v.Claims(ctx, ClaimFilter{IncludeRejected: true}) {
		var broken *BrokenClaimError
		if errors.As(err, &broken) {
			v.found(Problem{Claim: broken.Claim, Doc: broken.Doc, What: broken.Err.Error(), Do: doRestore})
		} else if err != nil {
			return err
		}
		v.checked.Claims++
	}
	return nil
}

func (v *verifier) records(ctx context.Context) error {
	for r, err := range v.Records(ctx, RecordFilter{}) {
		if err != nil {
			return err
		}
		v.checked.Records++
		for ids := range slices.Chunk(r.Claims, pageSize) {
			var w where
			query := `select count(*) from claim where id in ` + list(&w, ids)
			var n int
			err := v.view(ctx, func(tx Tx) error { return tx.QueryRow(ctx, query, w.args...).Scan(&n) })
			if err != nil {
				return err
			}
			if n < len(ids) {
				v.found(Problem{Record: r.ID, What: fmt.Sprintf("%d of its claims are not in the ledger", len(ids)-n), Do: doLink})
			}
		}
	}
	return nil
}

func (v *verifier) originals(ctx context.Context) error {
	for id, err := range v.blobs.Each(ctx) {
		if err != nil {
			return err
		}
		v.checked.Blobs++
		_, err := blob.Get(ctx, v.blobs, id)
		var damaged *blob.DamagedError
		if errors.As(err, &damaged) {
			v.found(Problem{Blob: id, What: "its bytes are no longer those that were captured", Do: doReadIn})
		} else if err != nil {
			return err
		}
	}
	return nil
}

// captures checks that the originals of all captures are kept.
func (v *verifier) captures(ctx context.Context) error {
	type key struct {
		blob   rapporteur.BlobID
		doc    rapporteur.DocID
		source string
	}
	for c, err := range pages(func(after *key) (cs []key, last key, err error) {
		var w where
		if after != nil {
			w.and(`(blob, doc, source) > ` + list(&w, []any{after.blob, after.doc, after.source}))
		}
		query := `select blob, doc, source from capture` + w.String() + ` order by blob, doc, source` + pageLimit
		err = v.view(ctx, func(tx Tx) error {
			return scanAll(ctx, tx, func(r Row) error {
				err := r.Scan(&last.blob, &last.doc, &last.source)
				cs = append(cs, last)
				return err
			}, query, w.args...)
		})
		return cs, last, err
	}) {
		if err != nil {
			return err
		}
		v.checked.Captures++
		r, err := v.blobs.Open(ctx, c.blob)
		switch {
		case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrInvalid):
			v.found(Problem{Doc: c.doc, Blob: c.blob, What: "the original of its capture from " + c.source + " is missing", Do: doReadIn})
		case err != nil:
			return err
		default:
			r.Close()
		}
	}
	return nil
}
