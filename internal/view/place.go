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
}

// NewPlacePage returns the meetings at a place, by a name or a part of one.
func NewPlacePage(in Input, name string) *PlacePage {
	x := newIndex(in)
	p := &PlacePage{Place: name, AsOf: in.AsOf, AsOfText: asOf(in.AsOf), Meetings: []Meeting{}, Disputed: []Meeting{}}
	at := map[string]int{}
	for _, m := range x.meetings(nil) {
		here := func(f Fact) bool {
			return search.Key(name) != "" && strings.Contains(search.Key(f.Text), search.Key(name))
		}
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
	return p
}
