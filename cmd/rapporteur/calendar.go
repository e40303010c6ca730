package main

import (
	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/view"
)

type calendarCmd struct {
	asking
	States []string `arg:"" name:"state" help:"Two or more states: ISO codes or names."`
}

func (c *calendarCmd) Run(a *app) error {
	ps, err := parseStates(c.States)
	if err != nil {
		return err
	}
	k, err := answer(a, c.asking, func(b *book.Book, asOf rapporteur.Date) (*view.Calendar, error) {
		return b.Calendar(a.ctx, ps, asOf)
	}, view.WriteICS)
	if err == nil && len(k.Events) == 0 {
		err = partly{"no meeting of these is announced or to be expected, as far as the documents held tell"}
	}
	return err
}
