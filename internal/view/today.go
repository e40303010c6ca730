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
	More   int     `json:"more,omitempty"`
	States []Party `json:"states,omitempty"`
	// Of is set if the lists below are made of the newest documents of so many held.
	Of int `json:"of,omitempty"`
	// Due are the undertakings of which the day set is now or has passed without a
	// report of delivery, the last set first; at most Shortlist.
	Due       []Commitment   `json:"due"`
	DueNow    int            `json:"due_now"`   // all of them
	Overdue   int            `json:"overdue"`   // all of them
	Contested []Disagreement `json:"contested"` // the last reported on first; at most Shortlist
	Disputes  int            `json:"disputes"`  // all of them
	Questions []Question     `json:"questions"` // open ones, last stated first; at most Shortlist
	Open      int            `json:"open"`      // all of them
	Answered  int            `json:"answered"`
	Latest    []Heading      `json:"latest"` // documents, last published first; at most LatestReadings
	// New is what came in since a day that was asked for; nil if none was.
	New         *Arrived      `json:"new,omitempty"`
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
	LatestReadings = 12
	Shortlist      = 6
)

// NewToday returns the front page.
func NewToday(in Input) *Today {
	x := newIndex(in)
	t := &Today{AsOf: in.AsOf, AsOfText: asOf(in.AsOf), Of: in.Newest.Of, Quarantined: in.Quarantined}
	claims := x.sorted
	t.Coverage = x.coverage(x.Documents, claims)
	t.Relations = x.relations(claims)
	t.Latest = x.latest(claims)
	x.due(t)
	x.contested(t)
	x.unanswered(t)
	return t
}

// due lists the undertakings that the clock calls due or overdue. Of the others,
// which are most, no more is worked out than that their day is not past.
func (x *index) due(t *Today) {
	t.Due = []Commitment{}
	now, ok := x.now()
	if !ok {
		return
	}
	for _, r := range x.recordsOf(rapporteur.KindCommitment, nil) {
		if from, _, ok := x.date(r, link.FieldDue).Date.Bounds(); !ok || now.Before(from) {
			continue
		}
		c := x.commitment(r)
		switch link.ClockState(c.Derived.Code) {
		case link.Due:
			t.DueNow++
		case link.Overdue:
			t.Overdue++
		default:
			continue
		}
		t.Due = append(t.Due, c)
	}
	slices.SortStableFunc(t.Due, func(a, b Commitment) int {
		return cmp.Or(cmp.Compare(lastDay(b.Due.Date), lastDay(a.Due.Date)), cmp.Compare(a.ID, b.ID))
	})
	t.Due = slices.Clip(t.Due[:min(len(t.Due), Shortlist)])
}

// contested lists where sources disagree.
func (x *index) contested(t *Today) {
	all := x.disputes(nil, nil)
	slices.SortStableFunc(all, func(a, b Disagreement) int { return LatestFirst(a.Last().Date, b.Last().Date) })
	t.Disputes, t.Contested = len(all), slices.Clip(all[:min(len(all), Shortlist)])
}

// unanswered lists what sources say is not known, and no document tells.
func (x *index) unanswered(t *Today) {
	t.Questions = []Question{}
	for _, q := range x.questions(nil) {
		switch {
		case len(q.Answers) > 0:
			t.Answered++
			continue
		case t.Open < Shortlist:
			t.Questions = append(t.Questions, q)
		}
		t.Open++
	}
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
		return cmp.Or(LatestFirst(a.Published, b.Published), cmp.Compare(a.ID, b.ID))
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
