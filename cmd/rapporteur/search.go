package main

import (
	"errors"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/view"
)

type searchCmd struct {
	listing
	Words  []string `arg:"" optional:"" name:"word" help:"Words that must all be there, without regard to case and diacritics; a last * stands for any ending. Words within quotation marks must follow each other: '\"border guards\"' in a shell."`
	Kind   []string `help:"Only claims of this kind." enum:"interaction,mechanism,instrument,commitment,question,assessment,tenure" placeholder:"KIND"`
	Party  []string `help:"Only claims that this state or organisation is party to." placeholder:"PARTY"`
	Person string   `help:"Only claims that name this person, in any spelling known." placeholder:"NAME"`
	Area   string   `help:"Only claims in this area." placeholder:"AREA"`
	Outlet string   `help:"Only documents of this outlet; a part of its name is enough." placeholder:"NAME"`
	From   string   `help:"Published on this day or later." placeholder:"DATE"`
	To     string   `help:"Published on this day or earlier." placeholder:"DATE"`
	Limit  int      `help:"How many documents to show." default:"20"`
}

func (c *searchCmd) Run(a *app) (err error) {
	q := view.Query{Words: strings.Join(c.Words, " "), Person: c.Person, Outlet: c.Outlet}
	for _, k := range c.Kind {
		q.Kinds = append(q.Kinds, rapporteur.Kind(k))
	}
	for _, p := range c.Party {
		q.Parties = append(q.Parties, partyOf(p))
	}
	if c.Area != "" {
		if q.Area, err = areaOf(c.Area); err != nil {
			return err
		}
	}
	if q.From, err = day("--from", c.From); err != nil {
		return err
	}
	if q.To, err = day("--to", c.To); err != nil {
		return err
	}
	if c.Limit < 1 {
		return misuse{errors.New("--limit: show one document at least")}
	}
	if q.Words == "" && len(q.Kinds) == 0 && len(q.Parties) == 0 && q.Person == "" && q.Area == "" && q.Outlet == "" && q.From.IsZero() && q.To.IsZero() {
		return misuse{errors.New("say what to look for: words, or one of --kind, --party, --person, --area, --outlet, --from and --to")}
	}
	s, err := list(a, c.listing, func(b *book.Book, asOf rapporteur.Date) (*view.Search, error) {
		return b.Search(a.ctx, q, asOf, c.Limit)
	}, view.WriteSearch)
	switch {
	case errors.Is(err, book.ErrNoPerson), errors.Is(err, book.ErrNoOutlet):
		return partly{err.Error()}
	case err == nil && s.Documents == 0:
		return partly{"nothing found: try fewer words, or the beginning of one with a *, or leave out quotation marks"}
	}
	return err
}
