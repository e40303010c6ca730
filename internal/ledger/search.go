package ledger

import (
	"context"
	"fmt"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/search"
)

// A Search asks for documents and claims by their words and by what they hold.
// The zero Search asks for every claim.
type Search struct {
	// Terms must all be found: in the title and text of a document, or in the quote
	// and the names of a claim. Without terms only claims are found.
	Terms []search.Term
	// Kinds and Parties ask for claims; if one is set, no document is found itself.
	Kinds   []rapporteur.Kind
	Parties []rapporteur.Party // all of these are party to the claim
	// Outlets, if not empty, asks for documents of one of these.
	Outlets []string
	// From and To ask for documents that may have been published in between.
	From, To rapporteur.Date
	AsOf     rapporteur.Date // as in ClaimFilter
	Limit    int             // how many hits at most; 0 means MaxHits
}

// MaxHits is the most hits of one search.
const MaxHits = 1000

// A Hit is a document or claim that a search found.
type Hit struct {
	Doc   rapporteur.DocID
	Claim rapporteur.ClaimID // empty for the document itself
}

// Search returns what a search finds: the last published first, then by document
// and claim; rejected claims are not found. more is set if there was more than
// the limit.
func (l *Ledger) Search(ctx context.Context, s Search) (hits []Hit, more bool, err error) {
	limit := s.Limit
	if limit <= 0 || limit > MaxHits {
		limit = MaxHits
	}
	err = l.view(ctx, func(tx Tx) error {
		query, args, err := s.query(ctx, tx, l.index, limit+1)
		if err != nil {
			return err
		}
		return scanAll(ctx, tx, func(r Row) error {
			var h Hit
			err := r.Scan(&h.Doc, &h.Claim)
			hits = append(hits, h)
			return err
		}, query, args...)
	})
	if err != nil {
		return nil, false, fmt.Errorf("search: %w", err)
	}
	if more = len(hits) > limit; more {
		hits = hits[:limit]
	}
	return hits, more, nil
}

// query returns the query of a search. What is common is looked for in the newest
// documents first, until there is enough; else all that is found is put in order.
func (s Search) query(ctx context.Context, tx Tx, x indexer, limit int) (string, []any, error) {
	by, err := asOf(s.AsOf)
	if err != nil {
		return "", nil, err
	}
	if len(s.Terms) == 0 {
		return s.claims(ctx, tx, by, limit)
	}
	var w where
	common, err := x.common(ctx, tx, s.Terms)
	if err != nil {
		return "", nil, err
	}
	w.and(x.match(&w, s.Terms, common))
	from := `searchable s join document d on d.id = s.doc`
	if common {
		from = `document d cross join searchable s` // SQLite keeps to the order of a cross join
		w.and(inOrder + ` and s.doc = d.id`)
		l, err := s.lead(ctx, tx)
		if err != nil {
			return "", nil, err
		}
		if l.rows < commonFrom {
			w.and(`d.id in (` + l.documents(&w) + `)`)
		}
	}
	if len(s.Kinds) > 0 || len(s.Parties) > 0 {
		w.and(`s.claim <> ''`)
	}
	s.narrow(&w, lead{}, `s.claim`)
	s.published(&w, by)
	return `select s.doc, s.claim from ` + from + w.String() +
		` order by d.public_by desc, s.doc, s.claim limit ` + w.arg(limit), w.args, nil
}

// narrow adds the conditions that a claim must meet, but not what the lead sees to.
func (s Search) narrow(w *where, l lead, claim string) {
	w.and(`not exists (select 1 from verdict v where v.claim = ` + claim + ` and v.verb = ` + w.arg(rapporteur.Reject) + `)`)
	if len(s.Kinds) > 0 && l.of != byKind {
		w.and(`exists (select 1 from claim k where k.id = ` + claim + ` and k.kind in ` + list(w, s.Kinds) + `)`)
	}
	for _, p := range distinct(s.Parties) {
		if l.of != byParty || l.values[0] != any(p) {
			w.and(alsoParty(w, claim, p))
		}
	}
}

// inOrder has SQLite take documents in the order in which they are wanted, where it
// might else take all and put them in order.
const inOrder = `d.public_by >= ''`

// published adds the conditions that the document d must meet. Where a search begins is
// for its lead to say: SQLite is kept from beginning at the outlets of its own accord.
func (s Search) published(w *where, by day) {
	if len(s.Outlets) > 0 {
		w.and(`d.outlet || '' in ` + list(w, s.Outlets))
	}
	// A document without a date is published neither before nor after a day.
	if first, _ := bounds(s.From); first != "" {
		w.and(`d.latest >= ` + w.arg(first))
	}
	if _, last := bounds(s.To); last != "" {
		w.and(`d.earliest <> '' and d.earliest <= ` + w.arg(last))
	}
	if by != "" {
		w.and(`d.public_by <= ` + w.arg(by))
	}
}

// Outlets returns the names of the outlets of the documents held, in order. It goes
// from one to the next in the index, past all of their documents.
func (l *Ledger) Outlets(ctx context.Context) ([]string, error) {
	var out []string
	err := l.view(ctx, func(tx Tx) error {
		return scanAll(ctx, tx, func(r Row) error {
			var name string
			err := r.Scan(&name)
			out = append(out, name)
			return err
		}, `with recursive held (outlet) as (
				select min(outlet) from document where outlet > ''
				union all select (select min(outlet) from document d where d.outlet > held.outlet) from held where outlet is not null
			) select outlet from held where outlet is not null order by outlet`)
	})
	if err != nil {
		return nil, fmt.Errorf("outlets: %w", err)
	}
	return out, nil
}
