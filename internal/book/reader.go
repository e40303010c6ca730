package book

import (
	"context"
	"fmt"
	"sync"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
)

// A lastRead keeps the document with very many claims that was read last: it is
// shown in parts, and whoever goes from one to the next asks for it each time.
type lastRead struct {
	mu   sync.Mutex
	key  string // holds the state of the ledger, so that it never goes stale
	read *view.Reader
}

// veryMany is from how many claims on a document is kept. Others are fetched as
// quickly as it can be told that they have not changed.
const veryMany = 1000

// Reader returns a document with its claims, rejected ones too. The error is
// ledger.ErrNotFound if the ledger does not hold it.
func (b *Book) Reader(ctx context.Context, id rapporteur.DocID) (*view.Reader, error) {
	state, err := b.state(ctx)
	if err != nil {
		return nil, err
	}
	key := fmt.Sprint(state, id)
	b.last.mu.Lock()
	kept := b.last.read
	if b.last.key != key {
		kept = nil
	}
	b.last.mu.Unlock()
	if kept == nil {
		if kept, err = b.reader(ctx, id); err != nil {
			return nil, err
		}
		if len(kept.Claims) >= veryMany {
			b.last.mu.Lock()
			b.last.key, b.last.read = key, kept
			b.last.mu.Unlock()
		}
	}
	r := *kept // what is kept is shared
	return &r, b.versions(ctx, &r)
}

// reader fetches a document with its claims, as the only version of its page.
func (b *Book) reader(ctx context.Context, id rapporteur.DocID) (*view.Reader, error) {
	doc, err := b.ledger.Document(ctx, id)
	if err != nil {
		return nil, err
	}
	df, err := b.beside(ctx, id)
	if err != nil {
		return nil, err
	}
	in, err := b.input(ctx, df, ledger.ClaimFilter{Doc: id, IncludeRejected: true}, rapporteur.Date{})
	if err != nil {
		return nil, err
	}
	if err := b.gather(ctx, &in, rapporteur.Date{}); err != nil {
		return nil, err
	}
	captures, err := b.ledger.Captures(ctx, id)
	if err != nil {
		return nil, err
	}
	return view.NewReader(in, doc, captures), nil
}
