package view

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
)

// A Mechanism is a recurring forum with its editions.
type Mechanism struct {
	ID      rapporteur.RecordID `json:"id"`
	Name    string              `json:"name"`
	Names   []Fact              `json:"names"` // every name that sources use, the displayed one first
	Parties []Party             `json:"parties"`
	// Editions are in order of number, then of date; missing numbers are ghosts.
	Editions []Edition `json:"editions,omitempty"`
	// Cadence is the stated one, else that worked out from at least three dated editions.
	Cadence  Fact     `json:"cadence"`
	Evidence Evidence `json:"evidence"`
}

// EditionState is how an edition is known.
type EditionState string

// The states of an edition.
const (
	EditionHeld      EditionState = "held"
	EditionMissing   EditionState = "missing"   // its number is implied by a later one
	EditionAnnounced EditionState = "announced" // a source says that it will be held
	EditionExpected  EditionState = "expected"  // no source says so; worked out from the rhythm so far
)

// An Edition is one meeting of a mechanism, or its absence.
type Edition struct {
	Number int `json:"number,omitempty"` // 0 if not stated
	// Through is the last of a run of missing editions that begins with Number; 0 for all others.
	Through int                 `json:"through,omitempty"`
	State   EditionState        `json:"state"`
	Meeting rapporteur.RecordID `json:"meeting,omitempty"`
	When    When                `json:"when"`
	Place   Field               `json:"place"`
	// Words say what an edition that was not seen rests on, such as "no public
	// trace as of 1 May 2025".
	Words   string   `json:"words,omitempty"`
	Anchors []Anchor `json:"anchors,omitempty"`
	Origins int      `json:"origins"`
}

func (x *index) mechanism(r *rapporteur.Record) Mechanism {
	m := Mechanism{ID: r.ID, Name: r.Title, Names: x.facts(r, link.FieldName), Parties: parties(r.Parties), Evidence: x.evidence(r)}
	editions := x.editions(r)
	held := heldIn(editions)
	rhythm, known := link.RhythmOf(held)
	switch {
	case len(r.Fields[link.FieldCadence]) > 0:
		m.Cadence = x.fact(link.FieldCadence, r.Fields[link.FieldCadence][0])
		m.Cadence.Text += ", as stated"
	case known:
		m.Cadence = Fact{Text: fmt.Sprintf("about every %s, worked out from %s", months(rhythm.Every), intervals(rhythm))}
	}
	if known {
		editions = x.expect(r, editions, held, rhythm)
	}
	m.Editions = withGaps(editions)
	return m
}

// heldIn returns the editions that were held on a known date, in order of it.
func heldIn(editions []Edition) []link.Held {
	var held []link.Held
	for _, e := range editions {
		if _, _, dated := e.When.Date.Bounds(); dated && e.State == EditionHeld {
			held = append(held, link.Held{Number: e.Number, Date: e.When.Date})
		}
	}
	slices.SortStableFunc(held, func(a, b link.Held) int { return a.Date.Compare(b.Date) })
	return held
}

// editions returns the meetings of a mechanism, those of one number as one
// edition: numbered ones by number, the others among them by date.
func (x *index) editions(r *rapporteur.Record) []Edition {
	var out []Edition
	seen := map[rapporteur.RecordID]bool{}
	at := map[int]int{} // index in out, by number
	for _, c := range x.of(r.Claims) {
		for _, event := range x.recordOf[c.ID] {
			if event.Kind != rapporteur.KindInteraction || seen[event.ID] {
				continue
			}
			seen[event.ID] = true
			e, ok := x.edition(event)
			if !ok {
				continue
			}
			i, have := at[e.Number]
			if e.Number == 0 || !have {
				at[e.Number] = len(out)
				out = append(out, e)
				continue
			}
			out[i] = joined(out[i], e)
		}
	}
	return inOrder(out)
}

// inOrder puts numbered editions in the order of their numbers, and each of the
// others before the first numbered one that has a later date.
func inOrder(editions []Edition) []Edition {
	var numbered, others, out []Edition
	for _, e := range editions {
		if e.Number > 0 {
			numbered = append(numbered, e)
		} else {
			others = append(others, e)
		}
	}
	slices.SortStableFunc(numbered, func(a, b Edition) int { return cmp.Compare(a.Number, b.Number) })
	slices.SortStableFunc(others, func(a, b Edition) int { return cmp.Compare(firstDay(a.When.Date), firstDay(b.When.Date)) })
	for _, e := range numbered {
		for len(others) > 0 && firstDay(e.When.Date) != noDay && firstDay(others[0].When.Date) < firstDay(e.When.Date) {
			out = append(out, others[0])
			others = others[1:]
		}
		out = append(out, e)
	}
	return append(out, others...)
}

// edition returns a meeting as an edition. ok is false for one that is neither
// told nor announced, but only supposed or denied.
func (x *index) edition(event *rapporteur.Record) (e Edition, ok bool) {
	m := x.meeting(event)
	if !m.Future && !slices.ContainsFunc(x.of(event.Claims), told) {
		return e, false
	}
	e = Edition{State: EditionHeld, Meeting: event.ID, When: m.When, Place: m.Place, Anchors: x.anchors(event.Claims), Origins: m.Evidence.Origins}
	if vs := event.Fields[link.FieldEdition]; len(vs) > 0 {
		e.Number, _ = strconv.Atoi(vs[0].Value) // link writes nothing but numbers here
	}
	if m.Future {
		e.State = EditionAnnounced
		if m.Derived != nil {
			e.Words = m.Derived.Words
		}
	}
	return e, true
}

// joined returns two meetings of one number as one edition: that which is
// reported as held and dated comes first, what the other says stands beside it.
func joined(a, b Edition) Edition {
	if a.State != EditionHeld && b.State == EditionHeld || a.State == b.State && a.When.Date.IsZero() && !b.When.Date.IsZero() {
		a, b = b, a
	}
	a.Anchors = append(a.Anchors, b.Anchors...)
	a.Origins = max(a.Origins, b.Origins) // of two records that may share theirs
	if !rapporteur.MayEqual(a.When.Date, b.When.Date) {
		a.When.Rivals = append(a.When.Rivals, Fact{Text: b.When.Words, Anchors: b.When.Anchors})
	}
	if b.Place.Text != "" && a.Place.Text != "" && !link.Agree(link.FieldPlace, a.Place.Text, b.Place.Text) {
		a.Place.Rivals = append(a.Place.Rivals, b.Place.Fact)
	}
	if a.Place.Text == "" {
		a.Place = b.Place
	}
	return a
}

// withGaps adds the numbers that are implied by a higher one: one ghost each, or
// one for all below the lowest number if these are more than two.
func withGaps(editions []Edition) []Edition {
	out := []Edition{}
	next := 1
	for _, e := range editions {
		if e.Number > next {
			if lowest := next == 1; lowest && e.Number > 3 {
				out = append(out, ghost(1, e.Number-1))
			} else {
				for n := next; n < e.Number; n++ {
					out = append(out, ghost(n, 0))
				}
			}
		}
		next = max(next, e.Number+1)
		out = append(out, e)
	}
	return out
}

func ghost(from, through int) Edition {
	return Edition{
		Number: from, Through: through, State: EditionMissing, When: when(rapporteur.Date{}),
		Words: "implied by a later number; not found among the documents held",
	}
}

// expect says when the next edition would fall by the rhythm so far: beside one
// that is announced without a date, else as an edition of its own.
func (x *index) expect(forum *rapporteur.Record, editions []Edition, held []link.Held, r link.Rhythm) []Edition {
	last := held[len(held)-1]
	day, _, ok := last.Date.Bounds()
	if !ok {
		return editions
	}
	from, to := day.AddDate(0, 0, r.Every*3/4), day.AddDate(0, 0, r.Every*5/4)
	words := "expected about " + day.AddDate(0, 0, r.Every).Format("January 2006") + " by the rhythm so far"
	if now, ok := x.now(); ok && to.Before(now) {
		words += "; no public trace " + asOf(x.AsOf)
	}
	for i, e := range editions {
		if e.State == EditionAnnounced && x.announcedAfter(e, last) {
			if e.When.Date.IsZero() {
				editions[i].Words = "announced without a date"
				if e.Number == 0 && last.Number > 0 {
					editions[i].Words += fmt.Sprintf(", after edition %d", last.Number)
				}
				editions[i].Words += "; " + words
			}
			return editions
		}
	}
	number := 0
	if last.Number > 0 {
		number = last.Number + 1
	}
	if c := x.preparedFor(forum, last.Date); c != nil {
		return append(editions, Edition{Number: number, State: EditionAnnounced, When: when(rapporteur.Date{}), Anchors: []Anchor{anchor(c)},
			Origins: 1, Words: "announced without a date; " + words})
	}
	next := Edition{Number: number, State: EditionExpected, When: window(from, to), Words: words}
	if c := x.spokenOf(forum, editions, last.Date); c != nil {
		next.Words += "; the forum was last spoken of by " + x.public[c.Doc].Words()
		next.Anchors = []Anchor{anchor(c)}
	}
	return append(editions, next)
}

// spokenOf returns the last claim that names a forum in a document that came out
// after the last edition and is no report of any; nil if there is none.
func (x *index) spokenOf(forum *rapporteur.Record, editions []Edition, after rapporteur.Date) *rapporteur.Claim {
	report := map[rapporteur.DocID]bool{}
	for _, e := range editions {
		for _, a := range e.Anchors {
			if c := x.claims[a.Claim]; c != nil && !c.Background && e.State == EditionHeld {
				report[a.Doc] = true
			}
		}
	}
	var last *rapporteur.Claim
	for _, c := range x.of(forum.Claims) {
		if day := firstDay(x.docs[c.Doc].Published); day == noDay || day <= lastDay(after) || report[c.Doc] || c.Kind != rapporteur.KindMechanism && !foretold(c) {
			continue
		}
		if last == nil || x.rank[c.ID] > x.rank[last.ID] {
			last = c
		}
	}
	return last
}

// readying are the beginnings of words for what is done before a meeting is held.
var readying = regexp.MustCompile(`(?i)\b(prepar|host|hold|organi[sz]|conven)`)

// preparedFor returns the last undertaking that came out after the last edition
// and is to prepare, host or hold a forum: its sentence also names the forum. Nil
// if there is none.
func (x *index) preparedFor(forum *rapporteur.Record, after rapporteur.Date) *rapporteur.Claim {
	var last *rapporteur.Claim
	for _, m := range x.of(forum.Claims) {
		day := firstDay(x.docs[m.Doc].Published)
		if m.Kind != rapporteur.KindMechanism || day == noDay || day <= lastDay(after) {
			continue
		}
		for _, c := range x.promisesIn[m.Doc] {
			if overlap(c, m) && !c.Background && ahead(c.Commitment.Stage) && x.Verdicts[c.ID] != rapporteur.Reject && readying.MatchString(c.Quote.Exact()) &&
				(last == nil || x.rank[c.ID] > x.rank[last.ID]) {
				last = c
			}
		}
	}
	return last
}

// ahead reports whether an undertaking at a stage is still to be begun.
func ahead(s rapporteur.Stage) bool {
	return s == rapporteur.StageProposed || s == rapporteur.StagePledged || s == rapporteur.StageAgreed || s == rapporteur.StagePlanned
}

// announcedAfter reports whether an announced edition is one after that held last.
func (x *index) announcedAfter(e Edition, last link.Held) bool {
	if e.Number > 0 && last.Number > 0 {
		return e.Number > last.Number
	}
	return slices.ContainsFunc(e.Anchors, func(a Anchor) bool { return lastDay(x.public[a.Doc]) >= firstDay(last.Date) })
}

// window returns a span of months as an approximate date.
func window(from, to time.Time) When {
	d, err := rapporteur.ParseDate(from.Format("2006-01") + "/" + to.Format("2006-01"))
	if err != nil { // beyond the calendar
		return when(rapporteur.Date{})
	}
	return when(d)
}

// intervals says what a rhythm was worked out from.
func intervals(r link.Rhythm) string {
	return fmt.Sprintf("%s of %d to %d days", count(r.Gaps, "interval"), r.Min, r.Max)
}

func months(days int) string {
	return count(max((days*12+182)/365, 1), "month")
}

func (x *index) mechanisms(ps []rapporteur.Party) []Mechanism {
	out := []Mechanism{}
	for _, r := range x.recordsOf(rapporteur.KindMechanism, ps) {
		out = append(out, x.mechanism(r))
	}
	slices.SortStableFunc(out, func(a, b Mechanism) int {
		return cmp.Or(cmp.Compare(b.Evidence.Documents, a.Evidence.Documents), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return out
}
