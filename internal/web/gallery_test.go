package web

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Every page of the gallery is sound and harmless, and shows what it is there to
// show: the ordinary one has drawings and entries, the empty one says what to do
// next, and the hostile one has its words as words.
func TestGalleryPages(t *testing.T) {
	h := handler(t, normalShelf(t), "Written for this project.")
	for _, p := range pageExhibits {
		for _, of := range things {
			path := fmt.Sprintf("/gallery/%s/%s", of, p.Name)
			t.Run(path, func(t *testing.T) {
				if !p.Of(of) {
					if w := get(h, path); w.Code != 404 {
						t.Errorf("status %d", w.Code)
					}
					return
				}
				doc := page(t, h, path)
				checkSound(t, doc)
				checkHarmless(t, path, doc)
				body := text(doc)
				if strings.ContainsFunc(body, reorders) {
					t.Error("a reordering character got through")
				}
				entries := len(pick(doc, "main table tbody tr")) + len(pick(doc, "main li"))
				if of != "empty" && entries == 0 {
					t.Errorf("%d entries", entries)
				}
				// A page shows what others wrote, or a title made of it.
				if shown := strings.Contains(body, `<script>document.title`); shown != (of == "hostile") && p.Name != "area" && p.Name != "calendar" && p.Name != "place" {
					t.Errorf("hostile words are shown: %v", shown)
				}
			})
		}
	}
	for path, drawing := range map[string]string{"/gallery/ordinary/map": "chart-plot", "/gallery/ordinary/timeline": "lane-plot", "/gallery/ordinary/network": "net-plot", "/gallery/hostile/network": "net-plot", "/gallery/ordinary/dossier": "lane-plot"} {
		found := false
		for n := range page(t, h, path).Descendants() {
			class, _ := attr(n, "class")
			found = found || n.Type == html.ElementNode && n.Data == "svg" && strings.Contains(class, drawing)
		}
		if !found {
			t.Errorf("%s has no drawing %q", path, drawing)
		}
	}
	// What is chosen stays within the gallery, and the same is there in other forms.
	for path, begins := range map[string]string{"/gallery/ordinary/calendar.csv": "first,last", "/gallery/ordinary/timeline.json?kind=instrument": "{", "/gallery/ordinary/board?state=overdue": "<!doctype html>"} {
		if w := get(h, path); w.Code != 200 || !strings.HasPrefix(w.Body.String(), begins) {
			t.Errorf("%s: status %d, %.40q", path, w.Code, w.Body)
		}
	}
	for _, path := range []string{"/gallery/strange/map", "/gallery/ordinary/brief"} {
		if w := get(h, path); w.Code != 404 {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
}
