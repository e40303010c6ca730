package main

import (
	"errors"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/view"
)

type diffCmd struct {
	States []string `arg:"" name:"state" help:"Two or more states: ISO codes or names."`
	From   string   `help:"The day after which things became known, in EDTF." required:"" placeholder:"DATE"`
	To     string   `help:"The last day to look at; today if it is left out." placeholder:"DATE"`
	JSON   bool     `help:"Print it as JSON."`
	CSV    bool     `help:"Print it as CSV, for spreadsheets." xor:"form"`
	MD     bool     `name:"md" help:"Print it as Markdown (the default)." xor:"form"`
}

func (c *diffCmd) Run(a *app) error {
	ps, err := parseStates(c.States)
	if err != nil {
		return err
	}
	from, err := day("--from", c.From)
	if err != nil {
		return err
	}
	if from.IsZero() {
		return misuse{errors.New("--from: write a day, such as 2025-03-05")}
	}
	if _, err := day("--to", c.To); err != nil {
		return err
	}
	d, err := list(a, listing{asking: asking{AsOf: c.To, JSON: c.JSON}, CSV: c.CSV}, func(b *book.Book, to rapporteur.Date) (*view.Diff, error) {
		return b.Diff(a.ctx, ps, from, to)
	}, view.WriteDiff)
	if err == nil && d.Claims == 0 {
		err = partly{"nothing became known of these between the two days, as far as the documents held tell"}
	}
	return err
}
