package view

import (
	"cmp"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/search"
	"example.org/rapporteur/internal/who"
)

// Names are the names of all that has a page of its own: what two states share,
// persons in office, mechanisms and places.
type Names struct {
	all    []*Named
	places map[string]*Named // by name as one word
}

// A Named is a thing by the names it goes by.
type Named struct {
	Kind    NameKind            `json:"kind"`
	ID      rapporteur.RecordID `json:"id,omitempty"` // of a person or mechanism
	Title   string              `json:"title"`        // of a place, its most frequent name
	Parties []Party             `json:"parties,omitempty"`
	Claims  int                 `json:"claims"`       // that speak of it
	As      string              `json:"as,omitempty"` // the name that was found, if it is not the title
	names   []spelled           // the title first
	seen    map[string]int      // names of a place, by how many claims write it so
}

// A spelled is a name with its words, folded, and as one word.
type spelled struct {
	name  string
	words []string
	key   string
}

// NameKind is what kind of thing a name leads to.
type NameKind string

// The kinds of things that names lead to, in the order in which equals are shown.
const (
	NamedRelation  NameKind = "relation"
	NamedPerson    NameKind = "person"
	NamedMechanism NameKind = "mechanism"
	NamedPlace     NameKind = "place"
)

var nameKinds = []NameKind{NamedRelation, NamedPerson, NamedMechanism, NamedPlace}

// AddRelation adds two states of which a number of claims speak together.
func (n *Names) AddRelation(a, b rapporteur.Party, claims int) {
	ps := parties([]rapporteur.Party{a, b})
	e := &Named{Kind: NamedRelation, Title: inWords(names(ps)), Parties: ps, Claims: claims}
	e.add(e.Title)
	e.add(string(a) + " " + string(b))
	n.all = append(n.all, e)
}

// AddRecord adds a person or mechanism, and the place of a meeting.
func (n *Names) AddRecord(r rapporteur.Record) {
	switch r.Kind {
	case rapporteur.KindTenure, rapporteur.KindMechanism:
		var names []string
		for _, v := range r.Fields[link.FieldName] {
			names = append(names, v.Value)
		}
		n.AddNamed(r.Kind, r.ID, r.Title, names, r.Parties, len(r.Claims))
	case rapporteur.KindInteraction:
		for _, v := range r.Fields[link.FieldPlace] {
			n.AddPlace(v.Value, len(v.Claims))
		}
	}
}

// AddNamed adds the person (KindTenure) or mechanism of a record.
func (n *Names) AddNamed(kind rapporteur.Kind, id rapporteur.RecordID, title string, names []string, ps []rapporteur.Party, claims int) {
	e := &Named{Kind: NamedMechanism, ID: id, Title: title, Parties: parties(ps), Claims: claims}
	if kind == rapporteur.KindTenure {
		e.Kind = NamedPerson
	}
	e.add(title)
	for _, name := range names {
		e.add(name)
	}
	n.all = append(n.all, e)
}

// AddPlace adds a place of meetings, or one more spelling of it.
func (n *Names) AddPlace(name string, claims int) {
	key := search.Key(name)
	if key == "" {
		return
	}
	e := n.places[key]
	if e == nil {
		e = &Named{Kind: NamedPlace, Title: name, seen: map[string]int{}}
		e.add(name)
		n.all = append(n.all, e)
		if n.places == nil {
			n.places = map[string]*Named{}
		}
		n.places[key] = e
	}
	e.Claims += claims
	e.seen[name] += claims
	if e.seen[name] > e.seen[e.Title] || e.seen[name] == e.seen[e.Title] && name < e.Title {
		e.Title = name
	}
}

func (e *Named) add(name string) {
	words := strings.Fields(who.Fold(name))
	key := strings.Join(words, "")
	if key == "" || slices.ContainsFunc(e.names, func(s spelled) bool { return s.name == name }) {
		return
	}
	e.names = append(e.names, spelled{name, words, key})
}

// Find returns the things, at most most, one of whose names is meant by what was
// typed: each word of it begins a word of the name, in whatever order, or all of it
// written together is part of the name written together. Case and diacritics do not
// matter. Whole names come before names that begin so, and those before others.
func (n *Names) Find(typed string, most int) []Named {
	words := strings.Fields(who.Fold(typed))
	key := strings.Join(words, "")
	if key == "" {
		return nil
	}
	type hit struct {
		*Named
		as   string
		rank int
	}
	var hits []hit
	for _, e := range n.all {
		best := hit{Named: e, rank: unlike}
		for _, s := range e.names {
			if rank := s.like(words, key); rank < best.rank {
				best.rank, best.as = rank, s.name
			}
		}
		if best.rank < unlike {
			hits = append(hits, best)
		}
	}
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(slices.Index(nameKinds, a.Kind), slices.Index(nameKinds, b.Kind)),
			cmp.Compare(b.Claims, a.Claims), cmp.Compare(a.Title, b.Title), cmp.Compare(a.ID, b.ID))
	})
	out := []Named{}
	for _, h := range hits[:min(len(hits), most)] {
		e := *h.Named
		if h.as != e.Title && e.ID != "" {
			e.As = h.as
		}
		out = append(out, e)
	}
	return out
}

// unlike is the rank of a name that is not meant.
const unlike = 4

// like ranks a name: the whole of it, its beginning, words of it, a part of it.
func (s spelled) like(words []string, key string) int {
	begins := func(w string) bool {
		return slices.ContainsFunc(s.words, func(have string) bool { return strings.HasPrefix(have, w) })
	}
	switch {
	case s.key == key:
		return 0
	case strings.HasPrefix(s.key, key):
		return 1
	case !slices.ContainsFunc(words, func(w string) bool { return !begins(w) }):
		return 2
	case len(key) >= 4 && strings.Contains(s.key, key):
		return 3
	}
	return unlike
}
