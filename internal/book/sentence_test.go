package book

import (
	"context"
	"errors"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
)

func TestSentence(t *testing.T) {
	ctx := context.Background()
	l := newLedger(t)
	b := New(l, clock)
	var doc rapporteur.Document
	for d, err := range l.Documents(ctx, ledger.DocumentFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if d.Name == "march" {
			doc = d
		}
	}
	v, err := b.Sentence(ctx, doc.ID, 2)
	if err != nil {
		t.Fatal(err)
	}
	if v.Text != "Chile pledged to train Peruvian peacekeepers." || v.Of != 2 || len(v.Claims) == 0 {
		t.Errorf("sentence %+v", v)
	}
	if w := v.Tokens[1]; w.Word != "pledged" || w.Lemma != "pledge" || w.UPOS != "VERB" || w.Head != 0 {
		t.Errorf("its verb is %+v", w)
	}
	for at, want := range map[rapporteur.CodePoint]int{0: 1, v.Start - 1: 1, v.Start: 2, v.End - 1: 2, 1000: 2} {
		if n, err := b.SentenceAt(ctx, doc.ID, at); n != want || err != nil {
			t.Errorf("at %d stands sentence %d, %v; want %d", at, n, err, want)
		}
	}
	for _, n := range []int{0, 3, -1} {
		if _, err := b.Sentence(ctx, doc.ID, n); !errors.Is(err, ledger.ErrNotFound) {
			t.Errorf("sentence %d: error %v", n, err)
		}
	}
	if _, err := b.Sentence(ctx, "d0", 1); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("no such document: error %v", err)
	}
	if _, err := b.SentenceAt(ctx, doc.ID, -1); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("before the text: error %v", err)
	}
}
