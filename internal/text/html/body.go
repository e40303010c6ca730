package html

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// paragraphs returns the texts of a tree's blocks in order.
func paragraphs(n *html.Node) []string {
	if n == nil {
		return nil
	}
	var w writer
	w.walk(n)
	w.flush()
	return w.done
}

// A writer gathers the words of the open block.
type writer struct {
	done   []string
	open   strings.Builder
	space  bool // white space since the last word
	breaks int  // <br> since the last word
	// flushed, if not nil, is called at the end of an element with what was done.
	flushed func(*html.Node)
}

func (w *writer) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.text(n.Data)
		return
	case html.ElementNode:
		switch tag(n) {
		case atom.Script, atom.Style, atom.Template, atom.Noscript:
			return
		case atom.Br:
			w.breaks++
			return
		case atom.Td, atom.Th:
			w.space = true
		}
	}
	block := n.Type == html.ElementNode && blocks[tag(n)]
	if block {
		w.end(n.Parent)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c)
	}
	if block {
		w.end(n)
	}
}

// end ends the open block, which stands in n.
func (w *writer) end(n *html.Node) {
	w.flush()
	if w.flushed != nil {
		w.flushed(n)
	}
}

// tag returns the name of an element. Those that the extractors make lack DataAtom.
func tag(n *html.Node) atom.Atom { return atom.Lookup([]byte(n.Data)) }

// text adds words. White space is that of HTML: a no-break space is kept.
func (w *writer) text(s string) {
	for s != "" {
		i := strings.IndexAny(s, " \t\r\n\f")
		if i == 0 {
			w.space = true
			s = strings.TrimLeft(s, " \t\r\n\f")
			continue
		}
		if i < 0 {
			i = len(s)
		}
		switch {
		case w.breaks > 1: // how pages without <p> set paragraphs apart
			w.flush()
		case w.open.Len() == 0:
		case w.breaks == 1:
			w.open.WriteByte('\n')
		case w.space:
			w.open.WriteByte(' ')
		}
		w.space, w.breaks = false, 0
		w.open.WriteString(s[:i])
		s = s[i:]
	}
}

func (w *writer) flush() {
	if w.open.Len() > 0 {
		w.done = append(w.done, w.open.String())
		w.open.Reset()
	}
	w.space, w.breaks = false, 0
}

// blocks are the elements that begin and end a paragraph.
var blocks = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Blockquote: true, atom.Body: true, atom.Caption: true,
	atom.Dd: true, atom.Details: true, atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Figcaption: true,
	atom.Figure: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Header: true, atom.Hr: true, atom.Li: true, atom.Main: true, atom.Ol: true, atom.P: true, atom.Pre: true,
	atom.Section: true, atom.Summary: true, atom.Table: true, atom.Tr: true, atom.Ul: true,
}

// withoutHead drops the title, headlines and dates that stand before the first
// words.
func withoutHead(paragraphs []string, title string, heads map[string]bool) []string {
	for len(paragraphs) > 0 && (paragraphs[0] == title || heads[paragraphs[0]]) {
		paragraphs = paragraphs[1:]
	}
	return paragraphs
}

// An article has at least this many characters outside links, and one paragraph
// of at least that many: less is a menu, a notice or a list of headlines.
const (
	leastArticle   = 100
	leastParagraph = 40
)

// isArticle reports whether paragraphs are more than the page's links.
func isArticle(paragraphs []string, links map[string]bool) bool {
	total, longest := 0, 0
	for _, p := range paragraphs {
		if !links[p] {
			n := utf8.RuneCountInString(p)
			total += n
			longest = max(longest, n)
		}
	}
	return total >= leastArticle && longest >= leastParagraph
}

// linkTexts returns the texts of the page's links, as paragraphs has them.
func linkTexts(doc *html.Node) map[string]bool {
	links := map[string]bool{}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == atom.A {
			links[brief(n, 1000)] = true
		}
	}
	return links
}

// brief returns the text of a tree on one line, or "" if it has over limit bytes.
func brief(n *html.Node, limit int) string {
	size := 0
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			if size += len(c.Data); size > limit {
				return ""
			}
		}
	}
	return strings.Join(paragraphs(n), " ")
}
