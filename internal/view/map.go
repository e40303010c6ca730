package view

import (
	"cmp"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/geo"
	"example.org/rapporteur/internal/who"
)

// A Map is where contacts took place, as far as sources tell and the reference
// data know the place.
type Map struct {
	Parties  []Party         `json:"parties,omitempty"` // empty for all that is held
	AsOf     rapporteur.Date `json:"as_of"`
	AsOfText string          `json:"as_of_text"`
	Coverage Coverage        `json:"coverage"`
	Contacts int             `json:"contacts"` // held and announced, wherever
	// Places are those with a position, States those of which no more is told than
	// the state, Unlocated those that the reference data do not hold; each with most
	// contacts first. A contact that sources place differently is at each of its places.
	Places    []Place `json:"places"`
	States    []Place `json:"states"`
	Unlocated []Place `json:"unlocated"`
	Without   int     `json:"without"` // contacts of which no source tells the place
}

// A Place is one where contacts took place, under all spellings of its name.
type Place struct {
	Name      string        `json:"name"`  // the spelling that most contacts have
	Names     []Count       `json:"names"` // all of them, with the number of contacts
	State     *Party        `json:"state,omitempty"`
	Precision geo.Precision `json:"precision"`
	// At is nil unless the place has a position. That of a region is its middle.
	At       *geo.Point  `json:"at,omitempty"`
	Reach    int         `json:"reach_km,omitempty"` // within which a region roughly lies
	Held     int         `json:"held"`
	Foretold int         `json:"announced"`
	Disputed int         `json:"disputed"` // of both, those that other sources place elsewhere
	Types    []Count     `json:"types"`
	Origins  int         `json:"origins"`
	Contacts []AtContact `json:"contacts"` // the latest first
}

// An AtContact is a contact at a place.
type AtContact struct {
	ID        rapporteur.RecordID        `json:"id"`
	Type      rapporteur.InteractionType `json:"type"`
	Title     string                     `json:"title"`
	When      When                       `json:"when"`
	Parties   []Party                    `json:"parties"`
	Certainty Certainty                  `json:"certainty"`
	Future    bool                       `json:"announced,omitempty"`
	Disputed  bool                       `json:"disputed,omitempty"`
	Anchors   []Anchor                   `json:"anchors"` // of the claims that give the place
}

// Count returns the number of contacts at a place, held and announced.
func (p Place) Count() int { return p.Held + p.Foretold }

// NewMap returns where contacts of the parties took place; all contacts if there are none.
func NewMap(in Input, ps []rapporteur.Party) *Map {
	x := newIndex(in)
	ps = codesOf(parties(ps))
	m := &Map{Parties: parties(ps), AsOf: in.AsOf, AsOfText: asOf(in.AsOf), Coverage: x.coverageOf(ps), Places: []Place{}, States: []Place{}, Unlocated: []Place{}}
	meetings := x.meetings(ps)
	m.Contacts = len(meetings)
	for _, g := range meetings {
		if g.Place.Text == "" {
			m.Without++
		}
	}
	for _, p := range x.places(meetings) {
		switch p.Precision {
		case geo.State:
			m.States = append(m.States, p)
		case geo.Unknown:
			m.Unlocated = append(m.Unlocated, p)
		default:
			m.Places = append(m.Places, p)
		}
	}
	return m
}

// places returns where meetings took place, most of them first.
func (x *index) places(meetings []Meeting) []Place {
	type gathered struct {
		Place
		names, types map[string]int
		origins      map[string]bool
	}
	all := map[string]*gathered{}
	for _, m := range meetings {
		at := map[string]bool{} // that count the meeting already
		for _, f := range append([]Fact{m.Place.Fact}, m.Place.Rivals...) {
			if f.Text == "" {
				continue
			}
			at0, state := position(f.Text)
			if at[at0.ID] {
				continue
			}
			at[at0.ID] = true
			g := all[at0.ID]
			if g == nil {
				g = &gathered{Place: Place{Precision: at0.Precision, Reach: at0.Reach}, names: map[string]int{}, types: map[string]int{}, origins: map[string]bool{}}
				if state != "" {
					p := party(state)
					g.State = &p
				}
				if at0.Precision != geo.State && at0.Precision != geo.Unknown {
					g.At = &at0.Point
				}
				all[at0.ID] = g
			}
			c := AtContact{ID: m.ID, Type: m.Type, Title: m.Title, When: m.When, Parties: m.Parties, Certainty: m.Certainty, Future: m.Future, Disputed: len(m.Place.Rivals) > 0, Anchors: f.Anchors}
			g.Contacts = append(g.Contacts, c)
			g.names[f.Text]++
			if m.Type != "" {
				g.types[string(m.Type)]++
			}
			if c.Future {
				g.Foretold++
			} else {
				g.Held++
			}
			if c.Disputed {
				g.Disputed++
			}
			for _, a := range f.Anchors {
				g.origins[x.Origins.Of(a.Doc)] = true
			}
		}
	}
	var out []Place
	for _, g := range all {
		g.Names, g.Types, g.Origins = counts(g.names), counts(g.types), len(g.origins)
		g.Name = g.Names[0].Value
		out = append(out, g.Place)
	}
	slices.SortFunc(out, func(a, b Place) int {
		return cmp.Or(cmp.Compare(b.Count(), a.Count()), cmp.Compare(who.Fold(a.Name), who.Fold(b.Name)), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Precision, b.Precision))
	})
	return out
}

// position returns where a place is that a record writes as "Hanoi, Vietnam", and
// its state.
func position(text string) (geo.Position, rapporteur.Party) {
	if state, ok := who.Resolve(text); ok && who.IsState(state) {
		return geo.Position{ID: string(state), Precision: geo.State}, state
	}
	name, state := text, rapporteur.Party("")
	if i := strings.LastIndex(text, ", "); i >= 0 {
		if p, ok := who.Resolve(text[i+2:]); ok && who.IsState(p) {
			name, state = text[:i], p
		}
	}
	if at, ok := geo.Locate(name, state); ok {
		return at, state
	}
	return geo.Position{ID: "? " + string(state) + " " + strings.ReplaceAll(who.Fold(name), " ", ""), Precision: geo.Unknown}, state
}
