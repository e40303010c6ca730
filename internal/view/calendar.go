package view

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"example.org/rapporteur"
)

// A Calendar is the meetings between states that were announced, or that their
// rhythm lets expect. It holds no movements of persons: only what sources
// announce of meetings, and what follows from those held before.
type Calendar struct {
	Title    string          `json:"title"`
	AsOf     rapporteur.Date `json:"as_of"`
	AsOfText string          `json:"as_of_text"`
	Coverage Coverage        `json:"coverage"`
	Events   []Event         `json:"events"` // in order of time
}

// An Event is a day or days of a calendar.
type Event struct {
	UID string `json:"uid"`
	// Kind and Record are of the meeting that it is, or of the mechanism that lets expect it.
	Kind    rapporteur.Kind     `json:"kind"`
	Record  rapporteur.RecordID `json:"record"`
	Summary string              `json:"summary"`
	First   time.Time           `json:"first"`
	Last    time.Time           `json:"last"` // inclusive
	// Confirmed marks what a party announced officially for these days. All else
	// is tentative.
	Confirmed bool   `json:"confirmed"`
	Basis     string `json:"basis"` // what it rests on, and what is known of it since
	Place     string `json:"place,omitempty"`
	URL       string `json:"url,omitempty"` // of the announcement
}

// NewCalendar returns the announced and expected meetings of the parties.
func NewCalendar(in Input, ps []rapporteur.Party) *Calendar {
	x := newIndex(in)
	ps = codesOf(parties(ps))
	c := &Calendar{Title: inWords(names(parties(ps))), AsOf: in.AsOf, AsOfText: asOf(in.AsOf), Coverage: x.coverageOf(ps), Events: []Event{}}
	done := map[rapporteur.RecordID]bool{} // meetings that stand as editions
	for _, m := range x.mechanisms(ps) {
		for _, e := range m.Editions {
			done[e.Meeting] = true
			if v, ok := x.edited(m, e); ok {
				c.Events = append(c.Events, v)
			}
		}
	}
	for _, m := range x.meetings(ps) {
		if done[m.ID] || !m.Future {
			continue
		}
		v := Event{UID: string(m.ID), Kind: rapporteur.KindInteraction, Record: m.ID, Summary: m.Title, Place: m.Place.Text}
		if v, ok := x.dated(v, m.When, anchorsOf(m.Evidence)); ok {
			c.Events = append(c.Events, v)
		}
	}
	slices.SortStableFunc(c.Events, func(a, b Event) int {
		if n := a.First.Compare(b.First); n != 0 {
			return n
		}
		return strings.Compare(a.UID, b.UID)
	})
	return c
}

// edited returns an edition that was announced or is expected as an event. ok is
// false for one that was held, is missing or has no day at all.
func (x *index) edited(m Mechanism, e Edition) (v Event, ok bool) {
	v = Event{UID: fmt.Sprintf("%s-%d", m.ID, e.Number), Kind: rapporteur.KindMechanism, Record: m.ID, Summary: m.Name, Place: e.Place.Text}
	if e.Number > 0 {
		v.Summary += fmt.Sprintf(", edition %d", e.Number)
	}
	if e.Meeting != "" {
		v.Kind, v.Record = rapporteur.KindInteraction, e.Meeting
	}
	switch e.State {
	case EditionAnnounced:
		if strings.Contains(e.Words, "met after that") {
			return v, false // what was announced has been overtaken
		}
		if v, ok := x.dated(v, e.When, e.Anchors); ok {
			return v, true
		}
		return x.windowed(v, m, e.Words, e.Anchors)
	case EditionExpected:
		v.First, v.Last, ok = e.When.Date.Bounds()
		v.Summary += " (expected)"
		v.Basis = e.Words + "; " + m.Cadence.Text
		if source := x.announcement(e.Anchors); source != nil {
			v.URL = WebAddress(source.URL)
		}
		return v, ok
	}
	return v, false
}

// dated gives an event the days that its announcement tells.
func (x *index) dated(v Event, w When, by []Anchor) (Event, bool) {
	var ok bool
	if v.First, v.Last, ok = w.Date.Bounds(); !ok || w.Date.Precision() < rapporteur.PrecisionMonth {
		return v, false
	}
	v.Confirmed = x.official(by) && w.Date.Precision() == rapporteur.PrecisionDay && w.Inference == ""
	v.Basis = "announced, " + w.Words
	if source := x.announcement(by); source != nil {
		v.Basis += ": “" + source.Quote + "” (" + source.Cited() + ")"
		v.URL = WebAddress(source.URL)
	}
	return x.since(v), true
}

// windowed gives an edition that was announced without a date the window in
// which its rhythm lets expect it; ok is false if there is no rhythm.
func (x *index) windowed(v Event, m Mechanism, words string, by []Anchor) (Event, bool) {
	var ok bool
	if v.First, v.Last, ok = nextOf(m.Editions); !ok {
		return v, false
	}
	v.Basis = words + "; " + m.Cadence.Text
	if source := x.announcement(by); source != nil {
		v.Basis += "; announced: “" + source.Quote + "” (" + source.Cited() + ")"
		v.URL = WebAddress(source.URL)
	}
	return x.since(v), true
}

// since says of an announced event whose last day is past that there is no trace of it.
func (x *index) since(v Event) Event {
	if now, ok := x.now(); ok && v.Last.Before(now) {
		v.Confirmed = false
		v.Summary += " (announced, no public trace " + asOf(x.AsOf) + ")"
	}
	return v
}

// announcement returns the source that announced something last.
func (x *index) announcement(by []Anchor) *Source {
	var last *rapporteur.Claim
	for _, a := range by {
		if c := x.claims[a.Claim]; c != nil && (last == nil || x.rank[c.ID] > x.rank[last.ID]) {
			last = c
		}
	}
	if last == nil {
		return nil
	}
	s := x.source(last, "")
	return &s
}

// official reports whether one of the claims is an official announcement: by
// somebody who speaks for a state, or in a text that a state issued.
func (x *index) official(by []Anchor) bool {
	for _, a := range by {
		c := x.claims[a.Claim]
		if c == nil || !foretold(c) {
			continue
		}
		switch x.docs[c.Doc].Register {
		case "ministry release", "joint statement":
			return true
		}
		if slices.ContainsFunc(c.SaidBy, func(s rapporteur.Speaker) bool { return !s.Anonymous && s.State != "" }) {
			return true
		}
	}
	return false
}

// WriteICS writes a calendar as iCalendar (RFC 5545). The same calendar gives
// the same bytes: its stamp is the day that it answers for.
func WriteICS(w io.Writer, c *Calendar) error {
	b := bufio.NewWriter(w)
	stamp := "19700101T000000Z"
	if _, last, ok := c.AsOf.Bounds(); ok {
		stamp = last.Format("20060102") + "T000000Z"
	}
	property := func(name, value string) { b.WriteString(fold(name + ":" + value)) }
	property("BEGIN", "VCALENDAR")
	property("VERSION", "2.0")
	property("PRODID", "-//Rapporteur//Announced and expected meetings//EN")
	property("METHOD", "PUBLISH")
	property("X-WR-CALNAME", escapeICS(c.Title+", "+c.AsOfText))
	for _, e := range c.Events {
		property("BEGIN", "VEVENT")
		property("UID", e.UID+"@rapporteur")
		property("DTSTAMP", stamp)
		property("DTSTART;VALUE=DATE", e.First.Format("20060102"))
		property("DTEND;VALUE=DATE", e.Last.AddDate(0, 0, 1).Format("20060102")) // the first day after it
		property("SUMMARY", escapeICS(e.Summary))
		property("DESCRIPTION", escapeICS(e.Basis+". Nothing here says that it was or was not held."))
		if e.Place != "" {
			property("LOCATION", escapeICS(e.Place))
		}
		if e.URL != "" {
			property("URL", e.URL)
		}
		property("STATUS", map[bool]string{true: "CONFIRMED", false: "TENTATIVE"}[e.Confirmed])
		property("TRANSP", "TRANSPARENT")
		property("END", "VEVENT")
	}
	property("END", "VCALENDAR")
	return b.Flush()
}

// escapeICS makes a text a value of type TEXT (RFC 5545, section 3.3.11).
func escapeICS(s string) string {
	return strings.NewReplacer(`\`, `\\`, `;`, `\;`, `,`, `\,`).Replace(oneLine(s))
}

// fold breaks a content line after at most 75 octets, not within a character,
// and ends it (RFC 5545, section 3.1).
func fold(line string) string {
	var b strings.Builder
	room := 75
	for _, r := range line {
		n := utf8.RuneLen(r)
		if n < 0 { // not UTF-8; written as U+FFFD
			r, n = utf8.RuneError, 3
		}
		if n > room {
			b.WriteString("\r\n ")
			room = 74
		}
		b.WriteRune(r)
		room -= n
	}
	b.WriteString("\r\n")
	return b.String()
}
