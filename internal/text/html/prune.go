package html

import (
	"fmt"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The most that a page may hold. The extractors take time that grows faster than
// the page and than its nesting; a long newspaper page has some 5 000 elements
// and texts at a depth of 15, and 200 kB of text.
const (
	maxNodes  = 30_000
	maxDepths = 1_000_000 // depths of all nodes together
	maxText   = 4 << 20   // bytes, scripts and styles apart
)

// maxAttribute is the most bytes of an attribute that is kept: longer ones are
// images and styles that were saved into the page.
const maxAttribute = 4096

// prune takes out what holds no words: saved pages carry megabytes of it.
func prune(doc *html.Node) {
	var drop []*html.Node
	for n := range doc.Descendants() {
		switch {
		case n.Type == html.CommentNode, n.DataAtom == atom.Script, n.DataAtom == atom.Style, n.DataAtom == atom.Svg:
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
	nodes, depths, text := 0, 0, 0
	var walk func(n *html.Node, depth int)
	walk = func(n *html.Node, depth int) {
		nodes++
		depths += depth
		if n.Type == html.TextNode && n.Parent.DataAtom != atom.Script && n.Parent.DataAtom != atom.Style {
			text += len(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, depth+1)
		}
	}
	walk(doc, 0)
	if nodes > maxNodes || depths > maxDepths || text > maxText {
		return fmt.Errorf("%w: %d elements and texts at a mean depth of %d, %d bytes of text", ErrTooComplex, nodes, depths/nodes, text)
	}
	return nil
}
