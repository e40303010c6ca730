package when

import (
	"fmt"
	"time"

	"example.org/rapporteur"
)

// found is an expression with what it resolves to. date is zero if nothing fixes it.
type found struct {
	start, end int // tokens
	date       rapporteur.Date
	basis      rapporteur.Basis
	inference  string
	role       Role // "" lets the words before decide
	unsure     bool
}

// counted makes the found expression of a date counted from a reference.
func (r *reader) counted(i, end int, date string, from reference) (found, bool) {
	f := found{start: i, end: end}
	if date == "" {
		return f, true
	}
	d, err := rapporteur.ParseDate(date)
	if err != nil { // counted out of the calendar: "9999 years ago"
		return f, true
	}
	f.date, f.basis = d, rapporteur.BasisStated
	if from.date.IsZero() {
		return f, true // "last May" names a month even where its year cannot be told
	}
	f.basis = from.basis
	f.inference = fmt.Sprintf("%q counted from %s", r.words(i, end), from)
	return f, true
}

// words returns the words of the tokens from i to end.
func (r *reader) words(i, end int) string {
	return r.text.String()[r.toks[i].start:r.toks[end-1].end]
}

// relative reads an expression that only a reference date makes a date.
func (r *reader) relative(i int) (found, bool) {
	var best found
	for _, read := range []func(int) (found, bool){
		r.deicticDay, r.directed, r.weekOf, r.bareWeekday, r.ago, r.laterEarlier, r.within, r.theNth,
	} {
		if f, ok := read(i); ok && f.end > best.end {
			best = f
		}
	}
	return best, best.end > i
}

// deicticDay reads today, yesterday, tomorrow and their like.
func (r *reader) deicticDay(i int) (found, bool) {
	shift, end := 0, i+1
	switch r.low(i) {
	case "today", "tonight":
		if p := r.at(i - 1); r.at(i).capital() && i > 0 && p.capital() {
			return found{}, false // a newspaper's name
		}
	case "yesterday":
		shift = -1
	case "tomorrow":
		shift = 1
	case "last":
		if r.low(i+1) != "night" {
			return found{}, false
		}
		shift, end = -1, i+2
	case "this":
		if !dayParts[r.low(i+1)] {
			return found{}, false
		}
		end = i + 2
	case "the", "day":
		j := i
		if r.low(j) == "the" {
			j++
		}
		switch {
		case r.has(j, "day", "before", "yesterday"):
			shift, end = -2, j+3
		case r.has(j, "day", "after", "tomorrow"):
			shift, end = 2, j+3
		default:
			return found{}, false
		}
	default:
		return found{}, false
	}
	if dayParts[r.low(end)] {
		end++
	}
	if !r.ref.known(rapporteur.PrecisionDay) {
		return r.counted(i, end, "", r.ref)
	}
	return r.counted(i, end, civilOf(r.ref.day.AddDate(0, 0, shift)).String(), r.ref)
}

// directions gives the words before a unit, and how many units from the reference they lead.
var directions = map[string]int{"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1, "same": 0, "that": 0, "ensuing": 1}

// toldWords refer to the date that the text told last, and not to its publication.
var toldWords = set("previous", "following", "same", "that", "ensuing")

// directed reads "last week", "this May", "next Monday", "the same year", "that month".
func (r *reader) directed(i int) (found, bool) {
	j, article := i, false
	if r.low(j) == "the" {
		j, article = j+1, true
	}
	word := r.low(j)
	if article && word == "weekend" {
		return r.counted(i, j+1, r.ref.unit("weekend", 0, r.weekendTense(i, j+1)), r.ref)
	}
	shift, ok := directions[word]
	if !ok {
		return found{}, false
	}
	j++
	if word == "this" && (r.low(j) == "past" || r.low(j) == "coming") {
		word, shift, j = r.low(j), directions[r.low(j)], j+1
	}
	if w := r.low(j); w == "calendar" || w == "same" {
		j++
	}
	from := r.ref
	told := toldWords[word] || article && word == "next" && (r.low(j) == "day" || dayParts[r.low(j)])
	if told {
		if from = r.narrative(); r.anchor.Narrative.IsZero() && word == "previous" {
			from = r.ref
		}
	}
	if day, end, ok := r.weekday(j); ok {
		return r.directedWeekday(i, end, day, word, shift)
	}
	if month, end, full, ok := r.month(j); ok && full {
		return r.directedMonth(i, end, month, word, shift)
	}
	low := r.low(j)
	if n, ok := seasonNumbers[low]; ok && (low != "fall" || word == "last" || word == "this" || word == "next") {
		return r.directedSeason(i, j+1, n, word, shift)
	}
	unit := units[low]
	if low == "weekend" || low == "weekends" {
		unit = "weekend"
	}
	if told && dayParts[low] {
		return r.counted(i, j+1, from.unit("day", shift, unclear), from)
	}
	if unit == "" || unit == "fortnight" {
		return found{}, false
	}
	end := j + 1
	if plural := low != unit; plural || word == "past" || article && word == "last" && unit != "century" {
		// "The past year" and "the last week" are as long as that, up to now.
		return found{start: i, end: end, role: RoleDuration}, low != "quarters"
	}
	if article && (word == "next" || word == "coming") && unit != "day" {
		return r.ahead(i, end, 1, unit, false) // "over the next year"
	}
	return r.counted(i, end, from.unit(unit, shift, r.tense(i, end)), from)
}

// unit returns in EDTF the unit of time that lies shift units from the reference, or
// "" if the reference is not fine enough to tell.
func (f reference) unit(unit string, shift int, t tense) string {
	need := map[string]rapporteur.Precision{
		"day": rapporteur.PrecisionDay, "week": rapporteur.PrecisionDay, "weekend": rapporteur.PrecisionDay,
		"month": rapporteur.PrecisionMonth, "quarter": rapporteur.PrecisionMonth,
	}[unit]
	if !f.known(max(need, rapporteur.PrecisionYear)) {
		return ""
	}
	switch unit {
	case "day":
		return civilOf(f.day.AddDate(0, 0, shift)).String()
	case "week":
		monday := f.monday().AddDate(0, 0, 7*shift)
		return period(monday, monday.AddDate(0, 0, 6))
	case "weekend":
		saturday := f.monday().AddDate(0, 0, 5+7*shift)
		if shift == 0 && t == past && saturday.After(f.day) {
			saturday = saturday.AddDate(0, 0, -7)
		}
		return period(saturday, saturday.AddDate(0, 0, 1))
	case "month":
		return f.month(shift)
	case "quarter":
		first := time.Date(f.day.Year(), (f.day.Month()-1)/3*3+1+time.Month(3*shift), 1, 0, 0, 0, 0, time.UTC)
		last := first.AddDate(0, 2, 0)
		return civil{year: first.Year(), month: int(first.Month())}.String() + "/" + civil{year: last.Year(), month: int(last.Month())}.String()
	case "year":
		return civil{year: f.day.Year() + shift}.String()
	case "decade":
		return civil{year: f.day.Year()/10*10 + 10*shift, decade: true}.String()
	case "century":
		return fmt.Sprintf("%02dXX", f.day.Year()/100+shift)
	}
	return ""
}

// weekendTense is the tense of "the weekend", which without a cue is the last one.
func (r *reader) weekendTense(i, end int) tense {
	if t := r.tense(i, end); t == future {
		return future
	}
	return past
}

// weekOf reads "the week of March 6", Monday to Sunday, and "the week beginning 3 March".
func (r *reader) weekOf(i int) (found, bool) {
	j := i
	if r.low(j) == "the" {
		j++
	}
	how := r.low(j + 1)
	if r.low(j) != "week" || how != "of" && how != "beginning" && how != "starting" {
		return found{}, false
	}
	m, end, ok := r.calendar(j + 2)
	if !ok || len(m.dates) != 1 || m.dates[0].grain() != rapporteur.PrecisionDay {
		return found{}, false
	}
	f, ok := r.resolve(j+2, end, m)
	day := newReference(f.date, "", f.basis)
	if !ok || !day.known(rapporteur.PrecisionDay) {
		return found{}, false
	}
	first := day.day
	if how == "of" {
		first = day.monday()
	}
	f.start = i
	f.date, _ = rapporteur.ParseDate(period(first, first.AddDate(0, 0, 6))) // two days of the calendar in order
	return f, true
}

// month returns in EDTF the month that lies shift months from the reference.
func (f reference) month(shift int) string {
	t := time.Date(f.day.Year(), f.day.Month()+time.Month(shift), 1, 0, 0, 0, 0, time.UTC)
	return civil{year: t.Year(), month: int(t.Month())}.String()
}

// monday returns the first day of the reference's week.
func (f reference) monday() time.Time { return f.day.AddDate(0, 0, -(int(f.day.Weekday())+6)%7) }

func period(a, b time.Time) string { return civilOf(a).String() + "/" + civilOf(b).String() }

// directedWeekday reads "last Wednesday", the nearest before; "next Monday", the
// nearest after; "this Friday", that of the week.
func (r *reader) directedWeekday(i, end int, day time.Weekday, word string, shift int) (found, bool) {
	if dayParts[r.low(end)] {
		end++
	}
	from := r.ref
	if toldWords[word] {
		from = r.narrative()
	}
	if !from.known(rapporteur.PrecisionDay) {
		return r.counted(i, end, "", from)
	}
	ahead := (int(day) - int(from.day.Weekday()) + 7) % 7
	switch {
	case shift < 0:
		ahead -= 7
	case shift > 0 && ahead == 0:
		ahead = 7
	case shift == 0:
		ahead = (int(day)+6)%7 - (int(from.day.Weekday())+6)%7
	}
	f, ok := r.counted(i, end, civilOf(from.day.AddDate(0, 0, ahead)).String(), from)
	f.unsure = shift < 0 && ahead >= -2 || shift > 0 && ahead <= 3 // some writers mean the week after or before
	return f, ok
}

// directedMonth reads "last May", the nearest before this month, "next May" and "this May".
func (r *reader) directedMonth(i, end int, month time.Month, word string, shift int) (found, bool) {
	if toldWords[word] {
		return found{}, false
	}
	if !r.ref.known(rapporteur.PrecisionMonth) {
		return r.counted(i, end, civil{year: rapporteur.NoYear, month: int(month)}.String(), r.ref)
	}
	year, now := r.ref.day.Year(), r.ref.day.Month()
	if shift < 0 && month >= now {
		year--
	}
	if shift > 0 && month <= now {
		year++
	}
	return r.counted(i, end, civil{year: year, month: int(month)}.String(), r.ref)
}

func (r *reader) directedSeason(i, end, season int, word string, shift int) (found, bool) {
	if toldWords[word] {
		return found{}, false
	}
	c := civil{year: rapporteur.NoYear, season: season}
	if !r.ref.known(rapporteur.PrecisionMonth) {
		return r.counted(i, end, c.String(), r.ref)
	}
	c.year = r.ref.day.Year()
	lastMonth := c.startMonth() + 2
	if shift < 0 && lastMonth >= int(r.ref.day.Month()) {
		c.year--
	}
	if shift > 0 && c.startMonth() <= int(r.ref.day.Month()) {
		c.year++
	}
	return r.counted(i, end, c.String(), r.ref)
}

// bareWeekday reads "Wednesday", "Wednesday night", "Monday of next week".
func (r *reader) bareWeekday(i int) (found, bool) {
	day, end, ok := r.weekday(i)
	if !ok || nameOfDay[r.low(i-1)] || r.at(end).capital() && newspaper[r.low(end)] {
		return found{}, false
	}
	if dayParts[r.low(end)] {
		end++
	}
	j := end
	if r.low(j) == "of" {
		j++
	}
	if shift, ok := directions[r.low(j)]; ok && !toldWords[r.low(j)] && r.low(j+1) == "week" {
		if !r.ref.known(rapporteur.PrecisionDay) {
			return r.counted(i, j+2, "", r.ref)
		}
		t := r.ref.monday().AddDate(0, 0, 7*shift+(int(day)+6)%7)
		return r.counted(i, j+2, civilOf(t).String(), r.ref)
	}
	if !r.ref.known(rapporteur.PrecisionDay) {
		return r.counted(i, end, "", r.ref)
	}
	shift := (int(day) - int(r.ref.day.Weekday()) + 7) % 7
	t := r.tense(i, end)
	if t != future && shift > 0 {
		shift -= 7
	}
	f, ok := r.counted(i, end, civilOf(r.ref.day.AddDate(0, 0, shift)).String(), r.ref)
	f.unsure = t == unclear
	return f, ok
}

// nameOfDay and newspaper mark weekdays that are parts of names.
var (
	nameOfDay = set("black", "bloody", "good", "ash", "palm", "holy")
	newspaper = set("times", "mirror", "post", "telegraph", "herald", "mail", "express", "star", "observer")
)
