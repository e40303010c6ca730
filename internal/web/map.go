package web

import (
	"net/http"
	"slices"
	"strings"

	"example.org/rapporteur/internal/view"
	mappage "example.org/rapporteur/internal/web/pages/map"
)

// worldwide is the value of zoom that asks for a map of the whole world.
const worldwide = "world"

// placesOf are the places of a map: drawn, and all in the order of its table.
type placesOf struct {
	Picture *mappage.Picture // nil if there is nothing to draw
	All     []view.Place
}

// mapped answers /map/LAO-VNM and /map/all.
func (s *site) mapped(r *http.Request, q asked) (answer, error) {
	zoom := q.query.Get("zoom")
	if zoom != "" && zoom != worldwide {
		return answer{}, unclear{"A map can be zoomed to “world” only; without zoom it shows the area of its states."}
	}
	v, err := s.Books.Map(r.Context(), q.codes, q.day)
	if err != nil {
		return answer{}, err
	}
	title := "Where contacts took place"
	if len(q.codes) > 0 {
		title = q.named("where contacts took place")
	}
	return q.answer("map", title, v, placesOf{
		mappage.Draw(v.Places, q.codes, zoom == worldwide), slices.Concat(v.Places, v.States, v.Unlocated),
	})
}

// toAll leads from an address without parties to the page of all that is held.
func toAll(r *http.Request) (answer, error) {
	to := strings.TrimSuffix(r.URL.Path, "/") + "/" + everything
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	return answer{to: to, moved: true}, nil
}
