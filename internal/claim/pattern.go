package claim

import (
	"fmt"
	"slices"
	"strings"

	"example.org/rapporteur/internal/lang/inflect"
)

// A pattern is a compiled `find` line of a rule: a sequence of elements over the
// items of a sentence. See rules/README.md for the notation.
type pattern []element

type elementKind uint8

const (
	elWord   elementKind = iota // one of a set of word forms
	elClass                     // an entry of a named class, of one or more words
	elSlot                      // a mention: <party>, <date>, …
	elGap                       // up to n items that do not leave the clause
	elWide                      // up to n items that do not leave the sentence
	elChoice                    // one of several sequences
	elGroup                     // a sequence to be captured by name
	elNot                       // the next item must not match
	elStart                     // the start of a clause
)

type element struct {
	kind     elementKind
	forms    []string  // elWord
	name     string    // elClass, elSlot, elGroup
	max      int       // elGap, elWide
	alts     []pattern // elChoice; elGroup and elNot hold one
	optional bool
	head     bool
}

const (
	clauseGap   = 8  // items that ".." may skip
	sentenceGap = 25 // items that "..." may skip
)

// A capture is a half-open range of items.
type capture struct{ from, to int }

// A match is where a pattern was found.
type match struct {
	from, to int
	head     int
	groups   map[string]capture
}

// compile reads the notation of a find line.
func compile(s string, classes map[string]*class) (pattern, error) {
	words := lexPattern(s)
	p, rest, err := parseSeq(words, classes, "")
	if err != nil {
		return nil, err
	}
	if len(rest) > 0 {
		return nil, fmt.Errorf("%q is left over: is a bracket missing?", strings.Join(rest, " "))
	}
	if len(p) == 0 {
		return nil, fmt.Errorf("empty pattern")
	}
	return p, nil
}

// lexPattern splits a find line at spaces and brackets.
func lexPattern(s string) []string {
	for _, b := range []string{"(", ")", "[", "]", "|"} {
		s = strings.ReplaceAll(s, b, " "+b+" ")
	}
	s = strings.ReplaceAll(s, ") ?", ")?")
	return strings.Fields(s)
}

func parseSeq(w []string, classes map[string]*class, closer string) (pattern, []string, error) {
	var p pattern
	for len(w) > 0 {
		t := w[0]
		if t == closer || t == "|" || t == closer+"?" && closer != "" {
			return p, w, nil
		}
		w = w[1:]
		e, rest, err := parseElement(t, w, classes)
		if err != nil {
			return nil, nil, err
		}
		p, w = append(p, e), rest
	}
	if closer != "" {
		return nil, nil, fmt.Errorf("missing %q", closer)
	}
	return p, w, nil
}

func parseElement(t string, w []string, classes map[string]*class) (element, []string, error) {
	var e element
	if strings.HasPrefix(t, "*") && len(t) > 1 {
		e.head, t = true, t[1:]
	}
	if strings.HasSuffix(t, "?") && len(t) > 1 {
		e.optional, t = true, t[:len(t)-1]
	}
	switch {
	case t == "*":
		if len(w) == 0 {
			return e, w, fmt.Errorf("nothing follows *")
		}
		e, w, err := parseElement(w[0], w[1:], classes)
		e.head = true
		return e, w, err
	case t == "^":
		e.kind = elStart
	case t == "..":
		e.kind, e.max = elGap, clauseGap
	case t == "...":
		e.kind, e.max = elWide, sentenceGap
	case t == "(":
		e.kind = elChoice
		for {
			alt, rest, err := parseSeq(w, classes, ")")
			if err != nil {
				return e, nil, err
			}
			e.alts = append(e.alts, alt)
			if len(rest) == 0 {
				return e, nil, fmt.Errorf("missing )")
			}
			w = rest[1:]
			if rest[0] == "|" {
				continue
			}
			e.optional = rest[0] == ")?"
			return e, w, nil
		}
	case t == "[":
		if len(w) < 2 || !strings.HasSuffix(w[0], ":") {
			return e, nil, fmt.Errorf("a group needs a name: [what: …]")
		}
		e.kind, e.name = elGroup, strings.TrimSuffix(w[0], ":")
		alt, rest, err := parseSeq(w[1:], classes, "]")
		if err != nil || len(rest) == 0 {
			return e, nil, fmt.Errorf("group %s: missing ]", e.name)
		}
		e.alts = []pattern{alt}
		return e, rest[1:], nil
	case strings.HasPrefix(t, "!"):
		inner, _, err := parseElement(t[1:], nil, classes)
		if err != nil {
			return e, nil, err
		}
		e.kind, e.alts = elNot, []pattern{{inner}}
	case strings.HasPrefix(t, "@"):
		e.kind, e.name = elClass, t[1:]
		if classes[e.name] == nil {
			return e, nil, fmt.Errorf("no class is named %q", e.name)
		}
	case strings.HasPrefix(t, "<") && strings.HasSuffix(t, ">"):
		e.kind, e.name = elSlot, t[1:len(t)-1]
		if !slices.Contains(slotNames, e.name) {
			return e, nil, fmt.Errorf("no slot is named %s: use one of %v", t, slotNames)
		}
	default:
		e.kind = elWord
		word, class, _ := strings.Cut(t, "/")
		e.forms = inflect.Forms(strings.ToLower(word), class)
	}
	return e, w, nil
}

// find returns the matches of p in the sentence, leftmost first, one for each
// place of the head.
func (p pattern) find(s *sentence) []match {
	var out []match
	seen := map[int]bool{}
	for i := range s.items {
		m := match{from: i, head: -1}
		if end, ok := p.at(s, i, &m); ok && end > i {
			m.to = end
			if m.head < 0 {
				m.head = i
			}
			if !seen[m.head] {
				seen[m.head] = true
				out = append(out, m)
			}
		}
	}
	return out
}

// at matches p at item i and returns the item after the match.
func (p pattern) at(s *sentence, i int, m *match) (int, bool) {
	if len(p) == 0 {
		return i, true
	}
	e, rest := p[0], p[1:]
	switch e.kind {
	case elGap, elWide:
		for n := 0; n <= e.max && i+n <= len(s.items); n++ {
			if n > 0 && e.kind == elGap && s.isBreak(i+n-1) {
				break
			}
			saved := m.clone()
			if end, ok := rest.at(s, i+n, m); ok {
				return end, true
			}
			*m = saved
		}
		return 0, false
	case elStart:
		if i > 0 && !s.isBreak(i-1) {
			return 0, false
		}
		return rest.at(s, i, m)
	case elNot:
		if _, ok := e.alts[0].at(s, i, &match{}); ok {
			return 0, false
		}
		return rest.at(s, i, m)
	}
	for _, end := range e.ends(s, i, m) {
		saved := m.clone()
		if e.head {
			m.head = i
		}
		if e.kind == elGroup {
			if m.groups == nil {
				m.groups = map[string]capture{}
			}
			m.groups[e.name] = capture{i, end}
		}
		if to, ok := rest.at(s, end, m); ok {
			return to, true
		}
		*m = saved
	}
	if e.optional {
		return rest.at(s, i, m)
	}
	return 0, false
}

// ends returns where one element may end when it starts at item i, longest first.
func (e element) ends(s *sentence, i int, m *match) []int {
	if i >= len(s.items) && e.kind != elChoice && e.kind != elGroup {
		return nil
	}
	switch e.kind {
	case elWord:
		if slices.Contains(e.forms, s.items[i].lower) {
			return []int{i + 1}
		}
	case elClass:
		return s.classEnds(i, e.name)
	case elSlot:
		if s.items[i].fills(e.name) {
			return []int{i + 1}
		}
	case elChoice, elGroup:
		// A group of a single gap may end anywhere within it, up to the end of the clause.
		if a := e.alts[0]; len(e.alts) == 1 && len(a) == 1 && (a[0].kind == elGap || a[0].kind == elWide) {
			var out []int
			for end := i + 1; end <= min(i+a[0].max, len(s.items)) && (end == i+1 || !s.breaks[end-1]); end++ {
				out = append(out, end)
			}
			slices.Reverse(out)
			return out
		}
		var out []int
		for _, alt := range e.alts {
			inner := m.clone()
			if end, ok := alt.at(s, i, &inner); ok && !slices.Contains(out, end) {
				if inner.head >= 0 {
					m.head = inner.head
				}
				out = append(out, end)
			}
		}
		return out
	}
	return nil
}

func (m match) clone() match {
	c := m
	if m.groups != nil {
		c.groups = make(map[string]capture, len(m.groups))
		for k, v := range m.groups {
			c.groups[k] = v
		}
	}
	return c
}
