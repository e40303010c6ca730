package view

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link/linktest"
)

// queueWorld returns four claims of two rules: the first two are undecided, one of
// them with a field that rests on a guess, the others are decided.
func queueWorld(t *testing.T) (in QueueInput, ids []rapporteur.ClaimID) {
	w := linktest.New(t)
	w.AddDoc("one", "2025-03-07", "Daily", "They met in Lima. They signed a plan. The cost was not told. They will meet again.")
	pair := []rapporteur.Party{"CHL", "PER"}
	for _, c := range []struct {
		quote string
		claim rapporteur.Claim
	}{
		{"They met in Lima", rapporteur.Claim{Interaction: &rapporteur.InteractionBody{Type: rapporteur.Meeting}}},
		{"signed a plan", rapporteur.Claim{Instrument: &rapporteur.InstrumentBody{Title: "plan", Type: rapporteur.Plan, Status: rapporteur.Signed}, Unsure: []string{"parties"}}},
		{"The cost", rapporteur.Claim{Question: &rapporteur.QuestionBody{About: "the cost", Type: rapporteur.Undisclosed}}},
		{"will meet again", rapporteur.Claim{Interaction: &rapporteur.InteractionBody{Type: rapporteur.Meeting}}},
	} {
		c.claim.Parties = pair
		ids = append(ids, w.Claim("one", c.quote, c.claim))
	}
	in.Input.Input = w.In
	in.Machine = map[rapporteur.ClaimID]rapporteur.Claim{}
	in.States = map[rapporteur.ClaimID]string{ids[0]: "s0"}
	return in, ids
}

func TestQueueOrder(t *testing.T) {
	in, ids := queueWorld(t)
	order := func() []rapporteur.ClaimID {
		var out []rapporteur.ClaimID
		for _, c := range NewQueue(in).Claims {
			out = append(out, c.Claim)
		}
		return out
	}
	if diff := cmp.Diff([]rapporteur.ClaimID{ids[1], ids[0], ids[2], ids[3]}, order()); diff != "" {
		t.Errorf("guesses first, then as published (-want +got):\n%s", diff)
	}
	// The other claim of the rule that read a meeting wrong comes before the question.
	in.Verdicts[ids[0]] = rapporteur.Reject
	if diff := cmp.Diff([]rapporteur.ClaimID{ids[1], ids[3], ids[2]}, order()); diff != "" {
		t.Errorf("the rule that fared worse first (-want +got):\n%s", diff)
	}
	in.Verdicts[ids[0]] = rapporteur.Accept
	if diff := cmp.Diff([]rapporteur.ClaimID{ids[1], ids[2], ids[3]}, order()); diff != "" {
		t.Errorf("the rule that fared better last (-want +got):\n%s", diff)
	}
}

func TestQueueConflicts(t *testing.T) {
	in, ids := queueWorld(t)
	decision := func(id rapporteur.DecisionID, verb rapporteur.Verb, by string, claims ...rapporteur.ClaimID) Standing {
		d := Standing{Decision: rapporteur.Decision{ID: id, Verb: verb, By: by, Claim: "cold", Doc: "d1", Of: rapporteur.KindInteraction}, Claims: claims}
		for range claims[1:] {
			d.With = append(d.With, rapporteur.Mark{Claim: "cother"})
			d.As = rapporteur.KindInteraction
		}
		return d
	}
	corrected := func(d Standing, was, to string) Standing {
		d.Corrections = []rapporteur.Correction{{Field: "type", Was: was, To: to}}
		return d
	}
	const accept, edit, reject, merge, split = rapporteur.Accept, rapporteur.Edit, rapporteur.Reject, rapporteur.Merge, rapporteur.Split
	one, other := ids[0], ids[3]
	for _, test := range []struct {
		name    string
		inForce []Standing
		want    []string
	}{
		{"one who changed their mind", []Standing{decision("x1", accept, "A", one), decision("x2", reject, "A", one)}, nil},
		{"two who agree", []Standing{decision("x1", accept, "A", one), corrected(decision("x2", edit, "B", one), "meeting", "call")}, nil},
		{"two who do not", []Standing{decision("x1", accept, "A", one), decision("x2", reject, "B", one)}, []string{"accept by A, then reject by B [x1 x2]"}},
		{"on two claims", []Standing{decision("x1", accept, "A", one), decision("x2", reject, "B", other)}, nil},
		{"two corrections", []Standing{corrected(decision("x1", edit, "A", one), "meeting", "call"), corrected(decision("x2", edit, "B", one), "meeting", "visit")},
			[]string{`type corrected to "call" by A, then to "visit" by B [x1 x2]`}},
		{"the same correction twice", []Standing{corrected(decision("x1", edit, "A", one), "meeting", "call"), corrected(decision("x2", edit, "B", one), "meeting", "call")}, nil},
		{"the machine reads otherwise now", []Standing{corrected(decision("x1", edit, "A", one), "dialogue", "call")},
			[]string{"type corrected from dialogue to call by A; the machine now reads meeting [x1]"}},
		{"the machine now reads as corrected", []Standing{corrected(decision("x1", edit, "A", one), "dialogue", "meeting")}, nil},
		{"together and apart", []Standing{decision("x1", merge, "A", one, other), decision("x2", split, "B", other, one)},
			[]string{"merge with " + string(one) + " by A, then split by B [x1 x2]"}},
		{"together twice", []Standing{decision("x1", merge, "A", one, other), decision("x2", merge, "B", other, one)}, nil},
		{"apart from a claim that is gone", []Standing{decision("x1", merge, "A", one, ""), decision("x2", split, "B", one, "")}, nil},
	} {
		in.InForce = test.inForce
		in.Machine = map[rapporteur.ClaimID]rapporteur.Claim{}
		for _, c := range in.Claims {
			if slices.ContainsFunc(test.inForce, func(d Standing) bool { return len(d.Corrections) > 0 && d.Claims[0] == c.ID }) {
				in.Machine[c.ID] = c
			}
		}
		var got []string
		for _, c := range NewQueue(in).Conflicts {
			words := make([]string, len(c.Decisions))
			for i, d := range c.Decisions {
				words[i] = string(d)
			}
			got = append(got, c.Words+" ["+strings.Join(words, " ")+"]")
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestWriteQueue(t *testing.T) {
	in, ids := queueWorld(t)
	in.Verdicts[ids[0]] = rapporteur.Accept
	gone := Standing{Decision: rapporteur.Decision{ID: "x9", Verb: rapporteur.Note, By: "A. Reader", Claim: "cgone", Doc: "d1", Of: rapporteur.KindQuestion,
		Quote: rapporteur.Selector{Exact: "sum\x1b[2J was not told"}}, Claims: []rapporteur.ClaimID{""}}
	in.InForce = []Standing{gone}
	var b strings.Builder
	if err := WriteQueue(&b, NewQueue(in), 1); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"Decisions adrift (1)\n  x9: note by A. Reader: the present reading of the document has no such question: decide anew where it belongs, then undo this\n    “sum [2J was not told” [d1]",
		"the least certain first (3)\n  " + string(ids[1]) + " instrument: plan\n",
		"… and 2 claims more: show them with --limit 3\n",
		"hand/interaction: 100% accepted as read, of 1 decided (0 corrected, 0 rejected); 1 undecided\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the queue does not say %q:\n%s", want, b.String())
		}
	}
}
