package book

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/search"
	"example.org/rapporteur/internal/view"
)

// The errors of what cannot be put together or taken apart.
var (
	ErrItself  = errors.New("a record is one with itself already")
	ErrKinds   = errors.New("only records of one kind can be one")
	ErrNoneTo  = errors.New("none of these claims is in the record")
	ErrAllTo   = errors.New("all claims of the record would leave it")
	ErrNotWith = errors.New("there is no such record to put it together with")
)

// How many records are offered to put another together with.
const (
	mostLikely = 6
	mostFound  = 20
)

// Join returns a record, by its identity or that of one of its claims, with what
// it may be one with, and what would be if it were put together with another or
// claims left it. The error is ledger.ErrNotFound if there is no such record, or
// one of ErrItself, ErrKinds, ErrNotWith, ErrNoneTo and ErrAllTo.
func (b *Book) Join(ctx context.Context, q view.JoinQuery) (*view.Join, error) {
	in, err := b.ofRecords(ctx, q)
	if err != nil {
		return nil, err
	}
	r, ok := recordIn(in.Records, q.ID, q.As)
	if !ok { // it may have been put together with another since the records were derived
		held, err := b.ledger.Record(ctx, rapporteur.RecordID(q.ID))
		if err != nil {
			return nil, err
		}
		if r, ok = recordIn(in.Records, string(held.Claims[0]), held.Kind); !ok {
			return nil, ledger.ErrNotFound
		}
	}
	ids := []rapporteur.RecordID{r.ID}
	var would *link.Decided
	switch {
	case q.With != "":
		with, ok := recordIn(in.Records, q.With, r.Kind)
		switch {
		case !ok && slices.ContainsFunc(in.Records, func(o rapporteur.Record) bool { return string(o.ID) == q.With }):
			return nil, ErrKinds
		case !ok:
			return nil, ErrNotWith
		case with.ID == r.ID:
			return nil, ErrItself
		}
		ids = append(ids, with.ID)
		would = &link.Decided{Verb: rapporteur.Merge, Kind: r.Kind, Claims: []rapporteur.ClaimID{r.Claims[0], with.Claims[0]}, Why: did[rapporteur.Merge]}
	case len(q.Leave) > 0:
		stay, leave := parted(r, q.Leave)
		switch {
		case len(leave) == 0:
			return nil, ErrNoneTo
		case len(stay) == 0:
			return nil, ErrAllTo
		}
		would = &link.Decided{Verb: rapporteur.Split, Kind: r.Kind, Claims: append([]rapporteur.ClaimID{stay[0]}, leave...), Why: did[rapporteur.Split]}
	}
	states, err := b.states(ctx, in.Records, ids)
	if err != nil {
		return nil, err
	}
	j := &view.Join{}
	for i, one := range view.NewJoined(in, ids, r.Claims, states) {
		if i == 0 {
			j.Record = one
		} else {
			j.With = &one
		}
	}
	if would != nil {
		if j.Result, err = b.result(ctx, in, *would, r.Claims, states); err != nil {
			return nil, err
		}
	}
	for _, o := range in.Records {
		if o.Kind != r.Kind && slices.ContainsFunc(o.Claims, func(c rapporteur.ClaimID) bool { return slices.Contains(r.Claims, c) }) {
			j.Beside = append(j.Beside, view.RecordRef{ID: o.ID, Kind: o.Kind, Title: o.Title, Parties: view.Parties(o.Parties)})
		}
	}
	if j.Decided, err = b.groupings(ctx, r); err != nil || would != nil {
		return j, err
	}
	return j, b.offer(ctx, j, in, r, q.Words)
}

// ofRecords fetches what the records of a query are derived from: all that is
// held or, of a large ledger, the documents of their claims.
func (b *Book) ofRecords(ctx context.Context, q view.JoinQuery) (view.Input, error) {
	_, of, err := b.newest(ctx, rapporteur.Date{})
	if err != nil {
		return view.Input{}, err
	}
	if of == 0 {
		return b.between(ctx, nil, rapporteur.Date{})
	}
	claims, err := b.aboutRecords(ctx, q.ID, q.With)
	if err != nil {
		return view.Input{}, err
	}
	return b.among(ctx, fmt.Sprint("join ", q.ID, " ", q.With), claims, rapporteur.Date{})
}

// aboutRecords returns the claims of the held records that have an identity, or
// gather the claim of it, and of those that people put together with them since
// the records were derived.
func (b *Book) aboutRecords(ctx context.Context, ids ...string) ([]rapporteur.ClaimID, error) {
	var claims []rapporteur.ClaimID
	add := func(f ledger.RecordFilter) error {
		for r, err := range b.ledger.Records(ctx, f) {
			if err != nil {
				return err
			}
			claims = append(claims, r.Claims...)
		}
		return nil
	}
	for _, id := range ids {
		if id == "" {
			continue
		}
		r, err := b.ledger.Record(ctx, rapporteur.RecordID(id))
		if err != nil && !errors.Is(err, ledger.ErrNotFound) {
			return nil, err
		}
		claims = append(append(claims, r.Claims...), rapporteur.ClaimID(id))
		if err := add(ledger.RecordFilter{Claim: rapporteur.ClaimID(id)}); err != nil {
			return nil, err
		}
	}
	for d, err := range b.ledger.InForce(ctx, rapporteur.Merge) {
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(d.Claims, func(c rapporteur.ClaimID) bool { return slices.Contains(claims, c) }) {
			continue
		}
		for _, c := range d.Claims {
			if err := add(ledger.RecordFilter{Claim: c, Kinds: []rapporteur.Kind{d.As}}); err != nil {
				return nil, err
			}
		}
	}
	return claims, nil
}

// recordIn returns the record that has an identity or gathers the claim of it. A
// claim is in records of several kinds: if none is asked for, that of its own counts,
// which comes first in their order.
func recordIn(records []rapporteur.Record, id string, as rapporteur.Kind) (rapporteur.Record, bool) {
	i := slices.IndexFunc(records, func(r rapporteur.Record) bool { return string(r.ID) == id && (as == "" || r.Kind == as) })
	if i < 0 {
		i = slices.IndexFunc(records, func(r rapporteur.Record) bool {
			return (as == "" || r.Kind == as) && slices.Contains(r.Claims, rapporteur.ClaimID(id))
		})
	}
	if i < 0 {
		return rapporteur.Record{}, false
	}
	return records[i], true
}

// parted returns the claims of a record that stay and those that leave.
func parted(r rapporteur.Record, leaving []rapporteur.ClaimID) (stay, leave []rapporteur.ClaimID) {
	for _, c := range r.Claims {
		if slices.Contains(leaving, c) {
			leave = append(leave, c)
		} else {
			stay = append(stay, c)
		}
	}
	return stay, leave
}

// states returns the states of the claims of records.
func (b *Book) states(ctx context.Context, records []rapporteur.Record, ids []rapporteur.RecordID) (map[rapporteur.ClaimID]string, error) {
	out := map[rapporteur.ClaimID]string{}
	for _, r := range records {
		if !slices.Contains(ids, r.ID) {
			continue
		}
		for some := range slices.Chunk(r.Claims, ledger.MaxIDs) {
			for c, err := range b.ledger.ClaimsByID(ctx, some) {
				if err != nil {
					return nil, err
				}
				out[c.ID] = c.State
			}
		}
	}
	return out, nil
}

// result derives what would be of the claims of a decision if it were made.
func (b *Book) result(ctx context.Context, in view.Input, would link.Decided, now []rapporteur.ClaimID, states map[rapporteur.ClaimID]string) ([]view.Joined, error) {
	in.Decided = append(slices.Clip(in.Decided), would)
	var err error
	if in.Records, err = b.records(ctx, in.Input); err != nil {
		return nil, err
	}
	var ids []rapporteur.RecordID
	for _, c := range would.Claims {
		if r, ok := recordIn(in.Records, string(c), would.Kind); ok && !slices.Contains(ids, r.ID) {
			ids = append(ids, r.ID)
		}
	}
	return view.NewJoined(in, ids, now, states), nil
}

// groupings returns the decisions in force on what belongs to a record.
func (b *Book) groupings(ctx context.Context, r rapporteur.Record) ([]view.Grouping, error) {
	var out []view.Grouping
	for d, err := range b.ledger.InForce(ctx, rapporteur.Merge, rapporteur.Split, rapporteur.Unmerge) {
		if err != nil {
			return nil, err
		}
		if d.As == r.Kind && slices.ContainsFunc(d.Claims, func(c rapporteur.ClaimID) bool { return slices.Contains(r.Claims, c) }) {
			out = append(out, view.Grouping{Decision: d.Decision, Words: did[d.Verb]})
		}
	}
	slices.Reverse(out)
	return out, nil
}

// offer adds the records that one may be put together with.
func (b *Book) offer(ctx context.Context, j *view.Join, in view.Input, r rapporteur.Record, words string) (err error) {
	pool := func(yield func(rapporteur.Record) bool) {
		for o, e := range b.pool(ctx, in, r) {
			if err = e; e != nil || !yield(o) {
				return
			}
		}
	}
	published := publication(in)
	for _, c := range link.Likely(r, pool, mostLikely) {
		j.Likely = append(j.Likely, view.NewLikely(c.Record, c.Reason, published[c.Record.Claims[0]]))
	}
	terms := search.Parse(words)
	if len(terms) == 0 {
		return err
	}
	for o := range pool {
		if o.Kind == r.Kind && o.ID != r.ID && len(j.Found) < mostFound && search.Holds(terms, view.NamesOf(o)...) {
			j.Found = append(j.Found, view.NewLikely(o, "", published[o.Claims[0]]))
		}
	}
	return err
}

// publication returns when each claim of an input was published.
func publication(in view.Input) map[rapporteur.ClaimID]rapporteur.Date {
	docs := map[rapporteur.DocID]rapporteur.Date{}
	for _, d := range in.Documents {
		docs[d.ID] = d.Published
	}
	out := map[rapporteur.ClaimID]rapporteur.Date{}
	for _, c := range in.Claims {
		out[c.ID] = docs[c.Doc]
	}
	return out
}

// pool yields the records that one may be put together with: those of the same
// input or, of a large ledger, all of the kind with a party in common.
func (b *Book) pool(ctx context.Context, in view.Input, r rapporteur.Record) iter.Seq2[rapporteur.Record, error] {
	return func(yield func(rapporteur.Record, error) bool) {
		_, of, err := b.newest(ctx, rapporteur.Date{})
		if err != nil {
			yield(rapporteur.Record{}, err)
			return
		}
		if of > 0 {
			f := ledger.RecordFilter{Kinds: []rapporteur.Kind{r.Kind}}
			if len(r.Parties) > 0 {
				f.Parties = r.Parties[:min(len(r.Parties), 2)]
			}
			b.ledger.Records(ctx, f)(yield)
			return
		}
		for _, o := range in.Records {
			if !yield(o, nil) {
				return
			}
		}
	}
}
