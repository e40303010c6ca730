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
		{rapporteur.CTPlus, rapporteur.ModeCurrent, []string{"by", "country"}, view.Bracketed, "certain, who undertakes it and country partly a guess"},
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

// The short lists of the front page agree with the pages that have all: what is
// due or overdue is so on the board, the last set first, and no more is shown of
// it than a list holds.
func TestTodayLists(t *testing.T) {
	s := dialogues(t)
	undertake := func(name, what, due string, stage rapporteur.Stage) {
		words := "Laos will " + what + " by " + due + "."
		s.AddDoc(name, "2024-02-01", "Daily", words)
		s.add(name, name, words, rapporteur.Claim{Commitment: &rapporteur.CommitmentBody{
			What: what, By: []rapporteur.Party{"LAO"}, To: []rapporteur.Party{"VNM"}, Act: rapporteur.ActPledged, Stage: stage, Due: rapporteur.Time{Date: s.Date(due)},
		}})
	}
	for i, what := range []string{"dredge the northern harbour", "print bilingual phrase books", "lend two survey ships", "open a consulate", "plant mangroves", "repair the old bridge", "teach sixty nurses"} {
		undertake("late"+string(rune('a'+i)), what, "202"+string(rune('0'+i%5))+"-06-0"+string(rune('1'+i)), rapporteur.StagePledged)
	}
	undertake("now", "host the archive of maps", "2025-05", rapporteur.StagePledged)
	undertake("later", "fund a wind farm", "2031", rapporteur.StagePledged)
	undertake("done", "return the borrowed books", "2024-06-09", rapporteur.StageDelivered)

	in := s.input("2025-05-09")
	d := view.NewToday(in)
	for state, n := range map[string]int{"due": d.DueNow, "overdue": d.Overdue} {
		if all := view.NewBoard(in, view.BoardQuery{State: state}); len(all.Commitments) != n || n == 0 {
			t.Errorf("%d %s, %d on the board", n, state, len(all.Commitments))
		}
	}
	var due []string
	for _, c := range d.Due {
		due = append(due, c.Due.Date.String()+" "+c.Derived.Code)
	}
	want := []string{"2025-05 due", "2024-06-05 overdue", "2023-06-04 overdue", "2022-06-03 overdue", "2021-06-07 overdue", "2021-06-02 overdue"}
	if diff := cmp.Diff(want, due); diff != "" {
		t.Errorf("due (-want +got):\n%s", diff)
	}

	all := view.NewDisputes(in, nil)
	if len(all.Disagreements) != d.Disputes || d.Disputes == 0 || len(d.Contested) != min(d.Disputes, view.Shortlist) {
		t.Errorf("%d contested, %d of them shown, %d on their page", d.Disputes, len(d.Contested), len(all.Disagreements))
	}
	for _, c := range d.Contested {
		if len(c.Parties) == 0 || len(c.Values) < 2 || c.Last().Words == "" {
			t.Errorf("a contested fact without parties, values or a date: %+v", c)
		}
	}
	if q := view.NewQuestions(in, nil); len(q.Open) != d.Open || len(q.Answered)+len(q.Already) != d.Answered {
		t.Errorf("%d open and %d answered, %d and %d on their page", d.Open, d.Answered, len(q.Open), len(q.Answered)+len(q.Already))
	}
	if none := view.NewToday(view.Input{AsOf: s.Date("2025-05-09")}); none.Due == nil || none.Contested == nil || none.Questions == nil || none.Overdue+none.DueNow+none.Disputes+none.Open != 0 {
		t.Errorf("of an empty ledger: %+v", none)
	}
}
