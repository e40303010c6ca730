package link_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/link/linktest"
)

func TestPeople(t *testing.T) {
	type seen struct {
		published, name, office string
		country                 rapporteur.Party
		guess                   bool // the country is one
	}
	const defence, chief = "Minister of National Defence", "Chief of the General Staff"
	for _, tt := range []struct {
		name string
		of   []seen
		want [][]int
	}{
		{"diacritics", []seen{{"2024-01-01", "Phạm Minh Chính", "", "VNM", false}, {"2024-02-01", "Pham Minh Chinh", "", "VNM", false}}, [][]int{{1, 2}}},
		{"order of the names", []seen{{"2024-01-01", "Sonexay Siphandone", "", "LAO", false}, {"2024-02-01", "Siphandone Sonexay", "", "LAO", false}}, [][]int{{1, 2}}},
		{"a shared family name", []seen{{"2024-01-01", "Nguyen Van Thang", defence, "VNM", false}, {"2024-02-01", "Nguyen", "Ambassador", "VNM", false}}, [][]int{{1}, {2}}},
		{"a family name with the same office at the time", []seen{{"2024-01-01", "Tea Seiha", defence, "KHM", false}, {"2024-02-01", "Seiha", "Minister of Defence", "KHM", false}}, [][]int{{1, 2}}},
		{"the same long afterwards", []seen{{"2005-01-01", "Tea Seiha", defence, "KHM", false}, {"2024-02-01", "Seiha", defence, "KHM", false}}, [][]int{{1}, {2}}},
		{"two who share two of three names", []seen{{"2024-01-01", "Nguyen Van Thang", "", "VNM", false}, {"2024-02-01", "Nguyen Van Thanh", "", "VNM", false}}, [][]int{{1}, {2}}},
		{"two names of three", []seen{{"2024-01-01", "Hoang Xuan Chien", "", "VNM", false}, {"2024-02-01", "Xuan Chien", "", "VNM", false}}, [][]int{{1, 2}}},
		{"a letter of a long name", []seen{{"2024-01-01", "Khamliang Outhakaysone", "", "LAO", false}, {"2024-02-01", "Khamlieng Outhakaisone", "", "LAO", false}}, [][]int{{1, 2}}},
		{"a transcription that splits the name", []seen{{"2022-01-01", "Khăm-liêng Ụ-thạ-cay-sỏn", chief, "LAO", false}, {"2025-02-01", "Khamlieng Outhakaysone", defence, "LAO", false}}, [][]int{{1, 2}}},
		{"spelt alike, in the same office", []seen{{"2017-01-01", "Chansamone Channhalat", defence, "LAO", false}, {"2019-02-01", "Chansamone Chanyalath", defence, "LAO", false}}, [][]int{{1, 2}}},
		{"an initial in the same office", []seen{{"2024-01-01", "J. Biden", "President of the United States", "USA", false}, {"2024-02-01", "Joe Biden", "President of the United States", "USA", false}}, [][]int{{1, 2}}},
		{"an initial in another office", []seen{{"2024-01-01", "J. Smith", "Minister of Trade", "GBR", false}, {"2024-02-01", "John Smith", "Chief of the Navy", "GBR", false}}, [][]int{{1}, {2}}},
		{"one name in two countries", []seen{{"2024-01-01", "Maria Santos", "", "PHL", false}, {"2024-02-01", "Maria Santos", "", "PRT", false}}, [][]int{{1}, {2}}},
		{"a country that was a slip", []seen{{"2024-01-01", "Khamlieng Outhakaysone", defence, "LAO", false}, {"2024-02-01", "Khamlieng Outhakaysone", defence, "KHM", false}}, [][]int{{1, 2}}},
		{"a country that was a guess", []seen{{"2024-01-01", "Khamlieng Outhakaysone", "", "LAO", false}, {"2024-02-01", "Khamlieng Outhakaysone", "", "VNM", true}}, [][]int{{1, 2}}},
		{"a name of no country that fits two people", []seen{{"2024-01-01", "Maria Santos", "", "PHL", false}, {"2024-02-01", "Maria Santos", "", "PRT", false}, {"2024-03-01", "Maria Santos", "", "", false}}, [][]int{{1}, {2}, {3}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := linktest.New(t)
			var ids []rapporteur.ClaimID
			for i, s := range tt.of {
				c := rapporteur.Claim{Tenure: &rapporteur.TenureBody{Person: rapporteur.Participant{Name: s.name, Office: s.office, Country: s.country}}}
				if s.country != "" {
					c.Parties = []rapporteur.Party{s.country}
				}
				if s.guess {
					c.Unsure = []string{"country"}
				}
				ids = append(ids, report(w, i+1, s.published, s.name+" spoke", c))
			}
			if diff := cmp.Diff(tt.want, together(w, rapporteur.KindTenure, ids)); diff != "" {
				t.Errorf("people (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPersonFields(t *testing.T) {
	w := linktest.New(t)
	for i, p := range []rapporteur.Participant{
		{Name: "Khamlieng Outhakaysone", Office: "Chief of the General Staff", Rank: "Lieutenant General", Country: "LAO"},
		{Name: "Khamlieng Outhakaysone", Office: "defence minister of Laos", Rank: "General", Country: "LAO"},
		{Name: "Khamlieng Outhakaysone", Office: "Minister of National Defence", Country: "LAO"},
	} {
		report(w, i+1, "2024-01-01", "Khamlieng Outhakaysone spoke", rapporteur.Claim{
			Parties: []rapporteur.Party{"LAO"}, Tenure: &rapporteur.TenureBody{Person: p},
		})
	}
	rs := w.Build()
	if len(rs) != 1 {
		t.Fatalf("%d records, want 1", len(rs))
	}
	got := map[string]int{}
	for _, v := range rs[0].Fields[link.FieldOffice] {
		got[v.Value] = len(v.Claims)
	}
	want := map[string]int{"Chief of the General Staff": 1, "Minister of National Defence": 2}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("offices and how many claims give them (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]rapporteur.Party{"LAO"}, rs[0].Parties); diff != "" {
		t.Errorf("parties (-want +got):\n%s", diff)
	}
}
