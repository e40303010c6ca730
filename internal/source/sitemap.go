package source

import (
	"encoding/xml"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/text"
)

// ParseSitemap reads a sitemap, a news sitemap or an index of sitemaps
// (sitemaps.org, protocol 0.9; Google's news extension), packed with gzip or not.
// The publication date is that of the news extension: a page's lastmod says when
// it was last changed, and is its stamp. What a damaged sitemap holds before the
// damage is returned.
func ParseSitemap(address string, b []byte) (Listing, error) {
	l := Listing{Kind: Sitemap, Site: Canonical(address, "/")}
	b, err := inflate(b)
	if err != nil {
		return l, &Error{Kind: Sitemap, Msg: "cannot be unpacked: get it again", Err: err}
	}
	seen := map[string]bool{}
	var r Ref
	err = elements(b, func(path []string, _ []xml.Attr, s string) {
		if len(path) < 2 {
			return
		}
		switch name, in := path[len(path)-1], path[len(path)-2]; {
		case in == "url" && name == "loc", in == "sitemap" && name == "loc":
			r.URL = Canonical(address, s)
		case in == "url" && name == "lastmod":
			r.Stamp = oneLine(s)
		case in == "news" && name == "title":
			r.Title = oneLine(s)
		case in == "news" && name == "publication_date":
			r.Published = published(s)
		case in == "publication" && name == "name" && l.Title == "":
			l.Title = oneLine(s)
		case name == "url":
			l.add(seen, r)
			r = Ref{}
		case name == "sitemap":
			if r.URL == "" || seen[r.URL] || len(l.More) >= MaxRefs {
				l.Passed++
			} else {
				seen[r.URL] = true
				l.More = append(l.More, Link{URL: r.URL})
			}
			r = Ref{}
		}
	})
	if len(l.Refs)+len(l.More) > 0 {
		return l, nil
	}
	if err != nil {
		return l, &Error{Kind: Sitemap, Msg: "is not well-formed XML: look at it in a browser", Err: err}
	}
	if name := root(b); name != "urlset" && name != "sitemapindex" {
		return l, &Error{Kind: Sitemap, Msg: "has neither urlset nor sitemapindex: check the address"}
	}
	return l, nil
}

// published returns the day that a source prints, in the source's own zone, or
// the zero date.
func published(s string) rapporteur.Date {
	if s = oneLine(s); s == "" {
		return rapporteur.Date{}
	}
	d, err := text.ParsePublished(s)
	if err != nil {
		return rapporteur.Date{}
	}
	return d
}
