package ledger

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"example.org/rapporteur"
)

// deriveAll works out what follows from the decisions about every document that
// a decision names claims of.
func deriveAll(ctx context.Context, tx Tx, d rapporteur.Decision) error {
	var docs []rapporteur.DocID
	for _, m := range d.Marks() {
		docs = append(docs, m.Doc)
	}
	slices.Sort(docs)
	for _, doc := range slices.Compact(docs) {
		if err := derive(ctx, tx, doc); err != nil {
			return err
		}
	}
	return nil
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
	decisions, err := decisionsAbout(ctx, tx, doc)
	if err != nil || len(decisions) == 0 {
		return err
	}
	if err := restoreAdded(ctx, tx, doc, decisions); err != nil {
		return err
	}
	verdicts, stands, err := attached(ctx, tx, doc, decisions)
	if err != nil {
		return err
	}
	var corrected []rapporteur.ClaimID // before or now
	if err := scanAll(ctx, tx, func(r Row) error {
		var id rapporteur.ClaimID
		err := r.Scan(&id)
		corrected = append(corrected, id)
		return err
	}, `select claim from verdict where doc = $1 and patch <> '' order by claim`, doc); err != nil {
		return err
	}
	for _, q := range []string{`delete from verdict where doc = $1`, `delete from stand where doc = $1`} {
		if _, err := tx.Exec(ctx, q, doc); err != nil {
			return err
		}
	}
	for _, v := range verdicts {
		row, err := newVerdictRow(v)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `insert into verdict (claim, doc, verb, decision, patch, information, standing) values ($1, $2, $3, $4, $5, $6, $7)`,
			row.claim, doc, row.verb, row.decision, row.patch, row.information, row.standing)
		if err != nil {
			return err
		}
		if row.patch != "" && !slices.Contains(corrected, v.Claim) {
			corrected = append(corrected, v.Claim)
		}
	}
	for _, s := range stands {
		_, err := tx.Exec(ctx, `insert into stand (decision, part, doc, claim) values ($1, $2, $3, $4)`, s.Decision, s.Part, doc, s.Claim)
		if err != nil {
			return err
		}
	}
	for _, id := range corrected {
		if err := restateParties(ctx, tx, id); err != nil {
			return err
		}
	}
	return nil
}

// decisionsAbout returns the decisions about a document, in the order in which
// they were made.
func decisionsAbout(ctx context.Context, tx Tx, doc rapporteur.DocID) (decisions []rapporteur.Decision, err error) {
	err = scanAll(ctx, tx, func(r Row) error {
		d, err := scanDecision(r)
		decisions = append(decisions, d)
		return err
	}, `select body from decision where seq in (select seq from mark where doc = $1) order by seq`, doc)
	return decisions, err
}

// attached returns where the decisions about a document stand.
func attached(ctx context.Context, tx Tx, doc rapporteur.DocID, decisions []rapporteur.Decision) (verdicts []Verdict, stands []Stand, err error) {
	var claims []Place
	err = scanAll(ctx, tx, func(r Row) error {
		var p Place
		var engine string
		err := r.Scan(&p.Claim, &p.Kind, &p.Start, &p.End, &engine)
		p.Added = engine == rapporteur.PersonEngine
		claims = append(claims, p)
		return err
	}, `select id, kind, quote_start, quote_end, engine from claim where doc = $1 order by id`, doc)
	if err != nil {
		return nil, nil, err
	}
	verdicts, stands = Attach(doc, decisions, claims)
	return verdicts, stands, nil
}

// A verdictRow is a verdict as it is stored.
type verdictRow struct {
	claim       rapporteur.ClaimID
	verb        rapporteur.Verb
	decision    rapporteur.DecisionID
	patch       string
	information rapporteur.InformationGrade
	standing    string
}

func newVerdictRow(v Verdict) (verdictRow, error) {
	row := verdictRow{claim: v.Claim, verb: v.Verb, decision: v.Decision, information: v.Information}
	if len(v.Corrections) > 0 {
		b, err := json.Marshal(v.Corrections)
		if err != nil {
			return row, err
		}
		row.patch = string(b)
	}
	ids := make([]string, len(v.Standing))
	for i, id := range v.Standing {
		ids[i] = string(id)
	}
	row.standing = strings.Join(ids, " ")
	return row, nil
}

// restateParties makes a claim findable by the parties that it has with the
// corrections in force.
func restateParties(ctx context.Context, tx Tx, id rapporteur.ClaimID) error {
	c, err := loadClaim(ctx, tx, id)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `delete from claim_party where claim = $1`, id); err != nil {
		return err
	}
	for _, p := range c.now.Parties {
		_, err := tx.Exec(ctx, `insert into claim_party (party, claim, doc, public_by, quote_start)
			select $1, id, doc, public_by, quote_start from claim where id = $2 on conflict do nothing`, p, id)
		if err != nil {
			return err
		}
	}
	return nil
}

// adopt brings the decisions of a ledger from before there was a tree of them
// into it, and works out anew where they stand.
func (l *Ledger) adopt(ctx context.Context) error {
	var older bool
	const isOlder = `select exists (select 1 from decision) and not exists (select 1 from decision_hash)`
	err := l.view(ctx, func(tx Tx) error { return tx.QueryRow(ctx, isOlder).Scan(&older) })
	if err != nil || !older {
		return err
	}
	return l.Write(ctx, func(tx Tx) error {
		// Another process may have been quicker.
		if err := tx.QueryRow(ctx, isOlder).Scan(&older); err != nil || !older {
			return err
		}
		var bodies []string
		err := scanAll(ctx, tx, func(r Row) error {
			var body string
			err := r.Scan(&body)
			bodies = append(bodies, body)
			return err
		}, `select body from decision order by seq`)
		if err != nil {
			return err
		}
		for i, body := range bodies {
			if err := appendHash(ctx, tx, int64(i+1), body); err != nil {
				return err
			}
		}
		var docs []rapporteur.DocID
		err = scanAll(ctx, tx, func(r Row) error {
			var doc rapporteur.DocID
			err := r.Scan(&doc)
			docs = append(docs, doc)
			return err
		}, `select distinct doc from mark order by doc`)
		if err != nil {
			return err
		}
		for _, doc := range docs {
			if err := derive(ctx, tx, doc); err != nil {
				return err
			}
		}
		return nil
	})
}
