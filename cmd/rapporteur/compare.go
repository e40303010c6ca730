package main

import (
	"errors"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/view"
)

type compareCmd struct {
	listing
	Relations []string `arg:"" name:"relation" help:"Two or more relations, such as VNM:LAO VNM:KHM."`
}

func (c *compareCmd) Run(a *app) error {
	var relations [][]rapporteur.Party
	for _, r := range c.Relations {
		ps, err := parseStates(strings.Split(r, ":"))
		if err != nil {
			return err
		}
		relations = append(relations, ps)
	}
	if len(relations) < 2 {
		return misuse{errors.New("a comparison needs two relations or more, such as VNM:LAO VNM:KHM")}
	}
	_, err := list(a, c.listing, func(b *book.Book, asOf rapporteur.Date) (*view.Comparison, error) {
		return b.Compare(a.ctx, relations, asOf)
	}, view.WriteComparison)
	return err
}
