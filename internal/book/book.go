// Package book opens the ledger at a page: it fetches what a read model needs
// and lets package view work it out.
package book

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/view"
)

// ErrDays is the error of two days between which nothing can have become known.
var ErrDays = errors.New("the first day must not be after the second, and both must have an end")

// A Book gives the read models of one ledger. It is safe for concurrent use.
type Book struct {
	ledger *ledger.Ledger
	now    func() time.Time
	wholly int // of how many documents a page of all is made at most

	// signatures of texts that were looked at before. A document's identity holds
	// its text's hash, so that they never go stale.
	mu         sync.Mutex
	signatures map[rapporteur.DocID]link.Signature

	memo memo
	last lastRead
}

// New returns the book of a ledger. now is the clock that says what today is.
func New(l *ledger.Ledger, now func() time.Time) *Book {
	return &Book{ledger: l, now: now, wholly: wholly, signatures: map[rapporteur.DocID]link.Signature{}}
}

// state names the state of the ledger that pages show: it changes with the
// ledger, when its records are derived anew, with every capture, and with the day.
func (b *Book) state(ctx context.Context) (string, error) {
	now, records, err := b.ledger.Revision(ctx)
	if err != nil {
		return "", err
	}
	last, err := b.ledger.LastCapture(ctx)
	return fmt.Sprint(now, records, last.UnixNano(), b.now().UTC().Format(time.DateOnly)), err
}

// Today returns the front page as of a day; the zero Date means today.
func (b *Book) Today(ctx context.Context, asOf rapporteur.Date) (*view.Today, error) {
	state, err := b.state(ctx)
	if err != nil {
		return nil, err
	}
	aside, err := b.ledger.Quarantined(ctx)
	if err != nil {
		return nil, err
	}
	return get(&b.memo, fmt.Sprint("today ", state, asOf, aside), func() (*view.Today, error) { return b.today(ctx, asOf, aside) })
}

func (b *Book) today(ctx context.Context, asOf rapporteur.Date, aside []ledger.Quarantined) (*view.Today, error) {
	in, err := b.between(ctx, nil, asOf)
	if err != nil {
		return nil, err
	}
	for _, q := range aside {
		in.Quarantined = append(in.Quarantined, view.Quarantined{Source: q.Source, Reason: q.Reason, At: q.At})
	}
	t := view.NewToday(in)
	if in.Newest.Of > 0 {
		err = b.countAll(ctx, t, in, asOf)
	}
	return t, err
}

// Dossier returns what is known between two or more states as of a day; the zero
// Date means today.
func (b *Book) Dossier(ctx context.Context, ps []rapporteur.Party, asOf rapporteur.Date) (*view.Dossier, error) {
	state, err := b.state(ctx)
	if err != nil {
		return nil, err
	}
	return get(&b.memo, fmt.Sprint("dossier ", state, ps, asOf), func() (*view.Dossier, error) { return b.dossier(ctx, ps, asOf) })
}

func (b *Book) dossier(ctx context.Context, ps []rapporteur.Party, asOf rapporteur.Date) (*view.Dossier, error) {
	in, err := b.between(ctx, ps, asOf)
	if err != nil {
		return nil, err
	}
	return view.NewDossier(in, ps), nil
}

// versions tells how many texts stood at the address of a document, which of them
// stands, and whether its page was removed.
func (b *Book) versions(ctx context.Context, r *view.Reader) error {
	all, err := b.ledger.Versions(ctx, r.ID)
	if err != nil {
		return err
	}
	r.Versions = len(all)
	if stands := all[len(all)-1].ID; stands != r.ID {
		r.Superseded = stands
	}
	if r.URL == "" {
		return nil
	}
	removals, err := b.ledger.Removals(ctx, r.URL)
	if n := len(removals); n > 0 && removals[n-1].Back.IsZero() {
		r.Gone = removals[n-1].At
	}
	return err
}

// Claim returns the document that a claim stands in. The error is
// ledger.ErrNotFound if there is no such claim.
func (b *Book) Claim(ctx context.Context, id rapporteur.ClaimID) (rapporteur.DocID, error) {
	c, err := b.ledger.Claim(ctx, id)
	return c.Doc, err
}

// Record returns a record as it was last derived, by its identity or that of one
// of its claims. The error is ledger.ErrNotFound if there is no such record.
func (b *Book) Record(ctx context.Context, id rapporteur.RecordID) (rapporteur.Record, error) {
	r, err := b.ledger.Record(ctx, id)
	if errors.Is(err, ledger.ErrNotFound) && id != "" {
		for r, err := range b.ledger.Records(ctx, ledger.RecordFilter{Claim: rapporteur.ClaimID(id)}) {
			return r, err
		}
	}
	return r, err
}

// input fetches documents and claims and what people decided about them.
func (b *Book) input(ctx context.Context, df ledger.DocumentFilter, cf ledger.ClaimFilter, asOf rapporteur.Date) (in view.Input, err error) {
	if in.AsOf, err = b.day(asOf); err != nil {
		return in, err
	}
	df.AsOf, cf.AsOf = asOf, asOf
	var claims []ledger.Claim
	for c, err := range b.ledger.Claims(ctx, cf) {
		if err != nil {
			return in, fmt.Errorf("%w: run rapporteur verify", err)
		}
		in.Claims = append(in.Claims, c.Claim)
		claims = append(claims, c)
		in.Locate(c.ID, c.Location)
	}
	if err := b.decided(ctx, &in, claims); err != nil {
		return in, err
	}
	shelf, err := b.shelf(ctx, df)
	if err != nil {
		return in, err
	}
	in.Documents, in.Origins = shelf.documents, shelf.origins
	in.LastRead, err = b.ledger.LastCapture(ctx)
	return in, err
}

// A shelf is documents and their origins, which every page of a document asks for.
type shelf struct {
	documents []link.Document
	origins   link.Origins
}

// shelf fetches the documents that a filter selects once for each state of the ledger.
func (b *Book) shelf(ctx context.Context, f ledger.DocumentFilter) (shelf, error) {
	state, err := b.state(ctx)
	if err != nil {
		return shelf{}, err
	}
	// No list of documents asks for all, and an empty one for none.
	return get(&b.memo, fmt.Sprint("shelf ", state, f, f.Docs == nil), func() (s shelf, err error) {
		if s.documents, err = b.standing(ctx, f); err != nil {
			return s, err
		}
		_, of, err := b.newest(ctx, f.AsOf)
		if err != nil {
			return s, err
		}
		if of > 0 {
			s.origins, err = b.knownOrigins(ctx, s.documents)
		} else {
			s.origins, err = b.origins(ctx, s.documents)
		}
		return s, err
	})
}

// wholeShelf fetches all documents, and tells their origins from all their texts.
func (b *Book) wholeShelf(ctx context.Context) (shelf, error) {
	state, err := b.state(ctx)
	if err != nil {
		return shelf{}, err
	}
	return get(&b.memo, "whole shelf "+state, func() (s shelf, err error) {
		if s.documents, err = b.standing(ctx, ledger.DocumentFilter{}); err != nil {
			return s, err
		}
		s.origins, err = b.origins(ctx, s.documents)
		return s, err
	})
}

// standing fetches the documents that a filter selects. Older versions of a page
// name the one that stands in their place; those that came later are left out.
func (b *Book) standing(ctx context.Context, f ledger.DocumentFilter) ([]link.Document, error) {
	docs, err := b.documents(ctx, f)
	if err != nil {
		return nil, err
	}
	not, err := b.notStanding(ctx, f.AsOf)
	if err != nil {
		return nil, err
	}
	docs = slices.DeleteFunc(docs, func(d link.Document) bool { return not.later[d.ID] })
	for i, d := range docs {
		docs[i].Superseded = not.older[d.ID]
	}
	return docs, nil
}

// versions are the documents in whose place another version of their page stands.
type versions struct {
	older map[rapporteur.DocID]rapporteur.DocID // with the one that does
	later map[rapporteur.DocID]bool             // that were not known yet
}

// notStanding fetches these as of a day, once for each state of the ledger.
func (b *Book) notStanding(ctx context.Context, asOf rapporteur.Date) (versions, error) {
	state, err := b.state(ctx)
	if err != nil {
		return versions{}, err
	}
	return get(&b.memo, fmt.Sprint("versions ", state, asOf), func() (v versions, err error) {
		v.older, v.later, err = b.ledger.NotStanding(ctx, asOf)
		return v, err
	})
}

// day returns the day that a page answers for.
func (b *Book) day(asOf rapporteur.Date) (rapporteur.Date, error) {
	if !asOf.IsZero() {
		return asOf, nil
	}
	return rapporteur.DateOf(b.now().UTC())
}

func (b *Book) documents(ctx context.Context, f ledger.DocumentFilter) ([]link.Document, error) {
	var out []link.Document
	for d, err := range b.ledger.Documents(ctx, f) {
		if err != nil {
			return nil, err
		}
		doc := link.Document{Document: d}
		if _, _, dated := d.Published.Bounds(); !dated {
			captures, err := b.ledger.Captures(ctx, d.ID)
			if err != nil {
				return nil, err
			}
			if len(captures) > 0 {
				if doc.Public, err = rapporteur.DateOf(captures[0].At.UTC()); err != nil {
					return nil, err
				}
			}
		}
		out = append(out, doc)
	}
	return out, nil
}

// origins tells the origins of documents. Each text is fetched once in the life
// of the book.
func (b *Book) origins(ctx context.Context, docs []link.Document) (link.Origins, error) {
	var all []link.Signature
	for s, err := range b.signed(ctx, docs) {
		if err != nil {
			return link.Origins{}, err
		}
		all = append(all, s)
	}
	return link.GroupOrigins(all), nil
}

// knownOrigins tells the origins of documents of a large ledger: those that were
// derived with the records and, of documents that came since, those that these
// tell by themselves.
func (b *Book) knownOrigins(ctx context.Context, docs []link.Document) (link.Origins, error) {
	var ids []rapporteur.DocID
	for _, d := range docs {
		ids = append(ids, d.ID)
	}
	stored, err := b.ledger.Origins(ctx, ids)
	if err != nil {
		return link.Origins{}, err
	}
	var known []link.KnownOrigin
	have := map[rapporteur.DocID]bool{}
	for _, o := range stored {
		have[o.Doc] = true
		known = append(known, link.KnownOrigin(o))
	}
	own, err := b.origins(ctx, slices.DeleteFunc(slices.Clone(docs), func(d link.Document) bool { return have[d.ID] }))
	return own.With(known, docs), err
}

func (b *Book) signed(ctx context.Context, docs []link.Document) iter.Seq2[link.Signature, error] {
	return func(yield func(link.Signature, error) bool) {
		for _, d := range docs {
			b.mu.Lock()
			s, ok := b.signatures[d.ID]
			b.mu.Unlock()
			if !ok {
				whole, err := b.ledger.Document(ctx, d.ID)
				if err != nil {
					yield(s, err)
					return
				}
				d.Text = whole.Text
				s = link.Sign(d)
				b.mu.Lock()
				b.signatures[d.ID] = s
				b.mu.Unlock()
			}
			if !yield(s, nil) {
				return
			}
		}
	}
}
