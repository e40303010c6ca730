package book

import (
	"context"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
)

// ClaimPage returns a claim with the reasons for it. The error is
// ledger.ErrNotFound if there is no such claim.
func (b *Book) ClaimPage(ctx context.Context, id rapporteur.ClaimID) (*view.ClaimPage, error) {
	c, err := b.ledger.Claim(ctx, id)
	if err != nil {
		return nil, err
	}
	doc, err := b.ledger.Document(ctx, c.Doc)
	if err != nil {
		return nil, err
	}
	captures, err := b.ledger.Captures(ctx, c.Doc)
	if err != nil {
		return nil, err
	}
	df, err := b.beside(ctx, c.Doc)
	if err != nil {
		return nil, err
	}
	in, err := b.input(ctx, df, ledger.ClaimFilter{Doc: c.Doc, IncludeRejected: true}, rapporteur.Date{})
	if err != nil {
		return nil, err
	}
	if err := b.gather(ctx, &in, rapporteur.Date{}); err != nil {
		return nil, err
	}
	page, ok := view.NewClaimPage(in, doc, captures, id)
	if !ok {
		return nil, ledger.ErrNotFound
	}
	return page, nil
}

// Versions returns the texts that stood at the address of a document, and what it
// does not share with another of them; without another, with the version before
// it, or after it if it is the first. The error is ledger.ErrNotFound if there is
// no such document or the other is no version of it.
func (b *Book) Versions(ctx context.Context, id, with rapporteur.DocID) (*view.Versions, error) {
	vs, err := b.ledger.Versions(ctx, id)
	if err != nil {
		return nil, err
	}
	is := func(id rapporteur.DocID) int {
		return slices.IndexFunc(vs, func(v ledger.Version) bool { return v.ID == id })
	}
	here := is(id)
	switch {
	case with != "":
		if is(with) < 0 {
			return nil, ledger.ErrNotFound
		}
	case here > 0:
		with = vs[here-1].ID
	case len(vs) > 1:
		with = vs[1].ID
	default:
		with = id
	}
	of, err := b.ledger.Document(ctx, id)
	if err != nil {
		return nil, err
	}
	other, err := b.ledger.Document(ctx, with)
	if err != nil {
		return nil, err
	}
	var all []view.StoredVersion
	for _, v := range vs {
		all = append(all, view.StoredVersion{Document: v.Document, First: v.First, Last: v.Last})
	}
	older := id
	if is(with) < here {
		older = with
	}
	var claims []rapporteur.Claim
	for c, err := range b.ledger.Claims(ctx, ledger.ClaimFilter{Doc: older}) {
		if err != nil {
			return nil, err
		}
		claims = append(claims, c.Claim)
	}
	var gone []view.Absence
	if of.URL != "" {
		removals, err := b.ledger.Removals(ctx, of.URL)
		if err != nil {
			return nil, err
		}
		for _, r := range removals {
			gone = append(gone, view.Absence{At: r.At, Status: r.Status, Back: r.Back})
		}
	}
	return view.NewVersions(all, gone, of, other, claims), nil
}
