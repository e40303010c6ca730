package view

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/who"
)

// A Today is the front page: what is held, and where to go from there.
type Today struct {
	AsOf      rapporteur.Date `json:"as_of"`
	AsOfText  string          `json:"as_of_text"`
	Coverage  Coverage        `json:"coverage"`
	Relations []Relation      `json:"relations"` // most documents first
	// More is how many pairs of states of a large ledger are not listed, and States
	// are all states of its pairs.
	More        int           `json:"more,omitempty"`
	States      []Party       `json:"states,omitempty"`
	Latest      []Heading     `json:"latest"`    // documents, last published first; at most LatestReadings
	Questions   []Question    `json:"questions"` // open ones, last stated first; at most LatestQuestions
	Quarantined []Quarantined `json:"quarantined,omitempty"`
}

// A Relation is a set of two or three states of which records speak together.
type Relation struct {
	Parties     []Party  `json:"parties"`
	Title       string   `json:"title"`
	Documents   int      `json:"documents"`
	Origins     int      `json:"origins"`
	Meetings    int      `json:"meetings"`
	Mechanisms  int      `json:"mechanisms"`
	Agreements  int      `json:"agreements"`
	Commitments int      `json:"commitments"`
	Questions   int      `json:"questions"` // open ones
	Latest      When     `json:"latest"`    // publication of the latest document
	Outlets     []string `json:"outlets"`
}

// A Heading names a document.
type Heading struct {
	ID        rapporteur.DocID `json:"id"`
	Title     string           `json:"title"`
	Outlet    string           `json:"outlet,omitempty"`
	URL       string           `json:"url,omitempty"` // as given; not checked to be safe to link to
	Language  string           `json:"language,omitempty"`
	Register  string           `json:"register,omitempty"`
	Published When             `json:"published"`
	Origin    string           `json:"origin,omitempty"`
	Claims    int              `json:"claims"`
	Parties   []Party          `json:"parties,omitempty"` // those most of its claims speak of
}

// A Quarantined is a file that could not be read.
type Quarantined struct {
	Source string    `json:"source"`
	Reason string    `json:"reason"`
	At     time.Time `json:"at"`
}

// How many entries the front page shows of what is listed in full elsewhere.
const (
	LatestReadings  = 12
	LatestQuestions = 8
)

// NewToday returns the front page.
func NewToday(in Input) *Today {
	x := newIndex(in)
	t := &Today{AsOf: in.AsOf, AsOfText: asOf(in.AsOf), Latest: []Heading{}, Questions: []Question{}, Quarantined: in.Quarantined}
	claims := x.sorted
	t.Coverage = x.coverage(x.Documents, claims)
	t.Relations = x.relations(claims)
	t.Latest = x.latest(claims)
	for _, q := range x.questions(nil) {
		if len(q.Answers) == 0 && len(t.Questions) < LatestQuestions {
			t.Questions = append(t.Questions, q)
		}
	}
	return t
}

// relations counts what is held by set of two or three states.
func (x *index) relations(claims []*rapporteur.Claim) []Relation {
	type tally struct {
		Relation
		docs, origins map[string]bool
		latest        rapporteur.Date
	}
	tallies := map[string]*tally{}
	of := func(ps []rapporteur.Party) *tally {
		set := who.States(ps)
		if len(set) != 2 && len(set) != 3 {
			return nil
		}
		key := fmt.Sprint(set)
		if tallies[key] == nil {
			shown := parties(set)
			tallies[key] = &tally{Relation: Relation{Parties: shown, Title: inWords(names(shown))}, docs: map[string]bool{}, origins: map[string]bool{}}
		}
		return tallies[key]
	}
	for _, c := range claims {
		t := of(c.Parties)
		if t == nil || x.Verdicts[c.ID] == rapporteur.Reject {
			continue
		}
		d := x.docs[c.Doc]
		if !d.Stands() {
			continue
		}
		t.docs[string(d.ID)] = true
		t.origins[x.Origins.Of(d.ID)] = true
		if d.Outlet != "" {
			t.Outlets = append(t.Outlets, d.Outlet)
		}
		if !d.Published.IsZero() && (t.latest.IsZero() || d.Published.Compare(t.latest) > 0) {
			t.latest = d.Published
		}
	}
	for i := range x.Records {
		r := &x.Records[i]
		t := of(r.Parties)
		if t == nil || x.records[r.ID] != r {
			continue
		}
		switch r.Kind {
		case rapporteur.KindInteraction:
			t.Meetings++
		case rapporteur.KindMechanism:
			t.Mechanisms++
		case rapporteur.KindInstrument:
			t.Agreements++
		case rapporteur.KindCommitment:
			t.Commitments++
		case rapporteur.KindQuestion:
			if len(r.Fields[link.FieldAnswer]) == 0 {
				t.Questions++
			}
		}
	}
	out := []Relation{}
	for _, t := range tallies {
		if len(t.docs) == 0 {
			continue // all of its claims were rejected
		}
		t.Documents, t.Origins, t.Latest = len(t.docs), len(t.origins), when(t.latest)
		slices.Sort(t.Outlets)
		t.Outlets = slices.Compact(t.Outlets)
		out = append(out, t.Relation)
	}
	slices.SortFunc(out, func(a, b Relation) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(a.Title, b.Title))
	})
	return out
}

// latest returns the documents that were published last.
func (x *index) latest(claims []*rapporteur.Claim) []Heading {
	byDoc := map[rapporteur.DocID][]*rapporteur.Claim{}
	for _, c := range claims {
		byDoc[c.Doc] = append(byDoc[c.Doc], c)
	}
	docs := slices.DeleteFunc(slices.Clone(x.Documents), func(d link.Document) bool { return !d.Stands() })
	slices.SortFunc(docs, func(a, b link.Document) int {
		return cmp.Or(latestFirst(a.Published, b.Published), cmp.Compare(a.ID, b.ID))
	})
	out := []Heading{}
	for _, d := range docs[:min(len(docs), LatestReadings)] {
		out = append(out, x.heading(d.Document, byDoc[d.ID]))
	}
	return out
}

// heading names a document with its claims.
func (x *index) heading(d rapporteur.Document, claims []*rapporteur.Claim) Heading {
	h := Heading{
		ID: d.ID, Title: d.Title, Outlet: d.Outlet, URL: d.URL, Language: d.Language, Register: d.Register,
		Published: when(d.Published), Origin: x.Origins.Of(d.ID), Claims: len(claims),
	}
	if h.Title == "" {
		h.Title = cmp.Or(d.Name, "untitled")
	}
	h.Parties = parties(mostNamed(claims))
	return h
}

// mostNamed returns the set of states that most claims speak of together.
func mostNamed(claims []*rapporteur.Claim) []rapporteur.Party {
	votes := map[string]int{}
	sets := map[string][]rapporteur.Party{}
	best := ""
	for _, c := range claims {
		set := who.States(c.Parties)
		if len(set) < 2 {
			continue
		}
		key := fmt.Sprint(set)
		sets[key] = set
		votes[key]++
		if votes[key] > votes[best] || votes[key] == votes[best] && key < best {
			best = key
		}
	}
	return sets[best]
}
