package mappage

import (
	"slices"
	"strings"
	"unicode/utf8"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/geo"
	"example.org/rapporteur/internal/who"
)

// A rect is room that is taken.
type rect struct{ left, top, right, bottom float64 }

func (r rect) meets(s rect) bool {
	return r.left < s.right && s.left < r.right && r.top < s.bottom && s.top < r.bottom
}

// room keeps account of what is taken of a picture.
type room struct {
	width, height float64
	taken         []rect
}

// put takes the room that a label needs, if all of it is free.
func (m *room) put(l Label, wide, tall float64) bool {
	x, y := float64(l.X), float64(l.Y)
	r := rect{x, y - tall*0.8, x + wide, y + tall*0.2}
	switch l.End {
	case "middle":
		r.left, r.right = x-wide/2, x+wide/2
	case "end":
		r.left, r.right = x-wide, x
	}
	if r.left < 2 || r.right > m.width-2 || r.top < 2 || r.bottom > m.height-2 || slices.ContainsFunc(m.taken, r.meets) {
		return false
	}
	m.taken = append(m.taken, r)
	return true
}

const (
	letter  = 6.6 // width of a letter of a place's name, on average
	line    = 14  // height of its words
	spaced  = 9.5 // width of a letter of a state's name
	longest = 40  // letters; longer names are in the table only
)

// label writes the names of places beside their marks, then those of states,
// wherever there is room.
func (p *Picture) label(w geo.Window, states []rapporteur.Party) {
	free := &room{width: w.Width, height: w.Height}
	for _, m := range p.Marks {
		x, y, r := float64(m.X), float64(m.Y), float64(m.R)
		free.taken = append(free.taken, rect{x - r, y - r, x + r, y + r})
	}
	for i := range p.Marks {
		m := &p.Marks[i]
		name, _, _ := strings.Cut(m.Place.Name, ", ")
		n := utf8.RuneCountInString(name)
		if n > longest {
			continue
		}
		for _, l := range []Label{
			{m.X + m.R + 4, m.Y + 4, "start", name}, {m.X - m.R - 4, m.Y + 4, "end", name},
			{m.X, m.Y + m.R + 13, "middle", name}, {m.X, m.Y - m.R - 5, "middle", name},
		} {
			if free.put(l, letter*float64(n), line) {
				m.Label = &l
				break
			}
		}
	}
	for _, s := range named(p.Marks, states) {
		o, ok := geo.OutlineOf(s)
		if !ok {
			continue
		}
		at, ok := o.Middle()
		x, y, inside := w.At(at)
		if !ok || !inside {
			continue
		}
		name := who.Display(s)
		top, bottom := extent(w, o)
		for _, shift := range []float64{0, -22, 22, -44, 44, -66, 66} {
			l := Label{Px(x), Px(y + shift), "middle", name}
			if y+shift > top && y+shift < bottom && free.put(l, spaced*float64(utf8.RuneCountInString(name)), line+2) {
				p.Names = append(p.Names, l)
				break
			}
		}
	}
}

// extent returns between which heights the main parts of a state lie.
func extent(w geo.Window, o geo.Outline) (top, bottom float64) {
	top, bottom = w.Height, 0
	for _, p := range o.Main() {
		_, y, _ := w.At(p)
		top, bottom = min(top, y), max(bottom, y)
	}
	return top, bottom
}

// named returns the states whose names the map shows: those concerned, and those
// in which marks stand.
func named(marks []Mark, states []rapporteur.Party) []rapporteur.Party {
	out := slices.Clone(states)
	for _, m := range marks {
		if m.Place.State != nil && !slices.Contains(out, m.Place.State.Code) {
			out = append(out, m.Place.State.Code)
		}
	}
	return out
}
