package dossier

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

// A Picture is the whole relationship on one axis of time. Across it measures in
// per cent of its width, so that it fits any page without its writing shrinking;
// down it measures in pixels.
type Picture struct {
	Ticks []Tick
	// AsOf is where the dossier's day is.
	AsOf  Percent
	Day   string // the same in words
	Lanes []Lane
	// Earlier is set if marks before the axis begins are gathered at its left end.
	Earlier bool
	// Undated counts what has no place on the axis.
	Undated int
}

// Percent is a place across the picture.
type Percent float64

// String writes the place as SVG takes it.
func (p Percent) String() string { return strconv.FormatFloat(float64(p), 'f', 2, 64) + "%" }

// A Tick is the beginning of a year. Minor ones go unlabelled where space is short.
type Tick struct {
	X     Percent
	Year  int
	Minor bool
}

// A Lane is one row of the picture with a name.
type Lane struct {
	Name   string
	Href   string // the part of the page that says the same in words
	Height int
	rows   int // at most
	row    int // height of one
	Bars   []Bar
	Marks  []Mark
	More   int // left out for lack of space
}

// Shape is what a mark looks like.
type Shape string

// The shapes. Each has the four forms of certainty.
const (
	Disc    Shape = "disc"    // a meeting or an edition
	Diamond Shape = "diamond" // an agreement
	Square  Shape = "square"  // a report on an undertaking
)

// A Mark is a thing at a time, and leads to its row.
type Mark struct {
	X      Percent
	Y      int
	Shape  Shape
	Form   view.Form
	Number int // of an edition; 0 if it has none
	Href   string
	Words  string
}

// Symbol names the drawing of the mark.
func (m Mark) Symbol() string {
	switch {
	case m.Number > 0:
		return "numbered"
	case m.Form == view.Bracketed:
		return string(m.Shape) + "-small"
	}
	return string(m.Shape)
}

// A Bar is a stretch of time: a date known only roughly, the years that an
// agreement covers, the life of an undertaking.
type Bar struct {
	From, To Percent
	Y        int
	Style    string // "vague", "period" or "life"
}

const (
	markWidth = Percent(1.35) // with the gap to the next, where the picture is of middling width
	gutter    = Percent(5)    // at the left, for what came before the axis
)

// Draw places a dossier on its axis.
func Draw(d *view.Dossier) *Picture {
	p := &Picture{}
	a, ok := newAxis(d)
	if !ok {
		return p
	}
	p.Ticks = a.ticks()
	p.AsOf, p.Day = a.at(a.asOf), d.AsOfText
	p.Earlier = a.early
	p.add(a, Lane{Name: "Contacts", Href: "#meetings", rows: 9, row: 13}, meetings(d))
	for _, m := range d.Mechanisms {
		if len(m.Editions) > 0 {
			p.add(a, Lane{Name: m.Name, Href: "#" + string(m.ID), rows: 3, row: 17}, editions(m))
		}
	}
	p.add(a, Lane{Name: "Agreements", Href: "#agreements", rows: 9, row: 14}, agreements(d))
	p.add(a, Lane{Name: "Undertakings", Href: "#commitments", rows: 24, row: 10}, commitments(d))
	return p
}

// A thing is what is to be drawn: its marks, and the stretch that joins them.
type thing struct {
	marks       []point
	style       string    // of the bar, if any
	first, last time.Time // of a period
}

// A point is a mark before it has a place.
type point struct {
	Mark
	date rapporteur.Date
}

func meetings(d *view.Dossier) []thing {
	var out []thing
	for _, m := range d.Meetings {
		out = append(out, thing{marks: []point{{Mark{
			Shape: Disc, Form: m.Certainty.Form, Href: "#" + string(m.ID),
			Words: m.Title + ", " + m.When.Words + ": " + m.Certainty.Word,
		}, m.When.Date}}})
	}
	return out
}

func agreements(d *view.Dossier) []thing {
	var out []thing
	for _, g := range d.Agreements {
		t := thing{marks: []point{{Mark{
			Shape: Diamond, Form: g.Certainty.Form, Href: "#" + string(g.ID),
			Words: g.Title + ", " + string(g.Status) + ", " + g.When.Words + ": " + g.Certainty.Word,
		}, g.When.Date}}}
		if g.Period != nil {
			if from, to, ok := g.Period.Date.Bounds(); ok {
				t.first, t.last, t.style = from, to, "period"
			}
		}
		out = append(out, t)
	}
	return out
}

func commitments(d *view.Dossier) []thing {
	var out []thing
	for _, g := range d.Commitments {
		for _, c := range g.Commitments {
			var t thing
			for i, s := range c.Steps {
				form := s.Source.Certainty.Form
				if i > 0 && s.What == "restated" {
					form = view.Hollow // it adds no evidence
				}
				t.marks = append(t.marks, point{Mark{
					Shape: Square, Form: form, Href: "#" + string(c.ID), Words: c.What + ": " + s.What + ", " + s.When.Words,
				}, s.When.Date})
			}
			t.style = "life"
			out = append(out, t)
		}
	}
	return out
}

// editions puts the numbered meetings of a mechanism in their places. One that
// is only known to be missing stands between its neighbours.
func editions(m view.Mechanism) []thing {
	dates, numbered := make([]rapporteur.Date, len(m.Editions)), make([]rapporteur.Date, len(m.Editions))
	for i, e := range m.Editions {
		dates[i] = e.When.Date
		if e.Number > 0 && e.State == view.EditionHeld {
			numbered[i] = e.When.Date
		}
	}
	for i, e := range m.Editions {
		if _, _, ok := dates[i].Bounds(); !ok && e.State == view.EditionMissing {
			dates[i] = between(numbered, m.Editions, i)
		}
	}
	var out []thing
	for i, e := range m.Editions {
		form, words := view.Solid, "held"
		if e.State != view.EditionHeld {
			form, words = view.Dashed, e.Words
			if words == "" {
				words = string(e.State)
			}
		}
		name := m.Name
		if e.Number > 0 {
			name += fmt.Sprintf(", no. %d", e.Number)
		}
		href := "#" + string(m.ID)
		if e.Meeting != "" {
			href = "#" + string(e.Meeting)
		}
		out = append(out, thing{marks: []point{{Mark{
			Shape: Disc, Form: form, Number: e.Number, Href: href, Words: name + ", " + e.When.Words + ": " + words,
		}, dates[i]}}})
	}
	return out
}

// between returns a day for edition i, in proportion to its number between those
// of the nearest dated editions before and after it; zero if it lacks one of them.
func between(dates []rapporteur.Date, editions []view.Edition, i int) rapporteur.Date {
	near := func(step int) (day time.Time, number int, ok bool) {
		for j := i + step; j >= 0 && j < len(dates); j += step {
			if from, to, ok := dates[j].Bounds(); ok {
				return from.Add(to.Sub(from) / 2), editions[j].Number, true
			}
		}
		return day, 0, false
	}
	before, low, ok1 := near(-1)
	after, high, ok2 := near(+1)
	n := editions[i].Number
	if !ok1 || !ok2 || n <= low || high <= n {
		return rapporteur.Date{}
	}
	days := int(after.Sub(before).Hours()/24) * (n - low) / (high - low)
	d, err := rapporteur.DateOf(before.AddDate(0, 0, days))
	if err != nil {
		return rapporteur.Date{} // beyond the years that a date can hold
	}
	return d
}

// add places things in the rows of a lane, each in the first row that has room.
func (p *Picture) add(a axis, l Lane, things []thing) {
	type placed struct {
		thing
		from, to Percent
		xs       []Percent
		vague    []Bar // what is not known of its dates; other marks may stand on it
		bar      []Bar
	}
	var all []placed
	for _, t := range things {
		q := placed{thing: t, from: 101, to: -1}
		kept := q.marks[:0:0]
		for _, m := range t.marks {
			from, to, ok := m.date.Bounds()
			if !ok {
				continue
			}
			x0, x1 := a.at(from), a.at(to)
			x := (x0 + x1) / 2
			if x1-x0 > markWidth {
				q.vague = append(q.vague, Bar{From: x0, To: x1, Style: "vague"})
			}
			q.from, q.to = min(q.from, x-markWidth/2), max(q.to, x+markWidth/2)
			kept, q.xs = append(kept, m), append(q.xs, x)
		}
		if len(kept) == 0 {
			p.Undated++
			continue
		}
		q.marks = kept
		switch {
		case t.style == "period":
			q.bar = []Bar{{From: a.at(t.first), To: a.at(t.last), Style: t.style}}
		case t.style == "life" && len(kept) > 1:
			q.bar = []Bar{{From: slices.Min(q.xs), To: slices.Max(q.xs), Style: t.style}}
		}
		for _, b := range q.bar {
			q.from, q.to = min(q.from, b.From), max(q.to, b.To)
		}
		all = append(all, q)
	}
	if len(all) == 0 {
		return
	}
	slices.SortStableFunc(all, func(x, y placed) int { return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(y.to, x.to)) })
	var ends []Percent // of the rows
	for _, q := range all {
		row := slices.IndexFunc(ends, func(e Percent) bool { return e <= q.from })
		if row < 0 {
			if len(ends) == l.rows {
				l.More++
				continue
			}
			row = len(ends)
			ends = append(ends, 0)
		}
		ends[row] = q.to
		y := row*l.row + l.row/2 + 2
		for _, b := range slices.Concat(q.vague, q.bar) {
			b.Y = y
			l.Bars = append(l.Bars, b)
		}
		for i, m := range q.marks {
			m.X, m.Y = q.xs[i], y
			l.Marks = append(l.Marks, m.Mark)
		}
	}
	l.Height = len(ends)*l.row + 4
	p.Lanes = append(p.Lanes, l)
}
