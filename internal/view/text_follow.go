package view

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// head writes the lines that stand over a page: what it is of, the day and the coverage.
func (p *printer) head(title, asOf string, c Coverage) {
	p.line(0, "%s, %s", title, asOf)
	if c.Words != "" {
		p.line(0, "%s", c.Words)
	}
}

// counted writes how often values occur on one line.
func (p *printer) counted(name string, counts []Count) {
	var values []string
	for _, c := range counts {
		values = append(values, fmt.Sprintf("%s %d", c.Value, c.Count))
	}
	if len(values) > 0 {
		p.line(0, "%s: %s", name, strings.Join(values, " · "))
	}
}

// between names what a page is about where its parties may be none.
func between(title string, ps []Party) string {
	if len(ps) == 0 {
		return title
	}
	return title + ", " + inWords(names(ps))
}

// WriteBoard writes a board as plain text, each undertaking with its identity.
func WriteBoard(w io.Writer, b *Board) error {
	p := &printer{bufio.NewWriter(w)}
	p.head(between("Undertakings", parties(b.Query.Parties)), b.AsOfText, b.Coverage)
	p.counted("by stage as reported", b.Stages)
	p.counted("by what has come of them", b.Standings)
	p.counted("by the clock", b.States)
	p.section("Chosen", len(b.Commitments))
	for _, c := range b.Commitments {
		p.line(1, "%s “%s” [%s]", mark(c.Certainty), c.Title, c.ID)
		p.line(2, "%s · %s · %s · %s", c.who(), c.Stage, c.Standing, c.Derived.Words)
	}
	return p.w.Flush()
}

// who says who undertakes something to whom.
func (c Commitment) who() string {
	s := "by " + inWords(names(c.By))
	if len(c.To) > 0 {
		s += " to " + inWords(names(c.To))
	}
	return s
}

// WriteThread writes the page of an undertaking as plain text: every move with
// its date, its rule and its words.
func WriteThread(w io.Writer, t *Thread) error {
	p := &printer{bufio.NewWriter(w)}
	c := t.Commitment
	p.head("“"+c.Title+"”", t.AsOfText, Coverage{})
	p.line(0, "%s · %s · %s", c.who(), c.Act, strings.Join(c.Areas, ", "))
	p.line(0, "stage as last reported: %s", c.Stage)
	p.line(0, "what has come of it: %s", c.Standing)
	p.line(0, "by the clock: %s (%s)", c.Derived.Words, c.Derived.Basis)
	if !c.Due.Date.IsZero() {
		p.line(0, "due: %s%s", c.Due.Words, cited(c.Due.Anchors))
	}
	if c.Amount.Text != "" {
		p.line(0, "amount: %s%s", c.Amount.Text, cited(c.Amount.Anchors))
	}
	for _, wait := range []struct {
		from string
		days *int
	}{{"saying", c.DaysToActivity}, {"pledge", c.DaysFromPledge}} {
		if wait.days != nil {
			p.line(0, "from the first %s to the first act: %s", wait.from, count(*wait.days, "day"))
		} else {
			p.line(0, "from the first %s to the first act: not known", wait.from)
		}
	}
	for _, f := range c.SaidAt {
		p.line(0, "said at: %s%s", f.Text, cited(f.Anchors))
	}
	p.line(0, "said again without new evidence: %s", count(c.Restated, "time"))
	p.section("What came when", len(c.Moves))
	for _, m := range c.Moves {
		self := ""
		if m.Self {
			self = ", said by a party of itself"
		}
		p.line(1, "%s: %s → %s%s", m.Public.Words, m.What, m.Standing, self)
		p.line(2, "“%s” — %s %s [%s]", m.Source.Quote, m.Source.Cited(), WebAddress(m.Source.URL), m.Source.Claim)
		p.line(2, "rule %s: %s", m.Rule, m.Reason)
	}
	p.section("Its own reports", len(c.Evidence.Sources))
	for _, s := range c.Steps {
		p.line(1, "%s: %s, %s [%s] by rule %s", s.When.Words, s.What, s.Source.SaidBy, s.Source.Claim, s.Rule)
	}
	p.disagreements(t.Disagreements)
	return p.w.Flush()
}

func (p *printer) disagreements(ds []Disagreement) {
	p.section("Where sources disagree", len(ds))
	for _, g := range ds {
		p.disagreement(g)
	}
}

func (p *printer) disagreement(d Disagreement) {
	p.line(1, "%s: %s", d.Title, d.Field)
	for _, v := range d.Values {
		p.line(2, "%s · %s", v.Value, sources(v.Evidence))
	}
}

// WriteDisputes writes where sources disagree as plain text.
func WriteDisputes(w io.Writer, d *Disputes) error {
	p := &printer{bufio.NewWriter(w)}
	p.head(between("Disagreements", d.Parties), d.AsOfText, d.Coverage)
	p.disagreements(d.Disagreements)
	return p.w.Flush()
}

// WriteTimeline writes a timeline as plain text.
func WriteTimeline(w io.Writer, t *Timeline) error {
	p := &printer{bufio.NewWriter(w)}
	p.head(between("Timeline", t.Parties), t.AsOfText, t.Coverage)
	p.section("In order of time", len(t.Entries))
	for _, e := range t.Entries {
		said := ""
		if e.Said {
			said = "published "
		}
		p.line(1, "%s %s%s · %s: %s · %s, %s%s", mark(e.Certainty), said, e.When.Words, e.What, e.Title,
			count(e.Documents, "document"), count(e.Origins, "origin"), cited(e.Anchors[:min(len(e.Anchors), 3)]))
	}
	return p.w.Flush()
}

// WriteQuestions writes a board of questions as plain text.
func WriteQuestions(w io.Writer, q *Questions) error {
	p := &printer{bufio.NewWriter(w)}
	p.head(between("What is stated as not known", q.Parties), q.AsOfText, q.Coverage)
	for _, g := range []struct {
		title string
		list  []Question
	}{{"Open", q.Open}, {"Answered since", q.Answered}, {"Stated as not known, though already reported elsewhere", q.Already}} {
		p.section(g.title, len(g.list))
		for _, k := range g.list {
			p.question(k)
		}
	}
	return p.w.Flush()
}

func (p *printer) question(q Question) {
	p.line(1, "“%s” (%s) [%s]", q.Quote, q.Type, q.Anchor.Claim)
	p.line(2, "stated %s by %s", q.Stated.Words, q.By)
	for _, a := range q.Answers {
		p.line(2, "answered %s: “%s” — %s [%s]", a.Published.Words, a.Quote, a.Reason, a.Claim)
	}
}

// WriteAreaPage writes the page of an area as plain text.
func WriteAreaPage(w io.Writer, a *AreaPage) error {
	p := &printer{bufio.NewWriter(w)}
	p.head(between(capital(string(a.Area)), a.Parties), a.AsOfText, a.Coverage)
	p.counted("undertakings by states", a.Relations)
	p.section("Undertakings", len(a.Commitments))
	for _, c := range a.Commitments {
		p.line(1, "%s “%s” [%s]", mark(c.Certainty), c.Title, c.ID)
		p.line(2, "%s · %s · %s · %s", c.who(), c.Stage, c.Standing, c.Derived.Words)
	}
	p.section("Meetings", len(a.Meetings))
	for _, m := range a.Meetings {
		p.meeting(m)
	}
	p.section("Agreements", len(a.Agreements))
	for _, k := range a.Agreements {
		p.line(1, "%s (%s): %s, %s · %s", k.Title, k.Kind, k.Status, k.When.Words, sources(k.Evidence))
	}
	p.section("Questions", len(a.Questions))
	for _, q := range a.Questions {
		p.question(q)
	}
	return p.w.Flush()
}
