package view_test

import (
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link/linktest"
	"example.org/rapporteur/internal/view"
	"github.com/google/go-cmp/cmp"
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
