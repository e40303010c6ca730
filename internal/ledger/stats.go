package ledger

import (
	"context"
	"fmt"

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
			(select count(*) from capture), (select count(*) from decision), (select count(distinct decision) from stand where claim = ''), (select count(*) from quarantine)
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
