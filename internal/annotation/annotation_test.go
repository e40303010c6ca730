package annotation

import (
	"bytes"
	"encoding/json"
	"testing"

	"example.org/rapporteur"
	"github.com/google/go-cmp/cmp"
)

const words = "Chile and Peru agreed to hold drills, the minister <said>."

func doc(t *testing.T) (rapporteur.Document, rapporteur.Quote) {
	t.Helper()
	x, err := rapporteur.NewText(words)
	if err != nil {
		t.Fatal(err)
	}
	s, err := x.Span(0, rapporteur.ByteOffset(len(words)-1))
	if err != nil {
		t.Fatal(err)
	}
	return rapporteur.Document{Name: "017", Outlet: "The Paper", Text: x}, x.Quote(s)
}

// A document with nothing to say still has every list, and null for what is not known.
func TestEmptyDocument(t *testing.T) {
	d, _ := doc(t)
	var b bytes.Buffer
	if err := From(d, nil, Options{}).Write(&b); err != nil {
		t.Fatal(err)
	}
	want := `{"doc":"017","published":null,"interactions":[],"instruments":[],"mechanisms":[],"commitments":[],"gaps":[],"speculation":[],"people":[],"events_plover":[]}` + "\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestFrom(t *testing.T) {
	d, q := doc(t)
	claims := []rapporteur.Claim{
		{
			Kind: rapporteur.KindInteraction, Quote: q, Factuality: rapporteur.PRPlus, Parties: []rapporteur.Party{"CHL", "PER"},
			Place:       &rapporteur.Place{Name: "Lima", State: "PER"},
			Interaction: &rapporteur.InteractionBody{Type: rapporteur.Dialogue, Edition: 3, Participants: []rapporteur.Participant{{Name: "Ana Rojas"}}},
		},
		{
			Kind: rapporteur.KindCommitment, Quote: q, Factuality: rapporteur.CTPlus, Areas: []rapporteur.Area{rapporteur.AreaExercises},
			SaidBy:     []rapporteur.Speaker{{Name: "the minister"}, {Name: "The Paper"}},
			Commitment: &rapporteur.CommitmentBody{By: []rapporteur.Party{"CHL"}, To: []rapporteur.Party{"PER"}, What: "hold drills", Stage: rapporteur.StageAgreed},
		},
		{
			Kind: rapporteur.KindCommitment, Quote: q, Factuality: rapporteur.CTPlus, Areas: []rapporteur.Area{rapporteur.AreaTraining},
			Commitment: &rapporteur.CommitmentBody{By: []rapporteur.Party{"CHL"}, To: []rapporteur.Party{"PER"}, What: "hold drills", Stage: rapporteur.StageAgreed},
		},
		{Kind: rapporteur.KindTenure, Quote: q, Tenure: &rapporteur.TenureBody{Person: rapporteur.Participant{Name: "Only Mentioned"}}},
	}
	got := From(d, claims, Options{
		Quote: func(q rapporteur.Quote) string { return "as given: " + q.Exact()[:5] },
		Event: func(c rapporteur.Claim) (string, bool) { return "AGREE", c.Kind == rapporteur.KindCommitment },
	})
	null := (*string)(nil)
	text := func(s string) *string { return &s }
	edition := Edition(3)
	want := &Document{
		Doc: "017",
		Interactions: []Interaction{{Type: "dialogue", Place: text("Lima, PER"), Edition: &edition, Parties: []string{"CHL", "PER"},
			Participants: []Participant{{Name: "Ana Rojas", Office: null, Country: null}}, Quote: "as given: Chile", Factuality: "PR+"}},
		Commitments: []Commitment{{By: []string{"CHL"}, To: []string{"PER"}, Area: "military exercises", What: "hold drills", Stage: "agreed",
			Factuality: "CT+", AttributedTo: text("the minister"), Quote: "as given: Chile"},
			{By: []string{"CHL"}, To: []string{"PER"}, Area: "training and education", What: "hold drills", Stage: "agreed", Factuality: "CT+", Quote: "as given: Chile"}},
		Events:      []Event{{Source: "CHL", Target: "PER", Type: "AGREE", Quote: "as given: Chile"}},
		Instruments: []Instrument{}, Mechanisms: []Mechanism{}, Gaps: []Gap{}, Speculation: []Speculation{}, People: []Person{},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Words are written as they stand, not escaped for HTML.
func TestWriteKeepsWords(t *testing.T) {
	d, q := doc(t)
	var b bytes.Buffer
	err := From(d, []rapporteur.Claim{{Kind: rapporteur.KindQuestion, Quote: q, Question: &rapporteur.QuestionBody{About: "a<b", Type: rapporteur.Undisclosed}}}, Options{}).Write(&b)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(b.Bytes(), []byte("the minister <said>")) {
		t.Errorf("the quote was escaped: %s", b.String())
	}
}

func TestEdition(t *testing.T) {
	for in, want := range map[string]Edition{`7`: 7, `"7"`: 7} {
		var e Edition
		if err := json.Unmarshal([]byte(in), &e); err != nil || e != want {
			t.Errorf("%s gives %d, %v", in, e, err)
		}
	}
	for _, in := range []string{`"seven"`, `7.5`, `[7]`, `""`} {
		var e Edition
		if err := json.Unmarshal([]byte(in), &e); err == nil {
			t.Errorf("%s was taken as %d", in, e)
		}
	}
}
