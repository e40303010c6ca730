package view

import (
	"cmp"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
)

// An Agreement is a formal text and what has been done to it.
type Agreement struct {
	ID         rapporteur.RecordID         `json:"id"`
	Title      string                      `json:"title"`
	Titles     []Fact                      `json:"titles"` // every title that sources use, the displayed one first
	Kind       rapporteur.InstrumentKind   `json:"kind"`
	Status     rapporteur.InstrumentStatus `json:"status"` // the latest
	When       When                        `json:"when"`   // when it came to its latest status
	Parties    []Party                     `json:"parties"`
	Period     *When                       `json:"period,omitempty"` // the years it covers
	Implements Field                       `json:"implements"`
	Succeeds   Field                       `json:"succeeds"`
	History    []Step                      `json:"history"`
	Certainty  Certainty                   `json:"certainty"`
	Evidence   Evidence                    `json:"evidence"`
}

// life holds the statuses in the order of a text's life, which none goes back on.
var life = []rapporteur.InstrumentStatus{rapporteur.InstrumentStatusOpen, rapporteur.InstrumentProposed, rapporteur.UnderNegotiation,
	rapporteur.Signed, rapporteur.InForce, rapporteur.Expired, rapporteur.Terminated}

func (x *index) agreement(r *rapporteur.Record) Agreement {
	claims := x.of(r.Claims)
	a := Agreement{
		ID: r.ID, Title: r.Title, Titles: x.facts(r, link.FieldTitle), Parties: parties(r.Parties), Kind: claims[0].Instrument.Type,
		Status: rapporteur.InstrumentStatusOpen, Certainty: together(claims), Evidence: x.evidence(r), History: []Step{},
	}
	if len(r.Fields[link.FieldPeriod]) > 0 {
		period := x.date(r, link.FieldPeriod)
		a.Period = &period
	}
	for _, c := range claims {
		i := c.Instrument
		a.Implements = beside(a.Implements, i.Implements, c)
		a.Succeeds = beside(a.Succeeds, i.Succeeds, c)
		a.History = append(a.History, x.step(string(i.Status), c, r.Reasons[c.ID]))
		if told(c) && slices.Index(life, i.Status) > slices.Index(life, a.Status) {
			a.Status = i.Status
		}
	}
	inTime(a.History)
	a.When = x.reached(r, a, claims)
	return a
}

// reached returns when the text came to its latest status: as a claim tells, else
// by the publication of the first that says so.
func (x *index) reached(r *rapporteur.Record, a Agreement, claims []*rapporteur.Claim) When {
	if a.Status == rapporteur.Signed && len(r.Fields[link.FieldSigned]) > 0 {
		return x.date(r, link.FieldSigned)
	}
	for _, s := range a.History {
		if s.What == string(a.Status) && !s.Said {
			return s.When
		}
	}
	w := when(rapporteur.Date{})
	var of []*rapporteur.Claim
	for _, c := range claims {
		if c.Instrument.Status == a.Status {
			of = append(of, c)
			w.Anchors = append(w.Anchors, anchor(c))
		}
	}
	if len(of) > 0 {
		w = x.reported(w, of)
	}
	return w
}

// beside adds a value to a field: the first one is displayed.
func beside(f Field, text string, c *rapporteur.Claim) Field {
	switch {
	case text == "":
	case f.Text == "" || f.Text == text:
		f.Text = text
		f.Anchors = append(f.Anchors, anchor(c))
	default:
		f.Rivals = append(f.Rivals, Fact{Text: text, Anchors: []Anchor{anchor(c)}})
	}
	return f
}

func (x *index) agreements(ps []rapporteur.Party) []Agreement {
	out := []Agreement{}
	for _, r := range x.recordsOf(rapporteur.KindInstrument, ps) {
		out = append(out, x.agreement(r))
	}
	slices.SortStableFunc(out, func(a, b Agreement) int {
		return cmp.Or(LatestFirst(a.When.Date, b.When.Date), cmp.Compare(a.Title, b.Title))
	})
	return out
}
