package html

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The names of <meta> elements that hold the day of publication: Open Graph,
// schema.org, Dublin Core, and those of publishing systems. The vague one also
// holds the day on which a page was delivered.
var (
	dateNames = []string{
		"article:published_time", "og:article:published_time", "article:published", "og:published_time", "published_time",
		"datepublished", "rnews:datepublished", "dcterms.issued", "dc.date.issued", "dc.date.published",
		"citation_publication_date", "citation_date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
		"originalpublicationdate", "publication_date", "publication-date", "publishdate", "publish-date", "publish_date",
		"pubdate", "article.published", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date",
	}
	vagueNames = []string{"date"}
)

// An about is what a page says of its article in other places than the article.
type about struct {
	ld          linked
	heads       map[string]bool // the texts that stand over articles: headlines and dates, be they its own or not
	description string
}

// metadata returns what a page says of itself, apart from what the extractor
// finds. address is where it came from, or empty.
func metadata(doc *html.Node, address string) (p Page, in about) {
	heads := map[string]bool{}
	var ld linked
	named := map[string]string{}
	var itemDates, times, inTimes []string
	var canonical, saved, next, amp, base string
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
		case atom.Base:
			base = first(base, absolute(attr(n, "href")))
		case atom.Link, atom.A:
			for rel := range strings.FieldsSeq(strings.ToLower(attr(n, "rel"))) {
				switch href := attr(n, "href"); {
				case rel == "next":
					next = first(next, href)
				case n.DataAtom == atom.Link && rel == "canonical":
					canonical = first(canonical, href)
				case n.DataAtom == atom.Link && rel == "amphtml":
					amp = first(amp, href)
				}
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
			if at := attr(n, "datetime"); at != "" && (within(n, atom.Article, atom.Main) || headline && !beside(n)) {
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
			if s != "" && (headline && !footer && !beside(n) || within(n, atom.Article, atom.Main)) {
				p.Datelines = append(p.Datelines, s)
			}
		}
	}
	if len(times) != 1 {
		times = nil // only a single one is that of the page
	}
	values := func(names []string) (out []string) {
		for _, name := range names {
			out = append(out, named[name])
		}
		return out
	}
	// What a publishing system says of the article goes before what it says of
	// anything else on the page.
	p.Dates = slices.Concat(ld.dates, values(dateNames), itemDates, ld.others, inTimes)
	p.VagueDates = slices.Concat(values(vagueNames), times)
	empty := func(s string) bool { return strings.TrimSpace(s) == "" }
	p.Dates, p.VagueDates = slices.DeleteFunc(p.Dates, empty), slices.DeleteFunc(p.VagueDates, empty)

	locale, _, _ := strings.Cut(first(named["content-language"], named["og:locale"]), ",")
	p.Language = first(p.Language, locale)
	base = first(base, address, saved)
	p.URL = first(resolve(canonical, base), absolute(named["og:url"]), saved)
	p.AMP = resolve(amp, base)
	p.Next = nextPage(resolve(next, base), first(address, p.URL), p.URL)
	p.Title = first(html.UnescapeString(named["og:title"]), ld.headline)
	p.Outlet = first(html.UnescapeString(named["og:site_name"]), ld.publisher)
	p.Byline = first(ld.author, byline(named))
	return p, about{ld, heads, html.UnescapeString(first(named["og:description"], named["description"]))}
}

// byline returns the name of the author that <meta> elements give, which some
// fill with addresses.
func byline(named map[string]string) string {
	for _, name := range []string{"author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl"} {
		if s := html.UnescapeString(named[name]); s != "" && !strings.Contains(s, "://") {
			return s
		}
	}
	return ""
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
