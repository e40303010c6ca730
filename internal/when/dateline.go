package when

import (
	"strings"
	"unicode"

	"example.org/rapporteur"
)

// Bounds of the search for a date line.
const (
	datelineLines = 6   // lines with words, from the top of the text
	datelineBytes = 160 // of each line
	datelinePlace = 60  // bytes before the date
)

// Dateline returns the day that a text's date line prints ("HANOI, March 5, 2025 —")
// or a line by itself ("5 March 2025"), or the zero Date. A date line without a year
// takes it from the publication date; without that too, it dates nothing.
func Dateline(t rapporteur.Text, published rapporteur.Date) rapporteur.Date {
	start, lines := 0, 0
	for line := range strings.Lines(t.String()) {
		if lines == datelineLines {
			break
		}
		at := start
		start += len(line)
		if strings.TrimSpace(line) == "" {
			continue
		}
		lines++
		if d := lineDate(t, at, clipLine(line), published); !d.IsZero() {
			return d
		}
	}
	return rapporteur.Date{}
}

// clipLine shortens a line to what a date line may take, at the end of a character.
func clipLine(s string) string {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	for i := range s {
		if i >= datelineBytes {
			return s[:i]
		}
	}
	return s
}

func lineDate(t rapporteur.Text, at int, line string, published rapporteur.Date) rapporteur.Date {
	span, err := t.Span(rapporteur.ByteOffset(at), rapporteur.ByteOffset(at+len(line)))
	if err != nil {
		return rapporteur.Date{}
	}
	r := newReader(t, span, Anchor{Published: published})
	for i := range r.toks {
		if r.toks[i].start-at > datelinePlace {
			break
		}
		m, end, ok := r.calendar(i)
		if !ok {
			if !r.mayPrecede(i) {
				break
			}
			continue
		}
		if m.dates[0].grain() != rapporteur.PrecisionDay || len(m.dates) > 1 || !r.closesDateline(i, end) {
			break
		}
		f, ok := r.resolve(i, end, m)
		if _, _, known := f.date.Bounds(); !ok || !known {
			break
		}
		return f.date
	}
	return rapporteur.Date{}
}

// mayPrecede reports whether token i may stand before the date of a date line: a
// place, an agency in brackets, a mark, or "Published on".
func (r *reader) mayPrecede(i int) bool {
	t := r.at(i)
	switch t.low {
	case "on", "updated", "published", "posted", "date", "released", "of", "de", "da":
		return true
	}
	return t.capital() || !t.word && t.num < 0 && t.text != "." || t.text == "." && r.at(i-1).capital()
}

// closesDateline reports whether the date that ends before token end is a date line's:
// it ends its line, or a dash or colon follows, if need be behind an agency in brackets.
func (r *reader) closesDateline(i, end int) bool {
	if r.low(end) == "(" {
		for end++; end < len(r.toks) && r.low(end) != ")"; end++ {
		}
		end++
	}
	if r.low(end) == "," && r.at(end+1).capital() && (r.dash(end+2) || r.at(end+2).text == "--" || r.has(end+2, "-", "-")) {
		end += 2 // "Riyadh, December 1, 2026, SPA --"
	}
	if end >= len(r.toks) {
		return r.toks[len(r.toks)-1].end-r.toks[0].start < datelineBytes-8 // the whole line, not a clipped one
	}
	switch {
	case i == 0:
		return false
	case r.has(end, ".", "/"), r.low(end) == "at" && r.at(end+1).num >= 0, r.at(end).num >= 0:
		return true // "MOSCOW, May 26. /TASS/", and the time of day
	}
	return r.dash(end) || r.low(end) == ":"
}
