package who

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
)

func TestCodes(t *testing.T) {
	typed := []rapporteur.Correction{
		{Field: "parties", To: "Laos;  viet nam; Harbour League"}, {Field: "host", To: "LAO"}, {Field: "what", To: "Laos"}, {Field: "to", To: ""},
	}
	want := []rapporteur.Correction{
		{Field: "parties", To: "LAO; VNM; Harbour League"}, {Field: "host", To: "LAO"}, {Field: "what", To: "Laos"}, {Field: "to", To: ""},
	}
	if diff := cmp.Diff(want, Codes(typed)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if typed[0].To != "Laos;  viet nam; Harbour League" {
		t.Error("what was given changed")
	}
}
