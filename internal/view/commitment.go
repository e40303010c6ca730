package view

import (
	"cmp"
	"fmt"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
)

// A CommitmentGroup holds the undertakings that were last reported at one stage.
type CommitmentGroup struct {
	Stage       rapporteur.Stage `json:"stage"`
	Title       string           `json:"title"`
	Commitments []Commitment     `json:"commitments"`
}

// A Commitment is a thread: from the first time an undertaking was said to the
// latest report on it.
type Commitment struct {
	ID rapporteur.RecordID `json:"id"`
	// Title is the exact quote of the thread's clearest claim, and Anchor its place.
	Title  string               `json:"title"`
	Anchor Anchor               `json:"anchor"`
	What   string               `json:"what"` // the undertaking in short, not a quote
	By     []Party              `json:"by"`
	To     []Party              `json:"to,omitempty"`
	Areas  []string             `json:"areas,omitempty"`
	Act    rapporteur.SpeechAct `json:"act"` // the strongest
	Stage  rapporteur.Stage     `json:"stage"`
	Due    When                 `json:"due"`
	Amount Field                `json:"amount"`
	// Disclosure is how much of its content is told: what a source says is not
	// disclosed is partly so once another document answers it.
	Disclosure rapporteur.Disclosure `json:"disclosure,omitempty"`
	// SaidAt lists who met, and when, where it was said; several may be rivals.
	SaidAt []Fact `json:"said_at,omitempty"`
	// Derived is what the clock adds as of the dossier's day.
	Derived Derived `json:"derived"`
	Steps   []Step  `json:"steps"`
	// Standing is what has come of it as far as documents tell, its own reports and
	// those of later meetings, texts and acts; Moves are how it came to that.
	Standing link.Standing `json:"standing"`
	Moves    []Move        `json:"moves"`
	// DaysToActivity counts the days from the first saying to the first act; nil if
	// none is known.
	DaysToActivity *int `json:"days_to_activity,omitempty"`
	// DaysFromPledge counts them from the first saying that binds: a pledge, an
	// agreement, a signature; nil if either day is not known.
	DaysFromPledge *int      `json:"days_from_pledge,omitempty"`
	Restated       int       `json:"restated"` // reports after the first that add no evidence of action
	Certainty      Certainty `json:"certainty"`
	Evidence       Evidence  `json:"evidence"`
}

// A Move is one dated step in what has come of an undertaking, and the rule that
// took it.
type Move struct {
	What     link.MoveKind       `json:"what"`
	Public   When                `json:"public"`           // the day by which the source was public
	Standing link.Standing       `json:"standing"`         // after this move
	Self     bool                `json:"self,omitempty"`   // a party says it of its own undertaking
	Record   rapporteur.RecordID `json:"record,omitempty"` // the meeting or agreement that is the evidence, if it is one
	Rule     string              `json:"rule"`
	Reason   string              `json:"reason"`
	Source   Source              `json:"source"`
}

// A Derived is a state worked out by the clock. It speaks of evidence only:
// that nothing was found never says that nothing was done.
type Derived struct {
	// Code is a link.ClockState, such as "overdue" or "no public trace", or MetSince.
	Code  string `json:"code"`
	Words string `json:"words"` // "no public trace since 5 March 2025, as of 1 May 2025"
	Basis string `json:"basis"` // the rule and the dates it was worked out from
}

// stages holds the stages in the order in which groups are shown, with what the
// groups are called: what is moving first, then what is said, then what ended.
var stages = []struct {
	stage rapporteur.Stage
	title string
}{
	{rapporteur.StageUnderWay, "Under way"}, {rapporteur.StagePartly, "Partly delivered"}, {rapporteur.StagePlanned, "Planned"},
	{rapporteur.StageAgreed, "Agreed"}, {rapporteur.StagePledged, "Pledged"}, {rapporteur.StageProposed, "Proposed"},
	{rapporteur.StageStalled, "Stalled"}, {rapporteur.StageSuspended, "Suspended"}, {rapporteur.StageDelivered, "Delivered"},
	{rapporteur.StageSuperseded, "Superseded"}, {rapporteur.StageWithdrawn, "Withdrawn"}, {rapporteur.StageLapsed, "Lapsed"},
}

// acts holds the speech acts, weakest first.
var acts = []rapporteur.SpeechAct{rapporteur.ActMention, rapporteur.ActExchanged, rapporteur.ActUrged, rapporteur.ActWilling,
	rapporteur.ActPledged, rapporteur.ActAgreed, rapporteur.ActSigned, rapporteur.ActMandated, rapporteur.ActResourced}

func (x *index) commitment(r *rapporteur.Record) Commitment {
	claims := slices.Clone(x.of(r.Claims))
	slices.SortFunc(claims, x.byPublication)
	clearest := x.clearest(claims)
	body := clearest.Commitment
	c := Commitment{
		ID: r.ID, Title: clearest.Quote.Exact(), Anchor: anchor(clearest), What: body.What, By: parties(body.By), To: parties(body.To),
		Areas: areasOf(claims), Due: x.date(r, link.FieldDue), Amount: x.field(r, link.FieldAmount), Disclosure: x.disclosure(clearest, claims), SaidAt: x.facts(r, link.FieldSaidAt),
		Certainty: together(claims), Evidence: x.evidence(r), Steps: []Step{},
	}
	latest := claims[0]
	for n, k := range claims {
		b := k.Commitment
		if slices.Index(acts, b.Act) > slices.Index(acts, c.Act) {
			c.Act = b.Act
		}
		if !k.Background || latest.Background {
			latest = k
		}
		if !slices.ContainsFunc(claims[:n], func(o *rapporteur.Claim) bool { return x.saidOnce(o, k) }) {
			c.Steps = append(c.Steps, x.step(string(b.Stage), k, r.Reasons[k.ID]))
		}
	}
	c.Stage = latest.Commitment.Stage
	inTime(c.Steps)
	seen := map[string]bool{}
	for i, s := range c.Steps {
		if seen[s.What] {
			c.Steps[i].What = "restated"
			c.Restated++
		}
		seen[s.What] = true
	}
	x.follow(&c, r)
	x.fromPledge(&c, claims)
	x.judge(&c, claims)
	return c
}

// follow adds what has come of an undertaking.
func (x *index) follow(c *Commitment, r *rapporteur.Record) {
	course := x.course(r.ID)
	c.Standing, c.Moves = course.Standing, []Move{}
	if course.DaysToActivity >= 0 {
		c.DaysToActivity = &course.DaysToActivity
	}
	for _, m := range course.Moves {
		k := x.claims[m.Claim]
		if k == nil {
			continue
		}
		c.Moves = append(c.Moves, Move{
			What: m.What, Public: when(m.Public), Standing: m.Standing, Self: m.Self, Record: m.Record, Rule: m.Rule, Reason: m.Reason, Source: x.source(k, m.Reason),
		})
	}
}

// binding are the speech acts by which somebody is bound.
var binding = []rapporteur.SpeechAct{rapporteur.ActPledged, rapporteur.ActAgreed, rapporteur.ActSigned, rapporteur.ActMandated}

// fromPledge counts the days from the first saying that binds to the first act
// after it.
func (x *index) fromPledge(c *Commitment, claims []*rapporteur.Claim) {
	pledged, acted := noDay, noDay
	for _, k := range claims {
		if slices.Contains(binding, k.Commitment.Act) {
			pledged = min(pledged, x.dayOf(k))
		}
	}
	for _, m := range c.Moves {
		switch m.What {
		case link.MoveActivity, link.MovePart, link.MoveDelivery:
			if day := x.dayOf(x.claims[m.Source.Claim]); day >= pledged {
				acted = min(acted, day)
			}
		}
	}
	if pledged != noDay && acted != noDay {
		n := int((acted - pledged) / (24 * 60 * 60))
		c.DaysFromPledge = &n
	}
}

// dayOf returns the day of what a claim tells, else of its publication; noDay if
// neither is known to the day.
func (x *index) dayOf(c *rapporteur.Claim) int64 {
	for _, d := range []rapporteur.Date{c.Time.Date, x.docs[c.Doc].Published} {
		if d.Precision() == rapporteur.PrecisionDay {
			if day := firstDay(d); day != noDay {
				return day
			}
		}
	}
	return noDay
}

// judge adds what the clock says of an undertaking. Acts that other records tell
// of count as evidence like its own reports.
func (x *index) judge(c *Commitment, claims []*rapporteur.Claim) {
	p := link.Progress{Stage: c.Stage, Due: c.Due.Date, First: x.public[claims[0].Doc], Last: c.Evidence.Last.Date}
	for _, m := range c.Moves {
		if !m.Public.Date.IsZero() && m.Public.Date.Compare(p.Last) > 0 {
			p.Last = m.Public.Date
		}
	}
	state, words, basis := link.Clock(p, x.AsOf)
	c.Derived = Derived{Code: string(state), Words: words, Basis: basis}
	if met, ok := x.metAsAnnounced(claims, c.Due.Date); ok && state == link.Overdue {
		c.Derived = Derived{Code: MetSince, Words: "the meeting announced in these words is reported: " + met.Words(), Basis: basis}
	}
	if n := len(c.Moves); n > 0 && state != link.Ended && c.Derived.Code != MetSince && (c.Standing == link.StandingDelivered || c.Standing == link.StandingWithdrawn) {
		if _, judged := x.now(); judged {
			last := c.Moves[n-1]
			for _, m := range slices.Backward(c.Moves) {
				if m.What == link.MoveDelivery || m.What == link.MoveWithdrawal {
					last = m
					break
				}
			}
			c.Derived = Derived{Code: string(link.Ended), Words: fmt.Sprintf("reported as %s by %s, %s", c.Standing, last.Public.Words, asOf(x.AsOf)), Basis: last.Rule + ": " + last.Reason}
		}
	}
}

// metAsAnnounced returns the date of a meeting that the words of an undertaking
// announce for the day it is due, if some source tells of it as held. To promise
// a meeting and to announce it are often one sentence.
func (x *index) metAsAnnounced(claims []*rapporteur.Claim, due rapporteur.Date) (met rapporteur.Date, ok bool) {
	for _, c := range claims {
		for _, a := range x.toCome[c.Doc] {
			if !overlap(c, a) || lastDay(a.Time.Date) != lastDay(due) {
				continue
			}
			for _, r := range x.recordOf[a.ID] {
				for _, d := range x.of(r.Claims) {
					if r.Kind == rapporteur.KindInteraction && told(d) && firstDay(d.Time.Date) != noDay {
						return d.Time.Date, true
					}
				}
			}
		}
	}
	return met, false
}

// overlap reports whether the quotes of two claims share words.
func overlap(a, b *rapporteur.Claim) bool {
	return a.Doc == b.Doc && a.Quote.Start() < b.Quote.End() && b.Quote.Start() < a.Quote.End()
}

// saidOnce reports whether two claims at one stage are one act of saying: the same
// sentence, read once for each of its areas, or the same words in another print
// of the text. Neither is a restatement.
func (x *index) saidOnce(a, b *rapporteur.Claim) bool {
	if a.Commitment.Stage != b.Commitment.Stage {
		return false
	}
	if a.Doc == b.Doc {
		return overlap(a, b)
	}
	return a.Quote.Exact() == b.Quote.Exact() && link.SamePrint(x.docs[a.Doc], x.docs[b.Doc], x.Origins)
}

// clearest returns the claim whose words name the thread: one that a person
// accepted, else the first that is presented as certain, else the first.
func (x *index) clearest(claims []*rapporteur.Claim) *rapporteur.Claim {
	for _, is := range []func(*rapporteur.Claim) bool{
		func(c *rapporteur.Claim) bool { return x.review(c.ID).Verdict == rapporteur.Accept },
		func(c *rapporteur.Claim) bool { return c.Factuality == rapporteur.CTPlus && len(c.Unsure) == 0 },
		func(c *rapporteur.Claim) bool { return c.Factuality == rapporteur.CTPlus },
	} {
		if i := slices.IndexFunc(claims, is); i >= 0 {
			return claims[i]
		}
	}
	return claims[0]
}

func (x *index) commitments(ps []rapporteur.Party) []CommitmentGroup {
	byStage := map[rapporteur.Stage][]Commitment{}
	for _, r := range x.recordsOf(rapporteur.KindCommitment, ps) {
		c := x.commitment(r)
		byStage[c.Stage] = append(byStage[c.Stage], c)
	}
	out := []CommitmentGroup{}
	for _, s := range stages {
		group := byStage[s.stage]
		if len(group) == 0 {
			continue
		}
		slices.SortStableFunc(group, func(a, b Commitment) int {
			return cmp.Or(LatestFirst(a.Evidence.Last.Date, b.Evidence.Last.Date), cmp.Compare(b.Evidence.Documents, a.Evidence.Documents))
		})
		out = append(out, CommitmentGroup{Stage: s.stage, Title: s.title, Commitments: group})
	}
	return out
}
