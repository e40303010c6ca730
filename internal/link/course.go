package link

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"

	"example.org/rapporteur"
)

// Standing is what has come of an undertaking as far as the documents tell. It
// speaks of public evidence: "said" never means that nothing was done.
type Standing string

// The standings.
const (
	StandingSaid      Standing = "said"     // nothing public since it was first said
	StandingRepeated  Standing = "repeated" // said or recalled again, without evidence of an act
	StandingUnderWay  Standing = "under way"
	StandingPartly    Standing = "partly delivered"
	StandingDelivered Standing = "delivered"
	StandingSuspended Standing = "suspended"
	StandingWithdrawn Standing = "withdrawn"
)

// MoveKind is what a claim does to a thread.
type MoveKind string

// The kinds of move.
const (
	MoveSaid       MoveKind = "first said"
	MoveRestated   MoveKind = "restated"   // a party says it again
	MoveRecalled   MoveKind = "recalled"   // a text mentions it as background
	MoveActivity   MoveKind = "activity"   // something was done towards it
	MovePart       MoveKind = "part"       // some of it was delivered
	MoveDelivery   MoveKind = "delivery"   // it was delivered, or took place again
	MoveSuspension MoveKind = "suspension" // a source says that it rests
	MoveWithdrawal MoveKind = "withdrawal" // a party says that it no longer holds
)

// CourseVersion names the rules that move threads, as a whole. It changes with
// any of them, so that a standing can be told from one by other rules.
const CourseVersion = "course/1"

// A Move is one dated step in the life of an undertaking and the rule that took it.
type Move struct {
	What  MoveKind           `json:"what"`
	Claim rapporteur.ClaimID `json:"claim"`
	// Record is the meeting or agreement that the claim is of; empty if the claim
	// is one of the thread's own.
	Record rapporteur.RecordID `json:"record,omitempty"`
	// Public is the day by which the claim was surely public.
	Public rapporteur.Date `json:"public,omitzero"`
	// Standing is that of the thread after this move.
	Standing Standing `json:"standing"`
	// Self marks what a party says of its own undertaking.
	Self   bool   `json:"self,omitempty"`
	Rule   string `json:"rule"` // such as "course/1 held"
	Reason string `json:"reason"`

	day dayNumber // of what is told
}

// A Course is the whole of what has come of an undertaking, in order of the days
// by which it was public.
type Course struct {
	Moves    []Move   `json:"moves"`
	Standing Standing `json:"standing"`
	// Restated counts the later sayings and recollections that bring no evidence of an act.
	Restated int `json:"restated"`
	// DaysToActivity counts the days from the first saying to the first act that is
	// told; -1 if none is, or the days are not known.
	DaysToActivity int `json:"days_to_activity"`
	// Origins counts the independent origins of the acts.
	Origins int `json:"origins"`
}

// Courses tells of every commitment record what has come of it, from its own
// claims and from the meetings, agreements and other undertakings that came
// after it. The records must have been built from the same input.
func Courses(in Input, records []rapporteur.Record) map[rapporteur.RecordID]Course {
	return maps.Collect(EachCourse(in, records))
}

// EachCourse yields the same one after another, in the order of the records: the
// moves of all undertakings together can be far more than the claims.
func EachCourse(in Input, records []rapporteur.Record) iter.Seq2[rapporteur.RecordID, Course] {
	return func(yield func(rapporteur.RecordID, Course) bool) {
		if !slices.ContainsFunc(records, func(r rapporteur.Record) bool { return r.Kind == rapporteur.KindCommitment }) {
			return // such as all persons: there is nothing to learn their names for
		}
		b := newBuilder(in)
		deeds := b.deeds(records)
		for i := range records {
			if r := &records[i]; r.Kind == rapporteur.KindCommitment && !yield(r.ID, b.course(r, deeds)) {
				return
			}
		}
	}
}

// A promise is a commitment record with what its evidence is found by.
type promise struct {
	record *rapporteur.Record
	claims []*claim
	first  *claim
	said   dayNumber   // the day on which it was first said, as far as the claims tell
	raw    []string    // stems of all words of its objects and quotes, sorted
	wanted []forumName // the meetings that it promises
	verbs  []string    // the words of what is promised and the few before it, unstemmed
	toDo   []string    // those verbs among them of which accomplished knows how their end is told, sorted
	object []string    // those of them that carry its matter, of all its sayings
	spoken []spoken    // the same of each saying
	years  []string
	marks  []string // the figures that tell it from others of its kind, such as a unit's
	places []string
	states []rapporteur.Party
	areas  []rapporteur.Area
	by     []rapporteur.Party
	own    map[rapporteur.ClaimID]bool
	docs   map[rapporteur.DocID]bool
}

// A spoken is the matter of one saying of a promise and when it was said.
type spoken struct {
	day    dayNumber
	object []string
}

// written returns stems as the promise's own claims spell them.
func (p *promise) written(stems []string) string {
	var texts []string
	for _, c := range p.claims {
		texts = append(texts, c.Commitment.What, c.Quote.Exact())
	}
	return strings.Join(asWritten(stems, texts...), ", ")
}

// matter returns what a deed has in common with some saying before it: the most.
func (p *promise) matter(d *deed) []string {
	var best []string // the object of that saying
	most := 0
	for _, s := range p.spoken {
		if s.day <= d.day {
			if n := sharedCount(s.object, d.object); n > most {
				best, most = s.object, n
			}
		}
	}
	return shared(best, d.object)
}

func (b *builder) promise(r *rapporteur.Record) *promise {
	p := &promise{record: r, own: map[rapporteur.ClaimID]bool{}, docs: map[rapporteur.DocID]bool{}}
	var raw, object, years, marks []string
	for _, id := range r.Claims {
		c := b.byID[id]
		if c == nil {
			continue
		}
		p.claims = append(p.claims, c)
		p.own[id], p.docs[c.Doc] = true, true
		text := c.Commitment.What + " " + c.Quote.Exact()
		raw = append(raw, rawStems(text)...)
		said := content(text, c.Parties, weak, b.proper[c.Doc])
		object = append(object, said...)
		p.spoken = append(p.spoken, spoken{saidOn(c), said})
		years = append(years, yearsIn(c.Commitment.What)...)
		marks = append(marks, marksIn(c.Commitment.What)...)
		p.by = append(p.by, c.Commitment.By...)
		if promises(c) {
			before, ws := promised(c)
			p.verbs = append(append(p.verbs, before...), ws...)
			p.wanted = append(p.wanted, wantedIn(append(before, ws...), c.Parties)...)
		}
		p.areas = append(p.areas, c.Areas...)
		p.places = append(p.places, placesIn(c.Commitment.What)...)
		if len(c.states) > len(p.states) {
			p.states = c.states
		}
	}
	if len(p.claims) == 0 {
		return nil
	}
	p.toDo = accomplishable(p.verbs)
	p.raw, p.object, p.years, p.marks = distinct(raw), distinct(object), distinct(years), distinct(marks)
	p.first = p.claims[0]
	p.said = saidOn(p.first)
	for _, c := range p.claims {
		p.said = min(p.said, saidOn(c))
	}
	return p
}

// promises reports whether a claim says that something is to be done, rather
// than how far it has come.
func promises(c *claim) bool {
	switch c.Commitment.Stage {
	case rapporteur.StageProposed, rapporteur.StagePledged, rapporteur.StageAgreed, rapporteur.StagePlanned:
		return true
	}
	return false
}

// promised returns the words of what a claim promises, and the few words of its
// quote before these, among which its verb may stand.
func promised(c *claim) (before, ws []string) {
	const few = 3
	ws = words(c.Commitment.What)
	head, _, ok := strings.Cut(c.Quote.Exact(), c.Commitment.What)
	if !ok {
		return nil, ws
	}
	before = words(head)
	return before[max(0, len(before)-few):], ws
}

// saidOn returns the day on which what a claim tells was said: the day it gives,
// if that lies before its publication, else the earliest day of publication.
func saidOn(c *claim) dayNumber {
	if day, ok := c.when(); ok && c.to < c.earliest {
		return day
	}
	return c.earliest
}

// longestMoment is how many days a date may span to tell when something was said
// or done; longer ones are the period that a text or a plan covers.
const longestMoment = 62

// when returns the first day of what a claim tells, if it tells when.
func (c *claim) when() (day dayNumber, ok bool) {
	if since, open := strings.CutSuffix(c.Time.Date.String(), "/.."); open {
		d, err := rapporteur.ParseDate(since)
		if err != nil {
			return unknownDay, false
		}
		first, last, ok := days(d)
		return first, ok && last-first <= longestMoment
	}
	return c.from, c.dated && c.to-c.from <= longestMoment
}

// course works out the moves of one undertaking.
func (b *builder) course(r *rapporteur.Record, deeds *deedIndex) Course {
	out := Course{Standing: StandingSaid, DaysToActivity: -1, Moves: []Move{}}
	p := b.promise(r)
	if p == nil {
		return out
	}
	out.Moves = append(p.sayings(), p.evidence(b, deeds)...)
	slices.SortStableFunc(out.Moves, func(m, n Move) int {
		c, d := b.byID[m.Claim], b.byID[n.Claim]
		return cmp.Or(compareBool(m.What != MoveSaid, n.What != MoveSaid), cmp.Compare(c.public, d.public), cmp.Compare(c.rank, d.rank))
	})
	origins := map[string]bool{}
	for i := range out.Moves {
		m := &out.Moves[i]
		switch m.What {
		case MoveRestated, MoveRecalled:
			out.Restated++
		case MoveActivity, MovePart, MoveDelivery:
			origins[b.in.Origins.Of(b.byID[m.Claim].Doc)] = true
			if n := int(m.day - p.said); m.day != unknownDay && p.said != unknownDay && n >= 0 && (out.DaysToActivity < 0 || n < out.DaysToActivity) {
				out.DaysToActivity = n
			}
		}
		out.Standing = out.Standing.after(m.What)
		m.Standing = out.Standing
	}
	out.Origins = len(origins)
	return out
}

// after returns the standing after a move. What was delivered stays so until it
// is withdrawn: a later saying does not take it back.
func (s Standing) after(m MoveKind) Standing {
	switch m {
	case MoveWithdrawal:
		return StandingWithdrawn
	case MoveDelivery:
		return StandingDelivered
	case MovePart:
		if s != StandingDelivered {
			return StandingPartly
		}
	case MoveActivity:
		if s == StandingSaid || s == StandingRepeated || s == StandingSuspended {
			return StandingUnderWay
		}
	case MoveSuspension:
		if s != StandingDelivered {
			return StandingSuspended
		}
	case MoveRestated, MoveRecalled:
		if s == StandingSaid {
			return StandingRepeated
		}
	}
	return s
}

// sayings returns the moves that the thread's own claims make. Reports of one
// saying are one: only a document that cannot have come out with the first, or
// within sayingReach of it, says it again.
func (p *promise) sayings() []Move {
	var out []Move
	last := unknownDay
	for _, c := range p.claims {
		m := Move{Claim: c.ID, Public: c.doc.PublicBy(), Rule: CourseVersion + " stage", day: c.public, Self: p.self(c)}
		if day, ok := c.when(); ok && told(c) {
			m.day = day
		}
		switch stage := c.Commitment.Stage; {
		case stage == rapporteur.StageDelivered && told(c):
			m.What, m.Reason = MoveDelivery, "reported as delivered"
			switch {
			case c != p.first && has(words(c.Quote.Exact()), renewed) && !has(words(p.first.Quote.Exact()), renewed):
				m.What, m.Reason = MoveActivity, "a later work on the same thing is reported"
			case p.covers(c) == part:
				m.What, m.Reason = MovePart, "a part of it is reported as delivered"
			}
		case stage == rapporteur.StagePartly && told(c):
			m.What, m.Reason = MovePart, "reported as partly delivered"
		case stage == rapporteur.StageUnderWay && told(c):
			m.What, m.Reason = MoveActivity, "reported as under way"
		case stage == rapporteur.StageWithdrawn || stage == rapporteur.StageLapsed || stage == rapporteur.StageSuperseded:
			m.What, m.Reason = MoveWithdrawal, "reported as "+string(stage)
		case stage == rapporteur.StageSuspended || stage == rapporteur.StageStalled:
			m.What, m.Reason = MoveSuspension, "reported as "+string(stage)
		case c == p.first:
			m.What, m.Reason, m.Rule = MoveSaid, "the first document that tells of it", CourseVersion+" said"
			last = c.public
		case last != unknownDay && c.earliest != unknownDay && c.earliest > last+sayingReach:
			m.What, m.Reason, m.Rule = MoveRestated, "said again", CourseVersion+" again"
			if c.Background || saidOn(c) < c.earliest-sayingReach {
				m.What, m.Reason = MoveRecalled, "recalled as said before"
			}
			last = max(last, c.public)
		default:
			continue // another report of the same saying
		}
		out = append(out, m)
	}
	return out
}

// sayingReach is for how many days reports of one saying come out.
const sayingReach = 7

// told reports whether a claim tells of something as a fact that is there.
func told(c *claim) bool {
	switch c.Factuality {
	case rapporteur.CTPlus, rapporteur.CTu, rapporteur.Uu:
		return c.Mode != rapporteur.ModeFuture && c.Mode != rapporteur.ModeHypothetical && c.Mode != rapporteur.ModeNegated
	}
	return false
}

// self reports whether a party of the undertaking speaks of it.
func (p *promise) self(c *claim) bool {
	return slices.ContainsFunc(c.SaidBy, func(s rapporteur.Speaker) bool {
		return s.State != "" && slices.Contains(p.by, s.State)
	})
}

// coverage is how much of an undertaking an act covers.
type coverage int

const (
	part coverage = iota
	whole
)

// covers reports how much of the first saying's object a report of delivery
// names: the whole, if at least half of its words.
func (p *promise) covers(c *claim) coverage {
	if c == p.first {
		return whole
	}
	of := content(p.first.Commitment.What, p.first.Parties, weak)
	if slices.ContainsFunc(rawStems(c.Quote.Exact()), func(w string) bool { return ofPart[w] }) {
		return part
	}
	in := content(c.Commitment.What+" "+c.Quote.Exact(), c.Parties, weak)
	if 2*len(shared(of, in)) >= len(of) {
		return whole
	}
	return part
}

// ofPart are stems of words for a part of a delivery.
var ofPart = stems(set("batch lot phase partly portion instalment installment section tranche"))
