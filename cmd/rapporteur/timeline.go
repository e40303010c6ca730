package main

import (
	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/view"
)

type timelineCmd struct {
	listing
	States []string `arg:"" name:"state" help:"Two or more states: ISO codes or names."`
}

func (c *timelineCmd) Run(a *app) error {
	ps, err := parseStates(c.States)
	if err != nil {
		return err
	}
	t, err := list(a, c.listing, func(b *book.Book, asOf rapporteur.Date) (*view.Timeline, error) {
		return b.Timeline(a.ctx, ps, asOf)
	}, view.WriteTimeline)
	if err == nil && len(t.Entries) == 0 {
		err = partly{"no document speaks of these together: read some with rapporteur read FILE"}
	}
	return err
}
