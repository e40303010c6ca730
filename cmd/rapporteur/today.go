package main

import (
	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/view"
)

type todayCmd struct {
	asking
	Since string `help:"List what came in on this day or after it, too." placeholder:"DATE"`
}

func (c *todayCmd) Run(a *app) error {
	since, err := day("--since", c.Since)
	if err != nil {
		return err
	}
	_, err = answer(a, c.asking, func(b *book.Book, asOf rapporteur.Date) (*view.Today, error) {
		t, err := b.Today(a.ctx, asOf)
		if err != nil || since.IsZero() {
			return t, err
		}
		fresh := *t // what a book gives is shared
		fresh.New, err = b.Arrived(a.ctx, since)
		return &fresh, err
	}, view.WriteToday)
	return err
}
