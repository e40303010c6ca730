package view

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"time"
)

// A Table is a list in flat form, for spreadsheets and for Markdown. Its first
// row names the columns.
type Table [][]string

// WriteCSV writes a table as CSV in UTF-8. A cell that a spreadsheet could take
// for a formula gets an apostrophe before it.
func WriteCSV(w io.Writer, t Table) error {
	c := csv.NewWriter(w)
	for _, row := range t {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = noFormula(cell)
		}
		if err := c.Write(safe); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// noFormula disarms what spreadsheets take for formulas: cells that begin with
// one of their signs, whatever blanks stand before it.
func noFormula(cell string) string {
	cell = oneLine(cell)
	if cell != "" && strings.ContainsAny(cell[:1], "=+-@|%") || strings.HasPrefix(cell, "＝") || strings.HasPrefix(cell, "＋") || strings.HasPrefix(cell, "－") || strings.HasPrefix(cell, "＠") {
		return "'" + cell
	}
	return cell
}

// WriteMarkdownTable writes a table as a Markdown table.
func WriteMarkdownTable(w io.Writer, t Table) error {
	b := bufio.NewWriter(w)
	for i, row := range t {
		cells := make([]string, len(row))
		for j, cell := range row {
			cells[j] = Markdown(cell)
		}
		fmt.Fprintf(b, "| %s |\n", strings.Join(cells, " | "))
		if i == 0 {
			fmt.Fprintf(b, "|%s\n", strings.Repeat(" --- |", len(row)))
		}
	}
	return b.Flush()
}

// ids joins the claims of anchors.
func ids(as []Anchor) string {
	return strings.Trim(cited(as), " []")
}

// Table returns the undertakings of a board, one a row.
func (b *Board) Table() Table {
	t := Table{{"id", "quote", "by", "to", "areas", "speech act", "stage", "standing", "by the clock", "due", "first", "last evidence", "days to first act", "days from pledge to act", "restated", "documents", "origins", "url"}}
	for _, c := range b.Commitments {
		first, address := "", ""
		if len(c.Evidence.Sources) > 0 {
			first, address = c.Evidence.Sources[0].Published.Date.String(), WebAddress(c.Evidence.Sources[0].URL)
		}
		t = append(t, []string{string(c.ID), c.Title, inWords(names(c.By)), inWords(names(c.To)), strings.Join(c.Areas, "; "), string(c.Act), string(c.Stage),
			string(c.Standing), c.Derived.Words, c.Due.Date.String(), first, c.Evidence.Last.Date.String(), number(c.DaysToActivity), number(c.DaysFromPledge), fmt.Sprint(c.Restated),
			fmt.Sprint(c.Evidence.Documents), fmt.Sprint(c.Evidence.Origins), address})
	}
	return t
}

func number(n *int) string {
	if n == nil {
		return ""
	}
	return fmt.Sprint(*n)
}

// Table returns the relations, one a row.
func (t *Today) Table() Table {
	out := Table{{"relation", "states", "contacts", "mechanisms", "agreements", "undertakings", "open questions", "documents", "origins", "outlets", "latest report"}}
	for _, r := range t.Relations {
		var codes []string
		for _, p := range r.Parties {
			codes = append(codes, string(p.Code))
		}
		out = append(out, []string{r.Title, strings.Join(codes, " "), fmt.Sprint(r.Meetings), fmt.Sprint(r.Mechanisms), fmt.Sprint(r.Agreements), fmt.Sprint(r.Commitments),
			fmt.Sprint(r.Questions), fmt.Sprint(r.Documents), fmt.Sprint(r.Origins), strings.Join(r.Outlets, "; "), r.Latest.Date.String()})
	}
	return out
}

// Table returns the editions of a mechanism, one a row.
func (f *Forum) Table() Table {
	out := Table{{"mechanism", "edition", "through", "state", "date", "in words", "place", "other places", "note", "origins", "meeting"}}
	for _, e := range f.Mechanism.Editions {
		var rivals []string
		for _, r := range e.Place.Rivals {
			rivals = append(rivals, r.Text)
		}
		out = append(out, []string{f.Mechanism.Name, ordinal(e.Number), ordinal(e.Through), string(e.State), e.When.Date.String(), e.When.Words,
			e.Place.Text, strings.Join(rivals, "; "), e.Words, fmt.Sprint(e.Origins), string(e.Meeting)})
	}
	return out
}

// ordinal writes the number of an edition; none if it has none.
func ordinal(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// Table returns the offices of a person, official acts and words, one a row.
func (p *PersonPage) Table() Table {
	out := Table{{"person", "what", "title", "former", "first seen", "last seen", "record", "claims"}}
	for _, o := range p.Person.Offices {
		out = append(out, []string{p.Person.Name, "office", o.Title, yes(o.Former), o.First.Date.String(), o.Last.Date.String(), string(p.Person.ID), ids(o.Anchors)})
	}
	for _, m := range p.Acts {
		out = append(out, []string{p.Person.Name, "act", m.Title, "", m.When.Date.String(), m.When.Date.String(), string(m.ID), ids(anchorsOf(m.Evidence))})
	}
	for _, s := range p.Statements {
		out = append(out, []string{p.Person.Name, "said", s.Quote, "", s.Published.Date.String(), s.Published.Date.String(), "", string(s.Claim)})
	}
	return out
}

// Table returns the events of a calendar, one a row.
func (c *Calendar) Table() Table {
	out := Table{{"first", "last", "what", "confirmed", "place", "basis", "url", "kind", "record"}}
	for _, e := range c.Events {
		out = append(out, []string{e.First.Format(time.DateOnly), e.Last.Format(time.DateOnly), e.Summary, map[bool]string{true: "yes", false: "no"}[e.Confirmed], e.Place, e.Basis, WebAddress(e.URL), string(e.Kind), string(e.Record)})
	}
	return out
}

// Table returns the formal texts, one a row.
func (c *Cascade) Table() Table {
	out := Table{{"id", "title", "kind", "status", "certainty", "date", "in words", "parties", "hangs on", "documents", "origins"}}
	for _, p := range c.Texts {
		var up []string
		for _, t := range append(p.Up[:len(p.Up):len(p.Up)], p.Unmatched...) {
			up = append(up, t.Relation+" "+t.Title)
		}
		out = append(out, []string{string(p.ID), p.Title, string(p.Kind), string(p.Status), p.Certainty.Word, p.When.Date.String(), p.When.Words, inWords(names(p.Parties)),
			strings.Join(up, "; "), fmt.Sprint(p.Evidence.Documents), fmt.Sprint(p.Evidence.Origins)})
	}
	return out
}

// Table returns the entries of a timeline, one a row.
func (t *Timeline) Table() Table {
	out := Table{{"date", "in words", "published", "what", "title", "certainty", "documents", "origins", "record", "claims"}}
	for _, e := range t.Entries {
		out = append(out, []string{e.When.Date.String(), e.When.Words, map[bool]string{true: "yes"}[e.Said], e.What, e.Title, e.Certainty.Word,
			fmt.Sprint(e.Documents), fmt.Sprint(e.Origins), string(e.Record), ids(e.Anchors)})
	}
	return out
}

// Table returns the questions of a board, one a row.
func (q *Questions) Table() Table {
	out := Table{{"state", "quote", "about", "why", "stated", "by", "answered", "answer", "claim"}}
	for _, g := range []struct {
		state string
		list  []Question
	}{{"open", q.Open}, {"answered since", q.Answered}, {"reported elsewhere already", q.Already}} {
		for _, k := range g.list {
			date, quote := "", ""
			if len(k.Answers) > 0 {
				date, quote = k.Answers[0].Published.Date.String(), k.Answers[0].Quote
			}
			out = append(out, []string{g.state, k.Quote, k.About, string(k.Type), k.Stated.Date.String(), k.By, date, quote, string(k.Anchor.Claim)})
		}
	}
	return out
}

// Table returns the rival values, one a row.
func (d *Disputes) Table() Table {
	t := Table{{"record", "title", "field", "value", "documents", "origins", "parties", "claims"}}
	for _, g := range d.Disagreements {
		for _, v := range g.Values {
			t = append(t, []string{string(g.Record), g.Title, g.Field, v.Value, fmt.Sprint(v.Evidence.Documents), fmt.Sprint(v.Evidence.Origins), inWords(names(g.Parties)), ids(anchorsOf(v.Evidence))})
		}
	}
	return t
}

// Table returns the outlets, one a row.
func (o *Outlets) Table() Table {
	out := Table{{"outlet", "state", "documents", "own voice", "claims", "languages", "first", "last"}}
	for _, u := range o.Outlets {
		state := ""
		if u.State != nil {
			state = string(u.State.Code)
		}
		out = append(out, []string{u.Name, state, fmt.Sprint(u.Documents), fmt.Sprint(u.Own), fmt.Sprint(u.Claims), strings.Join(u.Languages, " "), u.First.String(), u.Last.String()})
	}
	return out
}

// Table returns the measures of a comparison, one a row.
func (c *Comparison) Table() Table {
	out := Table{{"measure", "relation", "value", "part", "of", "counted", "documents", "outlets", "origins"}}
	for _, r := range c.Relations {
		for _, m := range r.Measures {
			out = append(out, []string{m.Name, r.Title, m.Value, fmt.Sprint(m.Part), fmt.Sprint(m.Of), m.Basis,
				fmt.Sprint(r.Coverage.Documents), fmt.Sprint(len(r.Coverage.Outlets)), fmt.Sprint(r.Coverage.Origins)})
		}
	}
	return out
}

// Table returns the changes of a diff, one source of each a row.
func (d *Diff) Table() Table {
	out := Table{{"what", "kind", "title", "was", "is", "quote", "outlet", "published", "url", "claim"}}
	for _, c := range d.Changes {
		for _, s := range c.Sources {
			out = append(out, []string{string(c.What), string(c.Kind), c.Title, c.Was, c.Is, s.Quote, s.Outlet, s.Published.Date.String(), WebAddress(s.URL), string(s.Claim)})
		}
	}
	return out
}

// Table returns the claims that a search found, one a row; documents without one
// have a row of their own.
func (s *Search) Table() Table {
	out := Table{{"document", "outlet", "published", "url", "kind", "quote", "parties", "certainty", "claim"}}
	for _, f := range s.Found {
		head := []string{f.Title, f.Outlet, f.Published.Date.String(), WebAddress(f.URL)}
		if len(f.Claims) == 0 {
			out = append(out, append(head, "", plain(f.Snippet), "", "", ""))
		}
		for _, c := range f.Claims {
			out = append(out, append(head[:len(head):len(head)], string(c.Kind), plain(c.Quote), inWords(names(c.Parties)), c.Certainty.Word, string(c.Claim)))
		}
	}
	return out
}

func plain(bits []Bit) string {
	var b strings.Builder
	for _, t := range bits {
		b.WriteString(t.Text)
	}
	return b.String()
}
