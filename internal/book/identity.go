package book

import (
	"context"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/link"
)

// records derives the records of a part of the ledger and gives each the identity
// under which the ledger holds it: that of the record of its kind that shares most
// of its claims. A record has its identity from its first claim, which may stand in
// a document outside the part, and a link must lead to the same record from
// wherever it is followed.
func (b *Book) records(ctx context.Context, in link.Input) ([]rapporteur.Record, error) {
	records := link.Build(in)
	held := map[rapporteur.ClaimID][]ledger.Gathering{}
	for some := range slices.Chunk(claimsOf(records), ledger.MaxIDs) {
		hs, err := b.ledger.Holding(ctx, some)
		if err != nil {
			return nil, err
		}
		for _, h := range hs {
			held[h.Claim] = append(held[h.Claim], h)
		}
	}
	taken := map[rapporteur.RecordID]bool{}
	for _, r := range records {
		taken[r.ID] = true
	}
	for i := range records {
		r := &records[i]
		id, err := b.identity(ctx, *r, held)
		if err != nil {
			return nil, err
		}
		if id != "" && !taken[id] {
			r.ID, taken[id] = id, true
		}
	}
	return records, nil
}

// identity returns the identity of the held record that is r, or "" if none is, or
// none surely: two people who are named in the same claims only are told apart by
// their names.
func (b *Book) identity(ctx context.Context, r rapporteur.Record, held map[rapporteur.ClaimID][]ledger.Gathering) (rapporteur.RecordID, error) {
	shared := map[rapporteur.RecordID]int{}
	for _, c := range r.Claims {
		for _, h := range held[c] {
			if h.Kind == r.Kind {
				shared[h.Record]++
			}
		}
	}
	if shared[r.ID] > 0 {
		return "", nil // it is held as it is
	}
	var most []rapporteur.RecordID
	n := 0
	for id, k := range shared {
		if k > n {
			most, n = most[:0], k
		}
		if k == n {
			most = append(most, id)
		}
	}
	if len(most) == 1 {
		return most[0], nil
	}
	slices.Sort(most)
	for _, id := range most {
		stored, err := b.ledger.Record(ctx, id)
		if err != nil {
			return "", err
		}
		if stored.Title == r.Title {
			return id, nil
		}
	}
	return "", nil
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
