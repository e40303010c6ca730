package when

import (
	"time"

	"example.org/rapporteur"
)

// yearSpan reads "2025–2029", "2025-29", "2023/24".
func (r *reader) yearSpan(i int) (moment, int, bool) {
	a, sep, b := r.at(i), r.at(i+1), r.at(i+2)
	if len(a.text) != 4 || a.num < 1800 || a.num > 2199 || b.num < 0 || (a.glued && !r.dash(i-1) && r.at(i-1).text != "(") {
		return moment{}, i, false
	}
	slash := sep.text == "/"
	if !slash && !r.dash(i+1) || slash && !(sep.glued && b.glued) {
		return moment{}, i, false
	}
	if n := r.at(i + 3); n.glued && (n.num >= 0 || n.word || (r.dash(i+3) || n.text == "/" || n.text == ".") && r.at(i+4).glued && r.at(i+4).num >= 0) {
		return moment{}, i, false
	}
	to := b.num
	switch len(b.text) {
	case 2:
		if to += a.num - a.num%100; b.num <= 12 && to != a.num+1 || !b.glued {
			return moment{}, i, false // 2025-03 is a month
		}
	case 4:
	default:
		return moment{}, i, false
	}
	if to <= a.num || to > a.num+100 || slash && to != a.num+1 {
		return moment{}, i, false
	}
	m := moment{dates: []civil{{year: a.num}, {year: to}}, ranged: true}
	end := i + 3
	for _, words := range [][]string{{"dry", "season"}, {"rainy", "season"}, {"wet", "season"}} {
		if r.has(end, words...) {
			end += len(words)
		}
	}
	return m, end, true
}

// year reads a year alone, which its context must bear out.
func (r *reader) year(i int) (moment, int, bool) {
	if !r.isYear(i) {
		return moment{}, i, false
	}
	m := single(civil{year: r.at(i).num})
	m.bare = true
	return m, i + 1, true
}

// decade reads "the 1990s".
func (r *reader) decade(i int) (moment, int, bool) {
	j := i
	if r.low(j) == "the" {
		j++
	}
	t := r.at(j)
	if len(t.text) != 4 || t.num < 1800 || t.num > 2199 || t.num%10 != 0 || r.low(j+1) != "s" || !r.at(j+1).glued {
		return moment{}, i, false
	}
	return single(civil{year: t.num, decade: true}), j + 2, true
}

// quarter reads "the first quarter of 2024", "Q1 2024", "the second half of this year",
// as periods of months, which every reader of EDTF understands.
func (r *reader) quarter(i int) (moment, int, bool) {
	j := i
	if r.low(j) == "the" {
		j++
	}
	n, size := 0, 0
	switch t := r.at(j); {
	case ordinalWords[t.low] > 0 && r.low(j+1) == "quarter":
		n, size, j = ordinalWords[t.low], 3, j+2
	case romanQuarters[t.text] > 0 && r.low(j+1) == "quarter":
		n, size, j = romanQuarters[t.text], 3, j+2
	case ordinalWords[t.low] > 0 && r.low(j+1) == "half":
		n, size, j = min(ordinalWords[t.low], 2), 6, j+2
	case t.text == "Q" && r.at(j+1).glued && r.at(j+1).num >= 1 && r.at(j+1).num <= 4:
		n, size, j = r.at(j+1).num, 3, j+2
	default:
		return moment{}, i, false
	}
	first := civil{year: rapporteur.NoYear, month: (n-1)*size + 1}
	last := civil{year: rapporteur.NoYear, month: n * size}
	m := moment{dates: []civil{first, last}, ranged: true}
	if r.has(j, "of", "the", "year") || r.has(j, "in", "the", "year") {
		return m, j + 3, true
	}
	m, end := r.thenYear(m, j)
	return m, end, end > j || size == 3 && r.low(j) != "of"
}

// romanQuarters number quarters in the manner of eastern ministries: "the IV quarter".
var romanQuarters = map[string]int{"I": 1, "II": 2, "III": 3, "IV": 4}

// season reads "spring 2024", "the summer of 2023", "last autumn".
func (r *reader) season(i int) (moment, int, bool) {
	j := i
	if r.low(j) == "the" {
		j++
	}
	n, ok := seasonNumbers[r.low(j)]
	if !ok {
		return moment{}, i, false
	}
	if r.low(j) == "fall" && j == i && r.low(j+1) == "in" { // anniversaries that fall in 2017
		return moment{}, i, false
	}
	m, end := r.thenYear(single(civil{year: rapporteur.NoYear, season: n}), j+1)
	if end > j+1 {
		return m, end, true
	}
	// Without a year only "in the spring" is surely a time: springs are also water, falls are also defeats.
	m.bare = true
	return m, end, j > i && r.low(i-1) == "in" && r.low(end) != "of"
}

// weekdayDate reads "Wednesday, March 5" and "Monday (Apr 29)".
func (r *reader) weekdayDate(i int) (moment, int, bool) {
	day, j, ok := r.weekday(i)
	if !ok {
		return moment{}, i, false
	}
	if dayParts[r.low(j)] {
		j++
	}
	bracket := false
	switch r.low(j) {
	case ",":
		j++
	case "(":
		bracket = true
		j++
	}
	if r.low(j) == "the" && !bracket {
		j++
	}
	for _, read := range []func(int) (moment, int, bool){r.dayMonth, r.monthDay, r.iso, r.numeric} {
		m, end, ok := read(j)
		if !ok || m.ranged || len(m.dates) != 1 {
			continue
		}
		if bracket {
			if r.low(end) != ")" {
				continue
			}
			end++
		}
		m.weekday = &day
		return m, end, true
	}
	return moment{}, i, false
}

// weekday reads the name of a day of the week at token i.
func (r *reader) weekday(i int) (time.Weekday, int, bool) {
	t := r.at(i)
	if !t.capital() {
		return 0, i, false
	}
	if d, ok := weekdays[t.low]; ok {
		return d, i + 1, true
	}
	d, ok := shortWeekdays[t.low]
	if !ok {
		return 0, i, false
	}
	end := i + 1
	if r.at(end).text == "." && r.at(end).glued {
		end++
	} else if r.low(i-1) != "on" && !r.dateFollows(end) {
		return 0, i, false // "Sun" and "Sat" alone are other words
	}
	return d, end, true
}

func (r *reader) dateFollows(i int) bool {
	if t := r.low(i); t == "," || t == "(" {
		i++
	}
	_, _, dayFirst := r.dayMonth(i)
	_, _, monthFirst := r.monthDay(i)
	return dayFirst || monthFirst
}
