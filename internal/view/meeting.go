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
	Person rapporteur.RecordID `json:"person,omitempty"` // empty if no record gathers the name
	Name   string              `json:"name"`
	Rank   string              `json:"rank,omitempty"`
	Office Field               `json:"office"`
	// OfficeInferred marks an office that every claim takes over from the counterpart.
	OfficeInferred bool   `json:"office_inferred,omitempty"`
	Country        *Party `json:"country,omitempty"`
	// CountryGuessed marks a country that no source tells.
	CountryGuessed bool     `json:"country_guessed,omitempty"`
	Anchors        []Anchor `json:"anchors"`
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

// MetSince is the state of a meeting that was announced without a date, and of
// whose forum a later meeting was reported.
const MetSince = "met since"

// announced returns what the clock says of what sources do not report as held.
func (x *index) announced(w When, claims []*rapporteur.Claim) *Derived {
	now, ok := x.now()
	if !ok {
		return nil
	}
	if _, end, dated := w.Date.Bounds(); dated {
		basis := "the date announced: " + w.Words
		if end.Before(now) {
			return &Derived{Code: string(link.NoTrace), Words: "announced; no public trace " + asOf(x.AsOf), Basis: basis}
		}
		return &Derived{Code: string(link.NotDue), Words: "announced; the date is still to come " + asOf(x.AsOf), Basis: basis}
	}
	last := x.public[slices.MaxFunc(claims, x.byPublication).Doc]
	if next, ok := x.heldAfter(claims, last); ok {
		return &Derived{Code: MetSince, Words: "announced without a date; the forum met after that: " + next.Words(), Basis: "announced by " + last.Words()}
	}
	// Without a date of its own, an announcement counts as an undertaking without one.
	state, words, basis := link.Clock(link.Progress{First: last, Last: last}, x.AsOf)
	return &Derived{Code: string(state), Words: words, Basis: basis}
}

// heldAfter returns the date of the first meeting after a day that is reported of
// the forum that claims are about.
func (x *index) heldAfter(claims []*rapporteur.Claim, day rapporteur.Date) (next rapporteur.Date, ok bool) {
	for _, c := range claims {
		for _, forum := range x.recordOf[c.ID] {
			if forum.Kind != rapporteur.KindMechanism {
				continue
			}
			for _, d := range x.of(forum.Claims) {
				if d.Kind != rapporteur.KindInteraction || !told(d) || firstDay(d.Time.Date) == noDay || firstDay(d.Time.Date) <= lastDay(day) {
					continue
				}
				if !ok || d.Time.Date.Compare(next) < 0 {
					next, ok = d.Time.Date, true
				}
			}
		}
	}
	return next, ok
}

// participants returns the persons that the claims of a meeting name, each once,
// by country and name.
func (x *index) participants(r *rapporteur.Record, claims []*rapporteur.Claim) []Participant {
	var out []Participant
	at := map[string]int{}    // by record, or by folded name where there is none
	offices := map[int]bool{} // which of them have an office
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
			if p.Office != "" && (!p.OfficeInferred || !offices[i]) {
				q.OfficeInferred = p.OfficeInferred
				offices[i] = true
			}
			if q.Country == nil && p.Country != "" {
				country := party(p.Country)
				q.Country = &country
			}
			if person != nil {
				q.Person = person.ID
				if vs := person.Fields[link.FieldCountry]; len(vs) > 0 {
					country := party(rapporteur.Party(vs[0].Value))
					q.Country, q.CountryGuessed = &country, x.guessed(person)
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
		return cmp.Or(LatestFirst(a.When.Date, b.When.Date), LatestFirst(a.Evidence.Last.Date, b.Evidence.Last.Date))
	})
	return out
}

// LatestFirst compares two dates, as for slices.SortFunc, so that the latest comes
// first. Dates whose year is not known come after all others, in the order of the
// calendar, and no date last.
func LatestFirst(a, b rapporteur.Date) int {
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
