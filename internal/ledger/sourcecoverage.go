package ledger

import (
	"context"
	"fmt"

	"example.org/rapporteur"
)

// SourceCoverage is what the ledger holds of what one source announced.
type SourceCoverage struct {
	Documents, Claims int
	Languages         []string        // BCP 47, those of most documents first; those not known are left out
	First, Last       rapporteur.Date // days on which the dated documents can first and last have been published
}

// SourceCoverage returns what is held of each source: of a feed or sitemap the
// documents at the addresses that it announced, of a folder those of its files, of
// a page its versions. Sources of which nothing is held are left out, and so is
// what web archives hold, whose pages stand at addresses of their own.
func (l *Ledger) SourceCoverage(ctx context.Context) (map[SourceID]SourceCoverage, error) {
	out := map[SourceID]SourceCoverage{}
	err := l.view(ctx, func(tx Tx) error {
		return scanAll(ctx, tx, func(r Row) error {
			var id SourceID
			var language, first, last string
			var documents, claims int
			if err := r.Scan(&id, &language, &documents, &claims, &first, &last); err != nil {
				return err
			}
			c := out[id]
			c.Documents += documents
			c.Claims += claims
			if language != "" {
				c.Languages = append(c.Languages, language)
			}
			var from, to rapporteur.Date
			if err := from.UnmarshalText([]byte(first)); err != nil {
				return err
			}
			if err := to.UnmarshalText([]byte(last)); err != nil {
				return err
			}
			if c.First.IsZero() || !from.IsZero() && from.Compare(c.First) < 0 {
				c.First = from
			}
			if c.Last.IsZero() || !to.IsZero() && to.Compare(c.Last) > 0 {
				c.Last = to
			}
			out[id] = c
			return nil
		}, `with held (source, doc) as (
				select i.source, d.id from source_item i join document d on d.url = i.url where i.url <> ''
				union select i.source, c.doc from source_item i join capture c on c.source = i.item where i.url = ''
				union select s.id, d.id from source s join document d on d.url = s.address where s.kind = 'page'
			)
			select h.source, d.language, count(*), cast(sum((select count(*) from claim c where c.doc = h.doc)) as bigint),
				coalesce(min(nullif(d.earliest, '')), ''), coalesce(max(d.latest), '')
			from held h join document d on d.id = h.doc
			group by h.source, d.language order by h.source, count(*) desc, d.language`)
	})
	if err != nil {
		return nil, fmt.Errorf("what the sources cover: %w", err)
	}
	return out, nil
}
