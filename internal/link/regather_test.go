package link_test

import (
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
)

// From all the claims that records were built from, they are made again as they
// were; from those of some documents, each record tells what these say of it.
func TestRegather(t *testing.T) {
	for seed := range 9 {
		w := busyWorld(t, 20+10*seed)
		if seed%3 > 0 {
			entangle(w, uint64(seed))
		}
		built := w.Build()
		if diff := gocmp.Diff(built, link.Regather(w.In, built)); diff != "" {
			t.Fatalf("world %d, from all claims (-built +made again):\n%s", seed, diff)
		}
		in := w.In
		in.Documents = slices.DeleteFunc(slices.Clone(in.Documents), func(d link.Document) bool { return strings.ContainsAny(d.Name[len(d.Name)-1:], "02468") })
		claims := map[rapporteur.ClaimID]bool{}
		for _, c := range in.Claims {
			claims[c.ID] = slices.ContainsFunc(in.Documents, func(d link.Document) bool { return d.ID == c.Doc })
		}
		want := map[rapporteur.RecordID][]rapporteur.ClaimID{}
		for _, r := range built {
			if some := slices.DeleteFunc(slices.Clone(r.Claims), func(c rapporteur.ClaimID) bool { return !claims[c] }); len(some) > 0 {
				want[r.ID] = some
			}
		}
		got := map[rapporteur.RecordID][]rapporteur.ClaimID{}
		for _, r := range link.Regather(in, built) {
			got[r.ID] = r.Claims
			for field, values := range r.Fields {
				for _, v := range values {
					for _, c := range v.Claims {
						if !claims[c] {
							t.Errorf("world %d: %s of %s rests on a claim of another document", seed, field, r.ID)
						}
					}
				}
			}
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("world %d, from some documents (-want +got):\n%s", seed, diff)
		}
	}
}
