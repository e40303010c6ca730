package web

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

// countOf counts the elements of a page that have a class.
func countOf(doc *html.Node, tag, class string) (n int) {
	for e := range doc.Descendants() {
		if c, _ := attr(e, "class"); e.Data == tag && (class == "" || strings.Contains(" "+c+" ", " "+class+" ")) {
			n++
		}
	}
	return n
}

// rowsOf counts the rows in which a timeline lists its entries.
func rowsOf(doc *html.Node) int {
	return countOf(doc, "tr", "") - countOf(doc, "thead", "")
}

// The span in the address narrows the picture, the table and every other form alike.
func TestTimelineSpan(t *testing.T) {
	h := handler(t, normalShelf(t), "")
	for _, tt := range []struct {
		query       string
		rows, marks int
	}{
		{"", 4, 7},
		{"?from=2025-03-01&to=2025-03-31", 1, 6}, // three of these last from before
		{"?from=2025-04-01", 2, 3},
		{"?to=2024-05-31", 0, 3},
		{"?kind=instrument", 1, 2},
		{"?kind=question", 0, 0},
	} {
		doc := page(t, h, "/timeline/LAO-VNM"+tt.query)
		if rows, marks := rowsOf(doc), countOf(doc, "a", "mark"); rows != tt.rows || marks != tt.marks {
			t.Errorf("%s: %d rows and %d marks, want %d and %d", tt.query, rows, marks, tt.rows, tt.marks)
		}
	}
	var got view.Timeline
	if err := json.Unmarshal(get(h, "/timeline/LAO-VNM.json?from=2025-03-01&to=2025-03-31").Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Entries) != 1 || got.From.String() != "2025-03-01" {
		t.Errorf("as JSON it has %d entries from %s", len(got.Entries), got.From)
	}
}

// Ten thousand claims stay one usable page: what has no room is counted, and
// what is not listed is said to be.
func TestTimelineOfManyClaims(t *testing.T) {
	const n = 10_000
	s := normalShelf(t)
	v := s.timeline
	moment, track := v.Entries[0], v.Lanes[0].Tracks[0]
	v.Entries, v.Lanes = nil, []view.Lane{{Kind: rapporteur.KindInteraction, Name: "Contacts"}}
	for i := range n {
		when := when(t, fmt.Sprintf("%d-%02d-%02d", 2010+i%15, 1+i/15%12, 1+i/180%28))
		moment.When = when
		moment.Title = fmt.Sprintf("Meeting %d", i)
		v.Entries = append(v.Entries, moment)
		point := track.Points[0]
		point.When = when
		track.Points = []view.Point{point}
		v.Lanes[0].Tracks = append(v.Lanes[0].Tracks, track)
	}
	h := handler(t, s, "")
	doc := page(t, h, "/timeline/LAO-VNM")
	marks, rows, size := countOf(doc, "a", "mark"), rowsOf(doc), get(h, "/timeline/LAO-VNM").Body.Len()
	t.Logf("%d marks, %d rows, %d bytes", marks, rows, size)
	if marks > 1000 || rows != mostMoments || size > 2<<20 {
		t.Errorf("%d marks, %d rows, %d bytes", marks, rows, size)
	}
	said := text(doc)
	for _, want := range []string{"The latest 300 of 10 000 entries are listed", "counted in the last row", "have no mark of their own for lack of space"} {
		if !strings.Contains(said, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}
