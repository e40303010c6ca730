// Package dossier prepares the page of what is known between states: the whole
// relation at a glance. It shows the latest of each kind, as many as a page can
// hold, and the rest stands on pages to which it leads.
package dossier

import (
	"cmp"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
	"example.org/rapporteur/internal/web/pages/timeline"
)

// A Page is what the dossier's template shows besides the read model.
type Page struct {
	Picture *timeline.Picture
	Lately  []Report
	Clock   []Watch
	// Stages count the undertakings by the stage last reported, in the order of the board.
	Stages []view.Count
	// Newest are the undertakings last spoken of.
	Newest []view.Commitment
	// Open are the questions without an answer, the last stated first.
	Open []view.Question
	// Counts that the read model has by group only.
	Commitments, People int
	// Whole is the one kind of which the page shows all; nil if it shows some of each.
	Whole *Whole
}

// How many entries of each kind the page shows.
const (
	mostEntries = 8
	mostForums  = 12
	mostPeople  = 8 // of each side
)

// Whole is all of one kind, a piece at a time.
type Whole struct {
	Kind        rapporteur.Kind
	Title       string
	Count       int
	N, Of       int // the piece shown, from 1, and how many there are
	Mechanisms  []view.Mechanism
	People      []view.Officials
	Assessments []view.Assessment
}

// Piece is how many entries of one kind a page shows at most, of each side.
const Piece = 100

// New returns the page of a dossier.
func New(d *view.Dossier) *Page {
	p := &Page{Picture: timeline.Sketch(d.Lanes, d.AsOf), Lately: lately(d), Clock: clock(d)}
	var all []view.Commitment
	for _, g := range d.Commitments {
		p.Stages = append(p.Stages, view.Count{Value: string(g.Stage), Count: len(g.Commitments)})
		all = append(all, g.Commitments...)
	}
	p.Commitments = len(all)
	slices.SortStableFunc(all, func(a, b view.Commitment) int { return view.LatestFirst(published(a.Evidence), published(b.Evidence)) })
	p.Newest = head(all, mostEntries)
	for _, q := range d.Questions {
		if len(q.Answers) == 0 {
			p.Open = append(p.Open, q)
		}
	}
	for _, o := range d.People {
		p.People += len(o.People)
	}
	return p
}

// All returns the page with all of one kind, of which the n-th piece is shown. ok
// is false if the kind has a page of its own elsewhere.
func All(d *view.Dossier, kind rapporteur.Kind, n int) (p *Page, ok bool) {
	w := &Whole{Kind: kind}
	longest := 0
	switch kind {
	case rapporteur.KindMechanism:
		w.Title, w.Count = "mechanisms", len(d.Mechanisms)
		longest = w.Count
	case rapporteur.KindTenure:
		w.Title = "people in office"
		for _, o := range d.People {
			w.Count += len(o.People)
			longest = max(longest, len(o.People))
		}
	case rapporteur.KindAssessment:
		w.Title, w.Count = "assessments", len(d.Assessments)
		longest = w.Count
	default:
		return nil, false
	}
	w.Of = max(1, (longest+Piece-1)/Piece)
	w.N = min(max(n, 1), w.Of)
	switch kind {
	case rapporteur.KindMechanism:
		w.Mechanisms = piece(d.Mechanisms, w.N)
	case rapporteur.KindTenure:
		for _, o := range d.People {
			w.People = append(w.People, view.Officials{Party: o.Party, People: piece(o.People, w.N)})
		}
	case rapporteur.KindAssessment:
		w.Assessments = piece(d.Assessments, w.N)
	}
	return &Page{Whole: w}, true
}

// Forums are the mechanisms of the piece, each in a line.
func (w *Whole) Forums() []Forum {
	var out []Forum
	for _, m := range w.Mechanisms {
		out = append(out, NewForum(m))
	}
	return out
}

// Pieces are the numbers of all pieces.
func (w *Whole) Pieces() []int {
	out := make([]int, w.Of)
	for i := range out {
		out[i] = i + 1
	}
	return out
}

// Bare reports whether there is nothing at all to show.
func (p *Page) Bare(d *view.Dossier) bool {
	return len(d.Meetings)+len(d.Mechanisms)+len(d.Agreements)+p.Commitments+len(d.Questions)+len(d.Assessments)+p.People == 0
}

// Meetings, Mechanisms, Agreements, Disagreements and Opinions are those that the page shows.
func (p *Page) Meetings(d *view.Dossier) []view.Meeting { return head(d.Meetings, mostEntries) }

// Mechanisms are those of which most is told.
func (p *Page) Mechanisms(d *view.Dossier) []Forum {
	var out []Forum
	for _, m := range head(d.Mechanisms, mostForums) {
		out = append(out, NewForum(m))
	}
	return out
}

// Agreements are the latest.
func (p *Page) Agreements(d *view.Dossier) []view.Agreement { return head(d.Agreements, mostEntries) }

// Questions are the open ones last stated.
func (p *Page) Questions() []view.Question { return head(p.Open, mostEntries) }

// Disagreements are the first as the page of all of them has them.
func (p *Page) Disagreements(d *view.Dossier) []view.Disagreement {
	return head(d.Disagreements, mostEntries)
}

// Opinions are the latest.
func (p *Page) Opinions(d *view.Dossier) []view.Assessment { return head(d.Assessments, mostEntries/2) }

// Officials are those seen last in office for one of the states.
func (p *Page) Officials(o view.Officials) []view.Person { return head(o.People, mostPeople) }

// A Forum is a mechanism in a line: which editions were held, and what is to come.
type Forum struct {
	view.Mechanism
	Held, Missing int
	// Last is the latest edition held, Next what is announced or expected; nil if there is none.
	Last, Next *view.Edition
}

// NewForum returns a mechanism in a line.
func NewForum(m view.Mechanism) Forum {
	f := Forum{Mechanism: m}
	for i := range m.Editions {
		e := &m.Editions[i]
		switch e.State {
		case view.EditionHeld:
			f.Held++
			if f.Last == nil || cmp.Or(view.LatestFirst(e.When.Date, f.Last.When.Date), cmp.Compare(f.Last.Number, e.Number)) <= 0 {
				f.Last = e
			}
		case view.EditionMissing:
			f.Missing += max(e.Through, e.Number) - e.Number + 1
		default:
			f.Next = e
		}
	}
	return f
}

// published returns when the last of the documents came out that something rests
// on; zero if none of them is dated, whenever they were read.
func published(e view.Evidence) (last rapporteur.Date) {
	for _, s := range e.Sources {
		if _, _, ok := s.Published.Date.Bounds(); ok && (last.IsZero() || s.Published.Date.Compare(last) > 0) {
			last = s.Published.Date
		}
	}
	return last
}

// head returns the first n of a list.
func head[T any](list []T, n int) []T { return list[:min(len(list), n)] }

// piece returns the n-th piece of a list, counted from 1.
func piece[T any](list []T, n int) []T {
	from := min((n-1)*Piece, len(list))
	return list[from:min(from+Piece, len(list))]
}

// MeetingTitle says in a few words what kind of contact it was, and of what
// series or where.
func MeetingTitle(m view.Meeting) string {
	s := string(m.Type)
	if s == "other" || s == "" {
		s = "contact"
	}
	s = strings.ToUpper(s[:1]) + s[1:]
	switch {
	case m.Mechanism.Text != "" && m.Edition.Text != "":
		return s + ", edition " + m.Edition.Text + " of the " + m.Mechanism.Text
	case m.Mechanism.Text != "":
		return s + ": " + m.Mechanism.Text
	case m.Place.Text != "":
		return s + " in " + m.Place.Text
	}
	return s
}
