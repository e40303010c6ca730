package view

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
)

func TestRuleRecords(t *testing.T) {
	p := func(f float64) *float64 { return &f }
	const accept, edit, reject = rapporteur.Accept, rapporteur.Edit, rapporteur.Reject
	got := RuleRecords([]Judged{
		{"meet/held", accept, false}, {"meet/held", accept, false}, {"meet/held", reject, false}, {"meet/held", edit, true},
		{"meet/held", accept, true}, {"meet/held", "", false}, {"meet/held", reject, true}, {"meet/held", accept, false},
		{"ask/unknown", "", false}, {"ask/unknown", "", true},
		{"doc/signed", reject, false},
	})
	want := []RuleRecord{
		{Rule: "ask/unknown", Undecided: 2},
		{Rule: "doc/signed", Rejected: 1, Precision: p(0)},
		{Rule: "meet/held", Accepted: 3, Corrected: 2, Rejected: 2, Undecided: 1, Precision: p(3.0 / 7)},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rules (-want +got):\n%s", diff)
	}
	if got := RuleRecords(nil); len(got) != 0 {
		t.Errorf("rules of no claims: %v", got)
	}
	for i, want := range []float64{0.5, 1.0 / 3, 4.0 / 9} {
		if got := got[i].expected(); got != want {
			t.Errorf("rule %d is expected to be right in %v of its claims, want %v", i, got, want)
		}
	}
}
