package main

import (
	"errors"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/view"
)

type commitmentCmd struct {
	listing
	ID       string   `arg:"" optional:"" help:"One undertaking: its identity, or that of a claim of it."`
	Parties  []string `help:"Only undertakings that all of these are party to, such as VNM,LAO." placeholder:"PARTY"`
	Stage    string   `help:"Only those last reported at this stage, such as 'under way'." placeholder:"STAGE"`
	Standing string   `help:"Only those of which this has come: said, repeated, 'under way', 'partly delivered', delivered, suspended or withdrawn." placeholder:"STANDING"`
	State    string   `help:"Only those of which the clock says this, such as overdue or 'no public trace'." placeholder:"STATE"`
	Area     string   `help:"Only those in this area." placeholder:"AREA"`
}

func (c *commitmentCmd) Run(a *app) (err error) {
	if c.ID != "" {
		if len(c.Parties) > 0 || c.Stage+c.Standing+c.State+c.Area != "" || c.CSV || c.MD {
			return misuse{errors.New("name one undertaking or choose among them, not both")}
		}
		_, err := answer(a, c.asking, func(b *book.Book, asOf rapporteur.Date) (*view.Thread, error) {
			return b.Thread(a.ctx, c.ID, asOf)
		}, view.WriteThread)
		return unknown(err, c.ID, "rapporteur commitment lists the undertakings with their identities")
	}
	q := view.BoardQuery{Parties: parties(c.Parties), Stage: rapporteur.Stage(c.Stage), Standing: link.Standing(c.Standing), State: c.State}
	if c.Area != "" {
		if q.Area, err = areaOf(c.Area); err != nil {
			return err
		}
	}
	b, err := list(a, c.listing, func(b *book.Book, asOf rapporteur.Date) (*view.Board, error) {
		return b.Board(a.ctx, q, asOf)
	}, view.WriteBoard)
	if err == nil && len(b.Commitments) == 0 {
		err = partly{"no undertaking is like that among the documents held"}
	}
	return err
}
