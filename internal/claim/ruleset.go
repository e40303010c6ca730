package claim

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang/inflect"
)

//go:embed rules/*.rules
var builtin embed.FS

// A Rule is one entry of a rule file.
type Rule struct {
	ID   rapporteur.RuleID
	Kind rapporteur.Kind // empty for cue rules
	// Set holds what a match says: stage=agreed, by=left, …
	Set map[string]string
	// Yes and No are the rule's own example sentences.
	Yes []Example
	No  []string

	finds []pattern
	keys  [][]string // for each find, names of which one must occur in the sentence
	order int
}

// An Example is a sentence in which a rule must fire and, optionally, values the
// claim must then have.
type Example struct {
	Text string
	Want map[string]string
}

// class is a named set of words and phrases.
type class struct {
	name    string
	entries []entry
}

// entry is one word or phrase: the forms allowed at each position.
type entry [][]string

// Rules is a compiled set of rule files. It is never changed after loading and
// safe for concurrent use.
type Rules struct {
	rules   []*Rule
	classes map[string]*class
	// first maps a word form to the class entries that begin with it.
	first map[string][]classEntry
}

type classEntry struct {
	class string
	entry entry
}

// Builtin returns the rules that come with the program.
func Builtin() (*Rules, error) { return Load(builtin) }

// Load reads every *.rules file of a file system, in order of name. Classes may
// be used across files. An error names the file and line.
func Load(fsys fs.FS) (*Rules, error) {
	var files []string
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(p, ".rules") {
			files = append(files, p)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read rules: %w", err)
	}
	slices.Sort(files)
	r := &Rules{classes: map[string]*class{}, first: map[string][]classEntry{}}
	texts := make([]string, len(files))
	for i, f := range files {
		b, err := fs.ReadFile(fsys, f)
		if err != nil {
			return nil, fmt.Errorf("read rules: %w", err)
		}
		texts[i] = string(b)
		if err := r.readClasses(f, texts[i]); err != nil {
			return nil, err
		}
	}
	for i, f := range files {
		if err := r.readRules(f, texts[i]); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// List returns the rules in order.
func (r *Rules) List() []*Rule { return r.rules }

func (r *Rules) readClasses(file, text string) error {
	for n, line := range strings.Split(text, "\n") {
		rest, ok := strings.CutPrefix(line, "class ")
		if !ok {
			continue
		}
		name, list, ok := strings.Cut(rest, ":")
		name = strings.TrimSpace(name)
		if !ok || name == "" {
			return fmt.Errorf("%s:%d: a class is written as: class name: word, word", file, n+1)
		}
		c := r.classes[name]
		if c == nil {
			c = &class{name: name}
			r.classes[name] = c
		}
		for _, item := range strings.Split(list, ",") {
			var e entry
			for _, w := range strings.Fields(item) {
				word, kind, _ := strings.Cut(w, "/")
				e = append(e, inflect.Forms(strings.ToLower(word), kind))
			}
			if len(e) == 0 {
				continue
			}
			c.entries = append(c.entries, e)
			for _, f := range e[0] {
				r.first[f] = append(r.first[f], classEntry{name, e})
			}
		}
	}
	return nil
}

func (r *Rules) readRules(file, text string) error {
	var cur *Rule
	stem := strings.TrimSuffix(path.Base(file), ".rules")
	for n, line := range strings.Split(text, "\n") {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		rest = strings.TrimSpace(rest)
		fail := func(err error) error { return fmt.Errorf("%s:%d: %w", file, n+1, err) }
		switch {
		case word == "" || strings.HasPrefix(word, "#") || strings.HasPrefix(line, "class "):
			continue
		case word == "rule":
			cur = &Rule{ID: rapporteur.RuleID(stem + "/" + rest), Set: map[string]string{}, order: len(r.rules)}
			r.rules = append(r.rules, cur)
			continue
		case cur == nil:
			return fail(fmt.Errorf("%q stands before the first rule", word))
		}
		switch word {
		case "find":
			p, err := compile(rest, r.classes)
			if err != nil {
				return fail(err)
			}
			cur.finds = append(cur.finds, p)
			cur.keys = append(cur.keys, p.keys())
		case "gives":
			fields := strings.Fields(rest)
			if len(fields) == 0 {
				return fail(fmt.Errorf("gives needs a kind"))
			}
			cur.Kind = rapporteur.Kind(fields[0])
			for _, f := range fields[1:] {
				k, v, ok := strings.Cut(f, "=")
				if !ok {
					return fail(fmt.Errorf("%q is not written as key=value", f))
				}
				cur.Set[k] = strings.ReplaceAll(v, "_", " ")
			}
		case "yes":
			sentence, want, _ := strings.Cut(rest, " => ")
			ex := Example{Text: sentence, Want: map[string]string{}}
			for _, f := range strings.Split(want, ";") {
				if k, v, ok := strings.Cut(strings.TrimSpace(f), "="); ok {
					ex.Want[k] = v
				}
			}
			cur.Yes = append(cur.Yes, ex)
		case "no":
			cur.No = append(cur.No, rest)
		default:
			return fail(fmt.Errorf("%q is not one of rule, find, gives, yes, no, class", word))
		}
	}
	return nil
}

// keys returns the names of classes and words of which one must be in a
// sentence for the pattern to match: those of its first element that has any.
func (p pattern) keys() []string {
	for _, e := range p {
		if e.optional {
			continue
		}
		switch e.kind {
		case elClass:
			return []string{"@" + e.name}
		case elWord:
			return e.forms
		case elChoice, elGroup:
			var all []string
			for _, alt := range e.alts {
				k := alt.keys()
				if k == nil {
					all = nil
					break
				}
				all = append(all, k...)
			}
			if all != nil {
				return all
			}
		}
	}
	return nil
}
