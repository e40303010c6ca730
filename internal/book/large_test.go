package book

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
)

// A ledger of more documents than a page is made of is counted whole on its front
// page; pages of all say that they look at the newest, and those of states look
// at all of theirs.
func TestLargeLedger(t *testing.T) {
	ctx := t.Context()
	l, err := ledger.Open(ctx, filepath.Join(t.TempDir(), "ledger.db"), clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	const more = 5
	story := "The harbour master of Arica showed both delegations how pilots bring long ships round the northern mole when the swell stands high, and let them steer by turns."
	var ids []rapporteur.DocID
	for i := range wholly + more {
		words := fmt.Sprintf("Chile and Peru met for the %dth time.", i)
		if i < 2 {
			words += " " + story
		}
		tx, err := rapporteur.NewText(words)
		if err != nil {
			t.Fatal(err)
		}
		day := date(t, fmt.Sprintf("20%02d-03-06", i%20))
		url := fmt.Sprintf("https://a.example/%d", i)
		d := rapporteur.Document{ID: rapporteur.NewDocID(url, tx), Name: fmt.Sprint(i), URL: url, Outlet: fmt.Sprintf("Paper %d", i%3), Language: "en", Published: day, Text: tx}
		span, err := tx.Span(0, rapporteur.ByteOffset(strings.Index(words, ".")+1))
		if err != nil {
			t.Fatal(err)
		}
		c := rapporteur.Claim{Kind: rapporteur.KindInteraction, Doc: d.ID, Quote: tx.Quote(span), Parties: []rapporteur.Party{"CHL", "PER"}, Time: rapporteur.Time{Date: day},
			Factuality: rapporteur.CTPlus, Mode: rapporteur.ModeHistorical, Engine: "test/1", Rule: "test/met", Interaction: &rapporteur.InteractionBody{Type: "meeting"}}
		if err := c.Seal(); err != nil {
			t.Fatal(err)
		}
		if _, err := l.PutDocument(ctx, ledger.Reading{Document: d, Engine: "test/1", Claims: []rapporteur.Claim{c},
			Capture: rapporteur.Capture{Doc: d.ID, Blob: rapporteur.NewBlobID([]byte(words)), Source: d.Name, MediaType: "text/plain"}}); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, d.ID)
	}
	relink(t, New(l, clock))
	b := New(l, clock) // that remembers nothing

	today, err := b.Today(ctx, rapporteur.Date{})
	if err != nil {
		t.Fatal(err)
	}
	c := today.Coverage
	if c.Documents != wholly+more || c.Claims != wholly+more || len(c.Outlets) != 3 || c.Origins != 3 || len(today.Relations) != 1 || len(today.States) != 2 || today.More != 0 {
		t.Errorf("the front page: %s %d claims, %d relations", c.Words, c.Claims, len(today.Relations))
	} else if r := today.Relations[0]; r.Documents != wholly+more || r.Meetings != 20 || r.Origins != 3 {
		t.Errorf("the relation: %+v", r)
	}
	questions, err := b.Questions(ctx, nil, rapporteur.Date{})
	if err != nil {
		t.Fatal(err)
	}
	if n := questions.Coverage.Documents; n != wholly || !strings.Contains(questions.Coverage.Words, fmt.Sprintf("the newest of %d documents held", wholly+more)) {
		t.Errorf("all questions: %s", questions.Coverage.Words)
	}
	dossier, err := b.Dossier(ctx, []rapporteur.Party{"CHL", "PER"}, rapporteur.Date{})
	if err != nil {
		t.Fatal(err)
	}
	if dossier.Coverage.Documents != wholly+more || strings.Contains(dossier.Coverage.Words, "newest") {
		t.Errorf("the dossier: %s", dossier.Coverage.Words)
	}
	reader, err := b.Reader(ctx, ids[1])
	if err != nil {
		t.Fatal(err)
	}
	if len(reader.SameOrigin) != 1 || reader.SameOrigin[0].ID != ids[0] || reader.Origin != "Paper 0" {
		t.Errorf("the second print of one story: origin %q, same origin %+v", reader.Origin, reader.SameOrigin)
	}
	queue, err := b.Queue(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(queue.Claims) != wholly || queue.Beyond != more {
		t.Errorf("%d claims wait, %d documents are beyond them", len(queue.Claims), queue.Beyond)
	}
	found, err := b.Search(ctx, view.Query{Words: "pilots swell"}, rapporteur.Date{}, 10)
	if err != nil {
		t.Fatal(err)
	}
	if found.Documents != 2 {
		t.Errorf("%d documents are found, want 2", found.Documents)
	}
}
