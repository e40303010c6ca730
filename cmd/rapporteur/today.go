package main

import (
	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/view"
)

type todayCmd struct{ asking }

func (c *todayCmd) Run(a *app) error {
	_, err := answer(a, c.asking, func(b *book.Book, asOf rapporteur.Date) (*view.Today, error) {
		return b.Today(a.ctx, asOf)
	}, view.WriteToday)
	return err
}
