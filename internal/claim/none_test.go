package claim

import (
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"example.org/rapporteur"
)

// TestOtherThings reads reports of sport, trade, weather and the like, which
// hold no cooperation between states whatever their words.
func TestOtherThings(t *testing.T) {
	ar, err := txtar.ParseFile("testdata/none.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if len(ar.Files) < 10 {
		t.Fatalf("%d documents, want at least ten", len(ar.Files))
	}
	for _, f := range ar.Files {
		for _, c := range ofKind(readText(t, string(f.Data)), rapporteur.KindInteraction, rapporteur.KindInstrument, rapporteur.KindMechanism, rapporteur.KindCommitment) {
			t.Errorf("%s: %s by %s from %q", f.Name, c.Kind, c.Rule, c.Quote.Exact())
		}
	}
}
