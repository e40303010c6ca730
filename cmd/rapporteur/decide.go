package main

import (
	"fmt"
	"os/user"

	"example.org/rapporteur"
)

type decideCmd struct {
	Verb   string `arg:"" enum:"accept,reject,undo" help:"accept, reject, or undo."`
	ID     string `arg:"" help:"The claim, or for undo the decision." placeholder:"ID"`
	By     string `help:"Your name; that of your account if it is left out." placeholder:"NAME"`
	Reason string `help:"Why." placeholder:"TEXT"`
}

func (c *decideCmd) Run(a *app) error {
	d := rapporteur.Decision{Verb: rapporteur.Verb(c.Verb), By: c.By, Reason: c.Reason, At: a.now()}
	if d.By == "" {
		u, err := user.Current()
		if err != nil {
			return fmt.Errorf("find out who decides: %w: name them with --by", err)
		}
		d.By = u.Username
	}
	if d.Verb == rapporteur.Undo {
		d.Undoes = rapporteur.DecisionID(c.ID)
	} else {
		d.Claim = rapporteur.ClaimID(c.ID)
	}
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	if d, err = s.Decide(a.ctx, d); err != nil {
		return fmt.Errorf("decide on %s: %w", c.ID, err)
	}
	if err := a.relink(s); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "%s: %s by %s; to take it back: rapporteur decide undo %s\n", d.ID, d.Verb, printable(d.By), d.ID)
	return nil
}
