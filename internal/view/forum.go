package view

import (
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/who"
)

// A Forum is the page of one mechanism.
type Forum struct {
	AsOf      rapporteur.Date `json:"as_of"`
	AsOfText  string          `json:"as_of_text"`
	Mechanism Mechanism       `json:"mechanism"`
	// Hosts says who received each edition held, in their order; empty where no
	// source tells and the place does not show it.
	Hosts []Host `json:"hosts"`
	// Sessions are the editions that were held or announced, with what came of them.
	Sessions []Session `json:"sessions"`
}

// A Host is the state in which an edition was held.
type Host struct {
	Number int    `json:"number,omitempty"`
	State  *Party `json:"state,omitempty"`
	Basis  string `json:"basis,omitempty"` // "as stated", or "by the place"
}

// A Session is an edition with who took part and what the documents that report
// it tell besides.
type Session struct {
	Edition Edition `json:"edition"`
	Outcome
}

// An Outcome is a meeting and what the documents that report it tell besides.
type Outcome struct {
	Meeting       Meeting        `json:"meeting"`
	Agreements    []Agreement    `json:"agreements"`
	Commitments   []Commitment   `json:"commitments"`
	Questions     []Question     `json:"questions"`
	Disagreements []Disagreement `json:"disagreements"`
}

// NewForum returns the mechanism of an identity, else one whose record gathers one
// of the claims, else the one that most documents
// speak of among those of the parties that are called so or in whose name the
// words stand. ok is false if there was none as of the day.
func NewForum(in Input, ps []rapporteur.Party, name string, claims ...rapporteur.ClaimID) (f *Forum, ok bool) {
	x := newIndex(in)
	r := x.record(rapporteur.KindMechanism, name, claims)
	if r == nil {
		r = x.forumNamed(codesOf(parties(ps)), name)
	}
	if r == nil {
		return nil, false
	}
	f = &Forum{AsOf: in.AsOf, AsOfText: asOf(in.AsOf), Mechanism: x.mechanism(r), Hosts: []Host{}, Sessions: []Session{}}
	for _, e := range f.Mechanism.Editions {
		if e.State == EditionHeld {
			f.Hosts = append(f.Hosts, x.host(e))
		}
		if event := x.records[e.Meeting]; event != nil {
			f.Sessions = append(f.Sessions, Session{Edition: e, Outcome: x.outcome(event)})
		}
	}
	return f, true
}

func (x *index) forumNamed(ps []rapporteur.Party, name string) *rapporteur.Record {
	want := who.Fold(name)
	for _, same := range []func(string) bool{
		func(s string) bool { return who.Fold(s) == want },
		func(s string) bool { return want != "" && strings.Contains(who.Fold(s), want) },
	} {
		for _, m := range x.mechanisms(ps) {
			if same(m.Name) || slices.ContainsFunc(m.Names, func(f Fact) bool { return same(f.Text) }) {
				return x.records[m.ID]
			}
		}
	}
	return nil
}

func (x *index) host(e Edition) Host {
	h := Host{Number: e.Number}
	r := x.records[e.Meeting]
	if r == nil {
		return h
	}
	if vs := r.Fields[link.FieldHost]; len(vs) > 0 {
		p := party(rapporteur.Party(vs[0].Value))
		h.State, h.Basis = &p, "as stated"
		return h
	}
	for _, c := range x.of(r.Claims) {
		if c.Place != nil && c.Place.State != "" {
			p := party(c.Place.State)
			h.State, h.Basis = &p, "by the place"
			return h
		}
	}
	return h
}

func (x *index) outcome(event *rapporteur.Record) Outcome {
	s := Outcome{
		Meeting: x.meeting(event), Agreements: []Agreement{}, Commitments: []Commitment{}, Questions: []Question{},
		Disagreements: append([]Disagreement{}, x.disagreements(event)...),
	}
	// What a document tells of other editions is background there.
	docs := map[rapporteur.DocID]bool{}
	for _, c := range x.of(event.Claims) {
		if !c.Background {
			docs[c.Doc] = true
		}
	}
	seen := map[rapporteur.RecordID]bool{}
	for _, c := range x.sorted {
		if !docs[c.Doc] || c.Background {
			continue
		}
		for _, r := range x.recordOf[c.ID] {
			if seen[r.ID] || !hasAll(r.Parties, who.States(event.Parties)) {
				continue
			}
			seen[r.ID] = true
			switch r.Kind {
			case rapporteur.KindInstrument:
				s.Agreements = append(s.Agreements, x.agreement(r))
			case rapporteur.KindCommitment:
				s.Commitments = append(s.Commitments, x.commitment(r))
			case rapporteur.KindQuestion:
				s.Questions = append(s.Questions, x.question(r))
			}
		}
	}
	return s
}
