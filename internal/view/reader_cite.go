package view

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"example.org/rapporteur"
)

// A Citation is how a document, or a claim in it, is cited: by what it says of
// itself, by where it can be found again, and by the hash of the text held, which
// tells it from what stands at the address later.
type Citation struct {
	Plain  string  `json:"plain"`
	BibTeX string  `json:"bibtex"`
	CSL    CSLItem `json:"csl"`
}

// A CSLItem is an entry in the form of CSL-JSON 1.0.2.
type CSLItem struct {
	ID             string   `json:"id"`
	Type           string   `json:"type"`
	Title          string   `json:"title,omitempty"`
	ContainerTitle string   `json:"container-title,omitempty"`
	Issued         *CSLDate `json:"issued,omitempty"`
	Accessed       *CSLDate `json:"accessed,omitempty"`
	URL            string   `json:"URL,omitempty"`
	Language       string   `json:"language,omitempty"`
	Note           string   `json:"note,omitempty"`
}

// A CSLDate is a day as far as it is known or, where its year is not, in words.
type CSLDate struct {
	Parts   [][]int `json:"date-parts,omitempty"`
	Literal string  `json:"literal,omitempty"`
}

// CiteReader returns the citation of a document. site is where this ledger is
// served, without a slash at its end.
func CiteReader(r *Reader, site string) Citation {
	return cite(r.Heading, r.Hash, r.Captured, nil, site)
}

// CiteClaim returns the citation of a claim: its words, then their document.
func CiteClaim(p *ClaimPage, site string) Citation {
	return cite(p.Document, p.Hash, p.Captured, &p.Claim, site)
}

func cite(h Heading, hash string, captured []Arrival, c *ReaderClaim, site string) Citation {
	id, place := string(h.ID), site+"/doc/"+string(h.ID)
	if c != nil {
		id, place = string(c.Claim), site+"/c/"+string(c.Claim)
	}
	archived := "Archived text SHA-256 " + hash
	var accessed *CSLDate
	if len(captured) > 0 {
		at := captured[0].At.UTC()
		archived += ", captured " + at.Format("2 January 2006")
		accessed = &CSLDate{Parts: [][]int{{at.Year(), int(at.Month()), at.Day()}}}
	}
	archived += "; " + place
	title, outlet := oneLine(h.Title), oneLine(h.Outlet)
	note := archived
	var b strings.Builder
	if c != nil {
		fmt.Fprintf(&b, "“%s” ", oneLine(c.Quote))
		note = "“" + oneLine(c.Quote) + "” " + archived
	}
	if outlet != "" {
		b.WriteString(stopped(outlet) + " ")
	}
	on := capital(h.Published.Words)
	if c != nil && c.Page != "" {
		on += ", " + c.Page
	}
	fmt.Fprintf(&b, "“%s” %s. ", stopped(title), on)
	if h.URL != "" {
		b.WriteString(oneLine(h.URL) + " ")
	}
	b.WriteString(archived)

	item := CSLItem{
		ID: id, Type: "article-newspaper", Title: title, ContainerTitle: outlet, Issued: cslDate(h.Published), Accessed: accessed,
		URL: oneLine(h.URL), Language: h.Language, Note: note,
	}
	return Citation{Plain: b.String(), BibTeX: bibtex(item, h.Published, captured), CSL: item}
}

// calendarDate is a date whose year is known, to the day, month or year.
var calendarDate = regexp.MustCompile(`^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$`)

func cslDate(w When) *CSLDate {
	m := calendarDate.FindStringSubmatch(w.Date.String())
	switch {
	case m != nil:
		var parts []int
		for _, s := range m[1:] {
			if n, err := strconv.Atoi(s); err == nil {
				parts = append(parts, n)
			}
		}
		return &CSLDate{Parts: [][]int{parts}}
	case w.Date.IsZero():
		return nil
	}
	return &CSLDate{Literal: w.Words}
}

func bibtex(item CSLItem, published When, captured []Arrival) string {
	var b strings.Builder
	fmt.Fprintf(&b, "@misc{%s,\n", item.ID)
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %s = {%s},\n", name, value)
		}
	}
	field("title", "{"+tex(item.Title)+"}")
	if item.ContainerTitle != "" {
		field("author", "{"+tex(item.ContainerTitle)+"}")
	}
	if m := calendarDate.FindStringSubmatch(published.Date.String()); m != nil {
		field("year", m[1])
		field("date", m[0])
	} else if !published.Date.IsZero() {
		field("year", tex(published.Words))
	}
	field("url", texURL(item.URL))
	if len(captured) > 0 {
		field("urldate", captured[0].At.UTC().Format(time.DateOnly))
	}
	field("langid", tex(item.Language))
	field("note", tex(item.Note))
	b.WriteString("}\n")
	return b.String()
}

var texSigns = strings.NewReplacer(`\`, `\textbackslash{}`, `{`, `\textbraceleft{}`, `}`, `\textbraceright{}`, `%`, `\%`, `&`, `\&`, `$`, `\$`, `#`, `\#`, `_`, `\_`, `~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`)

// tex writes words so that none of them is a command. Braces are written by name:
// BibTeX counts those behind a backslash, too.
func tex(s string) string { return texSigns.Replace(s) }

// texURL writes an address, of which only the signs must go that end a field.
func texURL(s string) string {
	return strings.NewReplacer(`\`, `%5C`, `{`, `%7B`, `}`, `%7D`).Replace(s)
}

// stopped ends words with a full stop if they have no mark at their end.
func stopped(s string) string {
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".?!") || strings.HasSuffix(s, "…") {
		return s
	}
	return s + "."
}

// fileOf names the file of the rules that a rule stands in; empty for what people added.
func fileOf(rule rapporteur.RuleID) string {
	file, _, ok := strings.Cut(string(rule), "/")
	if !ok {
		return ""
	}
	return file + ".rules"
}
