// Package linktest writes small worlds of documents and claims for tests.
package linktest

import (
	"strings"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
)

// A World is a set of documents with claims.
type World struct {
	t   testing.TB
	In  link.Input
	Doc map[string]link.Document // by the name given to AddDoc
}

// New returns an empty world.
func New(t testing.TB) *World {
	t.Helper()
	return &World{t: t, Doc: map[string]link.Document{}, In: link.Input{Verdicts: map[rapporteur.ClaimID]rapporteur.Verb{}}}
}

// Date returns a date; the empty string is no date.
func (w *World) Date(s string) rapporteur.Date {
	w.t.Helper()
	var d rapporteur.Date
	if err := d.UnmarshalText([]byte(s)); err != nil {
		w.t.Fatal(err)
	}
	return d
}

// AddDoc adds a document. Its language is English and its address holds its name.
func (w *World) AddDoc(name, published, outlet, text string) {
	w.t.Helper()
	t, err := rapporteur.NewText(text)
	if err != nil {
		w.t.Fatal(err)
	}
	url := "https://news.example/" + name
	d := link.Document{Document: rapporteur.Document{
		ID: rapporteur.NewDocID(url, t), Name: name, URL: url, Outlet: outlet, Title: "On " + name,
		Language: "en", Published: w.Date(published), Text: t,
	}}
	w.Doc[name] = d
	w.In.Documents = append(w.In.Documents, d)
}

// Claim adds a claim of a document, with the kind of its body, and returns its
// identity. The quote must stand in the document's text. Certain and current
// are filled in where nothing else is given.
func (w *World) Claim(doc, quote string, c rapporteur.Claim) rapporteur.ClaimID {
	w.t.Helper()
	d, ok := w.Doc[doc]
	if !ok {
		w.t.Fatalf("no document %q", doc)
	}
	i := strings.Index(d.Text.String(), quote)
	if i < 0 {
		w.t.Fatalf("document %q does not hold %q", doc, quote)
	}
	span, err := d.Text.Span(rapporteur.ByteOffset(i), rapporteur.ByteOffset(i+len(quote)))
	if err != nil {
		w.t.Fatal(err)
	}
	c.Doc, c.Quote = d.ID, d.Text.Quote(span)
	c.Kind = kindOf(c)
	if c.Factuality == "" {
		c.Factuality = rapporteur.CTPlus
	}
	if c.Mode == "" {
		c.Mode = rapporteur.ModeCurrent
	}
	c.Engine, c.Rule = "hand/1", "hand/"+rapporteur.RuleID(c.Kind)
	if d.Outlet != "" {
		c.SaidBy = append(c.SaidBy, rapporteur.Speaker{Name: d.Outlet})
	}
	if err := c.Seal(); err != nil {
		w.t.Fatal(err)
	}
	w.In.Claims = append(w.In.Claims, c)
	return c.ID
}

func kindOf(c rapporteur.Claim) rapporteur.Kind {
	switch {
	case c.Interaction != nil:
		return rapporteur.KindInteraction
	case c.Mechanism != nil:
		return rapporteur.KindMechanism
	case c.Instrument != nil:
		return rapporteur.KindInstrument
	case c.Commitment != nil:
		return rapporteur.KindCommitment
	case c.Question != nil:
		return rapporteur.KindQuestion
	case c.Assessment != nil:
		return rapporteur.KindAssessment
	}
	return rapporteur.KindTenure
}

// Build finds the origins of the world's documents and builds its records.
func (w *World) Build() []rapporteur.Record {
	w.t.Helper()
	origins, err := link.NewOrigins(func(yield func(link.Document, error) bool) {
		for _, d := range w.In.Documents {
			if !yield(d, nil) {
				return
			}
		}
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.In.Origins = origins
	return link.Build(w.In)
}
