package view

import (
	"testing"

	"example.org/rapporteur"
)

func TestDecisionWords(t *testing.T) {
	window, err := rapporteur.ParseDate("2024/2025")
	if err != nil {
		t.Fatal(err)
	}
	two := []rapporteur.Mark{{Claim: "c2"}, {Claim: "c3"}}
	for _, tt := range []struct {
		d    rapporteur.Decision
		want string
	}{
		{rapporteur.Decision{Verb: rapporteur.Accept}, "accepted as read"},
		{rapporteur.Decision{Verb: rapporteur.Reject}, "rejected"},
		{rapporteur.Decision{Verb: rapporteur.Edit, Corrections: []rapporteur.Correction{{Field: "place", Was: "Hanoi", To: ""}, {Field: "date", To: "2025"}}}, "corrected: place none (was Hanoi), date 2025"},
		{rapporteur.Decision{Verb: rapporteur.Add, Of: rapporteur.KindAssessment, Corrections: []rapporteur.Correction{{Field: "what", To: "it helps"}}}, "added as assessment: what it helps"},
		{rapporteur.Decision{Verb: rapporteur.Merge, With: two[:1], As: rapporteur.KindTenure}, "put together with 1 other claim as one tenure"},
		{rapporteur.Decision{Verb: rapporteur.Split, With: two, As: rapporteur.KindTenure}, "2 other claims taken out of its tenure"},
		{rapporteur.Decision{Verb: rapporteur.Unmerge, With: two, As: rapporteur.KindTenure}, "taken apart from 2 other claims as tenure"},
		{rapporteur.Decision{Verb: rapporteur.Grade, Outlet: "The Paper", Source: "B"}, "outlet The Paper graded B"},
		{rapporteur.Decision{Verb: rapporteur.Grade, Information: 2}, "information graded 2, probably true"},
		{rapporteur.Decision{Verb: rapporteur.Undo, Undoes: "x1"}, "undoes decision x1"},
		{rapporteur.Decision{Verb: rapporteur.Note, Text: "see annex", By: "Ana"}, "note by Ana: see annex"},
		{rapporteur.Decision{Verb: rapporteur.Reply, Text: "in May", From: "the embassy"}, "reply of the embassy: in May"},
		{rapporteur.Decision{Verb: rapporteur.Assess, By: "Ana", Rating: &rapporteur.Rating{Score: 1, Rubric: "PAM", Window: window}}, "implementation minimal (1 of 3, PAM, for 2024 to 2025), assessed by Ana"},
	} {
		if got := DecisionWords(tt.d); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.d.Verb, got, tt.want)
		}
	}
}
