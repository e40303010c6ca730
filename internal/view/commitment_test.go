package view_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link/linktest"
	"example.org/rapporteur/internal/view"
)

// One sentence that is read once for each of its areas is said once; only
// another sentence restates it.
func TestOneSentenceIsNotRestated(t *testing.T) {
	s := &story{World: linktest.New(t)}
	const both = "Laos and Vietnam agreed to train medics and to protect the border"
	say := func(name, doc, quote, what string, area rapporteur.Area) {
		s.add(name, doc, quote, rapporteur.Claim{Areas: []rapporteur.Area{area}, Commitment: &rapporteur.CommitmentBody{
			By: []rapporteur.Party{"LAO", "VNM"}, What: what, Stage: rapporteur.StageAgreed, Act: rapporteur.ActAgreed,
		}})
	}
	s.AddDoc("talks", "2024-05-01", "The Herald", both+".")
	say("k1", "talks", both, "to train medics", rapporteur.AreaTraining)
	say("k2", "talks", both, "to protect the border", rapporteur.AreaBorder)
	s.AddDoc("later", "2024-06-01", "The Herald", "Laos and Vietnam agreed again to train medics and protect the border.")
	say("k3", "later", "Laos and Vietnam agreed again to train medics and protect the border", "to train medics and protect the border", rapporteur.AreaTraining)

	d := view.NewDossier(s.input("2024-07-01"), pair)
	if len(d.Commitments) != 1 || len(d.Commitments[0].Commitments) != 1 {
		t.Fatalf("commitments %+v, want one thread", d.Commitments)
	}
	c := d.Commitments[0].Commitments[0]
	var got []string
	for _, step := range c.Steps {
		got = append(got, step.What)
	}
	if diff := cmp.Diff([]string{"agreed", "restated"}, got); diff != "" || c.Restated != 1 {
		t.Errorf("restated %d times, steps (-want +got):\n%s", c.Restated, diff)
	}
	if n := len(c.Evidence.Sources); n != 3 {
		t.Errorf("%d sources, want all three claims", n)
	}
}

// An undertaking to meet on a day is not without trace if the meeting is reported.
func TestAnnouncedMeetingWasHeld(t *testing.T) {
	s := &story{World: linktest.New(t)}
	const plan = "Laos and Vietnam will hold their second border exchange on 22 October"
	when, place := at(s, "2024-10-22", "Vientiane")
	meeting := &rapporteur.InteractionBody{Type: rapporteur.Meeting, Mechanism: "border exchange", Edition: 2}
	s.AddDoc("plan", "2024-10-15", "The Herald", plan+".")
	s.add("k1", "plan", plan, rapporteur.Claim{Areas: []rapporteur.Area{rapporteur.AreaBorder}, Commitment: &rapporteur.CommitmentBody{
		By: []rapporteur.Party{"LAO", "VNM"}, What: "to hold their second border exchange", Stage: rapporteur.StagePlanned, Act: rapporteur.ActPledged,
		Due: when,
	}})
	s.add("e1", "plan", plan, rapporteur.Claim{Time: when, Mode: rapporteur.ModeFuture, Factuality: rapporteur.PRPlus, Interaction: meeting})
	derived := func() string {
		return view.NewDossier(s.input("2025-01-01"), pair).Commitments[0].Commitments[0].Derived.Code
	}
	if got := derived(); got != "overdue" {
		t.Errorf("before the meeting is reported: %q, want overdue", got)
	}
	s.AddDoc("report", "2024-10-23", "The Review", "Laos and Vietnam held their second border exchange.")
	s.add("e2", "report", "Laos and Vietnam held their second border exchange", rapporteur.Claim{Time: when, Place: place, Interaction: meeting})
	if got := derived(); got != view.MetSince {
		t.Errorf("after the meeting is reported: %q, want %q", got, view.MetSince)
	}
}

// That two documents of one week tell of one undertaking at two meetings is a
// disagreement; that it is said again a month later is none.
func TestOccasions(t *testing.T) {
	s := &story{World: linktest.New(t)}
	say := func(doc, published, quote, held string) {
		s.AddDoc(doc, published, doc, quote+".")
		when, _ := at(s, published, "")
		s.add(doc+" met", doc, held, rapporteur.Claim{Time: when, Interaction: &rapporteur.InteractionBody{
			Type: rapporteur.Meeting, Participants: []rapporteur.Participant{{Name: held, Country: "VNM"}},
		}})
		s.add(doc+" pledged", doc, quote, rapporteur.Claim{Areas: []rapporteur.Area{rapporteur.AreaPeacekeeping}, Commitment: &rapporteur.CommitmentBody{
			By: []rapporteur.Party{"VNM"}, To: []rapporteur.Party{"LAO"}, What: "support the peacekeeping force", Act: rapporteur.ActPledged, Stage: rapporteur.StagePledged,
		}})
	}
	say("staff", "2025-03-05", "Nguyen Tan Cuong promised to support the peacekeeping force", "Nguyen Tan Cuong")
	say("premier", "2025-03-07", "Pham Minh Chinh promised to support the peacekeeping force", "Pham Minh Chinh")
	say("again", "2025-06-07", "Phan Van Giang promised to support the peacekeeping force", "Phan Van Giang")
	occasions := func(asOf string) (out []string) {
		for _, d := range view.NewDossier(s.input(asOf), pair).Disagreements {
			if d.Field == view.FieldOccasion {
				for _, v := range d.Values {
					for _, e := range v.Evidence.Sources {
						out = append(out, s.named(string(e.Claim)))
					}
				}
			}
		}
		return out
	}
	if got := occasions("2025-03-06"); len(got) > 0 {
		t.Errorf("one document disagrees with itself: %q", got)
	}
	for _, day := range []string{"2025-03-07", "2025-12-31"} {
		if diff := cmp.Diff([]string{"staff pledged", "premier pledged"}, occasions(day)); diff != "" {
			t.Errorf("as of %s, occasions (-want +got):\n%s", day, diff)
		}
	}
}
