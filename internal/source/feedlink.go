package source

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// feedTypes are the media types by which pages announce their feeds.
var feedTypes = []string{"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}

// FeedLinks returns the feeds that a page announces in its head (link elements of
// the relation alternate), in its order.
func FeedLinks(address string, page []byte) []Link {
	var links []Link
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		t := z.Next()
		if t == html.ErrorToken {
			return links
		}
		if t != html.StartTagToken && t != html.SelfClosingTagToken {
			continue
		}
		token := z.Token()
		if token.DataAtom == atom.Body {
			return links
		}
		if token.DataAtom != atom.Link {
			continue
		}
		at := map[string]string{}
		for _, a := range token.Attr {
			at[a.Key] = a.Val
		}
		url := Canonical(address, at["href"])
		if url == "" || !slices.Contains(strings.Fields(strings.ToLower(at["rel"])), "alternate") ||
			!slices.Contains(feedTypes, strings.ToLower(strings.TrimSpace(at["type"]))) ||
			slices.ContainsFunc(links, func(l Link) bool { return l.URL == url }) {
			continue
		}
		links = append(links, Link{URL: url, Title: oneLine(at["title"])})
	}
}
