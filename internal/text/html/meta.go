package html

import (
	"encoding/json"
	"maps"
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
// finds, and all the texts that it prints as dates, be they its own or not.
func metadata(doc *html.Node) (p Page, printed map[string]bool) {
	printed = map[string]bool{}
	named := map[string]string{}
	var ld, itemDates, times, inTimes []string
	var canonical, saved, locale string
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
				ld = append(ld, linkedDates(n.FirstChild.Data)...)
			}
		case atom.H1:
			headline = true
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
			printed[s] = true
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
	p.Dates = slices.Concat(ld, p.Dates, itemDates, inTimes)
	p.Dates = slices.DeleteFunc(p.Dates, func(s string) bool { return strings.TrimSpace(s) == "" })

	for _, l := range []string{named["content-language"], named["og:locale"]} {
		if p.Language == "" {
			locale, _, _ = strings.Cut(l, ",")
			p.Language = locale
		}
	}
	for _, u := range []string{canonical, absolute(named["og:url"]), saved} {
		if p.URL == "" {
			p.URL = u
		}
	}
	return p, printed
}

// dateline matches the classes and ids of elements that print a date, such as
// "post-date", "lblNewsDate" or "datePublished".
var dateline = regexp.MustCompile(`(?i:(?:^|[\s_-])(?:date|time|datetime|published|publish|pubdate|pdate|posted|timestamp|ngay|byline)(?:$|[\s_-]))|` +
	`[a-z](?:Date|Time|Published)(?:$|[^a-z])|(?:^|[\s_-])(?:date|time|publish)[A-Z]`)

// savedFrom matches the comment in which browsers (the "mark of the web") and
// SingleFile note where a page was saved from.
var savedFrom = regexp.MustCompile(`(?:saved from url=\([0-9]+\)|\burl: ?)(https?://\S+)`)

// linkedDates returns the dates of publication in a JSON-LD script, those of
// articles first.
func linkedDates(script string) []string {
	var v any
	if json.Unmarshal([]byte(script), &v) != nil {
		return nil
	}
	var articles, others []string
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e)
			}
		case map[string]any:
			if s, ok := v["datePublished"].(string); ok {
				if kind, _ := json.Marshal(v["@type"]); strings.Contains(string(kind), "Article") {
					articles = append(articles, s)
				} else {
					others = append(others, s)
				}
			}
			for _, k := range slices.Sorted(maps.Keys(v)) {
				walk(v[k])
			}
		}
	}
	walk(v)
	return append(articles, others...)
}

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
