package web

import (
	"cmp"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestCompressed(t *testing.T) {
	long := strings.Repeat("Portugal and Latvia met. ", 200)
	for _, c := range []struct {
		name, accepts, mime, body string
		header                    http.Header // of the request, besides
		status                    int
		packed                    bool
		tag                       string
	}{
		{name: "a page", accepts: "gzip, deflate, br", mime: "text/html; charset=utf-8", body: long, packed: true, tag: `W/"x"`},
		{name: "JSON", accepts: "br;q=1.0, gzip; q=0.5", mime: "application/json", body: long, packed: true, tag: `W/"x"`},
		{name: "an error", accepts: "gzip", mime: "text/html", body: long, status: http.StatusNotFound, packed: true, tag: `W/"x"`},
		{name: "a short page", accepts: "gzip", mime: "text/html", body: "Words.", tag: `W/"x"`},
		{name: "to who takes none", mime: "text/html", body: long, tag: `"x"`},
		{name: "to who refuses it", accepts: "gzip;q=0", mime: "text/html", body: long, tag: `"x"`},
		{name: "a part", accepts: "gzip", header: http.Header{"Range": {"bytes=0-9"}}, mime: "text/css", body: long, tag: `"x"`},
		{name: "a Word document", accepts: "gzip", mime: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", body: long, tag: `"x"`},
		{name: "nothing new", accepts: "gzip", status: http.StatusNotModified, tag: `W/"x"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := compressed(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("ETag", `"x"`)
				if c.mime != "" {
					w.Header().Set("Content-Type", c.mime)
				}
				if c.status != 0 {
					w.WriteHeader(c.status)
				}
				for s := c.body; s != ""; {
					n := min(len(s), 2000)
					if _, err := io.WriteString(w, s[:n]); err != nil {
						t.Error(err)
					}
					s = s[n:]
				}
			}))
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			for k, v := range c.header {
				r.Header[k] = v
			}
			r.Header.Set("Accept-Encoding", c.accepts)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if want := cmp.Or(c.status, http.StatusOK); w.Code != want {
				t.Errorf("status %d, want %d", w.Code, want)
			}
			if got := w.Header().Get("ETag"); got != c.tag {
				t.Errorf("ETag %s, want %s", got, c.tag)
			}
			text := strings.HasPrefix(c.mime, "text/") || c.mime == "application/json" || c.status == http.StatusNotModified
			if varies := w.Header().Get("Vary") == "Accept-Encoding"; varies != text {
				t.Errorf("Vary %q", w.Header().Get("Vary"))
			}
			var body io.Reader = w.Body
			if packed := w.Header().Get("Content-Encoding") == "gzip"; packed != c.packed {
				t.Fatalf("packed: %v", packed)
			} else if packed {
				if w.Body.Len() > len(c.body)/4 {
					t.Errorf("%d bytes of %d are sent", w.Body.Len(), len(c.body))
				}
				z, err := gzip.NewReader(w.Body)
				if err != nil {
					t.Fatal(err)
				}
				body = z
			}
			got, err := io.ReadAll(body)
			if err != nil || string(got) != c.body {
				t.Errorf("%d bytes arrive of %d: %v", len(got), len(c.body), err)
			}
		})
	}
}
