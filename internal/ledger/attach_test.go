package ledger_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
)

func TestAttach(t *testing.T) {
	decision := func(id rapporteur.DecisionID, verb rapporteur.Verb, claim rapporteur.ClaimID, start, end rapporteur.CodePoint) rapporteur.Decision {
		return rapporteur.Decision{ID: id, Verb: verb, Claim: claim, Doc: "d1", Of: rapporteur.KindInteraction, Quote: rapporteur.Selector{Start: start, End: end}}
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
		verdicts, stands := ledger.Attach("d1", test.decisions, test.claims)
		for i := range verdicts {
			verdicts[i].Standing = nil // tested below
		}
		if diff := cmp.Diff(test.verdicts, verdicts); diff != "" {
			t.Errorf("%s: verdicts (-want +got):\n%s", test.name, diff)
		}
		var adrift []rapporteur.DecisionID
		for _, s := range stands {
			if s.Claim == "" {
				adrift = append(adrift, s.Decision)
			}
		}
		if diff := cmp.Diff(test.adrift, adrift); diff != "" {
			t.Errorf("%s: adrift (-want +got):\n%s", test.name, diff)
		}
	}
}

// Decisions of other verbs find their claims in the same way, each by itself.
func TestAttachVerbs(t *testing.T) {
	mark := func(claim rapporteur.ClaimID, doc rapporteur.DocID, engine string) rapporteur.Mark {
		return rapporteur.Mark{Claim: claim, Doc: doc, Of: rapporteur.KindInteraction, Quote: rapporteur.Selector{Start: 10, End: 20}, Engine: engine}
	}
	decide := func(id rapporteur.DecisionID, d rapporteur.Decision, m rapporteur.Mark, with ...rapporteur.Mark) rapporteur.Decision {
		d.ID, d.Claim, d.Doc, d.Of, d.Quote, d.Engine, d.With = id, m.Claim, m.Doc, m.Of, m.Quote, m.Engine, with
		return d
	}
	correct := func(field rapporteur.Field, to string) []rapporteur.Correction {
		return []rapporteur.Correction{{Field: field, To: to}}
	}
	old, other := mark("c1", "d1", "engine 1"), mark("c7", "d2", "engine 1")
	accept, edit, reject := rapporteur.Decision{Verb: rapporteur.Accept}, rapporteur.Decision{Verb: rapporteur.Edit}, rapporteur.Decision{Verb: rapporteur.Reject}
	edit.Corrections = correct("date", "2025")
	again := edit
	again.Corrections = append(correct("place", "Riga"), correct("date", "2026")...)
	grade := rapporteur.Decision{Verb: rapporteur.Grade, Information: 2}
	merge := rapporteur.Decision{Verb: rapporteur.Merge, As: rapporteur.KindInteraction}
	note := rapporteur.Decision{Verb: rapporteur.Note, Text: "see the annex"}
	c1 := []ledger.Place{{Claim: "c1", Kind: rapporteur.KindInteraction, Start: 10, End: 20}}
	c2 := []ledger.Place{{Claim: "c2", Kind: rapporteur.KindInteraction, Start: 10, End: 21}}
	for _, test := range []struct {
		name      string
		decisions []rapporteur.Decision
		claims    []ledger.Place
		verdicts  []ledger.Verdict
		stands    []ledger.Stand
	}{
		{"corrections add up, the last of each field counts", []rapporteur.Decision{decide("x1", edit, old), decide("x2", again, old), decide("x3", accept, old)}, c1,
			[]ledger.Verdict{{Claim: "c1", Verb: rapporteur.Accept, Decision: "x3", Standing: []rapporteur.DecisionID{"x1", "x2", "x3"},
				Corrections: append(correct("date", "2026"), correct("place", "Riga")...)}},
			[]ledger.Stand{{"x1", 0, "c1"}, {"x2", 0, "c1"}, {"x3", 0, "c1"}}},
		{"a grade is no verdict", []rapporteur.Decision{decide("x1", reject, old), decide("x2", grade, old)}, c1,
			[]ledger.Verdict{{Claim: "c1", Verb: rapporteur.Reject, Decision: "x1", Information: 2, Standing: []rapporteur.DecisionID{"x1", "x2"}}},
			[]ledger.Stand{{"x1", 0, "c1"}, {"x2", 0, "c1"}}},
		{"a remark bears on nothing", []rapporteur.Decision{decide("x1", note, old)}, c1, nil, []ledger.Stand{{"x1", 0, "c1"}}},
		{"a remark drifts too", []rapporteur.Decision{decide("x1", note, old)}, nil, nil, []ledger.Stand{{"x1", 0, ""}}},
		{"only the parts of this document", []rapporteur.Decision{decide("x1", merge, other, old)}, c2,
			[]ledger.Verdict{{Claim: "c2", Standing: []rapporteur.DecisionID{"x1"}}}, []ledger.Stand{{"x1", 1, "c2"}}},
		{"a claim that a later reading brought may be both heir and decided on", []rapporteur.Decision{decide("x1", edit, old), decide("x2", accept, mark("c2", "d1", "engine 2"))}, c2,
			[]ledger.Verdict{{Claim: "c2", Verb: rapporteur.Accept, Decision: "x2", Corrections: correct("date", "2025"), Standing: []rapporteur.DecisionID{"x1", "x2"}}},
			[]ledger.Stand{{"x1", 0, "c2"}, {"x2", 0, "c2"}}},
		{"decided on in another manner", []rapporteur.Decision{decide("x1", accept, old), decide("x2", merge, mark("c2", "d1", "engine 1"), other)}, c2,
			[]ledger.Verdict{{Claim: "c2", Verb: rapporteur.Accept, Decision: "x1", Standing: []rapporteur.DecisionID{"x1", "x2"}}},
			[]ledger.Stand{{"x1", 0, "c2"}, {"x2", 0, "c2"}}},
		{"an undo that was undone", []rapporteur.Decision{decide("x1", accept, old), {ID: "x2", Verb: rapporteur.Undo, Undoes: "x1"}, {ID: "x3", Verb: rapporteur.Undo, Undoes: "x2"}}, c1,
			[]ledger.Verdict{{Claim: "c1", Verb: rapporteur.Accept, Decision: "x1", Standing: []rapporteur.DecisionID{"x1"}}}, []ledger.Stand{{"x1", 0, "c1"}}},
	} {
		verdicts, stands := ledger.Attach("d1", test.decisions, test.claims)
		if diff := cmp.Diff(test.verdicts, verdicts); diff != "" {
			t.Errorf("%s: verdicts (-want +got):\n%s", test.name, diff)
		}
		if diff := cmp.Diff(test.stands, stands); diff != "" {
			t.Errorf("%s: stands (-want +got):\n%s", test.name, diff)
		}
	}
}
