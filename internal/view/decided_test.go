package view_test

import (
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

// What independent origins come to is a grade of the information, until a person
// gives another.
func TestInformation(t *testing.T) {
	s := dialogues(t)
	in := s.input("2026-11-21")
	check := func(name string, grade rapporteur.InformationGrade, by string) {
		t.Helper()
		for _, m := range view.NewDossier(in, pair).Meetings {
			e := m.Evidence
			if s.named(string(e.Sources[0].Claim)) != name {
				continue
			}
			if e.Information != grade || e.InformationBy != by {
				t.Errorf("%s, of %d origins, is graded %d by %q, want %d by %q", name, e.Origins, e.Information, e.InformationBy, grade, by)
			}
			return
		}
		t.Errorf("no meeting rests on %s first", name)
	}
	check("e1", rapporteur.ProbablyTrue, "")
	check("e3a", rapporteur.Confirmed, "")   // two origins, one day
	check("e6", rapporteur.TruthUnknown, "") // only announced
	third := in.Claims[3].ID
	if name := s.named(string(third)); name != "e3b" {
		t.Fatalf("the fourth claim is %s", name)
	}
	in.People.Information = map[rapporteur.ClaimID]rapporteur.InformationGrade{third: rapporteur.Doubtful}
	in.People.GradedBy = map[rapporteur.ClaimID]string{third: "A. Reader"}
	check("e3a", rapporteur.Doubtful, "A. Reader")
	check("e1", rapporteur.ProbablyTrue, "")
}
