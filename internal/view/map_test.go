package view_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/geo"
	"example.org/rapporteur/internal/link/linktest"
	"example.org/rapporteur/internal/view"
)

// travels is a story of contacts at places told with more and less precision.
func travels(t testing.TB) *story {
	s := &story{World: linktest.New(t)}
	met := func(doc, day, outlet, quote, place string, state rapporteur.Party, more rapporteur.Claim) {
		s.AddDoc(doc, day, outlet, quote+".")
		more.Time = rapporteur.Time{Date: s.Date(day)}
		if place != "" {
			more.Place = &rapporteur.Place{Name: place, State: state}
		}
		more.Interaction = &rapporteur.InteractionBody{Type: rapporteur.Meeting}
		s.add(doc, doc, quote, more)
	}
	met("hanoi", "2023-01-10", "Daily", "Ministers met in Hanoi", "Hanoi", "VNM", rapporteur.Claim{})
	met("ha-noi", "2024-02-11", "Herald", "Army chiefs met in Hà Nội", "Hà Nội", "VNM", rapporteur.Claim{})
	met("luang", "2024-05-01", "Daily", "Deputies met in Luang Prabang", "Luang Prabang", "LAO", rapporteur.Claim{})
	met("houaphanh", "2024-06-02", "Daily", "Governors met in Houaphanh", "Houaphanh", "LAO", rapporteur.Claim{})
	met("laos", "2024-07-03", "Daily", "Envoys met in Laos", "Laos", "LAO", rapporteur.Claim{})
	met("gate", "2024-08-04", "Daily", "Guards met at Border Gate Nine", "Border Gate Nine", "LAO", rapporteur.Claim{})
	met("nowhere", "2024-09-05", "Daily", "Officers met", "", "", rapporteur.Claim{})
	met("next", "2025-01-06", "Daily", "Ministers will meet in Hanoi", "Hanoi", "VNM", rapporteur.Claim{Mode: rapporteur.ModeFuture})
	met("asean", "2025-02-07", "Herald", "Laos spoke with the association in Vientiane", "Vientiane", "LAO", rapporteur.Claim{Parties: []rapporteur.Party{"LAO", "ASEAN"}})
	return s
}

func TestMap(t *testing.T) {
	m := view.NewMap(travels(t).input("2025-06-01"), pair)
	var got []string
	for _, l := range [][]view.Place{m.Places, m.States, m.Unlocated} {
		for _, p := range l {
			got = append(got, fmt.Sprintf("%s: %s, %d+%d, %v, %d km", p.Name, p.Precision, p.Held, p.Foretold, p.At != nil, p.Reach))
		}
		got = append(got, "")
	}
	want := []string{
		"Hanoi, Vietnam: town or site, 2+1, true, 0 km", // in both spellings
		"Houaphanh, Laos: region or sea, 1+0, true, 70 km",
		"Luang Prabang, Laos: town or region of that name, 1+0, true, 0 km",
		"", "Laos: state only, 1+0, false, 0 km",
		"", "Border Gate Nine, Laos: not located, 1+0, false, 0 km", "",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
	if m.Contacts != 8 || m.Without != 1 {
		t.Errorf("%d contacts, %d without a place; want 8 and 1", m.Contacts, m.Without)
	}
	hanoi := m.Places[0]
	if len(hanoi.Names) != 2 || hanoi.Contacts[0].When.Date.String() != "2025-01-06" || !hanoi.Contacts[0].Future || hanoi.Origins != 2 {
		t.Errorf("Hanoi: %+v", hanoi)
	}
	for _, p := range m.Places {
		for _, c := range p.Contacts {
			if len(c.Anchors) == 0 {
				t.Errorf("nothing tells that %s was in %s", c.Title, p.Name)
			}
		}
	}
	if earlier := view.NewMap(travels(t).input("2023-06-01"), pair); len(earlier.Places) != 1 || earlier.Places[0].Count() != 1 {
		t.Errorf("as of 2023: %+v", earlier.Places)
	}
}

// A contact that sources place differently is at each of its places, and said to be.
func TestMapOfRivalPlaces(t *testing.T) {
	m := view.NewMap(dialogues(t).input("2026-11-21"), pair)
	at := map[string]int{}
	for _, p := range m.Places {
		at[p.Name] = p.Disputed
	}
	if want := map[string]int{"Vientiane, Laos": 1, "Xamneua, Laos": 1}; !cmp.Equal(at, want) {
		t.Errorf("disputed at %v, want %v", at, want)
	}
}

func TestMapForms(t *testing.T) {
	m := view.NewMap(travels(t).input("2025-06-01"), pair)
	var b bytes.Buffer
	if err := view.WriteGeoJSON(&b, m); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Type     string
		Features []struct {
			Geometry *struct {
				Type        string
				Coordinates []float64
			}
			Properties struct{ Name, Precision string }
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Type != "FeatureCollection" || len(got.Features) != 5 || got.Features[0].Geometry.Coordinates[0] < 105 || got.Features[4].Geometry != nil {
		t.Errorf("%s", b.String())
	}
	table := m.Table()
	if len(table) != 8 { // a head, and a row for every contact at its place
		t.Errorf("%d rows", len(table))
	}
	for _, row := range table {
		if len(row) != len(table[0]) {
			t.Errorf("a row of %d cells: %v", len(row), row)
		}
	}
	for at, want := range map[geo.Point]string{{Lon: 102.6, Lat: 17.97}: "17.97° N, 102.60° E", {Lon: -0.5, Lat: -12}: "12.00° S, 0.50° W"} {
		if got := view.Coordinates(at); got != want {
			t.Errorf("%v is written %q", at, got)
		}
	}
}

// All spellings of a place are one.
func TestPlacePageOfAllSpellings(t *testing.T) {
	in := travels(t).input("2025-06-01")
	for _, name := range []string{"Hanoi", "hà nội", "Hanoi, Vietnam"} {
		p := view.NewPlacePage(in, name)
		if len(p.Meetings) != 3 || len(p.Places) != 1 || len(p.Names) != 2 {
			t.Errorf("%s: %d meetings, %d places, names %v", name, len(p.Meetings), len(p.Places), p.Names)
		}
	}
	if p := view.NewPlacePage(in, "Laos"); len(p.Places) != 5 {
		t.Errorf("%d places in Laos", len(p.Places))
	}
	if p := view.NewPlacePage(in, "Nowhere"); len(p.Meetings)+len(p.Places) != 0 {
		t.Errorf("Nowhere is somewhere: %+v", p)
	}
}

func TestNetwork(t *testing.T) {
	s := dialogues(t)
	asean := s.Date("2025-02-07")
	s.AddDoc("asean", "2025-02-07", "Herald", "Laos and Vietnam met the association in Vientiane.")
	s.add("x1", "asean", "Laos and Vietnam met the association", rapporteur.Claim{
		Parties: []rapporteur.Party{"LAO", "VNM", "ASEAN"}, Time: rapporteur.Time{Date: asean}, Interaction: &rapporteur.InteractionBody{Type: rapporteur.Meeting},
	})
	in := s.input("2026-11-21")
	lines := func(n *view.Network) (out []string) {
		for _, b := range n.Bonds {
			out = append(out, fmt.Sprintf("%s %s: %d %d %d %d", b.A.Code, b.B.Code, b.Contacts, b.Commitments, b.Agreements, b.Mechanisms))
		}
		return out
	}
	all := view.NewNetwork(in, nil, rapporteur.Date{})
	dossier := view.NewDossier(in, pair)
	want := []string{
		fmt.Sprintf("LAO VNM: %d %d %d %d", len(dossier.Meetings), len(view.NewBoard(in, view.BoardQuery{Parties: pair}).Commitments), len(dossier.Agreements), len(dossier.Mechanisms)),
		"ASEAN LAO: 1 0 0 0", "ASEAN VNM: 1 0 0 0",
	}
	if diff := cmp.Diff(want, lines(all)); diff != "" {
		t.Errorf("all (-want +got):\n%s", diff)
	}
	one := view.NewNetwork(in, []rapporteur.Party{"VNM"}, rapporteur.Date{})
	if len(one.Bonds) != 2 || one.Bonds[0].A.Code != "VNM" || one.Bonds[1].A.Code != "VNM" || one.Bonds[1].B.Code != "ASEAN" {
		t.Errorf("of Vietnam: %v", lines(one))
	}
	if len(one.Parties) != 2 || one.Parties[0].Code != "LAO" {
		t.Errorf("parties: %v", one.Parties)
	}
	two := view.NewNetwork(in, pair, rapporteur.Date{})
	if diff := cmp.Diff([]string{want[0], "LAO ASEAN: 1 0 0 0", "VNM ASEAN: 1 0 0 0"}, lines(two)); diff != "" || len(two.Parties) != 1 || two.Parties[0].Code != "ASEAN" {
		t.Errorf("of both: parties %v (-want +got):\n%s", two.Parties, diff)
	}
	late := view.NewNetwork(in, nil, s.Date("2025-03-30"))
	if len(late.Bonds) != 1 || late.Bonds[0].Records() == 0 || late.Bonds[0].Records() >= all.Bonds[0].Records() {
		t.Errorf("since 30 March 2025: %v", lines(late))
	}
	for _, b := range all.Bonds {
		if len(b.Latest) == 0 || len(b.Latest) > view.LatestOfBond || b.Origins == 0 {
			t.Errorf("%s and %s: %d of the latest, %d origins", b.A.Name, b.B.Name, len(b.Latest), b.Origins)
		}
		for _, l := range b.Latest {
			if l.Source.Quote == "" || l.Source.Claim == "" {
				t.Errorf("%s rests on no words", l.Title)
			}
		}
	}
	if got := all.Bonds[0].Latest[0].Source.Published.Date.String(); !strings.HasPrefix(got, "2025-03-31") {
		t.Errorf("the latest words on Laos and Vietnam are of %s", got)
	}
	if none := view.NewNetwork(in, []rapporteur.Party{"FRA"}, rapporteur.Date{}); len(none.Bonds)+len(none.Parties) != 0 {
		t.Errorf("France: %v", lines(none))
	}
}
