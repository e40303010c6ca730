package link_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/link/linktest"
)

// TestPrecedents checks that an opinion that calls something new is held against
// what the same parties did before, and against nothing else.
func TestPrecedents(t *testing.T) {
	opinion := func(w *linktest.World, n int, what string) rapporteur.ClaimID {
		return report(w, n, "2025-03-05", what, rapporteur.Claim{Parties: pair, Assessment: &rapporteur.AssessmentBody{What: what}})
	}
	act := func(w *linktest.World, n int, published, date, what string, stage rapporteur.Stage, parties ...rapporteur.Party) rapporteur.ClaimID {
		c := pledge(what, stage, rapporteur.AreaOther, parties...)
		c.Parties, c.Time.Date = parties, w.Date(date)
		return report(w, n, published, "They "+what, c)
	}
	w := linktest.New(t)
	novel := opinion(w, 1, "The floating clinic on the Mekong is a novel idea")
	opinion(w, 2, "The floating clinic on the Mekong is a useful idea")
	told := act(w, 3, "2026-01-02", "2009", "opened a clinic on the Mekong in 2009", rapporteur.StageDelivered, pair...)
	act(w, 4, "2026-01-02", "2025-12-30", "opened a clinic on the Mekong", rapporteur.StageDelivered, pair...)
	act(w, 5, "2024-01-02", "", "promised a clinic on the Mekong", rapporteur.StagePledged, pair...)
	act(w, 6, "2024-01-02", "", "opened a road along the Mekong", rapporteur.StageDelivered, pair...)
	act(w, 7, "2024-01-02", "", "opened a clinic on the Mekong with others", rapporteur.StageDelivered, "LAO", "THA")
	early := act(w, 8, "2024-01-02", "", "run a clinic on the Mekong", rapporteur.StageUnderWay, pair...)

	want := []link.Precedent{{Opinion: novel, Earlier: []rapporteur.ClaimID{told, early}, Reason: "the same parties, both speak of clinic, Mekong"}}
	if diff := cmp.Diff(want, link.Precedents(w.In)); diff != "" {
		t.Errorf("precedents (-want +got):\n%s", diff)
	}
}
