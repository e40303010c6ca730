package link_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/link/linktest"
)

func TestTies(t *testing.T) {
	w := linktest.New(t)
	for i, p := range []struct {
		title string
		kind  rapporteur.InstrumentKind
		of    []rapporteur.Party
	}{
		{"defence protocol for 2020-24", rapporteur.Protocol, pair},
		{"defence protocol for 2025-2029", rapporteur.Protocol, pair},
		{"defence plan for 2025", rapporteur.Plan, pair},
		{"defence plan for 2026", rapporteur.Plan, pair},
		{"defence plan for 2019", rapporteur.Plan, pair},
		{"defence protocol for 2025-2029", rapporteur.Protocol, []rapporteur.Party{"KHM", "VNM"}},
		{"agreement on border gates", rapporteur.Agreement, pair},
	} {
		report(w, i+1, fmt.Sprintf("20%d-03-01", 20+i), "They signed the "+p.title, rapporteur.Claim{
			Parties: p.of, Instrument: &rapporteur.InstrumentBody{Title: p.title, Type: p.kind, Status: rapporteur.Signed},
		})
	}
	records := w.Build()
	title := map[rapporteur.RecordID]string{}
	for _, r := range records {
		title[r.ID] = r.Title
	}
	var got []string
	for _, tie := range link.Ties(records) {
		if tie.Basis == "" {
			t.Errorf("%+v does not say what it rests on", tie)
		}
		got = append(got, title[tie.From]+" "+tie.Relation+" "+title[tie.To])
	}
	slices.Sort(got)
	want := []string{
		"defence plan for 2025 implements defence protocol for 2025-2029",
		"defence plan for 2026 implements defence protocol for 2025-2029",
		"defence plan for 2026 succeeds defence plan for 2025",
		"defence protocol for 2025-2029 succeeds defence protocol for 2020-24",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ties (-want +got):\n%s", diff)
	}
}
