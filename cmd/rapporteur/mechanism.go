package main

import (
	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/view"
)

type mechanismCmd struct {
	asking
	Name    string   `arg:"" help:"The mechanism: its name, a part of it, or its identity."`
	Parties []string `help:"Only among the mechanisms of these, such as VNM,LAO." placeholder:"PARTY"`
}

func (c *mechanismCmd) Run(a *app) error {
	_, err := answer(a, c.asking, func(b *book.Book, asOf rapporteur.Date) (*view.Forum, error) {
		return b.Forum(a.ctx, parties(c.Parties), c.Name, asOf)
	}, view.WriteForum)
	return unknown(err, "a mechanism called "+printable(c.Name), "rapporteur dossier lists those of two states")
}
