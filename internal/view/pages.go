package view

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/search"
)

// A PersonPage is what is known of one person in office: offices, and official
// acts. Nothing else of a person is kept.
type PersonPage struct {
	AsOf          rapporteur.Date `json:"as_of"`
	AsOfText      string          `json:"as_of_text"`
	Person        Person          `json:"person"`
	Acts          []Meeting       `json:"acts"`       // meetings and the like that the person took part in, the latest first
	Statements    []Source        `json:"statements"` // what is attributed to the person, in order of publication
	Disagreements []Disagreement  `json:"disagreements"`
	Namesakes     []RecordRef     `json:"namesakes,omitempty"` // others who are found by the same name
}

// NewPersonPage returns the person of an identity, or the one of whom most
// documents speak among those whose names hold the words. ok is false if nobody
// was seen in office by the day.
func NewPersonPage(in Input, name string) (p *PersonPage, ok bool) {
	x := newIndex(in)
	r := x.record(rapporteur.KindTenure, name)
	var others []RecordRef
	if r == nil {
		found := x.called(name)
		if len(found) == 0 {
			return nil, false
		}
		r = found[0]
		for _, o := range found[1:] {
			others = append(others, RecordRef{ID: o.ID, Kind: o.Kind, Title: o.Title, Parties: parties(o.Parties)})
		}
	}
	p = &PersonPage{
		AsOf: in.AsOf, AsOfText: asOf(in.AsOf), Person: x.person(r), Acts: []Meeting{}, Statements: []Source{},
		Disagreements: append([]Disagreement{}, x.disagreements(r)...), Namesakes: others,
	}
	for _, m := range x.meetings(nil) {
		if slices.ContainsFunc(m.Participants, func(q Participant) bool { return q.Person == r.ID }) {
			p.Acts = append(p.Acts, m)
		}
	}
	for _, c := range x.sorted {
		if c.Kind != rapporteur.KindTenure && x.Verdicts[c.ID] != rapporteur.Reject &&
			slices.ContainsFunc(c.SaidBy, func(s rapporteur.Speaker) bool { return !s.Anonymous && x.personNamed(c.Doc, s.Name) == r }) {
			p.Statements = append(p.Statements, x.source(c, ""))
		}
	}
	return p, true
}

// called returns the persons one of whose names holds the words, those that most
// documents speak of first.
func (x *index) called(name string) []*rapporteur.Record {
	want := search.Parse(name)
	if len(want) == 0 {
		return nil
	}
	var out []*rapporteur.Record
	for _, r := range x.recordsOf(rapporteur.KindTenure, nil) {
		names := append([]rapporteur.Value{{Value: r.Title}}, r.Fields[link.FieldName]...)
		if slices.ContainsFunc(names, func(v rapporteur.Value) bool { return search.Holds(search.Words(v.Value), want) }) {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b *rapporteur.Record) int {
		return cmp.Or(cmp.Compare(len(b.Claims), len(a.Claims)), cmp.Compare(a.ID, b.ID))
	})
	return out
}

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
		if len(ps) > 0 && !speaks[d.ID] {
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
