// Package timeline draws what happened between states on an axis of time.
package timeline

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

// A Picture is a timeline on its axis. Across it measures in per cent of its
// width, down in pixels.
type Picture struct {
	Span         // that the picture shows
	Chosen  bool // by the reader, not by what there is
	Ticks   []Tick
	Today   Percent // the day that the page answers for
	IsToday bool    // that day is in the picture
	// TodayDay is the middle of that day, in days since 1970.
	TodayDay float64
	Lanes    []Lane
	// Left counts what has no mark of its own for lack of space; Before, After and
	// Undated what lies outside the picture and what has no place in time.
	Left, Before, After, Undated int
	All                          Span // the whole time
	Piles                        []Pile
	// Frame is where Span is in the whole time.
	FrameX, FrameW Percent

	sketch bool
}

// A Lane is one row of the picture with a name.
type Lane struct {
	Kind   rapporteur.Kind
	Name   string
	Record rapporteur.RecordID // of its mechanism; empty if it is not of one
	Height int
	Bars   []Bar
	Marks  []Mark
	Titles []Title // of the tracks, where there is room for them
	Left   int     // things that only its last row counts
}

// A Title stands after a track or, if Ahead, before it.
type Title struct {
	X     Percent
	Y     int
	Day   float64
	Ahead bool
	Words string
}

// Shape is what a mark looks like.
type Shape string

// The shapes. The first three have the four forms of certainty.
const (
	Disc    Shape = "disc"    // a contact or an edition
	Diamond Shape = "diamond" // what is done to a formal text
	Square  Shape = "square"  // a report on an undertaking
	Since   Shape = "since"   // what lasts from before the picture
	Count   Shape = "count"   // things that are too close for marks of their own
)

// A Mark is a thing at a time. It leads to its words or, if it has none, to its record.
type Mark struct {
	X        Percent
	Y        int
	From, To float64 // the days that it may mean, since 1970; X is their middle
	// Until is the day at which what begins with the mark has ended; 0 if the mark
	// begins nothing. Where only later days are shown, it stands at their beginning.
	Until float64
	Shape Shape
	Form  view.Form
	Label string // a number in the mark
	// Lines say what it is: the thing, what of it and when, and the words.
	Lines  []string
	Anchor *view.Anchor
	Kind   rapporteur.Kind
	Record rapporteur.RecordID
	Span   Span // that a count leads to

	vague *Bar // the days that it may mean, if they are more than one
}

// Symbol names the drawing of the mark.
func (m Mark) Symbol() string {
	switch {
	case m.Shape == Since || m.Shape == Count:
		return string(m.Shape)
	case m.Label != "":
		return "numbered"
	case m.Form == view.Bracketed:
		return string(m.Shape) + "-small"
	}
	return string(m.Shape)
}

// day is the middle of the days that the mark may mean.
func (m Mark) day() float64 { return (m.From + m.To) / 2 }

// also adds to a mark what another says that is too close for one of its own.
func (m *Mark) also(o Mark) {
	switch n := len(m.Lines); {
	case n < mostLines:
		m.Lines = append(m.Lines, "also "+o.Lines[1])
	case n == mostLines:
		m.Lines = append(m.Lines, "and more")
	}
}

// A Bar is a stretch of time.
type Bar struct {
	X1, X2   Percent
	From, To float64 // the same in days since 1970
	Y        int
	Style    string // "vague", "period", "open" or "life"
}

const (
	markWidth = Percent(1.5) // with the gap to the next, where the picture is narrow
	letter    = Percent(0.8) // of a title beside a mark
	mostTitle = 32           // letters of such a title
	bins      = 20           // into which a lane counts what it has no space for
	mostLines = 8            // that a mark says
	mostWords = 240          // letters of a title or quote that a mark says
	// mostForums is how many mechanisms have lanes of their own; the others share one.
	mostForums = 12
)

// How many rows a lane has at most, and how high they are, without and with titles.
var lanes = map[rapporteur.Kind]struct{ rows, row, titled int }{
	rapporteur.KindInteraction: {8, 13, 16},
	rapporteur.KindMechanism:   {3, 18, 18},
	rapporteur.KindInstrument:  {16, 14, 17},
	rapporteur.KindCommitment:  {18, 11, 16},
}

var shapes = map[rapporteur.Kind]Shape{
	rapporteur.KindInteraction: Disc, rapporteur.KindMechanism: Disc, rapporteur.KindInstrument: Diamond, rapporteur.KindCommitment: Square,
}

// Draw places the lanes of a kind, all if it is empty, within the span that t
// names. The entries are those of the whole time.
func Draw(t *view.Timeline, entries []view.Moment, kind rapporteur.Kind) *Picture {
	return draw(t, entries, kind, false)
}

// Sketch draws lanes in little: for a page that shows more besides, with less of
// them and less said by each mark.
func Sketch(lanes []view.Lane, asOf rapporteur.Date) *Picture {
	return draw(&view.Timeline{Lanes: lanes, AsOf: asOf}, nil, "", true)
}

func draw(t *view.Timeline, entries []view.Moment, kind rapporteur.Kind, sketch bool) *Picture {
	p := &Picture{sketch: sketch}
	all, usual, ok := spans(t.Lanes, t.AsOf)
	if !ok {
		return p
	}
	p.Span, p.All = usual, all
	if first, _, ok := t.From.Bounds(); ok {
		p.First, p.Chosen = first, true
	}
	if _, last, ok := t.To.Bounds(); ok {
		p.Last, p.Chosen = last, true
	}
	if p.Last.Before(p.First) { // only one end is chosen, beyond the other that is usual
		if t.To.IsZero() {
			p.Last = later(p.First, all.Last)
		} else {
			p.First = yearStart(p.Last)
		}
	}
	p.All = Span{earlier(all.First, p.First), later(all.Last, p.Last)}
	p.Ticks = p.ticks()
	if _, now, ok := t.AsOf.Bounds(); ok && p.holds(now, now) {
		p.TodayDay, p.IsToday = middle(now, now), true
		p.Today = p.at(p.TodayDay)
	}
	p.Piles = piles(entries, p.All)
	p.FrameX = p.All.at(float64(p.FirstDay()))
	p.FrameW = p.All.at(float64(p.LastDay()+1)) - p.FrameX
	forums := mostForums
	if sketch {
		forums /= 2
	}
	for _, l := range shared(t.Lanes, forums) {
		if kind == "" || kind == l.Kind || kind == rapporteur.KindInteraction && l.Kind == rapporteur.KindMechanism {
			p.add(l)
		}
	}
	return p
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// shared gives the first mechanisms, as many as own, lanes of their own and puts
// the editions of the others into one.
func shared(in []view.Lane, own int) []view.Lane {
	var out []view.Lane
	rest := view.Lane{Kind: rapporteur.KindMechanism}
	forums, at, others := 0, 0, 0
	for _, l := range in {
		if l.Kind != rapporteur.KindMechanism {
			out = append(out, l)
			continue
		}
		if forums++; forums <= own {
			out = append(out, l)
			at = len(out)
			continue
		}
		others++
		rest.Tracks = append(rest.Tracks, l.Tracks...)
	}
	if others > 0 {
		rest.Name = fmt.Sprintf("%d other mechanisms", others)
		out = slices.Insert(out, at, rest)
	}
	return out
}

// add places the tracks of a lane in its rows, each in the first that has room.
// What finds none is counted in one row more.
func (p *Picture) add(l view.Lane) {
	var all []placed
	for _, t := range l.Tracks {
		if q, ok := p.place(l, t); ok {
			all = append(all, q)
		}
	}
	if len(all) == 0 {
		return
	}
	slices.SortStableFunc(all, func(a, b placed) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to)) })
	size := lanes[l.Kind]
	if p.sketch {
		size.rows = max(size.rows/2, 2)
	}
	out := Lane{Kind: l.Kind, Name: l.Name, Record: l.Record}
	titled := make([]placed, len(all))
	for i, q := range all {
		if l.Record == "" { // else the lane is called so
			all[i] = q.titledWithin()
		}
		titled[i] = all[i]
		if l.Record == "" && all[i].title.X == 0 {
			titled[i] = q.titledBeside()
		}
	}
	rows, left := pack(titled, size.rows)
	if len(left) > 0 { // two rows more are not higher than one that counts
		if rows, left = pack(all, size.rows+2); len(left) > 0 {
			rows, left = pack(all, size.rows)
		}
	}
	row := size.row
	if slices.ContainsFunc(slices.Concat(rows...), func(q placed) bool { return q.title.X > 0 }) {
		row = size.titled
	}
	for i, r := range rows {
		y := i*row + row/2 + 2
		for _, q := range r {
			for _, b := range q.bars {
				b.Y = y
				out.Bars = append(out.Bars, b)
			}
			for _, m := range q.marks {
				m.Y = y
				out.Marks = append(out.Marks, m)
			}
			if q.title.X > 0 {
				q.title.Y = y
				out.Titles = append(out.Titles, q.title)
			}
		}
	}
	out.Height = len(rows)*row + 4
	if len(left) > 0 {
		const countRow = 22
		out.Marks = append(out.Marks, p.counts(left, l, out.Height-4+countRow/2+2)...)
		out.Height += countRow
		out.Left = len(left)
	}
	p.Left += out.Left
	slices.SortStableFunc(out.Marks, func(a, b Mark) int { return cmp.Compare(a.day(), b.day()) }) // the order of the keyboard
	p.Lanes = append(p.Lanes, out)
}
