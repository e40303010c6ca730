package ledgertest

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
)

func testLogPage(t *testing.T, open Open) {
	l := open(t, "a")
	r := visitReading(t)
	put(t, l, ledger.New, r)
	met, train := r.Claims[0].ID, r.Claims[1].ID
	by := func(name string, d rapporteur.Decision) rapporteur.Decision {
		t.Helper()
		d.By = name
		d, err := l.Decide(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	accept := by("Ana", rapporteur.Decision{Verb: rapporteur.Accept, Claim: met})
	by("Ben", rapporteur.Decision{Verb: rapporteur.Reject, Claim: train})
	undo := by("Ana", rapporteur.Decision{Verb: rapporteur.Undo, Undoes: accept.ID})
	by("Ben", rapporteur.Decision{Verb: rapporteur.Undo, Undoes: undo.ID})
	by("Ana", rapporteur.Decision{Verb: rapporteur.Grade, Outlet: "Example News", Source: "B"})
	for _, tt := range []struct {
		name   string
		filter ledger.LogFilter
		before int64
		limit  int
		want   []string
		total  int
	}{
		{"all", ledger.LogFilter{}, 0, 10, []string{"5 grade Ana", "4 undo Ben", "3 undo Ana (undone)", "2 reject Ben", "1 accept Ana"}, 5},
		{"the first page", ledger.LogFilter{}, 0, 2, []string{"5 grade Ana", "4 undo Ben"}, 5},
		{"the next", ledger.LogFilter{}, 4, 2, []string{"3 undo Ana (undone)", "2 reject Ben"}, 5},
		{"by author", ledger.LogFilter{By: "Ben"}, 0, 10, []string{"4 undo Ben", "2 reject Ben"}, 2},
		{"by verb", ledger.LogFilter{Verb: rapporteur.Undo}, 0, 10, []string{"4 undo Ben", "3 undo Ana (undone)"}, 2},
		{"by claim", ledger.LogFilter{Claim: train}, 0, 10, []string{"2 reject Ben"}, 1},
		{"nothing", ledger.LogFilter{By: "Ben", Verb: rapporteur.Accept}, 0, 10, nil, 0},
	} {
		es, total, err := l.LogPage(t.Context(), tt.filter, tt.before, tt.limit)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range es {
			s := fmt.Sprint(e.Number, " ", e.Verb, " ", e.By)
			if e.Undone {
				s += " (undone)"
			}
			got = append(got, s)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" || total != tt.total {
			t.Errorf("%s: %d in all, want %d (-want +got):\n%s", tt.name, total, tt.total, diff)
		}
	}
	// A claim beside the first is found too.
	other := claim(t, r.Document, "engine 1", "interaction VNM LAO", "will train")
	next := r
	next.Claims = append(append([]rapporteur.Claim{}, r.Claims...), other)
	put(t, l, ledger.Reread, next)
	by("Ana", rapporteur.Decision{Verb: rapporteur.Merge, Claim: met, With: []rapporteur.Mark{{Claim: other.ID}}, As: rapporteur.KindInteraction})
	if es, _, err := l.LogPage(t.Context(), ledger.LogFilter{Claim: other.ID}, 0, 5); err != nil || len(es) != 1 || es[0].Verb != rapporteur.Merge {
		t.Errorf("decisions that name a claim beside others: %v, %v", es, err)
	}
	names, err := l.Authors(t.Context())
	if diff := cmp.Diff([]string{"Ana", "Ben"}, names); diff != "" || err != nil {
		t.Errorf("authors (-want +got):\n%s%v", diff, err)
	}
}
