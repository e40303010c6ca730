package who

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
)

func TestCodes(t *testing.T) {
	typed := []rapporteur.Correction{
		{Field: "parties", To: "Laos;  viet nam; Harbour League"}, {Field: "host", To: "LAO"}, {Field: "what", To: "Laos"}, {Field: "to", To: ""},
		{Field: "place", To: "Hanoi|Vietnam"}, {Field: "participants", To: "Ann Lee | General | minister | Laos\nB. Roe"}, {Field: "said by", To: "a spokesman"},
	}
	want := []rapporteur.Correction{
		{Field: "parties", To: "LAO; VNM; Harbour League"}, {Field: "host", To: "LAO"}, {Field: "what", To: "Laos"}, {Field: "to", To: ""},
		{Field: "place", To: "Hanoi | VNM"}, {Field: "participants", To: "Ann Lee | General | minister | LAO\nB. Roe"}, {Field: "said by", To: "a spokesman"},
	}
	if diff := cmp.Diff(want, Codes(typed)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if typed[0].To != "Laos;  viet nam; Harbour League" {
		t.Error("what was given changed")
	}
}

// What is no party that is known is told with what may be meant.
func TestStrangers(t *testing.T) {
	for _, tt := range []struct {
		field rapporteur.Field
		typed string
		want  []Stranger
	}{
		{"parties", "LAO; Viet Nam; asean", nil},
		{"parties", "Loas; VNM; Atlantis", []Stranger{{"parties", "Loas", []rapporteur.Party{"LAO", "OAS"}}, {"parties", "Atlantis", nil}}},
		{"by", "", nil},
		{"host", "Vietnma", []Stranger{{"host", "Vietnma", []rapporteur.Party{"VNM"}}}},
		{"what", "Atlantis", nil},
		{"place", "Hanoi", nil},
		{"place", "Hanoi | Vietam", []Stranger{{"place", "Vietam", []rapporteur.Party{"VNM"}}}},
		{"participants", "Ann Lee | | minister | Laos\nB. Roe | | | Atlantis", []Stranger{{"participants", "Atlantis", nil}}},
		{"said by", "a spokesman | | Laos | yes", nil},
		{"to", "x", []Stranger{{"to", "x", nil}}},
	} {
		got := Strangers([]rapporteur.Correction{{Field: tt.field, To: tt.typed}})
		for i, s := range got {
			if len(s.Near) == 0 {
				got[i].Near = nil
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s %q (-want +got):\n%s", tt.field, tt.typed, diff)
		}
	}
}

// All that is offered is known, once, under its own code.
func TestKnown(t *testing.T) {
	all := Known()
	seen := map[rapporteur.Party]bool{}
	for _, p := range all {
		if q, ok := Resolve(string(p)); !ok || q != p || seen[p] {
			t.Errorf("%s is offered, and read as %s", p, q)
		}
		seen[p] = true
	}
	if !seen["LAO"] || !seen["ASEAN"] || len(all) < 300 {
		t.Errorf("%d parties are offered", len(all))
	}
}
