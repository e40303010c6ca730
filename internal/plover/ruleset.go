package plover

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"example.org/rapporteur"
)

//go:embed rules/*.rules
var builtin embed.FS

// A rule names a category and the phrases that trigger it.
type rule struct {
	index    int    // in order of the files
	name     string // "file/name"
	category Category
	weak     bool
	examples []example
}

// An example is a `yes` or `no` line of a rule.
type example struct {
	fires          bool
	source, target string
	text           string
	category       Category
	mode           rapporteur.Mode
}

// A lead is one phrase of a rule, found by its first word.
type lead struct {
	rule   *rule
	phrase phrase
	words  int
}

// A shift is what becomes of a category in a mode.
type shift struct {
	from Category
	mode rapporteur.Mode
}

// A ruleset is what the rule files say. It is never changed after it was read.
type ruleset struct {
	rules   []*rule
	classes map[string][]phrase
	leads   map[string][]lead // by each form of the first word
	cues    map[string][]cue  // likewise
	shifts  map[shift]Category
}

// A cue is a phrase that moves the mode of the trigger it governs.
type cue struct {
	mode   rapporteur.Mode
	phrase phrase
}

// cueModes are the classes of cues and their modes.
var cueModes = []rapporteur.Mode{
	rapporteur.ModeFuture, rapporteur.ModeHypothetical, rapporteur.ModeNegated, rapporteur.ModeHistorical,
}

// readRules reads all rule files of a folder: first the classes of all files,
// then the rules, so that the order of files does not matter to their names.
func readRules(files fs.FS) (*ruleset, error) {
	names, err := fs.Glob(files, "rules/*.rules")
	if err != nil {
		return nil, fmt.Errorf("list the rule files: %w", err)
	}
	r := &ruleset{
		classes: map[string][]phrase{}, leads: map[string][]lead{}, cues: map[string][]cue{}, shifts: map[shift]Category{},
	}
	texts := make([]string, len(names))
	for i, name := range names {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read the rules: %w", err)
		}
		texts[i] = string(b)
		if err := r.eachLine(name, texts[i], r.readClass); err != nil {
			return nil, err
		}
	}
	for i, name := range names {
		base := strings.TrimSuffix(strings.TrimPrefix(name, "rules/"), ".rules")
		if err := r.eachLine(name, texts[i], func(line string) error { return r.readLine(base, line) }); err != nil {
			return nil, err
		}
	}
	for _, m := range cueModes {
		for _, p := range r.classes["mode."+string(m)] {
			for w := range p[0] {
				r.cues[w] = append(r.cues[w], cue{m, p})
			}
		}
	}
	return r, nil
}

func (r *ruleset) eachLine(file, text string, read func(string) error) error {
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if err := read(line); err != nil {
			return fmt.Errorf("%s:%d: %w", file, n+1, err)
		}
	}
	return nil
}

func (r *ruleset) readClass(line string) error {
	rest, ok := strings.CutPrefix(line, "class ")
	if !ok {
		return nil
	}
	name, entries, ok := strings.Cut(rest, ":")
	if !ok || name == "" || r.classes[name] != nil {
		return fmt.Errorf("a class is written once, as: class name: word, word")
	}
	phrases, err := expand(strings.ReplaceAll(entries, ",", " | "), nil)
	if err != nil {
		return fmt.Errorf("class %s: %w", name, err)
	}
	r.classes[name] = phrases
	return nil
}

func (r *ruleset) readLine(file, line string) error {
	verb, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	switch verb {
	case "class":
		return nil
	case "shift":
		return r.readShift(rest)
	case "rule":
		return r.readRule(file, rest)
	}
	if len(r.rules) == 0 {
		return fmt.Errorf("%q stands before any rule", verb)
	}
	current := r.rules[len(r.rules)-1]
	switch verb {
	case "find":
		phrases, err := expand(rest, r.classes)
		if err != nil {
			return err
		}
		for _, p := range phrases {
			for w := range p[0] {
				r.leads[w] = append(r.leads[w], lead{current, p, p.words()})
			}
		}
		return nil
	case "yes", "no":
		e, err := readExample(rest, current.category)
		if err != nil {
			return err
		}
		e.fires = verb == "yes"
		current.examples = append(current.examples, e)
		return nil
	}
	return fmt.Errorf("a line begins with class, shift, rule, find, yes or no, not %q", verb)
}

func (r *ruleset) readRule(file, rest string) error {
	f := strings.Fields(rest)
	if len(f) < 2 || len(f) > 3 || len(f) == 3 && f[2] != "weak" || !Category(f[1]).valid() {
		return fmt.Errorf("a rule is written as: rule name CATEGORY, or rule name CATEGORY weak")
	}
	name := file + "/" + f[0]
	if slices.ContainsFunc(r.rules, func(o *rule) bool { return o.name == name }) {
		return fmt.Errorf("rule %s is written twice", name)
	}
	r.rules = append(r.rules, &rule{index: len(r.rules), name: name, category: Category(f[1]), weak: len(f) == 3})
	return nil
}

func (r *ruleset) readShift(rest string) error {
	f := strings.Fields(rest)
	if len(f) != 3 || !Category(f[0]).valid() || !slices.Contains(cueModes, rapporteur.Mode(f[1])) || !Category(f[2]).valid() {
		return fmt.Errorf("a shift is written as: shift CATEGORY mode CATEGORY")
	}
	s := shift{Category(f[0]), rapporteur.Mode(f[1])}
	if _, ok := r.shifts[s]; ok {
		return fmt.Errorf("the shift of %s %s is written twice", f[0], f[1])
	}
	r.shifts[s] = Category(f[2])
	return nil
}

func readExample(rest string, c Category) (example, error) {
	e := example{category: c, mode: rapporteur.ModeCurrent}
	pair, text, ok := strings.Cut(rest, ": ")
	source, target, ok2 := strings.Cut(pair, " > ")
	if !ok || !ok2 {
		return e, fmt.Errorf("an example is written as: SOURCE > TARGET: SENTENCE")
	}
	text, outcome, _ := strings.Cut(text, " => ")
	e.source, e.target, e.text = source, target, strings.TrimSpace(text)
	for i, w := range strings.Fields(outcome) {
		if i == 0 {
			e.category = Category(w)
		} else {
			e.mode = rapporteur.Mode(w)
		}
	}
	if !e.category.valid() {
		return e, fmt.Errorf("example with the unknown category %q", e.category)
	}
	for _, actor := range []string{source, target} {
		if !strings.Contains(e.text, actor) {
			return e, fmt.Errorf("the sentence of the example does not name %q", actor)
		}
	}
	return e, nil
}
