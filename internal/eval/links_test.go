package eval_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/eval"
	"example.org/rapporteur/internal/link/linktest"
)

func TestReadMentions(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want []eval.Mention
		err  string
	}{
		{in: "# why\n\nfirst talks\n\ta: held talks\n\tb: [signing] signed it\n", want: []eval.Mention{
			{Doc: "a", Words: "held talks", Thing: "first talks"}, {Doc: "b", Words: "signed it", Form: rapporteur.Signing, Thing: "first talks"}}},
		{in: "\ta: held talks\n", err: "under the name of a thing"},
		{in: "talks\n\theld talks\n", err: "document: words"},
		{in: "talks\nmore talks\n\ta: x\n", err: `"talks" has no mentions`},
		{in: "talks\n", err: `"talks" has no mentions`},
		{in: "talks\n\ta: x\ntalks\n\ta: y\n", err: "named twice"},
		{in: "talks\n\t[: x\n", err: "syntax error in pattern"},
	} {
		got, err := eval.ReadMentions(strings.NewReader(tt.in))
		if tt.err != "" {
			if err == nil || !strings.Contains(err.Error(), tt.err) {
				t.Errorf("%q: error %v, want one that says %q", tt.in, err, tt.err)
			}
			continue
		}
		if diff := cmp.Diff(tt.want, got); err != nil || diff != "" {
			t.Errorf("%q: %v (-want +got):\n%s", tt.in, err, diff)
		}
	}
}

func FuzzReadMentions(f *testing.F) {
	f.Add("# why\n\nfirst talks\n\ta: held talks\n\tb: [signing] signed it\n")
	f.Fuzz(func(t *testing.T, s string) {
		ms, err := eval.ReadMentions(strings.NewReader(s))
		for _, m := range ms {
			if err == nil && (m.Thing == "" || m.Doc == "") {
				t.Errorf("%q gives %+v", s, m)
			}
		}
	})
}

// TestScoreLinks holds three meetings that the program put into two records
// against a key by hand: {a b} {c} of the key, {a} {b c} of the program.
func TestScoreLinks(t *testing.T) {
	w := linktest.New(t)
	pair := []rapporteur.Party{"LAO", "VNM"}
	var ids []rapporteur.ClaimID
	for _, doc := range []string{"a", "b", "c"} {
		w.AddDoc(doc, "2025-03-05", doc, "On that day they met in Hanoi. More followed.")
		ids = append(ids, w.Claim(doc, "they met in Hanoi", rapporteur.Claim{Parties: pair, Interaction: &rapporteur.InteractionBody{Type: rapporteur.Meeting}}))
		w.Claim(doc, "More followed", rapporteur.Claim{Parties: pair, Interaction: &rapporteur.InteractionBody{Type: rapporteur.Meeting}})
	}
	var docs []rapporteur.Document
	for _, d := range w.In.Documents {
		docs = append(docs, d.Document)
	}
	key, err := eval.ReadMentions(strings.NewReader("first\n\ta: met in Hanoi\n\tb: met in Hanoi\nsecond\n\tc: they met in Hanoi\n\tc: not in the text\n"))
	if err != nil {
		t.Fatal(err)
	}
	records := []rapporteur.Record{
		{Kind: rapporteur.KindInteraction, Title: "one", Claims: ids[:1]},
		{Kind: rapporteur.KindInteraction, Title: "two", Claims: ids[1:]},
	}
	got := eval.ScoreLinks(eval.Key{Events: key}, docs, w.In.Claims, records).Events
	want := eval.LinkScore{
		Mentions: 4, Read: 3,
		Precision: (1 + 0.5 + 0.5) / 3, Recall: (0.5 + 0.5 + 1) / 3, F1: 2.0 / 3,
		Apart:    []string{`first: 1 in "one", 1 in "two"`},
		Together: []string{`"two" holds first; second`},
		Unread:   []string{"second: c: not in the text"},
	}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(x, y float64) bool { return x-y < 1e-9 && y-x < 1e-9 })); diff != "" {
		t.Errorf("score (-want +got):\n%s", diff)
	}
}
