package claim

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"example.org/rapporteur"
)

//go:embed rules/*.rules
var builtin embed.FS

// A Rule is one entry of a rule file.
type Rule struct {
	ID   rapporteur.RuleID
	Kind rapporteur.Kind
	// Set holds what a match says: stage=agreed, by=sides, …
	Set map[string]string
	// Yes and No are the rule's own example sentences.
	Yes []Example
	No  []string

	finds []*pattern
	trees []*branching
}

// An Example is a sentence in which a rule must fire and, optionally, values the
// claim must then have.
type Example struct {
	Text string
	Want map[string]string
}

// Rules is a compiled set of rule files. It is never changed after loading and
// safe for concurrent use.
type Rules struct {
	rules   []*Rule
	classes map[string]*class
	// first maps a word form to the class entries that begin with it.
	first map[string][]classEntry
	// The classes that mean what their name ends in: area.…, sides.N, count.N, ordinal.N.
	areas    []areaClass
	sides    []numberedClass
	counts   []numberedClass
	ordinals []numberedClass
}

// class returns a class by its name, without words if there is none.
func (r *Rules) class(name string) *class {
	if c := r.classes[name]; c != nil {
		return c
	}
	return &class{name: name}
}

// Builtin returns the rules that come with the program.
func Builtin() (*Rules, error) { return Load(builtin) }

// Load reads every *.rules file of a file system, in order of name. Classes may
// be used across files, and those that come with the program are always there:
// a class line adds words to them. An error names the file and line.
func Load(fsys fs.FS) (*Rules, error) {
	own, err := readFiles(builtin)
	if err != nil {
		return nil, err
	}
	files, err := readFiles(fsys)
	if err != nil {
		return nil, err
	}
	r := &Rules{}
	if err := r.readClasses(append(own, files...)); err != nil {
		return nil, err
	}
	if r.areas, err = r.areaClasses(); err != nil {
		return nil, err
	}
	if r.sides, err = r.numbered("sides"); err != nil {
		return nil, err
	}
	if r.counts, err = r.numbered("count"); err != nil {
		return nil, err
	}
	if r.ordinals, err = r.numbered("ordinal"); err != nil {
		return nil, err
	}
	for _, f := range files {
		if err := r.readRules(f); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// List returns the rules in order.
func (r *Rules) List() []*Rule { return slices.Clone(r.rules) }

// A ruleFile is the text of a rule file.
type ruleFile struct{ name, text string }

func readFiles(fsys fs.FS) ([]ruleFile, error) {
	var files []ruleFile
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".rules") {
			return err
		}
		b, err := fs.ReadFile(fsys, p)
		files = append(files, ruleFile{p, string(b)})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read rules: %w", err)
	}
	return files, nil // WalkDir goes in order of name
}

// readRules reads the rules of a file.
func (r *Rules) readRules(f ruleFile) error {
	stem := strings.TrimSuffix(path.Base(f.name), ".rules")
	var cur *Rule
	begun := 0 // line of the current rule
	for n, line := range strings.Split(f.text, "\n") {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		rest = strings.TrimSpace(rest)
		if word == "" || strings.HasPrefix(word, "#") || word == "class" {
			continue
		}
		var err error
		switch {
		case word == "rule":
			if cur != nil {
				if err := cur.complete(); err != nil {
					return fmt.Errorf("%s:%d: %w", f.name, begun, err)
				}
			}
			cur, begun = &Rule{ID: rapporteur.RuleID(stem + "/" + rest), Set: map[string]string{}}, n+1
			err = r.add(cur)
		case cur == nil:
			err = fmt.Errorf("%q stands before the first rule: begin one with \"rule NAME\"", word)
		default:
			err = cur.read(word, rest, r.classes)
		}
		if err != nil {
			return fmt.Errorf("%s:%d: %w", f.name, n+1, err)
		}
	}
	if cur != nil {
		if err := cur.complete(); err != nil {
			return fmt.Errorf("%s:%d: %w", f.name, begun, err)
		}
	}
	return nil
}

func (r *Rules) add(rule *Rule) error {
	if strings.HasSuffix(string(rule.ID), "/") {
		return fmt.Errorf("a rule needs a name: rule NAME")
	}
	if slices.ContainsFunc(r.rules, func(o *Rule) bool { return o.ID == rule.ID }) {
		return fmt.Errorf("a rule named %s was there before: give this one another name", rule.ID)
	}
	r.rules = append(r.rules, rule)
	return nil
}

// read takes in one line of the rule.
func (rule *Rule) read(word, rest string, classes map[string]*class) error {
	switch word {
	case "find":
		p, err := compile(rest, classes)
		if err != nil {
			return err
		}
		rule.finds = append(rule.finds, p)
	case "tree":
		b, err := compileTree(rest, classes)
		if err != nil {
			return err
		}
		rule.trees = append(rule.trees, b)
	case "gives":
		return rule.readGives(rest)
	case "yes":
		rule.Yes = append(rule.Yes, readExample(rest))
	case "no":
		rule.No = append(rule.No, rest)
	default:
		return fmt.Errorf("%q is not one of rule, find, tree, gives, yes, no, class", word)
	}
	return nil
}

// complete reports what a rule lacks when its last line was read.
func (rule *Rule) complete() error {
	switch {
	case len(rule.finds)+len(rule.trees) == 0:
		return fmt.Errorf("rule %s finds nothing: add a find or a tree line", rule.ID)
	case rule.Kind == "":
		return fmt.Errorf("rule %s says nothing: add a line \"gives KIND key=value …\"", rule.ID)
	}
	return nil
}

// readExample reads "SENTENCE => key=value; key=value".
func readExample(s string) Example {
	sentence, want, _ := strings.Cut(s, " => ")
	ex := Example{Text: sentence, Want: map[string]string{}}
	for _, f := range strings.Split(want, ";") {
		if k, v, ok := strings.Cut(strings.TrimSpace(f), "="); ok {
			ex.Want[k] = v
		}
	}
	return ex
}

// readGives reads "KIND key=value …", in which an underscore stands for a space.
func (rule *Rule) readGives(s string) error {
	fields := strings.Fields(s)
	if len(fields) == 0 {
		return fmt.Errorf("gives needs a kind: use one of %s", strings.Join(slices.Sorted(maps.Keys(keysOfKind)), ", "))
	}
	keys := keysOfKind[fields[0]]
	if keys == nil {
		return fmt.Errorf("rules give no %q: use one of %s", fields[0], strings.Join(slices.Sorted(maps.Keys(keysOfKind)), ", "))
	}
	rule.Kind = rapporteur.Kind(fields[0])
	for _, f := range fields[1:] {
		k, v, ok := strings.Cut(f, "=")
		if !ok {
			return fmt.Errorf("%q is not written as key=value", f)
		}
		v = strings.ReplaceAll(v, "_", " ")
		switch values := keys[k]; {
		case values == nil:
			return fmt.Errorf("%s has no %q: use one of %s", rule.Kind, k, strings.Join(slices.Sorted(maps.Keys(keys)), ", "))
		case !slices.Contains(values, v):
			return fmt.Errorf("%s cannot be %q: use one of %s", k, v, strings.Join(values, ", "))
		}
		rule.Set[k] = v
	}
	return nil
}
