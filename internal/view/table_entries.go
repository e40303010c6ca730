package view

import (
	"fmt"
	"strings"

	"example.org/rapporteur"
)

// entryColumns are those of a table in which things of several kinds stand, one a
// row: what a thing does not have is empty.
var entryColumns = []string{"part", "id", "date", "in words", "title", "parties", "status", "by the clock", "certainty", "place", "documents", "origins", "claims"}

// entries is such a table in the making.
type entries struct{ Table }

func newEntries() *entries { return &entries{Table{entryColumns}} }

func (e *entries) add(part string, id rapporteur.RecordID, w When, title string, ps []Party, status, clock string, c Certainty, place string, by Evidence) {
	e.Table = append(e.Table, []string{part, string(id), w.Date.String(), w.Words, title, inWords(names(ps)), status, clock, c.Word, place,
		fmt.Sprint(by.Documents), fmt.Sprint(by.Origins), ids(anchorsOf(by))})
}

func (e *entries) meetings(all []Meeting) {
	for _, m := range all {
		clock := ""
		if m.Derived != nil {
			clock = m.Derived.Words
		}
		e.add("contact", m.ID, m.When, m.Title, m.Parties, string(m.Type), clock, m.Certainty, m.places(), m.Evidence)
	}
}

// places names where a meeting was, with the places that other sources give.
func (m Meeting) places() string {
	if m.Place.Text == "" {
		return ""
	}
	all := []string{m.Place.Text}
	for _, r := range m.Place.Rivals {
		all = append(all, r.Text)
	}
	return strings.Join(all, " or ")
}

func (e *entries) agreements(all []Agreement) {
	for _, a := range all {
		e.add("agreement", a.ID, a.When, a.Title, a.Parties, string(a.Status), "", a.Certainty, "", a.Evidence)
	}
}

func (e *entries) commitments(all []Commitment) {
	for _, c := range all {
		var first When
		if len(c.Steps) > 0 {
			first = c.Steps[0].When
		}
		e.add("undertaking", c.ID, first, c.Title, append(c.By[:len(c.By):len(c.By)], c.To...), string(c.Stage), c.Derived.Words, c.Certainty, "", c.Evidence)
	}
}

func (e *entries) questions(all []Question) {
	for _, q := range all {
		status := "open"
		if len(q.Answers) > 0 {
			status = "answered"
		}
		e.add("question", q.ID, q.Stated, q.Quote, q.Parties, status, "", Certainty{}, "", q.Evidence)
	}
}

// Table returns what a dossier lists, one a row, in its order.
func (d *Dossier) Table() Table {
	e := newEntries()
	e.meetings(d.Meetings)
	for _, m := range d.Mechanisms {
		e.add("mechanism", m.ID, When{}, m.Name, m.Parties, count(len(m.Editions), "edition"), "", Certainty{}, "", m.Evidence)
	}
	e.agreements(d.Agreements)
	for _, g := range d.Commitments {
		e.commitments(g.Commitments)
	}
	e.questions(d.Questions)
	for _, g := range d.Disagreements {
		var values []string
		for _, v := range g.Values {
			values = append(values, v.Value)
		}
		e.add("disagreement", g.Record, g.Last(), g.Title+": "+g.Field, g.Parties, strings.Join(values, " or "), "", Certainty{}, "", g.evidence())
	}
	for _, o := range d.People {
		for _, p := range o.People {
			office := ""
			if len(p.Offices) > 0 {
				office = p.Offices[0].Title
			}
			e.add("person in office", p.ID, p.Last, p.Name, []Party{o.Party}, office, "", Certainty{}, "", p.Evidence)
		}
	}
	for _, a := range d.Assessments {
		e.add("assessment", "", a.Source.Published, a.Source.Quote, d.Parties, "", "", a.Certainty, "", Evidence{Documents: 1, Origins: 1, Sources: []Source{a.Source}})
	}
	return e.Table
}

// evidence counts what speaks for any of the values.
func (d Disagreement) evidence() Evidence {
	all := Evidence{}
	docs, origins := map[rapporteur.DocID]bool{}, map[string]bool{}
	for _, v := range d.Values {
		for _, s := range v.Evidence.Sources {
			all.Sources = append(all.Sources, s)
			docs[s.Doc], origins[s.Origin] = true, true
		}
	}
	all.Documents, all.Origins = len(docs), len(origins)
	return all
}

// Table returns what is known in an area, one a row, in the order of its page.
func (p *AreaPage) Table() Table {
	e := newEntries()
	e.commitments(p.Commitments)
	e.meetings(p.Meetings)
	e.agreements(p.Agreements)
	e.questions(p.Questions)
	return e.Table
}

// Table returns what is said to have happened at a place, one a row. What other
// sources place elsewhere has all of its places.
func (p *PlacePage) Table() Table {
	e := newEntries()
	e.meetings(p.Meetings)
	return e.Table
}

// Table returns what came of an undertaking and its own reports, one a row.
func (t *Thread) Table() Table {
	out := Table{{"part", "date", "in words", "what", "standing", "of itself", "rule", "reason", "record", "quote", "said by", "outlet", "published", "url", "certainty", "claim"}}
	add := func(part string, w When, what, standing, self, rule, reason string, record rapporteur.RecordID, s Source) {
		out = append(out, []string{part, w.Date.String(), w.Words, what, standing, self, rule, reason, string(record), s.Quote, s.SaidBy, s.Outlet,
			s.Published.Date.String(), WebAddress(s.URL), s.Certainty.Word, string(s.Claim)})
	}
	for _, m := range t.Commitment.Moves {
		add("move", m.Public, string(m.What), string(m.Standing), yes(m.Self), m.Rule, m.Reason, m.Record, m.Source)
	}
	for _, s := range t.Commitment.Steps {
		add("its own report", s.When, s.What, "", "", string(s.Rule), s.Source.Reason, "", s.Source)
	}
	return out
}

// Table returns the claims of a document, one a row, in order of the text.
func (r *Reader) Table() Table {
	out := Table{{"claim", "kind", "quote", "start", "end", "page", "title", "parties", "certainty", "mode", "said by", "rule", "review", "records"}}
	for _, c := range r.Claims {
		var records []string
		for _, g := range c.Records {
			records = append(records, string(g.ID))
		}
		out = append(out, []string{string(c.Claim), string(c.Kind), c.Quote, fmt.Sprint(c.Start), fmt.Sprint(c.End), c.Page, c.Title, inWords(names(c.Parties)),
			c.Certainty.Word, string(c.Mode), c.SaidBy, string(c.Rule), c.Review.Words, strings.Join(records, " ")})
	}
	return out
}
