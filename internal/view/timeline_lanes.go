package view

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/who"
)

// A Lane is what one row of a timeline's picture shows.
type Lane struct {
	Kind   rapporteur.Kind     `json:"kind"`
	Name   string              `json:"name"`
	Record rapporteur.RecordID `json:"record,omitempty"` // of the mechanism that the lane is of
	Tracks []Track             `json:"tracks"`           // in order of time, those without any last
}

// A Track is one thing in time: a meeting, an edition, a formal text, an undertaking.
type Track struct {
	Kind   rapporteur.Kind     `json:"kind"` // of Record
	Record rapporteur.RecordID `json:"record"`
	Title  string              `json:"title"`
	// Number is that of an edition, 0 if it has none, and State how it is known.
	Number int          `json:"number,omitempty"`
	State  EditionState `json:"state,omitempty"`
	// Stretch is how long it lasts, if that is told; nil for what is only at its points.
	Stretch *Stretch `json:"stretch,omitempty"`
	Points  []Point  `json:"points"`
}

// A Stretch is a time from one day to another.
type Stretch struct {
	From rapporteur.Date `json:"from"`
	To   rapporteur.Date `json:"to"`
	// Basis says what the ends are.
	Basis StretchBasis `json:"basis"`
}

// StretchBasis is what the ends of a stretch are.
type StretchBasis string

// What the ends of a stretch are.
const (
	StretchPeriod StretchBasis = "years covered, as stated"
	StretchEnded  StretchBasis = "from signature to end"
	StretchOpen   StretchBasis = "signed, end not stated" // To is the day that the page answers for
	StretchLife   StretchBasis = "first words to last evidence"
)

// A Point is one report or event on a track.
type Point struct {
	When When   `json:"when"`
	Said bool   `json:"said,omitempty"` // When is the day of publication
	What string `json:"what"`           // "held", "signed", "first said" …
	// Near is where a point without a date of its own is drawn: the time that its
	// number or the rhythm so far puts it in. No source gives it.
	Near      rapporteur.Date `json:"near,omitzero"`
	Certainty Certainty       `json:"certainty"`
	Words     string          `json:"words,omitempty"` // what an edition that was not seen rests on
	// Anchor, Quote and SaidBy are of the words that it rests on; nil and empty if
	// none of the documents speaks of it.
	Anchor *Anchor `json:"anchor,omitempty"`
	Quote  string  `json:"quote,omitempty"`
	SaidBy string  `json:"said_by,omitempty"`
}

// At returns where in time a point is: its date, else the time near which it is
// drawn. ok is false if it has neither.
func (p Point) At() (from, to time.Time, ok bool) {
	if from, to, ok = p.When.Date.Bounds(); ok {
		return from, to, ok
	}
	return p.Near.Bounds()
}

// The names of the lanes that are not of one mechanism.
const (
	laneContacts    = "Contacts"
	laneOutside     = "Other contacts" // those that are no edition of a mechanism shown
	laneAgreements  = "Agreements"
	laneCommitments = "Undertakings"
)

// lanes returns the picture of a timeline: contacts, each mechanism with its
// editions, formal texts and undertakings. Lanes without tracks are left out.
func (x *index) lanes(meetings []Meeting, mechanisms []Mechanism, agreements []Agreement, commitments []CommitmentGroup) []Lane {
	var forums []Lane
	edition := map[rapporteur.RecordID]bool{}
	apart := NamesApart(mechanisms)
	for i, m := range mechanisms {
		l := Lane{Kind: rapporteur.KindMechanism, Name: apart[i], Record: m.ID}
		for _, e := range placed(m.Editions) {
			l.Tracks = append(l.Tracks, x.editionTrack(m, e.Edition, e.near))
			edition[e.Meeting] = true
		}
		forums = append(forums, l)
	}
	contacts := Lane{Kind: rapporteur.KindInteraction, Name: laneContacts}
	if len(edition) > 0 {
		contacts.Name = laneOutside
	}
	for _, m := range meetings {
		if !edition[m.ID] {
			contacts.Tracks = append(contacts.Tracks, meetingTrack(m))
		}
	}
	texts := Lane{Kind: rapporteur.KindInstrument, Name: laneAgreements}
	for _, a := range agreements {
		texts.Tracks = append(texts.Tracks, x.agreementTrack(a))
	}
	promises := Lane{Kind: rapporteur.KindCommitment, Name: laneCommitments}
	for _, g := range commitments {
		for _, c := range g.Commitments {
			promises.Tracks = append(promises.Tracks, commitmentTrack(c))
		}
	}
	out := []Lane{}
	for _, l := range slices.Concat([]Lane{contacts}, forums, []Lane{texts, promises}) {
		if len(l.Tracks) == 0 {
			continue
		}
		slices.SortStableFunc(l.Tracks, func(a, b Track) int {
			return cmp.Or(cmp.Compare(a.first(), b.first()), cmp.Compare(a.Number, b.Number), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Record, b.Record))
		})
		out = append(out, l)
	}
	return out
}

// NamesApart returns the names of mechanisms as headings: those that are called
// alike with their parties.
func NamesApart(mechanisms []Mechanism) []string {
	named := map[string]int{}
	for _, m := range mechanisms {
		named[who.Fold(m.Name)]++
	}
	out := make([]string, len(mechanisms))
	for i, m := range mechanisms {
		out[i] = capital(m.Name)
		if named[who.Fold(m.Name)] > 1 {
			out[i] += " (" + inWords(names(m.Parties)) + ")"
		}
	}
	return out
}

// first returns the earliest day of a track; noDay if it has none.
func (t Track) first() int64 {
	day := noDay
	for _, p := range t.Points {
		if from, _, ok := p.At(); ok {
			day = min(day, from.Unix())
		}
	}
	return day
}

// quoted makes a point of a source: its words, who says them, and how certainly.
func quoted(s Source, what string, w When, said bool) Point {
	return Point{When: w, Said: said, What: what, Certainty: s.Certainty, Anchor: &s.Anchor, Quote: s.Quote, SaidBy: s.SaidBy}
}

func meetingTrack(m Meeting) Track {
	p := quoted(m.Evidence.Sources[0], string(m.Type), m.When, false)
	p.Certainty = m.Certainty
	if m.Derived != nil {
		p.Words = m.Derived.Words
	}
	return Track{Kind: rapporteur.KindInteraction, Record: m.ID, Title: m.Title, Points: []Point{p}}
}

func (x *index) editionTrack(m Mechanism, e Edition, near rapporteur.Date) Track {
	t := Track{Kind: rapporteur.KindMechanism, Record: m.ID, Title: m.Name, Number: e.Number, State: e.State}
	p := Point{When: e.When, What: string(e.State), Near: near, Words: e.Words, Certainty: Certainty{Form: Dashed, Word: string(e.State)}}
	if e.Through > 0 {
		p.What = fmt.Sprintf("missing to no. %d", e.Through)
	}
	if len(e.Anchors) > 0 {
		if c := x.claims[e.Anchors[0].Claim]; c != nil {
			s := x.source(c, "")
			p.Anchor, p.Quote, p.SaidBy = &s.Anchor, s.Quote, s.SaidBy
		}
	}
	if e.Meeting != "" {
		t.Kind, t.Record = rapporteur.KindInteraction, e.Meeting
	}
	if r := x.records[e.Meeting]; r != nil && e.State == EditionHeld {
		p.Certainty = together(x.of(r.Claims))
	}
	t.Points = []Point{p}
	return t
}

func (x *index) agreementTrack(a Agreement) Track {
	t := Track{Kind: rapporteur.KindInstrument, Record: a.ID, Title: a.Title, Stretch: x.validity(a)}
	for _, s := range a.History {
		t.Points = append(t.Points, quoted(s.Source, s.What, s.When, s.Said))
	}
	return t
}

// validity returns the time for which a text holds: the years that it is said to
// cover, else from its signature to its end or to the day of the page.
func (x *index) validity(a Agreement) *Stretch {
	if a.Period != nil {
		if _, _, ok := a.Period.Date.Bounds(); ok {
			return &Stretch{From: a.Period.Date, To: a.Period.Date, Basis: StretchPeriod}
		}
	}
	of := func(status ...rapporteur.InstrumentStatus) rapporteur.Date {
		for _, s := range a.History {
			if _, _, ok := s.When.Date.Bounds(); ok && s.Source.Certainty.Form == Solid && slices.Contains(status, rapporteur.InstrumentStatus(s.What)) {
				return s.When.Date
			}
		}
		return rapporteur.Date{}
	}
	from, to := of(rapporteur.Signed, rapporteur.InForce), of(rapporteur.Expired, rapporteur.Terminated)
	switch {
	case from.IsZero():
		return nil
	case !to.IsZero():
		return &Stretch{From: from, To: to, Basis: StretchEnded}
	case x.AsOf.IsZero() || firstDay(x.AsOf) < firstDay(from):
		return nil
	}
	return &Stretch{From: from, To: x.AsOf, Basis: StretchOpen}
}

// commitmentTrack goes from the first words to the last evidence, and to the day
// by which it is due if one is told.
func commitmentTrack(c Commitment) Track {
	t := Track{Kind: rapporteur.KindCommitment, Record: c.ID, Title: c.What}
	var first, last rapporteur.Date
	for _, m := range c.Moves {
		p := quoted(m.Source, string(m.What), m.Source.Published, firstDay(m.Source.Published.Date) != noDay)
		t.Points = append(t.Points, p)
		if d := p.When.Date; firstDay(d) != noDay {
			if first.IsZero() || firstDay(d) < firstDay(first) {
				first = d
			}
			if last.IsZero() || lastDay(d) > lastDay(last) {
				last = d
			}
		}
	}
	if !first.IsZero() && first != last {
		t.Stretch = &Stretch{From: first, To: last, Basis: StretchLife}
	}
	if _, _, ok := c.Due.Date.Bounds(); ok {
		p := Point{When: c.Due, What: "due", Certainty: Certainty{Form: Dashed, Word: "still to be shown"}, Words: c.Derived.Words}
		for _, s := range c.Evidence.Sources {
			if len(c.Due.Anchors) > 0 && s.Anchor == c.Due.Anchors[0] {
				p.Anchor, p.Quote, p.SaidBy = &s.Anchor, s.Quote, s.SaidBy
			}
		}
		t.Points = append(t.Points, p)
	}
	return t
}

// A placedEdition is an edition with the time in which to draw it.
type placedEdition struct {
	Edition
	near rapporteur.Date // zero for one that has a date, and where nothing tells
}

// placed finds a time for the editions that have no date: a missing one stands
// between its neighbours by its number, one announced without a date where the
// rhythm so far puts the next.
func placed(editions []Edition) []placedEdition {
	out := make([]placedEdition, len(editions))
	for i, e := range editions {
		out[i] = placedEdition{Edition: e}
		if _, _, dated := e.When.Date.Bounds(); dated {
			continue
		}
		switch e.State {
		case EditionMissing:
			out[i].near = amid(editions, i)
		case EditionAnnounced:
			if from, to, ok := nextOf(editions); ok {
				out[i].near = window(from, to).Date
			}
		}
	}
	return out
}

// nextOf returns the window in which the rhythm of the editions held puts the
// next; ok is false if they have no rhythm.
func nextOf(editions []Edition) (from, to time.Time, ok bool) {
	held := heldIn(editions)
	r, ok := link.RhythmOf(held)
	if !ok {
		return from, to, false
	}
	day, _, ok := held[len(held)-1].Date.Bounds()
	return day.AddDate(0, 0, r.Every*3/4), day.AddDate(0, 0, r.Every*5/4), ok
}

// amid returns a day for edition i, in proportion to its number between those of
// the nearest dated editions held before and after it; zero if it lacks one of them.
func amid(editions []Edition, i int) rapporteur.Date {
	near := func(step int) (day time.Time, number int, ok bool) {
		for j := i + step; j >= 0 && j < len(editions); j += step {
			e := editions[j]
			if from, to, dated := e.When.Date.Bounds(); dated && e.Number > 0 && e.State == EditionHeld {
				return from.Add(to.Sub(from) / 2), e.Number, true
			}
		}
		return day, 0, false
	}
	before, low, ok1 := near(-1)
	after, high, ok2 := near(+1)
	n := editions[i].Number
	if !ok1 || !ok2 || n <= low || high <= n {
		return rapporteur.Date{}
	}
	d, err := rapporteur.DateOf(before.AddDate(0, 0, int(after.Sub(before).Hours()/24)*(n-low)/(high-low)))
	if err != nil {
		return rapporteur.Date{} // beyond the years that a date can hold
	}
	return d
}
