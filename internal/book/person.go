package book

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/search"
	"example.org/rapporteur/internal/view"
)

// Person returns the page of a person in office, by identity or name. The error
// is ledger.ErrNotFound if nobody of that name was seen by the day.
//
// Of a large ledger, acts, statements and words are told from the newest most
// documents that speak of the person, and from all of them if most is 0. Offices
// and names are always those of all.
func (b *Book) Person(ctx context.Context, name string, asOf rapporteur.Date, most int) (*view.PersonPage, error) {
	_, of, err := b.newest(ctx, asOf)
	if err != nil {
		return nil, err
	}
	if of == 0 {
		in, err := b.between(ctx, nil, asOf)
		if err != nil {
			return nil, err
		}
		return b.personIn(ctx, in, name)
	}
	r, others, err := b.person(ctx, name)
	if err != nil {
		return nil, err
	}
	now, derived, err := b.ledger.Revision(ctx)
	if err != nil {
		return nil, err
	}
	if most <= 0 {
		most = ledger.MaxIDs
	}
	var p *view.PersonPage
	if asOf.IsZero() && now == derived {
		p, err = b.personLately(ctx, r, others, most)
	} else {
		p, err = b.personThen(ctx, name, r, others, max(most, b.wholly), asOf)
	}
	if err != nil {
		return nil, err
	}
	whole, err := b.weigh(ctx, p.Person.ID, asOf)
	if err == nil && whole.Documents > p.Person.Evidence.Documents {
		p.Whole = &whole
	}
	return p, err
}

func (b *Book) personIn(ctx context.Context, in view.Input, name string) (*view.PersonPage, error) {
	return find(ctx, b, name, func(claims ...rapporteur.ClaimID) (*view.PersonPage, bool) {
		return view.NewPersonPage(in, name, claims...)
	})
}

// person returns the held person of an identity or of one of its claims, else the
// one of whom most claims speak among those that have the name, and the others.
func (b *Book) person(ctx context.Context, name string) (r rapporteur.Record, others []ledger.Named, err error) {
	if r, err = b.ledger.Record(ctx, rapporteur.RecordID(name)); err == nil || !errors.Is(err, ledger.ErrNotFound) {
		return r, nil, err
	}
	want := search.Parse(name)
	if len(want) == 0 {
		return r, nil, err
	}
	for r, err := range b.ledger.Records(ctx, ledger.RecordFilter{Claim: rapporteur.ClaimID(name), Kinds: []rapporteur.Kind{rapporteur.KindTenure}}) {
		return r, nil, err
	}
	named, e := b.ledger.Named(ctx, rapporteur.KindTenure)
	if e != nil {
		return r, nil, e
	}
	named = slices.DeleteFunc(named, func(n ledger.Named) bool {
		return !slices.ContainsFunc(append(n.Names, n.Title), func(n string) bool { return search.Holds(want, n) })
	})
	if len(named) == 0 {
		return r, nil, err
	}
	slices.SortFunc(named, func(m, n ledger.Named) int {
		return cmp.Or(cmp.Compare(n.Claims, m.Claims), cmp.Compare(m.Record, n.Record))
	})
	r, err = b.ledger.Record(ctx, named[0].Record)
	return r, named[1:], err
}

// personThen returns the page of a person as of a day, or while records are derived
// anew: who is who is then told by the documents of all who may be meant.
func (b *Book) personThen(ctx context.Context, name string, r rapporteur.Record, others []ledger.Named, most int, asOf rapporteur.Date) (*view.PersonPage, error) {
	docs := map[rapporteur.DocID]bool{}
	places, err := b.placesOf(ctx, r, asOf)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(places, func(p ledger.ClaimPlace) bool { return p.Claim == rapporteur.ClaimID(name) }); i >= 0 {
		docs[places[i].Doc] = true // the person may go by this claim
	}
	speaking(docs, r, places, most)
	for _, o := range others {
		if len(docs) >= most {
			break
		}
		held, err := b.ledger.Record(ctx, o.Record)
		if err != nil {
			return nil, err
		}
		if places, err = b.placesOf(ctx, held, asOf); err != nil {
			return nil, err
		}
		speaking(docs, held, places, most-len(docs))
	}
	in, err := b.ofDocuments(ctx, fmt.Sprint("person ", name, " then ", most), docs, asOf)
	if err != nil {
		return nil, err
	}
	return b.personIn(ctx, in, name)
}

// personLately returns the page of a held person, told from the newest most
// documents, and those that tell first and last of each office and name.
func (b *Book) personLately(ctx context.Context, r rapporteur.Record, others []ledger.Named, most int) (*view.PersonPage, error) {
	places, err := b.placesOf(ctx, r, rapporteur.Date{})
	if err != nil {
		return nil, err
	}
	docs := map[rapporteur.DocID]bool{}
	speaking(docs, r, places, most)
	in, err := b.ofDocuments(ctx, fmt.Sprint("person ", r.ID, " ", most), docs, rapporteur.Date{})
	if err != nil {
		return nil, err
	}
	// The person is the one who is held: with all that is known, not what these documents say alone.
	in.Records = slices.Clone(in.Records)
	for i := range in.Records {
		if in.Records[i].ID == r.ID {
			in.Records[i] = r
		}
	}
	p, ok := view.NewPersonPage(in, string(r.ID))
	if !ok {
		return nil, ledger.ErrNotFound
	}
	for _, o := range others {
		p.Namesakes = append(p.Namesakes, view.RecordRef{ID: o.Record, Kind: o.Kind, Title: o.Title, Parties: view.Parties(o.Parties)})
	}
	return p, nil
}

// ofDocuments fetches what a page needs that is made of documents.
func (b *Book) ofDocuments(ctx context.Context, name string, docs map[rapporteur.DocID]bool, asOf rapporteur.Date) (view.Input, error) {
	ids := slices.AppendSeq([]rapporteur.DocID{}, maps.Keys(docs)) // never nil, which would ask for all
	slices.Sort(ids)
	return b.shared(ctx, name, ledger.DocumentFilter{Docs: ids}, ledger.ClaimFilter{Docs: ids}, view.Newest{}, asOf)
}

// speaking adds the newest most documents that speak of a person, and those that
// tell first and last of each office and name.
func speaking(docs map[rapporteur.DocID]bool, r rapporteur.Record, places []ledger.ClaimPlace, most int) {
	bounding(docs, r, places)
	last, newest := rapporteur.DocID(""), 0
	for _, p := range slices.Backward(places) {
		if p.Doc == last {
			continue
		}
		if newest == most || len(docs) == ledger.MaxIDs {
			return
		}
		docs[p.Doc], last = true, p.Doc
		newest++
	}
}

// bounding adds the documents of the first and of the last claim for each value of a
// record's fields, by publication; undated ones count where all are.
func bounding(docs map[rapporteur.DocID]bool, r rapporteur.Record, places []ledger.ClaimPlace) {
	at := make(map[rapporteur.ClaimID]int, len(places)) // in their order
	for i, p := range places {
		at[p.Claim] = i
	}
	for _, values := range r.Fields {
		for _, v := range values {
			var in []int
			for _, c := range v.Claims {
				if i, ok := at[c]; ok {
					in = append(in, i)
				}
			}
			if dated := slices.DeleteFunc(slices.Clone(in), func(i int) bool { return !places[i].Dated }); len(dated) > 0 {
				in = dated
			}
			if len(in) > 0 {
				docs[places[slices.Min(in)].Doc], docs[places[slices.Max(in)].Doc] = true, true
			}
		}
	}
}

// placesOf returns where the claims of a record stand, fetched once for each state
// of the ledger.
func (b *Book) placesOf(ctx context.Context, r rapporteur.Record, asOf rapporteur.Date) ([]ledger.ClaimPlace, error) {
	state, err := b.state(ctx)
	if err != nil {
		return nil, err
	}
	return get(&b.memo, fmt.Sprint("places ", r.ID, " ", state, asOf), func() ([]ledger.ClaimPlace, error) {
		return b.ledger.ClaimPlaces(ctx, r.Claims, asOf)
	})
}

// weigh counts what a held record rests on as of a day: documents of which the
// version stands that it was read from. What is not held weighs nothing.
func (b *Book) weigh(ctx context.Context, id rapporteur.RecordID, asOf rapporteur.Date) (w view.Weight, err error) {
	r, err := b.ledger.Record(ctx, id)
	if errors.Is(err, ledger.ErrNotFound) {
		return w, nil
	}
	if err != nil {
		return w, err
	}
	places, err := b.placesOf(ctx, r, asOf)
	if err != nil {
		return w, err
	}
	not, err := b.notStanding(ctx, asOf)
	if err != nil {
		return w, err
	}
	docs, outlets, origins := map[rapporteur.DocID]bool{}, map[string]bool{}, map[string]bool{}
	for _, p := range places {
		if _, older := not.older[p.Doc]; older || not.later[p.Doc] {
			continue
		}
		w.Claims++
		docs[p.Doc] = true
		if p.Outlet != "" {
			outlets[p.Outlet] = true
		}
		if p.Origin != "" {
			origins[p.Origin] = true
		}
	}
	w.Documents, w.Outlets, w.Origins = len(docs), len(outlets), len(origins)
	return w, nil
}
