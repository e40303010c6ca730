package source

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFeedLinks(t *testing.T) {
	page := []byte(`<!doctype html><html><head><title>Ministry</title>
<link rel="stylesheet" href="a.css"><link rel="alternate" hreflang="vi" href="/vi">
<link rel="alternate" type="application/rss+xml" title="News" href="/rss"><LINK REL="Alternate" TYPE="application/atom+xml" HREF="atom"/>
<link rel="alternate" type="application/rss+xml" href="/rss"></head>
<body><link rel="alternate" type="application/rss+xml" href="/comments"></body></html>`)
	want := []Link{{URL: "https://m.example/rss", Title: "News"}, {URL: "https://m.example/en/atom"}}
	if diff := cmp.Diff(want, FeedLinks("https://m.example/en/", page)); diff != "" {
		t.Errorf("feeds (-want +got):\n%s", diff)
	}
}
