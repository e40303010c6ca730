package link_test

import (
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link/linktest"
)

// A vague event that two states of one page tell in the same words is one; that
// the words stand on two pages is not enough.
func TestReprint(t *testing.T) {
	const plan = "Both sides plan a joint exercise next year"
	build := func(sameAddress bool) int {
		w := linktest.New(t)
		w.AddDoc("first", "2025-03-06", "The Herald", plan+".")
		w.AddDoc("second", "2025-03-06", "The Herald", plan+". A line was added.")
		if sameAddress {
			d := w.Doc["second"]
			d.URL = w.Doc["first"].URL
			d.ID = rapporteur.NewDocID(d.URL, d.Text)
			w.Doc["second"], w.In.Documents[1] = d, d
		}
		for _, doc := range []string{"first", "second"} {
			c := sighting{date: "2026", kind: rapporteur.Exercise, mode: rapporteur.ModeFuture}.claim(w)
			w.Claim(doc, plan, c)
		}
		return len(w.Build())
	}
	if n := build(true); n != 1 {
		t.Errorf("two states of one page: %d records, want 1", n)
	}
	if n := build(false); n != 2 {
		t.Errorf("two pages: %d records, want 2", n)
	}
}
