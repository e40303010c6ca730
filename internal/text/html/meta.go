package html

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dateNames are the names of <meta> elements that hold the day of publication:
// Open Graph, schema.org, Dublin Core, and those of publishing systems.
var dateNames = []string{
	"article:published_time", "og:article:published_time", "article:published", "og:published_time", "published_time",
	"datepublished", "rnews:datepublished", "dcterms.issued", "dc.date.issued", "dc.date.published",
	"citation_publication_date", "citation_date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
	"originalpublicationdate", "publication_date", "publication-date", "publishdate", "publish-date", "publish_date",
	"pubdate", "article.published", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "date",
}

// metadata returns what a page says of itself, apart from what the extractor
// finds; its JSON-LD; and the texts that stand over an article: headlines and
// dates, be they its own or not.
func metadata(doc *html.Node) (p Page, ld linked, heads map[string]bool) {
	heads = map[string]bool{}
	named := map[string]string{}
	var itemDates, times, inTimes []string
	var canonical, saved string
	headline, footer := false, false
	for n := range doc.Descendants() {
		switch n.Type {
		case html.CommentNode:
			if m := savedFrom.FindStringSubmatch(n.Data[:min(len(n.Data), 2000)]); m != nil && saved == "" {
				saved = m[1]
			}
			continue
		case html.ElementNode:
		default:
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			p.Language = attr(n, "lang")
			if p.Language == "" {
				p.Language = attr(n, "xml:lang")
			}
		case atom.Meta:
			for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
				name := strings.ToLower(strings.TrimSpace(attr(n, key)))
				if content := strings.TrimSpace(attr(n, "content")); name != "" && content != "" && named[name] == "" {
					named[name] = content
				}
			}
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") && canonical == "" {
				canonical = absolute(attr(n, "href"))
			}
		case atom.Script:
			if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
				ld.add(n.FirstChild.Data)
			}
		case atom.H1:
			headline = true
			heads[brief(n, 1000)] = true
		case atom.Footer, atom.Aside:
			footer = true
		case atom.Time:
			if at := attr(n, "datetime"); at != "" && within(n, atom.Article, atom.Main) {
				inTimes = append(inTimes, at)
			} else if at != "" {
				times = append(times, at)
			}
		}
		if n.DataAtom != atom.Meta && strings.EqualFold(attr(n, "itemprop"), "datePublished") {
			itemDates = append(itemDates, attr(n, "datetime"), attr(n, "content"))
		}
		if dateline.MatchString(attr(n, "class") + " " + attr(n, "id")) {
			s := brief(n, 200)
			heads[s] = true
			// A date above the headline is often today's, one below the article
			// another's.
			if s != "" && (headline && !footer || within(n, atom.Article, atom.Main)) {
				p.Datelines = append(p.Datelines, s)
			}
		}
	}
	if len(inTimes) == 0 && len(times) == 1 {
		inTimes = times // the only time on the page is the page's
	}
	for _, name := range dateNames {
		p.Dates = append(p.Dates, named[name])
	}
	p.Dates = slices.Concat(ld.dates, ld.others, p.Dates, itemDates, inTimes)
	p.Dates = slices.DeleteFunc(p.Dates, func(s string) bool { return strings.TrimSpace(s) == "" })

	locale, _, _ := strings.Cut(first(named["content-language"], named["og:locale"]), ",")
	p.Language = first(p.Language, locale)
	p.URL = first(canonical, absolute(named["og:url"]), saved)
	p.Title = first(html.UnescapeString(named["og:title"]), ld.headline)
	p.Outlet = first(html.UnescapeString(named["og:site_name"]), ld.publisher)
	return p, ld, heads
}

// dateline matches the classes and ids of elements that print a date, such as
// "post-date", "lblNewsDate" or "datePublished".
var dateline = regexp.MustCompile(`(?i:(?:^|[\s_-])(?:date|time|datetime|published|publish|pubdate|pdate|posted|timestamp|ngay|byline)(?:$|[\s_-]))|` +
	`[a-z](?:Date|Time|Published)(?:$|[^a-z])|(?:^|[\s_-])(?:date|time|publish)[A-Z]`)

// savedFrom matches the comment in which browsers (the "mark of the web") and
// SingleFile note where a page was saved from.
var savedFrom = regexp.MustCompile(`(?:saved from url=\([0-9]+\)|\burl: ?)(https?://\S+)`)

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// within reports whether n lies in one of the elements.
func within(n *html.Node, in ...atom.Atom) bool {
	for p := range n.Ancestors() {
		if slices.Contains(in, p.DataAtom) {
			return true
		}
	}
	return false
}

// absolute returns s if it is an address of the web, or "".
func absolute(s string) string {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") {
		return s
	}
	return ""
}
