// Package reader prepares the page of one document: its text with a note at
// every quote, and the claims beside the paragraphs they rest on.
package reader

import (
	"cmp"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

// A Page is what the reader's template shows.
type Page struct {
	*view.Reader
	Rows  []Row
	Short bool   // claims are one line each: there are more than anybody opens one by one
	Parts []Part // of a text with very many claims; none of one that is shown as a whole
	Part  int    // the number of the one shown; 0 of a text that is shown as a whole
}

// Here returns the part that is shown.
func (p *Page) Here() Part { return p.Parts[p.Part-1] }

// Before returns the number of the part that goes before it; 0 if there is none.
func (p *Page) Before() int { return p.Part - 1 }

// After returns the number of the part that follows it; 0 if there is none.
func (p *Page) After() int {
	if p.Part == len(p.Parts) {
		return 0
	}
	return p.Part + 1
}

// A Row is a paragraph and the claims whose quotes begin in it.
type Row struct {
	Page   string // of the file, where one begins in the paragraph
	Text   []*Node
	Claims []Claim
	Start  rapporteur.CodePoint // of the paragraph in the text
	Marked bool                 // signs in it are shown by their names, so that it is longer here than it is
}

// A Claim is a claim with its number on the page.
type Claim struct {
	view.ReaderClaim
	Number int
}

// A Node is a run of text or a quote that holds others.
type Node struct {
	Text string // if it is text
	// Claim, if set, is the claim that the inner nodes are the quote of. Starts is
	// set on the first node of the quote, which is the one that links lead to.
	Claim  rapporteur.ClaimID
	Number int
	Starts bool
	Inner  []*Node
}

// maxDepth is how many quotes are nested at most: browsers give up on markup
// nested by the hundred. What lies deeper is noted where it begins.
const maxDepth = 12

// New returns the page of a document, or of that part of it of which the number
// is given: 0 is the first, with the places of all claims of the others. reorders
// reports whether a sign is shown by its name, since it would make others read
// otherwise than they stand.
func New(r *view.Reader, part int, reorders func(rune) bool) *Page {
	p := &Page{Reader: r}
	started := map[rapporteur.ClaimID]bool{}
	parts := partsOf(r)
	shown := min(max(part, 1), len(parts))
	for _, before := range parts[:shown-1] {
		for _, id := range before.begins {
			started[id] = true
		}
	}
	if len(parts) > 1 {
		p.Parts, p.Part = parts, shown
		for i := range parts {
			if part == 0 && i != 0 {
				parts[i].Spots = parts[i].begins
			}
		}
	}
	here := parts[shown-1]
	p.Short = len(here.begins) > many
	byID := make(map[rapporteur.ClaimID]Claim, len(r.Claims))
	for i, c := range r.Claims {
		byID[c.Claim] = Claim{c, i + 1}
	}
	for _, para := range here.paragraphs {
		row := Row{Page: para.Page, Text: nest(para.Segments, byID, started)}
		if len(para.Segments) > 0 {
			row.Start = para.Segments[0].Start
		}
		for _, s := range para.Segments {
			row.Marked = row.Marked || strings.ContainsFunc(s.Text, reorders)
		}
		for _, s := range para.Segments {
			for _, id := range s.Begins {
				if c, ok := byID[id]; ok {
					row.Claims = append(row.Claims, c)
				}
			}
		}
		p.Rows = append(p.Rows, row)
	}
	return p
}

// nest turns segments, of which each names all quotes it belongs to, into quotes
// within quotes. Where two cross, the one that ends later is taken up again
// after the other's end.
func nest(segments []view.Segment, byID map[rapporteur.ClaimID]Claim, started map[rapporteur.ClaimID]bool) []*Node {
	root := &Node{}
	open := []*Node{root}
	for _, s := range segments {
		// Keep open what this segment is still part of; all within what ends must end too.
		for i := 1; i < len(open); i++ {
			if !slices.Contains(s.Claims, open[i].Claim) {
				open = open[:i]
				break
			}
		}
		// Open the others, the one that reaches furthest first.
		var fresh []Claim
		for _, id := range s.Claims {
			if c, ok := byID[id]; ok && !slices.ContainsFunc(open, func(n *Node) bool { return n.Claim == id }) {
				fresh = append(fresh, c)
			}
		}
		slices.SortStableFunc(fresh, func(a, b Claim) int { return cmp.Compare(b.End, a.End) })
		for _, c := range fresh {
			n := &Node{Claim: c.Claim, Number: c.Number, Starts: !started[c.Claim]}
			started[c.Claim] = true
			top := open[len(open)-1]
			if !n.Starts && len(open) > maxDepth {
				continue
			}
			top.Inner = append(top.Inner, n)
			if len(open) <= maxDepth {
				open = append(open, n)
			}
		}
		top := open[len(open)-1]
		top.Inner = append(top.Inner, &Node{Text: s.Text, Claim: top.Claim})
	}
	return root.Inner
}

// IsText reports whether the node is a run of text.
func (n *Node) IsText() bool { return n.Text != "" }
