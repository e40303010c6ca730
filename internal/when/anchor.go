package when

import (
	"fmt"
	"time"

	"example.org/rapporteur"
)

// reference is the day, month or year that deictic words and missing years are
// counted from.
type reference struct {
	date  rapporteur.Date
	day   time.Time // its first day
	prec  rapporteur.Precision
	name  string
	basis rapporteur.Basis
}

// known reports whether the reference is at least as fine as p.
func (f reference) known(p rapporteur.Precision) bool { return !f.date.IsZero() && f.prec >= p }

// because says what a date was counted from.
func (f reference) because(what string) string { return what + " " + f.String() }

func (f reference) String() string { return fmt.Sprintf("the %s %s", f.name, f.date) }

// datelineReach is how many days before its publication a text may have been filed
// for its date line, and not the publication, to tell what "today" is.
const datelineReach = 7

// reference returns what a text's dates are counted from: its date line if the text
// was filed shortly before it was published or the publication date is not known,
// else its publication date.
func (a Anchor) reference() reference {
	pub := newReference(a.Published, "publication date", rapporteur.BasisPublished)
	line := newReference(a.Dateline, "date line", rapporteur.BasisInferred)
	if !line.known(rapporteur.PrecisionDay) {
		return pub
	}
	if !pub.known(rapporteur.PrecisionDay) {
		return line
	}
	if days := daysBetween(line.day, pub.day); 0 < days && days <= datelineReach {
		return line
	}
	return pub
}

// narrative returns the date that the text told last, as a reference.
func (r *reader) narrative() reference {
	return newReference(r.anchor.Narrative, "date told before", rapporteur.BasisInferred)
}

func newReference(d rapporteur.Date, name string, basis rapporteur.Basis) reference {
	first, _, ok := d.Bounds()
	if !ok || d.IsInterval() || d.Precision() < rapporteur.PrecisionYear {
		return reference{}
	}
	return reference{date: d, day: first, prec: d.Precision(), name: name, basis: basis}
}

func daysBetween(a, b time.Time) int { return int(b.Sub(a).Hours() / 24) }

// remember lets later words of the sentence refer back to e.
func (r *reader) remember(e Expr) {
	if tellsDate(e) {
		r.anchor.Narrative = e.Time.Date
	}
}

// civil is a day, month, season or year; what is not told is zero, a year NoYear.
type civil struct {
	year, month, day int
	season           int
	decade           bool // year is the first of its ten
}

func civilOf(t time.Time) civil { return civil{year: t.Year(), month: int(t.Month()), day: t.Day()} }

// String writes c in EDTF.
func (c civil) String() string {
	s := "XXXX"
	if c.year != rapporteur.NoYear {
		s = fmt.Sprintf("%04d", c.year)
	}
	switch {
	case c.decade:
		return s[:3] + "X"
	case c.season != 0:
		return fmt.Sprintf("%s-%02d", s, c.season)
	case c.month == 0 && c.day == 0:
		return s
	case c.day == 0:
		return fmt.Sprintf("%s-%02d", s, c.month)
	case c.month == 0:
		return fmt.Sprintf("%s-XX-%02d", s, c.day)
	}
	return fmt.Sprintf("%s-%02d-%02d", s, c.month, c.day)
}

// grain orders what a civil date tells: only like may be joined with like.
func (c civil) grain() rapporteur.Precision {
	switch {
	case c.day != 0:
		return rapporteur.PrecisionDay
	case c.month != 0:
		return rapporteur.PrecisionMonth
	case c.season != 0:
		return rapporteur.PrecisionSeason
	case c.decade:
		return rapporteur.PrecisionDecade
	}
	return rapporteur.PrecisionYear
}

// startMonth is the month in which c begins, for comparing it with a reference.
func (c civil) startMonth() int {
	if c.season != 0 {
		return 3 * (c.season - 20) % 12 // spring begins in March, winter counts from the turn of the year
	}
	return max(c.month, 1)
}

// farDays and farMonths are how far ahead or back news writes a date without its
// year; beyond, the nearest such date is meant whatever the tense.
const (
	farDays   = 300
	farMonths = 10
)

// nearMonths is how near a date must be for its year to be beyond doubt whatever the tense.
const nearMonths = 2

// nearYear chooses the year of a date without one. ok is false if there is nothing
// to choose by; sure is false if only nearness decided, and the date is not near.
// beside tells that the cue of the tense stands next to the date, so that it holds
// however far the date is.
func (f reference) nearYear(c civil, weekday *time.Weekday, t tense, beside bool) (year int, sure, ok bool) {
	if !f.known(rapporteur.PrecisionYear) {
		return 0, false, false
	}
	if !f.known(rapporteur.PrecisionMonth) {
		return f.day.Year(), false, true
	}
	if c.day != 0 && c.month != 0 && f.known(rapporteur.PrecisionDay) {
		return f.nearYearOfDay(c, weekday, t, beside)
	}
	far := farMonths
	if beside {
		far = 12
	}
	diff := c.startMonth() - int(f.day.Month()) // months ahead, in the reference's own year
	switch {
	case t == past && diff > 0 && 12-diff <= far:
		diff -= 12
	case t == future && diff < 0 && 12+diff <= far:
		diff += 12
	case t == unclear && diff > 6:
		diff -= 12
	case t == unclear && diff < -6:
		diff += 12
	}
	months := f.day.Year()*12 + int(f.day.Month()) - 1 + diff
	sure = t == past && diff <= 0 || t == future && diff >= 0 || t == unclear && -nearMonths <= diff && diff <= nearMonths
	return months / 12, sure, true
}

func (f reference) nearYearOfDay(c civil, weekday *time.Weekday, t tense, beside bool) (year int, sure, ok bool) {
	best, far := 0, farDays
	if beside {
		far = 366
	}
	for y := f.day.Year() - 4; y <= f.day.Year()+4; y++ {
		d := time.Date(y, time.Month(c.month), c.day, 0, 0, 0, 0, time.UTC)
		if d.Day() != c.day || weekday != nil && d.Weekday() != *weekday {
			continue
		}
		diff := daysBetween(f.day, d)
		cost := max(diff, -diff)
		inTense := t == past && -far <= diff && diff <= 0 || t == future && 0 <= diff && diff <= far
		if inTense {
			cost -= 2 * 366 // the tense decides
		}
		if !ok || cost < best {
			best, year, ok = cost, y, true
			sure = inTense || t == unclear && cost <= 30*nearMonths || cost <= 1
		}
	}
	return year, sure || weekday != nil, ok
}
