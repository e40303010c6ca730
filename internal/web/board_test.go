package web

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"example.org/rapporteur"
)

// A board of thousands of undertakings shows some of each stage, counts them all,
// and leads from page to page to as many as one page holds, and to all as a table.
func TestBoardOfMany(t *testing.T) {
	s := normalShelf(t)
	c := s.board.Commitments[0]
	s.board.Commitments = nil
	for _, stage := range []rapporteur.Stage{rapporteur.StagePledged, rapporteur.StageProposed} {
		for i := range 1000 {
			c.ID, c.Stage = rapporteur.RecordID(fmt.Sprintf("k%s%d", stage, i)), stage
			s.board.Commitments = append(s.board.Commitments, c)
		}
	}
	h := handler(t, s, "")
	path, stages := "/commitments/LAO-VNM", 2
	for want := cardsFirst; ; want = min(4*want, entriesMost) {
		doc := page(t, h, path)
		if n := countOf(doc, "li", "card"); n != want*stages {
			t.Errorf("%s shows %d cards, want %d", path, n, want*stages)
		}
		said := text(doc)
		if !strings.Contains(said, fmt.Sprintf("The %d last spoken of are shown of 1 000.", want)) {
			t.Errorf("%s does not say of how many it shows %d", path, want)
		}
		next := ""
		for n := range doc.Descendants() {
			if n.Type == html.ElementNode && n.Data == "a" && strings.HasPrefix(text(n), "Show more that are pledged") {
				next, _ = attr(n, "href")
			}
		}
		if want == entriesMost {
			if next != "" {
				t.Errorf("%s leads on to %s", path, next)
			}
			break
		}
		if !strings.Contains(next, "stage=pledged") {
			t.Fatalf("%s leads on to %q", path, next)
		}
		path, stages = next, 1
		s.board.Commitments = s.board.Commitments[:1000] // as the ledger answers
	}
	if rows := strings.Count(get(h, "/commitments/LAO-VNM.csv").Body.String(), "\n"); rows != 1001 {
		t.Errorf("the table has %d lines, want 1001", rows)
	}
}
