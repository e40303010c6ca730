package rapporteur

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"strconv"
	"strings"
	"time"
)

// dayNumber counts days from 1 January 1970.
type dayNumber int

const (
	farPast   dayNumber = math.MinInt
	farFuture dayNumber = math.MaxInt
)

func dayOf(year int, month time.Month, day int) dayNumber {
	return dayNumber(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func (n dayNumber) time() time.Time { return time.Unix(int64(n)*86400, 0).UTC() }

// plainDay reads a day that is written as 2025-03-05, in digits alone, as nearly
// all are. ok is false for all else, also for what parseEDTF refuses.
func plainDay(s string) (year int, month time.Month, day int, ok bool) {
	if len(s) != len(time.DateOnly) || s[4] != '-' || s[7] != '-' {
		return 0, 0, 0, false
	}
	number := func(digits string) (n int) {
		for i := range len(digits) {
			if digits[i] < '0' || digits[i] > '9' {
				ok = false
			}
			n = 10*n + int(digits[i]-'0')
		}
		return n
	}
	ok = true
	year, month, day = number(s[:4]), time.Month(number(s[5:7])), number(s[8:])
	ok = ok && 1 <= month && month <= 12 && 1 <= day && (day <= 28 || day <= daysIn(year, month))
	return year, month, day, ok
}

// Bounds returns the first and the last day, at 00:00 UTC, that d can mean as it
// is written; marks of doubt do not widen them. ok is false if d is zero, if the
// year is not stated, if an end is open or unknown, or if a year lies beyond 9999.
//
// The seasons 21 to 24 are the meteorological ones of the northern hemisphere, and
// winter is that which begins in December of its year.
func (d Date) Bounds() (earliest, latest time.Time, ok bool) {
	lo, hi, ok := d.bounds()
	if !ok || lo == farPast || hi == farFuture {
		return time.Time{}, time.Time{}, false
	}
	return lo.time(), hi.time(), true
}

// bounds is Bounds with farPast and farFuture for open or unknown ends.
func (d Date) bounds() (lo, hi dayNumber, ok bool) {
	if year, month, day, ok := plainDay(d.s); ok {
		n := dayOf(year, month, day)
		return n, n, true
	}
	lo, hi = farFuture, farPast
	for _, s := range d.parsed().spans {
		from, to, ok := s.bounds()
		if !ok {
			return 0, 0, false
		}
		lo, hi = min(lo, from), max(hi, to)
	}
	return lo, hi, lo <= hi
}

func (s edtfSpan) bounds() (lo, hi dayNumber, ok bool) {
	lo, hi, ok = farPast, farFuture, true
	if s.from.given() {
		var end dayNumber
		lo, end, ok = s.from.point.bounds()
		if !s.ranged {
			return lo, end, ok
		}
	}
	if ok && s.to.given() {
		_, hi, ok = s.to.point.bounds()
	}
	return lo, hi, ok
}

// seasons gives the first and the last month of the parts of a year that EDTF
// numbers; months after 12 are those of the next year.
var seasons = map[int]struct {
	first, last time.Month
	words       string
}{
	21: {3, 5, "spring"}, 22: {6, 8, "summer"}, 23: {9, 11, "autumn"}, 24: {12, 14, "winter"},
	25: {3, 5, "northern spring"}, 26: {6, 8, "northern summer"}, 27: {9, 11, "northern autumn"}, 28: {12, 14, "northern winter"},
	29: {9, 11, "southern spring"}, 30: {12, 14, "southern summer"}, 31: {3, 5, "southern autumn"}, 32: {6, 8, "southern winter"},
	33: {1, 3, "first quarter of"}, 34: {4, 6, "second quarter of"}, 35: {7, 9, "third quarter of"}, 36: {10, 12, "fourth quarter of"},
	37: {1, 4, "first third of"}, 38: {5, 8, "second third of"}, 39: {9, 12, "last third of"},
	40: {1, 6, "first half of"}, 41: {7, 12, "second half of"},
}

// unstated reports whether nothing of the year is known.
func (p point) unstated() bool { return p.year == "XXXX" }

// yearRange returns the first and the last year that p can mean.
func (p point) yearRange() (lo, hi int) {
	if p.year == "" {
		lo = int(p.far)
		hi = lo
		if p.digits > 0 {
			step := int(math.Pow10(p.places - p.digits))
			lo -= lo % step
			if hi = lo + step - 1; p.far < 0 {
				lo, hi = lo-step+1, lo
			}
		}
		return lo, hi
	}
	lo, _ = strconv.Atoi(strings.ReplaceAll(p.year, "X", "0"))
	hi, _ = strconv.Atoi(strings.ReplaceAll(p.year, "X", "9"))
	if p.negative {
		lo, hi = -hi, -lo
	}
	return lo, hi
}

// bounds returns the first and last day that p can mean; ok is false if the year
// is not stated or beyond 9999.
func (p point) bounds() (lo, hi dayNumber, ok bool) {
	first, last := p.yearRange()
	if p.unstated() || first < -9999 || last > 9999 {
		return 0, 0, false
	}
	lo, hi = p.runIn(first, last)
	return lo, hi, true
}

// runIn returns the first and last day that p can mean between two years.
func (p point) runIn(first, last int) (lo, hi dayNumber) {
	if p.season != 0 {
		s := seasons[p.season]
		return dayOf(first, s.first, 1), dayOf(last, s.last+1, 0)
	}
	for lo = range p.days(first, last) {
		break
	}
	for hi = range p.daysBack(first, last) {
		break
	}
	return lo, hi
}

// days yields every day that p can mean from the year first to the year last. It
// does not know seasons.
func (p point) days(first, last int) iter.Seq[dayNumber] {
	return func(yield func(dayNumber) bool) {
		for year := first; year <= last; year++ {
			if !p.hasYear(year) {
				continue
			}
			for month := time.January; month <= time.December; month++ {
				for day := 1; p.hasMonth(month) && day <= daysIn(year, month); day++ {
					if p.hasDay(day) && !yield(dayOf(year, month, day)) {
						return
					}
				}
			}
		}
	}
}

// anyDay reports whether p can mean a day between two years.
func (p point) anyDay(first, last int) bool {
	for range p.days(first, last) {
		return true
	}
	return false
}

// daysBack yields what days does, last first.
func (p point) daysBack(first, last int) iter.Seq[dayNumber] {
	return func(yield func(dayNumber) bool) {
		for year := last; year >= first; year-- {
			if !p.hasYear(year) {
				continue
			}
			for month := time.December; month >= time.January; month-- {
				if !p.hasMonth(month) {
					continue
				}
				for day := daysIn(year, month); day >= 1; day-- {
					if p.hasDay(day) && !yield(dayOf(year, month, day)) {
						return
					}
				}
			}
		}
	}
}

func (p point) hasYear(year int) bool      { return p.year == "" || matches(p.year, max(year, -year), 4) }
func (p point) hasMonth(m time.Month) bool { return p.month == "" || matches(p.month, int(m), 2) }
func (p point) hasDay(day int) bool        { return p.day == "" || matches(p.day, day, 2) }

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// matches reports whether n, written with width digits, fits a pattern of digits and X.
func matches(pattern string, n, width int) bool {
	for i := width - 1; i >= 0; i-- {
		if pattern[i] != 'X' && int(pattern[i]-'0') != n%10 {
			return false
		}
		n /= 10
	}
	return n == 0
}

func matchesAny(pattern string, from, to int) bool {
	for n := from; n <= to; n++ {
		if matches(pattern, n, len(pattern)) {
			return true
		}
	}
	return false
}

// Compare orders dates for lists: by first day, then by last day, then by how they
// are written. A period without a start stands at its end. Dates whose year is not
// stated come after all others, in the order of the calendar, and no date last.
func (d Date) Compare(o Date) int {
	a, b := d.sortKey(), o.sortKey()
	return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(a.lo, b.lo), cmp.Compare(a.hi, b.hi), strings.Compare(d.s, o.s))
}

type dateKey struct {
	class  int
	lo, hi dayNumber
}

func (d Date) sortKey() dateKey {
	if d.IsZero() {
		return dateKey{class: 3}
	}
	if lo, hi, ok := d.bounds(); ok {
		if lo == farPast {
			lo = hi
		}
		return dateKey{0, lo, hi}
	}
	points := d.parsed().points()
	for _, p := range points {
		if p.unstated() {
			run := p.yearlyRun()
			return dateKey{2, run.lo, run.hi}
		}
	}
	lo, hi := points[0].yearRange() // beyond the calendar: the year itself orders
	if lo < 0 {
		return dateKey{-1, dayNumber(lo), dayNumber(hi)}
	}
	return dateKey{1, dayNumber(lo), dayNumber(hi)}
}

// describeYear is a year in words: 1994, 44 BC.
func describeYear(year int) string {
	if year <= 0 {
		return fmt.Sprintf("%d BC", 1-year)
	}
	return strconv.Itoa(year)
}
