package view_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

func TestToday(t *testing.T) {
	s := dialogues(t)
	s.AddDoc("three", "2024-12-01", "Herald", "The three ministers met.")
	s.add("e7", "three", "The three ministers met", rapporteur.Claim{
		Parties: []rapporteur.Party{"KHM", "LAO", "VNM"}, Interaction: &rapporteur.InteractionBody{Type: rapporteur.Meeting},
	})
	in := s.input("2026-11-21")
	in.Quarantined = []view.Quarantined{{Source: "broken.html", Reason: "no article"}}
	d := view.NewToday(in)
	type relation struct {
		Title                                                  string
		Documents, Meetings, Mechanisms, Agreements, Questions int
		Commitments                                            int
		Latest                                                 string
	}
	var got []relation
	for _, r := range d.Relations {
		got = append(got, relation{r.Title, r.Documents, r.Meetings, r.Mechanisms, r.Agreements, r.Questions, r.Commitments, r.Latest.Words})
	}
	want := []relation{
		{"Laos and Vietnam", 9, 5, 1, 1, 1, 1, "1 April 2025"},
		{"Cambodia, Laos and Vietnam", 1, 1, 0, 0, 0, 0, "1 December 2024"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("relations (-want +got):\n%s", diff)
	}
	if len(d.Latest) != 10 || d.Latest[0].Title != "On comment" || d.Latest[0].Claims != 2 {
		t.Errorf("latest %+v", d.Latest)
	}
	if len(d.Questions) != 1 || len(d.Quarantined) != 1 {
		t.Errorf("%d questions, %d quarantined", len(d.Questions), len(d.Quarantined))
	}
	if c := d.Coverage; c.Documents != 10 || c.Origins != 5 || len(c.Languages) != 1 || c.Last.String() != "2025-04-01" {
		t.Errorf("coverage %+v", c)
	}
}

func TestCertainty(t *testing.T) {
	for _, tt := range []struct {
		f      rapporteur.Factuality
		m      rapporteur.Mode
		unsure []string
		form   view.Form
		word   string
	}{
		{rapporteur.CTPlus, rapporteur.ModeCurrent, nil, view.Solid, "certain"},
		{rapporteur.CTPlus, rapporteur.ModeFuture, nil, view.Dashed, "announced"},
		{rapporteur.CTMinus, rapporteur.ModeNegated, nil, view.Hollow, "said not to be so"},
		{rapporteur.PSPlus, rapporteur.ModeCurrent, nil, view.Dashed, "possible"},
		{rapporteur.CTPlus, rapporteur.ModeHypothetical, nil, view.Bracketed, "hypothetical"},
		{rapporteur.Uu, rapporteur.ModeCurrent, nil, view.Bracketed, "relayed without commitment"},
		{rapporteur.CTPlus, rapporteur.ModeCurrent, []string{"parties"}, view.Bracketed, "certain, parties partly a guess"},
	} {
		s := dialogues(t)
		s.AddDoc("doc", "2025-01-01", "Daily", "They may meet.")
		c := question("whether")
		c.Factuality, c.Mode, c.Unsure = tt.f, tt.m, tt.unsure
		s.add("q", "doc", "They may meet", c)
		got := view.NewReader(s.input("2026-01-01"), s.Doc["doc"].Document, nil).Claims[0].Certainty
		if diff := cmp.Diff(view.Certainty{Form: tt.form, Word: tt.word, Code: tt.f}, got); diff != "" {
			t.Errorf("%s %s (-want +got):\n%s", tt.f, tt.m, diff)
		}
	}
}
