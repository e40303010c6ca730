package ledgertest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
)

// testRemake checks that making every document again from its captures ends in
// the same bytes, whatever was altered in between.
func testRemake(t *testing.T, open Open) {
	l := open(t, "a")
	elsewhere := visitReading(t)
	elsewhere.Capture.Source = "older/visit.txt"
	readings := []ledger.Reading{visitReading(t), planReading(t), undatedReading(t), elsewhere}
	for _, r := range readings {
		if _, err := l.PutDocument(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	for _, verb := range []rapporteur.Verb{rapporteur.Accept, rapporteur.Reject} {
		c := readings[0].Claims[0]
		if verb == rapporteur.Reject {
			c = readings[1].Claims[1]
		}
		if _, err := l.Decide(t.Context(), rapporteur.Decision{Verb: verb, Claim: c.ID, By: "a reviewer"}); err != nil {
			t.Fatal(err)
		}
	}
	want := dump(t, l)
	again := func() {
		t.Helper()
		done := map[rapporteur.DocID]bool{}
		for c, err := range l.Arrivals(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range readings {
				if r.Document.ID != c.Doc || r.Capture.Source != c.Source {
					continue
				}
				r.Capture = c
				if done[c.Doc] {
					_, err = l.PutDocument(t.Context(), r)
				} else {
					err = l.Remake(t.Context(), r)
				}
				if err != nil {
					t.Fatal(err)
				}
				done[c.Doc] = true
			}
		}
		if len(done) != 3 {
			t.Fatalf("%d documents made again, want 3", len(done))
		}
		if diff := cmp.Diff(want, dump(t, l)); diff != "" {
			t.Errorf("made again, the ledger is another (-before +after):\n%s", diff)
		}
	}
	again()
	for _, q := range []string{
		`delete from claim where kind = 'commitment'`, `delete from pair`, `delete from verdict`, `update claim set body = '{}' where kind = 'interaction'`,
		`delete from claim_party`, `update document set title = 'another', text = 'another'`,
	} {
		err := l.Write(t.Context(), func(tx ledger.Tx) error {
			_, err := tx.Exec(t.Context(), q)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		again()
	}
}

// testForgetRecords checks that records that were forgotten are out of date.
func testForgetRecords(t *testing.T, open Open) {
	l := open(t, "a")
	put(t, l, ledger.New, visitReading(t))
	now, _, err := l.Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r := rapporteur.Record{ID: "e1", Kind: rapporteur.KindInteraction, Title: "A meeting", Parties: []rapporteur.Party{"LAO"}, Claims: []rapporteur.ClaimID{visitReading(t).Claims[0].ID}}
	if err := l.ReplaceRecords(t.Context(), now, []rapporteur.Record{r}); err != nil {
		t.Fatal(err)
	}
	if err := l.ForgetRecords(t.Context()); err != nil {
		t.Fatal(err)
	}
	for r, err := range l.Records(t.Context(), ledger.RecordFilter{}) {
		t.Errorf("there is still %v, %v", r, err)
	}
	if now, derived, err := l.Revision(t.Context()); err != nil || now == derived {
		t.Errorf("forgotten records count as derived: revision %d, records %d, %v", now, derived, err)
	}
}

func testLanguages(t *testing.T, open Open) {
	l := open(t, "a")
	lao := planReading(t)
	lao.Document.Language = "lo"
	for _, r := range []ledger.Reading{visitReading(t), lao, undatedReading(t)} {
		put(t, l, ledger.New, r)
	}
	for _, test := range []struct {
		at   rapporteur.Date
		want map[string]int
	}{
		{rapporteur.Date{}, map[string]int{"en": 2, "lo": 1}},
		{date(t, "2024-12-31"), map[string]int{"lo": 1}},
		{date(t, "2024-11-30"), map[string]int{}},
	} {
		got, err := l.Languages(t.Context(), test.at)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("as of %s (-want +got):\n%s", test.at, diff)
		}
	}
	outlets, err := l.Outlets(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Example Agency", "Example News"}, outlets); diff != "" {
		t.Errorf("outlets (-want +got):\n%s", diff)
	}
}
