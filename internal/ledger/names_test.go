package ledger_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
)

// A ledger of which the records were derived by a program that did not keep their
// names has them once this one has opened it.
func TestNamesOfOlderLedger(t *testing.T) {
	file := filepath.Join(t.TempDir(), "ledger.db")
	l := open(t, file)
	records := []rapporteur.Record{
		{ID: "p1", Kind: rapporteur.KindTenure, Title: "Ana Rojas", Parties: []rapporteur.Party{"CHL"}, Claims: []rapporteur.ClaimID{"c1", "c2"}, Reasons: map[rapporteur.ClaimID]string{"c2": "the “same” name", "c9": "more"},
			Fields: map[string][]rapporteur.Value{"name": {{Value: "Ana Rojas"}, {Value: "Minister “Ana” Rojas"}}}},
		{ID: "m1", Kind: rapporteur.KindMechanism, Title: "Border dialogue", Parties: []rapporteur.Party{"CHL", "PER"}, Claims: []rapporteur.ClaimID{"c3"}},
		{ID: "e1", Kind: rapporteur.KindInteraction, Title: "Meeting", Claims: []rapporteur.ClaimID{"c3", "c4", "c5"},
			Fields: map[string][]rapporteur.Value{"place": {{Value: "Arica, Chile", Claims: []rapporteur.ClaimID{"c3", "c4"}}, {Value: "Lima, Peru", Claims: []rapporteur.ClaimID{"c5"}}}}},
		{ID: "e2", Kind: rapporteur.KindInteraction, Title: "Visit", Claims: []rapporteur.ClaimID{"c6"},
			Fields: map[string][]rapporteur.Value{"place": {{Value: "Lima, Peru", Claims: []rapporteur.ClaimID{"c6"}}}}},
	}
	if err := l.ReplaceRecords(t.Context(), 0, records); err != nil {
		t.Fatal(err)
	}
	want := string(dump(t, file))
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{`drop table record_name`, `drop table meeting_place`, `drop table record_reason`, `drop index pair_cover`, `drop index origin_name`, `delete from goose_db_version where version_id = 9`} {
		if _, err := db.ExecContext(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(dump(t, file))); diff != "" {
		t.Errorf("the names differ (-derived +filled in):\n%s", diff)
	}
}
