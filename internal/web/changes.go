package web

import (
	"strings"
	"unicode"

	"example.org/rapporteur/internal/source/diff"
)

// A changed is a part of two versions as it is shown: of words that both share,
// only those near a change, the others folded away.
type changed struct {
	Kind         diff.Kind
	Text         string // all of it or, if there is more, its beginning
	Folded, Tail string
	Space        string // white space behind a change, outside its signs
	Count        int    // of the words folded away
}

// near is how many shared words are shown beside a change.
const near = 40

// folded prepares the parts for the page.
func folded(parts []diff.Part) []changed {
	out := make([]changed, 0, len(parts))
	for i, p := range parts {
		c := changed{Kind: p.Kind, Text: p.Text}
		if p.Kind != diff.Same {
			c.Text = strings.TrimRightFunc(p.Text, unicode.IsSpace)
			// Where words stand in the place of others, the space behind them is theirs.
			if i+1 == len(parts) || parts[i+1].Kind == diff.Same {
				c.Space = p.Text[len(c.Text):]
			} else {
				c.Space = " "
			}
		} else {
			head, tail := near, near
			if i == 0 {
				head = 0
			}
			if i == len(parts)-1 {
				tail = 0
			}
			c.Text, c.Folded, c.Tail = middle(p.Text, head, tail)
			c.Count = len(strings.Fields(c.Folded))
		}
		out = append(out, c)
	}
	return out
}

// middle cuts a text after its first words and before its last ones. What is left
// between them is empty unless folding it away saves something.
func middle(s string, first, last int) (head, between, tail string) {
	starts := wordStarts(s)
	if len(starts) < first+last+near/2 {
		return s, "", ""
	}
	a, b := starts[first], len(s)
	if last > 0 {
		b = starts[len(starts)-last]
	}
	return s[:a], s[a:b], s[b:]
}

// wordStarts returns where the words of a text begin.
func wordStarts(s string) []int {
	var out []int
	space := true
	for i, r := range s {
		now := unicode.IsSpace(r)
		if space && !now {
			out = append(out, i)
		}
		space = now
	}
	return out
}
