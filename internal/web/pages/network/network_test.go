package netpage

import (
	"fmt"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

// star is a network of one party with n others, all of them with each other if mesh.
func star(n int, mesh bool) *view.Network {
	hub := view.Party{Code: "LAO", Name: "Laos"}
	out := &view.Network{}
	if !mesh {
		out.Centre = []view.Party{hub}
	}
	for i := range n {
		p := view.Party{Code: rapporteur.Party(fmt.Sprintf("P %d", i)), Name: fmt.Sprintf("Party %d", i)}
		out.Parties = append(out.Parties, view.Knot{Party: p, Records: n - i})
		if !mesh {
			out.Bonds = append(out.Bonds, view.Bond{A: hub, B: p, Contacts: n - i, Origins: 1 + i%2})
		}
	}
	for i := range n {
		for j := i + 1; j < n && mesh; j++ {
			out.Bonds = append(out.Bonds, view.Bond{A: out.Parties[i].Party, B: out.Parties[j].Party, Contacts: 1, Origins: 2})
		}
	}
	return out
}

func href(p rapporteur.Party) string { return "/network/" + string(p) }

func TestDraw(t *testing.T) {
	for _, c := range []struct {
		n     int
		mesh  bool
		nodes int
		edges int
	}{{1, false, 2, 1}, {2, false, 3, 2}, {9, false, 10, 9}, {100, false, Nodes, Nodes - 1}, {30, true, 30, Edges}, {3, true, 3, 3}} {
		net := star(c.n, c.mesh)
		p := Draw(net, href)
		if len(p.Nodes) != c.nodes || len(p.Edges) != c.edges {
			t.Errorf("%+v: %d nodes, %d edges", c, len(p.Nodes), len(p.Edges))
		}
		if got := len(p.Nodes) + p.Parties; got != len(net.Parties)+len(net.Centre) {
			t.Errorf("%+v: %d parties are drawn or counted", c, got)
		}
		if got := len(p.Edges) + p.Bonds; p.Parties == 0 && got != len(net.Bonds) {
			t.Errorf("%+v: %d bonds are drawn or counted", c, got)
		}
		for i, a := range p.Nodes {
			if a.Y < 0 || a.Y > p.Height || a.X < 0 || a.X > p.Width {
				t.Errorf("%+v: %s is outside, at %v, %v", c, a.Name, a.X, a.Y)
			}
			for _, b := range p.Nodes[i+1:] {
				if d := a.Y - b.Y; a.End == b.End && d > -step/2 && d < step/2 {
					t.Errorf("%+v: the names of %s and %s lie on one another", c, a.Name, b.Name)
				}
			}
		}
	}
	if Draw(&view.Network{}, href) != nil {
		t.Error("a picture of nobody")
	}
}

func TestEdgesTell(t *testing.T) {
	p := Draw(star(3, false), href)
	heaviest := p.Edges[len(p.Edges)-1]
	if heaviest.Width <= p.Edges[0].Width || heaviest.Href != "#with-lao-p-0" || heaviest.Words != "Laos and Party 0: 3 contacts, from 1 origin" || !heaviest.Single {
		t.Errorf("the heaviest edge: %+v", heaviest)
	}
	if p.Edges[1].Single {
		t.Errorf("an edge from two origins is drawn as from one: %+v", p.Edges[1])
	}
}
