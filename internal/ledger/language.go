package ledger

import (
	"context"
	"fmt"

	"example.org/rapporteur"
)

// Languages counts the documents by language (BCP 47, or empty if it could not
// be told), those included that no claim was read from. A date looks back as in
// DocumentFilter.
func (l *Ledger) Languages(ctx context.Context, at rapporteur.Date) (map[string]int, error) {
	var w where
	by, err := asOf(at)
	if err != nil {
		return nil, fmt.Errorf("count languages: %w", err)
	}
	if by != "" {
		w.and(`public_by <= ` + w.arg(by))
	}
	counts := map[string]int{}
	err = l.view(ctx, func(tx Tx) error {
		return scanAll(ctx, tx, func(r Row) error {
			var language string
			var n int
			err := r.Scan(&language, &n)
			counts[language] = n
			return err
		}, `select language, count(*) from document`+w.String()+` group by language`, w.args...)
	})
	if err != nil {
		return nil, fmt.Errorf("count languages: %w", err)
	}
	return counts, nil
}
