package book

import (
	"context"
	"sort"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
)

// Sentence analyses sentence n of a document, counted from 1. Nothing of it is
// stored: the same text gives the same tree. The error is ledger.ErrNotFound if
// there is no such document or sentence.
func (b *Book) Sentence(ctx context.Context, id rapporteur.DocID, n int) (*view.Sentence, error) {
	doc, sentences, err := b.sentences(ctx, id)
	if err != nil {
		return nil, err
	}
	if n < 1 || n > len(sentences) {
		return nil, ledger.ErrNotFound
	}
	engine, err := lang.NewFull()
	if err != nil {
		return nil, err
	}
	var claims []rapporteur.Claim
	for c, err := range b.ledger.Claims(ctx, ledger.ClaimFilter{Doc: id, IncludeRejected: true}) {
		if err != nil {
			return nil, err
		}
		claims = append(claims, c.Claim)
	}
	return view.NewSentence(doc, engine.Sentence(doc.Text, sentences[n-1]), n, len(sentences), claims), nil
}

// SentenceAt returns the number of the sentence of a document that holds a code
// point, or of the last one before it. The error is ledger.ErrNotFound if there is none.
func (b *Book) SentenceAt(ctx context.Context, id rapporteur.DocID, at rapporteur.CodePoint) (int, error) {
	doc, sentences, err := b.sentences(ctx, id)
	if err != nil {
		return 0, err
	}
	n := sort.Search(len(sentences), func(i int) bool { return doc.Text.Quote(sentences[i].Span).Start() > at })
	if n == 0 || at < 0 {
		return 0, ledger.ErrNotFound
	}
	return n, nil
}

func (b *Book) sentences(ctx context.Context, id rapporteur.DocID) (rapporteur.Document, []lang.Sentence, error) {
	doc, err := b.ledger.Document(ctx, id)
	if err != nil {
		return doc, nil, err
	}
	return doc, lang.Plain{}.Analyse(doc.Text).Sentences, nil
}
