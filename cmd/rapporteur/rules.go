package main

import (
	"fmt"
	"os"

	"example.org/rapporteur/internal/claim"
)

type rulesCmd struct {
	Check string `help:"Folder of rule files to try on their own examples." type:"existingdir" placeholder:"DIR"`
}

// Run lists the rules, or tries each rule of a folder on its own examples.
func (c *rulesCmd) Run(a *app) error {
	rules, err := claim.Builtin()
	if c.Check != "" {
		rules, err = loadRules(c.Check)
	}
	if err != nil {
		return err
	}
	if c.Check == "" {
		for _, r := range rules.List() {
			fmt.Fprintf(a.stdout, "%-36s %-12s %d examples, %d counter-examples\n", r.ID, r.Kind, len(r.Yes), len(r.No))
		}
		return nil
	}
	failures := claim.Try(rules)
	for _, f := range failures {
		fmt.Fprintln(a.stdout, f)
	}
	if len(failures) > 0 {
		return partly{fmt.Sprintf("examples that do not hold: %d", len(failures))}
	}
	fmt.Fprintf(a.stdout, "rules: %d; every example holds\n", len(rules.List()))
	return nil
}

// loadRules reads the rule files of a folder. A folder without any rule is an
// error: it is more likely the wrong one than meant to find nothing.
func loadRules(dir string) (*claim.Rules, error) {
	rules, err := claim.Load(os.DirFS(dir))
	if err != nil {
		return nil, fmt.Errorf("rules of %s: %w", dir, err)
	}
	if len(rules.List()) == 0 {
		return nil, fmt.Errorf("rules of %s: there are none: put rule files there, NAME.rules", dir)
	}
	return rules, nil
}
