package view

import (
	"cmp"
	"maps"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
)

// An Outlets is who reports, and whose reports these are.
type Outlets struct {
	AsOf     rapporteur.Date `json:"as_of"`
	AsOfText string          `json:"as_of_text"`
	Coverage Coverage        `json:"coverage"`
	Outlets  []Outlet        `json:"outlets"` // most documents first
	Origins  []Origin        `json:"origins"` // most documents first
}

// An Outlet is one that publishes.
type Outlet struct {
	Name      string          `json:"name"` // empty if not known
	State     *Party          `json:"state,omitempty"`
	Documents int             `json:"documents"`
	Claims    int             `json:"claims"`
	Own       int             `json:"own"` // documents of which the outlet is the origin itself
	Languages []string        `json:"languages"`
	First     rapporteur.Date `json:"first,omitzero"`
	Last      rapporteur.Date `json:"last,omitzero"`
}

// An Origin is one voice: an agency or outlet, with all who carry its reports.
type Origin struct {
	Name      string    `json:"name"`
	Documents int       `json:"documents"`
	Outlets   []string  `json:"outlets"`
	Reports   []Heading `json:"reports"` // in order of publication
}

// NewOutlets returns outlets and origins; of those documents that speak of all
// of the parties, if there are any.
func NewOutlets(in Input, ps []rapporteur.Party) *Outlets {
	x := newIndex(in)
	ps = codesOf(parties(ps))
	o := &Outlets{AsOf: in.AsOf, AsOfText: asOf(in.AsOf), Coverage: x.coverageOf(ps), Outlets: []Outlet{}, Origins: []Origin{}}
	claims := map[rapporteur.DocID][]*rapporteur.Claim{}
	for _, c := range x.sorted {
		claims[c.Doc] = append(claims[c.Doc], c)
	}
	outlets, origins := map[string]*Outlet{}, map[string]*Origin{}
	speaks := x.speaking(ps)
	docs := slices.SortedFunc(maps.Values(x.docs), func(a, b link.Document) int {
		return cmp.Or(cmp.Compare(lastDay(a.PublicBy()), lastDay(b.PublicBy())), cmp.Compare(a.ID, b.ID))
	})
	for _, d := range docs {
		if len(ps) > 0 && !speaks[d.ID] || !d.Stands() {
			continue
		}
		u := outlets[d.Outlet]
		if u == nil {
			u = &Outlet{Name: d.Outlet, Languages: []string{}}
			if state := home(d.Outlet); state != "" {
				p := party(state)
				u.State = &p
			}
			outlets[d.Outlet] = u
		}
		u.Documents++
		u.Claims += len(claims[d.ID])
		if d.Language != "" && !slices.Contains(u.Languages, d.Language) {
			u.Languages = append(u.Languages, d.Language)
			slices.Sort(u.Languages)
		}
		if !d.Published.IsZero() {
			if u.First.IsZero() || d.Published.Compare(u.First) < 0 {
				u.First = d.Published
			}
			if u.Last.IsZero() || d.Published.Compare(u.Last) > 0 {
				u.Last = d.Published
			}
		}
		name := x.Origins.Of(d.ID)
		if name == d.Outlet {
			u.Own++
		}
		g := origins[name]
		if g == nil {
			g = &Origin{Name: name, Outlets: []string{}}
			origins[name] = g
		}
		g.Documents++
		if d.Outlet != "" && !slices.Contains(g.Outlets, d.Outlet) {
			g.Outlets = append(g.Outlets, d.Outlet)
			slices.Sort(g.Outlets)
		}
		g.Reports = append(g.Reports, x.heading(d.Document, claims[d.ID]))
	}
	for _, u := range outlets {
		o.Outlets = append(o.Outlets, *u)
	}
	for _, g := range origins {
		o.Origins = append(o.Origins, *g)
	}
	slices.SortFunc(o.Outlets, func(a, b Outlet) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(a.Name, b.Name))
	})
	slices.SortFunc(o.Origins, func(a, b Origin) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(a.Name, b.Name))
	})
	return o
}
