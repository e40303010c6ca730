package timeline

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

// A Percent is a place across the picture, so that it fits any page without its
// writing shrinking.
type Percent float64

// String writes the place as SVG takes it.
func (p Percent) String() string { return strconv.FormatFloat(float64(p), 'f', 2, 64) + "%" }

// A Span is a time from the beginning of one day to the end of another, at 00:00 UTC.
type Span struct{ First, Last time.Time }

// From and To write the ends as addresses do.
func (s Span) From() string { return s.First.Format(time.DateOnly) }

// To is the last day, included.
func (s Span) To() string { return s.Last.Format(time.DateOnly) }

// FromWords and ToWords write the ends for people.
func (s Span) FromWords() string { return s.First.Format("2 January 2006") }

// ToWords is the last day in words.
func (s Span) ToWords() string { return s.Last.Format("2 January 2006") }

// FirstDay and LastDay count the days from 1 January 1970.
func (s Span) FirstDay() int { return dayNumber(s.First) }

// LastDay is the number of the last day, included.
func (s Span) LastDay() int { return dayNumber(s.Last) }

// DaysOf returns the days that a date can mean; nil if they are not known.
func DaysOf(d rapporteur.Date) *Span {
	if first, last, ok := d.Bounds(); ok {
		return &Span{first, last}
	}
	return nil
}

func (s Span) days() int { return s.LastDay() - s.FirstDay() + 1 }

// holds reports whether any of a time is in the span.
func (s Span) holds(from, to time.Time) bool { return !to.Before(s.First) && !from.After(s.Last) }

// move returns the span with its ends moved by days, one day long at least.
func (s Span) move(first, last int) Span {
	m := Span{s.First.AddDate(0, 0, first), s.Last.AddDate(0, 0, last)}
	if m.Last.Before(m.First) {
		m.Last = m.First
	}
	return m
}

func dayNumber(t time.Time) int { return int(t.Unix() / 86400) }

// The margins of the picture, so that marks at its ends are whole. The island
// uses the same.
const left, right = Percent(1.5), Percent(98.5)

// at returns the place of a moment, counted in days.
func (s Span) at(day float64) Percent {
	x := left + Percent((day-float64(s.FirstDay()))/float64(s.days()))*(right-left)
	return min(max(x, left), right)
}

// middle returns that of a time, counted in days.
func middle(from, to time.Time) float64 { return float64(dayNumber(from)+dayNumber(to)+1) / 2 }

// spans returns the years of all that is dated on the lanes, and the part of
// them to show if nothing is chosen: a few old dates would press all others
// together, and what is foretold for long after leaves no room for what happened.
// ok is false if nothing is dated.
func spans(lanes []view.Lane, asOf rapporteur.Date) (all, usual Span, ok bool) {
	var days []time.Time
	for _, l := range lanes {
		for _, t := range l.Tracks {
			for _, p := range t.Points {
				if from, to, ok := p.At(); ok {
					days = append(days, from.Add(to.Sub(from)/2))
				}
			}
		}
	}
	if len(days) == 0 {
		return all, usual, false
	}
	slices.SortFunc(days, time.Time.Compare)
	first, last := days[len(days)/20], days[len(days)-1]
	all = Span{yearStart(days[0]), yearEnd(last)}
	if _, now, ok := asOf.Bounds(); ok {
		if all.Last.Before(now) {
			all.Last = yearEnd(now)
		}
		last = later(last, now)
		if limit := now.AddDate(2, 0, 0); last.After(limit) {
			last = limit
		}
		if first.After(now) {
			first = now
		}
	}
	return all, Span{yearStart(first), yearEnd(last)}, true
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

func yearStart(t time.Time) time.Time { return time.Date(t.Year(), 1, 1, 0, 0, 0, 0, time.UTC) }

func yearEnd(t time.Time) time.Time { return time.Date(t.Year(), 12, 31, 0, 0, 0, 0, time.UTC) }

// A Tick is a day at which a year, month or day begins.
type Tick struct {
	X     Percent
	Words string
}

// steps are the distances at which ticks may stand, the closest first.
var steps = []struct {
	years, months, days int
	layout              string
}{
	{0, 0, 1, "2 Jan"}, {0, 0, 7, "2 Jan"}, {0, 1, 0, "Jan 2006"}, {0, 3, 0, "Jan 2006"}, {1, 0, 0, "2006"}, {2, 0, 0, "2006"},
	{5, 0, 0, "2006"}, {10, 0, 0, "2006"}, {20, 0, 0, "2006"}, {50, 0, 0, "2006"}, {100, 0, 0, "2006"}, {1000, 0, 0, "2006"},
}

// mostTicks have room on the narrowest picture.
const mostTicks = 10

// ticks returns the years, months or days of a span, as close as there is room for.
func (s Span) ticks() []Tick {
	var out []Tick
	for _, step := range steps {
		out = out[:0]
		day := s.First
		switch {
		case step.years > 0:
			day = time.Date(day.Year()-day.Year()%step.years, 1, 1, 0, 0, 0, 0, time.UTC)
		case step.months > 0:
			day = time.Date(day.Year(), day.Month()-(day.Month()-1)%time.Month(step.months), 1, 0, 0, 0, 0, time.UTC)
		}
		for ; !day.After(s.Last) && len(out) <= mostTicks; day = day.AddDate(step.years, step.months, step.days) {
			if !day.Before(s.First) {
				out = append(out, Tick{s.at(float64(dayNumber(day))), day.Format(step.layout)})
			}
		}
		if len(out) <= mostTicks {
			break
		}
	}
	return out
}

// A Pile is how many entries fall in a part of the whole time.
type Pile struct {
	Span
	Count  int
	X, W   Percent
	Height int // of at most pileHeight
}

// Y is where the pile begins, from above.
func (p Pile) Y() int { return pileHeight - p.Height + 1 }

// The overview is pileHeight pixels high, of at most mostPiles.
const (
	pileHeight = 32
	mostPiles  = 72
)

// piles counts entries by month or, if these are too many, by years.
func piles(entries []view.Moment, all Span) []Pile {
	years, months := unit(all)
	var out []Pile
	for day := all.First; !day.After(all.Last); day = day.AddDate(years, months, 0) {
		p := Pile{Span: Span{day, day.AddDate(years, months, -1)}}
		p.X = all.at(float64(p.FirstDay()))
		p.W = all.at(float64(p.LastDay()+1)) - p.X
		out = append(out, p)
	}
	most := 1
	for _, e := range entries {
		from, to, ok := e.When.Date.Bounds()
		if !ok {
			continue
		}
		mid := from.Add(to.Sub(from) / 2)
		i, found := slices.BinarySearchFunc(out, mid, func(p Pile, t time.Time) int { return cmp.Compare(p.First.Unix(), t.Unix()) })
		if !found {
			i--
		}
		if i >= 0 && i < len(out) && !mid.After(out[i].Last.AddDate(0, 0, 1)) {
			out[i].Count++
			most = max(most, out[i].Count)
		}
	}
	for i, p := range out {
		out[i].Height = (p.Count*pileHeight + most - 1) / most
	}
	return out
}

// unit returns how long a pile is.
func unit(all Span) (years, months int) {
	if n := all.Last.Year() - all.First.Year() + 1; n*12 > mostPiles {
		return (n + mostPiles - 1) / mostPiles, 0
	}
	return 0, 1
}

// Unit is how long a pile is, in words.
func (p *Picture) Unit() string {
	switch years, _ := unit(p.All); years {
	case 0:
		return "month"
	case 1:
		return "year"
	default:
		return fmt.Sprintf("%d years", years)
	}
}

// AllTicks are those of the whole time.
func (p *Picture) AllTicks() []Tick { return p.All.ticks() }

// A Move is another span that the picture can show.
type Move struct {
	Name, Words string
	Span        Span
}

// Moves are the spans beside, within and around the one shown.
func (p *Picture) Moves() []Move {
	n := p.days()
	half, quarter := max(n/2, 1), n/4
	return []Move{
		{"earlier", "← Earlier", p.move(-half, -half)}, {"later", "Later →", p.move(half, half)},
		{"closer", "Closer", p.move(quarter, -quarter)}, {"wider", "Wider", p.move(-half, half)},
	}
}

// Dated reports whether anything has a place in time.
func (p *Picture) Dated() bool { return !p.All.First.IsZero() }
