package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.org/rapporteur"
)

// TestWorldIsTheSame checks that a world is made alike each time, of sealed
// claims of about the number asked for.
func TestWorldIsTheSame(t *testing.T) {
	w, err := newWorld(2000)
	if err != nil {
		t.Fatal(err)
	}
	again, err := newWorld(2000)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(w.in.Claims, again.in.Claims, cmp.Comparer(func(a, b rapporteur.Quote) bool { return a.Selector() == b.Selector() }), cmpopts.EquateComparable(rapporteur.Date{})); diff != "" {
		t.Errorf("another world (-first +second):\n%s", diff)
	}
	if n := len(w.in.Claims); n != 2000 {
		t.Errorf("%d claims, want 2000", n)
	}
	kinds := map[rapporteur.Kind]bool{}
	for _, c := range w.in.Claims {
		kinds[c.Kind] = true
	}
	if len(kinds) < 6 {
		t.Errorf("claims of %d kinds, want 6", len(kinds))
	}
}
