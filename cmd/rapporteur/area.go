package main

import (
	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/view"
)

type areaCmd struct {
	asking
	Area    string   `arg:"" help:"The area of cooperation, or a part of its name."`
	Parties []string `help:"Only of these together, such as VNM,LAO." placeholder:"PARTY"`
}

func (c *areaCmd) Run(a *app) error {
	area, err := areaOf(c.Area)
	if err != nil {
		return err
	}
	p, err := answer(a, c.asking, func(b *book.Book, asOf rapporteur.Date) (*view.AreaPage, error) {
		return b.Area(a.ctx, parties(c.Parties), area, asOf)
	}, view.WriteAreaPage)
	if err == nil && len(p.Meetings)+len(p.Agreements)+len(p.Commitments)+len(p.Questions) == 0 {
		err = partly{"nothing is told of this area in the documents held"}
	}
	return err
}
