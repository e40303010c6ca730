package main

import (
	"encoding/json"
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
	AsOf   string   `help:"Show what was public on this day, in EDTF." placeholder:"DATE"`
	JSON   bool     `help:"Print the dossier as JSON."`
}

func (c *dossierCmd) Run(a *app) error {
	ps, err := parseStates(c.States)
	if err != nil {
		return err
	}
	var asOf rapporteur.Date
	if c.AsOf != "" {
		if asOf, err = rapporteur.ParseDate(c.AsOf); err != nil {
			return misuse{fmt.Errorf("--as-of: %w", err)}
		}
		if _, _, ok := asOf.Bounds(); !ok {
			return misuse{fmt.Errorf("--as-of: %s leaves its last day open: write a day, a month or a year, such as 2025-03-05", asOf)}
		}
	}
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	d, err := book.New(s.Ledger, a.now).Dossier(a.ctx, ps, asOf)
	if err != nil {
		return err
	}
	if c.JSON {
		enc := json.NewEncoder(a.stdout)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		err = enc.Encode(d)
	} else {
		err = view.WriteDossier(a.stdout, d)
	}
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
		return nil, misuse{errors.New("a dossier needs two states or more: rapporteur dossier VNM LAO")}
	}
	return ps, nil
}
