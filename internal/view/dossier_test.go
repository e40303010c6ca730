package view_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link/linktest"
	"example.org/rapporteur/internal/view"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestDossierText(t *testing.T) {
	s := dialogues(t)
	for _, asOf := range []string{"2025-03-06", "2026-11-21"} {
		t.Run(asOf, func(t *testing.T) {
			var b bytes.Buffer
			if err := view.WriteDossier(&b, view.NewDossier(s.input(asOf), pair)); err != nil {
				t.Fatal(err)
			}
			got := s.named(b.String())
			file := filepath.Join("testdata", "dossier-"+asOf+".txt")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("dossier (-want +got; run with -update if it is meant):\n%s", diff)
			}
		})
	}
}

// TestDossierStable checks that the JSON of a dossier does not depend on the
// order of what it is made from.
func TestDossierStable(t *testing.T) {
	s := dialogues(t)
	in := s.input("2026-11-21")
	want, err := json.Marshal(view.NewDossier(in, pair))
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 1))
	for range 10 {
		rng.Shuffle(len(in.Documents), func(i, j int) { in.Documents[i], in.Documents[j] = in.Documents[j], in.Documents[i] })
		rng.Shuffle(len(in.Claims), func(i, j int) { in.Claims[i], in.Claims[j] = in.Claims[j], in.Claims[i] })
		got, err := json.Marshal(view.NewDossier(in, []rapporteur.Party{"LAO", "VNM"}))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Fatalf("another order gives another dossier (-want +got):\n%s", diff)
		}
	}
}

// TestFactsHaveAnchors checks that each meeting, edition, agreement, undertaking,
// question and person leads to claims that are there.
func TestFactsHaveAnchors(t *testing.T) {
	s := dialogues(t)
	d := view.NewDossier(s.input("2026-11-21"), pair)
	known := map[view.Anchor]bool{}
	for _, c := range s.In.Claims {
		known[view.Anchor{Claim: c.ID, Doc: c.Doc}] = true
	}
	check := func(what string, as []view.Anchor) {
		t.Helper()
		if len(as) == 0 {
			t.Errorf("%s leads to no words", what)
		}
		for _, a := range as {
			if !known[a] {
				t.Errorf("%s leads to %v, which is not there", what, a)
			}
		}
	}
	evidence := func(what string, e view.Evidence) {
		t.Helper()
		var as []view.Anchor
		for _, s := range e.Sources {
			as = append(as, s.Anchor)
		}
		check(what, as)
	}
	for _, m := range d.Meetings {
		evidence(m.Title, m.Evidence)
		if m.Place.Text != "" {
			check("the place of "+m.Title, m.Place.Anchors)
		}
		for _, p := range m.Participants {
			check(p.Name, p.Anchors)
			if p.Office.Text != "" {
				check("the office of "+p.Name, p.Office.Anchors)
			}
		}
	}
	for _, m := range d.Mechanisms {
		evidence(m.Name, m.Evidence)
		for _, e := range m.Editions {
			if e.State == view.EditionHeld || e.State == view.EditionAnnounced {
				check("an edition of "+m.Name, e.Anchors)
			}
		}
	}
	for _, a := range d.Agreements {
		evidence(a.Title, a.Evidence)
	}
	for _, g := range d.Commitments {
		for _, c := range g.Commitments {
			evidence(c.Title, c.Evidence)
			check(c.Title, []view.Anchor{c.Anchor})
		}
	}
	for _, q := range d.Questions {
		check(q.About, []view.Anchor{q.Anchor})
	}
	for _, o := range d.People {
		for _, p := range o.People {
			evidence(p.Name, p.Evidence)
		}
	}
}

func TestEditions(t *testing.T) {
	type row struct {
		Number int
		State  view.EditionState
		Date   string
		Words  bool
	}
	rows := func(asOf string) []row {
		var out []row
		for _, e := range view.NewDossier(dialogues(t).input(asOf), pair).Mechanisms[0].Editions {
			out = append(out, row{e.Number, e.State, e.When.Date.String(), e.Words != ""})
		}
		return out
	}
	want := []row{
		{1, view.EditionHeld, "2019-07-25", false}, {2, view.EditionMissing, "", true}, {3, view.EditionHeld, "2023-03-23", false},
		{4, view.EditionHeld, "2024-03-20", false}, {5, view.EditionHeld, "2025-03-28", false}, {0, view.EditionAnnounced, "", true},
	}
	if diff := cmp.Diff(want, rows("2026-11-21")); diff != "" {
		t.Errorf("editions (-want +got):\n%s", diff)
	}
	// Before the fifth is reported nothing is announced, but the rhythm lets one expect it.
	want = append(want[:4:4], row{5, view.EditionExpected, "2024-12/2025-06", true})
	if diff := cmp.Diff(want, rows("2025-03-06")); diff != "" {
		t.Errorf("editions as of an earlier day (-want +got):\n%s", diff)
	}
}

func TestCommitmentAsOf(t *testing.T) {
	s := dialogues(t)
	for _, tt := range []struct {
		asOf  string
		stage rapporteur.Stage
		code  string
		steps []string
	}{
		{"2025-01-31", rapporteur.StageProposed, "reported lately", []string{"proposed"}},
		{"2025-03-06", rapporteur.StagePledged, "reported lately", []string{"proposed", "pledged"}},
		{"2025-04-01", rapporteur.StageUnderWay, "reported lately", []string{"proposed", "pledged", "under way"}},
		{"2026-11-21", rapporteur.StageUnderWay, "stale", []string{"proposed", "pledged", "under way"}},
	} {
		groups := view.NewDossier(s.input(tt.asOf), pair).Commitments
		if len(groups) != 1 || len(groups[0].Commitments) != 1 {
			t.Fatalf("as of %s: %+v, want one thread", tt.asOf, groups)
		}
		c := groups[0].Commitments[0]
		var steps []string
		for _, s := range c.Steps {
			steps = append(steps, s.What)
		}
		if c.Stage != tt.stage || c.Derived.Code != tt.code || !slices.Equal(steps, tt.steps) {
			t.Errorf("as of %s: %s, %s, %q; want %s, %s, %q", tt.asOf, c.Stage, c.Derived.Code, steps, tt.stage, tt.code, tt.steps)
		}
		if strings.Contains(c.Derived.Words, "broken") || !strings.Contains(c.Derived.Words, "as of") {
			t.Errorf("as of %s: words %q", tt.asOf, c.Derived.Words)
		}
	}
}

func TestDisagreements(t *testing.T) {
	s := dialogues(t)
	in := s.input("2026-11-21")
	ds := view.NewDossier(in, pair).Disagreements
	if len(ds) != 1 || ds[0].Field != "place" || len(ds[0].Values) != 2 {
		t.Fatalf("%+v, want one on the place of the third edition", ds)
	}
	// Of one origin each, so that the first published is displayed, until a person accepts the other.
	if got := ds[0].Values[0].Value; got != "Vientiane, Laos" {
		t.Errorf("%s is displayed", got)
	}
	for _, c := range in.Claims {
		if strings.HasPrefix(c.Quote.Exact(), "Xamneua") {
			in.Verdicts[c.ID] = rapporteur.Accept
		}
	}
	if got := view.NewDossier(in, pair).Disagreements[0].Values[0].Value; got != "Xamneua, Laos" {
		t.Errorf("%s is displayed although a person accepted the other", got)
	}
}

func TestReview(t *testing.T) {
	s := dialogues(t)
	in := s.input("2026-11-21")
	in.Decisions = map[rapporteur.ClaimID]rapporteur.Decision{}
	for _, c := range in.Claims {
		if c.Kind == rapporteur.KindInstrument {
			in.Verdicts[c.ID] = rapporteur.Accept
			in.Decisions[c.ID] = rapporteur.Decision{Verb: rapporteur.Accept, By: "A. Reader", Claim: c.ID}
		}
		if c.Kind == rapporteur.KindAssessment || c.Kind == rapporteur.KindQuestion {
			in.Verdicts[c.ID] = rapporteur.Reject
		}
	}
	d := view.NewDossier(in, pair)
	if got := d.Agreements[0].Evidence.Sources[0].Review.Words; got != "accepted by A. Reader" {
		t.Errorf("review %q", got)
	}
	if got := d.Meetings[0].Evidence.Sources[0].Review.Words; got != "machine, unreviewed" {
		t.Errorf("review of what nobody decided on %q", got)
	}
	if len(d.Questions)+len(d.Assessments) != 0 {
		t.Error("rejected claims are shown")
	}
	if d.Coverage.Reviewed != 3 {
		t.Errorf("%d claims reviewed, want 3", d.Coverage.Reviewed)
	}
}

// TestDossierHostile checks that a text cannot steer the terminal.
func TestDossierHostile(t *testing.T) {
	s := &story{World: linktest.New(t)}
	quote := "They \x1b[2J met\u202e backwards\u2028and \x07 on"
	s.AddDoc("hostile", "2025-01-01", "Out\x1b[31mlet", quote+".")
	s.add("e1", "hostile", quote, rapporteur.Claim{Commitment: &rapporteur.CommitmentBody{
		By: []rapporteur.Party{"LAO"}, What: quote, Stage: rapporteur.StagePledged, Act: rapporteur.ActPledged,
	}})
	var b bytes.Buffer
	if err := view.WriteDossier(&b, view.NewDossier(s.input("2025-02-01"), pair)); err != nil {
		t.Fatal(err)
	}
	if i := strings.IndexAny(b.String(), "\x1b\x07\u202e\u2028"); i >= 0 {
		t.Errorf("the text holds a control character: %q", b.String()[i:])
	}
	if !strings.Contains(b.String(), "“They [2J met backwards and on”") {
		t.Errorf("the quote is not shown:\n%s", b.String())
	}
}

func TestEmptyDossier(t *testing.T) {
	d := view.NewDossier(view.Input{}, pair)
	if d.Title != "Laos and Vietnam" || d.Coverage.Words != "No documents." {
		t.Errorf("title %q, coverage %q", d.Title, d.Coverage.Words)
	}
	b, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(b), "null") {
		t.Errorf("an empty list is null: %s", b)
	}
}

// TestAnnouncedBefore checks that a meeting announced without a date is not said
// to have left no trace if the forum has met since.
func TestAnnouncedBefore(t *testing.T) {
	s := dialogues(t)
	s.AddDoc("doc", "2017-01-09", "Daily", "A defence policy dialogue is to be held.")
	s.add("e0", "doc", "A defence policy dialogue is to be held", rapporteur.Claim{
		Mode: rapporteur.ModeFuture, Interaction: &rapporteur.InteractionBody{Type: rapporteur.Dialogue, Mechanism: "defence policy dialogue"},
	})
	var words []string
	for _, e := range view.NewDossier(s.input("2026-11-21"), pair).Mechanisms[0].Editions {
		if e.State == view.EditionAnnounced {
			words = append(words, e.Words)
		}
	}
	want := []string{
		"announced without a date, after edition 5; expected about April 2026 by the rhythm so far; no public trace as of 21 November 2026",
		"announced without a date; the forum met after that: 25 July 2019",
	}
	slices.Sort(words)
	if diff := cmp.Diff(want, words); diff != "" {
		t.Errorf("words (-want +got):\n%s", diff)
	}
}

// TestNotHeld checks that what is supposed or denied is neither an edition nor
// said to have been announced.
func TestNotHeld(t *testing.T) {
	for _, c := range []rapporteur.Claim{
		{Factuality: rapporteur.CTMinus, Mode: rapporteur.ModeNegated}, {Factuality: rapporteur.PSPlus, Mode: rapporteur.ModeHypothetical},
	} {
		s := dialogues(t)
		const quote = "The sixth defence policy dialogue in 2026"
		s.AddDoc("doc", "2026-05-01", "Daily", quote+" is in question.")
		c.Time = rapporteur.Time{Date: s.Date("2026")}
		c.Interaction = &rapporteur.InteractionBody{Type: rapporteur.Dialogue, Mechanism: "defence policy dialogue", Edition: 6}
		s.add("e", "doc", quote, c)
		d := view.NewDossier(s.input("2027-11-21"), pair)
		if m := d.Meetings[0]; m.Future || m.Derived != nil || m.Certainty.Form == view.Solid {
			t.Errorf("%s: %+v", c.Mode, m)
		}
		for _, e := range d.Mechanisms[0].Editions {
			if e.Number == 6 {
				t.Errorf("%s: edition %+v", c.Mode, e)
			}
		}
	}
}
