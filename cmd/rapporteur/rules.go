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
		rules, err = claim.Load(os.DirFS(c.Check))
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
		return partly{fmt.Sprintf("%d examples do not hold", len(failures))}
	}
	fmt.Fprintf(a.stdout, "%d rules: every example holds.\n", len(rules.List()))
	return nil
}
