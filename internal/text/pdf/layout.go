package pdf

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"example.org/rapporteur"
	"golang.org/x/text/unicode/norm"
)

// layOut carries out the pages and finds their lines. It goes one page beyond
// the limit, which tells that the limit is passed.
func (r *reader) layOut() []laid {
	var out []laid
	for i, s := range r.sheets() {
		if i >= r.limits.Pages {
			return append(out, laid{})
		}
		in := r.interpret(s)
		out = append(out, laid{
			number: i + 1, height: s.box.y1, lines: arrange(in.glyphs),
			image: in.images > 0.5*s.box.x1*s.box.y1, unknown: in.unknown,
		})
	}
	return out
}

// arrange returns the lines of a page in reading order. Text in the direction of
// most of it comes first, then any that is turned.
func arrange(glyphs []glyph) []line {
	byAngle := map[int][]glyph{} // in degrees
	angle := 0
	for _, g := range glyphs {
		if g.dx != 0 || g.dy != 0 {
			angle = int(math.Round(math.Atan2(g.dy, g.dx)*180/math.Pi)+360) % 360
		}
		byAngle[angle] = append(byAngle[angle], g)
	}
	angles := slices.SortedFunc(maps.Keys(byAngle), func(a, b int) int {
		return cmp.Or(len(byAngle[b])-len(byAngle[a]), a-b)
	})
	var s splitter
	for i, a := range angles {
		start := len(s.lines)
		s.split(pieces(byAngle[a], float64(a)*math.Pi/180), 0)
		if i > 0 {
			for j := start; j < len(s.lines); j++ {
				s.lines[j].y = math.NaN() // not on the page's own baselines
			}
		}
	}
	return s.lines
}

// usualText returns the size in which most of the text is set.
func usualText(pages []laid) float64 {
	letters := map[int]int{} // by tenths of a point
	best := 0
	for _, p := range pages {
		for _, l := range p.lines {
			tenths := int(math.Round(10 * l.size))
			letters[tenths] += len(l.text)
			if letters[tenths] > letters[best] {
				best = tenths
			}
		}
	}
	return float64(best) / 10
}

// heading returns the text that the first page sets in larger type than any
// other and than the usual, or "" if that is none or too long for a title.
func heading(pages []laid, usual float64) string {
	const most = 300 // bytes
	size, out := 1.15*usual, ""
	for _, l := range pages[0].lines {
		switch {
		case l.size > 1.05*size:
			size, out = l.size, l.text
		case l.size > 0.95*size && out != "":
			out += " " + l.text
		}
	}
	if len(out) > most {
		return ""
	}
	return norm.NFC.String(out)
}

// write puts the text of pages together.
func (r *Result) write(pages []laid) {
	v := vocabulary{}
	for _, p := range pages {
		for _, l := range p.lines {
			v.learn(l.text)
		}
	}
	w := writer{words: v}
	var open *paragraph   // the last of the page before
	var notes []paragraph // of that page, which follow it
	for _, p := range pages {
		body, foot := paragraphs(p.lines, p.number), paragraphs(p.notes, p.number)
		own := writer{words: v}
		for _, par := range slices.Concat(body, foot) {
			own.paragraph(par)
		}
		page := Page{Number: p.number, Text: own.text.String(), Scanned: p.image && own.text.Len() == 0}
		for _, l := range p.heads {
			page.Furniture = append(page.Furniture, norm.NFC.String(l.text))
		}
		r.Pages = append(r.Pages, page)

		if open != nil && len(body) > 0 {
			if continues(open.lines[len(open.lines)-1], body[0].lines[0]) {
				body[0] = paragraph{append(open.lines, body[0].lines...), append(open.pages, body[0].pages...)}
			} else {
				w.paragraph(*open)
				w.paragraphs(notes)
				notes = nil
			}
			open = nil
		}
		if len(body) == 0 {
			notes = append(notes, foot...)
			continue
		}
		last := len(body) - 1
		for i, par := range body[:last] {
			w.paragraph(par)
			if i == 0 {
				w.paragraphs(notes)
				notes = nil
			}
		}
		open = &body[last]
		notes = append(notes, foot...)
	}
	if open != nil {
		w.paragraph(*open)
	}
	w.paragraphs(notes)
	r.Text, r.seams = w.text.String(), w.seams
}

// A writer puts paragraphs one after another.
type writer struct {
	text  strings.Builder
	seams []seam
	words vocabulary
	page  int
}

func (w *writer) paragraphs(list []paragraph) {
	for _, p := range list {
		w.paragraph(p)
	}
}

func (w *writer) paragraph(p paragraph) {
	if w.text.Len() > 0 {
		w.text.WriteString("\n\n")
	}
	for i, l := range p.lines {
		text, between := l.text, ""
		if i+1 < len(p.lines) {
			var drop int
			between, drop = w.words.seam(text, p.lines[i+1].text)
			text = text[:len(text)-drop]
		}
		if w.page != p.pages[i] {
			w.page = p.pages[i]
			w.seams = append(w.seams, seam{rapporteur.ByteOffset(w.text.Len()), w.page})
		}
		w.text.WriteString(text)
		w.text.WriteString(between)
	}
}
