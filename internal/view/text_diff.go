package view

import (
	"bufio"
	"fmt"
	"io"
)

// novelTitles head the parts of a diff in words.
var novelTitles = map[Novelty]string{
	NewMeeting: "New meetings", NewEdition: "New editions", NewMechanism: "New mechanisms", NewAgreement: "New agreements",
	StatusChanged: "Agreements whose status changed", NewCommitment: "New undertakings", StageChanged: "Undertakings whose stage changed",
	StandingChanged: "Undertakings of which something has come",
	NewQuestion:     "New questions", Answered: "Questions answered", NewDisagreement: "New disagreements", NewPerson: "Persons newly seen in office",
	NewOffice: "New offices", NewAssessment: "New assessments, which are not events", FurtherReport: "Further reports",
}

// Heading returns the words over all changes of one kind.
func (n Novelty) Heading() string { return novelTitles[n] }

// WriteDiff writes a diff as Markdown, which reads as plain text too.
func WriteDiff(w io.Writer, d *Diff) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "# What became known of %s\n\n", Markdown(d.Title))
	fmt.Fprintf(b, "%s: %s, %s.\n", capital(d.Words), count(len(d.Documents), "new document"), count(d.Claims, "new claim"))
	last := Novelty("")
	for _, c := range d.Changes {
		if c.What != last {
			fmt.Fprintf(b, "\n## %s\n\n", novelTitles[c.What])
			last = c.What
		}
		fmt.Fprintf(b, "- %s%s\n", Markdown(c.Title), c.inWords())
		for _, s := range quotedOnce(c.Sources) {
			fmt.Fprintf(b, "    - “%s” — %s %s%s\n", Markdown(s[0].Quote), Markdown(s[0].Cited()), MarkdownLink(s[0].URL), claimsOf(s))
		}
	}
	fmt.Fprintf(b, "\n## New documents\n\n")
	if len(d.Documents) == 0 {
		fmt.Fprintf(b, "None among the documents held.\n")
	}
	for _, h := range d.Documents {
		fmt.Fprintf(b, "- %s — %s, %s %s\n", Markdown(h.Title), Markdown(h.Outlet), Markdown(h.Published.Words), MarkdownLink(h.URL))
	}
	return b.Flush()
}

// inWords returns what changed: ": pledged → under way".
func (c Change) inWords() string {
	switch {
	case c.Was != "" && c.Is != "":
		return ": " + Markdown(c.Was) + " → " + Markdown(c.Is)
	case c.Is != "":
		return ": " + Markdown(c.Is)
	}
	return ""
}

// quotedOnce puts the claims together that rest on the same words of the same
// document, such as a sentence that was read once for each of its areas.
func quotedOnce(sources []Source) [][]Source {
	var out [][]Source
	for _, s := range sources {
		if n := len(out); n > 0 && out[n-1][0].Doc == s.Doc && out[n-1][0].Quote == s.Quote {
			out[n-1] = append(out[n-1], s)
			continue
		}
		out = append(out, []Source{s})
	}
	return out
}

// claimsOf names the claims of sources in square brackets.
func claimsOf(sources []Source) string {
	as := make([]Anchor, len(sources))
	for i, s := range sources {
		as[i] = s.Anchor
	}
	return cited(as)
}
