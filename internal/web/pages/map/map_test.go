package mappage

import (
	"math"
	"strings"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/geo"
	"example.org/rapporteur/internal/view"
)

func place(name string, state rapporteur.Party, p geo.Precision, lon, lat float64, reach, held, announced int) view.Place {
	out := view.Place{Name: name, Precision: p, Reach: reach, Held: held, Foretold: announced}
	if state != "" {
		out.State = &view.Party{Code: state, Name: string(state)}
	}
	if p != geo.State && p != geo.Unknown {
		out.At = &geo.Point{Lon: lon, Lat: lat}
	}
	return out
}

var places = []view.Place{
	place("Hanoi, Vietnam", "VNM", geo.Town, 105.84, 21.02, 0, 25, 0), place("Vientiane, Laos", "LAO", geo.Town, 102.6, 17.97, 0, 20, 1),
	place("Luang Prabang, Laos", "LAO", geo.Either, 102.14, 19.89, 0, 5, 0), place("Houaphanh, Laos", "LAO", geo.Region, 104.07, 20.26, 70, 2, 0),
	place("Xamneua, Laos", "LAO", geo.Town, 104.05, 20.42, 0, 1, 0), place("Da Nang, Vietnam", "VNM", geo.Town, 108.2, 16.07, 0, 0, 2),
	place("Ankara, Türkiye", "TUR", geo.Town, 32.85, 39.92, 0, 1, 0), place("Laos", "LAO", geo.State, 0, 0, 0, 3, 0),
}

func TestDraw(t *testing.T) {
	p := Draw(places, []rapporteur.Party{"LAO", "VNM"}, false)
	if p == nil || p.World {
		t.Fatalf("drawn: %+v", p)
	}
	marks := map[string]Mark{}
	for _, m := range p.Marks {
		marks[m.Place.Name] = m
		if m.X < 0 || m.X > p.Width || m.Y < 0 || m.Y > p.Height {
			t.Errorf("%s stands outside, at %v, %v", m.Place.Name, m.X, m.Y)
		}
	}
	for name, want := range map[string]struct {
		form   view.Form
		figure string
	}{
		"Hanoi, Vietnam": {view.Solid, "25"}, "Luang Prabang, Laos": {view.Hollow, "5"}, "Houaphanh, Laos": {view.Dashed, "2"}, "Da Nang, Vietnam": {view.Solid, "(2)"},
	} {
		if got := marks[name]; got.Form != want.form || got.Figure != want.figure {
			t.Errorf("%s is %s with figure %s, want %s and %s", name, got.Form, got.Figure, want.form, want.figure)
		}
	}
	if len(p.Outside) != 1 || p.Outside[0].Name != "Ankara, Türkiye" || len(p.Marks) != 6 {
		t.Errorf("%d marks, outside %v", len(p.Marks), p.Outside)
	}
	if marks["Hanoi, Vietnam"].R <= marks["Da Nang, Vietnam"].R {
		t.Error("25 contacts are no bigger than 2")
	}
	region, town := marks["Houaphanh, Laos"], marks["Xamneua, Laos"]
	if d := math.Hypot(float64(region.X-town.X), float64(region.Y-town.Y)); d < float64(region.R+town.R) {
		t.Errorf("the mark of the province lies on that of the town in it, %.1f away", d)
	}
	if region.Reach == 0 || town.Reach != 0 {
		t.Errorf("the province reaches %v, the town %v", region.Reach, town.Reach)
	}
	concerned := 0
	for _, l := range p.Land {
		if l.Concerned {
			concerned++
		}
	}
	if concerned != 2 {
		t.Errorf("%d states are outlined", concerned)
	}
	taken := map[Label]bool{}
	for _, m := range p.Marks {
		if m.Label != nil {
			if taken[*m.Label] {
				t.Errorf("two labels at %v", *m.Label)
			}
			taken[*m.Label] = true
		}
	}
}

func TestDrawTheWorld(t *testing.T) {
	p := Draw(places, nil, true)
	if !p.World || len(p.Marks) != 7 || len(p.Outside) != 0 {
		t.Errorf("%d marks, %d outside", len(p.Marks), len(p.Outside))
	}
	if near := Draw(places, nil, false); near.World || len(near.Outside) != 1 {
		t.Errorf("a map of most contacts leaves out %v", near.Outside)
	}
	if p := Draw(places[7:], nil, false); p != nil {
		t.Error("a map of nothing that has a position")
	}
}

func TestLocate(t *testing.T) {
	for name, l := range map[string][]view.Place{
		"a town": places[:1], "a state": places[7:], "a sea": {place("South China Sea", "", geo.Region, 114, 13.5, 700, 1, 0)},
		"far east": {place("Nowhere", "", geo.Town, 179, 80, 0, 1, 0)},
	} {
		if p := Locate(l); p == nil || p.Width == 0 || len(p.Land) == 0 {
			t.Errorf("%s: %+v", name, p)
		}
	}
	if p := Locate([]view.Place{place("Gate Nine", "", geo.Unknown, 0, 0, 0, 1, 0)}); p != nil {
		t.Error("a place that is not known is located")
	}
}

// Names of others cannot blow the picture up.
func TestLongNamesAreNotDrawn(t *testing.T) {
	long := place(strings.Repeat("W", 1<<16), "LAO", geo.Town, 102.6, 17.97, 0, 1, 0)
	p := Draw([]view.Place{long}, []rapporteur.Party{"LAO"}, false)
	if len(p.Marks) != 1 || p.Marks[0].Label != nil {
		t.Errorf("%d marks; labelled: %v", len(p.Marks), p.Marks[0].Label != nil)
	}
}
