package timeline

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"example.org/rapporteur/internal/view"
)

// A placed is a track with its places.
type placed struct {
	from, to Percent // that it takes up
	marks    []Mark
	bars     []Bar
	title    Title
}

// pack puts things into rows, each in the first that has room.
func pack(things []placed, most int) (rows [][]placed, left []placed) {
	var ends []Percent
	for _, q := range things {
		i := slices.IndexFunc(ends, func(e Percent) bool { return e <= q.from })
		if i < 0 {
			if len(ends) == most {
				left = append(left, q)
				continue
			}
			i = len(ends)
			ends, rows = append(ends, 0), append(rows, nil)
		}
		ends[i] = q.to
		rows[i] = append(rows[i], q)
	}
	return rows, left
}

// place gives a track its places; ok is false if none is in the picture.
func (p *Picture) place(l view.Lane, t view.Track) (q placed, ok bool) {
	q = placed{from: 101, to: -1, title: Title{Words: clip(t.Title, mostTitle)}}
	before, after := 0, 0
	for _, pt := range t.Points {
		from, to, dated := pt.At()
		switch {
		case !dated:
			p.Undated++
			continue
		case to.Before(p.First):
			before++
			continue
		case from.After(p.Last):
			after++
			continue
		}
		m := Mark{From: float64(dayNumber(from)), To: float64(dayNumber(to) + 1), Shape: shapes[l.Kind], Form: pt.Certainty.Form, Lines: p.lines(t, pt), Anchor: pt.Anchor, Kind: t.Kind, Record: t.Record}
		if t.Number > 0 {
			m.Label = fmt.Sprint(t.Number)
		}
		x1, x2 := p.at(m.From), p.at(m.To)
		m.X = (x1 + x2) / 2 // of the part that is in the picture
		if m.To-m.From > 1 {
			m.vague = &Bar{X1: x1, X2: x2, From: m.From, To: m.To, Style: "vague"}
		}
		q.marks = append(q.marks, m)
	}
	p.Before += before
	p.After += after
	if s := t.Stretch; s != nil {
		from, _, ok1 := s.From.Bounds()
		_, to, ok2 := s.To.Bounds()
		if ok1 && ok2 && p.holds(from, to) {
			q.bars = append(q.bars, Bar{
				X1: p.at(float64(dayNumber(from))), X2: p.at(float64(dayNumber(to) + 1)),
				From: float64(dayNumber(from)), To: float64(dayNumber(to) + 1), Style: styles[s.Basis],
			})
			if before > 0 && len(t.Points) > 0 && from.Before(p.First) {
				pt := t.Points[0]
				q.marks = slices.Insert(q.marks, 0, Mark{
					X: left, From: float64(dayNumber(from)), To: float64(dayNumber(from) + 1), Shape: Since, Form: view.Solid, Anchor: pt.Anchor, Kind: t.Kind, Record: t.Record,
					Lines: append(p.lines(t, pt), "since before this span"),
				})
			}
		}
	}
	p.thin(&q)
	if n := len(q.bars); n > 0 && len(q.marks) > 0 && q.bars[n-1].Style != "vague" {
		q.marks[0].Until = q.bars[n-1].To
	}
	for _, m := range q.marks {
		q.from, q.to = min(q.from, m.X-markWidth/2), max(q.to, m.X+markWidth/2)
	}
	for _, b := range q.bars {
		q.from, q.to = min(q.from, b.X1), max(q.to, b.X2)
	}
	return q, len(q.marks) > 0
}

// thin leaves out marks of a thing that would lie on the one before; that one
// says what they say.
func (p *Picture) thin(q *placed) {
	slices.SortStableFunc(q.marks, func(a, b Mark) int { return cmp.Compare(a.X, b.X) })
	kept := q.marks[:0]
	for _, m := range q.marks {
		if n := len(kept); n > 0 && m.X-kept[n-1].X < markWidth*2/3 {
			kept[n-1].also(m)
			p.Left++
			continue
		}
		kept = append(kept, m)
	}
	q.marks = kept
	var vague []Bar
	for _, m := range kept {
		if m.vague != nil {
			vague = append(vague, *m.vague)
		}
	}
	q.bars = slices.Concat(vague, q.bars)
}

var styles = map[view.StretchBasis]string{
	view.StretchPeriod: "period", view.StretchEnded: "period", view.StretchOpen: "open", view.StretchLife: "life",
}

// lines say what a point is.
func (p *Picture) lines(t view.Track, pt view.Point) []string {
	head := clip(t.Title, mostWords)
	if t.Number > 0 {
		head += fmt.Sprintf(", no. %d", t.Number)
	}
	when := pt.When.Words
	if pt.Said {
		when = "published " + when
	}
	what := pt.What + ", " + when + ": " + pt.Certainty.Word
	if pt.What == pt.Certainty.Word {
		what = pt.What + ", " + when
	}
	if pt.Words != "" {
		what += "; " + pt.Words
	}
	out := []string{head, what}
	if pt.Quote != "" && !p.sketch {
		out = append(out, "“"+clip(pt.Quote, mostWords)+"” · "+pt.SaidBy)
	}
	return out
}

// clip shortens s to n code points.
func clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:n])) + "…"
}

// titledWithin returns a thing with its title on it, if it lasts so long that
// there is room between two of its marks or behind the last.
func (q placed) titledWithin() placed {
	width := q.title.width()
	for i, m := range q.marks {
		end := q.to
		if i+1 < len(q.marks) {
			end = q.marks[i+1].X - markWidth/2
		}
		if m.X+markWidth/2+width <= end {
			q.title.X, q.title.Day = m.X+markWidth/2, m.day()
			return q
		}
	}
	return q
}

// titledBeside returns a thing that takes up the space of its title, too: after
// its end or, at the end of the picture, before its beginning.
func (q placed) titledBeside() placed {
	width := q.title.width()
	first, last := math.Inf(1), math.Inf(-1)
	for _, m := range q.marks {
		first, last = min(first, m.From), max(last, m.To)
	}
	for _, b := range q.bars {
		first, last = min(first, b.From), max(last, b.To)
	}
	switch {
	case q.to+width <= 100:
		q.title.X, q.title.Day = q.to, last
		q.to += width
	case q.from-width >= 0:
		q.title.X, q.title.Day, q.title.Ahead = q.from, first, true
		q.from -= width
	}
	return q
}

// width is about how much of the picture a title takes up.
func (t Title) width() Percent { return Percent(utf8.RuneCountInString(t.Words))*letter + 1 }

// counts returns marks that count things by where they begin.
func (p *Picture) counts(left []placed, l view.Lane, y int) []Mark {
	n := make([]int, bins)
	for _, q := range left {
		x := float64(q.marks[0].X-1.5) / float64(right-1.5)
		n[min(max(int(x*bins), 0), bins-1)]++
	}
	var out []Mark
	for i, n := range n {
		if n == 0 {
			continue
		}
		first, last := i*p.days()/bins, max((i+1)*p.days()/bins-1, i*p.days()/bins)
		s := Span{p.First.AddDate(0, 0, first), p.First.AddDate(0, 0, last)}
		out = append(out, Mark{
			X: p.at(middle(s.First, s.Last)), Y: y, From: float64(s.FirstDay()), To: float64(s.LastDay() + 1), Shape: Count, Form: view.Hollow, Label: fmt.Sprintf("+%d", n), Span: s,
			Lines: []string{fmt.Sprintf("%d more, too close for marks of their own", n), l.Name + ", " + s.FromWords() + " to " + s.ToWords() + ": show this span"},
		})
	}
	return out
}
