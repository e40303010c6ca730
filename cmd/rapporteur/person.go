package main

import (
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/view"
)

type personCmd struct {
	asking
	Name []string `arg:"" help:"The person in office: a name in any spelling known, or an identity."`
}

func (c *personCmd) Run(a *app) error {
	name := strings.Join(c.Name, " ")
	_, err := answer(a, c.asking, func(b *book.Book, asOf rapporteur.Date) (*view.PersonPage, error) {
		return b.Person(a.ctx, name, asOf, 0)
	}, view.WritePersonPage)
	return unknown(err, "a person called "+printable(name), "rapporteur dossier lists those in office")
}

type placeCmd struct {
	asking
	Name []string `arg:"" help:"The place: a name or a part of it."`
}

func (c *placeCmd) Run(a *app) error {
	name := strings.Join(c.Name, " ")
	p, err := answer(a, c.asking, func(b *book.Book, asOf rapporteur.Date) (*view.PlacePage, error) {
		return b.Place(a.ctx, name, asOf)
	}, view.WritePlacePage)
	if err == nil && len(p.Meetings) == 0 {
		err = partly{"nothing is said to have happened there: try a part of the name"}
	}
	return err
}
