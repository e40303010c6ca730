package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/who"
)

type addCmd struct {
	Doc   rapporteur.DocID     `arg:"" help:"Document, by identity."`
	Kind  rapporteur.Kind      `arg:"" help:"Kind of claim: interaction, mechanism, instrument, commitment, question, assessment or tenure."`
	Quote string               `required:"" help:"The exact words of the text that the claim rests on." placeholder:"WORDS"`
	At    rapporteur.CodePoint `help:"Where they begin, in characters from the start of the text, if they stand in it more than once." default:"-1"`
	Set   []string             `sep:"none" help:"A field, such as date=2025-03-05 or 'by=Laos'; repeat for more fields." placeholder:"FIELD=VALUE"`
	deciding
}

// Run records a claim of the author's own. It goes through the same checks as the
// machine's: above all, its words must stand in the text.
func (c *addCmd) Run(a *app) error {
	if !identity(string(c.Doc), "d") {
		return misuse{fmt.Errorf("%q is not the identity of a document, which is d and 16 digits: rapporteur search and the address of its page have it", c.Doc)}
	}
	if !slices.Contains(rapporteur.Kinds, c.Kind) {
		return misuse{fmt.Errorf("%q is no kind of claim: there are %v", c.Kind, rapporteur.Kinds)}
	}
	if c.Saw != "" {
		return misuse{errors.New("--saw is the state of a claim that is there already")}
	}
	fields, err := corrections(c.Set)
	if err != nil {
		return err
	}
	if strangers := who.Strangers(fields); len(strangers) > 0 {
		n := strangers[0]
		hint := "write a usual name or code; of an organisation that is not known, name the members"
		if len(n.Near) > 0 {
			hint = fmt.Sprintf("is %s (%s) meant?", who.Display(n.Near[0]), n.Near[0])
		}
		return misuse{fmt.Errorf("%s: %q is no state or organisation known here: %s", n.Field, n.Name, hint)}
	}
	return c.with(a, func(s *store) ([]rapporteur.Decision, error) {
		doc, err := s.Document(a.ctx, c.Doc)
		if err != nil {
			return nil, err
		}
		places := doc.Text.Find(c.Quote)
		if c.At >= 0 {
			places = slices.DeleteFunc(places, func(q rapporteur.Quote) bool { return q.Start() != c.At })
		}
		switch len(places) {
		case 0:
			return nil, misuse{fmt.Errorf("these words do not stand there in the text of %s: copy them from it as they are: %q", c.Doc, c.Quote)}
		case 1:
		default:
			var at []string
			for _, q := range places {
				at = append(at, fmt.Sprint(q.Start()))
			}
			return nil, misuse{fmt.Errorf("these words stand in the text %d times: say which are meant, with --at %s", len(places), strings.Join(at, ", "))}
		}
		return []rapporteur.Decision{{Verb: rapporteur.Add, Doc: c.Doc, Of: c.Kind, Quote: places[0].Selector(),
			Corrections: who.Codes(fields)}}, nil
	})
}
