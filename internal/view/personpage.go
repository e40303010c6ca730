package view

import (
	"cmp"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/search"
)

// A PersonPage is what is known of one person in office: offices, and official
// acts. Nothing else of a person is kept.
type PersonPage struct {
	AsOf     rapporteur.Date `json:"as_of"`
	AsOfText string          `json:"as_of_text"`
	Person   Person          `json:"person"`
	// Whole is all that the person rests on, if only the newest of it was looked at
	// for acts, statements and words; nil if all was.
	Whole         *Weight        `json:"whole,omitempty"`
	Acts          []Meeting      `json:"acts"`       // meetings and the like that the person took part in, the latest first
	Statements    []Source       `json:"statements"` // what is attributed to the person, in order of publication
	Disagreements []Disagreement `json:"disagreements"`
	Namesakes     []RecordRef    `json:"namesakes,omitempty"` // others who are found by the same name
}

// A Weight counts what something rests on.
type Weight struct {
	Claims    int `json:"claims"`
	Documents int `json:"documents"`
	Outlets   int `json:"outlets"`
	Origins   int `json:"origins"`
}

// NewPersonPage returns the person of an identity, else one whose record gathers one
// of the claims, else the one of whom most documents speak among those whose names
// hold the words. ok is false if nobody was seen in office by the day.
func NewPersonPage(in Input, name string, claims ...rapporteur.ClaimID) (p *PersonPage, ok bool) {
	x := newIndex(in)
	r := x.record(rapporteur.KindTenure, name, claims)
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
		if slices.ContainsFunc(names, func(v rapporteur.Value) bool { return search.Holds(want, v.Value) }) {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b *rapporteur.Record) int {
		return cmp.Or(cmp.Compare(len(b.Claims), len(a.Claims)), cmp.Compare(a.ID, b.ID))
	})
	return out
}
