package main

import (
	"errors"
	"fmt"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/view"
	"example.org/rapporteur/internal/who"
)

type dossierCmd struct {
	States []string `arg:"" name:"state" help:"Two or more states: ISO codes or names."`
	asking
}

func (c *dossierCmd) Run(a *app) error {
	ps, err := parseStates(c.States)
	if err != nil {
		return err
	}
	d, err := answer(a, c.asking, func(b *book.Book, asOf rapporteur.Date) (*view.Dossier, error) {
		return b.Dossier(a.ctx, ps, asOf)
	}, view.WriteDossier)
	if err != nil {
		return err
	}
	if d.Coverage.Documents == 0 {
		return partly{"no document speaks of these together: read some with rapporteur read FILE"}
	}
	return nil
}

// parseStates reads state codes or names, two at least.
func parseStates(words []string) ([]rapporteur.Party, error) {
	var ps []rapporteur.Party
	for _, w := range words {
		p, ok := who.Resolve(w)
		if !ok {
			return nil, misuse{fmt.Errorf("%q is not a state that is known: write its ISO 3166-1 code or its name, such as VNM or Vietnam", w)}
		}
		if !slices.Contains(ps, p) {
			ps = append(ps, p)
		}
	}
	if len(ps) < 2 {
		return nil, misuse{errors.New("this needs two states or more, such as VNM LAO")}
	}
	return ps, nil
}
