package main

import (
	"encoding/json"
	"iter"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/view"
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

// TestPartsMakeTheWhole checks that parts, as synth measures them, make the records,
// and courses that all claims together make, to the byte, and that a dossier is the
// same from either.
func TestPartsMakeTheWhole(t *testing.T) {
	w, err := newWorld(3000)
	if err != nil {
		t.Fatal(err)
	}
	in := w.holdings().Input
	in.Claims = all(t, w.holdings().All())
	whole := link.Build(in)
	want := map[string]string{}
	for _, r := range whole {
		want[string(r.ID)] = written(t, r)
	}
	for id, c := range link.EachCourse(in, whole) {
		want["course of "+string(id)] = written(t, c)
	}
	got := map[string]string{}
	for p, err := range w.holdings().Parts() {
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range p.Records {
			got[string(r.ID)] = written(t, r)
		}
		for id, c := range link.EachCourse(p.Input, p.Records) {
			got["course of "+string(id)] = written(t, c)
		}
	}
	if len(want) < 2000 {
		t.Errorf("%d records and courses, want more", len(want))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("records and courses (-whole +parts):\n%s", diff)
	}
	day, err := rapporteur.ParseDate("2025-12-31")
	if err != nil {
		t.Fatal(err)
	}
	for _, pair := range [][]rapporteur.Party{w.pairs[0], w.pairs[w.pairOf[7]]} {
		// That records are given, or derived for the page, changes nothing.
		part := view.Input{AsOf: day}
		of := map[rapporteur.DocID]bool{}
		for i, d := range w.documents {
			if slices.Equal(w.pairs[w.pairOf[i]], pair) {
				part.Documents, of[d.ID] = append(part.Documents, d), true
			}
		}
		for _, c := range in.Claims {
			if of[c.Doc] {
				part.Claims = append(part.Claims, c)
			}
		}
		one := view.NewDossier(part, pair)
		part.Records = link.Build(part.Input)
		if diff := cmp.Diff(written(t, one), written(t, view.NewDossier(part, pair))); diff != "" {
			t.Errorf("dossier of %v (-derived there +given):\n%s", pair, diff)
		}
		if len(one.Meetings) == 0 {
			t.Errorf("no meetings of %v", pair)
		}
	}
}

func written(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
