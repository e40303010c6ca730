package main

import (
	"iter"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.org/rapporteur"
)

// all returns a world's claims in the order in which they are given out.
func all(t *testing.T, claims iter.Seq2[rapporteur.Claim, error]) []rapporteur.Claim {
	t.Helper()
	var out []rapporteur.Claim
	for c, err := range claims {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	return out
}

// TestWorldIsTheSame checks that a world gives out the same sealed claims each
// time, about the number asked for.
func TestWorldIsTheSame(t *testing.T) {
	w, err := newWorld(2000)
	if err != nil {
		t.Fatal(err)
	}
	again, err := newWorld(2000)
	if err != nil {
		t.Fatal(err)
	}
	claims := all(t, w.holdings().All())
	alike := cmp.Options{cmp.Comparer(func(a, b rapporteur.Quote) bool { return a.Selector() == b.Selector() }), cmpopts.EquateComparable(rapporteur.Date{})}
	if diff := cmp.Diff(claims, all(t, again.holdings().All()), alike); diff != "" {
		t.Errorf("another world (-first +second):\n%s", diff)
	}
	var third []rapporteur.Claim
	for _, c := range claims {
		if c.Doc == w.documents[3].ID {
			third = append(third, c)
		}
	}
	if diff := cmp.Diff(third, all(t, w.holdings().Of([]rapporteur.DocID{w.documents[3].ID})), alike); diff != "" {
		t.Errorf("claims of one document (-in all +alone):\n%s", diff)
	}
	if n := len(claims); n != 2000 {
		t.Errorf("%d claims, want 2000", n)
	}
	kinds := map[rapporteur.Kind]bool{}
	for _, c := range claims {
		kinds[c.Kind] = true
	}
	if len(kinds) < 6 {
		t.Errorf("claims of %d kinds, want 6", len(kinds))
	}
}
