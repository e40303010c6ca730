package book

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/brief"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
)

// Diff returns what became known of two or more states between two days. The
// zero Date as the second means today.
func (b *Book) Diff(ctx context.Context, ps []rapporteur.Party, from, to rapporteur.Date) (*view.Diff, error) {
	in, err := b.between(ctx, ps, to)
	if err != nil {
		return nil, err
	}
	_, first, ok := from.Bounds()
	_, last, ok2 := in.AsOf.Bounds()
	if !ok || !ok2 || last.Before(first) {
		return nil, fmt.Errorf("%w: from %s to %s", ErrDays, from, in.AsOf)
	}
	return view.NewDiff(in, ps, from, in.AsOf), nil
}

// Brief writes what somebody needs to know before states meet again. since is
// the day after which things are new; the zero Date takes the last edition held.
func (b *Book) Brief(ctx context.Context, ps []rapporteur.Party, asOf, since rapporteur.Date, o brief.Options) (*brief.Brief, error) {
	in, err := b.between(ctx, ps, asOf)
	if err != nil {
		return nil, err
	}
	if err := b.addAside(ctx, &in); err != nil {
		return nil, err
	}
	if in.Languages, err = b.ledger.Languages(ctx, asOf); err != nil {
		return nil, err
	}
	d := view.NewDossier(in, ps)
	if since.IsZero() {
		if since, err = brief.Since(d, o.For); err != nil {
			return nil, err
		}
	}
	if _, first, ok := since.Bounds(); ok {
		if _, last, ok := in.AsOf.Bounds(); ok && last.Before(first) {
			return nil, fmt.Errorf("%w: new since %s, as of %s", ErrDays, since, in.AsOf)
		}
	}
	return brief.New(brief.Input{Dossier: d, News: view.NewDiff(in, ps, since, in.AsOf), Unseen: view.NewUnseen(in, ps)}, o)
}

// addAside adds what was set aside.
func (b *Book) addAside(ctx context.Context, in *view.Input) error {
	aside, err := b.ledger.Quarantined(ctx)
	for _, q := range aside {
		in.Quarantined = append(in.Quarantined, view.Quarantined{Source: q.Source, Reason: q.Reason, At: q.At})
	}
	return err
}

// between fetches what a page on parties needs, with its records; if there are
// none, all that is held or the newest of it. Pages of the same parties share it.
func (b *Book) between(ctx context.Context, ps []rapporteur.Party, asOf rapporteur.Date) (view.Input, error) {
	df, cf := ledger.DocumentFilter{Parties: ps}, ledger.ClaimFilter{Beside: ps}
	var newest view.Newest
	if len(ps) == 0 {
		after, of, err := b.newest(ctx, asOf)
		if err != nil {
			return view.Input{}, err
		}
		df.After, cf.After, newest.Of = after, after, of
	}
	return b.shared(ctx, fmt.Sprint("between ", ps), df, cf, newest, asOf)
}

// shared fetches an input and derives its records once for each state of the ledger.
func (b *Book) shared(ctx context.Context, name string, df ledger.DocumentFilter, cf ledger.ClaimFilter, newest view.Newest, asOf rapporteur.Date) (view.Input, error) {
	state, err := b.state(ctx)
	if err != nil {
		return view.Input{}, err
	}
	return get(&b.memo, fmt.Sprint(name, " ", state, asOf), func() (view.Input, error) {
		in, err := b.input(ctx, df, cf, asOf)
		if err != nil {
			return in, err
		}
		in.Newest = newest
		return in, b.gather(ctx, &in, asOf)
	})
}

// among fetches what a page needs that is made of the documents of some claims: of
// many, of the first in their order.
func (b *Book) among(ctx context.Context, name string, claims []rapporteur.ClaimID, asOf rapporteur.Date) (view.Input, error) {
	places, err := b.ledger.ClaimPlaces(ctx, claims, asOf)
	if err != nil {
		return view.Input{}, err
	}
	docOf := make(map[rapporteur.ClaimID]rapporteur.DocID, len(places))
	for _, p := range places {
		docOf[p.Claim] = p.Doc
	}
	docs := []rapporteur.DocID{}
	seen := map[rapporteur.DocID]bool{}
	for _, c := range claims {
		if d := docOf[c]; d != "" && !seen[d] && len(docs) < b.wholly {
			seen[d] = true
			docs = append(docs, d)
		}
	}
	return b.shared(ctx, name, ledger.DocumentFilter{Docs: docs}, ledger.ClaimFilter{Docs: docs}, view.Newest{}, asOf)
}

// around fetches what the page of one record needs, by the identity of the record
// or of one of its claims: the documents of those who are party to all its claims.
// What is not held gives an input in which the record is not.
func (b *Book) around(ctx context.Context, id string, asOf rapporteur.Date) (view.Input, error) {
	var records []rapporteur.Record
	if r, err := b.ledger.Record(ctx, rapporteur.RecordID(id)); err == nil {
		records = append(records, r)
	} else if !errors.Is(err, ledger.ErrNotFound) {
		return view.Input{}, err
	}
	if len(records) == 0 && id != "" {
		for r, err := range b.ledger.Records(ctx, ledger.RecordFilter{Claim: rapporteur.ClaimID(id)}) {
			if err != nil {
				return view.Input{}, err
			}
			records = append(records, r)
		}
	}
	var common []rapporteur.Party
	first := true
	for _, r := range records {
		for c, err := range b.ledger.ClaimsByID(ctx, r.Claims) {
			if err != nil {
				return view.Input{}, err
			}
			if first {
				common, first = slices.Clone(c.Parties), false
			}
			common = slices.DeleteFunc(common, func(p rapporteur.Party) bool { return !slices.Contains(c.Parties, p) })
		}
	}
	_, of, err := b.newest(ctx, asOf)
	if err != nil {
		return view.Input{}, err
	}
	if len(common) > 0 || of == 0 || len(records) == 0 {
		return b.between(ctx, common, asOf)
	}
	var claims []rapporteur.ClaimID
	for _, r := range records {
		claims = append(claims, r.Claims...)
	}
	return b.among(ctx, "around "+id, claims, asOf)
}

// Board returns the undertakings that a query chooses.
func (b *Book) Board(ctx context.Context, q view.BoardQuery, asOf rapporteur.Date) (*view.Board, error) {
	in, err := b.between(ctx, q.Parties, asOf)
	if err != nil {
		return nil, err
	}
	return view.NewBoard(in, q), nil
}

// Thread returns the page of an undertaking, by its identity or that of one of
// its claims. The error is ledger.ErrNotFound if there was none as of the day.
func (b *Book) Thread(ctx context.Context, id string, asOf rapporteur.Date) (*view.Thread, error) {
	in, err := b.around(ctx, id, asOf)
	if err != nil {
		return nil, err
	}
	return find(ctx, b, id, func(claims ...rapporteur.ClaimID) (*view.Thread, bool) {
		return view.NewThread(in, id, claims...)
	})
}

// Timeline returns what happened between states in order of time. It is kept: a
// reader who goes from span to span asks for the same again and again.
func (b *Book) Timeline(ctx context.Context, ps []rapporteur.Party, asOf rapporteur.Date) (*view.Timeline, error) {
	state, err := b.state(ctx)
	if err != nil {
		return nil, err
	}
	return get(&b.memo, fmt.Sprint("timeline ", state, ps, asOf), func() (*view.Timeline, error) {
		in, err := b.between(ctx, ps, asOf)
		if err != nil {
			return nil, err
		}
		return view.NewTimeline(in, ps), nil
	})
}

// Questions returns what sources say is not known; of all if there are no parties.
func (b *Book) Questions(ctx context.Context, ps []rapporteur.Party, asOf rapporteur.Date) (*view.Questions, error) {
	in, err := b.between(ctx, ps, asOf)
	if err != nil {
		return nil, err
	}
	return view.NewQuestions(in, ps), nil
}

// Disputes returns where sources disagree; on anything if there are no parties.
func (b *Book) Disputes(ctx context.Context, ps []rapporteur.Party, asOf rapporteur.Date) (*view.Disputes, error) {
	in, err := b.between(ctx, ps, asOf)
	if err != nil {
		return nil, err
	}
	return view.NewDisputes(in, ps), nil
}

// Area returns what is known in an area; of all if there are no parties.
func (b *Book) Area(ctx context.Context, ps []rapporteur.Party, area rapporteur.Area, asOf rapporteur.Date) (*view.AreaPage, error) {
	in, err := b.between(ctx, ps, asOf)
	if err != nil {
		return nil, err
	}
	return view.NewAreaPage(in, ps, area), nil
}

// Contact returns the page of a meeting or the like, by its identity or that of
// one of its claims. The error is ledger.ErrNotFound if there was none as of the day.
func (b *Book) Contact(ctx context.Context, id string, asOf rapporteur.Date) (*view.Contact, error) {
	in, err := b.around(ctx, id, asOf)
	if err != nil {
		return nil, err
	}
	return find(ctx, b, id, func(claims ...rapporteur.ClaimID) (*view.Contact, bool) {
		return view.NewContact(in, id, claims...)
	})
}

// Forum returns the page of a mechanism, by its identity or by its name among
// those of the parties. Without parties it looks at the documents of those who meet
// in it. The error is ledger.ErrNotFound if there was none as of the day.
func (b *Book) Forum(ctx context.Context, ps []rapporteur.Party, name string, asOf rapporteur.Date) (*view.Forum, error) {
	var in view.Input
	var err error
	if len(ps) == 0 {
		in, err = b.around(ctx, name, asOf)
	} else {
		in, err = b.between(ctx, ps, asOf)
	}
	if err != nil {
		return nil, err
	}
	return find(ctx, b, name, func(claims ...rapporteur.ClaimID) (*view.Forum, bool) {
		return view.NewForum(in, ps, name, claims...)
	})
}

// Cascade returns the formal texts of parties.
func (b *Book) Cascade(ctx context.Context, ps []rapporteur.Party, asOf rapporteur.Date) (*view.Cascade, error) {
	in, err := b.between(ctx, ps, asOf)
	if err != nil {
		return nil, err
	}
	return view.NewCascade(in, ps), nil
}

// Place returns what is said to have happened at a place.
func (b *Book) Place(ctx context.Context, name string, asOf rapporteur.Date) (*view.PlacePage, error) {
	in, err := b.between(ctx, nil, asOf)
	if err != nil {
		return nil, err
	}
	return view.NewPlacePage(in, name), nil
}

// Map returns where contacts of the parties took place; all contacts if there are
// none. It is kept: a reader who zooms asks for the same again.
func (b *Book) Map(ctx context.Context, ps []rapporteur.Party, asOf rapporteur.Date) (*view.Map, error) {
	state, err := b.state(ctx)
	if err != nil {
		return nil, err
	}
	return get(&b.memo, fmt.Sprint("map ", state, ps, asOf), func() (*view.Map, error) {
		in, err := b.between(ctx, ps, asOf)
		if err != nil {
			return nil, err
		}
		return view.NewMap(in, ps), nil
	})
}

// Network returns who is recorded with the parties, or who with whom if there are
// none, by documents published on or after from; the zero Date sets no such bound.
func (b *Book) Network(ctx context.Context, ps []rapporteur.Party, from, asOf rapporteur.Date) (*view.Network, error) {
	state, err := b.state(ctx)
	if err != nil {
		return nil, err
	}
	return get(&b.memo, fmt.Sprintf("network %v %q %v %v", state, ps, from, asOf), func() (*view.Network, error) {
		in, err := b.between(ctx, nil, asOf)
		if err != nil {
			return nil, err
		}
		return view.NewNetwork(in, ps, from), nil
	})
}

// Outlets returns who reports, and whose reports these are; of all documents if
// there are no parties.
func (b *Book) Outlets(ctx context.Context, ps []rapporteur.Party, asOf rapporteur.Date) (*view.Outlets, error) {
	in, err := b.between(ctx, ps, asOf)
	if err != nil {
		return nil, err
	}
	return view.NewOutlets(in, ps), nil
}

// Compare sets relations side by side.
func (b *Book) Compare(ctx context.Context, relations [][]rapporteur.Party, asOf rapporteur.Date) (*view.Comparison, error) {
	var ins []view.Input
	for _, ps := range relations {
		in, err := b.between(ctx, ps, asOf)
		if err != nil {
			return nil, err
		}
		ins = append(ins, in)
	}
	return view.Compare(ins, relations), nil
}

// Calendar returns the announced and expected meetings of states.
func (b *Book) Calendar(ctx context.Context, ps []rapporteur.Party, asOf rapporteur.Date) (*view.Calendar, error) {
	in, err := b.between(ctx, ps, asOf)
	if err != nil {
		return nil, err
	}
	return view.NewCalendar(in, ps), nil
}
