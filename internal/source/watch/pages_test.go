package watch_test

import (
	"context"
	"testing"

	"example.org/rapporteur/internal/fetch"
	"example.org/rapporteur/internal/source/watch"
)

// A further page that leads elsewhere is not of the article: front pages and pages
// that ask to sign in answer in the place of what is gone.
func TestFurtherPageLeadsElsewhere(t *testing.T) {
	const first = "https://a.example/talks"
	page := func(next string) []byte {
		return []byte(`<!doctype html><link rel="next" href="` + next + `"><title>Talks</title><article><p>The ministers met on Monday to speak about roads.</p></article>`)
	}
	for _, tt := range []struct {
		answered string // the address of what was had as the second page
		joined   bool
	}{
		{first + "/2", true},
		{first + "/2/", true},
		{"https://a.example/", false},
		{first, false},
		{"https://login.example/talks/2", false},
		{"http://a.example:8080/talks/2", false},
	} {
		get := func(_ context.Context, r fetch.Request) (fetch.Response, error) {
			if r.URL != first+"/2" {
				t.Errorf("asked for %s", r.URL)
			}
			return fetch.Response{URL: tt.answered, ContentType: "text/html", Body: page("")}, nil
		}
		_, media, err := watch.WholeArticle(t.Context(), get, fetch.Response{URL: first, ContentType: "text/html", Body: page("/talks/2")})
		if err != nil {
			t.Fatal(err)
		}
		if joined := media == ""; joined != tt.joined {
			t.Errorf("a second page at %s: joined %t, want %t", tt.answered, joined, tt.joined)
		}
	}
}
