package reader

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

// outline writes nodes as a(b) for text b in quote a; a dash marks a quote that
// is taken up again.
func outline(nodes []*Node) string {
	var b strings.Builder
	for _, n := range nodes {
		switch {
		case n.IsText():
			b.WriteString(n.Text)
		case n.Starts:
			fmt.Fprintf(&b, "%d(%s)", n.Number, outline(n.Inner))
		default:
			fmt.Fprintf(&b, "-%d(%s)", n.Number, outline(n.Inner))
		}
	}
	return b.String()
}

// model makes a reader of one-paragraph texts with quotes from and to places in it.
func model(paragraphs []string, quotes [][2]int) *view.Reader {
	r := &view.Reader{}
	for i, q := range quotes {
		id := rapporteur.ClaimID(fmt.Sprintf("c%d", i+1))
		r.Claims = append(r.Claims, view.ReaderClaim{Anchor: view.Anchor{Claim: id}, Start: rapporteur.CodePoint(q[0]), End: rapporteur.CodePoint(q[1])})
	}
	at, begun := 0, map[rapporteur.ClaimID]bool{}
	for _, text := range paragraphs {
		var p view.Paragraph
		for i := range len(text) { // a segment for each letter: the finest cut
			seg := view.Segment{Text: text[i : i+1], Start: rapporteur.CodePoint(at + i)}
			for _, c := range r.Claims {
				if c.Start <= seg.Start && seg.Start < c.End {
					seg.Claims = append(seg.Claims, c.Claim)
					if !begun[c.Claim] {
						begun[c.Claim] = true
						seg.Begins = append(seg.Begins, c.Claim)
					}
				}
			}
			p.Segments = append(p.Segments, seg)
		}
		at += len(text) + 1
		r.Paragraphs = append(r.Paragraphs, p)
	}
	return r
}

func TestNest(t *testing.T) {
	for _, tt := range []struct {
		name   string
		text   string
		quotes [][2]int
		want   string
	}{
		{"no quotes", "abc", nil, "abc"},
		{"apart", "abcd", [][2]int{{0, 1}, {2, 4}}, "1(a)b2(cd)"},
		{"within", "abcd", [][2]int{{0, 4}, {1, 3}}, "1(a2(bc)d)"},
		{"crossing", "abcd", [][2]int{{0, 3}, {1, 4}}, "1(a2(bc))-2(d)"},
		{"together", "abcd", [][2]int{{0, 4}, {0, 2}, {0, 4}}, "1(3(2(ab)cd))"},
		{"over two paragraphs", "ab\ncd", [][2]int{{1, 4}}, "a1(b)|-1(c)d"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, row := range New(model(strings.Split(tt.text, "\n"), tt.quotes), 0, none).Rows {
				got = append(got, outline(row.Text))
			}
			if s := strings.Join(got, "|"); s != tt.want {
				t.Errorf("got %s, want %s", s, tt.want)
			}
		})
	}
}

// However quotes lie, the text stays whole, each quote starts once, and every
// letter stands within just the quotes that hold it.
func TestNestKeepsTextAndQuotes(t *testing.T) {
	const text = "abcdefghij"
	rapid.Check(t, func(t *rapid.T) {
		var quotes [][2]int
		for range rapid.IntRange(0, 10).Draw(t, "n") {
			start := rapid.IntRange(0, len(text)-1).Draw(t, "start")
			quotes = append(quotes, [2]int{start, rapid.IntRange(start+1, len(text)).Draw(t, "end")})
		}
		page := New(model([]string{text}, quotes), 0, none)
		starts, within, seen := map[int]int{}, map[int]string{}, ""
		var walk func([]*Node, []int)
		walk = func(nodes []*Node, in []int) {
			for _, n := range nodes {
				if n.IsText() {
					seen += n.Text
					for _, q := range in {
						within[q] += n.Text
					}
					continue
				}
				if n.Starts {
					starts[n.Number]++
				}
				walk(n.Inner, append(in[:len(in):len(in)], n.Number))
			}
		}
		walk(page.Rows[0].Text, nil)
		if seen != text {
			t.Fatalf("the text reads %q", seen)
		}
		for i, q := range quotes {
			if starts[i+1] != 1 {
				t.Fatalf("quote %d starts %d times", i+1, starts[i+1])
			}
			if want := text[q[0]:q[1]]; within[i+1] != want {
				t.Fatalf("quote %d holds %q, want %q", i+1, within[i+1], want)
			}
		}
		if n := len(page.Rows[0].Claims); n != len(quotes) {
			t.Fatalf("%d claims stand beside the text, want %d", n, len(quotes))
		}
	})
}

// What is nested deeper than browsers bear is still noted once.
func TestNestDepth(t *testing.T) {
	var quotes [][2]int
	for range 3 * maxDepth {
		quotes = append(quotes, [2]int{0, 2})
	}
	var starts, deepest int
	var walk func([]*Node, int)
	walk = func(nodes []*Node, depth int) {
		deepest = max(deepest, depth)
		for _, n := range nodes {
			if n.Starts {
				starts++
			}
			walk(n.Inner, depth+1)
		}
	}
	walk(New(model([]string{"ab"}, quotes), 0, none).Rows[0].Text, 0)
	if starts != len(quotes) || deepest > maxDepth+1 {
		t.Errorf("%d quotes start, nested %d deep", starts, deepest)
	}
}

func none(rune) bool { return false }

// Paragraphs say where they begin and, if signs in them are named, that they do
// not read as they stand; very many claims are one line each.
func TestNewRows(t *testing.T) {
	p := New(model([]string{"ab", "xcd", "ef"}, [][2]int{{3, 5}}), 0, func(r rune) bool { return r == 'x' })
	for i, want := range []Row{{Start: 0}, {Start: 3, Marked: true}, {Start: 7}} {
		if got := p.Rows[i]; got.Start != want.Start || got.Marked != want.Marked {
			t.Errorf("paragraph %d begins at %d, marked %v; want %d, %v", i, got.Start, got.Marked, want.Start, want.Marked)
		}
	}
	if p.Short {
		t.Error("one claim is shown in short")
	}
	if !New(model([]string{"ab"}, slices.Repeat([][2]int{{0, 2}}, many+1)), 0, none).Short {
		t.Error("very many claims are not shown in short")
	}
}

// A text with very many claims is shown in parts, which have all of it and each
// claim once, in order; where a part ends within a quote, the next takes it up
// again. The address without a part has the places of the claims of all others.
func TestParts(t *testing.T) {
	letters := func(n int) string { return strings.Repeat("a", n) }
	var quotes [][2]int
	add := func(from, n int) {
		for i := range n {
			quotes = append(quotes, [2]int{from + i, from + i + 2}) // each crosses the next
		}
	}
	texts := []string{letters(200), letters(300), letters(perPart*2 + 41), letters(10)}
	add(0, 199)
	add(201, 299)
	add(502, perPart*2+40)
	r := model(texts, quotes)
	first := New(r, 0, none)
	if len(first.Parts) < 4 || first.Before() != 0 || first.After() != 2 {
		t.Fatalf("%d parts, before %d, after %d", len(first.Parts), first.Before(), first.After())
	}
	spots := len(first.Parts[0].begins)
	for _, p := range first.Parts[1:] {
		spots += len(p.Spots)
	}
	if spots != len(quotes) {
		t.Errorf("%d claims have a place on the first page, want %d", spots, len(quotes))
	}
	number, text := 0, ""
	starts := map[int]int{}
	var walk func([]*Node)
	walk = func(nodes []*Node) {
		for _, n := range nodes {
			if n.IsText() {
				text += n.Text
				continue
			}
			if n.Starts {
				starts[n.Number]++
			}
			walk(n.Inner)
		}
	}
	for i := range first.Parts {
		p := New(r, i+1, none)
		claims := 0
		for _, row := range p.Rows {
			walk(row.Text)
			for _, c := range row.Claims {
				if number++; c.Number != number {
					t.Fatalf("claim %d stands where %d should", c.Number, number)
				}
				claims++
			}
		}
		if here := p.Here(); claims > perPart || claims != here.Last-here.First+1 || p.Short || len(p.Parts[0].Spots) > 0 {
			t.Errorf("part %d has claims %d to %d, shows %d", i+1, here.First, here.Last, claims)
		}
	}
	if number != len(quotes) || text != strings.Join(texts, "") {
		t.Errorf("the parts have %d claims and %d letters, want %d and %d", number, len(text), len(quotes), len(strings.Join(texts, "")))
	}
	for n := 1; n <= len(quotes); n++ {
		if starts[n] != 1 {
			t.Fatalf("quote %d starts %d times", n, starts[n])
		}
	}
	if p := New(model([]string{"ab"}, [][2]int{{0, 1}}), 7, none); p.Parts != nil || p.Part != 0 {
		t.Error("a text with one claim is shown in parts")
	}
}
