package plover

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
	"example.org/rapporteur/internal/lang/inflect"
)

// maxGap is the number of words that ".." may skip.
const maxGap = 6

// A phrase is words that follow each other: each element is the set of forms
// that may stand there, or nil for a gap.
type phrase []map[string]bool

// words counts the elements of p that are not gaps.
func (p phrase) words() int {
	n := 0
	for _, forms := range p {
		if forms != nil {
			n++
		}
	}
	return n
}

// at matches p from word i of a sentence and returns the word after it. A gap is
// as short as it can be.
func (p phrase) at(s *sentence, i int) (int, bool) {
	for k, forms := range p {
		if forms == nil {
			for skip := 0; skip <= maxGap && i+skip < len(s.words); skip++ {
				if end, ok := p[k+1:].at(s, i+skip); ok {
					return end, true
				}
				if s.marks[i+skip] {
					break
				}
			}
			return 0, false
		}
		if i >= len(s.words) || !forms[s.words[i]] {
			return 0, false
		}
		i++
	}
	return i, true
}

// An expander turns the notation of rules into phrases.
type expander struct {
	classes map[string][]phrase
	tokens  []string // of the notation that are left
}

// expand returns the phrases that a find line or a class entry stands for.
func expand(notation string, classes map[string][]phrase) ([]phrase, error) {
	for _, mark := range []string{"(", ")", "|"} {
		notation = strings.ReplaceAll(notation, mark, " "+mark+" ")
	}
	x := expander{classes, strings.Fields(strings.ReplaceAll(notation, "?", " ? "))}
	out, err := x.alternatives()
	if err != nil {
		return nil, err
	}
	if len(x.tokens) > 0 {
		return nil, fmt.Errorf("%q is left over: is a bracket missing?", strings.Join(x.tokens, " "))
	}
	for _, p := range out {
		if len(p) == 0 || p[0] == nil || p[len(p)-1] == nil {
			return nil, fmt.Errorf("a trigger must begin and end with a word")
		}
	}
	return out, nil
}

// alternatives reads sequences parted by "|" up to a closing bracket or the end.
// Alternatives of one word are joined to one phrase, so that few are tried.
func (x *expander) alternatives() ([]phrase, error) {
	single := map[string]bool{}
	var out []phrase
	for {
		seq, err := x.sequence()
		if err != nil {
			return nil, err
		}
		for _, p := range seq {
			if len(p) == 1 && p[0] != nil {
				maps.Copy(single, p[0])
			} else {
				out = append(out, p)
			}
		}
		if len(x.tokens) == 0 || x.tokens[0] != "|" {
			break
		}
		x.tokens = x.tokens[1:]
	}
	if len(single) > 0 {
		out = append(out, phrase{single})
	}
	return out, nil
}

// sequence reads elements up to "|", a closing bracket or the end.
func (x *expander) sequence() ([]phrase, error) {
	out := []phrase{nil}
	for len(x.tokens) > 0 && x.tokens[0] != "|" && x.tokens[0] != ")" {
		next, err := x.element()
		if err != nil {
			return nil, err
		}
		if len(x.tokens) > 0 && x.tokens[0] == "?" {
			x.tokens = x.tokens[1:]
			next = append(next, nil)
		}
		var longer []phrase
		for _, p := range out {
			for _, q := range next {
				longer = append(longer, append(slices.Clip(p), q...))
			}
		}
		out = longer
	}
	return out, nil
}

func (x *expander) element() ([]phrase, error) {
	t := x.tokens[0]
	x.tokens = x.tokens[1:]
	switch {
	case t == "..":
		return []phrase{{nil}}, nil
	case t == "(":
		inner, err := x.alternatives()
		if err != nil {
			return nil, err
		}
		if len(x.tokens) == 0 {
			return nil, fmt.Errorf("a bracket is not closed")
		}
		x.tokens = x.tokens[1:]
		return inner, nil
	case t[0] == '@':
		class, ok := x.classes[t[1:]]
		if !ok {
			return nil, fmt.Errorf("no class is named %q", t[1:])
		}
		return class, nil
	case t == "?" || t == ")":
		return nil, fmt.Errorf("nothing stands before %q", t)
	}
	word, class, _ := strings.Cut(strings.ToLower(t), "/")
	if class != "" && class != "v" && class != "n" {
		return nil, fmt.Errorf("%s: a word is marked /v or /n", t)
	}
	parts := tokens(word)
	last := len(parts) - 1
	p := make(phrase, 0, len(parts))
	for _, w := range parts[:last] {
		p = append(p, map[string]bool{w: true})
	}
	forms := map[string]bool{}
	for _, f := range inflect.Forms(parts[last], class) {
		forms[f] = true
	}
	return []phrase{append(p, forms)}, nil
}

// tokens cuts a word of the notation as a text is cut: "cease-fire" is three.
func tokens(word string) []string {
	t, err := rapporteur.NewText(word)
	if err != nil || t.Len() == 0 {
		return []string{word}
	}
	var out []string
	for _, k := range tokenise(t) {
		out = append(out, t.Slice(k.Span))
	}
	return out
}

// tokenise reads a whole text as one sentence. The text must not be empty.
func tokenise(t rapporteur.Text) []lang.Token {
	span, err := t.Span(0, t.Len())
	if err != nil {
		panic("plover: a text does not span itself: " + err.Error())
	}
	return lang.Tokenise(t, span)
}
