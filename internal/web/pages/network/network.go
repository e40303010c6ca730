// Package netpage draws who is recorded with whom: parties joined by lines.
package netpage

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

// A Picture is a network, in the units of its viewBox. The parties at the centre
// stand in its middle, the others around them, clockwise from the top in the
// order of their weight; if nobody is at the centre, on both sides in turn, so that
// what joins the heaviest runs across.
type Picture struct {
	Width, Height Px
	Edges         []Edge // the thinnest first
	Nodes         []Node
	Parties       int // that the picture leaves out
	Bonds         int // between those it shows that it leaves out
}

// Px is a length or place in the picture.
type Px float64

// String writes it as SVG takes it.
func (p Px) String() string { return strconv.FormatFloat(math.Round(float64(p)*10)/10, 'f', -1, 64) }

// A Node is a party.
type Node struct {
	X, Y, R Px
	LabelX  Px
	End     string // which end of the name is at LabelX: "start", "middle" or "end"
	Name    string
	Figure  int // records that it shares
	Centre  bool
	Below   bool // its name stands below: that of the lowest of several in the middle, whose line comes from above
	Href    string
}

// An Edge is a bond.
type Edge struct {
	Path   string
	Width  Px
	Single bool   // all that it rests on is of one origin
	First  string // the first day of the first report, as 2025-03-06; empty if not known
	Words  string
	Href   string
}

const (
	width    = 900
	least    = 320 // height
	step     = 24  // from one name to the next below
	margin   = 30  // above the first and below the last
	arc      = 290 // of the parties from the middle, at most
	mostWide = 9   // width of the heaviest edge
	gap      = 7   // between a node and its name

	// Nodes and Edges are how many a picture has at most.
	Nodes = 60
	Edges = 150
)

// Anchor names the row of a bond.
func Anchor(b view.Bond) string {
	slug := func(p rapporteur.Party) string { return strings.ReplaceAll(strings.ToLower(string(p)), " ", "-") }
	return "with-" + slug(b.A.Code) + "-" + slug(b.B.Code)
}

// Draw places a network; nil if nobody is recorded with anybody. href leads to the
// network of a party.
func Draw(n *view.Network, href func(rapporteur.Party) string) *Picture {
	if len(n.Bonds) == 0 {
		return nil
	}
	around := n.Parties[:min(len(n.Parties), Nodes-len(n.Centre))]
	right := (len(around) + 1) / 2
	p := &Picture{Width: width, Height: Px(max(least, step*(right-1)+2*margin, 90*len(n.Centre))), Parties: len(n.Parties) - len(around)}
	at := map[rapporteur.Party]int{}
	for i, c := range n.Centre {
		y := p.Height * Px(i+1) / Px(len(n.Centre)+1)
		at[c.Code] = len(p.Nodes)
		p.Nodes = append(p.Nodes, Node{X: width / 2, Y: y, R: 9, LabelX: width / 2, End: "middle", Name: c.Name, Centre: true, Below: i > 0 && i == len(n.Centre)-1, Href: href(c.Code)})
	}
	for i, k := range around {
		row, rows, side := i, right, Px(1)
		left := len(around) - right
		switch {
		case len(n.Centre) == 0 && i%2 == 1:
			row, rows, side = i/2, left, -1
		case len(n.Centre) == 0:
			row = i / 2
		case i >= right: // back up on the left
			row, rows, side = len(around)-1-i, left, -1
		}
		y := p.Height / 2
		if rows > 1 {
			y = margin + (p.Height-2*margin)*Px(row)/Px(rows-1)
		}
		t := float64((y - p.Height/2) / (p.Height / 2))
		x := width/2 + side*Px(arc*math.Sqrt(1-0.75*t*t))
		node := Node{X: x, Y: y, R: 4, LabelX: x + side*(4+gap), End: "start", Name: k.Name, Figure: k.Records, Href: href(k.Code)}
		if side < 0 {
			node.End = "end"
		}
		at[k.Code] = len(p.Nodes)
		p.Nodes = append(p.Nodes, node)
	}
	heaviest := n.Bonds[0].Records()
	for _, b := range n.Bonds { // most records first
		i, ok := at[b.A.Code]
		j, ok2 := at[b.B.Code]
		if !ok || !ok2 {
			continue
		}
		if len(p.Edges) == Edges {
			p.Bonds++
			continue
		}
		p.Edges = append(p.Edges, Edge{
			Path: p.path(p.Nodes[i], p.Nodes[j]), Width: Px(1 + (mostWide-1)*math.Sqrt(float64(b.Records())/float64(heaviest))),
			Single: b.Origins < 2, First: firstDay(b.First.Date), Words: words(b), Href: "#" + Anchor(b),
		})
	}
	slices.SortStableFunc(p.Edges, func(a, b Edge) int { return cmp.Compare(a.Width, b.Width) })
	return p
}

// path joins two nodes: straight to one in the middle, else bent towards it.
func (p *Picture) path(a, b Node) string {
	if a.Centre || b.Centre {
		return fmt.Sprintf("M%v %vL%v %v", a.X, a.Y, b.X, b.Y)
	}
	bend := func(u, v, middle Px) Px { return ((u+v)/2 + middle) / 2 }
	return fmt.Sprintf("M%v %vQ%v %v %v %v", a.X, a.Y, bend(a.X, b.X, width/2), bend(a.Y, b.Y, p.Height/2), b.X, b.Y)
}

func firstDay(d rapporteur.Date) string {
	if from, _, ok := d.Bounds(); ok {
		return from.Format("2006-01-02")
	}
	return ""
}

// words says what an edge shows.
func words(b view.Bond) string {
	var parts []string
	for _, c := range []struct {
		n         int
		one, many string
	}{{b.Contacts, "contact", "contacts"}, {b.Commitments, "undertaking", "undertakings"}, {b.Agreements, "agreement", "agreements"}, {b.Mechanisms, "mechanism", "mechanisms"}} {
		switch c.n {
		case 0:
		case 1:
			parts = append(parts, "1 "+c.one)
		default:
			parts = append(parts, fmt.Sprintf("%d %s", c.n, c.many))
		}
	}
	origins := "1 origin"
	if b.Origins != 1 {
		origins = fmt.Sprintf("%d origins", b.Origins)
	}
	return b.A.Name + " and " + b.B.Name + ": " + strings.Join(parts, ", ") + ", from " + origins
}
