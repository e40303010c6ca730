package ledger

import (
	"fmt"
	"time"

	"example.org/rapporteur"
)

// A day is a calendar day as 2025-03-06, or "" if it is not known. Days compare
// as text.
type day string

func dayOf(t time.Time) day { return day(t.UTC().Format(time.DateOnly)) }

// bounds returns the first and the last day that a date allows, or two empty
// days if it leaves either open.
func bounds(d rapporteur.Date) (first, last day) {
	from, to, ok := d.Bounds()
	if !ok || from.Year() < 1 {
		return "", "" // an open end, or a year that does not compare as text
	}
	return dayOf(from), dayOf(to)
}

// publicBy returns the day by which a text was surely public: the last day that
// its publication date allows, or the day of its first capture where that is
// sooner and the date allows it too, or where no date is known.
func publicBy(published rapporteur.Date, firstCapture day) day {
	first, last := bounds(published)
	if last == "" || first <= firstCapture && firstCapture < last {
		return firstCapture
	}
	return last
}

// asOf returns the day to which a query looks back: the last that the date
// allows, or "" for the zero Date, which sets no limit.
func asOf(d rapporteur.Date) (day, error) {
	if d.IsZero() {
		return "", nil
	}
	_, last := bounds(d)
	if last == "" {
		return "", fmt.Errorf("as of %s: give a day, such as 2025-03-31", d)
	}
	return last, nil
}
