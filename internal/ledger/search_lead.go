package ledger

import (
	"context"
	"slices"
	"strings"

	"example.org/rapporteur"
)

// A lead is where a search begins: at the claims of one or a few parties, kinds or
// outlets, which an index gives in the order in which they are wanted.
type lead struct {
	of     leadBy
	values []any
	rows   int // how many claims it leads to, counted up to commonFrom
}

type leadBy int

const (
	byDocument leadBy = iota // all claims, document by document
	byParty
	byKind
	byOutlet
)

// A path is how a lead gets to claims.
type path struct {
	from           string // tables; SQLite keeps to the order of a cross join
	doc, claim, by string // columns
	is             string // the column that has the value; empty for all
	join           string // condition, if need be
}

var paths = map[leadBy]path{
	byDocument: {from: `document d cross join claim c`, doc: `d.id`, claim: `c.id`, by: `d.public_by`, join: inOrder + ` and c.doc = d.id`},
	byOutlet:   {from: `document d cross join claim c`, doc: `d.id`, claim: `c.id`, by: `d.public_by`, join: `c.doc = d.id`, is: `d.outlet`},
	byKind:     {from: `claim c`, doc: `c.doc`, claim: `c.id`, by: `c.public_by`, is: `c.kind`},
	byParty:    {from: `claim_party c`, doc: `c.doc`, claim: `c.claim`, by: `c.public_by`, is: `c.party`},
}

// mostValues is how many values a lead has at most: the newest claims of each are
// fetched. Of more outlets, such as all with a common word in their names, the
// newest documents soon hold enough.
const mostValues = 30

// lead returns the lead that leaves least to look through.
func (s Search) lead(ctx context.Context, tx Tx) (lead, error) {
	var all []lead
	for _, p := range distinct(s.Parties) {
		all = append(all, lead{of: byParty, values: []any{p}})
	}
	if len(s.Kinds) > 0 {
		all = append(all, lead{of: byKind, values: anys(s.Kinds)})
	}
	if n := len(s.Outlets); n > 0 && n <= mostValues {
		all = append(all, lead{of: byOutlet, values: anys(s.Outlets)})
	}
	least := lead{of: byDocument, rows: commonFrom}
	for i, l := range all {
		if len(all) == 1 && len(s.Terms) == 0 {
			return l, nil
		}
		var w where
		query := `select count(*) from (select 1 from ` + l.path().from + l.where(&w).String() + ` limit ` + w.arg(commonFrom) + `) counted`
		if err := tx.QueryRow(ctx, query, w.args...).Scan(&l.rows); err != nil {
			return lead{}, err
		}
		if i == 0 || l.rows < least.rows {
			least = l
		}
	}
	return least, nil
}

func anys[T rapporteur.Kind | string](vs []T) []any {
	var out []any
	for _, v := range slices.Compact(slices.Sorted(slices.Values(vs))) {
		out = append(out, v)
	}
	return out
}

func (l lead) path() path { return paths[l.of] }

// where returns the conditions that a row is on the path of the lead.
func (l lead) where(w *where) *where {
	p := l.path()
	if p.is != "" {
		w.and(p.is + ` in ` + list(w, l.values))
	}
	if p.join != "" {
		w.and(p.join)
	}
	return w
}

// documents returns the query of the documents that a lead leads to: those of an
// outlet whether anything is claimed in them or not.
func (l lead) documents(w *where) string {
	inner := where{args: w.args}
	query := `select id from document`
	if l.of == byOutlet {
		inner.and(`outlet in ` + list(&inner, l.values))
	} else {
		query = `select ` + l.path().doc + ` from ` + l.path().from
		l.where(&inner)
	}
	w.args = inner.args
	return query + inner.String()
}

// claims returns the query of a search without words: of each value of its lead
// the newest claims, and of these the newest.
func (s Search) claims(ctx context.Context, tx Tx, by day, limit int) (string, []any, error) {
	l, err := s.lead(ctx, tx)
	if err != nil {
		return "", nil, err
	}
	var w where
	p := l.path()
	each := []lead{l}
	if len(l.values) > 1 {
		each = nil
		for _, v := range l.values {
			each = append(each, lead{of: l.of, values: []any{v}})
		}
	}
	var parts []string
	for _, l := range each {
		inner := where{args: w.args}
		l.where(&inner)
		s.narrow(&inner, l, p.claim)
		if l.of == byDocument || l.of == byOutlet {
			s.published(&inner, by)
		} else {
			of := where{args: inner.args}
			if s.published(&of, by); len(of.conditions) > 0 {
				of.and(`d.id = ` + p.doc)
				inner.and(`exists (select 1 from document d` + of.String() + `)`)
			}
			inner.args = of.args
		}
		parts = append(parts, `select * from (select `+p.doc+` as doc, `+p.claim+` as claim, `+p.by+` as day from `+p.from+inner.String()+
			` order by `+p.by+` desc, `+p.doc+`, `+p.claim+` limit `+inner.arg(limit)+`) part`)
		w.args = inner.args
	}
	return `select doc, claim from (` + strings.Join(parts, ` union all `) + `) found order by day desc, doc, claim limit ` + w.arg(limit), w.args, nil
}
