package main

import (
	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/view"
)

type questionsCmd struct {
	listing
	Parties []string `arg:"" optional:"" name:"party" help:"Only of these together; of all if none is named."`
}

func (c *questionsCmd) Run(a *app) error {
	q, err := list(a, c.listing, func(b *book.Book, asOf rapporteur.Date) (*view.Questions, error) {
		return b.Questions(a.ctx, parties(c.Parties), asOf)
	}, view.WriteQuestions)
	if err == nil && len(q.Open)+len(q.Answered)+len(q.Already) == 0 {
		err = partly{"no source states that anything is not known"}
	}
	return err
}
