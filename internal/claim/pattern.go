package claim

import (
	"fmt"
	"slices"
	"strings"

	"example.org/rapporteur/internal/lang/inflect"
)

// A pattern is a compiled `find` line of a rule. See rules/README.md for the notation.
type pattern struct {
	seq sequence
	// needs lists, for each element that cannot be left out, the keys of which a
	// sentence must hold one: words, "@class", "<slot>". It spares most sentences
	// the search.
	needs  [][]string
	states int // elements in all, nested ones included
}

// A sequence is elements that stand one after the other.
type sequence []element

type elementKind uint8

const (
	elWord   elementKind = iota // one of a set of word forms
	elClass                     // an entry of a named class, of one or more words
	elSlot                      // a mention: <party>, <date>, …
	elGap                       // up to max items that do not leave the clause
	elWide                      // up to max items that do not leave the sentence
	elChoice                    // one of several sequences
	elGroup                     // a sequence to be captured by name
	elNot                       // the next item must not match
	elStart                     // the start of a clause
)

type element struct {
	kind     elementKind
	forms    []string   // elWord
	name     string     // elClass, elSlot, elGroup
	max      int        // elGap, elWide
	alts     []sequence // elChoice; elGroup and elNot hold one
	optional bool
	head     bool
	state    int // number within the pattern
}

const (
	clauseGap   = 8  // items that ".." may skip
	sentenceGap = 25 // items that "..." may skip
	maxNesting  = 8  // brackets within brackets
)

// groupNames are the names that [name: …] may have: what is undertaken or
// thought, and the noun of a formal text.
var groupNames = []string{"what", "title"}

// compile reads the notation of a find line.
func compile(line string, classes map[string]*class) (*pattern, error) {
	c := &compiler{words: lexPattern(line), classes: classes}
	seq, err := c.sequence("", 0)
	if err != nil {
		return nil, err
	}
	if len(c.words) > 0 {
		return nil, fmt.Errorf("%q is left over: a bracket is missing before it", strings.Join(c.words, " "))
	}
	if !slices.ContainsFunc(seq, func(e element) bool {
		return !e.optional && e.kind != elGap && e.kind != elWide && e.kind != elNot && e.kind != elStart
	}) {
		return nil, fmt.Errorf("the pattern asks for no word: name at least one that must be there")
	}
	p := &pattern{seq: seq, needs: seq.needs()}
	p.states = seq.number(0)
	return p, nil
}

// lexPattern splits a find line at spaces and brackets.
func lexPattern(s string) []string {
	for _, b := range []string{"(", ")", "[", "]", "|"} {
		s = strings.ReplaceAll(s, b, " "+b+" ")
	}
	return strings.Fields(strings.ReplaceAll(s, ") ?", ")?"))
}

// A compiler reads the words of a find line from left to right.
type compiler struct {
	words   []string // what is still to be read
	classes map[string]*class
}

func (c *compiler) next() string {
	w := c.words[0]
	c.words = c.words[1:]
	return w
}

// sequence reads up to closer, to a bar or to the end, and leaves the closer unread.
func (c *compiler) sequence(closer string, depth int) (sequence, error) {
	if depth > maxNesting {
		return nil, fmt.Errorf("brackets are nested deeper than %d: split the line in two", maxNesting)
	}
	var seq sequence
	for len(c.words) > 0 {
		if w := c.words[0]; closer != "" && (w == closer || w == closer+"?" || w == "|") {
			return seq, nil
		}
		e, err := c.element(c.next(), depth)
		if err != nil {
			return nil, err
		}
		seq = append(seq, e)
	}
	if closer != "" {
		return nil, fmt.Errorf("missing %q", closer)
	}
	return seq, nil
}

// element reads one element that begins with the word w.
func (c *compiler) element(w string, depth int) (element, error) {
	var e element
	if rest, ok := strings.CutPrefix(w, "*"); ok {
		if rest == "" {
			if len(c.words) == 0 {
				return e, fmt.Errorf("nothing follows *")
			}
			rest = c.next()
		}
		e, err := c.element(rest, depth+1)
		e.head = true
		return e, err
	}
	if rest, ok := strings.CutPrefix(w, "!"); ok {
		if rest == "" || depth > maxNesting || strings.HasSuffix(rest, "?") || strings.ContainsAny(rest[:1], ".^*!([") {
			return e, fmt.Errorf("! stands before one word, @class or <slot>, without a space")
		}
		inner, err := c.element(rest, depth+1)
		return element{kind: elNot, alts: []sequence{{inner}}}, err
	}
	if rest, ok := strings.CutSuffix(w, "?"); ok && w != ")?" {
		if rest == "" {
			return e, fmt.Errorf("? stands directly behind a word or a closing round bracket")
		}
		e.optional, w = true, rest
	}
	switch {
	case w == "^":
		e.kind = elStart
	case w == "..":
		e.kind, e.max = elGap, clauseGap
	case w == "...":
		e.kind, e.max = elWide, sentenceGap
	case w == "(":
		return c.choice(depth + 1)
	case w == "[":
		return c.group(depth + 1)
	case w == ")" || w == ")?" || w == "]" || w == "|":
		return e, fmt.Errorf("%q stands without its opening bracket", w)
	case strings.HasPrefix(w, "@"):
		e.kind, e.name = elClass, w[1:]
		return e, known(c.classes, e.name)
	case strings.HasPrefix(w, "<"):
		e.kind = elSlot
		name, err := slotName(w)
		e.name = name
		return e, err
	default:
		e.kind = elWord
		word, class, _ := strings.Cut(w, "/")
		e.forms = inflect.Forms(strings.ToLower(word), class)
	}
	return e, nil
}

// known returns an error if none of classes has that name.
func known(classes map[string]*class, name string) error {
	if classes[name] == nil {
		return fmt.Errorf("no class is named %q: define it with a line \"class %s: …\"", name, name)
	}
	return nil
}

// slotName returns the name in "<name>", or an error if no slot has it.
func slotName(w string) (string, error) {
	name := strings.Trim(w, "<>")
	if !slices.Contains(slotNames, name) {
		return "", fmt.Errorf("no slot is named %s: use one of <%s>", w, strings.Join(slotNames, "> <"))
	}
	return name, nil
}

// choice reads the rest of "(a | b c)", with "?" if all of it may be missing.
func (c *compiler) choice(depth int) (element, error) {
	e := element{kind: elChoice}
	for {
		alt, err := c.sequence(")", depth)
		if err != nil {
			return e, err
		}
		if len(alt) == 0 {
			return e, fmt.Errorf("a choice has an empty part: take the bar away, or write (a | b)?")
		}
		e.alts = append(e.alts, alt)
		if end := c.next(); end != "|" {
			e.optional = end == ")?"
			return e, nil
		}
	}
}

// group reads the rest of "[name: …]".
func (c *compiler) group(depth int) (element, error) {
	e := element{kind: elGroup}
	if len(c.words) == 0 || !strings.HasSuffix(c.words[0], ":") {
		return e, fmt.Errorf("a group needs a name: [what: …]")
	}
	e.name = strings.TrimSuffix(c.next(), ":")
	if !slices.Contains(groupNames, e.name) {
		return e, fmt.Errorf("no group is named %q: use one of %s", e.name, strings.Join(groupNames, ", "))
	}
	seq, err := c.sequence("]", depth)
	if err != nil {
		return e, fmt.Errorf("group %s: %w", e.name, err)
	}
	if len(seq) == 0 {
		return e, fmt.Errorf("group %s is empty: write [%s: ...]", e.name, e.name)
	}
	if end := c.next(); end != "]" {
		return e, fmt.Errorf("group %s: %q instead of ]", e.name, end)
	}
	e.alts = []sequence{seq}
	return e, nil
}

// number gives every element its state, from n on, and returns the next free one.
func (seq sequence) number(n int) int {
	for i := range seq {
		seq[i].state = n
		n++
		for _, alt := range seq[i].alts {
			n = alt.number(n)
		}
	}
	return n
}

// needs returns what a sentence must hold for the sequence to match.
func (seq sequence) needs() [][]string {
	var out [][]string
	for _, e := range seq {
		if e.optional {
			continue
		}
		switch e.kind {
		case elClass:
			out = append(out, []string{"@" + e.name})
		case elSlot:
			out = append(out, []string{"<" + e.name + ">"})
		case elWord:
			out = append(out, e.forms)
		case elGroup:
			out = append(out, e.alts[0].needs()...)
		case elChoice:
			var any []string
			for _, alt := range e.alts {
				n := alt.needs()
				if len(n) == 0 {
					any = nil
					break
				}
				any = append(any, n[0]...)
			}
			if any != nil {
				out = append(out, any)
			}
		}
	}
	return out
}
