package when

import (
	"fmt"
	"strings"

	"example.org/rapporteur"
)

// match returns the longest expression that begins at token i.
func (r *reader) match(i int) (found, bool) {
	var best found
	for _, read := range []func(int) (found, bool){r.cadence, r.relative, r.dated, r.partly} {
		if f, ok := read(i); ok && f.end > best.end {
			best = f
		}
	}
	return best, best.end > i
}

// partly reads a part of a month, year or week: "early March", "mid-2025", "late last
// year", "the end of June", "the end of the year", "later this month".
func (r *reader) partly(i int) (found, bool) {
	j := i
	switch {
	case parts[r.low(j)]:
		j++
		if r.hyphened(j) || r.low(j) == "in" || r.low(j) == "on" {
			j++
		}
	default:
		if r.low(j) == "the" {
			j++
		}
		switch r.low(j) {
		case "end", "beginning", "start", "close", "middle", "turn":
			j++
		case "latter", "early", "first", "second", "last":
			if p := r.low(j + 1); p != "part" && p != "half" {
				return found{}, false
			}
			j += 2
		default:
			return found{}, false
		}
		if r.low(j) != "of" {
			return found{}, false
		}
		j++
	}
	if r.low(j) == "the" && r.theUnit(j+1) {
		f, ok := r.counted(i, j+2, r.ref.unit(r.low(j+1), 0, unclear), r.ref)
		return f, ok
	}
	for _, read := range []func(int) (found, bool){r.relative, r.dated} {
		if f, ok := read(j); ok {
			f.start = i
			if f.inference != "" && f.basis != "" && strings.HasPrefix(f.inference, `"`) {
				f.inference = strings.Replace(f.inference, `"`, `"`+r.text.String()[r.toks[i].start:r.toks[j].start], 1)
			}
			return f, true
		}
	}
	return found{}, false
}

// theUnit reports whether "the" and token i speak of the reference's own week, month or year.
func (r *reader) theUnit(i int) bool {
	switch r.low(i) {
	case "week", "month", "quarter", "year", "decade", "century":
		return r.low(i+1) != "of"
	}
	return false
}

// dated reads a date of the calendar, or a period of two.
func (r *reader) dated(i int) (found, bool) {
	if r.low(i) == "year" && (r.hyphened(i+1) && r.low(i+2) == "end") {
		return r.counted(i, i+3, r.ref.unit("year", 0, unclear), r.ref)
	}
	m, end, ok := r.calendar(i)
	if !ok {
		return r.weekdaySpan(i)
	}
	m, end = r.joined(i, m, end)
	if m.bare && !r.borneOut(i, end, m) {
		return found{}, false
	}
	m = r.shareYear(m, end)
	return r.resolve(i, end, m)
}

// joined reads the second half of a period: "28 April to 3 May", "from 2020 to 2024",
// "between March and June 2025".
func (r *reader) joined(i int, m moment, end int) (moment, int) {
	if m.ranged || m.either || len(m.dates) > 1 {
		return m, end
	}
	opener := r.low(i - 1)
	grain := m.dates[0].grain()
	switch w := r.low(end); {
	case r.dash(end):
		if grain == rapporteur.PrecisionYear {
			return m, end // yearSpan has read it if it is one
		}
	case w == "to", w == "until", w == "till":
		if grain == rapporteur.PrecisionYear && opener != "from" {
			return m, end
		}
	case w == "through":
	case w == "and" && opener == "between":
	default:
		return m, end
	}
	j := end + 1
	if r.low(j) == "early" || r.low(j) == "late" || r.low(j) == "mid" {
		j++
		if r.hyphened(j) {
			j++
		}
	}
	last, e, ok := r.calendar(j)
	if !ok || last.ranged || last.either || len(last.dates) > 1 || last.dates[0].grain() != grain {
		return m, end
	}
	joined := moment{dates: []civil{m.dates[0], last.dates[0]}, ranged: true, basis: last.basis, inference: last.inference}
	if !m.hasYear() && last.hasYear() {
		joined = joined.withYear(last.dates[0].year)
	}
	if m.hasYear() && !last.hasYear() {
		joined.dates[1].year = m.dates[0].year
	}
	if !joined.inOrder() {
		return m, end
	}
	return joined, e
}

// inOrder reports whether a period does not end before it starts.
func (m moment) inOrder() bool {
	if !m.hasYear() {
		return true // the second date may lie in the next year
	}
	_, err := rapporteur.ParseDate(m.dates[0].String() + "/" + m.dates[1].String())
	return err == nil && m.dates[0] != m.dates[1]
}

// maxShared is how many dates may stand between one without a year and that whose year it shares.
const maxShared = 6

// shareYear gives a date without a year that of the date it is coordinated with:
// "on 11 May and 13 June 2024".
func (r *reader) shareYear(m moment, end int) moment {
	for n := 0; n < maxShared && !m.hasYear() && m.dates[0].grain() >= rapporteur.PrecisionMonth; n++ {
		switch r.low(end) {
		case "and", "or", ",", "&":
			end++
		default:
			return m
		}
		if r.low(end) == "and" || r.low(end) == "or" || r.low(end) == "on" || r.low(end) == "in" {
			end++
		}
		next, e, ok := r.calendar(end)
		if !ok || next.dates[0].grain() != m.dates[0].grain() {
			return m
		}
		if next.hasYear() {
			m = m.withYear(next.dates[0].year)
			m.basis, m.inference = rapporteur.BasisStated, fmt.Sprintf("year from %q", r.words(end, e))
			return m
		}
		end = e
	}
	return m
}

// weekdaySpan reads "Monday to Wednesday".
func (r *reader) weekdaySpan(i int) (found, bool) {
	_, j, ok := r.weekday(i)
	if !ok {
		return found{}, false
	}
	switch w := r.low(j); {
	case w == "to", w == "through", w == "until", r.dash(j), w == "and" && r.low(i-1) == "between":
	default:
		return found{}, false
	}
	first, ok1 := r.bareWeekday(i)
	last, ok2 := r.bareWeekday(j + 1)
	if !ok1 || !ok2 || first.date.IsZero() || last.date.IsZero() {
		return found{}, false
	}
	a, _, _ := first.date.Bounds()
	b, _, _ := last.date.Bounds()
	if a.After(b) {
		b = b.AddDate(0, 0, 7)
	}
	return r.counted(i, last.end, period(a, b), r.ref)
}

// resolve completes a moment and writes it in EDTF.
func (r *reader) resolve(i, end int, m moment) (found, bool) {
	f := found{start: i, end: end, basis: rapporteur.BasisStated}
	if m.basis != "" {
		f.basis, f.inference = m.basis, m.inference
	}
	if m.either {
		f.inference, f.unsure = m.inference, true
	}
	if !m.hasYear() {
		if year, sure, ok := r.ref.nearYear(m.dates[len(m.dates)-1], m.weekday, r.tense(i, end), r.besideCue(i)); ok && !namedByDay[r.low(end)] {
			m = m.withYear(year)
			f.basis, f.inference = r.ref.basis, r.ref.because("year from")
			f.unsure = !sure || r.printsOtherYear(year)
		}
	}
	var words []string
	for _, c := range m.dates {
		words = append(words, c.String())
	}
	s := strings.Join(words, ",")
	switch {
	case m.ranged && len(words) == 2:
		s = words[0] + "/" + words[1]
	case m.either:
		s = "[" + s + "]"
	case len(words) > 1:
		s = "{" + s + "}"
	}
	d, err := rapporteur.ParseDate(s)
	if err != nil { // no such day: "29 February" in a year that has none, or a typing error of the source
		return found{}, false
	}
	f.date = d
	return f, true
}

// namedByDay are what a day may be the name of, long after its year: "the June 4 incident".
var namedByDay = set("attack", "attacks", "massacre", "massacres", "coup", "uprising", "revolution", "movement", "incident", "bombing", "bombings")

// printsOtherYear reports whether the sentence prints a year other than this one, to
// which a date without a year may belong as well.
func (r *reader) printsOtherYear(year int) bool {
	return len(r.years) > 1 || len(r.years) == 1 && !r.years[year]
}
