package ledger

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"example.org/rapporteur"
)

// A ClaimPlace is where a claim stands, told without reading its document.
type ClaimPlace struct {
	Claim  rapporteur.ClaimID
	Doc    rapporteur.DocID
	Dated  bool   // the document's publication date is known
	Outlet string // of the document; empty if not known
	Origin string // whose report it is; empty if that was not derived yet
}

// ClaimPlaces returns where claims stand, in the order of Claims, without those
// that the ledger does not hold. A date looks back as in ClaimFilter.
func (l *Ledger) ClaimPlaces(ctx context.Context, claims []rapporteur.ClaimID, at rapporteur.Date) ([]ClaimPlace, error) {
	by, err := asOf(at)
	if err != nil {
		return nil, fmt.Errorf("places of claims: %w", err)
	}
	type placed struct {
		claimKey
		ClaimPlace
	}
	var all []placed
	for some := range slices.Chunk(claims, idsAtOnce) {
		var w where
		w.and(`c.id in ` + list(&w, some))
		if by != "" {
			w.and(`c.public_by <= ` + w.arg(by))
		}
		err := l.view(ctx, func(tx Tx) error {
			return scanAll(ctx, tx, func(r Row) error {
				var p placed
				var latest day
				err := r.Scan(&p.by, &p.doc, &p.start, &p.id, &latest, &p.Outlet, &p.Origin)
				p.Claim, p.Doc, p.Dated = p.id, p.doc, latest != ""
				all = append(all, p)
				return err
			}, `select c.public_by, c.doc, c.quote_start, c.id, d.latest, d.outlet, coalesce(o.name, '') from claim c
				join document d on d.id = c.doc left join origin o on o.doc = c.doc`+w.String(), w.args...)
		})
		if err != nil {
			return nil, fmt.Errorf("places of claims: %w", err)
		}
	}
	slices.SortFunc(all, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.by, b.by), cmp.Compare(a.doc, b.doc), cmp.Compare(a.start, b.start), cmp.Compare(a.id, b.id))
	})
	out := make([]ClaimPlace, len(all))
	for i, p := range all {
		out[i] = p.ClaimPlace
	}
	return out, nil
}
