package text

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"example.org/rapporteur"
)

// dayLayouts are the written forms of a day, other than EDTF, that
// ParsePublished reads. Date-times keep the day as written, in their own zone:
// that is the day the publisher printed.
var dayLayouts = []string{
	"2006-01-02T15:04:05Z07:00",
	"2006-01-02T15:04:05Z0700",
	"2006-01-02T15:04:05",
	"2006-01-02T15:04Z07:00",
	"2006-01-02T15:04",
	"2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05 -0700",
	"2006-01-02 15:04:05",
	"2006-01-02 15:04",
	"2 January 2006",
	"2 Jan 2006",
	"January 2, 2006",
	"Jan 2, 2006",
	"Monday, 2 January 2006",
	"Monday, January 2, 2006",
	time.RFC1123,
	time.RFC1123Z,
}

// ParsePublished reads a publication date as people and pages write it: EDTF,
// an RFC 3339 date-time, "5 March 2025" or "March 5, 2025". Its error names
// these forms.
func ParsePublished(s string) (rapporteur.Date, error) {
	s = strings.TrimSpace(s)
	for _, layout := range dayLayouts {
		if t, err := time.Parse(layout, s); err == nil && t.Year() > 0 {
			return day(t.Year(), int(t.Month()), t.Day())
		}
	}
	d, err := rapporteur.ParseDate(s)
	if err != nil {
		return rapporteur.Date{}, fmt.Errorf("published: %q is not a date: write it as 2025-03-05, 2025-03, 2025-03-05T10:30:00+07:00, 5 March 2025 or March 5, 2025", clip(s))
	}
	return d, nil
}

func day(y, m, d int) (rapporteur.Date, error) {
	return rapporteur.ParseDate(fmt.Sprintf("%04d-%02d-%02d", y, m, d))
}

// An address that holds the day as /2019/07/29/ or /2019-07-29/, or the month as
// /2019/07/. A number that a word follows, as in /2019/07/5-things, is no day.
var addressed = regexp.MustCompile(`/((?:19|20)[0-9]{2})(?:/([0-9]{1,2})(?:/([0-9]{1,2}))?|-([0-9]{2})-([0-9]{2}))(?:/|$)`)

// An address that holds the day in eight digits, as content systems of agencies
// and of Chinese ministries write it: /202503/t20250305_1234.html.
var addressedDigits = regexp.MustCompile(`[/_-][A-Za-z]{0,4}((?:19|20)[0-9]{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12][0-9]|3[01])(?:[0-9]{6,9})?(?:[/_.-]|$)`)

// addressDate returns the date in an address, or the zero date.
func addressDate(address string) rapporteur.Date {
	path, _, _ := strings.Cut(address, "?")
	path, _, _ = strings.Cut(path, "#")
	m := addressed.FindStringSubmatch(path)
	if d := addressedDigits.FindStringSubmatch(path); d != nil && (m == nil || m[3]+m[5] == "") {
		return numbers(d[1], d[2], d[3])
	}
	if m == nil {
		return rapporteur.Date{}
	}
	if d := numbers(m[1], m[2]+m[4], m[3]+m[5]); !d.IsZero() || m[3] == "" {
		return d
	}
	return numbers(m[1], m[2], "") // the third number is an item's, not a day
}

// numbers returns the date of a year, a month and perhaps a day in digits, or
// the zero date if the calendar has none such.
func numbers(year, month, dayOfMonth string) rapporteur.Date {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	if m < 1 || m > 12 {
		return rapporteur.Date{}
	}
	if dayOfMonth == "" {
		d, _ := rapporteur.ParseDate(fmt.Sprintf("%04d-%02d", y, m))
		return d
	}
	n, _ := strconv.Atoi(dayOfMonth)
	if t := time.Date(y, time.Month(m), n, 0, 0, 0, 0, time.UTC); t.Day() != n || n == 0 {
		return rapporteur.Date{}
	}
	d, _ := day(y, m, n)
	return d
}
