package main

import (
	"encoding/json"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/view"
)

type reviewCmd struct {
	States []string `arg:"" optional:"" name:"state" help:"Only claims that these are party to: two or more states, by ISO code or name."`
	Limit  int      `default:"20" help:"How many claims to show." placeholder:"N"`
	JSON   bool     `help:"Print what wants a decision as JSON."`
}

func (c *reviewCmd) Run(a *app) error {
	var ps []rapporteur.Party
	if len(c.States) > 0 {
		var err error
		if ps, err = parseStates(c.States); err != nil {
			return err
		}
	}
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	q, err := book.New(s.Ledger, a.now).Queue(a.ctx, ps)
	if err != nil {
		return err
	}
	if !c.JSON {
		return view.WriteQueue(a.stdout, q, c.Limit)
	}
	if len(q.Claims) > c.Limit {
		q.Claims = q.Claims[:c.Limit]
	}
	enc := json.NewEncoder(a.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(q)
}
