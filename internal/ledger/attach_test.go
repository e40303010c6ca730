package ledger_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
)

func TestAttach(t *testing.T) {
	decision := func(id rapporteur.DecisionID, verb rapporteur.Verb, claim rapporteur.ClaimID, start, end rapporteur.CodePoint) rapporteur.Decision {
		return rapporteur.Decision{ID: id, Verb: verb, Claim: claim, Of: rapporteur.KindInteraction, Quote: rapporteur.Selector{Start: start, End: end}}
	}
	place := func(claim rapporteur.ClaimID, start, end rapporteur.CodePoint) ledger.Place {
		return ledger.Place{Claim: claim, Kind: rapporteur.KindInteraction, Start: start, End: end}
	}
	undo := func(id, undoes rapporteur.DecisionID) rapporteur.Decision {
		return rapporteur.Decision{ID: id, Verb: rapporteur.Undo, Undoes: undoes}
	}
	accept, reject := rapporteur.Accept, rapporteur.Reject
	for _, test := range []struct {
		name      string
		decisions []rapporteur.Decision
		claims    []ledger.Place
		verdicts  []ledger.Verdict
		adrift    []rapporteur.DecisionID
	}{
		{name: "nothing"},
		{"the claim it names", []rapporteur.Decision{decision("x1", accept, "c1", 10, 20)},
			[]ledger.Place{place("c1", 10, 20), place("c2", 10, 20)}, []ledger.Verdict{{Claim: "c1", Verb: accept, Decision: "x1"}}, nil},
		{"the claim it names, wherever that is now", []rapporteur.Decision{decision("x1", accept, "c1", 10, 20)},
			[]ledger.Place{place("c1", 50, 60)}, []ledger.Verdict{{Claim: "c1", Verb: accept, Decision: "x1"}}, nil},
		{"the last one counts", []rapporteur.Decision{decision("x1", accept, "c1", 0, 9), decision("x2", reject, "c1", 0, 9)},
			[]ledger.Place{place("c1", 0, 9)}, []ledger.Verdict{{Claim: "c1", Verb: reject, Decision: "x2"}}, nil},
		{"undone", []rapporteur.Decision{decision("x1", accept, "c1", 0, 9), decision("x2", reject, "c1", 0, 9), undo("x3", "x2")},
			[]ledger.Place{place("c1", 0, 9)}, []ledger.Verdict{{Claim: "c1", Verb: accept, Decision: "x1"}}, nil},
		{"undone and gone is not adrift", []rapporteur.Decision{decision("x1", accept, "c1", 0, 9), undo("x2", "x1")}, nil, nil, nil},
		{"the claim that shares most", []rapporteur.Decision{decision("x1", accept, "c1", 10, 20)},
			[]ledger.Place{place("c2", 8, 18), place("c3", 10, 19)}, []ledger.Verdict{{Claim: "c3", Verb: accept, Decision: "x1"}}, nil},
		{"exactly half is too little", []rapporteur.Decision{decision("x1", accept, "c1", 10, 20)},
			[]ledger.Place{place("c2", 15, 20)}, nil, []rapporteur.DecisionID{"x1"}},
		{"just over half", []rapporteur.Decision{decision("x1", accept, "c1", 10, 20)},
			[]ledger.Place{place("c2", 14, 20)}, []ledger.Verdict{{Claim: "c2", Verb: accept, Decision: "x1"}}, nil},
		{"half of the longer one", []rapporteur.Decision{decision("x1", accept, "c1", 10, 20)},
			[]ledger.Place{place("c2", 10, 30)}, nil, []rapporteur.DecisionID{"x1"}},
		{"two that share as much", []rapporteur.Decision{decision("x1", accept, "c1", 10, 20)},
			[]ledger.Place{place("c2", 10, 19), place("c3", 11, 20)}, nil, []rapporteur.DecisionID{"x1"}},
		{"a third that shares more than those two", []rapporteur.Decision{decision("x1", accept, "c1", 10, 20)},
			[]ledger.Place{place("c2", 10, 18), place("c3", 12, 20), place("c4", 10, 20)}, []ledger.Verdict{{Claim: "c4", Verb: accept, Decision: "x1"}}, nil},
		{"another kind", []rapporteur.Decision{decision("x1", accept, "c1", 10, 20)},
			[]ledger.Place{{Claim: "c2", Kind: rapporteur.KindQuestion, Start: 10, End: 20}}, nil, []rapporteur.DecisionID{"x1"}},
		{"elsewhere", []rapporteur.Decision{decision("x1", accept, "c1", 10, 20)},
			[]ledger.Place{place("c2", 20, 30), place("c3", 0, 10)}, nil, []rapporteur.DecisionID{"x1"}},
		{"a claim decided on by itself is nobody's heir", []rapporteur.Decision{decision("x1", reject, "c1", 10, 20), decision("x2", accept, "c2", 10, 21)},
			[]ledger.Place{place("c2", 10, 21)}, []ledger.Verdict{{Claim: "c2", Verb: accept, Decision: "x2"}}, []rapporteur.DecisionID{"x1"}},
		{"two decisions, one heir", []rapporteur.Decision{decision("x1", reject, "c1", 10, 20), decision("x2", accept, "c2", 10, 21)},
			[]ledger.Place{place("c3", 10, 20)}, []ledger.Verdict{{Claim: "c3", Verb: accept, Decision: "x2"}}, nil},
		{"in the order of claims", []rapporteur.Decision{decision("x1", reject, "c9", 0, 1), decision("x2", accept, "c3", 2, 3), decision("x3", accept, "c5", 4, 5)},
			[]ledger.Place{place("c9", 0, 1), place("c5", 4, 5), place("c3", 2, 3)},
			[]ledger.Verdict{{Claim: "c3", Verb: accept, Decision: "x2"}, {Claim: "c5", Verb: accept, Decision: "x3"}, {Claim: "c9", Verb: reject, Decision: "x1"}}, nil},
	} {
		verdicts, adrift := ledger.Attach(test.decisions, test.claims)
		if diff := cmp.Diff(test.verdicts, verdicts); diff != "" {
			t.Errorf("%s: verdicts (-want +got):\n%s", test.name, diff)
		}
		if diff := cmp.Diff(test.adrift, adrift); diff != "" {
			t.Errorf("%s: adrift (-want +got):\n%s", test.name, diff)
		}
	}
}
