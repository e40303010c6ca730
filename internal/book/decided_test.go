package book

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
)

// What people decide shows in the dossier, with what the machine reads beside it,
// and is gone again once it is undone.
func TestDecided(t *testing.T) {
	ctx := context.Background()
	l := newLedger(t)
	b := New(l, clock)
	dossier := func() *view.Dossier {
		t.Helper()
		d, err := b.Dossier(ctx, []rapporteur.Party{"CHL", "PER"}, rapporteur.Date{})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	of := func(kind rapporteur.Kind, words string) rapporteur.ClaimID {
		t.Helper()
		for c, err := range l.Claims(ctx, ledger.ClaimFilter{Kinds: []rapporteur.Kind{kind}}) {
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(c.Quote.Exact(), words) {
				return c.ID
			}
		}
		t.Fatalf("no %s says %q", kind, words)
		return ""
	}
	var made []rapporteur.DecisionID
	decide := func(d rapporteur.Decision) {
		t.Helper()
		d.By = "A. Reader"
		d, err := l.Decide(ctx, d)
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, d.ID)
	}
	before := dossier()
	talks, exercise, pledge := of(rapporteur.KindInteraction, "held talks"), of(rapporteur.KindInteraction, "exercise"), of(rapporteur.KindCommitment, "train")
	decide(rapporteur.Decision{Verb: rapporteur.Edit, Claim: talks, Corrections: []rapporteur.Correction{{Field: "date", To: "2025-03-04"}}})
	decide(rapporteur.Decision{Verb: rapporteur.Reply, Claim: pledge, As: rapporteur.KindCommitment, Text: "ten, not twenty", From: "the embassy"})
	decide(rapporteur.Decision{Verb: rapporteur.Grade, Claim: pledge, Information: rapporteur.Doubtful})
	window, err := rapporteur.ParseDate("2025")
	if err != nil {
		t.Fatal(err)
	}
	decide(rapporteur.Decision{Verb: rapporteur.Assess, Claim: pledge, As: rapporteur.KindCommitment, Rating: &rapporteur.Rating{Score: rapporteur.Minimal, Rubric: "PAM 2024", Window: window}})

	d := dossier()
	var source view.Source
	for _, m := range d.Meetings {
		for _, s := range m.Evidence.Sources {
			if s.Claim == talks {
				source = s
				if m.When.Date.String() != "2025-03-04" {
					t.Errorf("the talks are dated %s", m.When.Date)
				}
			}
		}
	}
	want := view.Review{Verdict: rapporteur.Accept, By: "A. Reader", At: clock(), Words: "corrected by A. Reader; the machine reads date: 2025-03-05",
		Corrections: []view.Correction{{Field: "date", Machine: "2025-03-05", Now: "2025-03-04"}}}
	if diff := cmp.Diff(want, source.Review); diff != "" {
		t.Errorf("the review of the talks (-want +got):\n%s", diff)
	}
	var said []string
	for _, g := range d.Commitments {
		if e := g.Commitments[0].Evidence; e.Sources[0].Claim == pledge && (e.Information != rapporteur.Doubtful || e.InformationBy != "A. Reader") {
			t.Errorf("the undertaking is graded %d by %q", e.Information, e.InformationBy)
		}
		for _, s := range g.Commitments[0].Evidence.Sources {
			for _, m := range s.Review.Remarks {
				said = append(said, m.Words)
			}
			const words = "machine, unreviewed; information graded 4, doubtful; reply of the embassy: ten, not twenty; implementation minimal (1 of 3, PAM 2024, for 2025), assessed by A. Reader"
			if s.Claim == pledge && (s.Review.Information != rapporteur.Doubtful || s.Review.Words != words) {
				t.Errorf("the pledge is graded %d: %s", s.Review.Information, s.Review.Words)
			}
		}
	}
	if diff := cmp.Diff([]string{"reply of the embassy: ten, not twenty", "implementation minimal (1 of 3, PAM 2024, for 2025), assessed by A. Reader"}, said); diff != "" {
		t.Errorf("remarks (-want +got):\n%s", diff)
	}

	decide(rapporteur.Decision{Verb: rapporteur.Merge, Claim: talks, With: []rapporteur.Mark{{Claim: exercise}}, As: rapporteur.KindInteraction, Reason: "one visit"})
	merged := dossier()
	if len(merged.Meetings) != 1 || merged.Meetings[0].Evidence.Sources[1].Reason != "put together by A. Reader: one visit" {
		t.Errorf("after the merge: %d meetings, %+v", len(merged.Meetings), merged.Meetings[0].Evidence.Sources)
	}
	slices.Reverse(made)
	for _, id := range slices.Clone(made) {
		decide(rapporteur.Decision{Verb: rapporteur.Undo, Undoes: id})
	}
	if diff := cmp.Diff(before, dossier(), cmp.AllowUnexported(rapporteur.Date{})); diff != "" {
		t.Errorf("after all was undone (-before +after):\n%s", diff)
	}
}

// The grade of an outlet counts under every name that it is met by.
func TestOutletGrades(t *testing.T) {
	ctx := context.Background()
	l := newLedger(t)
	b := New(l, clock)
	grades := func() map[string]rapporteur.SourceGrade {
		t.Helper()
		to := map[string]rapporteur.SourceGrade{}
		if err := b.outletGrades(ctx, to); err != nil {
			t.Fatal(err)
		}
		return to
	}
	if err := l.PutOutlet(ctx, rapporteur.Outlet{Name: "Example Daily", Names: []string{"daily.example", "The Daily"}}); err != nil {
		t.Fatal(err)
	}
	if got := grades(); len(got) != 0 {
		t.Errorf("grades that nobody gave: %v", got)
	}
	for outlet, grade := range map[string]rapporteur.SourceGrade{"Example Daily": "B", "The Daily": "D", "Other": "F"} {
		if _, err := l.Decide(ctx, rapporteur.Decision{Verb: rapporteur.Grade, Outlet: outlet, Source: grade, By: "A. Reader"}); err != nil {
			t.Fatal(err)
		}
	}
	want := map[string]rapporteur.SourceGrade{"Example Daily": "B", "daily.example": "B", "The Daily": "D", "Other": "F"}
	if diff := cmp.Diff(want, grades()); diff != "" {
		t.Errorf("grades (-want +got):\n%s", diff)
	}
}
