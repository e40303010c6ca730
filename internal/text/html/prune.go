package html

import (
	"fmt"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The most that a page may hold. The extractors take time that grows faster than
// the page; a long newspaper page has some 5 000 elements and 200 kB of text.
const (
	maxNodes = 50_000
	maxText  = 4 << 20 // bytes, scripts and styles apart
)

// maxAttribute is the most bytes of an attribute that is kept: longer ones are
// images and styles that were saved into the page.
const maxAttribute = 4096

// prune takes out what holds no words: saved pages carry megabytes of it.
func prune(doc *html.Node) {
	var drop []*html.Node
	for n := range doc.Descendants() {
		switch {
		case n.Type == html.CommentNode, n.DataAtom == atom.Style, n.DataAtom == atom.Svg,
			n.DataAtom == atom.Script && attr(n, "type") != "application/ld+json":
			drop = append(drop, n)
		}
		for i := range n.Attr {
			if len(n.Attr[i].Val) > maxAttribute {
				n.Attr[i].Val = ""
			}
		}
	}
	for _, n := range drop {
		n.Parent.RemoveChild(n)
	}
}

// measure returns ErrTooComplex if the page holds more than the extractors can
// be given.
func measure(doc *html.Node) error {
	nodes, text := 0, 0
	for n := range doc.Descendants() {
		nodes++
		if n.Type == html.TextNode && n.Parent.DataAtom != atom.Script && n.Parent.DataAtom != atom.Style {
			text += len(n.Data)
		}
	}
	if nodes > maxNodes || text > maxText {
		return fmt.Errorf("%w: %d elements and texts, %d bytes of text", ErrTooComplex, nodes, text)
	}
	return nil
}
