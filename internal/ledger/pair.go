package ledger

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"example.org/rapporteur"
)

// A Pair is how much is known between two states.
type Pair struct {
	A, B              rapporteur.Party // A sorts before B
	Claims, Documents int              // rejected claims, and documents that have no others, are not counted
	Latest            rapporteur.Date  // the day by which the latest of the documents was public
}

// Pairs returns the pairs of states that claims speak of, the one with most
// claims first. Parties that only have the form of a state's code are among
// them; internal/who tells them apart. A date looks back as in ClaimFilter.
func (l *Ledger) Pairs(ctx context.Context, at rapporteur.Date) ([]Pair, error) {
	var w where
	w.and(`claims > 0`)
	w.and(`length(a) = 3 and length(b) = 3`)
	by, err := asOf(at)
	if err != nil {
		return nil, fmt.Errorf("pairs: %w", err)
	}
	if by != "" {
		w.and(`public_by <= ` + w.arg(by))
	}
	query := `select a, b, sum(claims), count(*), max(public_by) from pair` + w.String() + ` group by a, b`
	var ps []Pair
	err = l.view(ctx, func(tx Tx) error {
		return scanAll(ctx, tx, func(r Row) error {
			var p Pair
			var latest string
			err := r.Scan(&p.A, &p.B, &p.Claims, &p.Documents, &latest)
			if err = errors.Join(err, p.Latest.UnmarshalText([]byte(latest))); err != nil {
				return err
			}
			if p.A.IsState() && p.B.IsState() {
				ps = append(ps, p)
			}
			return nil
		}, query, w.args...)
	})
	if err != nil {
		return nil, fmt.Errorf("pairs: %w", err)
	}
	slices.SortFunc(ps, func(p, q Pair) int {
		return cmp.Or(cmp.Compare(q.Claims, p.Claims), cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B))
	})
	return ps, nil
}

// summarise works out what a document says of each two parties.
func summarise(ctx context.Context, tx Tx, doc rapporteur.DocID) error {
	if _, err := tx.Exec(ctx, `delete from pair where doc = $1`, doc); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `insert into pair (a, b, public_by, doc, claims)
		select a.party, b.party, c.public_by, c.doc, sum(case when v.verb = 'reject' then 0 else 1 end)
		from claim c
		join claim_party a on a.claim = c.id
		join claim_party b on b.claim = c.id and b.party > a.party
		left join verdict v on v.claim = c.id
		where c.doc = $1
		group by a.party, b.party, c.public_by, c.doc`, doc)
	return err
}
