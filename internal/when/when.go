// Package when finds the dates and periods that English news text names and
// resolves them to EDTF, keeping what is not known unknown and saying what was added.
//
// Choices where newswriting leaves room:
//
//   - A day or month without a year takes it from the anchor: for a past tense the
//     last one before it, for a future cue the next one, else the nearest. No anchor,
//     no year. A year printed for another date is not borrowed.
//   - A bare weekday is the anchor's day or the last one before it, after a future
//     cue the next one.
//   - Weeks run from Monday to Sunday; "last week" is the period of those days, as
//     the words fix no more and no less.
//   - "Early", "mid-", "late" and "the end of" a month or year give that month or
//     year: the day lies certainly within it. "~" is for "about" and the like.
package when

import (
	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
)

// Role is what the words around a date make of it.
type Role string

// The roles.
const (
	RoleWhen     Role = "when"     // on, at, or nothing: the day of what is told
	RolePeriod   Role = "period"   // in, during, over: within it, or all through it
	RoleStart    Role = "start"    // since, from
	RoleAfter    Role = "after"    // after, following
	RoleDue      Role = "due"      // by, before, until, within
	RoleCadence  Role = "cadence"  // annually, every two years: no date
	RoleDuration Role = "duration" // for three days, in the coming months: no date
)

// An Expr is an expression of time found in a text.
type Expr struct {
	Span rapporteur.Span
	// Time holds the words and what they resolve to. Its Date is zero for cadences
	// and durations, and where nothing fixes the date.
	Time rapporteur.Time
	Role Role
	// InName marks an expression that is part of a name or belongs to what is named:
	// "the 2024 Border Treaty", "Vision 2045".
	InName bool
	// Unsure marks a resolution next to which another is about as likely.
	Unsure bool
}

// Anchor is what the dates of a text are read against. Any field may be zero.
type Anchor struct {
	Published rapporteur.Date
	Dateline  rapporteur.Date // as Dateline finds it
	Narrative rapporteur.Date // the date that the text told last: "two days later"
}

// Find returns the expressions of time in the part of t that sentence covers, in
// the order of the text. They never overlap.
func Find(t rapporteur.Text, sentence rapporteur.Span, a Anchor) []Expr {
	r := newReader(t, sentence, a)
	var found []Expr
	for i := 0; i < len(r.toks); {
		m, ok := r.match(i)
		if !ok {
			i++
			continue
		}
		if e, ok := r.express(m); ok {
			found = append(found, e)
			r.remember(e)
		}
		i = m.end
	}
	return found
}

// Read returns the expressions of each sentence of a text, with the date line and
// the course of the telling as further anchors.
func Read(a lang.Analysis, published rapporteur.Date) [][]Expr {
	anchor := Anchor{Published: published, Dateline: Dateline(a.Text, published)}
	found := make([][]Expr, len(a.Sentences))
	for i, s := range a.Sentences {
		found[i] = Find(a.Text, s.Span, anchor)
		for _, e := range found[i] {
			if tellsDate(e) {
				anchor.Narrative = e.Time.Date
			}
		}
	}
	return found
}

// tellsDate reports whether what follows in the text may refer back to e.
func tellsDate(e Expr) bool {
	return !e.InName && e.Role != RoleDue && !e.Time.Date.IsInterval() && e.Time.Date.Precision() >= rapporteur.PrecisionYear
}
