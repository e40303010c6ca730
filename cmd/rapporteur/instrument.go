package main

import (
	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/view"
)

type instrumentCmd struct {
	asking
	States []string `arg:"" name:"state" help:"Two or more states: ISO codes or names."`
}

func (c *instrumentCmd) Run(a *app) error {
	ps, err := parseStates(c.States)
	if err != nil {
		return err
	}
	t, err := answer(a, c.asking, func(b *book.Book, asOf rapporteur.Date) (*view.Cascade, error) {
		return b.Cascade(a.ctx, ps, asOf)
	}, view.WriteCascade)
	if err == nil && len(t.Texts) == 0 {
		err = partly{"no formal text of these is told of in the documents held"}
	}
	return err
}
