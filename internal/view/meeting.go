package view

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/who"
)

// A Meeting is one contact: a meeting, call, visit, dialogue, exercise, signing
// or statement.
type Meeting struct {
	ID        rapporteur.RecordID        `json:"id"`
	Type      rapporteur.InteractionType `json:"type"`
	Title     string                     `json:"title"`
	When      When                       `json:"when"`
	Place     Field                      `json:"place"`
	Parties   []Party                    `json:"parties"`
	Mechanism Field                      `json:"mechanism"`
	Edition   Field                      `json:"edition"`
	// Participants are the persons named, by party, each once.
	Participants []Participant `json:"participants,omitempty"`
	Areas        []string      `json:"areas,omitempty"`
	Certainty    Certainty     `json:"certainty"`
	// Future marks what sources only announce. Words about its trace are in Derived.
	Future     bool     `json:"future,omitempty"`
	Background bool     `json:"background,omitempty"` // known only from mentions as context
	Derived    *Derived `json:"derived,omitempty"`
	Evidence   Evidence `json:"evidence"`
}

// A Participant is a person who took part, with the office the sources give.
type Participant struct {
	Person  rapporteur.RecordID `json:"person,omitempty"` // empty if no record gathers the name
	Name    string              `json:"name"`
	Rank    string              `json:"rank,omitempty"`
	Office  Field               `json:"office"`
	Country *Party              `json:"country,omitempty"`
	Anchors []Anchor            `json:"anchors"`
}

func (x *index) meeting(r *rapporteur.Record) Meeting {
	claims := x.of(r.Claims)
	m := Meeting{
		ID: r.ID, Title: r.Title, When: x.date(r, link.FieldDate), Place: x.field(r, link.FieldPlace), Parties: parties(r.Parties),
		Mechanism: x.field(r, link.FieldMechanism), Edition: x.field(r, link.FieldEdition),
		Areas: areasOf(claims), Certainty: together(claims), Evidence: x.evidence(r),
	}
	if vs := r.Fields[link.FieldType]; len(vs) > 0 {
		m.Type = rapporteur.InteractionType(vs[0].Value)
	}
	m.When = x.reported(m.When, claims)
	m.Participants = x.participants(r, claims)
	m.Future = !slices.ContainsFunc(claims, told) && slices.ContainsFunc(claims, foretold)
	m.Background = !slices.ContainsFunc(claims, func(c *rapporteur.Claim) bool { return !c.Background })
	if m.Future {
		m.Derived = x.announced(m.When, claims)
	}
	return m
}

// reported adds to a date that is not known when it was first reported.
func (x *index) reported(w When, claims []*rapporteur.Claim) When {
	if !w.Date.IsZero() {
		return w
	}
	if d := x.docs[slices.MinFunc(claims, x.byPublication).Doc].Published; !d.IsZero() {
		w.Words += ", reported " + d.Words()
	}
	return w
}

// told reports whether a claim tells of something as having happened or under
// way, rather than to come, supposed or denied.
func told(c *rapporteur.Claim) bool {
	switch c.Factuality {
	case rapporteur.CTPlus, rapporteur.Uu, rapporteur.CTu:
		return c.Mode == rapporteur.ModeCurrent || c.Mode == rapporteur.ModeHistorical
	}
	return false
}

// foretold reports whether a claim says that something is to come.
func foretold(c *rapporteur.Claim) bool {
	switch c.Factuality {
	case rapporteur.CTMinus, rapporteur.PRMinus, rapporteur.PSMinus:
		return false
	}
	return c.Mode == rapporteur.ModeFuture
}

// announced returns what the clock says of what sources do not report as held.
func (x *index) announced(w When, claims []*rapporteur.Claim) *Derived {
	now, ok := x.now()
	if !ok {
		return nil
	}
	last := slices.MaxFunc(claims, x.byPublication)
	d := Derived{Code: string(link.NotDue), Words: "announced; the date is still to come " + asOf(x.AsOf), Basis: "the date announced: " + w.Words}
	_, end, dated := w.Date.Bounds()
	if !dated {
		// Without a date of its own, an announcement counts as a promise without one.
		state, words, basis := link.Clock(link.Progress{First: x.public[last.Doc], Last: x.public[last.Doc]}, x.AsOf)
		return &Derived{Code: string(state), Words: words, Basis: basis}
	}
	if end.Before(now) {
		d.Code, d.Words = string(link.NoTrace), "announced; no public trace "+asOf(x.AsOf)
	}
	return &d
}

// participants returns the persons that the claims of a meeting name, each once,
// by country and name.
func (x *index) participants(r *rapporteur.Record, claims []*rapporteur.Claim) []Participant {
	var out []Participant
	at := map[string]int{} // by record, or by folded name where there is none
	for _, c := range claims {
		for _, p := range c.Interaction.Participants {
			person := x.personNamed(c.Doc, p.Name)
			key := who.Fold(p.Name)
			if person != nil {
				key = string(person.ID)
			}
			i, ok := at[key]
			if !ok {
				i = len(out)
				at[key] = i
				out = append(out, Participant{Name: p.Name})
			}
			q := &out[i]
			q.Anchors = append(q.Anchors, anchor(c))
			if len(p.Name) > len(q.Name) {
				q.Name = p.Name
			}
			if q.Rank == "" {
				q.Rank = p.Rank
			}
			if q.Country == nil && p.Country != "" {
				country := party(p.Country)
				q.Country = &country
			}
			if person != nil {
				q.Person = person.ID
				if vs := person.Fields[link.FieldCountry]; len(vs) > 0 {
					country := party(rapporteur.Party(vs[0].Value))
					q.Country = &country
				}
			}
		}
	}
	for i := range out {
		q := &out[i]
		for _, field := range slices.Sorted(maps.Keys(r.Fields)) {
			name, ok := strings.CutPrefix(field, link.OfficeOf)
			if ok && who.Fold(name) == who.Fold(q.Name) {
				q.Office = x.field(r, field)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Participant) int {
		return cmp.Or(cmp.Compare(countryName(a), countryName(b)), cmp.Compare(who.Fold(a.Name), who.Fold(b.Name)))
	})
	return out
}

// countryName orders participants; those of unknown country come last.
func countryName(p Participant) string {
	if p.Country == nil {
		return "\uffff"
	}
	return p.Country.Name
}

// personNamed returns the record of the person whom a document calls by a name.
func (x *index) personNamed(doc rapporteur.DocID, name string) *rapporteur.Record {
	return x.persons[docName{doc, who.Fold(name)}]
}

// meetings returns the meetings of the parties, latest first.
func (x *index) meetings(ps []rapporteur.Party) []Meeting {
	out := []Meeting{}
	for _, r := range x.recordsOf(rapporteur.KindInteraction, ps) {
		out = append(out, x.meeting(r))
	}
	slices.SortStableFunc(out, func(a, b Meeting) int {
		return cmp.Or(latestFirst(a.When.Date, b.When.Date), latestFirst(a.Evidence.Last.Date, b.Evidence.Last.Date))
	})
	return out
}

// latestFirst orders dates from the latest to the earliest. Dates whose year is
// not known come after all others, and no date last.
func latestFirst(a, b rapporteur.Date) int {
	_, _, known := a.Bounds()
	_, _, other := b.Bounds()
	switch {
	case known && other:
		return b.Compare(a)
	case known:
		return -1
	case other:
		return 1
	}
	return a.Compare(b)
}
