package rapporteur

import (
	"strings"
	"testing"
)

func TestDecisionCheck(t *testing.T) {
	year := day("2025")
	for _, test := range []struct {
		name string
		d    Decision
		want string // part of the error; empty for none
	}{
		{"acceptance", Decision{Verb: Accept, Claim: "c1"}, ""},
		{"edit", Decision{Verb: Edit, Claim: "c1", Corrections: []Correction{{Field: "date"}}}, ""},
		{"merge", Decision{Verb: Merge, Claim: "c1", With: []Mark{{Claim: "c2"}}, As: KindInteraction}, ""},
		{"grade of an outlet", Decision{Verb: Grade, Outlet: "Example Daily", Source: "B"}, ""},
		{"grade of a claim", Decision{Verb: Grade, Claim: "c1", Information: 6}, ""},
		{"assessment", Decision{Verb: Assess, Claim: "c1", As: KindCommitment, Rating: &Rating{Score: NotInitiated, Rubric: "PAM 2024", Window: year}}, ""},
		{"note", Decision{Verb: Note, Claim: "c1", Text: "see the annex"}, ""},
		{"reply", Decision{Verb: Reply, Claim: "c1", As: KindInteraction, Text: "it was in May", From: "the embassy"}, ""},
		{"undo", Decision{Verb: Undo, Undoes: "x1"}, ""},
		{"undo as it is stored", Decision{Verb: Undo, Undoes: "x1", Claim: "c1", With: []Mark{{Claim: "c2"}}, As: KindInteraction}, ""},

		{"unknown verb", Decision{Verb: "burn", Claim: "c1"}, `"burn" is none of`},
		{"no claim", Decision{Verb: Accept}, "accept needs a claim"},
		{"undo of nothing", Decision{Verb: Undo}, "undo needs a decision to undo"},
		{"acceptance that undoes", Decision{Verb: Accept, Claim: "c1", Undoes: "x1"}, "accept takes no decision to undo"},
		{"edit of nothing", Decision{Verb: Edit, Claim: "c1"}, "edit needs corrections"},
		{"merge with nothing", Decision{Verb: Merge, Claim: "c1", As: KindInteraction}, "merge needs further claims"},
		{"merge of nothing known", Decision{Verb: Merge, Claim: "c1", With: []Mark{{Claim: "c2"}}}, "merge needs a kind of record"},
		{"merge with itself", Decision{Verb: Merge, Claim: "c1", With: []Mark{{Claim: "c1"}}, As: KindInteraction}, "twice"},
		{"records of opinions", Decision{Verb: Merge, Claim: "c1", With: []Mark{{Claim: "c2"}}, As: KindAssessment}, "there are no records"},
		{"both grades", Decision{Verb: Grade, Claim: "c1", Outlet: "Example Daily", Source: "B"}, "grade takes no claim"},
		{"no grade", Decision{Verb: Grade, Claim: "c1"}, "grade needs a grade of the information"},
		{"grade G", Decision{Verb: Grade, Outlet: "Example Daily", Source: "G"}, "none of A to F"},
		{"grade AB", Decision{Verb: Grade, Outlet: "Example Daily", Source: "AB"}, "none of A to F"},
		{"grade 7", Decision{Verb: Grade, Claim: "c1", Information: 7}, "none of 1 to 6"},
		{"score 4", Decision{Verb: Assess, Claim: "c1", Rating: &Rating{Score: 4, Rubric: "PAM 2024", Window: year}}, "none of 0 to 3"},
		{"no rubric", Decision{Verb: Assess, Claim: "c1", Rating: &Rating{Score: Full, Window: year}}, "rubric"},
		{"no window", Decision{Verb: Assess, Claim: "c1", Rating: &Rating{Score: Full, Rubric: "PAM 2024"}}, "the time it looks at"},
		{"empty note", Decision{Verb: Note, Claim: "c1"}, "note needs a text"},
		{"a note in another charset", Decision{Verb: Note, Claim: "c1", Text: "caf\xe9"}, "UTF-8"},
		{"a correction in another charset", Decision{Verb: Edit, Claim: "c1", Corrections: []Correction{{Field: "place", To: "S\xe3o"}}}, "UTF-8"},
		{"nobody's reply", Decision{Verb: Reply, Claim: "c1", Text: "no"}, "reply needs whose words they are"},
	} {
		test.d.By = "A. Reader"
		err := test.d.Check()
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: error %v, want %q", test.name, err, test.want)
		}
	}
	if err := (Decision{Verb: Accept, Claim: "c1"}).Check(); err == nil {
		t.Error("nobody's decision is not refused")
	}
}
