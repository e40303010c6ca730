package view

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"example.org/rapporteur"
)

func TestCite(t *testing.T) {
	on := func(s string) When {
		if s == "" {
			return When{Words: "date not known"}
		}
		d, err := rapporteur.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return When{Date: d, Words: d.Words()}
	}
	captured := []Arrival{{At: time.Date(2025, 6, 1, 8, 0, 0, 0, time.UTC)}}
	for _, tt := range []struct {
		name               string
		of                 Heading
		captured           []Arrival
		plain, bibtex, csl string
	}{
		{"whole", Heading{ID: "d1", Title: "Ministers meet", Outlet: "The Herald", URL: "https://example.org/a_b", Language: "en", Published: on("2025-03-06")}, captured,
			`The Herald. “Ministers meet.” 6 March 2025. https://example.org/a_b Archived text SHA-256 00ff, captured 1 June 2025; http://here/doc/d1`,
			"  date = {2025-03-06},\n  url = {https://example.org/a_b},\n  urldate = {2025-06-01},\n",
			`"issued":{"date-parts":[[2025,3,6]]}`},
		{"nothing but a title", Heading{ID: "d2", Title: "Is it so?", Published: on("")}, nil,
			`“Is it so?” Date not known. Archived text SHA-256 00ff; http://here/doc/d2`, "@misc{d2,\n  title = {{Is it so?}},\n  note", `"title":"Is it so?","note"`},
		{"no year", Heading{ID: "d3", Title: "T", Published: on("XXXX-03-05")}, nil, `5 March, year not stated.`, "year = {5 March, year not stated}", `"literal":"5 March, year not stated"`},
		{"a month", Heading{ID: "d4", Title: "T", Published: on("2025-03")}, nil, `March 2025.`, "year = {2025},\n  date = {2025-03}", `[[2025,3]]`},
		{"hostile", Heading{ID: "d5", Title: "a}\\input{x}%\n\u202eb & c_d", URL: `https://e.example/}\x`, Published: on("")}, nil,
			`“a}\input{x}% b & c_d.”`, `title = {{a\textbraceright{}\textbackslash{}input\textbraceleft{}x\textbraceright{}\% b \& c\_d}}`, `a}\\input{x}% b`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := CiteReader(&Reader{Heading: tt.of, Hash: "00ff", Captured: tt.captured}, "http://here")
			var csl strings.Builder
			enc := json.NewEncoder(&csl)
			enc.SetEscapeHTML(false)
			if err := enc.Encode(c.CSL); err != nil {
				t.Fatal(err)
			}
			for _, of := range []struct{ what, got, want string }{{"plain", c.Plain, tt.plain}, {"BibTeX", c.BibTeX, tt.bibtex}, {"CSL", csl.String(), tt.csl}} {
				if !strings.Contains(of.got, of.want) {
					t.Errorf("%s:\n%s\ndoes not hold\n%s", of.what, of.got, of.want)
				}
			}
			// BibTeX counts braces behind a backslash, too.
			if depth := strings.Count(c.BibTeX, "{") - strings.Count(c.BibTeX, "}"); depth != 0 {
				t.Errorf("braces do not match:\n%s", c.BibTeX)
			}
		})
	}
	c := CiteClaim(&ClaimPage{Document: Heading{ID: "d1", Title: "T", Outlet: "O", Published: on("2025")}, Hash: "00ff", Claim: ReaderClaim{Anchor: Anchor{Claim: "c1", Doc: "d1"}, Quote: "they\nmet"}}, "http://here")
	if want := `“they met” O. “T.” 2025. Archived text SHA-256 00ff; http://here/c/c1`; c.Plain != want {
		t.Errorf("a claim is cited as\n%s, want\n%s", c.Plain, want)
	}
}
