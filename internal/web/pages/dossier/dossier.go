// Package dossier prepares the page of what is known between states.
package dossier

import (
	"net/url"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

// A Page is what the dossier's template shows.
type Page struct {
	*view.Dossier
	Path    string          // of the page, without the day
	Day     rapporteur.Date // as asked for; zero for the present one
	Picture *Picture
	// Counts that the read model has by group only.
	OpenQuestions, CommitmentCount, PeopleCount int
}

// New returns the page of a dossier that is shown at a path and was asked for as
// of a day.
func New(d *view.Dossier, path string, day rapporteur.Date) *Page {
	p := &Page{Dossier: d, Path: path, Day: day, Picture: Draw(d)}
	for _, g := range d.Commitments {
		p.CommitmentCount += len(g.Commitments)
	}
	for _, q := range d.Questions {
		if len(q.Answers) == 0 {
			p.OpenQuestions++
		}
	}
	for _, o := range d.People {
		p.PeopleCount += len(o.People)
	}
	return p
}

// At leads to another page of the same states and day.
func (p *Page) At(root string) string {
	to := root + strings.TrimPrefix(p.Path, "/d/")
	if !p.Day.IsZero() {
		to += "?as_of=" + url.QueryEscape(p.Day.String())
	}
	return to
}

// Bare reports whether there is nothing at all to show.
func (p *Page) Bare() bool {
	return len(p.Meetings)+len(p.Mechanisms)+len(p.Agreements)+p.CommitmentCount+len(p.Questions)+len(p.Assessments)+p.PeopleCount == 0
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
