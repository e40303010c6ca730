package claim

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"example.org/rapporteur/internal/lang/inflect"
)

// A class is a named set of words and phrases.
type class struct {
	name     string
	entries  []entry
	includes []include
}

// An entry is one word or phrase: the forms allowed at each position.
type entry [][]string

// is reports whether the entry is these words.
func (e entry) is(words []string) bool {
	return slices.EqualFunc(e, words, func(forms []string, w string) bool { return slices.Contains(forms, w) })
}

// An include is "@other" in a class line: the class holds what the other holds.
type include struct {
	name, file string
	line       int
}

type classEntry struct {
	class string
	entry entry
}

// readClasses reads the class lines of all files.
func (r *Rules) readClasses(files []ruleFile) error {
	r.classes, r.first = map[string]*class{}, map[string][]classEntry{}
	var order []*class
	for _, f := range files {
		for n, line := range strings.Split(f.text, "\n") {
			word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
			if word != "class" {
				continue
			}
			name, list, ok := strings.Cut(rest, ":")
			name = strings.TrimSpace(name)
			if !ok || name == "" || strings.ContainsAny(name, " @<>()[]|?*!") {
				return fmt.Errorf("%s:%d: a class is written as: class name: word, word", f.name, n+1)
			}
			c := r.classes[name]
			if c == nil {
				c = &class{name: name}
				r.classes[name] = c
				order = append(order, c)
			}
			c.read(list, f.name, n+1)
		}
	}
	for _, c := range order {
		if err := r.include(c, nil); err != nil {
			return err
		}
	}
	for _, c := range order {
		for _, e := range c.entries {
			for _, form := range e[0] {
				r.first[form] = append(r.first[form], classEntry{c.name, e})
			}
		}
	}
	return nil
}

// read adds the words of a class line.
func (c *class) read(list, file string, line int) {
	for _, item := range strings.Split(list, ",") {
		item = strings.TrimSpace(item)
		if other, ok := strings.CutPrefix(item, "@"); ok {
			c.includes = append(c.includes, include{other, file, line})
			continue
		}
		var e entry
		for _, w := range strings.Fields(item) {
			word, kind, _ := strings.Cut(w, "/")
			e = append(e, inflect.Forms(strings.ToLower(word), kind))
		}
		if len(e) > 0 {
			c.add(e)
		}
	}
}

func (c *class) add(e entry) {
	same := func(o entry) bool {
		return slices.EqualFunc(o, e, func(a, b []string) bool { return slices.Equal(a, b) })
	}
	if !slices.ContainsFunc(c.entries, same) {
		c.entries = append(c.entries, e)
	}
}

// include adds to c what the classes hold that it includes. path holds the
// classes that are being filled, to find a circle.
func (r *Rules) include(c *class, path []*class) error {
	todo := c.includes
	c.includes = nil
	for _, in := range todo {
		if err := known(r.classes, in.name); err != nil {
			return fmt.Errorf("%s:%d: %w", in.file, in.line, err)
		}
		other := r.classes[in.name]
		if other == c || slices.Contains(path, other) {
			return fmt.Errorf("%s:%d: class %s includes itself through @%s: take one of the two out", in.file, in.line, c.name, in.name)
		}
		if err := r.include(other, append(path, c)); err != nil {
			return err
		}
		for _, e := range other.entries {
			c.add(e)
		}
	}
	return nil
}

// A numberedClass is a class whose name ends in a number: ordinal.3, sides.2.
type numberedClass struct {
	*class
	n int
}

// numbered returns the classes named prefix.N, the highest number first.
func (r *Rules) numbered(prefix string) ([]numberedClass, error) {
	var out []numberedClass
	for name, c := range r.classes {
		digits, ok := strings.CutPrefix(name, prefix+".")
		if !ok {
			continue
		}
		n, err := strconv.Atoi(digits)
		if err != nil || n < 1 || n > 99 {
			return nil, fmt.Errorf("class %s: after %q stands a number from 1 to 99", name, prefix+".")
		}
		out = append(out, numberedClass{c, n})
	}
	slices.SortFunc(out, func(a, b numberedClass) int { return cmp.Or(b.n-a.n, strings.Compare(a.name, b.name)) })
	return out, nil
}

// longest returns where the longest entry of the class that starts at item i
// ends, or i if none does.
func (c *class) longest(s *sentence, i int) int {
	best := i
	for _, e := range c.entries {
		if end, ok := s.entryAt(i, e); ok {
			best = max(best, end)
		}
	}
	return best
}

// has reports whether the class holds this one word.
func (c *class) has(word string) bool {
	return slices.ContainsFunc(c.entries, func(e entry) bool { return len(e) == 1 && slices.Contains(e[0], word) })
}
