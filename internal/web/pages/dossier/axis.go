package dossier

import (
	"slices"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

// An axis turns days into places.
type axis struct {
	from, to time.Time // both the beginning of a year
	asOf     time.Time
	early    bool // the left end gathers what came before
}

// newAxis spans the years of a dossier. A few old dates would press all others
// together: what is earlier than nineteen dates in twenty stands at the left end.
// ok is false if nothing in the dossier is dated.
func newAxis(d *view.Dossier) (a axis, ok bool) {
	var days []time.Time
	note := func(date rapporteur.Date) {
		if from, to, ok := date.Bounds(); ok {
			days = append(days, from.Add(to.Sub(from)/2))
		}
	}
	for _, m := range d.Meetings {
		note(m.When.Date)
	}
	for _, m := range d.Mechanisms {
		for _, e := range m.Editions {
			note(e.When.Date)
		}
	}
	for _, g := range d.Agreements {
		note(g.When.Date)
	}
	for _, g := range d.Commitments {
		for _, c := range g.Commitments {
			for _, s := range c.Steps {
				note(s.When.Date)
			}
		}
	}
	if len(days) == 0 {
		return a, false
	}
	slices.SortFunc(days, time.Time.Compare)
	first, last := days[len(days)/20], days[len(days)-1]
	a.asOf = last
	if _, day, ok := d.AsOf.Bounds(); ok {
		a.asOf = day
		if last.Before(day) {
			last = day
		}
		// What is foretold for long after would leave no room for what happened.
		if limit := day.AddDate(2, 0, 0); last.After(limit) {
			last = limit
		}
	}
	a.from = time.Date(first.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	a.to = time.Date(last.Year()+1, 1, 1, 0, 0, 0, 0, time.UTC)
	a.early = days[0].Before(a.from)
	return a, true
}

// at returns the place of a day: within the gutter if it comes before the axis.
func (a axis) at(t time.Time) Percent {
	left, right := Percent(1.5), Percent(98.5)
	if a.early {
		left = gutter
		if t.Before(a.from) {
			return gutter / 3
		}
	}
	span := a.to.Sub(a.from).Hours()
	x := left + Percent(t.Sub(a.from).Hours()/span)*(right-left)
	return min(max(x, left), right)
}

// ticks returns the years, of which about twelve are labelled everywhere.
func (a axis) ticks() []Tick {
	years := a.to.Year() - a.from.Year()
	step := max(1, (years+5)/6)
	every := max(1, (years+11)/12)
	var out []Tick
	for y := a.from.Year(); y < a.to.Year(); y++ {
		n := y - a.from.Year()
		if n%every != 0 {
			continue
		}
		out = append(out, Tick{X: a.at(time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)), Year: y, Minor: n%step != 0})
	}
	return out
}
