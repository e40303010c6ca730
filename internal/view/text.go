package view

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// WriteDossier writes a dossier as plain text for a terminal. Each fact carries
// the identities of the claims it rests on in square brackets.
func WriteDossier(w io.Writer, d *Dossier) error {
	p := &printer{bufio.NewWriter(w)}
	p.line(0, "%s, %s", d.Title, d.AsOfText)
	p.line(0, "%s", d.Coverage.Words)
	p.section("Meetings", len(d.Meetings))
	for _, m := range d.Meetings {
		p.meeting(m)
	}
	p.section("Mechanisms", len(d.Mechanisms))
	for _, m := range d.Mechanisms {
		p.mechanism(m)
	}
	p.section("Agreements", len(d.Agreements))
	for _, a := range d.Agreements {
		p.line(1, "%s (%s): %s, %s · %s", a.Title, a.Kind, a.Status, a.When.Words, sources(a.Evidence))
		if a.Period != nil {
			p.line(2, "for %s", a.Period.Words)
		}
	}
	n := 0
	for _, g := range d.Commitments {
		n += len(g.Commitments)
	}
	p.section("Undertakings", n)
	for _, g := range d.Commitments {
		p.line(1, "%s", g.Title)
		for _, c := range g.Commitments {
			p.commitment(c)
		}
	}
	p.section("Open and answered questions", len(d.Questions))
	for _, q := range d.Questions {
		p.line(1, "%s (%s): “%s” [%s]", q.About, q.Type, q.Quote, q.Anchor.Claim)
		p.line(2, "stated %s by %s", q.Stated.Words, q.By)
		for _, a := range q.Answers {
			p.line(2, "answered %s: “%s” [%s]", a.Published.Words, a.Quote, a.Claim)
		}
	}
	p.section("Assessments, which are not events", len(d.Assessments))
	for _, a := range d.Assessments {
		p.line(1, "“%s” [%s]", a.Source.Quote, a.Source.Claim)
		p.line(2, "%s, %s (%s)", a.By, a.Source.Published.Words, a.Certainty.Word)
	}
	for _, o := range d.People {
		p.section("In office for "+o.Party.Name, len(o.People))
		for _, m := range o.People {
			p.person(m)
		}
	}
	p.disagreements(d.Disagreements)
	return p.w.Flush()
}

// A printer writes indented lines; its writer keeps the first error.
type printer struct{ w *bufio.Writer }

func (p *printer) line(indent int, format string, args ...any) {
	s := fmt.Sprintf(format, args...)
	fmt.Fprintln(p.w, strings.Repeat("  ", indent)+oneLine(s))
}

// oneLine makes a text safe to print on one line of a terminal: control
// characters, with which a text could steer it, become spaces.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if unprintable(r) {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

func (p *printer) section(title string, n int) {
	fmt.Fprintln(p.w)
	p.line(0, "%s (%d)", title, n)
	if n == 0 {
		p.line(1, "none among the documents held")
	}
}

func (p *printer) meeting(m Meeting) {
	p.line(1, "%s %s · %s", mark(m.Certainty), m.When.Words, m.Title)
	var place string
	if m.Place.Text != "" {
		place = m.Place.Text + " · "
	}
	p.line(2, "%s%s · %s", place, m.Certainty.Word, sources(m.Evidence))
	for _, f := range m.Place.Rivals {
		p.line(2, "or: %s%s", f.Text, cited(f.Anchors))
	}
	for _, f := range m.When.Rivals {
		p.line(2, "or: %s%s", f.Text, cited(f.Anchors))
	}
	if m.When.Inference != "" {
		p.line(2, "date: %s", m.When.Inference)
	}
	for _, q := range m.Participants {
		s := strings.TrimSpace(q.Rank + " " + q.Name)
		if q.Office.Text != "" {
			s += ", " + q.Office.Text
		}
		if q.OfficeInferred {
			s += " as the counterpart"
		}
		if q.Country != nil {
			s += " (" + q.Country.Name + map[bool]string{true: ", a guess"}[q.CountryGuessed] + ")"
		}
		p.line(2, "with %s", s)
	}
	if m.Derived != nil {
		p.line(2, "%s", m.Derived.Words)
	}
}

func (p *printer) mechanism(m Mechanism) {
	p.line(1, "%s · %s", m.Name, sources(m.Evidence))
	for _, n := range m.Names {
		if n.Text != m.Name {
			p.line(2, "also: %s%s", n.Text, cited(n.Anchors))
		}
	}
	if m.Cadence.Text != "" {
		p.line(2, "cadence: %s%s", m.Cadence.Text, cited(m.Cadence.Anchors))
	}
	for _, e := range m.Editions {
		number := "unnumbered"
		switch {
		case e.Through > 0:
			number = fmt.Sprintf("%d to %d", e.Number, e.Through)
		case e.Number > 0:
			number = fmt.Sprint(e.Number)
		}
		if e.State == EditionMissing {
			p.line(2, "[%s] %s", number, e.Words)
			continue
		}
		s := fmt.Sprintf("%s: %s", number, e.When.Words)
		if e.Place.Text != "" {
			s += ", " + e.Place.Text
		}
		for _, r := range e.Place.Rivals {
			s += " or " + r.Text
		}
		if e.Words != "" {
			s += "; " + e.Words
		}
		if e.State != EditionHeld {
			s += " (" + string(e.State) + ")"
		}
		p.line(2, "%s%s", s, cited(e.Anchors))
	}
}

func (p *printer) commitment(c Commitment) {
	p.line(2, "%s “%s” [%s]", mark(c.Certainty), c.Title, c.Anchor.Claim)
	s := "by " + inWords(names(c.By))
	if len(c.To) > 0 {
		s += " to " + inWords(names(c.To))
	}
	p.line(3, "%s · %s · %s · %s", s, strings.Join(c.Areas, ", "), c.Act, sources(c.Evidence))
	p.line(3, "%s", c.Derived.Words)
	if len(c.Steps) < 2 {
		return
	}
	for _, t := range c.Steps {
		said := ""
		if t.Said {
			said = "published "
		}
		p.line(3, "%s%s: %s, %s [%s]", said, t.When.Words, t.What, t.Source.SaidBy, t.Source.Claim)
	}
}

func (p *printer) person(m Person) {
	guess := ""
	if m.Unsure {
		guess = " · partly a guess"
	}
	p.line(1, "%s · seen %s to %s%s · %s", m.Name, m.First.Words, m.Last.Words, guess, sources(m.Evidence))
	for _, o := range m.Offices {
		former := ""
		if o.Former {
			former = " (no longer held)"
		}
		p.line(2, "%s%s, %s to %s%s", o.Title, former, o.First.Words, o.Last.Words, cited(o.Anchors))
	}
	if len(m.Names) > 1 {
		var also []string
		for _, n := range m.Names {
			if n.Text != m.Name {
				also = append(also, n.Text)
			}
		}
		p.line(2, "also: %s", strings.Join(also, "; "))
	}
}

// mark returns the form of a certainty for a terminal.
func mark(c Certainty) string {
	return map[Form]string{Solid: "●", Hollow: "○", Dashed: "◌", Bracketed: "(●)"}[c.Form]
}

// sources counts what a record rests on and names its claims.
func sources(e Evidence) string {
	var as []Anchor
	for _, s := range e.Sources {
		as = append(as, s.Anchor)
	}
	return fmt.Sprintf("%s, %s%s", count(e.Documents, "document"), count(e.Origins, "origin"), cited(as))
}

// cited names claims in square brackets; none if there are none.
func cited(as []Anchor) string {
	if len(as) == 0 {
		return ""
	}
	ids := make([]string, len(as))
	for i, a := range as {
		ids[i] = string(a.Claim)
	}
	return " [" + strings.Join(ids, " ") + "]"
}
