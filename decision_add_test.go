package rapporteur

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAdded(t *testing.T) {
	text, err := NewText("Vientiane. The two sides will build a bridge. The bridge opens in 2027. The two sides agreed.")
	if err != nil {
		t.Fatal(err)
	}
	quote := text.Find("will build a bridge")[0].Selector()
	moved := quote
	moved.Start++
	moved.End++
	fields := func(pairs ...string) []Correction {
		var out []Correction
		for i := 0; i < len(pairs); i += 2 {
			out = append(out, Correction{Field: Field(pairs[i]), To: pairs[i+1]})
		}
		return out
	}
	whole := fields("by", "LAO; VNM", "what", "build a bridge", "act", "agreed", "stage", "agreed", "due", "2027")
	for _, tt := range []struct {
		name   string
		kind   Kind
		quote  Selector
		fields []Correction
		fault  string // part of the error
	}{
		{"whole", KindCommitment, quote, whole, ""},
		{"no such kind", "rumour", quote, whole, "no claims of the kind"},
		{"words elsewhere", KindCommitment, moved, whole, "does not hold"},
		{"no words", KindCommitment, Selector{}, whole, "does not hold"},
		{"a field of another kind", KindCommitment, quote, fields("edition", "4"), "no field"},
		{"a value that cannot be", KindCommitment, quote, fields("due", "soon"), "due"},
		{"what is needed is missing", KindCommitment, quote, fields("by", "LAO"), "what, act ("},
		{"an opinion", KindAssessment, quote, fields("what", "a bridge helps"), ""},
		{"an opinion on nothing", KindAssessment, quote, nil, "what"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, err := Decision{Verb: Add, Doc: "d1", Of: tt.kind, Quote: tt.quote, Corrections: tt.fields, By: "A. Reader"}.Added(text)
			if tt.fault == "" {
				if err != nil || c.ID == "" || c.Engine != PersonEngine || c.Quote.Exact() != "will build a bridge" {
					t.Errorf("%+v, %v", c, err)
				}
			} else if err == nil || !strings.Contains(err.Error(), tt.fault) {
				t.Errorf("error %v, want one that says %q", err, tt.fault)
			}
		})
	}
	c, err := Decision{Verb: Add, Doc: "d1", Of: KindCommitment, Quote: quote, Corrections: whole}.Added(text)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := c.Value("due"); got != "2027" || !cmp.Equal(c.Parties, []Party{"LAO", "VNM"}) || c.Commitment.Disclosure != "" {
		t.Errorf("due %q, parties %v, disclosure %q", got, c.Parties, c.Commitment.Disclosure)
	}
	machine := c
	machine.Engine = "rules 1"
	if err := machine.Seal(); err != nil || machine.ID == c.ID {
		t.Errorf("the machine's claim of the same is %s too (%v)", machine.ID, err)
	}
	var wanting *WantingError
	_, err = Decision{Verb: Add, Of: KindCommitment, Quote: quote}.Added(text)
	if !errors.As(err, &wanting) || !cmp.Equal(wanting.Fields, []Field{"by", "what", "act", "stage"}) {
		t.Errorf("an empty commitment: %v", err)
	}
}

func TestFindAndBetween(t *testing.T) {
	text, err := NewText("Đà Nẵng: the two sides met; the two sides signed")
	if err != nil {
		t.Fatal(err)
	}
	var at []CodePoint
	for _, q := range text.Find("the two sides") {
		at = append(at, q.Start())
	}
	if diff := cmp.Diff([]CodePoint{9, 28}, at); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
	if text.Find("") != nil || text.Find("a third side") != nil {
		t.Error("words are found that are not there")
	}
	for _, tt := range []struct {
		from, to CodePoint
		want     string
	}{
		{3, 7, "Nẵng"}, {2, 9, "Nẵng:"}, {0, 48, text.String()}, {2, 3, ""}, {5, 5, ""}, {9, 3, ""}, {-1, 4, ""}, {40, 400, ""},
	} {
		q, ok := text.Between(tt.from, tt.to)
		if q.Exact() != tt.want || ok != (tt.want != "") {
			t.Errorf("from %d to %d: %q, %v, want %q", tt.from, tt.to, q.Exact(), ok, tt.want)
		}
	}
}
