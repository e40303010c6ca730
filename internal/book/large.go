package book

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
	"example.org/rapporteur/internal/who"
)

// wholly is how many documents a page of all that is held is made of at most: the
// newest ones. They take about as long to fetch and link as those of two states
// that are written about every week.
const wholly = 500

// listed is how many relations of a large ledger the front page lists.
const listed = 100

// newest returns behind which place the documents lie that a page of all is made
// of and, if there are more, how many are held; else 0.
func (b *Book) newest(ctx context.Context, asOf rapporteur.Date) (after ledger.Edge, of int, err error) {
	state, err := b.state(ctx)
	if err != nil {
		return after, 0, err
	}
	type edge struct {
		after ledger.Edge
		held  int
	}
	e, err := get(&b.memo, fmt.Sprint("newest ", state, asOf), func() (e edge, err error) {
		e.after, e.held, err = b.ledger.Newest(ctx, b.wholly, asOf)
		return e, err
	})
	if e.held <= b.wholly {
		e.held = 0
	}
	return e.after, e.held, err
}

// countAll puts the counts of a whole large ledger on its front page, which was
// made of the newest documents.
func (b *Book) countAll(ctx context.Context, t *view.Today, in view.Input, asOf rapporteur.Date) error {
	held, err := b.ledger.Held(ctx, asOf)
	if err != nil {
		return err
	}
	t.Coverage = view.Counted(view.Coverage{
		Documents: held.Documents, Undated: held.Undated, Outlets: held.Outlets, Languages: held.Languages, Origins: held.Origins,
		First: held.First, Last: held.Last, LastRead: in.LastRead, Claims: held.Claims, Reviewed: held.Reviewed,
	})
	pairs, err := b.ledger.Pairs(ctx, asOf)
	if err != nil {
		return err
	}
	pairs = slices.DeleteFunc(pairs, func(p ledger.Pair) bool { return !who.IsState(p.A) || !who.IsState(p.B) })
	slices.SortStableFunc(pairs, func(p, q ledger.Pair) int { return cmp.Compare(q.Documents, p.Documents) })
	t.Relations, t.More, t.States = []view.Relation{}, max(0, len(pairs)-listed), nil
	var states []rapporteur.Party
	for i, p := range pairs {
		states = append(states, p.A, p.B)
		if i >= listed {
			continue
		}
		both := []rapporteur.Party{p.A, p.B}
		records, err := b.ledger.CountRecords(ctx, both)
		if err != nil {
			return err
		}
		r := view.NewRelation(both, p.Latest)
		r.Documents = p.Documents
		if r.Origins, err = b.ledger.CountOrigins(ctx, p.A, p.B, asOf); err != nil {
			return err
		}
		r.Meetings, r.Mechanisms = records[rapporteur.KindInteraction], records[rapporteur.KindMechanism]
		r.Agreements, r.Commitments = records[rapporteur.KindInstrument], records[rapporteur.KindCommitment]
		r.Questions = records[rapporteur.KindQuestion]
		t.Relations = append(t.Relations, r)
	}
	t.States = view.Parties(states)
	return nil
}

// beside selects the documents that the page of one needs: of a large ledger, it
// and those that tell the same story.
func (b *Book) beside(ctx context.Context, id rapporteur.DocID) (f ledger.DocumentFilter, err error) {
	_, of, err := b.newest(ctx, rapporteur.Date{})
	if err != nil || of == 0 {
		return f, err
	}
	same, err := b.ledger.Origins(ctx, []rapporteur.DocID{id})
	if err != nil {
		return f, err
	}
	f.Docs = []rapporteur.DocID{id}
	for _, o := range same[:min(len(same), ledger.MaxIDs-1)] {
		f.Docs = append(f.Docs, o.Doc)
	}
	return f, nil
}
