package ledger

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"example.org/rapporteur"
)

// Stats are counts of what a ledger holds.
type Stats struct {
	Documents, Captures, Outlets, Languages int             // an outlet or language that is not known is not counted
	Undated                                 int             // documents whose publication date is not known
	First, Last                             rapporteur.Date // days on which the dated documents can first and last have been published
	Claims                                  []KindCount     // every kind, in the order of rapporteur.Kinds, rejected claims included
	Records                                 []KindCount     // the same
	Decisions, Adrift, Quarantined          int
}

// A KindCount is how many there are of a kind.
type KindCount struct {
	Kind  rapporteur.Kind
	Count int
}

// Stats counts what the ledger holds.
func (l *Ledger) Stats(ctx context.Context) (Stats, error) {
	var s Stats
	err := l.view(ctx, func(tx Tx) error {
		var first, last string
		err := tx.QueryRow(ctx, `select count(*), count(distinct nullif(outlet, '')), count(distinct nullif(language, '')),
			count(*) - count(nullif(latest, '')), coalesce(min(nullif(earliest, '')), ''), coalesce(max(latest), ''),
			(select count(*) from capture), (select count(*) from decision), (select count(*) from adrift), (select count(*) from quarantine)
			from document`).Scan(&s.Documents, &s.Outlets, &s.Languages, &s.Undated, &first, &last,
			&s.Captures, &s.Decisions, &s.Adrift, &s.Quarantined)
		if err != nil {
			return err
		}
		if err := s.First.UnmarshalText([]byte(first)); err != nil {
			return err
		}
		if err := s.Last.UnmarshalText([]byte(last)); err != nil {
			return err
		}
		if s.Claims, err = countKinds(ctx, tx, `select kind, count(*) from claim group by kind`); err != nil {
			return err
		}
		s.Records, err = countKinds(ctx, tx, `select kind, count(*) from record group by kind`)
		return err
	})
	if err != nil {
		return Stats{}, fmt.Errorf("count what the ledger holds: %w", err)
	}
	return s, nil
}

func countKinds(ctx context.Context, tx Tx, query string) ([]KindCount, error) {
	counts := make(map[rapporteur.Kind]int)
	err := scanAll(ctx, tx, func(r Row) error {
		var k rapporteur.Kind
		var n int
		err := r.Scan(&k, &n)
		counts[k] = n
		return err
	}, query)
	var out []KindCount
	for _, k := range rapporteur.Kinds {
		out = append(out, KindCount{k, counts[k]})
	}
	return out, err
}

// A Pair is how much is known between two states.
type Pair struct {
	A, B              rapporteur.Party // A sorts before B
	Claims, Documents int              // rejected claims are not counted
	Latest            rapporteur.Date  // the day by which the latest of the documents was public
}

// Pairs returns the pairs of states that claims speak of, the one with most
// claims first. Parties that only have the form of a state's code are among
// them; internal/who tells them apart. AsOf works as in ClaimFilter.
func (l *Ledger) Pairs(ctx context.Context, at rapporteur.Date) ([]Pair, error) {
	var w where
	w.and(`length(a.party) = 3 and length(b.party) = 3`)
	w.and(`not exists (select 1 from verdict v where v.claim = a.claim and v.verb = ` + w.arg(rapporteur.Reject) + `)`)
	by, err := asOf(at)
	if err != nil {
		return nil, fmt.Errorf("pairs: %w", err)
	}
	if by != "" {
		w.and(`a.public_by <= ` + w.arg(by))
	}
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
		}, `select a.party, b.party, count(*), count(distinct a.doc), max(a.public_by)
			from claim_party a join claim_party b on b.claim = a.claim and b.party > a.party`+w.String()+
			` group by a.party, b.party`, w.args...)
	})
	if err != nil {
		return nil, fmt.Errorf("pairs: %w", err)
	}
	slices.SortFunc(ps, func(p, q Pair) int {
		return cmp.Or(cmp.Compare(q.Claims, p.Claims), cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B))
	})
	return ps, nil
}
