package book

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/search"
	"example.org/rapporteur/internal/view"
)

// ErrNoPerson is the error of a person, and ErrNoOutlet that of an outlet, that
// the ledger does not know.
var (
	ErrNoPerson = errors.New("no person of that name was seen in office")
	ErrNoOutlet = errors.New("no document held is of an outlet of that name")
)

// Search looks for documents and claims as of a day. shown is how many documents
// are wanted with their words.
func (b *Book) Search(ctx context.Context, q view.Query, asOf rapporteur.Date, shown int) (*view.Search, error) {
	persons, err := b.persons(ctx, asOf)
	if err != nil {
		return nil, err
	}
	hits := view.Hits{Terms: search.Parse(q.Words), Shown: shown}
	for _, forms := range search.AddNames(hits.Terms, persons) {
		hits.Also = append(hits.Also, forms...)
	}
	slices.Sort(hits.Also)
	hits.Also = slices.Compact(hits.Also)
	s := ledger.Search{Terms: hits.Terms, Kinds: q.Kinds, Parties: q.Parties, From: q.From, To: q.To, AsOf: asOf}
	if q.Person != "" {
		var spellings []string
		for _, names := range persons {
			if slices.ContainsFunc(names, func(n string) bool { return strings.Contains(search.Key(n), search.Key(q.Person)) }) {
				spellings = append(spellings, names...)
			}
		}
		for _, n := range spellings {
			hits.Persons = append(hits.Persons, search.Key(n))
		}
		s.Terms = append(slices.Clone(s.Terms), search.Named(spellings))
		if len(hits.Persons) == 0 {
			return nil, fmt.Errorf("%w: %q", ErrNoPerson, q.Person)
		}
	}
	if q.Outlet != "" {
		all, err := b.ledger.Outlets(ctx)
		if err != nil {
			return nil, err
		}
		for _, o := range all {
			if strings.Contains(search.Key(o), search.Key(q.Outlet)) {
				s.Outlets = append(s.Outlets, o)
			}
		}
		if len(s.Outlets) == 0 {
			return nil, fmt.Errorf("%w: %q", ErrNoOutlet, q.Outlet)
		}
	}
	found, more, err := b.ledger.Search(ctx, s)
	if err != nil {
		return nil, err
	}
	hits.More = more
	in, err := b.found(ctx, found, &hits, asOf)
	if err != nil {
		return nil, err
	}
	return view.NewSearch(in, q, hits, func(id rapporteur.DocID) (rapporteur.Text, error) {
		d, err := b.ledger.Document(ctx, id)
		return d.Text, err
	})
}

// found fetches the claims and documents that a search found.
func (b *Book) found(ctx context.Context, found []ledger.Hit, hits *view.Hits, asOf rapporteur.Date) (in view.Input, err error) {
	if in.AsOf, err = b.day(asOf); err != nil {
		return in, err
	}
	var claims []rapporteur.ClaimID
	docs := map[rapporteur.DocID]bool{}
	for _, h := range found {
		docs[h.Doc] = true
		if h.Claim == "" {
			hits.Documents = append(hits.Documents, h.Doc)
		} else {
			claims = append(claims, h.Claim)
		}
	}
	for c, err := range b.ledger.ClaimsByID(ctx, claims) {
		if err != nil {
			return in, fmt.Errorf("%w: run rapporteur verify", err)
		}
		in.Claims = append(in.Claims, c.Claim)
		in.Locate(c.ID, c.Location)
	}
	df := ledger.DocumentFilter{AsOf: asOf}
	if _, of, err := b.newest(ctx, asOf); err != nil {
		return in, err
	} else if of > 0 {
		df.Docs = slices.AppendSeq([]rapporteur.DocID{}, maps.Keys(docs))
		slices.Sort(df.Docs)
	}
	shelf, err := b.shelf(ctx, df)
	if err != nil {
		return in, err
	}
	for _, d := range shelf.documents {
		if docs[d.ID] {
			in.Documents = append(in.Documents, d)
		}
	}
	in.Origins = shelf.origins
	return in, nil
}

// persons returns the spellings of the name of each person, as of a day: those of
// the records as they stand if no day is given.
func (b *Book) persons(ctx context.Context, asOf rapporteur.Date) ([][]string, error) {
	state, err := b.named(ctx, asOf)
	if err != nil {
		return nil, err
	}
	return get(&b.memo, fmt.Sprint("persons ", state, asOf), func() ([][]string, error) { return b.spellings(ctx, asOf) })
}

func (b *Book) spellings(ctx context.Context, asOf rapporteur.Date) ([][]string, error) {
	var out [][]string
	add := func(title string, names []string) {
		names = append(names, title)
		slices.Sort(names)
		out = append(out, slices.Compact(names))
	}
	if asOf.IsZero() {
		named, err := b.ledger.Named(ctx, rapporteur.KindTenure)
		if err != nil {
			return nil, err
		}
		for _, d := range named {
			add(d.Title, d.Names)
		}
		return out, nil
	}
	// A spelling that became known later must not show.
	in, err := b.input(ctx, ledger.DocumentFilter{}, ledger.ClaimFilter{Kinds: []rapporteur.Kind{rapporteur.KindTenure}}, asOf)
	if err != nil {
		return nil, err
	}
	records, err := b.records(ctx, in.Input)
	if err != nil {
		return nil, err
	}
	for _, r := range records {
		var names []string
		for _, v := range r.Fields[link.FieldName] {
			names = append(names, v.Value)
		}
		add(r.Title, names)
	}
	return out, nil
}
