package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
)

// manyClaims stores a document of n claims, each with words of its own.
func manyClaims(t testing.TB, l *ledger.Ledger, n, each int) rapporteur.DocID {
	t.Helper()
	var words strings.Builder
	for i := range n {
		fmt.Fprintf(&words, "The ministry of Laos said that it will send word number %d. ", i)
		if (i+1)%each == 0 {
			words.WriteString("\n\n")
		}
	}
	tx, err := rapporteur.NewText(words.String())
	if err != nil {
		t.Fatal(err)
	}
	doc := rapporteur.Document{ID: rapporteur.NewDocID("https://many.example/", tx), URL: "https://many.example/", Title: "Very many words", Language: "en", Text: tx}
	var claims []rapporteur.Claim
	at := 0
	for i := range n {
		w := fmt.Sprintf("will send word number %d.", i)
		at += strings.Index(tx.String()[at:], w)
		span, err := tx.Span(rapporteur.ByteOffset(at), rapporteur.ByteOffset(at+len(w)))
		if err != nil {
			t.Fatal(err)
		}
		c := rapporteur.Claim{Doc: doc.ID, Kind: rapporteur.KindAssessment, Quote: tx.Quote(span), Factuality: rapporteur.CTPlus, Mode: rapporteur.ModeCurrent, Parties: []rapporteur.Party{"LAO", "VNM"},
			Engine: "test 1", Rule: "test/many", Assessment: &rapporteur.AssessmentBody{What: w}, SaidBy: []rapporteur.Speaker{{Name: "The Herald"}}}
		if err := c.Seal(); err != nil {
			t.Fatal(err)
		}
		claims = append(claims, c)
	}
	_, err = l.PutDocument(t.Context(), ledger.Reading{Document: doc, Engine: "test 1", Claims: claims,
		Capture: rapporteur.Capture{Doc: doc.ID, Blob: rapporteur.NewBlobID([]byte(words.String())), Source: "many", MediaType: "text/plain"}})
	if err != nil {
		t.Fatal(err)
	}
	return doc.ID
}

// Ten thousand claims on one text are shown in parts, each a page of the usual
// size; all of them have a place on the page that links to them lead to.
func TestTenThousandClaims(t *testing.T) {
	const n = 10_000
	s := openShop(t, nil)
	path := "/doc/" + string(manyClaims(t, s.ledger, n, 10))
	first := page(t, s, path)
	checkSound(t, first)
	places := map[string]bool{}
	for e := range first.Descendants() {
		if id, _ := attr(e, "id"); len(id) == 17 && id[0] == 'c' {
			places[id] = true
		}
	}
	if len(places) != n {
		t.Errorf("%d claims have a place on the first page", len(places))
	}
	notes := map[string]bool{}
	parts := 0
	for to := path + "?part=1"; to != ""; parts++ {
		w := get(s, to)
		if size := w.Body.Len(); w.Code != http.StatusOK || size > 1<<20 {
			t.Fatalf("%s: status %d, %d bytes", to, w.Code, size)
		}
		doc := parse(t, w)
		to = ""
		for _, note := range pick(doc, "li.note") {
			id, _ := attr(note, "data-claim")
			if notes[id] || !places[id] {
				t.Fatalf("claim %s is shown twice, or has no place on the first page", id)
			}
			notes[id] = true
		}
		for _, a := range pick(doc, "main a") {
			if rel, _ := attr(a, "rel"); rel == "next" {
				to, _ = attr(a, "href")
			}
		}
	}
	if len(notes) != n || parts != n/250 {
		t.Errorf("%d parts show %d claims", parts, len(notes))
	}
	if w := get(s, path+".csv"); strings.Count(w.Body.String(), "\n") != n+1 {
		t.Error("the table does not have all of them")
	}
}
