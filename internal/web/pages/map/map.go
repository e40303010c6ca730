// Package mappage draws where contacts took place: marks on the outlines of states.
package mappage

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/geo"
	"example.org/rapporteur/internal/view"
)

// A Picture is a map, in the units of its viewBox.
type Picture struct {
	Width, Height Px
	World         bool
	Land          []Land
	Marks         []Mark // the biggest first, so that the small ones lie above
	Names         []Label
	// Outside are places with a position that the picture does not show.
	Outside []view.Place
}

// Px is a length or place in the picture.
type Px float64

// String writes it as SVG takes it.
func (p Px) String() string { return strconv.FormatFloat(math.Round(float64(p)*10)/10, 'f', -1, 64) }

// A Land is the outline of a state or territory.
type Land struct {
	Path      string
	Concerned bool // it is one that the page is of
}

// A Mark is a place. Its form tells how exactly the place is known.
type Mark struct {
	X, Y, R Px
	// The ring within which a region lies; its mark stands in its middle or on it.
	// Reach is 0 for others.
	RingX, RingY, Reach Px

	Form   view.Form  // solid for a town, hollow for a town or a region, dashed for a region
	Figure string     // the number of contacts, in brackets if all are only announced
	Words  string     // what the mark says
	Place  view.Place // that it stands for
	Label  *Label     // nil where there is no room for it
}

// A Label is a name on the map.
type Label struct {
	X, Y Px
	End  string // "start", "middle" or "end": which end of the words is at X
	Text string
}

const (
	width = 960 // of a map that is a page's picture
	low   = 460 // its height
	high  = 780

	smallWidth = 400 // of a map that only shows where a place is
	smallLow   = 240
	smallHigh  = 400

	// share of the contacts that a map of no states in particular is drawn around.
	share = 0.8
	// A place further off is shown only if the picture loses no more detail by it.
	loss = 1.6
)

// Draw draws places on a map of the area of the states, or of most places if
// there are none; on one of the world if so asked. nil if there is nothing to show.
func Draw(places []view.Place, states []rapporteur.Party, world bool) *Picture {
	var base []geo.Point
	for _, s := range states {
		if o, ok := geo.OutlineOf(s); ok {
			base = append(base, o.Main()...)
		}
	}
	all := 0
	for _, p := range places {
		all += p.Count()
	}
	sum := 0
	for _, p := range places { // most contacts first
		if p.At != nil && len(states) == 0 && float64(sum) < share*float64(all) {
			base = append(base, *p.At)
			sum += p.Count()
		}
	}
	if len(base) == 0 {
		return nil
	}
	w := geo.World(width)
	if !world {
		w = around(base, places, func(points []geo.Point) geo.Window { return geo.Around(points, width, low, high) })
	}
	return draw(w, places, states)
}

// Locate draws a small map that shows where places are: the states that they are
// in or, of what lies in none, what is around it. nil if that is not known.
func Locate(places []view.Place) *Picture {
	var base []geo.Point
	var states []rapporteur.Party
	for _, p := range places {
		if p.State != nil {
			if slices.Contains(states, p.State.Code) {
				continue
			}
			states = append(states, p.State.Code)
			if o, ok := geo.OutlineOf(p.State.Code); ok {
				base = append(base, o.Main()...)
				continue
			}
		}
		if p.At != nil {
			const lon, lat = 9, 6 // degrees around
			base = append(base, geo.Point{Lon: max(p.At.Lon-lon, -180), Lat: max(p.At.Lat-lat, -89)}, geo.Point{Lon: min(p.At.Lon+lon, 180), Lat: min(p.At.Lat+lat, 89)})
		}
	}
	if len(base) == 0 {
		return nil
	}
	return draw(around(base, places, func(points []geo.Point) geo.Window { return geo.Around(points, smallWidth, smallLow, smallHigh) }), places, states)
}

// around returns a window of what must be seen and of those places for which it
// need not grow much.
func around(base []geo.Point, places []view.Place, window func([]geo.Point) geo.Window) geo.Window {
	w := window(base)
	least := w.Detail() / loss
	for _, p := range places {
		if p.At == nil {
			continue
		}
		if wider := window(append(slices.Clone(base), *p.At)); wider.World == w.World && wider.Detail() >= least {
			base, w = append(base, *p.At), wider
		}
	}
	return w
}

func draw(w geo.Window, places []view.Place, states []rapporteur.Party) *Picture {
	p := &Picture{Width: Px(w.Width), Height: Px(w.Height), World: w.World}
	var concerned []Land // above the others, so that their borders show
	for _, o := range geo.Outlines() {
		path := w.Path(o)
		switch {
		case path == "":
		case slices.Contains(states, o.Code):
			concerned = append(concerned, Land{path, true})
		default:
			p.Land = append(p.Land, Land{path, false})
		}
	}
	p.Land = append(p.Land, concerned...)
	for _, q := range places {
		if q.At == nil {
			continue
		}
		x, y, inside := w.At(*q.At)
		if !inside {
			p.Outside = append(p.Outside, q)
			continue
		}
		m := Mark{X: Px(x), Y: Px(y), R: radius(q.Count(), w.World), Form: form(q.Precision), Figure: strconv.Itoa(q.Count()), Words: Words(q), Place: q}
		if q.Held == 0 {
			m.Figure = "(" + m.Figure + ")"
		}
		if m.R < legible {
			m.Figure = ""
		}
		if q.Precision == geo.Region {
			m.Reach = max(Px(w.Length(*q.At, float64(2*q.Reach))/2), m.R+4)
		}
		p.Marks = append(p.Marks, m)
	}
	slices.SortStableFunc(p.Marks, func(a, b Mark) int { return cmp.Compare(b.R, a.R) })
	p.part()
	p.label(w, states)
	return p
}

// part moves the marks of regions off those of other places. Where in its ring the
// mark of a region stands tells nothing.
func (p *Picture) part() {
	for i := range p.Marks {
		m := &p.Marks[i]
		m.RingX, m.RingY = m.X, m.Y
		for turn := 0; m.Reach > 0 && turn < 12 && p.crowded(i); turn++ {
			angle, by := float64(turn)*math.Pi/6, m.Reach
			m.X, m.Y = m.RingX+by*Px(math.Cos(angle)), m.RingY+by*Px(math.Sin(angle))
			if m.X < m.R || m.X > p.Width-m.R || m.Y < m.R || m.Y > p.Height-m.R {
				m.X, m.Y = m.RingX, m.RingY
			}
		}
	}
}

// crowded reports whether a mark lies on another.
func (p *Picture) crowded(i int) bool {
	m := p.Marks[i]
	return slices.ContainsFunc(p.Marks, func(o Mark) bool {
		return o.Place.Name != m.Place.Name && math.Hypot(float64(o.X-m.X), float64(o.Y-m.Y)) < float64(o.R+m.R)
	})
}

// form tells by the form of a mark how exactly its place is known.
func form(p geo.Precision) view.Form {
	switch p {
	case geo.Either:
		return view.Hollow
	case geo.Region:
		return view.Dashed
	}
	return view.Solid
}

// radius makes the area of a mark grow with the number of contacts. On a map of the
// whole world marks are smaller, for those of one region to stand apart.
func radius(n int, world bool) Px {
	r := min(7+2.6*math.Sqrt(float64(n)), 30)
	if world {
		r *= 0.6
	}
	return Px(r)
}

// legible is the least radius of a mark that has room for its figure.
const legible = 8

// Words says what a mark shows.
func Words(p view.Place) string {
	var parts []string
	if p.Held > 0 {
		parts = append(parts, fmt.Sprintf("%d held", p.Held))
	}
	if p.Foretold > 0 {
		parts = append(parts, fmt.Sprintf("%d announced", p.Foretold))
	}
	if p.Disputed > 0 {
		parts = append(parts, fmt.Sprintf("%d placed elsewhere too", p.Disputed))
	}
	return p.Name + ": " + strings.Join(parts, ", ") + " (" + string(p.Precision) + ")"
}
