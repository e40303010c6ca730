package annotation

import (
	"slices"
	"strings"

	"example.org/rapporteur"
)

// Options says how claims are written.
type Options struct {
	// Quote returns the words of a quote as they stood in the text as given.
	// Nil takes the words of the normalised text.
	Quote func(rapporteur.Quote) string
	// Event returns the PLOVER category of a claim, false if it is no event.
	Event func(rapporteur.Claim) (string, bool)
	// CAMEO returns the CAMEO code of an event, "" if it cannot be told. May be nil.
	CAMEO func(rapporteur.Claim) string
}

// From writes the claims of a document as annotations.
func From(doc rapporteur.Document, claims []rapporteur.Claim, o Options) *Document {
	if o.Quote == nil {
		o.Quote = rapporteur.Quote.Exact
	}
	d := &Document{
		Doc: doc.Name, Published: text(doc.Published.String()),
		Interactions: []Interaction{}, Instruments: []Instrument{}, Mechanisms: []Mechanism{}, Commitments: []Commitment{},
		Gaps: []Gap{}, Speculation: []Speculation{}, People: []Person{}, Events: []Event{},
	}
	for _, c := range claims {
		quote := o.Quote(c.Quote)
		switch c.Kind {
		case rapporteur.KindInteraction:
			d.Interactions = append(d.Interactions, interaction(c, quote))
		case rapporteur.KindInstrument:
			d.Instruments = append(d.Instruments, Instrument{
				Title: c.Instrument.Title, Kind: string(c.Instrument.Type), Parties: parties(c.Parties), Date: text(c.Time.Date.String()),
				Status: string(c.Instrument.Status), Quote: quote, Background: c.Background,
			})
		case rapporteur.KindMechanism:
			d.Mechanisms = append(d.Mechanisms, Mechanism{Name: c.Mechanism.Name, Parties: parties(c.Parties), Quote: quote})
		case rapporteur.KindCommitment:
			b := c.Commitment
			for _, a := range c.Areas {
				d.Commitments = append(d.Commitments, Commitment{
					By: parties(b.By), To: parties(b.To), Area: string(a), What: b.What, Stage: string(b.Stage), Due: text(b.Due.Date.String()),
					Factuality: string(c.Factuality), AttributedTo: speaker(c, doc), Quote: quote, Background: c.Background,
				})
			}
		case rapporteur.KindQuestion:
			d.Gaps = append(d.Gaps, Gap{About: c.Question.About, Kind: string(c.Question.Type), Quote: quote})
		case rapporteur.KindAssessment:
			d.Speculation = append(d.Speculation, Speculation{
				What: c.Assessment.What, Factuality: string(c.Factuality), AttributedTo: speaker(c, doc), Quote: quote,
			})
		case rapporteur.KindTenure:
			if p := c.Tenure.Person; c.Tenure.Heard || p.Office != "" {
				d.People = append(d.People, Person{
					Name: p.Name, Office: text(p.Office), Country: text(string(p.Country)), Mentions: append([]string{}, c.Tenure.Mentions...),
				})
			}
		}
		if o.Event == nil || c.Background {
			continue
		}
		if t, ok := o.Event(c); ok {
			// An undertaking in several areas is one event, told once.
			if s, g, ok := dyad(c); ok {
				e := Event{Source: s, Target: g, Type: t, Mode: string(c.Mode), Quote: quote}
				if o.CAMEO != nil {
					e.CAMEO = o.CAMEO(c)
				}
				if !slices.Contains(d.Events, e) {
					d.Events = append(d.Events, e)
				}
			}
		}
	}
	return d
}

func interaction(c rapporteur.Claim, quote string) Interaction {
	b := c.Interaction
	i := Interaction{
		Type: string(b.Type), Date: text(c.Time.Date.String()), Mechanism: text(b.Mechanism), Parties: parties(c.Parties),
		Participants: []Participant{}, Quote: quote, Factuality: string(c.Factuality), Background: c.Background,
	}
	if c.Place != nil {
		place := c.Place.Name
		if c.Place.State != "" && !strings.EqualFold(place, string(c.Place.State)) {
			place += ", " + string(c.Place.State)
		}
		i.Place = &place
	}
	if b.Edition > 0 {
		e := Edition(b.Edition)
		i.Edition = &e
	}
	for _, p := range b.Participants {
		i.Participants = append(i.Participants, Participant{Name: p.Name, Office: text(p.Office), Country: text(string(p.Country))})
	}
	return i
}

// dyad returns the source and target of the event that a claim amounts to: the
// one who acts and the other, or the first two parties of a mutual act.
func dyad(c rapporteur.Claim) (source, target string, ok bool) {
	ps := c.Parties
	if b := c.Commitment; b != nil && len(b.By) == 1 && len(b.To) > 0 {
		ps = []rapporteur.Party{b.By[0], b.To[0]}
	}
	if len(ps) < 2 {
		return "", "", false
	}
	return string(ps[0]), string(ps[1]), true
}

// speaker returns the nearest named or described speaker, nil where only the
// outlet speaks.
func speaker(c rapporteur.Claim, doc rapporteur.Document) *string {
	if len(c.SaidBy) == 0 || len(c.SaidBy) == 1 && c.SaidBy[0].Name == doc.Outlet {
		return nil
	}
	return text(c.SaidBy[0].Name)
}

func parties(ps []rapporteur.Party) []string {
	out := []string{}
	for _, p := range ps {
		out = append(out, string(p))
	}
	return out
}

func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
