package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"strconv"

	"example.org/rapporteur"
)

// Decide adds a decision and returns it as it was stored: with its identity,
// the clock's time if it had none, and what its claims can be found by again.
// Each correction gets the machine's value, and its own as Claim.Value writes it.
//
// A decision is never changed or removed. To take it back, add one of the verb
// Undo that names it; undoing that undo makes it count again. An addition makes
// its claim at once, which stands as long as the addition counts, whatever engine
// reads the document anew. The error is ErrNotFound if a document, claim or the decision to be undone is not there, and a
// *ConflictError if the author saw another state of the claim.
func (l *Ledger) Decide(ctx context.Context, d rapporteur.Decision) (rapporteur.Decision, error) {
	if d.At.IsZero() {
		d.At = l.now()
	}
	d.At = d.At.UTC()
	err := d.Check()
	if err == nil {
		err = l.Write(ctx, func(tx Tx) error {
			if err := complete(ctx, tx, &d); err != nil {
				return err
			}
			if err := appendDecision(ctx, tx, &d); err != nil {
				return err
			}
			if d.Outlet != "" {
				return revise(ctx, tx)
			}
			if err := deriveAll(ctx, tx, d); err != nil {
				return err
			}
			return l.indexAdded(ctx, tx, d)
		})
	}
	if err != nil {
		return rapporteur.Decision{}, fmt.Errorf("%s: %w", d.Verb, err)
	}
	return d, nil
}

// complete adds what a decision is about, and checks it against the ledger.
func complete(ctx context.Context, tx Tx, d *rapporteur.Decision) error {
	switch {
	case d.Verb == rapporteur.Undo:
		return completeUndo(ctx, tx, d)
	case d.Verb == rapporteur.Add:
		return completeAdd(ctx, tx, d)
	case d.Outlet != "":
		return nil
	}
	c, err := loadClaim(ctx, tx, d.Claim)
	if err != nil {
		return err
	}
	m := c.mark()
	d.Doc, d.Of, d.Quote, d.Engine = m.Doc, m.Of, m.Quote, m.Engine
	for i := range d.With {
		o, err := loadClaim(ctx, tx, d.With[i].Claim)
		if err != nil {
			return err
		}
		d.With[i] = o.mark()
	}
	if d.As != "" {
		for _, m := range d.Marks() {
			if !m.Of.GatheredAs(d.As) {
				return fmt.Errorf("claim %s is of the kind %s, which no record of the kind %s gathers", m.Claim, m.Of, d.As)
			}
		}
	}
	if d.Saw != "" && d.Saw != c.state() {
		return c.conflict(ctx, tx)
	}
	return c.fill(d.Corrections)
}

func completeUndo(ctx context.Context, tx Tx, d *rapporteur.Decision) error {
	old, err := decisionByID(ctx, tx, d.Undoes)
	if err != nil {
		return fmt.Errorf("decision %s: %w", d.Undoes, found(err))
	}
	undo, err := undoneBy(ctx, tx, d.Undoes)
	if err != nil {
		return err
	}
	if undo != "" {
		return fmt.Errorf("decision %s is undone already: to make it count again, undo %s", d.Undoes, undo)
	}
	d.Claim, d.Doc, d.Of, d.Quote, d.Engine = old.Claim, old.Doc, old.Of, old.Quote, old.Engine
	d.With, d.As, d.Outlet = old.With, old.As, old.Outlet
	return nil
}

// undoneBy returns the undo by which a decision no longer counts; empty if it counts.
func undoneBy(ctx context.Context, tx Tx, id rapporteur.DecisionID) (rapporteur.DecisionID, error) {
	var undos []rapporteur.DecisionID
	err := scanAll(ctx, tx, func(r Row) error {
		var u rapporteur.DecisionID
		err := r.Scan(&u)
		undos = append(undos, u)
		return err
	}, `select id from decision where undoes = $1 order by seq`, id)
	if err != nil {
		return "", err
	}
	for _, u := range undos {
		by, err := undoneBy(ctx, tx, u)
		if err != nil {
			return "", err
		}
		if by == "" {
			return u, nil
		}
	}
	return "", nil
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
	if err := appendHash(ctx, tx, seq, string(body)); err != nil { // first, for it tells a log that was cut
		return err
	}
	_, err = tx.Exec(ctx, `insert into decision (seq, id, verb, claim, undoes, doc, at, author, body)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		seq, d.ID, d.Verb, d.Claim, d.Undoes, d.Doc, formatTime(d.At), d.By, string(body))
	if err != nil {
		return err
	}
	for part, m := range d.Marks() {
		if _, err := tx.Exec(ctx, `insert into mark (seq, part, doc) values ($1, $2, $3)`, seq, part, m.Doc); err != nil {
			return err
		}
	}
	return nil
}

// decisionID returns the identity of a decision. Its place in the log is part of
// it, so that the same can be decided again after it was undone. What only some
// decisions have comes last, and only where they have it.
func decisionID(seq int64, d rapporteur.Decision) rapporteur.DecisionID {
	parts := []string{strconv.FormatInt(seq, 10), string(d.Verb), string(d.Claim), string(d.Undoes),
		d.By, formatTime(d.At), d.Reason, string(d.Doc), string(d.Of), d.Quote.Exact, strconv.Itoa(int(d.Quote.Start))}
	rest := rapporteur.Decision{Engine: d.Engine, With: d.With, As: d.As, Corrections: d.Corrections, Outlet: d.Outlet, Source: d.Source,
		Information: d.Information, Rating: d.Rating, Text: d.Text, From: d.From, Saw: d.Saw}
	if b, err := json.Marshal(rest); err == nil && string(b) != emptyDecision { // a decision was made of JSON, or will be made into it
		parts = append(parts, string(b))
	}
	return rapporteur.NewDecisionID(parts...)
}

var emptyDecision = func() string {
	b, _ := json.Marshal(rapporteur.Decision{})
	return string(b)
}()

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

// Decisions yields every decision in the order in which they were made,
// including those that were undone. It ends after the first error.
func (l *Ledger) Decisions(ctx context.Context) iter.Seq2[rapporteur.Decision, error] {
	return l.decisions(ctx, `true`)
}

// Adrift yields the decisions that name a claim which the present reading does
// not have, for a person to look at. It ends after the first error.
func (l *Ledger) Adrift(ctx context.Context) iter.Seq2[rapporteur.Decision, error] {
	return l.decisions(ctx, `id in (select decision from stand where claim = '')`)
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
