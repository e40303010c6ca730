package when

import (
	"time"

	"example.org/rapporteur"
)

// step returns in EDTF the time that lies n units from the reference, as finely as
// the unit tells: days to the day, weeks to the week, months to the month. A point
// ahead or back by whole weeks is told to the day if exact is set.
func (f reference) step(n int, unit string, exact bool) string {
	switch unit {
	case "fortnight":
		n, unit = 2*n, "week"
	case "decade":
		n, unit = 10*n, "year"
	case "century":
		n, unit = 100*n, "year"
	case "quarter":
		n, unit = 3*n, "month"
	}
	if unit == "week" && exact && f.known(rapporteur.PrecisionDay) {
		return civilOf(f.day.AddDate(0, 0, 7*n)).String()
	}
	return f.unit(unit, n, unclear)
}

// count reads "three years", "a decade", "almost four months", "several days". vague
// is true if the number is not told.
func (r *reader) count(i int) (n int, unit string, rough, vague bool, end int, ok bool) {
	j := i
	switch {
	case r.has(j, "more", "than"), r.has(j, "less", "than"):
		rough, j = true, j+2
	case r.low(j) == "some" && units[r.low(j+1)] != "": // "some years" counts none
	case approximators[r.low(j)], r.low(j) == "over" && r.at(j+1).num > 0:
		rough, j = true, j+1
	}
	n, j, vague, ok = r.number(j)
	if !ok {
		return 0, "", false, false, i, false
	}
	if r.hyphened(j) {
		j++
	}
	unit = units[r.low(j)]
	if unit == "" {
		return 0, "", false, false, i, false
	}
	return n, unit, rough || unit == "decade" && n == 1, vague, j + 1, true
}

// ago reads "three years ago".
func (r *reader) ago(i int) (found, bool) {
	n, unit, rough, vague, end, ok := r.count(i)
	if !ok && (r.has(i, "weeks") || r.has(i, "days") || r.has(i, "months") || r.has(i, "years") || r.has(i, "decades")) {
		vague, end, ok = true, i+1, true
	}
	if !ok || r.low(end) != "ago" {
		return found{}, false
	}
	if vague {
		return r.counted(i, end+1, "", r.ref)
	}
	return r.counted(i, end+1, approximate(r.ref.step(-n, unit, false), rough), r.ref)
}

// approximate marks a date that is no period as rough.
func approximate(date string, rough bool) string {
	if rough && len(date) > 0 && len(date) <= len("2025-03-05") {
		return date + "~"
	}
	return date
}

// laterEarlier reads "two days later", "a month earlier", "the day before", counted
// from the date told before.
func (r *reader) laterEarlier(i int) (found, bool) {
	n, unit, rough, vague, end, ok := r.count(i)
	if !ok {
		return found{}, false
	}
	sign := 1
	switch r.low(end) {
	case "later", "afterwards":
	case "earlier", "before", "previously":
		if r.low(end) == "before" && !r.clauseEnds(end+1) {
			return found{}, false // "two days before the summit": the summit's date is not told here
		}
		sign = -1
	default:
		return found{}, false
	}
	from := r.narrative()
	if vague {
		return r.counted(i, end+1, "", from)
	}
	return r.counted(i, end+1, approximate(from.step(sign*n, unit, true), rough), from)
}

// clauseEnds reports whether nothing follows token i-1 in its clause.
func (r *reader) clauseEnds(i int) bool {
	t := r.at(i)
	return t.text == "" || !t.word && t.num < 0
}

// within reads "within 10 days", "over the next six months", "in two weeks' time",
// "three months from now", and spans that fix no date: "in the coming months",
// "for three days", "the past two years".
func (r *reader) within(i int) (found, bool) {
	j, start := i, i
	word := ""
	switch w := r.low(j); w {
	case "within", "in", "over", "for", "during", "after", "lasting":
		word, j = w, j+1
	}
	article := r.low(j) == "the"
	if article {
		j++
	}
	direction := ""
	switch w := r.low(j); w {
	case "next", "coming", "past", "last", "recent", "following", "previous":
		direction, j = w, j+1
	}
	n, unit, _, vague, end, ok := r.count(j)
	if !ok {
		plural := r.low(j)
		if direction == "" && !(word == "for" && units[plural] != "") || units[plural] == "" || units[plural] == plural {
			return found{}, false
		}
		return found{start: i, end: j + 1, role: RoleDuration}, true
	}
	if r.low(j) == "some" || (r.low(j) == "a" || r.low(j) == "an") && word != "within" && direction == "" && word != "for" && r.low(end) != "from" {
		return found{}, false
	}
	if r.hyphened(end) && r.low(end+1) == "old" {
		return found{}, false // somebody's age
	}
	ahead := word == "within" && direction == "" || direction == "next" || direction == "coming"
	switch {
	case r.has(end, "from", "now"):
		ahead, end = true, end+2
	case word == "in" && (r.low(end) == "'" || r.low(end) == "’") && r.low(end+1) == "time":
		ahead, end = true, end+2
	case word == "in" && direction == "" && r.tense(i, end) == future && r.clauseEnds(end):
		ahead = true
	}
	if ahead && !vague && n > 0 {
		return r.ahead(i, end, n, unit, word == "in")
	}
	if word == "" && direction == "" && !r.hyphened(j+1) && !ahead {
		return found{}, false // a bare number of days says too little
	}
	if word == "in" && direction == "" || word == "after" {
		return found{}, false
	}
	if word == "" && direction == "" {
		start = j
	}
	return found{start: start, end: end, role: RoleDuration}, true
}

// ahead makes the end of a span of n units that begins at the reference a deadline.
func (r *reader) ahead(i, end, n int, unit string, rough bool) (found, bool) {
	f, ok := r.counted(i, end, approximate(r.ref.step(n, unit, true), rough && unit == "week"), r.ref)
	if f.role = RoleDue; f.date.IsZero() {
		f.role = RoleDuration
	}
	return f, ok
}

// theNth reads "on the 25th", a day of the month told before or of the reference.
func (r *reader) theNth(i int) (found, bool) {
	if r.low(i) != "the" || !onBefore[r.low(i-1)] {
		return found{}, false
	}
	day, end, ordinal, ok := r.dayNumber(i + 1)
	if next := r.at(end); !ok || !ordinal || next.word && !afterNth[next.low] || r.hyphened(end) {
		return found{}, false
	}
	from := r.narrative()
	if !from.known(rapporteur.PrecisionMonth) {
		from = r.ref
	}
	c := civil{year: rapporteur.NoYear, day: day}
	if !from.known(rapporteur.PrecisionMonth) {
		return r.counted(i, end, c.String(), reference{})
	}
	first := time.Date(from.day.Year(), from.day.Month(), 1, 0, 0, 0, 0, time.UTC)
	if from.basis == rapporteur.BasisPublished && from.known(rapporteur.PrecisionDay) {
		switch t := r.tense(i, end); {
		case t == future && day < from.day.Day():
			first = first.AddDate(0, 1, 0)
		case t == past && day > from.day.Day():
			first = first.AddDate(0, -1, 0)
		}
	}
	c.year, c.month = first.Year(), int(first.Month())
	if !c.valid() {
		return found{}, false
	}
	return r.counted(i, end, c.String(), from)
}

var (
	onBefore = set("on", "by", "until", "till", "from", "since", "before", "after")
	afterNth = set("of", "in", "and", "to", "at", "with", "for", "when", "after", "before", "by", "the", "he", "she", "they", "where", "while", "as", "following")
)
