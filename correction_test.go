package rapporteur

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func pledge() Claim {
	return Claim{
		ID: "c1", Kind: KindCommitment, Parties: []Party{"PRT", "LVA"}, Areas: []Area{AreaTraining}, Factuality: CTPlus, Mode: ModeFuture,
		SaidBy: []Speaker{{Name: "a spokesperson", Anonymous: true}, {Name: "Ana Rojas", Office: "Minister", State: "PRT"}},
		Unsure: []string{"by", "date"},
		Commitment: &CommitmentBody{By: []Party{"PRT"}, To: []Party{"LVA"}, What: "train twenty officers", Act: ActPledged, Stage: StagePledged,
			Due: Time{Expression: "by 2026"}},
	}
}

func talks() Claim {
	return Claim{
		ID: "c2", Kind: KindInteraction, Parties: []Party{"PRT", "LVA"}, Factuality: CTPlus, Mode: ModeCurrent, Place: &Place{Name: "Riga", State: "LVA"},
		Interaction: &InteractionBody{Type: Meeting, Mechanism: "policy dialogue", Edition: 3, Host: "LVA",
			Participants: []Participant{{Name: "João Sá", Office: "Minister", Country: "PRT"}, {Name: "Anna Bērziņa", Rank: "Colonel"}}},
	}
}

func TestValue(t *testing.T) {
	p, m := pledge(), talks()
	for _, test := range []struct {
		claim Claim
		field Field
		want  string
	}{
		{p, "by", "PRT"}, {p, "to", "LVA"}, {p, "what", "train twenty officers"}, {p, "stage", "pledged"}, {p, "due", ""},
		{p, "said by", "a spokesperson |  |  | unnamed\nAna Rojas | Minister | PRT"}, {p, "background", "no"}, {p, "areas", "training and education"},
		{m, "type", "meeting"}, {m, "parties", "PRT; LVA"}, {m, "edition", "3"}, {m, "place", "Riga | LVA"}, {m, "date", ""},
		{m, "participants", "João Sá |  | Minister | PRT\nAnna Bērziņa | Colonel"},
	} {
		if got, err := test.claim.Value(test.field); got != test.want || err != nil {
			t.Errorf("%s of the %s: %q, %v; want %q", test.field, test.claim.Kind, got, err, test.want)
		}
	}
	var none *NoFieldError
	if _, err := p.Value("parties"); !errors.As(err, &none) || !strings.Contains(err.Error(), "it has by, to, what") {
		t.Errorf("the parties of a commitment: %v", err)
	}
}

func TestCorrected(t *testing.T) {
	for _, test := range []struct {
		name   string
		claim  Claim
		field  Field
		to     string
		change func(*Claim) // from the machine's
		err    string
	}{
		{"a date", talks(), "date", "2024-05-16", func(c *Claim) { c.Time = Time{Date: day("2024-05-16"), Basis: BasisGiven} }, ""},
		{"no date", pledge(), "due", "", func(c *Claim) { c.Commitment.Due = Time{} }, ""},
		{"what is no date", talks(), "date", "soon", nil, `date "soon"`},
		{"another side", pledge(), "by", " LVA ; PRT;LVA ", func(c *Claim) {
			c.Commitment.By, c.Parties, c.Unsure = []Party{"LVA", "PRT"}, []Party{"LVA", "PRT"}, []string{"date"}
		}, ""},
		{"nobody's commitment", pledge(), "by", ";", nil, "somebody's"},
		{"a code", pledge(), "stage", "delivered", func(c *Claim) { c.Commitment.Stage = StageDelivered }, ""},
		{"no code", pledge(), "stage", "done", nil, `"delivered"`},
		{"a place", talks(), "place", "Lisbon", func(c *Claim) { c.Place = &Place{Name: "Lisbon"} }, ""},
		{"no place", talks(), "place", "", func(c *Claim) { c.Place = nil }, ""},
		{"a place of no name", talks(), "place", "| LVA", nil, "the first cell"},
		{"an edition", talks(), "edition", "4", func(c *Claim) { c.Interaction.Edition = 4 }, ""},
		{"no edition", talks(), "edition", "", func(c *Claim) { c.Interaction.Edition = 0 }, ""},
		{"a wrong edition", talks(), "edition", "-1", nil, "a number from 1"},
		{"one participant", talks(), "participants", "João Sá | | Minister of Defence | PRT\n\n", func(c *Claim) {
			c.Interaction.Participants = []Participant{{Name: "João Sá", Office: "Minister of Defence", Country: "PRT"}}
		}, ""},
		{"too many cells", talks(), "participants", "a|b|c|d|e", nil, "4 at most"},
		{"nothing undertaken", pledge(), "what", "", nil, "cannot be empty"},
		{"whether it is background", pledge(), "background", "yes", func(c *Claim) { c.Background = true }, ""},
		{"neither yes nor no", pledge(), "background", "perhaps", nil, `"yes" or "no"`},
		{"a field of another kind", pledge(), "edition", "3", nil, `no field "edition"`},
	} {
		before := test.claim
		got, err := test.claim.Corrected([]Correction{{Field: test.field, To: test.to}})
		if test.err != "" {
			if err == nil || !strings.Contains(err.Error(), test.err) {
				t.Errorf("%s: error %v, want one with %q", test.name, err, test.err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		want := map[Kind]Claim{KindCommitment: pledge(), KindInteraction: talks()}[test.claim.Kind]
		fresh := want
		test.change(&want)
		opts := cmp.AllowUnexported(Date{}, Quote{})
		if diff := cmp.Diff(want, got, opts); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		want = map[Kind]Claim{KindCommitment: pledge(), KindInteraction: talks()}[fresh.Kind]
		if diff := cmp.Diff(want, before, opts); diff != "" {
			t.Errorf("%s: the machine's claim was changed:\n%s", test.name, diff)
		}
	}
}

// What Value writes, Corrected reads: correcting every field to its own value
// changes no value.
func TestValueReadsBack(t *testing.T) {
	claims := []Claim{
		pledge(), talks(),
		{Kind: KindMechanism, Mechanism: &MechanismBody{Name: "Dialogue", Cadence: "annual"}},
		{Kind: KindInstrument, Instrument: &InstrumentBody{Title: "Plan", Type: Plan, Status: Signed, Period: day("2020/2024"), Succeeds: "another"}},
		{Kind: KindQuestion, Question: &QuestionBody{About: "the cost", Type: Undisclosed}},
		{Kind: KindAssessment, Assessment: &AssessmentBody{What: "little will come of it"}},
		{Kind: KindTenure, Tenure: &TenureBody{Person: Participant{Name: "João Sá", Rank: "General", Country: "PRT"}, Former: true}},
	}
	for _, c := range claims {
		c.Factuality, c.Mode, c.Time = CTPlus, ModeCurrent, Time{Date: day("2025-03-XX")}
		for _, f := range FieldsOf(c.Kind) {
			was, err := c.Value(f)
			if err != nil {
				t.Fatal(err)
			}
			again, err := c.Corrected([]Correction{{Field: f, To: was}})
			if err != nil {
				t.Errorf("%s, %s: %v", c.Kind, f, err)
				continue
			}
			if got, _ := again.Value(f); got != was {
				t.Errorf("%s, %s: %q reads back as %q", c.Kind, f, was, got)
			}
		}
	}
}

// Whatever a person writes: what is taken reads back as what is then shown, and
// the machine's claim stays as it is.
func FuzzCorrected(f *testing.F) {
	for _, s := range []string{"2025-03-05", "LAO; VNM;;", "a | b | c | d", "a|b|c|d|e\nf", " | ", "yes", "7", "pledged", "", "\n;|\xff"} {
		for i := range len(FieldsOf(KindInteraction)) {
			f.Add(byte(i), s)
		}
	}
	f.Fuzz(func(t *testing.T, n byte, to string) {
		for _, c := range []Claim{pledge(), talks()} {
			fields := FieldsOf(c.Kind)
			field := fields[int(n)%len(fields)]
			before, err := c.Value(field)
			if err != nil {
				t.Fatal(err)
			}
			got, err := c.Corrected([]Correction{{Field: field, To: to}})
			if again, _ := c.Value(field); again != before {
				t.Fatalf("correcting %s to %q changed the machine's claim from %q to %q", field, to, before, again)
			}
			if err != nil {
				continue
			}
			shown, _ := got.Value(field)
			twice, err := got.Corrected([]Correction{{Field: field, To: shown}})
			if err != nil {
				t.Fatalf("%s %q is shown as %q, which is not taken: %v", field, to, shown, err)
			}
			if again, _ := twice.Value(field); again != shown {
				t.Fatalf("%s %q is shown as %q, and that as %q", field, to, shown, again)
			}
		}
	})
}

func day(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}
