package link

import (
	"fmt"
	"slices"
	"time"

	"example.org/rapporteur"
)

// ClockState is what the clock adds to an undertaking as reported. It speaks of
// evidence: that nothing was found never says that nothing was done.
type ClockState string

// The states by the clock.
const (
	Ended    ClockState = "ended"           // reported as delivered, withdrawn, superseded or lapsed
	NotDue   ClockState = "not yet due"     // its date is still to come
	Due      ClockState = "due"             // its date is now
	Overdue  ClockState = "overdue"         // its date has passed without a report of delivery
	Current  ClockState = "reported lately" // it has no date and was spoken of lately
	Stale    ClockState = "stale"           // it was taken up again, but not lately
	NoTrace  ClockState = "no public trace" // nothing was published on it since it was first said
	Unjudged ClockState = "not judged"      // too little is dated to tell
)

// After how many days of silence an undertaking without a date counts as
// without public trace, if it was never taken up again, or as stale, if it was.
const (
	TraceAfter = 180
	StaleAfter = 365
)

// Progress is what the clock needs to know of an undertaking.
type Progress struct {
	Stage rapporteur.Stage // the latest
	Due   rapporteur.Date  // zero if none was set
	// First and Last are the days by which the first and the last report on it
	// were public; Last is the same as First if there was only one.
	First, Last rapporteur.Date
}

// Clock returns what the clock says of an undertaking as of a day: the state, in
// words, and the rule and dates it was worked out from. If asOf has no bounds,
// nothing is judged.
func Clock(p Progress, asOf rapporteur.Date) (state ClockState, words, basis string) {
	_, now, ok := asOf.Bounds()
	if !ok {
		return Unjudged, "not judged: no day to judge it by", ""
	}
	today := "as of " + wordsOf(now)
	switch p.Stage {
	case rapporteur.StageDelivered, rapporteur.StageWithdrawn, rapporteur.StageSuperseded, rapporteur.StageLapsed:
		return Ended, fmt.Sprintf("reported as %s, %s", p.Stage, today), "the latest stage reported"
	}
	if from, to, ok := p.Due.Bounds(); ok {
		basis = "the date set for it: " + p.Due.Words()
		switch {
		case now.Before(from):
			return NotDue, "not yet due, " + today, basis
		case !now.After(to):
			return Due, "due now, " + today, basis
		}
		return Overdue, fmt.Sprintf("due by %s; no public trace of delivery %s", wordsOf(to), today), basis
	}
	_, first, ok := p.First.Bounds()
	_, last, ok2 := p.Last.Bounds()
	if !ok || !ok2 {
		return Unjudged, "not judged: the reports are not dated", ""
	}
	silence := int(now.Sub(last).Hours() / 24)
	basis = fmt.Sprintf("first reported by %s, last by %s", wordsOf(first), wordsOf(last))
	switch {
	case first.Equal(last) && silence > TraceAfter:
		return NoTrace, fmt.Sprintf("no public trace since %s, %s", wordsOf(last), today), fmt.Sprintf("%s; %d days of silence, limit %d days", basis, silence, TraceAfter)
	case silence > StaleAfter:
		return Stale, fmt.Sprintf("nothing public since %s, %s", wordsOf(last), today), fmt.Sprintf("%s; %d days of silence, limit %d days", basis, silence, StaleAfter)
	}
	return Current, fmt.Sprintf("last reported by %s, %s", wordsOf(last), today), basis
}

func wordsOf(t time.Time) string { return t.Format("2 January 2006") }

// A Rhythm is how often a mechanism meets, worked out from its dated editions.
type Rhythm struct {
	Every    int // days from one edition to the next: the median
	Min, Max int
	Gaps     int // how many intervals it was worked out from
}

// MinEditions is how many dated editions a rhythm needs.
const MinEditions = 3

// A Held is one dated edition of a mechanism. Number is 0 if it is not known.
type Held struct {
	Number int
	Date   rapporteur.Date
}

// RhythmOf returns the rhythm of a mechanism from its editions in order of date.
// Where enough of them are numbered these alone count, and an interval is divided
// by the editions it spans; otherwise each interval is one step. ok is false if
// fewer than MinEditions are dated by the month or better.
func RhythmOf(held []Held) (r Rhythm, ok bool) {
	var numbered []Held
	for _, h := range held {
		if h.Number > 0 && h.Date.Precision() >= rapporteur.PrecisionMonth {
			numbered = append(numbered, h)
		}
	}
	if len(numbered) >= MinEditions {
		held = numbered
	}
	var gaps []int
	var last time.Time
	number, dated := 0, 0
	for _, h := range held {
		first, _, ok := h.Date.Bounds()
		if !ok || h.Date.Precision() < rapporteur.PrecisionMonth {
			continue
		}
		dated++
		if steps := h.Number - number; dated > 1 {
			if number == 0 || h.Number == 0 {
				steps = 1
			}
			if days := int(first.Sub(last).Hours() / 24); steps > 0 && days > 0 {
				gaps = append(gaps, days/steps)
			}
		}
		last, number = first, h.Number
	}
	if dated < MinEditions || len(gaps) < MinEditions-1 {
		return Rhythm{}, false
	}
	sorted := slices.Sorted(slices.Values(gaps))
	return Rhythm{Every: median(gaps), Min: sorted[0], Max: sorted[len(sorted)-1], Gaps: len(gaps)}, true
}
