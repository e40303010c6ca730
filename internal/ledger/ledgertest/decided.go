package ledgertest

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
)

func rating(t testing.TB) *rapporteur.Rating {
	return &rapporteur.Rating{Score: rapporteur.Minimal, Rubric: "PAM 2024", Window: date(t, "2024/2025")}
}

func correct(field rapporteur.Field, to string) []rapporteur.Correction {
	return []rapporteur.Correction{{Field: field, To: to}}
}

func get(t testing.TB, l *ledger.Ledger, id rapporteur.ClaimID) ledger.Claim {
	t.Helper()
	c, err := l.Claim(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A correction is seen wherever claims are, beside what the machine reads.
func testCorrections(t *testing.T, open Open) {
	l := three(t, open)
	train := visitReading(t).Claims[1]
	machine := get(t, l, train.ID)
	if machine.Machine != nil || machine.Corrections != nil || machine.State == "" {
		t.Errorf("a claim that nobody corrected: %+v", machine)
	}
	d := decide(t, l, rapporteur.Decision{Verb: rapporteur.Edit, Claim: train.ID, Corrections: []rapporteur.Correction{
		{Field: "by", To: " THA ;VNM"}, {Field: "to", To: "LAO"}, {Field: "stage", To: "agreed"}}})
	want := []rapporteur.Correction{{Field: "by", Was: "VNM", To: "THA; VNM"}, {Field: "to", To: "LAO"}, {Field: "stage", Was: "pledged", To: "agreed"}}
	if diff := cmp.Diff(want, d.Corrections); diff != "" {
		t.Errorf("the corrections as stored (-want +got):\n%s", diff)
	}
	c := get(t, l, train.ID)
	if c.Verdict != rapporteur.Edit || c.Decision != d.ID || c.Commitment.Stage != rapporteur.StageAgreed || c.ID != train.ID {
		t.Errorf("the corrected claim: %+v", c)
	}
	if c.Machine == nil || c.Machine.Commitment.Stage != rapporteur.StagePledged {
		t.Errorf("the machine's claim: %+v", c.Machine)
	}
	if c.State == machine.State {
		t.Error("the state of the claim did not change")
	}
	// It is found by the parties that it has now, and counted for them.
	for parties, want := range map[string]int{"THA VNM": 1, "THA LAO": 2, "THA": 2} {
		var f ledger.ClaimFilter
		for _, p := range strings.Fields(parties) {
			f.Parties = append(f.Parties, rapporteur.Party(p))
		}
		if got := words(t, l, f); len(got) != want {
			t.Errorf("claims of %s: %q, want %d", parties, got, want)
		}
	}
	pairs, err := l.Pairs(t.Context(), rapporteur.Date{})
	if err != nil {
		t.Fatal(err)
	}
	counted := map[string]int{}
	for _, p := range pairs {
		counted[string(p.A+p.B)] = p.Claims
	}
	if counted["THAVNM"] != 1 || counted["LAOTHA"] != 2 {
		t.Errorf("pairs count %v", counted)
	}

	// A second correction adds to the first, and undoing the first leaves it.
	again := decide(t, l, rapporteur.Decision{Verb: rapporteur.Edit, Claim: train.ID, Corrections: correct("amount", "3 million")})
	if again.Corrections[0].Was != "" {
		t.Errorf("the machine read %q", again.Corrections[0].Was)
	}
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Undo, Undoes: d.ID})
	c = get(t, l, train.ID)
	if c.Commitment.Amount != "3 million" || c.Commitment.Stage != rapporteur.StagePledged || len(c.Corrections) != 1 {
		t.Errorf("after the undo: %+v, %+v", c.Commitment, c.Corrections)
	}
	if got := words(t, l, ledger.ClaimFilter{Parties: []rapporteur.Party{"THA"}}); len(got) != 1 {
		t.Errorf("claims of Thailand after the undo: %q", got)
	}
	// Accepting what is shown keeps the corrections; rejecting it hides it.
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Accept, Claim: train.ID})
	if c = get(t, l, train.ID); c.Verdict != rapporteur.Accept || c.Commitment.Amount != "3 million" {
		t.Errorf("after the acceptance: %s, %+v", c.Verdict, c.Commitment)
	}
	sound(t, l)
}

// sound checks that the ledger verifies.
func sound(t testing.TB, l *ledger.Ledger) {
	t.Helper()
	problems, _, err := l.Verify(t.Context(), originals(t))
	if err != nil || len(problems) > 0 {
		t.Errorf("the ledger does not verify: %v, %v", problems, err)
	}
}

// inForce lists the decisions that count: verb, parts that stand, parts that do not.
func inForce(t testing.TB, l *ledger.Ledger, verbs ...rapporteur.Verb) []string {
	t.Helper()
	var out []string
	for d, err := range l.InForce(t.Context(), verbs...) {
		if err != nil {
			t.Fatal(err)
		}
		line := string(d.Verb)
		for _, c := range d.Claims {
			if c == "" {
				line += " adrift"
				continue
			}
			line += fmt.Sprintf(" %q", get(t, l, c).Quote.Exact())
		}
		if strings.Contains(line, "adrift") != d.Adrift() {
			t.Errorf("%s: adrift is %v", line, d.Adrift())
		}
		out = append(out, line)
	}
	return out
}

func testRemarks(t *testing.T, open Open) {
	l := three(t, open)
	met, train := visitReading(t).Claims[0], visitReading(t).Claims[1]
	before := get(t, l, met.ID).State
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Note, Claim: met.ID, Text: "see the annex"})
	reply := decide(t, l, rapporteur.Decision{Verb: rapporteur.Reply, Claim: met.ID, As: rapporteur.KindInteraction, Text: "it was in May", From: "the embassy"})
	if c := get(t, l, met.ID); c.Verdict != "" || c.State != before {
		t.Errorf("a remark changed the claim: %q, state %s, was %s", c.Verdict, c.State, before)
	}
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Assess, Claim: train.ID, As: rapporteur.KindCommitment, Rating: rating(t)})
	grade := decide(t, l, rapporteur.Decision{Verb: rapporteur.Grade, Claim: train.ID, Information: rapporteur.Doubtful})
	if c := get(t, l, train.ID); c.Verdict != "" || c.Information != rapporteur.Doubtful {
		t.Errorf("the graded claim: verdict %q, grade %d", c.Verdict, c.Information)
	}
	want := []string{`note "ministers met in Hanoi"`, `reply "ministers met in Hanoi"`, `assess "will train 40 Lao officers"`, `grade "will train 40 Lao officers"`}
	if diff := cmp.Diff(want, inForce(t, l)); diff != "" {
		t.Errorf("in force (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want[1:3], inForce(t, l, rapporteur.Reply, rapporteur.Assess)); diff != "" {
		t.Errorf("replies and assessments in force (-want +got):\n%s", diff)
	}
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Undo, Undoes: reply.ID})
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Undo, Undoes: grade.ID})
	if diff := cmp.Diff([]string{want[0], want[2]}, inForce(t, l)); diff != "" {
		t.Errorf("in force after two undos (-want +got):\n%s", diff)
	}
	if c := get(t, l, train.ID); c.Information != 0 {
		t.Errorf("the grade is still %d", c.Information)
	}

	grades := func(want map[string]rapporteur.SourceGrade) {
		t.Helper()
		all, err := l.OutletGrades(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]rapporteur.SourceGrade{}
		for outlet, d := range all {
			got[outlet] = d.Source
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("grades of outlets (-want +got):\n%s", diff)
		}
	}
	grades(map[string]rapporteur.SourceGrade{})
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Grade, Outlet: "Example News", Source: "C"})
	second := decide(t, l, rapporteur.Decision{Verb: rapporteur.Grade, Outlet: "Example News", Source: "B"})
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Grade, Outlet: "Example Agency", Source: "F"})
	grades(map[string]rapporteur.SourceGrade{"Example News": "B", "Example Agency": "F"})
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Undo, Undoes: second.ID})
	grades(map[string]rapporteur.SourceGrade{"Example News": "C", "Example Agency": "F"})
	sound(t, l)
}

func testGrouping(t *testing.T, open Open) {
	l := three(t, open)
	met, call := visitReading(t).Claims[0], planReading(t).Claims[1]
	d := decide(t, l, rapporteur.Decision{Verb: rapporteur.Merge, Claim: met.ID, With: []rapporteur.Mark{{Claim: call.ID}}, As: rapporteur.KindInteraction})
	want := []rapporteur.Mark{{Claim: call.ID, Doc: call.Doc, Of: rapporteur.KindInteraction, Quote: call.Quote.Selector(), Engine: "engine 1"}}
	if diff := cmp.Diff(want, d.With); diff != "" {
		t.Errorf("the claim merged with (-want +got):\n%s", diff)
	}
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Split, Claim: met.ID, With: []rapporteur.Mark{{Claim: call.ID}}, As: rapporteur.KindMechanism})
	undo := decide(t, l, rapporteur.Decision{Verb: rapporteur.Undo, Undoes: d.ID})
	if diff := cmp.Diff(want, undo.With); diff != "" {
		t.Errorf("the undo's claims (-want +got):\n%s", diff)
	}
	split := `split "ministers met in Hanoi" "held a call"`
	if diff := cmp.Diff([]string{split}, inForce(t, l, rapporteur.Merge, rapporteur.Split)); diff != "" {
		t.Errorf("in force (-want +got):\n%s", diff)
	}
	// Undoing the undo makes the merge count again.
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Undo, Undoes: undo.ID})
	if diff := cmp.Diff([]string{`merge "ministers met in Hanoi" "held a call"`, split}, inForce(t, l)); diff != "" {
		t.Errorf("in force (-want +got):\n%s", diff)
	}
	sound(t, l)
}

// A decision on a claim that changed since its author looked is refused, and the
// refusal says what they did not see.
func testConflict(t *testing.T, open Open) {
	l := open(t, "a")
	r := visitReading(t)
	put(t, l, ledger.New, r)
	met := r.Claims[0].ID
	seen := get(t, l, met).State
	accept := decide(t, l, rapporteur.Decision{Verb: rapporteur.Accept, Claim: met, Saw: seen})
	log := dump(t, l)
	var conflict *ledger.ConflictError
	_, err := l.Decide(t.Context(), rapporteur.Decision{Verb: rapporteur.Reject, Claim: met, By: "B. Reader", Saw: seen})
	if !errors.As(err, &conflict) || conflict.Last == nil || conflict.Last.ID != accept.ID || conflict.State != get(t, l, met).State {
		t.Fatalf("a decision on what its author did not see: %v, %+v", err, conflict)
	}
	if !strings.Contains(err.Error(), "accept by reviewer on 2026-03-01") {
		t.Errorf("the refusal does not say what was decided: %v", err)
	}
	if diff := cmp.Diff(log, dump(t, l)); diff != "" {
		t.Errorf("the refused decision left traces:\n%s", diff)
	}
	// What was undone before they decide is as if it had never been.
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Undo, Undoes: accept.ID})
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Note, Claim: met, Text: "see the annex"})
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Reject, Claim: met, Saw: seen})
	// A reading that finds something else in the same words is another state.
	seen = get(t, l, r.Claims[1].ID).State
	other := visit.reading(t, "engine 2", "interaction VNM LAO", "ministers met in Hanoi", "commitment VNM LAO", "will train 40 Lao officers")
	put(t, l, ledger.Reread, other)
	_, err = l.Decide(t.Context(), rapporteur.Decision{Verb: rapporteur.Accept, Claim: r.Claims[1].ID, By: "B. Reader", Saw: seen})
	if !errors.As(err, &conflict) || conflict.Last != nil {
		t.Errorf("a decision on what was read anew: %v", err)
	}
}
