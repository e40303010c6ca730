// Package sentence prepares the page of one sentence: its tree as a drawing with
// arcs, and the same as a table.
package sentence

import (
	"fmt"
	"unicode/utf8"

	"example.org/rapporteur/internal/view"
)

// A Page is what the template shows.
type Page struct {
	*view.Sentence
	Rows []Row
	// Drawing is nil for a sentence without a tree, or one too long to be drawn.
	Drawing *Drawing
}

// A Row is a token with the word it depends on.
type Row struct {
	view.Token
	HeadWord string // empty for the root
}

// A Drawing has the words under one another, a line each, and to their left an
// arc from each word to the one it depends on. It measures in pixels.
type Drawing struct {
	Width, Height int
	WordX         int // where the words begin
	TagX          int // where their tags begin
	Words         []Word
	Arcs          []Arc
}

// A Word is a line of a drawing.
type Word struct {
	Y         int // of the base line
	Text      string
	Tag       string
	Relation  string
	RelationX int
	Named     bool // is part of a name
	Root      bool
}

// An Arc leads from the line of a word to that of its head; its arrow is at the word.
type Arc struct {
	Path string // in the notation of SVG
}

const (
	line     = 24  // height of one
	em       = 8   // advance of a letter of the fixed-width face at 13 pixels, rounded up
	clipWord = 24  // letters of a word that are drawn
	steps    = 16  // between the arcs, unless they are many
	room     = 320 // for all arcs
	margin   = 6
	longest  = 400 // tokens of a sentence that is drawn; nobody follows arcs over more
)

// New returns the page of a sentence.
func New(s *view.Sentence) *Page {
	p := &Page{Sentence: s}
	for _, t := range s.Tokens {
		r := Row{Token: t}
		if t.Head > 0 && t.Head <= len(s.Tokens) {
			r.HeadWord = s.Tokens[t.Head-1].Word
		}
		p.Rows = append(p.Rows, r)
	}
	if !s.Furniture && len(s.Tokens) > 0 && len(s.Tokens) <= longest {
		p.Drawing = draw(s.Tokens)
	}
	return p
}

// Before returns the number of the sentence before, 0 if there is none.
func (p *Page) Before() int { return p.Number - 1 }

// After returns the number of the sentence after, 0 if there is none.
func (p *Page) After() int {
	if p.Number < p.Of {
		return p.Number + 1
	}
	return 0
}

func draw(tokens []view.Token) *Drawing {
	levels := stack(tokens)
	deepest, word, tag := 0, 0, 0
	for i, t := range tokens {
		deepest = max(deepest, levels[i])
		word = max(word, min(utf8.RuneCountInString(t.Word), clipWord+1))
		tag = max(tag, len(t.UPOS))
	}
	step := min(steps, room/max(deepest, 1))
	d := &Drawing{WordX: margin + step*deepest + 22, Height: line*len(tokens) + 2*margin}
	d.TagX = d.WordX + em*word + 18
	relation := d.TagX + em*tag + 18
	width := 0
	for i, t := range tokens {
		width = max(width, len(t.Relation))
		d.Words = append(d.Words, Word{
			Y: margin + line*i + line*2/3, Text: clip(t.Word), Tag: t.UPOS, Relation: t.Relation, RelationX: relation,
			Named: t.Name != "", Root: t.Head == 0,
		})
		if levels[i] > 0 {
			d.Arcs = append(d.Arcs, arc(d.WordX-8, step*levels[i]+10, middle(i)+4*side(i, t.Head-1), middle(t.Head-1)))
		}
	}
	d.Width = relation + em*width + margin
	return d
}

// middle is the height of line i's middle.
func middle(i int) int { return margin + line*i + line/2 }

// side is 1 if the head lies below the word, else -1: arcs that leave a word and
// those that come to it keep a little apart.
func side(word, head int) int {
	if head > word {
		return 1
	}
	return -1
}

// arc goes from x at the height of the word left by width, along, and back.
func arc(x, width, word, head int) Arc {
	const bend = 6
	way := side(word, head) * bend
	return Arc{Path: fmt.Sprintf("M%d %dH%dQ%d %d %d %dV%dQ%d %d %d %dH%d",
		x, word, x-width+bend, x-width, word, x-width, word+way, head-way, x-width, head, x-width+bend, head, x)}
}

// stack returns for each token how far out its arc must run so as to pass around
// those that lie within it: 0 for the root, which has none.
func stack(tokens []view.Token) []int {
	type span struct{ token, from, to int }
	var arcs []span
	for i, t := range tokens {
		if h := t.Head - 1; h >= 0 && h < len(tokens) && h != i {
			arcs = append(arcs, span{i, min(i, h), max(i, h)})
		}
	}
	levels := make([]int, len(tokens))
	// Outwards: by the time a length is reached, all shorter arcs have their place.
	for length := 1; length < len(tokens); length++ {
		for _, a := range arcs {
			if a.to-a.from != length {
				continue
			}
			level := 1
			for _, b := range arcs {
				if b.to-b.from < length && a.from <= b.from && b.to <= a.to {
					level = max(level, levels[b.token]+1)
				}
			}
			levels[a.token] = level
		}
	}
	return levels
}

func clip(word string) string {
	n := 0
	for i := range word {
		if n == clipWord {
			return word[:i] + "…"
		}
		n++
	}
	return word
}
