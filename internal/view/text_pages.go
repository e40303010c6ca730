package view

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"
)

// WriteForum writes the page of a mechanism as plain text.
func WriteForum(w io.Writer, f *Forum) error {
	p := &printer{bufio.NewWriter(w)}
	p.head(f.Mechanism.Name, f.AsOfText, Coverage{})
	p.mechanism(f.Mechanism)
	var hosts []string
	for _, h := range f.Hosts {
		state := "host not told"
		if h.State != nil {
			state = h.State.Name + " (" + h.Basis + ")"
		}
		if h.Number > 0 {
			state = fmt.Sprintf("%d: %s", h.Number, state)
		}
		hosts = append(hosts, state)
	}
	if len(hosts) > 0 {
		p.line(1, "hosts: %s", strings.Join(hosts, " · "))
	}
	for _, s := range f.Sessions {
		title := "Edition"
		if s.Edition.Number > 0 {
			title = fmt.Sprintf("Edition %d", s.Edition.Number)
		}
		fmt.Fprintln(p.w)
		p.line(0, "%s, %s (%s)", title, s.Edition.When.Words, s.Edition.State)
		p.meeting(s.Meeting)
		if len(s.Meeting.Areas) > 0 {
			p.line(1, "areas: %s", strings.Join(s.Meeting.Areas, ", "))
		}
		for _, a := range s.Agreements {
			p.line(1, "text: %s, %s · %s", a.Title, a.Status, sources(a.Evidence))
		}
		for _, c := range s.Commitments {
			p.line(1, "undertaking: “%s” [%s]", c.Title, c.ID)
			p.line(2, "%s · %s · %s", c.who(), c.Standing, c.Derived.Words)
		}
		for _, q := range s.Questions {
			p.line(1, "not known: “%s” [%s]", q.Quote, q.Anchor.Claim)
		}
		for _, d := range s.Disagreements {
			for _, v := range d.Values {
				p.line(1, "%s, disputed: %s · %s", d.Field, v.Value, sources(v.Evidence))
			}
		}
	}
	return p.w.Flush()
}

// WriteCascade writes the formal texts of a relation as plain text.
func WriteCascade(w io.Writer, c *Cascade) error {
	p := &printer{bufio.NewWriter(w)}
	p.head(between("Formal texts", c.Parties), c.AsOfText, c.Coverage)
	p.section("Texts", len(c.Texts))
	for _, t := range c.Texts {
		p.line(1, "%s (%s): %s, %s · %s", t.Title, t.Kind, t.Status, t.When.Words, sources(t.Evidence))
		if t.Period != nil {
			p.line(2, "for %s", t.Period.Words)
		}
		for _, u := range t.Up {
			p.tie(u)
		}
		for _, u := range t.Unmatched {
			p.line(2, "%s “%s”, which is not among the texts held%s", u.Relation, u.Title, cited(u.Anchors))
		}
		for _, u := range t.Down {
			p.tie(u)
		}
		for _, s := range t.SelfAssessed {
			p.line(2, "%s: “%s” — %s [%s]", s.Words, s.Source.Quote, s.Source.Cited(), s.Source.Claim)
		}
	}
	return p.w.Flush()
}

func (p *printer) tie(t Tie) {
	if t.Basis != "" {
		p.line(2, "%s %s (worked out: %s)", t.Relation, t.Title, t.Basis)
		return
	}
	p.line(2, "%s %s%s", t.Relation, t.Title, cited(t.Anchors))
}

// WritePersonPage writes the page of a person in office as plain text.
func WritePersonPage(w io.Writer, g *PersonPage) error {
	p := &printer{bufio.NewWriter(w)}
	p.head(g.Person.Name, g.AsOfText, Coverage{})
	p.person(g.Person)
	p.section("Official acts", len(g.Acts))
	for _, m := range g.Acts {
		p.line(1, "%s %s · %s · %s", mark(m.Certainty), m.When.Words, m.Title, sources(m.Evidence))
	}
	p.section("Said", len(g.Statements))
	for _, s := range g.Statements {
		p.line(1, "“%s” — %s [%s]", s.Quote, s.Cited(), s.Claim)
	}
	p.disagreements(g.Disagreements)
	for _, o := range g.Namesakes {
		p.line(0, "of the same name too: %s (%s) [%s]", o.Title, inWords(names(o.Parties)), o.ID)
	}
	return p.w.Flush()
}

// WritePlacePage writes the page of a place as plain text.
func WritePlacePage(w io.Writer, g *PlacePage) error {
	p := &printer{bufio.NewWriter(w)}
	p.head(g.Place, g.AsOfText, Coverage{})
	p.counted("as sources write it", g.Names)
	p.section("Meetings", len(g.Meetings))
	for _, m := range g.Meetings {
		p.meeting(m)
	}
	return p.w.Flush()
}

// WriteOutlets writes outlets and origins as plain text.
func WriteOutlets(w io.Writer, o *Outlets) error {
	p := &printer{bufio.NewWriter(w)}
	p.head("Who reports", o.AsOfText, o.Coverage)
	p.section("Outlets", len(o.Outlets))
	for _, u := range o.Outlets {
		state := "state not known"
		if u.State != nil {
			state = u.State.Name
		}
		p.line(1, "%s (%s): %s, %d of its own voice, %s · %s to %s", cmp.Or(u.Name, "not known"), state, count(u.Documents, "document"), u.Own,
			count(u.Claims, "claim"), u.First.Words(), u.Last.Words())
	}
	p.section("Origins", len(o.Origins))
	for _, g := range o.Origins {
		p.line(1, "%s: %s, carried by %s", g.Name, count(g.Documents, "document"), cmp.Or(inWords(g.Outlets), "nobody known"))
	}
	return p.w.Flush()
}

// WriteComparison writes a comparison as plain text, a measure a line.
func WriteComparison(w io.Writer, c *Comparison) error {
	p := &printer{bufio.NewWriter(w)}
	p.line(0, "Comparison, %s", c.AsOfText)
	for i, r := range c.Relations {
		p.line(0, "%d. %s. %s", i+1, r.Title, r.Coverage.Words)
	}
	p.line(0, "%s", c.Warning)
	fmt.Fprintln(p.w)
	if len(c.Relations) == 0 {
		return p.w.Flush()
	}
	for i, m := range c.Relations[0].Measures {
		p.line(0, "%s (%s)", m.Name, m.Basis)
		for n, r := range c.Relations {
			p.line(1, "%d. %s: %s (%d of %d)", n+1, r.Title, cmp.Or(r.Measures[i].Value, "not to be told"), r.Measures[i].Part, r.Measures[i].Of)
		}
	}
	return p.w.Flush()
}

// WriteToday writes the front page as plain text.
func WriteToday(w io.Writer, t *Today) error {
	p := &printer{bufio.NewWriter(w)}
	p.head("The ledger", t.AsOfText, t.Coverage)
	if t.New != nil {
		p.section("New since "+t.New.Words, t.New.All)
		for _, h := range t.New.Documents {
			p.line(1, "%s · %s, %s [%s]", h.Published.Words, h.Title, cmp.Or(h.Outlet, "outlet not known"), h.ID)
		}
		p.left(t.New.All, len(t.New.Documents))
	}
	of := ""
	if t.Of > 0 {
		of = fmt.Sprintf(", among the newest of %s", count(t.Of, "document"))
	}
	p.section("Due and overdue"+of, t.DueNow+t.Overdue)
	for _, c := range t.Due {
		p.line(1, "“%s” [%s]", c.Title, c.Anchor.Claim)
		p.line(2, "%s · %s", c.who(), c.Derived.Words)
	}
	p.left(t.DueNow+t.Overdue, len(t.Due))
	p.section("Contested"+of, t.Disputes)
	for _, d := range t.Contested {
		p.disagreement(d)
	}
	p.left(t.Disputes, len(t.Contested))
	p.section("Open questions"+of, t.Open)
	for _, q := range t.Questions {
		p.question(q)
	}
	p.left(t.Open, len(t.Questions))
	p.section("Relations", len(t.Relations))
	for _, r := range t.Relations {
		p.line(1, "%s: %s, %s · %d meetings, %d mechanisms, %d agreements, %d undertakings, %d open questions · latest %s", r.Title,
			count(r.Documents, "document"), count(r.Origins, "origin"), r.Meetings, r.Mechanisms, r.Agreements, r.Commitments, r.Questions, r.Latest.Words)
	}
	p.section("Latest documents", len(t.Latest))
	for _, h := range t.Latest {
		p.line(1, "%s · %s, %s · %s [%s]", h.Published.Words, h.Title, cmp.Or(h.Outlet, "outlet not known"), count(h.Claims, "claim"), h.ID)
	}
	if len(t.Quarantined) > 0 {
		p.section("Set aside", len(t.Quarantined))
		for _, q := range t.Quarantined {
			p.line(1, "%s: %s", q.Source, q.Reason)
		}
	}
	return p.w.Flush()
}

// left says how many entries of a short list are not printed.
func (p *printer) left(all, shown int) {
	if all > shown {
		p.line(1, "and %d more", all-shown)
	}
}
