package view_test

import (
	"strings"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

// A forum that somebody is asked to prepare for, after its last edition, is
// announced: the next number, without a date and never as held.
func TestPreparedFor(t *testing.T) {
	for _, test := range []struct {
		quote string
		stage rapporteur.Stage
		want  view.EditionState
	}{
		{"Both sides are to prepare for the defence policy dialogue", rapporteur.StageProposed, view.EditionAnnounced},
		{"Both sides are to consult in the defence policy dialogue", rapporteur.StageProposed, view.EditionExpected},
		{"Both sides have begun to prepare for the defence policy dialogue", rapporteur.StageUnderWay, view.EditionExpected},
	} {
		s := dialogues(t)
		s.In.Claims = s.In.Claims[:0:0] // but for the editions
		for n, day := range map[int]string{3: "2023-03-23", 4: "2024-03-20", 5: "2025-03-28"} {
			doc := map[int]string{3: "third-b", 4: "fourth", 5: "fifth"}[n]
			when, _ := at(s, day, "")
			s.add("e", doc, "defence policy dialogue", rapporteur.Claim{Time: when, Interaction: &rapporteur.InteractionBody{
				Type: rapporteur.Dialogue, Mechanism: "defence policy dialogue", Edition: n,
			}})
		}
		s.AddDoc("next", "2026-02-05", "Daily", test.quote+".")
		s.add("m", "next", "defence policy dialogue", rapporteur.Claim{Mechanism: &rapporteur.MechanismBody{Name: "defence policy dialogue"}})
		s.add("k", "next", test.quote, rapporteur.Claim{Commitment: &rapporteur.CommitmentBody{By: pair, What: "prepare", Stage: test.stage, Act: rapporteur.ActUrged}})
		m := view.NewDossier(s.input("2026-11-21"), pair).Mechanisms[0]
		last := m.Editions[len(m.Editions)-1]
		if last.Number != 6 || last.State != test.want || !strings.Contains(last.Words, "no public trace as of 21 November 2026") {
			t.Errorf("%s: edition %d is %s: %s; want edition 6 %s", test.quote, last.Number, last.State, last.Words, test.want)
		}
	}
}

// What a source says is not disclosed is partly so once another document answers
// it; and talks that a sentence points back to are those that its text began with.
func TestDisclosureAndOccasion(t *testing.T) {
	s := dialogues(t)
	s.AddDoc("visit", "2025-03-05", "The Review", "The Prime Minister received the chief of staff on 5 March. A result of the talks was a pledge to support the force. Whether this means training was not disclosed.")
	when, _ := at(s, "2025-03-05", "")
	met := func(name, doc, quote, who string) {
		s.add(name, doc, quote, rapporteur.Claim{Time: when, Interaction: &rapporteur.InteractionBody{Type: rapporteur.Meeting,
			Participants: []rapporteur.Participant{{Name: who, Country: "VNM"}, {Name: "Saichay Kommasith", Country: "LAO"}}}})
	}
	force := func(name, doc, quote, what string) {
		s.add(name, doc, quote, rapporteur.Claim{Areas: []rapporteur.Area{rapporteur.AreaPeacekeeping},
			Commitment: &rapporteur.CommitmentBody{By: []rapporteur.Party{"VNM"}, To: []rapporteur.Party{"LAO"}, What: what, Stage: rapporteur.StagePledged, Act: rapporteur.ActPledged}})
	}
	met("m1", "visit", "The Prime Minister received the chief of staff on 5 March", "Pham Minh Chinh")
	force("k4", "visit", "A result of the talks was a pledge to support the force", "support Laos in forming a peacekeeping force")
	s.add("q2", "visit", "Whether this means training was not disclosed", rapporteur.Claim{Areas: []rapporteur.Area{rapporteur.AreaPeacekeeping},
		Question: &rapporteur.QuestionBody{About: "whether support for the peacekeeping force means training", Type: rapporteur.Undisclosed}})
	s.AddDoc("staff", "2025-03-05", "Gazette", "The chiefs of staff held talks at which Vietnam said that it will support Laos in forming a peacekeeping force.")
	met("m2", "staff", "The chiefs of staff held talks at which", "Nguyen Tan Cuong")
	force("k5", "staff", "talks at which Vietnam said that it will support Laos in forming a peacekeeping force", "support Laos in forming a peacekeeping force")

	thread := func() view.Commitment {
		for _, g := range view.NewDossier(s.input("2025-03-20"), pair).Commitments {
			for _, c := range g.Commitments {
				for _, o := range c.Evidence.Sources {
					if s.named(string(o.Claim)) == "k4" {
						return c
					}
				}
			}
		}
		t.Fatal("the pledge is not shown")
		return view.Commitment{}
	}
	if got := thread(); got.Disclosure != rapporteur.StatedUndisclosed || len(got.SaidAt) != 1 {
		t.Errorf("%s, said at %v; want it stated as undisclosed, and said at the talks of the one report that names who met", got.Disclosure, got.SaidAt)
	}
	var occasions []string
	for _, d := range view.NewDossier(s.input("2025-03-20"), pair).Disagreements {
		if d.Field == view.FieldOccasion {
			for _, v := range d.Values {
				occasions = append(occasions, v.Value)
			}
		}
	}
	if len(occasions) != 2 {
		t.Errorf("undertaken at %q, want two meetings side by side", occasions)
	}
	s.AddDoc("answer", "2025-03-06", "Herald", "Vietnam will provide training for the peacekeeping force of Laos.")
	force("k6", "answer", "Vietnam will provide training for the peacekeeping force of Laos", "provide training for the peacekeeping force")
	if got := thread(); got.Disclosure != rapporteur.PartlyDisclosed {
		t.Errorf("%s after the answer, want it partly disclosed", got.Disclosure)
	}
}
