package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"example.org/rapporteur"
)

// A stored claim is a claim as it is decided on: without its text.
type stored struct {
	machine, now rapporteur.Claim // as the machine reads it, and with the corrections in force
	quote        rapporteur.Selector
	body         string
	standing     string
}

// loadClaim returns a claim; its error wraps ErrNotFound if there is none.
func loadClaim(ctx context.Context, tx Tx, id rapporteur.ClaimID) (c stored, err error) {
	var patch string
	err = tx.QueryRow(ctx, `select c.body, coalesce(v.patch, ''), coalesce(v.standing, '')
		from claim c left join verdict v on v.claim = c.id where c.id = $1`, id).Scan(&c.body, &patch, &c.standing)
	if err != nil {
		return c, fmt.Errorf("claim %s: %w", id, found(err))
	}
	if c.machine, c.quote, err = decodeClaim(c.body); err == nil {
		c.now, _, err = correct(c.machine, patch)
	}
	if err != nil {
		return c, fmt.Errorf("claim %s: %w", id, err)
	}
	return c, nil
}

// correct returns a claim with corrections as they are stored, and the corrections.
func correct(c rapporteur.Claim, patch string) (rapporteur.Claim, []rapporteur.Correction, error) {
	if patch == "" {
		return c, nil, nil
	}
	var corrections []rapporteur.Correction
	if err := json.Unmarshal([]byte(patch), &corrections); err != nil {
		return c, nil, fmt.Errorf("its corrections: %w", err)
	}
	now, err := c.Corrected(corrections)
	if err != nil {
		return c, nil, fmt.Errorf("its corrections: %w", err)
	}
	return now, corrections, nil
}

func (c stored) mark() rapporteur.Mark {
	return rapporteur.Mark{Claim: c.machine.ID, Doc: c.machine.Doc, Of: c.machine.Kind, Quote: c.quote, Engine: c.machine.Engine}
}

func (c stored) state() string { return stateOf(c.body, c.standing) }

// stateOf names what a person has before their eyes who looks at a claim: what
// the machine reads, and what people decided so far.
func stateOf(body, standing string) string {
	sum := sha256.Sum256([]byte(standing + "\n" + body))
	return "s" + hex.EncodeToString(sum[:6])
}

// fill gives corrections the machine's values, and their own as Claim.Value
// writes them. One that changes nothing is an error.
func (c stored) fill(corrections []rapporteur.Correction) error {
	now := c.now
	for i := range corrections {
		e := &corrections[i]
		next, err := now.Corrected(corrections[i : i+1])
		if err != nil {
			return err
		}
		e.Was, _ = c.machine.Value(e.Field) // the claim has the field, or the correction would have failed
		e.To, _ = next.Value(e.Field)
		if was, _ := now.Value(e.Field); was == e.To {
			return fmt.Errorf("its %s is %q already", e.Field, was)
		}
		now = next
	}
	return nil
}

// conflict tells what an author did not see.
func (c stored) conflict(ctx context.Context, tx Tx) error {
	e := &ConflictError{Claim: c.machine.ID, State: c.state()}
	ids := strings.Fields(c.standing)
	if len(ids) == 0 {
		return e
	}
	last, err := decisionByID(ctx, tx, rapporteur.DecisionID(ids[len(ids)-1]))
	if err != nil {
		return errors.Join(e, err)
	}
	e.Last = &last
	return e
}
