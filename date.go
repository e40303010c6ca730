package rapporteur

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// A Date is a date or period in the Extended Date/Time Format (ISO 8601-2:2019,
// in the profile of the Library of Congress, levels 0 to 2): what is not known
// stays unknown, as in XXXX-03-05. Two Dates are equal if they are written alike;
// MayEqual compares what they mean.
type Date struct{ s string }

// NoYear, given to NewDay or NewMonth as the year, stands for a year that is not stated.
const NoYear = math.MinInt

// maxDate is the length in bytes up to which ParseDate reads.
const maxDate = 1000

// ParseDate reads an EDTF string. The error says what is wrong with it and, for
// common slips, how to write it instead.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, fmt.Errorf("empty date: write one in EDTF, such as 2025-03-05 or XXXX-03")
	}
	if len(s) > maxDate {
		return Date{}, fmt.Errorf("date of %d bytes: at most %d are read", len(s), maxDate)
	}
	if _, _, _, plain := plainDay(s); plain {
		return Date{s}, nil
	}
	if _, err := parseEDTF(s); err != nil {
		return Date{}, fmt.Errorf("date %q: %w", s, err)
	}
	return Date{s}, nil
}

// NewYear returns a year from -9999 to 9999.
func NewYear(year int) (Date, error) { return ParseDate(yearString(year)) }

// NewMonth returns a month of a year, which may be NoYear.
func NewMonth(year int, month time.Month) (Date, error) {
	return ParseDate(fmt.Sprintf("%s-%02d", yearString(year), month))
}

// NewDay returns a day of a year, which may be NoYear. A day that the calendar
// does not hold is an error; nothing is carried over.
func NewDay(year int, month time.Month, day int) (Date, error) {
	return ParseDate(fmt.Sprintf("%s-%02d-%02d", yearString(year), month, day))
}

// DateOf returns the calendar day of t in t's own location.
func DateOf(t time.Time) (Date, error) { return NewDay(t.Year(), t.Month(), t.Day()) }

// NewInterval returns the period from one date to another, both included. Neither
// may itself be a period or a set; a zero Date leaves that end open.
func NewInterval(from, to Date) (Date, error) {
	end := func(d Date) string {
		if d.IsZero() {
			return ".."
		}
		return d.s
	}
	return ParseDate(end(from) + "/" + end(to))
}

func yearString(year int) string {
	switch {
	case year == NoYear:
		return "XXXX"
	case year < 0:
		return fmt.Sprintf("-%04d", -year)
	}
	return fmt.Sprintf("%04d", year)
}

// String returns the EDTF string, or "" for the zero Date.
func (d Date) String() string { return d.s }

// IsZero reports whether d holds no date.
func (d Date) IsZero() bool { return d.s == "" }

// MarshalText writes the EDTF string.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.s), nil }

// UnmarshalText reads an EDTF string; the empty string is the zero Date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	v, err := ParseDate(string(b))
	*d = v
	return err
}

// parsed returns the parts of a date that ParseDate has accepted.
func (d Date) parsed() edtf {
	e, err := parseEDTF(d.s)
	if err != nil { // the zero Date; every other one was parsed when it was made
		return edtf{}
	}
	return e
}

// Precision is how finely a date is told.
type Precision int

// The precisions, coarsest first.
const (
	PrecisionUnknown Precision = iota // no date, or a year that is not stated and no month
	PrecisionCentury                  // 19XX
	PrecisionDecade                   // 199X
	PrecisionYear                     // 1994, 1994-XX
	PrecisionSeason                   // 1994-21, and halves, thirds and quarters of a year
	PrecisionMonth                    // 1994-03, XXXX-03, 1994-03-XX
	PrecisionDay                      // 1994-03-05, XXXX-03-05, and times of day
)

// Precision returns how finely d is told; of a period or a set, how finely its
// coarsest member is.
func (d Date) Precision() Precision {
	if _, _, _, plain := plainDay(d.s); plain {
		return PrecisionDay
	}
	least := PrecisionUnknown
	for i, p := range d.parsed().points() {
		if q := p.precision(); i == 0 || q < least {
			least = q
		}
	}
	return least
}

func (p point) precision() Precision {
	given := func(s string) bool { return s != "" && !strings.Contains(s, "X") }
	switch {
	case given(p.month) && given(p.day):
		return PrecisionDay
	case given(p.month):
		return PrecisionMonth
	case p.season != 0:
		return PrecisionSeason
	case p.year == "":
		return PrecisionYear
	}
	switch strings.Index(p.year, "X") {
	case -1:
		return PrecisionYear
	case 3:
		return PrecisionDecade
	case 2:
		return PrecisionCentury
	}
	return PrecisionUnknown
}

// IsInterval reports whether d is a period from one date to another, of which one may be open.
func (d Date) IsInterval() bool { return d.parsed().form == formInterval }
