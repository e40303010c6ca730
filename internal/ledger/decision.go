package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strconv"

	"example.org/rapporteur"
)

// Decide adds a decision and returns it as it was stored: with its identity,
// the clock's time if it had none, and the document, kind and quote of its claim.
//
// A decision is never changed or removed. To take it back, add one of the verb
// Undo that names it; an undo cannot itself be undone, so decide anew instead.
// The error is ErrNotFound if the claim or the decision to be undone is not there.
func (l *Ledger) Decide(ctx context.Context, d rapporteur.Decision) (rapporteur.Decision, error) {
	if d.At.IsZero() {
		d.At = l.now()
	}
	d.At = d.At.UTC()
	err := l.Write(ctx, func(tx Tx) error {
		if err := complete(ctx, tx, &d); err != nil {
			return err
		}
		if err := appendDecision(ctx, tx, &d); err != nil {
			return err
		}
		return derive(ctx, tx, d.Doc)
	})
	if err != nil {
		return rapporteur.Decision{}, fmt.Errorf("%s: %w", d.Verb, found(err))
	}
	return d, nil
}

// complete checks a decision and adds what it is about.
func complete(ctx context.Context, tx Tx, d *rapporteur.Decision) error {
	if d.By == "" {
		return errors.New("a decision needs the name of who made it")
	}
	switch d.Verb {
	case rapporteur.Accept, rapporteur.Reject:
		if d.Undoes != "" {
			return errors.New("only an undo names another decision")
		}
		var body string
		if err := tx.QueryRow(ctx, `select body from claim where id = $1`, d.Claim).Scan(&body); err != nil {
			return fmt.Errorf("claim %q: %w", d.Claim, err)
		}
		c, quote, err := decodeClaim(body)
		if err != nil {
			return fmt.Errorf("claim %s: %w", d.Claim, err)
		}
		d.Doc, d.Of, d.Quote = c.Doc, c.Kind, quote
	case rapporteur.Undo:
		old, err := decisionByID(ctx, tx, d.Undoes)
		if err != nil {
			return fmt.Errorf("decision %q: %w", d.Undoes, err)
		}
		if old.Verb == rapporteur.Undo {
			return fmt.Errorf("decision %s is an undo: decide anew instead", d.Undoes)
		}
		var n int
		if err := tx.QueryRow(ctx, `select count(*) from decision where undoes = $1`, d.Undoes).Scan(&n); err != nil {
			return err
		}
		if n > 0 {
			return fmt.Errorf("decision %s is undone already", d.Undoes)
		}
		d.Claim, d.Doc, d.Of, d.Quote = old.Claim, old.Doc, old.Of, old.Quote
	default:
		return fmt.Errorf("the verb %q is none of accept, reject and undo", d.Verb)
	}
	return nil
}

// appendDecision gives a decision its identity and stores it as the last of the log.
func appendDecision(ctx context.Context, tx Tx, d *rapporteur.Decision) error {
	var seq int64
	if err := tx.QueryRow(ctx, `select coalesce(max(seq), 0) + 1 from decision`).Scan(&seq); err != nil {
		return err
	}
	d.ID = decisionID(seq, *d)
	body, err := json.Marshal(d)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `insert into decision (seq, id, verb, claim, undoes, doc, at, author, body)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		seq, d.ID, d.Verb, d.Claim, d.Undoes, d.Doc, formatTime(d.At), d.By, string(body))
	return err
}

// decisionID returns the identity of a decision. Its place in the log is part of
// it, so that the same can be decided again after it was undone.
func decisionID(seq int64, d rapporteur.Decision) rapporteur.DecisionID {
	return rapporteur.NewDecisionID(strconv.FormatInt(seq, 10), string(d.Verb), string(d.Claim), string(d.Undoes),
		d.By, formatTime(d.At), d.Reason, string(d.Doc), string(d.Of), d.Quote.Exact, strconv.Itoa(int(d.Quote.Start)))
}

func decisionByID(ctx context.Context, tx Tx, id rapporteur.DecisionID) (d rapporteur.Decision, err error) {
	return scanDecision(tx.QueryRow(ctx, `select body from decision where id = $1`, id))
}

func scanDecision(r Row, more ...any) (d rapporteur.Decision, err error) {
	var body string
	if err := r.Scan(append([]any{&body}, more...)...); err != nil {
		return d, err
	}
	return d, json.Unmarshal([]byte(body), &d)
}

// derive works out what follows from a document's claims and decisions.
func derive(ctx context.Context, tx Tx, doc rapporteur.DocID) error {
	if err := reattach(ctx, tx, doc); err != nil {
		return err
	}
	if err := summarise(ctx, tx, doc); err != nil {
		return err
	}
	return revise(ctx, tx)
}

// reattach works out where a document's decisions stand.
func reattach(ctx context.Context, tx Tx, doc rapporteur.DocID) error {
	var decisions []rapporteur.Decision
	err := scanAll(ctx, tx, func(r Row) error {
		d, err := scanDecision(r)
		decisions = append(decisions, d)
		return err
	}, `select body from decision where doc = $1 order by seq`, doc)
	if err != nil || len(decisions) == 0 {
		return err
	}
	var claims []Place
	err = scanAll(ctx, tx, func(r Row) error {
		var p Place
		err := r.Scan(&p.Claim, &p.Kind, &p.Start, &p.End)
		claims = append(claims, p)
		return err
	}, `select id, kind, quote_start, quote_end from claim where doc = $1 order by id`, doc)
	if err != nil {
		return err
	}
	verdicts, adrift := Attach(decisions, claims)
	for _, q := range []string{`delete from verdict where doc = $1`, `delete from adrift where doc = $1`} {
		if _, err := tx.Exec(ctx, q, doc); err != nil {
			return err
		}
	}
	for _, v := range verdicts {
		_, err := tx.Exec(ctx, `insert into verdict (claim, doc, verb, decision) values ($1, $2, $3, $4)`, v.Claim, doc, v.Verb, v.Decision)
		if err != nil {
			return err
		}
	}
	for _, id := range adrift {
		if _, err := tx.Exec(ctx, `insert into adrift (decision, doc) values ($1, $2)`, id, doc); err != nil {
			return err
		}
	}
	return nil
}

// Decisions yields every decision in the order in which they were made,
// including those that were undone. It ends after the first error.
func (l *Ledger) Decisions(ctx context.Context) iter.Seq2[rapporteur.Decision, error] {
	return l.decisions(ctx, `true`)
}

// Adrift yields the decisions whose claims the present reading does not have,
// for a person to look at. It ends after the first error.
func (l *Ledger) Adrift(ctx context.Context) iter.Seq2[rapporteur.Decision, error] {
	return l.decisions(ctx, `id in (select decision from adrift)`)
}

func (l *Ledger) decisions(ctx context.Context, condition string) iter.Seq2[rapporteur.Decision, error] {
	return pages(func(after *int64) ([]rapporteur.Decision, int64, error) {
		var w where
		w.and(condition)
		if after != nil {
			w.and(`seq > ` + w.arg(*after))
		}
		query := `select body, seq from decision` + w.String() + ` order by seq` + pageLimit
		var ds []rapporteur.Decision
		var last int64
		err := l.view(ctx, func(tx Tx) error {
			return scanAll(ctx, tx, func(r Row) error {
				d, err := scanDecision(r, &last)
				ds = append(ds, d)
				return err
			}, query, w.args...)
		})
		if err != nil {
			err = fmt.Errorf("decisions: %w", err)
		}
		return ds, last, err
	})
}
