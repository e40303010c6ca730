package ledgertest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
)

// Decisions of every verb find their claims again in another reading, by
// document, kind and place; what cannot be found is kept, and named as adrift.
func testReattachAll(t *testing.T, open Open) {
	l := open(t, "a")
	visits, plans := visitReading(t), planReading(t)
	put(t, l, ledger.New, visits)
	put(t, l, ledger.New, plans)
	met, train, sum, call := visits.Claims[0].ID, visits.Claims[1].ID, visits.Claims[2].ID, plans.Claims[1].ID
	for _, d := range []rapporteur.Decision{
		{Verb: rapporteur.Merge, Claim: met, With: []rapporteur.Mark{{Claim: call}}, As: rapporteur.KindInteraction},
		{Verb: rapporteur.Edit, Claim: train, Corrections: []rapporteur.Correction{{Field: "to", To: "THA"}}},
		{Verb: rapporteur.Grade, Claim: met, Information: rapporteur.Confirmed},
		{Verb: rapporteur.Note, Claim: sum, Text: "ask the ministry"},
		{Verb: rapporteur.Split, Claim: call, With: []rapporteur.Mark{{Claim: met}}, As: rapporteur.KindMechanism},
		{Verb: rapporteur.Assess, Claim: train, As: rapporteur.KindCommitment, Rating: rating(t)},
	} {
		decide(t, l, d)
	}
	before := dump(t, l)

	put(t, l, ledger.Reread, visit.reading(t, "engine 2",
		"interaction VNM LAO", "two ministers met in Hanoi on 5 March",
		"commitment VNM LAO", "train 40 Lao officers by 2027"))
	want := []string{
		`merge "two ministers met in Hanoi on 5 March" "held a call"`,
		`edit "train 40 Lao officers by 2027"`,
		`grade "two ministers met in Hanoi on 5 March"`,
		`note adrift`,
		`split "held a call" "two ministers met in Hanoi on 5 March"`,
		`assess "train 40 Lao officers by 2027"`,
	}
	if diff := cmp.Diff(want, inForce(t, l)); diff != "" {
		t.Errorf("after the re-read (-want +got):\n%s", diff)
	}
	if got := words(t, l, ledger.ClaimFilter{Parties: []rapporteur.Party{"THA", "VNM"}}); len(got) != 1 {
		t.Errorf("the corrected party finds %q", got)
	}
	sound(t, l)

	// The other document loses its call: half of the merge is adrift.
	put(t, l, ledger.Reread, plan.reading(t, "engine 2", "instrument VNM LAO", "signed the plan for 2025"))
	want[0] = `merge "two ministers met in Hanoi on 5 March" adrift`
	want[4] = `split adrift "two ministers met in Hanoi on 5 March"`
	if diff := cmp.Diff(want, inForce(t, l)); diff != "" {
		t.Errorf("after both re-reads (-want +got):\n%s", diff)
	}
	var adrift []rapporteur.Verb
	for d, err := range l.Adrift(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		adrift = append(adrift, d.Verb)
	}
	if diff := cmp.Diff([]rapporteur.Verb{"merge", "note", "split"}, adrift); diff != "" {
		t.Errorf("adrift (-want +got):\n%s", diff)
	}
	sound(t, l)

	// Read by the first engine again, all stands as it did.
	put(t, l, ledger.Reread, plans)
	put(t, l, ledger.Reread, visits)
	if diff := cmp.Diff(before, dump(t, l)); diff != "" {
		t.Errorf("reading by the first engine again does not end where it began:\n%s", diff)
	}
}
