package when

import (
	"time"

	"example.org/rapporteur"
)

// moment is what an expression of the calendar says: a date, a period, or a list.
type moment struct {
	dates     []civil
	ranged    bool // two dates, and all between
	either    bool // one of the dates
	weekday   *time.Weekday
	basis     rapporteur.Basis // set if the year came from elsewhere
	inference string
	bare      bool // a year or month that may be something else: its context decides
}

func single(c civil) moment { return moment{dates: []civil{c}} }

// withYear gives every date without a year this one; in a period that runs into a
// new year, the first gets the year before.
func (m moment) withYear(year int) moment {
	dates := append([]civil(nil), m.dates...)
	for i, c := range dates {
		if c.year == rapporteur.NoYear {
			dates[i].year = year
			if last := dates[len(dates)-1]; m.ranged && i == 0 && (c.month > last.month || c.month == last.month && c.day > last.day) {
				dates[i].year--
			}
		}
	}
	m.dates = dates
	return m
}

func (m moment) hasYear() bool { return m.dates[len(m.dates)-1].year != rapporteur.NoYear }

// calendar reads a date of the calendar at token i.
func (r *reader) calendar(i int) (moment, int, bool) {
	var best moment
	end := i
	for _, read := range []func(int) (moment, int, bool){
		r.iso, r.numeric, r.dayMonth, r.monthDay, r.monthYear, r.yearSpan, r.year, r.decade, r.quarter, r.season, r.weekdayDate,
	} {
		if m, e, ok := read(i); ok && e > end {
			best, end = m, e
		}
	}
	return best, end, end > i
}

// iso reads 2025-03-05 and 2025/03/05, with or without a time.
func (r *reader) iso(i int) (moment, int, bool) {
	y, sep, m, d := r.at(i), r.at(i+1), r.at(i+2), r.at(i+4)
	if len(y.text) != 4 || y.num < 0 || y.glued && !r.at(i-1).word || (sep.text != "-" && sep.text != "/") || r.low(i+3) != sep.text ||
		!sep.glued || !m.glued || !d.glued || len(m.text) != 2 || len(d.text) != 2 {
		return moment{}, i, false
	}
	c := civil{year: y.num, month: m.num, day: d.num}
	end := i + 5
	for t := r.at(end); t.glued && (t.word || t.num >= 0 || t.text == ":" && r.at(end+1).num >= 0); t = r.at(end) {
		end++ // the time of day
	}
	return single(c), end, c.valid()
}

func (c civil) valid() bool {
	_, err := rapporteur.ParseDate(c.String())
	return err == nil
}

// numeric reads 05/03/2025 and 5.3.2025. With slashes the order of day and month is
// told only if one of them is above 12; else it is one of two days.
func (r *reader) numeric(i int) (moment, int, bool) {
	a, sep, b, y := r.at(i), r.at(i+1), r.at(i+2), r.at(i+4)
	if a.num < 1 || len(a.text) > 2 || b.num < 1 || len(b.text) > 2 || len(y.text) != 4 || y.num < 1000 || a.glued && r.at(i-1).text != "(" ||
		!sep.glued || !b.glued || !y.glued || r.low(i+3) != sep.text || r.at(i+5).glued && r.at(i+5).num >= 0 {
		return moment{}, i, false
	}
	dayFirst := civil{year: y.num, month: b.num, day: a.num}
	monthFirst := civil{year: y.num, month: a.num, day: b.num}
	switch {
	case sep.text == "." || (sep.text == "/" || sep.text == "-") && (a == b || a.num == b.num || !monthFirst.valid()):
		return single(dayFirst), i + 5, dayFirst.valid()
	case sep.text != "/" && sep.text != "-":
		return moment{}, i, false
	case !dayFirst.valid():
		return single(monthFirst), i + 5, monthFirst.valid()
	}
	m := moment{dates: []civil{dayFirst, monthFirst}, either: true, inference: "day/month or month/day, the text does not tell"}
	if monthFirst.month < dayFirst.month {
		m.dates[0], m.dates[1] = monthFirst, dayFirst
	}
	return m, i + 5, true
}

// dayList reads "5", "11-13", "8 to 12", "10 and 11".
func (r *reader) dayList(i int) (days []int, ranged, ordinal bool, end int) {
	d, end, ordinal, ok := r.dayNumber(i)
	if !ok {
		return nil, false, false, i
	}
	days = []int{d}
	for {
		j, joins := end, false
		switch t := r.at(j); {
		case len(days) == 1 && r.dash(j), len(days) == 1 && (t.low == "to" || t.low == "through" || t.low == "until"):
			j, joins = j+1, true
		case t.low == "and", t.text == "&", t.low == "or", t.text == "," && r.at(j+1).num > 0:
			j++
		default:
			return days, ranged, ordinal, end
		}
		if r.low(j) == "the" {
			j++
		}
		d, e, ord, ok := r.dayNumber(j)
		if !ok || d <= days[len(days)-1] || len(r.at(j).text) > 2 {
			return days, ranged, ordinal, end
		}
		days, ranged, ordinal, end = append(days, d), ranged || joins, ordinal || ord, e
		if ranged {
			return days, ranged, ordinal, end
		}
	}
}

// onDays builds the moment of some days of a month.
func onDays(days []int, ranged bool, month time.Month, year int) (moment, bool) {
	m := moment{ranged: ranged}
	for _, d := range days {
		c := civil{year: year, month: int(month), day: d}
		if !c.valid() {
			return m, false
		}
		m.dates = append(m.dates, c)
	}
	if len(days) == 2 && days[1] == days[0]+1 {
		m.ranged = true // two days on end are one period
	}
	return m, true
}

// dayMonth reads "5 March 2025", "the 5th of March", "8-12 May".
func (r *reader) dayMonth(i int) (moment, int, bool) {
	j := i
	if r.low(j) == "the" {
		j++
	}
	days, ranged, _, end := r.dayList(j)
	if len(days) == 0 {
		return moment{}, i, false
	}
	if r.low(end) == "of" {
		end++
	} else if r.hyphened(end) {
		end++ // 5-March-2025
	}
	month, end, _, ok := r.month(end)
	if !ok {
		return moment{}, i, false
	}
	m, ok := onDays(days, ranged, month, rapporteur.NoYear)
	if !ok {
		return m, i, false
	}
	m, end = r.thenYear(m, end)
	return m, end, true
}

// monthDay reads "March 5, 2025", "Mar. 5", "May 11-13", "September 10 and 11".
func (r *reader) monthDay(i int) (moment, int, bool) {
	month, j, _, ok := r.month(i)
	if !ok {
		return moment{}, i, false
	}
	if r.low(j) == "the" {
		j++
	}
	days, ranged, _, end := r.dayList(j)
	for len(days) > 0 {
		// "March 5 and 12 soldiers" names one day: what is counted after it is no date.
		if len(days) == 1 || !countNouns[r.low(end)] && !r.monthName(end) {
			break
		}
		days, ranged = days[:len(days)-1], false
		_, end, _, _ = r.dayNumber(j)
		if len(days) > 1 {
			return moment{}, i, false
		}
	}
	if len(days) == 0 || r.at(end).glued && r.at(end).text == ":" && r.at(end+1).glued {
		return moment{}, i, false
	}
	m, ok := onDays(days, ranged, month, rapporteur.NoYear)
	if !ok {
		return m, i, false
	}
	m, end = r.thenYear(m, end)
	return m, end, true
}

func (r *reader) monthName(i int) bool {
	_, _, _, ok := r.month(i)
	return ok
}

// monthYear reads "March 2025", "March of last year", and "March" alone, which its
// context must bear out.
func (r *reader) monthYear(i int) (moment, int, bool) {
	month, end, full, ok := r.month(i)
	if !ok {
		return moment{}, i, false
	}
	m := single(civil{year: rapporteur.NoYear, month: int(month)})
	m, e := r.thenYear(m, end)
	if e > end {
		return m, e, true
	}
	m.bare = true
	return m, end, full || r.at(end-1).text == "."
}

// thenYear reads the year that may follow a day, month or season.
func (r *reader) thenYear(m moment, i int) (moment, int) {
	j := i
	switch {
	case r.low(j) == ",", r.low(j) == "of", r.low(j) == "in":
		j++
	case r.hyphened(j), r.at(j).text == "/" && r.at(j+1).glued:
		j++
	}
	if r.isYear(j) && !countNouns[r.low(j+1)] && !(r.low(j-1) == "in" && j > i && m.dates[0].day != 0) {
		return m.withYear(r.at(j).num), j + 1
	}
	if j > i && r.low(i) == "," {
		return m, i
	}
	shift, words := 0, 2
	switch {
	case r.has(j, "last", "year"), r.has(j, "the", "previous", "year"):
		shift = -1
	case r.has(j, "this", "year"), r.has(j, "the", "current", "year"):
	case r.has(j, "next", "year"):
		shift = 1
	default:
		return m, i
	}
	if r.low(j) == "the" {
		words = 3
	}
	if !r.ref.known(rapporteur.PrecisionYear) {
		return m, j + words
	}
	m = m.withYear(r.ref.day.Year() + shift)
	m.basis, m.inference = r.ref.basis, "year counted from "+r.ref.String()
	return m, j + words
}
