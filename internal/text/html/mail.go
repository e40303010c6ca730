package html

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Mail returns the words of a message's HTML body that its author wrote or sent
// on, as paragraphs set apart by blank lines: without the message that is
// answered, the signature, hidden text, and paragraphs that are nothing but
// links. A newsletter's article is told from what surrounds it as a page's is,
// if that leaves most of the words.
func Mail(page string) (string, error) {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrTooComplex, err)
	}
	if err := measure(doc); err != nil {
		return "", err
	}
	remove(doc, func(n *html.Node) bool { return hidden.MatchString(attr(n, "style")) || isSignature(n) })
	var quotes []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && isQuotation(n) {
			quotes = append(quotes, n)
		}
	}
	if len(quotes) > 0 {
		// A message that is sent on with nothing added is all there is.
		before := notLinks(paragraphs(doc), linkTexts(doc))
		for _, n := range quotes {
			if n.Parent != nil {
				n.Parent.RemoveChild(n)
			}
		}
		if own := notLinks(paragraphs(doc), linkTexts(doc)); isArticle(own, nil) || !isArticle(before, nil) {
			return strings.Join(own, "\n\n"), nil
		}
		return strings.Join(before, "\n\n"), nil
	}
	links := linkTexts(doc)
	all := strings.Join(notLinks(paragraphs(doc), links), "\n\n")
	if p, err := Read(page, ""); err == nil && len(p.Body)*10 > len(all)*6 {
		return strings.Join(notLinks(strings.Split(p.Body, "\n\n"), links), "\n\n"), nil
	}
	return all, nil
}

var (
	hidden     = regexp.MustCompile(`(?i)display\s*:\s*none|visibility\s*:\s*hidden|max-height\s*:\s*0(?:px)?\s*(?:;|$)|font-size\s*:\s*[01]px`)
	signatures = regexp.MustCompile(`(?i)(?:^|\s)(?:gmail_signature|moz-signature|signature|x_signature)(?:$|\s)`)
	quotations = regexp.MustCompile(`(?i)(?:^|\s)(?:gmail_quote|gmail_extra|yahoo_quoted|moz-cite-prefix|protonmail_quote|divRplyFwdMsg|appendonsend|x_divRplyFwdMsg)(?:$|\s)`)
)

func isSignature(n *html.Node) bool {
	return signatures.MatchString(attr(n, "class") + " " + attr(n, "id"))
}

// isQuotation reports whether an element is what mail programs put a message in
// that is answered or sent on.
func isQuotation(n *html.Node) bool {
	return n.DataAtom == atom.Blockquote && strings.EqualFold(attr(n, "type"), "cite") ||
		quotations.MatchString(attr(n, "class")+" "+attr(n, "id"))
}

// notLinks returns the paragraphs that are more than a link, such as "view in browser".
func notLinks(paragraphs []string, links map[string]bool) []string {
	return slices.DeleteFunc(paragraphs, func(p string) bool { return links[p] })
}

// remove takes the elements out of a tree for which drop holds.
func remove(doc *html.Node, drop func(*html.Node) bool) {
	var found []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && drop(n) {
			found = append(found, n)
		}
	}
	for _, n := range found {
		n.Parent.RemoveChild(n)
	}
}
