package view

import "example.org/rapporteur"

// A Contact is the page of one meeting, visit, exercise or the like.
type Contact struct {
	AsOf     rapporteur.Date `json:"as_of"`
	AsOfText string          `json:"as_of_text"`
	Outcome
	// Forums are the mechanisms that it was a meeting of.
	Forums []RecordRef `json:"forums,omitempty"`
}

// NewContact returns the contact of a record's or claim's identity, else one that
// gathers one of the claims. ok is false if there was none as of the day.
func NewContact(in Input, id string, claims ...rapporteur.ClaimID) (c *Contact, ok bool) {
	x := newIndex(in)
	r := x.record(rapporteur.KindInteraction, id, claims)
	if r == nil {
		return nil, false
	}
	c = &Contact{AsOf: in.AsOf, AsOfText: asOf(in.AsOf), Outcome: x.outcome(r)}
	seen := map[rapporteur.RecordID]bool{}
	for _, k := range x.of(r.Claims) {
		for _, o := range x.recordOf[k.ID] {
			if o.Kind == rapporteur.KindMechanism && !seen[o.ID] {
				seen[o.ID] = true
				c.Forums = append(c.Forums, RecordRef{ID: o.ID, Kind: o.Kind, Title: o.Title, Parties: parties(o.Parties)})
			}
		}
	}
	return c, true
}

// Table returns the passages that tell of a contact, one a row.
func (c *Contact) Table() Table {
	t := Table{{"contact", "date", "in words", "place", "claim", "document", "outlet", "published", "said by", "quote", "url"}}
	for _, s := range c.Meeting.Evidence.Sources {
		t = append(t, []string{string(c.Meeting.ID), c.Meeting.When.Date.String(), c.Meeting.When.Words, c.Meeting.Place.Text, string(s.Claim), string(s.Doc), s.Outlet,
			s.Published.Date.String(), s.SaidBy, s.Quote, WebAddress(s.URL)})
	}
	return t
}
