package web

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"
)

// Islands are found by their page, and served under the names by which they
// import one another.
func TestIslands(t *testing.T) {
	a := assets{byName: map[string]asset{}, hrefs: map[string]string{}}
	err := a.addIslands(fstest.MapFS{
		"r-timeline.ABCD2345.js": {Data: []byte(`import "./chunk.ZYXW7654.js"`)},
		"chunk.ZYXW7654.js":      {Data: []byte(`export const x = 1`)},
		notices:                  {Data: []byte("licences")},
		".gitignore":             {Data: []byte("*")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := a.island("timeline"), "/assets/r-timeline.ABCD2345.js"; got != want {
		t.Errorf("island of the timeline: %q, want %q", got, want)
	}
	if got := a.island("today"); got != "" {
		t.Errorf("island of a page that has none: %q", got)
	}
	for name, want := range map[string]int{"r-timeline.ABCD2345.js": 200, "chunk.ZYXW7654.js": 200, ".gitignore": 404, notices: 404} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, "/assets/"+name, nil)
		r.SetPathValue("file", name)
		a.serve(w, r)
		if w.Code != want {
			t.Errorf("%s: %d, want %d", name, w.Code, want)
		}
	}
}

// A program built without islands has its pages, and no address of what is missing.
func TestNoIslands(t *testing.T) {
	a := assets{byName: map[string]asset{}, hrefs: map[string]string{}}
	if err := a.addIslands(fstest.MapFS{".gitignore": {Data: []byte("*")}}); err != nil {
		t.Fatal(err)
	}
	if len(a.byName) != 0 || a.island("timeline") != "" {
		t.Errorf("assets of nothing: %v", a.hrefs)
	}
}
