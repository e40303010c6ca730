package view

import (
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/search"
)

// A PlacePage is what is said to have happened at a place.
type PlacePage struct {
	Place    string          `json:"place"`
	AsOf     rapporteur.Date `json:"as_of"`
	AsOfText string          `json:"as_of_text"`
	Names    []Count         `json:"names"`    // as sources write it, with the number of meetings
	Meetings []Meeting       `json:"meetings"` // the latest first
	// Disputed are meetings that other sources place elsewhere.
	Disputed []Meeting `json:"disputed"`
	// Places are those that the name means or stands in, most meetings first.
	Places []Place `json:"places"`
}

// NewPlacePage returns the meetings at a place, by a name or a part of one. Other
// spellings of the places so found count as well.
func NewPlacePage(in Input, name string) *PlacePage {
	x := newIndex(in)
	p := &PlacePage{Place: name, AsOf: in.AsOf, AsOfText: asOf(in.AsOf), Meetings: []Meeting{}, Disputed: []Meeting{}, Places: []Place{}}
	meetings := x.meetings(nil)
	meant := map[string]bool{} // by the identity of their position
	for _, m := range meetings {
		for _, f := range append([]Fact{m.Place.Fact}, m.Place.Rivals...) {
			if search.Key(name) != "" && strings.Contains(search.Key(f.Text), search.Key(name)) {
				at, _ := position(f.Text)
				meant[at.ID] = true
			}
		}
	}
	here := func(f Fact) bool {
		at, _ := position(f.Text)
		return f.Text != "" && meant[at.ID]
	}
	at := map[string]int{}
	for _, m := range meetings {
		if !here(m.Place.Fact) && !slices.ContainsFunc(m.Place.Rivals, here) {
			continue
		}
		p.Meetings = append(p.Meetings, m)
		for _, f := range append([]Fact{m.Place.Fact}, m.Place.Rivals...) {
			if here(f) {
				at[f.Text]++
			}
		}
		if len(m.Place.Rivals) > 0 {
			p.Disputed = append(p.Disputed, m)
		}
	}
	p.Names = counts(at)
	for _, q := range x.places(p.Meetings) {
		if here(Fact{Text: q.Name}) {
			p.Places = append(p.Places, q)
		}
	}
	return p
}
