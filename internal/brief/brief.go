// Package brief writes what somebody needs to know before states meet again:
// who, what was last said, what is owed, what is new, contested and unknown, and
// what could not be seen; every line with a note that leads to its words.
package brief

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
	"example.org/rapporteur/internal/who"
)

// Input is what a brief is made from, all as of one day.
type Input struct {
	Dossier *view.Dossier
	News    *view.Diff // from Since to the dossier's day
	Unseen  *view.Unseen
}

// Options choose what a brief is about.
type Options struct {
	// For names a mechanism, by any of its names or a part of one; what does not
	// stand in documents that speak of it is left out. Empty means everything.
	For string
	// All lists everything; otherwise each part ends after its most pressing lines.
	All bool
}

// A Brief is a document of a few pages.
type Brief struct {
	Title    string          `json:"title"`
	AsOf     rapporteur.Date `json:"as_of"`
	AsOfText string          `json:"as_of_text"`
	For      string          `json:"for,omitempty"` // the mechanism
	Since    rapporteur.Date `json:"since"`         // what became known after this day is new
	Coverage string          `json:"coverage"`
	// Documents is how many speak of the parties.
	Documents int    `json:"documents"`
	Parts     []Part `json:"parts"` // in a fixed order; each is there even if it is empty
}

// Empty reports whether no document speaks of the parties.
func (b *Brief) Empty() bool { return b.Documents == 0 }

// A Part is one part of a brief under a heading.
type Part struct {
	Name   string  `json:"name"` // the same in every brief: "who", "editions", "owed" …
	Title  string  `json:"title"`
	Groups []Group `json:"groups,omitempty"`
	// Rule says how the lines were chosen; empty if all are there.
	Rule string `json:"rule,omitempty"`
	Left int    `json:"left,omitempty"` // how many lines were left out for length
}

// A Group is lines under a heading of their own, which may be empty.
type Group struct {
	Title string `json:"title,omitempty"`
	Lines []Line `json:"lines"`
}

// A Line is one statement. It has a note at least.
type Line struct {
	Text  string `json:"text,omitempty"`
	Quote string `json:"quote,omitempty"` // exact words of a source, after Text
	After string `json:"after,omitempty"` // what follows the quote
	Notes []Note `json:"notes"`
}

// A Note leads from a line to what it rests on: the words of a source or, where
// the program worked the line out, the rule.
type Note struct {
	Claim  rapporteur.ClaimID `json:"claim,omitempty"`
	Doc    rapporteur.DocID   `json:"doc,omitempty"`
	Quote  string             `json:"quote,omitempty"`
	Outlet string             `json:"outlet,omitempty"`
	Date   string             `json:"date,omitempty"` // of publication, in words
	URL    string             `json:"url,omitempty"`  // only addresses of the web
	SaidBy string             `json:"said_by,omitempty"`
	Page   string             `json:"page,omitempty"`  // of the file, such as "p. 3"
	Older  bool               `json:"older,omitempty"` // another version of the page stands in its place
	Rule   string             `json:"rule,omitempty"`
}

// ErrNoMechanism is the error of a mechanism that is not among those of the dossier.
var ErrNoMechanism = errors.New("no mechanism of that name among the documents held")

// How many lines a part has unless all are asked for.
const (
	mostPeople    = 8 // of each party
	mostForums    = 5
	mostOwed      = 8 // of each party
	mostNew       = 6 // of each kind
	mostUnknown   = 15
	mostSuggested = 12
	mostNotes     = 3 // of each line
	seenWithin    = 3 // years: office-holders not seen for longer are left out
)

// New writes a brief. It is a function of its arguments alone.
func New(in Input, o Options) (*Brief, error) {
	w := &writer{Input: in, Options: o, sources: sourcesOf(in)}
	d := in.Dossier
	b := &Brief{Title: d.Title, AsOf: d.AsOf, AsOfText: d.AsOfText, Coverage: d.Coverage.Words, Documents: d.Coverage.Documents}
	if o.For != "" {
		m, err := find(d, o.For)
		if err != nil {
			return nil, err
		}
		w.forum, b.For = m, m.Name
		w.within = map[rapporteur.DocID]bool{}
		for _, s := range m.Evidence.Sources {
			w.within[s.Doc] = true
		}
	}
	if in.News != nil {
		b.Since = in.News.From
	}
	owed := w.owed()
	unknown, open := w.unknown()
	b.Parts = []Part{w.people(), w.editions(), owed, w.news(), w.contested(), unknown, w.suggested(open), w.unseen()}
	return b, nil
}

// Since returns the day after which things are new, if nobody named one: that of
// the last edition held, of the mechanism named or of the one that most documents
// speak of; else a year before the dossier's day.
func Since(d *view.Dossier, mechanism string) (rapporteur.Date, error) {
	forums := d.Mechanisms
	if mechanism != "" {
		m, err := find(d, mechanism)
		if err != nil {
			return rapporteur.Date{}, err
		}
		forums = []view.Mechanism{*m}
	}
	var last time.Time
	for _, m := range forums {
		if e, ok := lastHeld(m); ok && last.IsZero() {
			_, last, _ = e.When.Date.Bounds()
		}
	}
	if last.IsZero() {
		_, now, ok := d.AsOf.Bounds()
		if !ok {
			return rapporteur.Date{}, fmt.Errorf("a brief needs a day to answer for, and %q has no end", d.AsOf)
		}
		last = now.AddDate(-1, 0, 0)
	}
	return rapporteur.DateOf(last)
}

// find returns the mechanism of a name: the one that is called so, else the one
// with most documents of whose names it is a part.
func find(d *view.Dossier, name string) (*view.Mechanism, error) {
	want := who.Fold(name)
	for _, same := range []func(string) bool{
		func(s string) bool { return who.Fold(s) == want },
		func(s string) bool { return want != "" && strings.Contains(who.Fold(s), want) },
	} {
		for i := range d.Mechanisms { // most documents first
			m := &d.Mechanisms[i]
			if string(m.ID) == name || slices.ContainsFunc(append([]view.Fact{{Text: m.Name}}, m.Names...), func(f view.Fact) bool { return same(f.Text) }) {
				return m, nil
			}
		}
	}
	var known []string
	for _, m := range d.Mechanisms {
		known = append(known, m.Name)
	}
	if len(known) == 0 {
		return nil, fmt.Errorf("%w: %q; there are none", ErrNoMechanism, name)
	}
	return nil, fmt.Errorf("%w: %q; there are: %s", ErrNoMechanism, name, strings.Join(known, "; "))
}

// A writer holds what the parts of a brief are written from.
type writer struct {
	Input
	Options
	forum   *view.Mechanism
	within  map[rapporteur.DocID]bool // documents that speak of forum; nil if all count
	sources map[rapporteur.ClaimID]view.Source
}

// sourcesOf finds the words behind every claim that a brief may name.
func sourcesOf(in Input) map[rapporteur.ClaimID]view.Source {
	out := map[rapporteur.ClaimID]view.Source{}
	keep := func(all []view.Source) {
		for _, s := range all {
			out[s.Claim] = s
		}
	}
	d := in.Dossier
	for _, m := range d.Meetings {
		keep(m.Evidence.Sources)
	}
	for _, m := range d.Mechanisms {
		keep(m.Evidence.Sources)
	}
	for _, o := range d.People {
		for _, p := range o.People {
			keep(p.Evidence.Sources)
		}
	}
	for _, g := range d.Disagreements {
		for _, v := range g.Values {
			keep(v.Evidence.Sources)
		}
	}
	return out
}

// among reports whether one of the sources is in a document that counts.
func (w *writer) among(sources []view.Source) bool {
	return w.within == nil || slices.ContainsFunc(sources, func(s view.Source) bool { return w.within[s.Doc] })
}

// cut shortens a list unless everything is asked for, and returns how many are left out.
func cut[T any](w *writer, list []T, most int) (kept []T, left int) {
	if w.All || len(list) <= most {
		return list, 0
	}
	return list[:most], len(list) - most
}

// note makes a source a note.
func note(s view.Source) Note {
	n := Note{Claim: s.Claim, Doc: s.Doc, Quote: s.Quote, Outlet: s.Outlet, Date: s.Published.Words, URL: view.WebAddress(s.URL), SaidBy: s.SaidBy, Page: s.Page, Older: s.Superseded != ""}
	if n.Outlet == "" {
		n.Outlet = "outlet not known"
	}
	if s.Published.Date.IsZero() {
		n.Date = "date of publication not known"
	}
	return n
}

// notes makes sources notes: each quote of a document once, and of many the
// first and the last ones.
func notes(sources []view.Source) []Note {
	var out []Note
	for _, s := range sources {
		if !slices.ContainsFunc(out, func(n Note) bool { return n.Doc == s.Doc && n.Quote == s.Quote }) {
			out = append(out, note(s))
		}
	}
	if n := len(out); n > mostNotes {
		out = append(out[:1:1], out[n-mostNotes+1:]...)
	}
	return out
}

// cite makes anchors notes.
func (w *writer) cite(as []view.Anchor) []Note {
	var sources []view.Source
	for _, a := range as {
		if s, ok := w.sources[a.Claim]; ok {
			sources = append(sources, s)
		}
	}
	return notes(sources)
}

// worked adds the rule by which the program worked a line out.
func worked(notes []Note, rule string) []Note { return append(notes, Note{Rule: rule}) }
