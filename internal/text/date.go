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

// addressDate returns the date in an address, or the zero date.
func addressDate(address string) rapporteur.Date {
	path, _, _ := strings.Cut(address, "?")
	path, _, _ = strings.Cut(path, "#")
	m := addressed.FindStringSubmatch(path)
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

var (
	isoDay      = regexp.MustCompile(`\b(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?:T|\b)`)
	dayMonth    = regexp.MustCompile(`(?i)\b[0-9]{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (?:19|20)[0-9]{2}\b`)
	monthDay    = regexp.MustCompile(`(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* [0-9]{1,2}, (?:19|20)[0-9]{2}\b`)
	slashedDate = regexp.MustCompile(`\b([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]((?:19|20)[0-9]{2})\b`)
)

// printedDate returns the day that a dateline of a page prints, such as
// "Thursday, 06/03/2025 10:15" in Vietnamese, or the zero date. Where the
// language leaves open whether the day or the month comes first, and the numbers
// do not tell, it is not known.
func printedDate(s, lang string) rapporteur.Date {
	for _, form := range []*regexp.Regexp{isoDay, dayMonth, monthDay} {
		if m := form.FindString(s); m != "" {
			if d, err := ParsePublished(strings.TrimSuffix(m, "T")); err == nil {
				return d
			}
		}
	}
	m := slashedDate.FindStringSubmatch(s)
	if m == nil {
		return rapporteur.Date{}
	}
	first, second := numbers(m[3], m[2], m[1]), numbers(m[3], m[1], m[2])
	switch {
	case first.IsZero() || first.String() == second.String():
		return second
	case second.IsZero():
		return first
	}
	switch lang = languageTag(lang); {
	case lang == "en-US":
		return second
	case lang == "" || lang == "en":
		return rapporteur.Date{}
	}
	return first
}
