package view

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
)

func TestNamesAreFound(t *testing.T) {
	n := &Names{}
	n.AddRelation("LAO", "VNM", 40)
	n.AddRelation("KHM", "LAO", 4)
	claims := func(many int) []rapporteur.ClaimID { return make([]rapporteur.ClaimID, many) }
	record := func(id rapporteur.RecordID, kind rapporteur.Kind, title string, many int, names ...string) {
		r := rapporteur.Record{ID: id, Kind: kind, Title: title, Claims: claims(many), Fields: map[string][]rapporteur.Value{}}
		for _, name := range names {
			r.Fields[link.FieldName] = append(r.Fields[link.FieldName], rapporteur.Value{Value: name})
		}
		n.AddRecord(r)
	}
	record("p1", rapporteur.KindTenure, "Khamliang Outhakaysone", 3, "Khamliang Outhakaysone", "Khăm-liêng Ụ-thạ-cay-sỏn")
	record("p2", rapporteur.KindTenure, "Đặng Văn Lâm", 1)
	record("p3", rapporteur.KindTenure, "Lao Van Dang", 9)
	record("m1", rapporteur.KindMechanism, "Defence Policy Dialogue", 5, "defence policy exchange")
	record("m2", rapporteur.KindMechanism, "Border Dialogue", 7)
	record("k1", rapporteur.KindCommitment, "Dialogue on Nothing", 7)
	for place, many := range map[string]int{"Xam Neua": 1, "Xamneua": 2} {
		n.AddRecord(rapporteur.Record{Kind: rapporteur.KindInteraction, Fields: map[string][]rapporteur.Value{link.FieldPlace: {{Value: place, Claims: claims(many)}}}})
	}
	for _, tt := range []struct {
		typed string
		want  []string // title, and as what it was found
	}{
		{"", nil},
		{"–", nil},
		{"khamlieng", []string{"Khamliang Outhakaysone|Khăm-liêng Ụ-thạ-cay-sỏn"}},
		{"KHAM lieng u", []string{"Khamliang Outhakaysone|Khăm-liêng Ụ-thạ-cay-sỏn"}},
		{"dang van lam", []string{"Đặng Văn Lâm|"}},
		{"lam dang", []string{"Đặng Văn Lâm|"}},
		{"dang", []string{"Đặng Văn Lâm|", "Lao Van Dang|"}}, // a name that begins so comes first, though less is said of it
		{"dialogue", []string{"Border Dialogue|", "Defence Policy Dialogue|"}},
		{"policy exch", []string{"Defence Policy Dialogue|defence policy exchange"}},
		{"lao", []string{"Laos and Vietnam|", "Lao Van Dang|", "Cambodia and Laos|"}},
		{"vnm lao", []string{"Laos and Vietnam|"}},
		{"xam neua", []string{"Xamneua|"}},
		{"mneu", []string{"Xamneua|"}},
		{"mne", nil}, // too little to be a part of a word
		{"outhakaysone minister", nil},
	} {
		var got []string
		for _, e := range n.Find(tt.typed, 10) {
			got = append(got, e.Title+"|"+e.As)
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%q finds (-want +got):\n%s", tt.typed, d)
		}
	}
	if got := n.Find("a", 1); len(got) > 1 {
		t.Errorf("%d found, want 1 at most", len(got))
	}
}
