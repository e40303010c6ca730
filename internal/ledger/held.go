package ledger

import (
	"context"
	"errors"
	"fmt"

	"example.org/rapporteur"
)

// Held is what a ledger holds as of a day, counted without looking at any text.
type Held struct {
	Documents, Undated, Claims, Origins int
	Reviewed                            int             // claims that people decided about
	First, Last                         rapporteur.Date // days on which the dated documents can first and last have been published
	Outlets, Languages                  []string        // in order; what is not known is left out
}

// Held counts what the ledger holds. A date looks back as in DocumentFilter, but
// not for what people decided and for origins, which are those of now.
func (l *Ledger) Held(ctx context.Context, at rapporteur.Date) (Held, error) {
	var w where
	by, err := asOf(at)
	if err != nil {
		return Held{}, fmt.Errorf("count what is held: %w", err)
	}
	if by != "" {
		w.and(`public_by <= ` + w.arg(by))
	}
	var h Held
	err = l.view(ctx, func(tx Tx) error {
		var first, last string
		err := tx.QueryRow(ctx, `select count(*), count(*) - count(nullif(latest, '')), coalesce(min(nullif(earliest, '')), ''), coalesce(max(latest), '') from document`+w.String(), w.args...).
			Scan(&h.Documents, &h.Undated, &first, &last)
		if err = errors.Join(err, h.First.UnmarshalText([]byte(first)), h.Last.UnmarshalText([]byte(last))); err != nil {
			return err
		}
		if err := tx.QueryRow(ctx, `select count(*) from claim`+w.String(), w.args...).Scan(&h.Claims); err != nil {
			return err
		}
		if err := tx.QueryRow(ctx, `select (select count(*) from verdict where verb <> ''), (select count(distinct name) from origin)`).Scan(&h.Reviewed, &h.Origins); err != nil {
			return err
		}
		for column, into := range map[string]*[]string{"outlet": &h.Outlets, "language": &h.Languages} {
			err := scanAll(ctx, tx, func(r Row) error {
				var s string
				err := r.Scan(&s)
				if s != "" {
					*into = append(*into, s)
				}
				return err
			}, `select distinct `+column+` from document`+w.String()+` order by `+column, w.args...)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return Held{}, fmt.Errorf("count what is held: %w", err)
	}
	return h, nil
}

// CountOrigins returns of how many origins the documents are that speak of two
// states together, for which they were derived.
func (l *Ledger) CountOrigins(ctx context.Context, a, b rapporteur.Party, at rapporteur.Date) (n int, err error) {
	var w where
	parties := distinct([]rapporteur.Party{a, b})
	w.and(`p.a = ` + w.arg(parties[0]) + ` and p.b = ` + w.arg(parties[len(parties)-1]) + ` and p.claims > 0`)
	by, err := asOf(at)
	if by != "" {
		w.and(`p.public_by <= ` + w.arg(by))
	}
	if err == nil {
		err = l.view(ctx, func(tx Tx) error {
			return tx.QueryRow(ctx, `select count(distinct o.name) from pair p join origin o on o.doc = p.doc`+w.String(), w.args...).Scan(&n)
		})
	}
	if err != nil {
		return 0, fmt.Errorf("count origins: %w", err)
	}
	return n, nil
}
