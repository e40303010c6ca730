package html

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A block is a paragraph of the page with the element it stands in.
type block struct {
	text string
	node *html.Node
}

// blocksOf returns the paragraphs of a page in order.
func blocksOf(doc *html.Node) []block {
	var out []block
	var w writer
	w.flushed = func(n *html.Node) {
		for _, s := range w.done {
			out = append(out, block{s, n})
		}
		w.done = w.done[:0]
	}
	w.walk(doc)
	w.flush()
	w.flushed(doc)
	return out
}

// ledes are the classes and ids of the paragraph that stands over an article and
// sums it up: newspapers, ministries, and "sapo" in Vietnam.
var ledes = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:lead|lede|intro|introduction|teaser|summary|standfirst|sapo|dek|deck|abstract|vorspann|excerpt|subtitle|subline|subhead|subheading|subheadline|description|chapo|chapeau|entradilla|bajada|copete|epigraphe|lid|mota)(?:$|[\s_-])|` +
	`(?:articleLead|articleIntro|leadText|introText|teaserText|lead-text|art-lead|news-sapo|article__lead|article__intro)`)

// withLede returns the body with the summary that the page prints between its
// headline and the body, which the extractors take for a part of the headline.
func withLede(body []string, page []block, links map[string]bool, about about) []string {
	if len(body) == 0 {
		return body
	}
	start := slices.IndexFunc(page, func(b block) bool { return b.text == body[0] })
	if start < 0 {
		return body
	}
	top := headline(page[:start])
	var found []string
	for _, b := range page[top+1 : start] {
		switch n := utf8.RuneCountInString(b.text); {
		case n < leastParagraph || links[b.text] || about.heads[b.text] || slices.Contains(body, b.text) || slices.Contains(found, b.text):
		case within(b.node, atom.Nav, atom.Footer, atom.Aside, atom.Form, atom.Figure) || tag(b.node) == atom.Figcaption:
		case top >= 0 && isLede(b.node), sums(b.text, about.description):
			found = append(found, b.text)
		}
	}
	return append(found, body...)
}

// isLede reports whether an element or one of the three around it is called a lede.
func isLede(n *html.Node) bool {
	for range 3 {
		if n == nil || n.Type != html.ElementNode {
			return false
		}
		if ledes.MatchString(attr(n, "class") + " " + attr(n, "id") + " " + attr(n, "itemprop")) {
			return true
		}
		n = n.Parent
	}
	return false
}

// sums reports whether a paragraph is what the page's metadata gives as its
// description, which may be cut off.
func sums(paragraph, description string) bool {
	d := strings.TrimRight(strings.Join(strings.Fields(description), " "), " .…")
	return utf8.RuneCountInString(d) >= leastParagraph && (strings.HasPrefix(paragraph, d) || strings.HasPrefix(d, strings.TrimRight(paragraph, " .…")))
}

// headline returns the index of the last headline among blocks, or -1.
func headline(page []block) int {
	for i := len(page) - 1; i >= 0; i-- {
		if tag(page[i].node) == atom.H1 || within(page[i].node, atom.H1) {
			return i
		}
	}
	return -1
}

// longestDateline is the most characters of a line that is there for its date;
// behind the body, where comments and other articles begin, it is half that.
const longestDateline = 120

// datelines returns the short lines that may print the date though nothing calls
// them so: between the headline and the body, at the start of the body, and at
// its end and right behind it.
func datelines(body []string, page []block) []string {
	var out []string
	add := func(s string, most int) bool {
		short := utf8.RuneCountInString(s) <= most
		if short && strings.ContainsAny(s, "0123456789") {
			out = append(out, s)
		}
		return short
	}
	around := func(blocks []block, most int) {
		for _, b := range blocks {
			if !beside(b.node) {
				add(b.text, most)
			}
		}
	}
	at := func(s string) int { return slices.IndexFunc(page, func(b block) bool { return b.text == s }) }
	if len(body) == 0 {
		return nil
	}
	if start := at(body[0]); start >= 0 {
		if top := headline(page[:start]); top >= 0 {
			around(page[top+1:start], longestDateline)
		}
	}
	for len(body) > 1 && add(body[0], longestDateline) {
		body = body[1:]
	}
	if m := opening.FindString(body[0]); m != "" {
		out = append(out, m)
	}
	for len(body) > 1 && add(body[len(body)-1], longestDateline/2) {
		body = body[:len(body)-1]
	}
	if end := at(body[len(body)-1]); end >= 0 {
		around(page[end+1:min(end+4, len(page))], longestDateline/2)
	}
	return out
}

// besides are the classes and ids of what stands beside an article.
var besides = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:side-?bar|related|widget|recent|popular|latest|most-?read|other-?news|tin-?khac|lien-?quan|footer|comments?)(?:$|[\s_-])`)

// beside reports whether an element stands beside the article, as far as names tell.
func beside(n *html.Node) bool {
	if within(n, atom.Nav, atom.Footer, atom.Aside) {
		return true
	}
	for p := n; p != nil && p.DataAtom != atom.Body; p = p.Parent {
		if besides.MatchString(attr(p, "class") + " " + attr(p, "id")) {
			return true
		}
	}
	return false
}

// opening matches the dateline that a report opens with: "PORT EXAMPLE, March 5, 2025 –".
var opening = regexp.MustCompile(`^.{1,80}?(?: [–—-]+ |\) ?[-–—]|: )`)
