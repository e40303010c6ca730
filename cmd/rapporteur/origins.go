package main

import (
	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/view"
)

type originsCmd struct {
	listing
	Parties []string `arg:"" optional:"" name:"party" help:"Only documents that speak of these together; all if none is named."`
}

func (c *originsCmd) Run(a *app) error {
	o, err := list(a, c.listing, func(b *book.Book, asOf rapporteur.Date) (*view.Outlets, error) {
		return b.Outlets(a.ctx, parties(c.Parties), asOf)
	}, view.WriteOutlets)
	if err == nil && len(o.Outlets) == 0 {
		err = partly{"no document held is like that: read some with rapporteur read FILE"}
	}
	return err
}
