package web

import (
	"net/http"
	"strings"
	"testing"
)

// What is new is so since the visit before today's, however often the page is
// looked at today.
func TestLastVisit(t *testing.T) {
	for _, tt := range []struct{ cookie, before, kept string }{
		{"", "", ".2025-06-01"},
		{".2025-06-01", "", ".2025-06-01"},
		{".2025-05-20", "2025-05-20", "2025-05-20.2025-06-01"},
		{"2025-05-20.2025-06-01", "2025-05-20", "2025-05-20.2025-06-01"},
		{"2025-04-02.2025-05-20", "2025-05-20", "2025-05-20.2025-06-01"},
		{"2025-05.<script>", "", ".2025-06-01"},
	} {
		r, err := http.NewRequest("GET", "/", nil)
		if err != nil {
			t.Fatal(err)
		}
		if tt.cookie != "" {
			r.Header.Set("Cookie", visitCookie+"="+tt.cookie)
		}
		before, kept := lastVisit(r, date(t, "2025-06-01"))
		if before.String() != tt.before || kept.Value != tt.kept || !kept.HttpOnly {
			t.Errorf("%q: the last visit was on %q, kept is %q; want %q and %q", tt.cookie, before, kept.Value, tt.before, tt.kept)
		}
	}
}

func TestNewSince(t *testing.T) {
	s := normalShelf(t)
	s.record.ID = "e0000000000000001"
	h := handler(t, s, "")
	for _, tt := range []struct{ path, cookie, words string }{
		{"/", "", "has not been here on an earlier day"},
		{"/", visitCookie + "=.2025-05-20", "come in on 20 May 2025 or after"},
		{"/?since=2025-03-01", visitCookie + "=.2025-05-20", "since 1 March 2025"},
		{"/?as_of=2025-03-06", visitCookie + "=.2025-05-20", "You are looking at another day"},
	} {
		w := get(h, tt.path, "Cookie", tt.cookie)
		if !strings.Contains(w.Body.String(), tt.words) {
			t.Errorf("%s with %q does not say %q", tt.path, tt.cookie, tt.words)
		}
		if kept := w.Header().Get("Set-Cookie") != ""; kept != (tt.path == "/") {
			t.Errorf("%s: a visit is remembered: %v", tt.path, kept)
		}
	}
	if w := get(h, "/?since=soon"); w.Code != 400 || !strings.Contains(w.Body.String(), `href="/">The same page`) {
		t.Errorf("a day that is none: %d, %s", w.Code, w.Body)
	}
	for path, begins := range map[string]string{"/index.csv": "relation,states", "/index.md": "| relation |", "/m/e0000000000000001.csv": "mechanism,edition", "/person/p0000000000000001.csv": "person,what", "/agreements/LAO-VNM.csv": "id,title", "/calendar/LAO-VNM.csv": "first,last"} {
		if w := get(h, path); w.Code != 200 || !strings.HasPrefix(w.Body.String(), begins) {
			t.Errorf("%s: %d, %.60q", path, w.Code, w.Body)
		}
	}
}
