package link

import (
	"fmt"
	"testing"

	"example.org/rapporteur"
)

// Origins that were kept tell of documents what they told when they were found:
// whose report each is, and of which side.
func TestKnownOrigins(t *testing.T) {
	var docs []Document
	var all []Signature
	for i, d := range []struct{ outlet, url, text string }{
		{"Vientiane Times", "https://vt.example/1", "The ministers met in the capital."},
		{"Vietnam News Agency", "https://vna.example/1", "Both sides spoke about the border gate."},
		{"Harbour Post", "https://harbour.example/1", "HANOI (VNA) - The two delegations went to see a pier."},
		{"", "https://press.gov.la/1", "A ferry was shown to the guests."},
		{"Harbour Post", "https://harbour.example/2", "Rain put off the second day."},
		{"", "", "Nobody knows who wrote this."},
	} {
		text, err := rapporteur.NewText(d.text)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, Document{Document: rapporteur.Document{ID: rapporteur.DocID(fmt.Sprint("d", i)), Outlet: d.outlet, URL: d.url, Text: text}})
		all = append(all, Sign(docs[i]))
	}
	found := GroupOrigins(all)
	var textless []Document
	for _, d := range docs {
		d.Text = rapporteur.Text{}
		textless = append(textless, d)
	}
	kept := Origins{}.With(found.Known(docs), textless)
	sides := 0
	for _, d := range docs {
		origin := found.Of(d.ID)
		if got := kept.Of(d.ID); got != origin {
			t.Errorf("%s %s: of %q when kept, of %q before", d.Outlet, d.URL, got, origin)
		}
		side := found.Side(origin)
		if side != "" {
			sides++
		}
		if got := kept.Side(origin); got != side {
			t.Errorf("%s %s: of the side %q when kept, of %q before", d.Outlet, d.URL, got, side)
		}
	}
	if sides != 4 {
		t.Errorf("%d of the documents are of a side, want 4", sides)
	}
}
