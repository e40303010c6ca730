package view

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/who"
)

// source returns a claim as evidence.
func (x *index) source(c *rapporteur.Claim, reason string) Source {
	d := x.docs[c.Doc]
	return Source{
		Anchor: anchor(c), Outlet: d.Outlet, Grade: x.People.Outlets[d.Outlet], Title: d.Title, URL: d.URL, Published: when(d.Published), Origin: x.Origins.Of(c.Doc),
		Superseded: d.Superseded, Page: page(x.Locations[c.ID]),
		Quote: c.Quote.Exact(), SaidBy: saidBy(c.SaidBy), Certainty: certainty(c), Review: x.review(c.ID), Reason: reason,
	}
}

// evidence returns what a record rests on.
func (x *index) evidence(r *rapporteur.Record) Evidence {
	e := x.evidenceOf(x.of(r.Claims), r.Reasons)
	e.Information, e.InformationBy = x.information(r)
	return e
}

func (x *index) evidenceOf(claims []*rapporteur.Claim, reasons map[rapporteur.ClaimID]string) Evidence {
	e := Evidence{Sources: []Source{}}
	docs, outlets, origins := map[rapporteur.DocID]bool{}, map[string]bool{}, map[string]bool{}
	var last, read rapporteur.Date // by publication; by the day of reading, of what is not dated
	claims = slices.Clone(claims)
	slices.SortFunc(claims, x.byPublication)
	e.Older = len(claims) > 0 && !slices.ContainsFunc(claims, x.stands)
	for _, c := range claims {
		e.Sources = append(e.Sources, x.source(c, reasons[c.ID]))
		if !x.stands(c) && !e.Older {
			continue // the version that stands is the report
		}
		docs[c.Doc] = true
		origins[x.Origins.Of(c.Doc)] = true
		if o := x.docs[c.Doc].Outlet; o != "" {
			outlets[o] = true
		}
		at := &last
		if _, _, ok := x.docs[c.Doc].Published.Bounds(); !ok {
			at = &read
		}
		if p := x.public[c.Doc]; at.IsZero() || !p.IsZero() && lastDay(p) > lastDay(*at) {
			*at = p
		}
	}
	e.Documents, e.Outlets, e.Origins, e.Last = len(docs), len(outlets), len(origins), when(last)
	if last.IsZero() && !read.IsZero() {
		e.Last = when(read)
		e.Last.Words = "not dated; read on " + e.Last.Words
	}
	return e
}

// stands reports whether the version of a page that a claim was read from stands.
func (x *index) stands(c *rapporteur.Claim) bool { return x.docs[c.Doc].Stands() }

// page returns the name of a location as a citation has it: "p. 3" for a page,
// "para. 12" for a paragraph of an office document, and nothing for what helps no
// reader to find the words, such as the part of a mail.
func page(location string) string {
	for _, kind := range []struct{ word, short string }{{"page ", "p. "}, {"paragraph ", "para. "}} {
		if i := strings.LastIndex(location, kind.word); i >= 0 {
			return kind.short + location[i+len(kind.word):]
		}
	}
	return ""
}

// coverage returns what a set of documents covers.
func (x *index) coverage(docs []link.Document, claims []*rapporteur.Claim) Coverage {
	all := len(docs)
	docs = slices.DeleteFunc(slices.Clone(docs), func(d link.Document) bool { return !d.Stands() })
	c := Coverage{Documents: len(docs), Older: all - len(docs), Claims: len(claims), LastRead: x.LastRead, Outlets: []string{}, Languages: []string{}}
	origins := map[string]bool{}
	for _, d := range docs {
		origins[x.Origins.Of(d.ID)] = true
		if d.Outlet != "" {
			c.Outlets = append(c.Outlets, d.Outlet)
		}
		if d.Language != "" {
			c.Languages = append(c.Languages, d.Language)
		}
		if _, _, ok := d.Published.Bounds(); !ok {
			c.Undated++
			continue
		}
		if c.First.IsZero() || d.Published.Compare(c.First) < 0 {
			c.First = d.Published
		}
		if c.Last.IsZero() || d.Published.Compare(c.Last) > 0 {
			c.Last = d.Published
		}
	}
	for _, k := range claims {
		if x.review(k.ID).Verdict != "" {
			c.Reviewed++
		}
	}
	c.Origins = len(origins)
	slices.Sort(c.Outlets)
	slices.Sort(c.Languages)
	c.Outlets, c.Languages = slices.Compact(c.Outlets), slices.Compact(c.Languages)
	c.Words = c.words()
	if x.Newest.Of > 0 {
		c.Words += fmt.Sprintf(" These are the newest of %s held; the pages of two states look at all of theirs.", count(x.Newest.Of, "document"))
	}
	return c
}

func (c Coverage) words() string {
	if c.Documents == 0 {
		return "No documents."
	}
	languages := count(len(c.Languages), "language")
	if n := len(c.Languages); n > 0 && n <= 3 {
		languages = inWords(LanguageNames(c.Languages))
	}
	s := fmt.Sprintf("Based on %s from %s (%s) in %s", count(c.Documents, "document"), count(len(c.Outlets), "outlet"), count(c.Origins, "origin"), languages)
	if !c.First.IsZero() {
		s += ", published from " + c.First.Words() + " to " + c.Last.Words()
	}
	if c.Undated > 0 {
		s += fmt.Sprintf(", %d of them without a date", c.Undated)
	}
	if c.Older > 0 {
		s += fmt.Sprintf("; %s of their pages not counted", count(c.Older, "older version"))
	}
	s += "."
	if !c.LastRead.IsZero() {
		s += " Last read on " + c.LastRead.UTC().Format("2 January 2006, 15:04 UTC") + "."
	}
	return s
}

// fact returns one value of a record for people to read.
func (x *index) fact(field string, v rapporteur.Value) Fact {
	return Fact{Text: shown(field, v.Value), Anchors: x.anchors(v.Claims)}
}

// shown returns a value of a field in words.
func shown(field, value string) string {
	switch field {
	case link.FieldDate, link.FieldSigned, link.FieldDue, link.FieldPeriod:
		if d, err := rapporteur.ParseDate(value); err == nil {
			return d.Words()
		}
	case link.FieldCountry, link.FieldHost:
		return who.Display(rapporteur.Party(value))
	case link.FieldBy:
		return inWords(names(parties(codes(value))))
	}
	return value
}

// field returns a field of a record: the displayed value, with the claims that
// give it or a less precise one that agrees with it, and the values that do not.
func (x *index) field(r *rapporteur.Record, name string) Field {
	vs := r.Fields[name]
	if len(vs) == 0 {
		return Field{}
	}
	f := Field{Fact: x.fact(name, vs[0])}
	for _, v := range vs[1:] {
		if link.Agree(name, vs[0].Value, v.Value) {
			f.Anchors = append(f.Anchors, x.anchors(v.Claims)...)
		} else {
			f.Rivals = append(f.Rivals, x.fact(name, v))
		}
	}
	return f
}

// date returns a field that holds a date.
func (x *index) date(r *rapporteur.Record, name string) When {
	f := x.field(r, name)
	w := When{Words: rapporteur.Date{}.Words(), Anchors: f.Anchors, Rivals: f.Rivals}
	if vs := r.Fields[name]; len(vs) > 0 {
		if d, err := rapporteur.ParseDate(vs[0].Value); err == nil {
			w.Date, w.Words = d, d.Words()
		}
		for _, c := range x.of(vs[0].Claims) {
			w.Inference = inferred(c.Time.Inference)
			if name == link.FieldDue {
				w.Inference = inferred(c.Commitment.Due.Inference)
			}
			if w.Inference == "" {
				break // one source prints the date as it is
			}
		}
	}
	return w
}

// facts returns all values of a field.
func (x *index) facts(r *rapporteur.Record, name string) []Fact {
	var out []Fact
	for _, v := range r.Fields[name] {
		out = append(out, x.fact(name, v))
	}
	return out
}

// now returns the last moment's day that the page answers for.
func (x *index) now() (time.Time, bool) {
	_, now, ok := x.AsOf.Bounds()
	return now, ok
}

func areasOf(claims []*rapporteur.Claim) []string {
	var out []string
	for _, c := range claims {
		for _, a := range c.Areas {
			out = append(out, string(a))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// codes returns the parties of a value that lists their codes.
func codes(value string) []rapporteur.Party {
	var out []rapporteur.Party
	for _, code := range strings.Fields(value) {
		out = append(out, rapporteur.Party(code))
	}
	return out
}
