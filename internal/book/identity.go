package book

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/view"
)

// gather gives an input the records of its claims as of its day. If the records of
// the ledger were derived from what is held now, they are these, told by the claims
// of the input alone; else they are derived from the input.
func (b *Book) gather(ctx context.Context, in *view.Input, asOf rapporteur.Date) error {
	all := len(in.Documents)
	in.Input = in.Input.AsOf(in.AsOf)
	in.Courses = &view.Courses{}
	if asOf.IsZero() && len(in.Documents) == all {
		built, current, err := b.built(ctx, in.Claims)
		if err != nil {
			return err
		}
		if current {
			in.Records = link.Regather(in.Input, built)
			return nil
		}
	}
	var err error
	in.Records, err = b.records(ctx, in.Input)
	return err
}

// built returns the records that gather claims of the documents of some, as they
// were last derived. current is false if that was not from what is held now.
func (b *Book) built(ctx context.Context, claims []rapporteur.Claim) (records []rapporteur.Record, current bool, err error) {
	before, derived, err := b.ledger.Revision(ctx)
	if err != nil || before != derived {
		return nil, false, err
	}
	var docs []rapporteur.DocID
	for _, c := range claims {
		docs = append(docs, c.Doc)
	}
	slices.Sort(docs)
	if records, err = b.ledger.Gathered(ctx, slices.Compact(docs)); err != nil {
		return nil, false, err
	}
	now, derived, err := b.ledger.Revision(ctx)
	return records, now == before && derived == before, err
}

// records derives the records of a part of the ledger and gives each the identity
// under which the ledger holds it: that of the record of its kind that shares most
// of its claims. A record has its identity from its first claim, which may stand in
// a document outside the part, and a link must lead to the same record from
// wherever it is followed. What the ledger holds as a part of a record that has
// been named already goes by one of its claims, which leads there, too.
func (b *Book) records(ctx context.Context, in link.Input) ([]rapporteur.Record, error) {
	records := link.Build(in)
	held := map[rapporteur.ClaimID][]ledger.Gathering{}
	hs, err := b.ledger.Holding(ctx, claimsOf(records))
	if err != nil {
		return nil, err
	}
	for _, h := range hs {
		held[h.Claim] = append(held[h.Claim], h)
	}
	taken := map[rapporteur.RecordID]bool{}
	of := make([][]rapporteur.RecordID, len(records)) // held identities, the best first
	for i, r := range records {
		of[i] = identities(r, held)
		if slices.Contains(of[i], r.ID) {
			of[i], taken[r.ID] = nil, true // it is held as it is
		}
	}
	for i := range records {
		r := &records[i]
		if len(of[i]) == 0 {
			continue
		}
		if !taken[of[i][0]] {
			r.ID = of[i][0]
		} else if c := slices.IndexFunc(r.Claims, func(c rapporteur.ClaimID) bool { return len(held[c]) > 0 && !taken[rapporteur.RecordID(c)] }); c >= 0 {
			r.ID = rapporteur.RecordID(r.Claims[c])
		}
		taken[r.ID] = true
	}
	return records, nil
}

// identities returns the identities of the held records that share claims with r,
// those that share most first.
func identities(r rapporteur.Record, held map[rapporteur.ClaimID][]ledger.Gathering) []rapporteur.RecordID {
	shared := map[rapporteur.RecordID]int{}
	for _, c := range r.Claims {
		for _, h := range held[c] {
			if h.Kind == r.Kind {
				shared[h.Record]++
			}
		}
	}
	return slices.SortedFunc(maps.Keys(shared), func(a, b rapporteur.RecordID) int {
		return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(a, b))
	})
}

// claimsOf returns the claims that records gather, in order, each once.
func claimsOf(records []rapporteur.Record) []rapporteur.ClaimID {
	var out []rapporteur.ClaimID
	for _, r := range records {
		out = append(out, r.Claims...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// find returns the page of a record. As of an earlier day, or while the records are
// being derived anew, what goes by one identity may be part of a record that goes by
// another: it is then looked for by the claims that the ledger holds under it.
func find[T any](ctx context.Context, b *Book, id string, page func(claims ...rapporteur.ClaimID) (*T, bool)) (*T, error) {
	if t, ok := page(); ok {
		return t, nil
	}
	r, err := b.ledger.Record(ctx, rapporteur.RecordID(id))
	if err != nil {
		return nil, err
	}
	if t, ok := page(r.Claims...); ok {
		return t, nil
	}
	return nil, ledger.ErrNotFound
}
