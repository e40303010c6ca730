package rapporteur

import "time"

// MayEqual reports whether a and b could be the same day or days, given what each
// leaves open: XXXX-03-05 and 2025-03-05 may, so may 2025-03 and 2025-03-05, and a
// day and a period that holds it. No date at all may equal any.
//
// "About" (~) reaches three days beyond a day, one month beyond a month and one year
// beyond a year: our own measure, for EDTF gives none. Doubt (?) does not reach further.
func MayEqual(a, b Date) bool {
	if a.IsZero() || b.IsZero() {
		return true
	}
	_, _, _, day := plainDay(a.s)
	if _, _, _, other := plainDay(b.s); day && other {
		return a == b
	}
	for _, s := range a.parsed().spans {
		for _, t := range b.parsed().spans {
			if overlap(s.meaning(), t.meaning()) {
				return true
			}
		}
	}
	return false
}

// meaning is the set of days that a date can mean, in one of three forms.
type meaning struct {
	// A run of days from lo to hi, both included.
	lo, hi dayNumber
	// yearly marks a run that may lie in any year. lo and hi then count from the
	// first day of leapYear; hi lies after lo, if need be in the year after.
	yearly bool
	// pattern is set for days picked by digits, as in 2025-XX-05.
	pattern *point
}

// leapYear is the year in which days of unstated years are counted, as it has them all.
const leapYear = 2000

// yearLength is the number of days of leapYear.
const yearLength = 366

func (s edtfSpan) meaning() meaning {
	if !s.ranged {
		return s.from.point.meaning()
	}
	from, to := s.from, s.to
	if from.given() && to.given() && from.point.unstated() && to.point.unstated() {
		m := meaning{lo: from.point.yearlyRun().lo, hi: to.point.yearlyRun().hi, yearly: true}
		if m.hi < m.lo {
			m.hi += yearLength
		}
		return m
	}
	m := meaning{lo: farPast, hi: farFuture}
	if from.given() && !from.point.unstated() {
		m.lo = from.point.meaning().lo
	}
	if to.given() && !to.point.unstated() {
		m.hi = to.point.meaning().hi
	}
	return m
}

func (p point) meaning() meaning {
	var m meaning
	switch lo, hi, ok := p.bounds(); {
	case ok && !p.scattered():
		m = meaning{lo: lo, hi: hi}
	case p.unstated() && (p.season != 0 || p.quality != [3]quality{} && p.month != ""):
		m = p.yearlyRun()
	case p.year == "" || p.season != 0: // beyond the calendar, or a season of 20X5: the years decide
		first, last := p.yearRange()
		return meaning{lo: yearStart(first), hi: yearStart(last + 1)}
	default:
		return meaning{pattern: &p}
	}
	for _, q := range p.quality {
		if q&approximate != 0 {
			reach := dayNumber(366)
			switch p.precision() {
			case PrecisionDay:
				reach = 3
			case PrecisionMonth, PrecisionSeason:
				reach = 31
			}
			m.lo, m.hi = m.lo-reach, m.hi+reach
			break
		}
	}
	return m
}

// yearStart returns the first day of a year, clamped where time cannot count it.
func yearStart(year int) dayNumber {
	switch {
	case year < -9999:
		return farPast
	case year > 9999:
		return farFuture
	}
	return dayOf(year, 1, 1)
}

// scattered reports whether p means days that do not follow each other.
func (p point) scattered() bool {
	parts := p.year + p.month + p.day
	for i := 1; i < len(parts); i++ {
		if parts[i-1] == 'X' && parts[i] != 'X' {
			return true
		}
	}
	return p.season != 0 && parts != "" && parts[len(parts)-1] == 'X'
}

// yearlyRun returns the days of a date of unstated year.
func (p point) yearlyRun() meaning {
	lo, hi := p.inLeapYear().runIn(leapYear, leapYear)
	start := dayOf(leapYear, 1, 1)
	return meaning{lo: lo - start, hi: hi - start, yearly: true}
}

// inLeapYear returns the date as it falls in leapYear.
func (p point) inLeapYear() point {
	p.year, p.far = "", leapYear
	return p
}

func overlap(a, b meaning) bool {
	switch {
	case a.pattern != nil && b.pattern != nil:
		return a.pattern.unifies(*b.pattern)
	case b.pattern != nil:
		return overlap(b, a)
	case a.pattern != nil && b.yearly:
		for n := range a.pattern.inLeapYear().days(leapYear, leapYear) {
			if b.holdsYearly(n) {
				return true
			}
		}
		return false
	case a.pattern != nil:
		first, last := a.pattern.yearRange()
		if b.lo != farPast {
			first = max(first, b.lo.time().Year())
		}
		if b.hi != farFuture {
			last = min(last, b.hi.time().Year())
		}
		if last < first {
			return false
		}
		for n := range a.pattern.days(first, last) {
			if b.lo <= n && n <= b.hi {
				return true
			}
		}
		return false
	case a.yearly && b.yearly:
		return (b.lo-a.lo+2*yearLength)%yearLength <= a.hi-a.lo || (a.lo-b.lo+2*yearLength)%yearLength <= b.hi-b.lo
	case b.yearly:
		return overlap(b, a)
	case a.yearly:
		if b.lo == farPast || b.hi == farFuture || b.hi-b.lo >= yearLength {
			return true
		}
		for n := b.lo; n <= b.hi; n++ {
			if a.holdsYearly(n) {
				return true
			}
		}
		return false
	}
	return a.lo <= b.hi && b.lo <= a.hi
}

// holdsYearly reports whether a day, its year left aside, falls into a yearly run.
func (m meaning) holdsYearly(n dayNumber) bool {
	t := n.time()
	i := dayOf(leapYear, t.Month(), t.Day()) - dayOf(leapYear, time.January, 1)
	return (i-m.lo+2*yearLength)%yearLength <= m.hi-m.lo
}

// unifies reports whether some day fits both patterns.
func (p point) unifies(o point) bool {
	if p.negative != o.negative && !p.unstated() && !o.unstated() {
		return false
	}
	u := p
	u.negative = p.negative || o.negative
	var ok [3]bool
	u.year, ok[0] = unify(p.year, o.year)
	u.month, ok[1] = unify(p.month, o.month)
	u.day, ok[2] = unify(p.day, o.day)
	if ok != [3]bool{true, true, true} {
		return false
	}
	return u.anyDay(u.yearRange())
}

// unify returns the pattern of what fits both a and b; an empty one fits all.
func unify(a, b string) (string, bool) {
	if a == "" || b == "" {
		return a + b, true
	}
	u := []byte(a)
	for i := range u {
		switch {
		case u[i] == 'X':
			u[i] = b[i]
		case b[i] != 'X' && b[i] != u[i]:
			return "", false
		}
	}
	return string(u), true
}
