package book

import (
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
)

// TestOneIdentity holds the records of every pair of states to the identities under
// which the ledger has them, so that no link leads nowhere: people above all, who
// are named elsewhere before.
func TestOneIdentity(t *testing.T) {
	b := corpus(t)
	held := map[rapporteur.RecordID]rapporteur.Record{}
	for r, err := range b.ledger.Records(t.Context(), ledger.RecordFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		held[r.ID] = r
	}
	for _, pair := range [][]rapporteur.Party{{"LAO", "VNM"}, {"KHM", "LAO"}, {"KHM", "LAO", "VNM"}, {"KHM", "VNM"}} {
		in, err := b.between(t.Context(), pair, rapporteur.Date{})
		if err != nil {
			t.Fatal(err)
		}
		lost := 0
		for _, r := range in.Records {
			h, ok := held[r.ID]
			if !ok || h.Kind != r.Kind {
				lost++
				t.Errorf("%v: %s %q of %d claims is not held", pair, r.Kind, r.Title, len(r.Claims))
			}
		}
		t.Logf("%v: %d of %d records are not held", pair, lost, len(in.Records))
	}
}
