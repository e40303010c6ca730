package claim

import (
	"fmt"
	"slices"
	"strings"

	"example.org/rapporteur/internal/lang/inflect"
)

// A branching is a compiled `tree` line of a rule: a word and what must stand to
// it in a role, however far away and in whatever order. See rules/README.md for
// the notation.
type branching struct {
	word     test
	branches []branch
	// needs lists the keys of which a sentence must hold one each, as of a pattern.
	needs [][]string
}

// A branch asks for an argument of the word.
type branch struct {
	roles    []string // any of them
	test     test
	optional bool
	absent   bool   // there must be none
	head     bool   // the argument is the trigger
	group    string // the name under which its words are kept, "" for none
}

// A test is what an item must be: one of these.
type test struct {
	forms   []string
	verbs   []string // forms of verbs, which must be tagged as such: "meeting" may be a noun
	classes []string
	slots   []string
	any     bool
	verb    bool
	not     []string // classes of which it must be none
}

// roles are the names of roles besides prepositions.
var roles = []string{"subj", "obj", "comp", "inf", "aux"}

// prepositions are those by which a role may be named.
var prepositions = []string{"about", "after", "against", "among", "as", "at", "before", "between", "by", "during", "for", "from", "in", "into", "of", "on", "over", "through", "to", "toward", "towards", "under", "upon", "with", "within"}

// compileTree reads the notation of a tree line.
func compileTree(line string, classes map[string]*class) (*branching, error) {
	words := strings.Fields(line)
	if len(words) == 0 {
		return nil, fmt.Errorf("the line is empty: name a word and its arguments, as in: tree @pledge subj=<party> what:comp|obj=any")
	}
	b := &branching{}
	var err error
	word, head := strings.CutPrefix(words[0], "*")
	if b.word, err = readTest(word, classes); err != nil {
		return nil, err
	}
	b.needs = b.word.needs(b.needs)
	for _, w := range words[1:] {
		br, err := readBranch(w, classes)
		if err != nil {
			return nil, err
		}
		if br.head && head {
			return nil, fmt.Errorf("two words have a *: one is the trigger")
		}
		head = head || br.head
		if !br.optional && !br.absent {
			b.needs = br.test.needs(b.needs)
		}
		b.branches = append(b.branches, br)
	}
	return b, nil
}

// readBranch reads "group:role|role=test", with "!" before or "?" behind it.
func readBranch(w string, classes map[string]*class) (branch, error) {
	var br branch
	w, br.absent = strings.CutPrefix(w, "!")
	w, br.optional = strings.CutSuffix(w, "?")
	left, right, ok := strings.Cut(w, "=")
	if !ok {
		return br, fmt.Errorf("%q is not written as role=word", w)
	}
	if group, role, named := strings.Cut(left, ":"); named {
		if !slices.Contains(groupNames, group) {
			return br, fmt.Errorf("no group is named %q: use one of %s", group, strings.Join(groupNames, ", "))
		}
		br.group, left = group, role
	}
	br.roles = strings.Split(left, "|")
	for _, r := range br.roles {
		if !slices.Contains(roles, r) && !slices.Contains(prepositions, r) {
			return br, fmt.Errorf("no role is named %q: use one of %s, or a preposition", r, strings.Join(roles, ", "))
		}
	}
	right, br.head = strings.CutPrefix(right, "*")
	var err error
	br.test, err = readTest(right, classes)
	return br, err
}

// readTest reads "@class|<slot>|word/v", or "any".
func readTest(text string, classes map[string]*class) (test, error) {
	var t test
	for _, w := range strings.Split(text, "|") {
		switch {
		case w == "":
			return t, fmt.Errorf("a word is missing in %q", text)
		case w == "any":
			t.any = true
		case w == "verb":
			t.verb = true
		case strings.HasPrefix(w, "!@"):
			if err := known(classes, w[2:]); err != nil {
				return t, err
			}
			t.not = append(t.not, w[2:])
		case w[0] == '@':
			if err := known(classes, w[1:]); err != nil {
				return t, err
			}
			t.classes = append(t.classes, w[1:])
		case w[0] == '<':
			name, err := slotName(w)
			if err != nil {
				return t, err
			}
			t.slots = append(t.slots, name)
		default:
			word, kind, _ := strings.Cut(w, "/")
			forms := inflect.Forms(strings.ToLower(word), kind)
			if kind == "v" {
				t.verbs = append(t.verbs, forms...)
			} else {
				t.forms = append(t.forms, forms...)
			}
		}
	}
	return t, nil
}

// needs adds the keys of which a sentence must hold one.
func (t *test) needs(out [][]string) [][]string {
	if t.any || t.verb {
		return out
	}
	keys := slices.Concat(t.forms, t.verbs)
	for _, c := range t.classes {
		keys = append(keys, "@"+c)
	}
	for _, sl := range t.slots {
		keys = append(keys, "<"+sl+">")
	}
	return append(out, keys)
}

// passes reports whether item i is what the test asks for. The entry of a class
// may have several words; it must hold the item.
func (t *test) passes(rd *reading, s *sentence, i int) bool {
	if s.within(i, t.not...) {
		return false
	}
	lower, verb := s.items[i].lower, s.tree.pos[i] == "VERB"
	if t.any && s.items[i].kind != dateItem || t.verb && verb || slices.Contains(t.forms, lower) || verb && slices.Contains(t.verbs, lower) {
		return true
	}
	if s.within(i, t.classes...) {
		return true
	}
	for _, slot := range t.slots {
		if s.items[i].fills(slot) || slot == "party" && len(rd.partiesUnder(s, i)) > 0 {
			return true
		}
	}
	return false
}

// within reports whether item i belongs to an entry of one of the classes.
func (s *sentence) within(i int, classes ...string) bool {
	for k := max(0, i-longestEntry); k <= i; k++ {
		for _, c := range classes {
			if ends := s.classEnds(k, c); len(ends) > 0 && ends[0] > i {
				return true
			}
		}
	}
	return false
}

// longestEntry is how many items before its topmost word an entry of a class may begin.
const longestEntry = 3

// find returns where the branching stands in the tree of a sentence, one match
// for each place of its trigger.
func (b *branching) find(rd *reading, s *sentence) []match {
	if s.tree == nil {
		return nil
	}
	var out []match
	for i := range s.items {
		if !b.word.passes(rd, s, i) {
			continue
		}
		if m, ok := b.at(rd, s, i); ok && !slices.ContainsFunc(out, func(o match) bool { return o.head == m.head }) {
			out = append(out, m)
		}
	}
	return out
}

// at matches the branches below item i.
func (b *branching) at(rd *reading, s *sentence, i int) (match, bool) {
	m := match{from: i, to: i + 1, head: i, roles: map[string][]int{}}
	for k := range b.branches {
		br := &b.branches[k]
		var found []int
		for _, role := range br.roles {
			for _, a := range s.arguments(i, role) {
				if a != i && br.test.passes(rd, s, a) && !slices.Contains(found, a) {
					found = append(found, a)
				}
			}
		}
		switch {
		case br.absent:
			if len(found) > 0 {
				return m, false
			}
			continue
		case len(found) == 0:
			if br.optional {
				continue
			}
			return m, false
		}
		m.roles[br.roles[0]] = found
		for _, a := range found {
			m.from, m.to = min(m.from, a), max(m.to, a+1)
		}
		if br.head {
			m.head = found[0]
		}
		if br.group != "" {
			from, to := s.tree.yield(found[0])
			for _, a := range found[1:] {
				x, y := s.tree.yield(a)
				from, to = min(from, x), max(to, y)
			}
			m.captures = append(m.captures, capture{br.group, from, to})
			m.from = min(m.from, from)
		}
	}
	return m, true
}

// arguments returns the items that stand to item i in a role.
func (s *sentence) arguments(i int, role string) []int {
	switch role {
	case "subj":
		return s.agents(i)
	case "obj":
		return s.objects(i)
	case "comp":
		return s.complements(i)
	case "inf":
		return slices.DeleteFunc(s.complements(i), func(k int) bool { return s.tree.is(k, "ccomp") && !s.withTo(k) })
	case "aux":
		return s.tree.under(i, "aux")
	}
	return s.behind(i, role)
}
