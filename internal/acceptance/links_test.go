package acceptance_test

import (
	"strings"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/eval"
)

// TestLinks holds what is put together against the hand-made key: precision goes
// before recall, and B-cubed F1 must reach 0.85 for events and people and 0.70
// for undertakings.
func TestLinks(t *testing.T) {
	l := whole(t)
	key, err := eval.LoadKey("../../testdata/key")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range append(key.Events, key.Commitments...) {
		if d, ok := l.docs[m.Doc]; !ok || !strings.Contains(d.Text.String(), m.Words) {
			t.Errorf("the key's words %q do not stand in %s", m.Words, m.Doc)
		}
	}
	var docs []rapporteur.Document
	for _, d := range l.in.Documents {
		docs = append(docs, d.Document)
	}
	got := eval.ScoreLinks(key, docs, l.in.Claims, l.records)
	for _, k := range []struct {
		name string
		eval.LinkScore
		f1   float64
		read int // at least
	}{{"events", got.Events, 0.85, 130}, {"people", got.People, 0.85, 80}, {"commitments", got.Commitments, 0.70, 90}} {
		t.Logf("%s: %d of %d mentions read, precision %.3f, recall %.3f, F1 %.3f", k.name, k.Read, k.Mentions, k.Precision, k.Recall, k.F1)
		if k.F1 < k.f1 || k.Precision < k.Recall || k.Read < k.read {
			t.Errorf("%s: precision %.3f, recall %.3f, F1 %.3f of %d mentions read; want F1 of %.2f, no less precision than recall, and %d mentions",
				k.name, k.Precision, k.Recall, k.F1, k.Read, k.f1, k.read)
		}
	}
}
