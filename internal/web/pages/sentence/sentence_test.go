package sentence

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.org/rapporteur/internal/view"
)

// tokens makes words w1, w2 … that hang from the heads given; 0 is the root.
func tokens(heads ...int) []view.Token {
	var out []view.Token
	for i, h := range heads {
		out = append(out, view.Token{Number: i + 1, Word: fmt.Sprintf("w%d", i+1), UPOS: "X", Head: h, Relation: "dep"})
	}
	return out
}

func TestStack(t *testing.T) {
	for _, tt := range []struct {
		name  string
		heads []int
		want  []int
	}{
		{"one word", []int{0}, []int{0}},
		{"a chain", []int{0, 1, 2}, []int{0, 1, 1}},
		{"one within another", []int{0, 3, 1}, []int{0, 1, 2}},
		{"beside each other", []int{2, 0, 2}, []int{1, 0, 1}},
		{"nested", []int{0, 1, 1, 1}, []int{0, 1, 2, 3}},
		{"crossing", []int{3, 4, 0, 3}, []int{1, 2, 0, 1}},
		{"a head outside", []int{9, 1}, []int{0, 1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, stack(tokens(tt.heads...))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// An arc runs further out than every other that lies within it.
func TestStackPassesAroundWhatLiesWithin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		heads := make([]int, rapid.IntRange(1, 30).Draw(t, "n"))
		for i := range heads {
			heads[i] = rapid.IntRange(0, len(heads)).Draw(t, "head")
		}
		all := tokens(heads...)
		levels := stack(all)
		ends := func(i int) (from, to int, ok bool) {
			h := heads[i] - 1
			return min(i, h), max(i, h), h >= 0 && h != i
		}
		for a := range all {
			from, to, ok := ends(a)
			if ok != (levels[a] > 0) {
				t.Fatalf("word %d with head %d has level %d", a+1, heads[a], levels[a])
			}
			for b := range all {
				f, e, inner := ends(b)
				if ok && inner && from <= f && e <= to && e-f < to-from && levels[b] >= levels[a] {
					t.Fatalf("arc %d–%d at level %d, and %d–%d within it at level %d", from, to, levels[a], f, e, levels[b])
				}
			}
		}
	})
}

func TestNew(t *testing.T) {
	p := New(&view.Sentence{Tokens: tokens(2, 0, 2)})
	var heads []string
	for _, r := range p.Rows {
		heads = append(heads, r.HeadWord)
	}
	if diff := cmp.Diff([]string{"w2", "", "w2"}, heads); diff != "" {
		t.Errorf("heads (-want +got):\n%s", diff)
	}
	d := p.Drawing
	if len(d.Words) != 3 || len(d.Arcs) != 2 || d.Height != 3*line+2*margin || !d.Words[1].Root || d.Words[0].Root {
		t.Errorf("drawing %+v", d)
	}
	// From the middle of the first line, less what keeps it apart, to that of the second.
	if want := fmt.Sprintf("M%d %dH", d.WordX-8, margin+line/2+4); !strings.HasPrefix(d.Arcs[0].Path, want) {
		t.Errorf("the first arc is %q, want it to begin %q", d.Arcs[0].Path, want)
	}
	if want := fmt.Sprintf("H%d", d.WordX-8); !strings.HasSuffix(d.Arcs[0].Path, want) {
		t.Errorf("the first arc is %q, want it to end %q", d.Arcs[0].Path, want)
	}
}

func TestNewDrawsWhatCanBeDrawn(t *testing.T) {
	if New(&view.Sentence{}).Drawing != nil || New(&view.Sentence{Furniture: true, Tokens: tokens(0)}).Drawing != nil {
		t.Error("a drawing of nothing")
	}
	chain := make([]int, longest)
	for i := range chain {
		chain[i] = 1
	}
	chain[0] = 0
	d := New(&view.Sentence{Tokens: tokens(chain...)}).Drawing
	if d == nil || d.Width > room+300 {
		t.Fatalf("the longest sentence is drawn as %+v", d)
	}
	if New(&view.Sentence{Tokens: tokens(append(chain, 1)...)}).Drawing != nil {
		t.Error("a sentence is drawn that is too long")
	}
	long := tokens(0)
	long[0].Word = strings.Repeat("ě", 100)
	if w := New(&view.Sentence{Tokens: long}).Drawing.Words[0].Text; w != strings.Repeat("ě", clipWord)+"…" {
		t.Errorf("a long word is drawn as %q", w)
	}
}
