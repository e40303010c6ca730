package view

import (
	"slices"
	"strconv"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/who"
)

// A ReaderClaim is one claim as it stands beside its text.
type ReaderClaim struct {
	Anchor
	Kind      rapporteur.Kind      `json:"kind"`
	Title     string               `json:"title"` // in short, not a quote
	Quote     string               `json:"quote"`
	Start     rapporteur.CodePoint `json:"start"`
	End       rapporteur.CodePoint `json:"end"`
	Page      string               `json:"page,omitempty"` // of the file, such as "p. 3"
	Parties   []Party              `json:"parties,omitempty"`
	Values    []NamedValue         `json:"values,omitempty"`
	Certainty Certainty            `json:"certainty"`
	Mode      rapporteur.Mode      `json:"mode"`
	SaidBy    string               `json:"said_by"` // the chain of attribution in words
	// Unsure lists, in words, what was resolved by a guess.
	Unsure  []string          `json:"unsure,omitempty"`
	Engine  string            `json:"engine"`
	Rule    rapporteur.RuleID `json:"rule"`
	Why     []rapporteur.Cue  `json:"why,omitempty"`
	Review  Review            `json:"review"`
	Records []RecordRef       `json:"records,omitempty"` // that gather the claim
}

// A NamedValue is one field of a claim in words.
type NamedValue struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	Note  string `json:"note,omitempty"` // such as how a date was inferred
}

// A RecordRef names a record and the dossier it stands in.
type RecordRef struct {
	ID      rapporteur.RecordID `json:"id"`
	Kind    rapporteur.Kind     `json:"kind"`
	Title   string              `json:"title"`
	Parties []Party             `json:"parties,omitempty"`
}

// A ClaimPage is the page of one claim: the claim with the reasons for it, and
// the document it stands in.
type ClaimPage struct {
	Document Heading     `json:"document"`
	Hash     string      `json:"hash"`               // SHA-256 of the text
	Captured []Arrival   `json:"captured,omitempty"` // the first one first
	Claim    ReaderClaim `json:"claim"`
	Before   string      `json:"before,omitempty"` // the words around the quote
	After    string      `json:"after,omitempty"`
	RuleFile string      `json:"rule_file,omitempty"` // that the rule stands in; empty for a claim that a person added
}

// NewClaimPage returns the page of a claim. The document must have its text. ok
// is false if the input does not hold the claim or it is not of this document.
func NewClaimPage(in Input, doc rapporteur.Document, captures []rapporteur.Capture, id rapporteur.ClaimID) (page *ClaimPage, ok bool) {
	x := newIndex(in)
	c := x.claims[id]
	if c == nil || c.Doc != doc.ID {
		return nil, false
	}
	return &ClaimPage{
		Document: x.heading(doc, nil), Hash: doc.Text.Hash(), Captured: arrivals(captures), Claim: x.readerClaim(c),
		Before: c.Quote.Prefix(), After: c.Quote.Suffix(), RuleFile: fileOf(c.Rule),
	}, true
}

func (x *index) readerClaim(c *rapporteur.Claim) ReaderClaim {
	r := ReaderClaim{
		Anchor: anchor(c), Kind: c.Kind, Page: page(x.Locations[c.ID]), Quote: c.Quote.Exact(), Start: c.Quote.Start(), End: c.Quote.End(),
		Parties: parties(c.Parties), Certainty: certainty(c), Mode: c.Mode, SaidBy: saidBy(c.SaidBy), Unsure: c.Unsure,
		Engine: c.Engine, Rule: c.Rule, Why: c.Cues, Review: x.review(c.ID),
	}
	r.Title, r.Values = described(c)
	for _, rec := range x.recordOf[c.ID] {
		r.Records = append(r.Records, RecordRef{ID: rec.ID, Kind: rec.Kind, Title: rec.Title, Parties: parties(rec.Parties)})
	}
	return r
}

// A describer collects the values of a claim in words.
type describer []NamedValue

func (d *describer) add(name, value string) { d.note(name, value, "") }

func (d *describer) note(name, value, note string) {
	if value != "" {
		*d = append(*d, NamedValue{Name: name, Value: value, Note: note})
	}
}

func (d *describer) time(name string, t rapporteur.Time) {
	if !t.Date.IsZero() {
		d.note(name, t.Date.Words(), inferred(t.Inference))
	}
}

// described returns a claim in short and its values in words.
func described(c *rapporteur.Claim) (title string, values []NamedValue) {
	var d describer
	switch c.Kind {
	case rapporteur.KindInteraction:
		title = describeInteraction(c, &d)
	case rapporteur.KindMechanism:
		title = c.Mechanism.Name
		d.add("cadence", c.Mechanism.Cadence)
	case rapporteur.KindInstrument:
		i := c.Instrument
		title = i.Title
		d.add("form", string(i.Type))
		d.add("status", string(i.Status))
		d.time("date", c.Time)
		if !i.Period.IsZero() {
			d.add("period", i.Period.Words())
		}
		d.add("implements", i.Implements)
		d.add("succeeds", i.Succeeds)
	case rapporteur.KindCommitment:
		k := c.Commitment
		title = k.What
		d.add("by", inWords(names(parties(k.By))))
		d.add("to", inWords(names(parties(k.To))))
		d.add("speech act", string(k.Act))
		d.add("stage", string(k.Stage))
		d.time("due", k.Due)
		d.time("date", c.Time)
		d.add("amount", k.Amount)
		d.add("disclosure", string(k.Disclosure))
	case rapporteur.KindQuestion:
		title = c.Question.About
		d.add("why", string(c.Question.Type))
	case rapporteur.KindAssessment:
		title = c.Assessment.What
	case rapporteur.KindTenure:
		title = describePerson(c.Tenure.Person)
		d.add("other forms of the name", strings.Join(c.Tenure.Mentions, "; "))
		if c.Tenure.Former {
			d.add("office", "no longer held")
		}
	}
	areas := areasOf([]*rapporteur.Claim{c})
	d.add("area", strings.Join(areas, "; "))
	if c.Background {
		d.add("mentioned", "as context")
	}
	return title, d
}

func describeInteraction(c *rapporteur.Claim, d *describer) string {
	i := c.Interaction
	d.time("date", c.Time)
	if c.Time.Date.IsZero() {
		d.add("date", "not stated")
	}
	if c.Place != nil {
		place := c.Place.Name
		if c.Place.State != "" && who.Display(c.Place.State) != place {
			place += ", " + who.Display(c.Place.State)
		}
		d.add("place", place)
	}
	d.add("forum", i.Mechanism)
	if i.Edition > 0 {
		d.add("edition", strconv.Itoa(i.Edition))
	}
	for _, p := range i.Participants {
		note := ""
		if p.OfficeInferred {
			note = "office taken over from the counterpart"
		}
		d.note("participant", describePerson(p), note)
	}
	if i.Host != "" {
		d.add("host", who.Display(i.Host))
	}
	of := " of "
	if i.Type == rapporteur.Signing {
		of = " by "
	}
	return capital(string(i.Type)) + of + inWords(names(parties(c.Parties)))
}

// describePerson returns a person with rank, office and country.
func describePerson(p rapporteur.Participant) string {
	parts := []string{strings.TrimSpace(p.Rank + " " + p.Name), p.Office, ""}
	if p.Country != "" {
		parts[2] = who.Display(p.Country)
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}
