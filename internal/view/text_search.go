package view

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// mostFacets is how many values of a facet the text shows.
const mostFacets = 6

// WriteSearch writes what was found as plain text. Words that were asked for
// stand between » and «.
func WriteSearch(w io.Writer, s *Search) error {
	p := &printer{bufio.NewWriter(w)}
	more := ""
	if s.More {
		more = " at least"
	}
	p.line(0, "%s and %s%s", count(s.Documents, "document"), count(s.Claims, "claim"), more)
	if len(s.Also) > 0 {
		p.line(0, "also looked for: %s", strings.Join(s.Also, ", "))
	}
	for _, f := range []struct {
		name   string
		counts []Count
	}{{"kinds", s.Facets.Kinds}, {"parties", s.Facets.Parties}, {"areas", s.Facets.Areas}, {"outlets", s.Facets.Outlets}, {"years", s.Facets.Years}} {
		var values []string
		for _, c := range f.counts[:min(len(f.counts), mostFacets)] {
			values = append(values, fmt.Sprintf("%s %d", c.Value, c.Count))
		}
		if n := len(f.counts) - mostFacets; n > 0 {
			values = append(values, fmt.Sprintf("and %d more", n))
		}
		if len(values) > 0 {
			p.line(1, "%s: %s", f.name, strings.Join(values, " · "))
		}
	}
	for _, f := range s.Found {
		fmt.Fprintln(p.w)
		p.line(0, "%s", f.Title)
		p.line(1, "%s, %s %s [%s]", f.Outlet, f.Published.Words, f.URL, f.ID)
		if len(f.Snippet) > 0 {
			p.line(1, "%s", marked(f.Snippet))
		}
		for _, c := range f.Claims {
			p.line(1, "- %s (%s): “%s” [%s]", c.Kind, c.Certainty.Word, marked(c.Quote), c.Claim)
		}
	}
	if n := s.Documents - len(s.Found); n > 0 {
		fmt.Fprintln(p.w)
		p.line(0, "and %s; --limit shows more", count(n, "further document"))
	}
	return p.w.Flush()
}

// marked puts the words that were asked for between » and «.
func marked(bits []Bit) string {
	var b strings.Builder
	for _, t := range bits {
		if t.Found {
			b.WriteString("»" + t.Text + "«")
		} else {
			b.WriteString(t.Text)
		}
	}
	return b.String()
}
