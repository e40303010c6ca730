package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"example.org/rapporteur"
)

// completeAdd makes the claim of an addition, so that one which cannot stand is
// refused, and writes its fields as Claim.Value does.
func completeAdd(ctx context.Context, tx Tx, d *rapporteur.Decision) error {
	text, err := textOf(ctx, tx, d.Doc)
	if err != nil {
		return err
	}
	c, err := d.Added(text)
	if err != nil {
		return err
	}
	var there bool
	if err := tx.QueryRow(ctx, `select exists (select 1 from claim where id = $1)`, c.ID).Scan(&there); err != nil {
		return err
	}
	if there {
		return &ExistsError{Claim: c.ID}
	}
	d.Claim, d.Engine = c.ID, c.Engine
	var fields []rapporteur.Correction
	for _, e := range d.Corrections {
		e.Was = ""
		if e.To, err = c.Value(e.Field); err != nil {
			return err
		}
		if e.To != "" {
			fields = append(fields, e)
		}
	}
	d.Corrections = fields
	return nil
}

func textOf(ctx context.Context, tx Tx, doc rapporteur.DocID) (rapporteur.Text, error) {
	var text, hash string
	if err := tx.QueryRow(ctx, `select text, text_hash from document where id = $1`, doc).Scan(&text, &hash); err != nil {
		return rapporteur.Text{}, fmt.Errorf("document %s: %w", doc, found(err))
	}
	return restoreText(doc, text, hash)
}

// An addedClaim is a claim of a person as it is to be stored.
type addedClaim struct {
	rapporteur.Claim
	body string
}

// addedClaims returns the claims that the decisions about a document add to it,
// in the order in which they were added. One that cannot be made is left out, so
// that its decision is adrift and a person looks at it.
func addedClaims(ctx context.Context, tx Tx, doc rapporteur.DocID, decisions []rapporteur.Decision) ([]addedClaim, error) {
	var text rapporteur.Text
	var out []addedClaim
	made := map[rapporteur.ClaimID]bool{}
	for _, d := range Standing(decisions) {
		if d.Verb != rapporteur.Add || made[d.Claim] {
			continue
		}
		if text.Len() == 0 {
			var err error
			if text, err = textOf(ctx, tx, doc); err != nil {
				return nil, err
			}
		}
		c, err := d.Added(text)
		if err != nil || c.ID != d.Claim {
			continue
		}
		body, err := json.Marshal(c)
		if err != nil {
			return nil, err
		}
		made[c.ID] = true
		out = append(out, addedClaim{c, string(body)})
	}
	return out, nil
}

// restoreAdded stores the claims that people added to a document, and takes away
// those whose addition was undone.
func restoreAdded(ctx context.Context, tx Tx, doc rapporteur.DocID, decisions []rapporteur.Decision) error {
	want, err := addedClaims(ctx, tx, doc, decisions)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `delete from claim where doc = $1 and engine = $2`, doc, rapporteur.PersonEngine); err != nil || len(want) == 0 {
		return err
	}
	var by day
	if err := tx.QueryRow(ctx, `select public_by from document where id = $1`, doc).Scan(&by); err != nil {
		return err
	}
	for _, c := range want {
		if err := insertClaim(ctx, tx, c.Claim, c.body, by); err != nil {
			return err
		}
	}
	return nil
}

// addedAsDecided reports whether the claims of people that the ledger holds of a
// document are those that the decisions add. Of a text that was altered that
// cannot be told: it is found by itself.
func addedAsDecided(ctx context.Context, tx Tx, doc rapporteur.DocID, decisions []rapporteur.Decision) (bool, error) {
	want, err := addedClaims(ctx, tx, doc, decisions)
	var altered *AlteredTextError
	if errors.As(err, &altered) || errors.Is(err, ErrNotFound) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	bodies := map[rapporteur.ClaimID]string{}
	for _, c := range want {
		bodies[c.ID] = c.body
	}
	held := 0
	same := true
	err = scanAll(ctx, tx, func(r Row) error {
		var id rapporteur.ClaimID
		var body string
		err := r.Scan(&id, &body)
		held++
		same = same && bodies[id] == body
		return err
	}, `select id, body from claim where doc = $1 and engine = $2`, doc, rapporteur.PersonEngine)
	return same && held == len(want), err
}

// indexReading puts a reading into the index, with what people added to its document.
func (l *Ledger) indexReading(ctx context.Context, tx Tx, s *sound) error {
	added, err := claimsIn(ctx, tx, s.Document, ` and engine = $2`, rapporteur.PersonEngine)
	if err != nil {
		return err
	}
	return l.indexDocument(ctx, tx, s.Document, slices.Concat(s.Claims, added))
}

// claimsIn returns the claims that the ledger holds of a document, in the order of
// their identities; condition narrows them. The document must have its text.
func claimsIn(ctx context.Context, tx Tx, d rapporteur.Document, condition string, args ...any) (claims []rapporteur.Claim, err error) {
	err = scanAll(ctx, tx, func(r Row) error {
		var body string
		if err := r.Scan(&body); err != nil {
			return err
		}
		c, sel, err := decodeClaim(body)
		if err != nil {
			return err
		}
		if c.Quote, err = d.Text.Anchor(sel); err == nil { // else verify says so
			claims = append(claims, c)
		}
		return nil
	}, `select body from claim where doc = $1`+condition+` order by id`, append([]any{d.ID}, args...)...)
	return claims, err
}

// indexAdded indexes a document anew if a decision adds a claim to it or takes
// one away.
func (l *Ledger) indexAdded(ctx context.Context, tx Tx, d rapporteur.Decision) error {
	if d.Engine != rapporteur.PersonEngine || d.Verb != rapporteur.Add && d.Verb != rapporteur.Undo {
		return nil
	}
	var doc rapporteur.Document
	var text, hash string
	err := scanDocument(tx.QueryRow(ctx, `select `+documentColumns+`, d.text, d.text_hash from document d where d.id = $1`, d.Doc), &doc, &text, &hash)
	if err != nil {
		return err
	}
	if doc.Text, err = restoreText(doc.ID, text, hash); err != nil {
		return err
	}
	claims, err := claimsIn(ctx, tx, doc, ``)
	if err != nil {
		return err
	}
	return l.indexDocument(ctx, tx, doc, claims)
}
