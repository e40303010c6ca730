package view

import (
	"cmp"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
)

// Officials are the persons seen in office for one party.
type Officials struct {
	Party  Party    `json:"party"`
	People []Person `json:"people"` // last seen first
}

// A Person is someone in office, as the sources present them over time.
type Person struct {
	ID      rapporteur.RecordID `json:"id"`
	Name    string              `json:"name"`
	Names   []Fact              `json:"names"` // every form of the name, the displayed one first
	Country Field               `json:"country"`
	Ranks   []Fact              `json:"ranks,omitempty"`
	Offices []Office            `json:"offices,omitempty"` // last seen first
	First   When                `json:"first"`             // first and last sighting, by publication
	Last    When                `json:"last"`
	// Unsure marks a person of whom each of the claims rests in part on a guess,
	// such as the country.
	Unsure   bool     `json:"unsure,omitempty"`
	Evidence Evidence `json:"evidence"`
}

// An Office is an office that a person was seen in, with the first and the last
// sighting. Between and beyond them nothing is said.
type Office struct {
	Title   string   `json:"title"`
	Former  bool     `json:"former,omitempty"` // the last source says that it is no longer held
	First   When     `json:"first"`
	Last    When     `json:"last"`
	Anchors []Anchor `json:"anchors"`
	Claims  int      `json:"-"` // that name it: as many as Anchors, unless the page looks at the newest alone
}

func (x *index) person(r *rapporteur.Record) Person {
	claims := slices.Clone(x.of(r.Claims))
	slices.SortFunc(claims, x.byPublication)
	p := Person{
		ID: r.ID, Name: r.Title, Names: x.facts(r, link.FieldName), Country: x.field(r, link.FieldCountry),
		Ranks: x.facts(r, link.FieldRank), Evidence: x.evidence(r),
	}
	p.First, p.Last = x.sightings(claims)
	p.Unsure = x.guessed(r)
	for _, v := range r.Fields[link.FieldOffice] {
		in := slices.Clone(x.of(v.Claims))
		if len(in) == 0 {
			continue
		}
		slices.SortFunc(in, x.byPublication)
		o := Office{Title: v.Value, Claims: len(v.Claims), Former: in[len(in)-1].Tenure.Former}
		for _, c := range in {
			o.Anchors = append(o.Anchors, anchor(c))
		}
		o.First, o.Last = x.sightings(in)
		p.Offices = append(p.Offices, o)
	}
	slices.SortStableFunc(p.Offices, func(a, b Office) int {
		return cmp.Or(LatestFirst(a.Last.Date, b.Last.Date), cmp.Compare(len(b.Title), len(a.Title)), cmp.Compare(a.Title, b.Title))
	})
	return p
}

// guessed reports whether each claim of a person's record rests in part on a guess.
func (x *index) guessed(r *rapporteur.Record) bool {
	return !slices.ContainsFunc(x.of(r.Claims), func(c *rapporteur.Claim) bool { return len(c.Unsure) == 0 })
}

// sightings returns the publication of the first and the last of some claims in
// order of publication, those without a date left aside if others have one.
func (x *index) sightings(claims []*rapporteur.Claim) (first, last When) {
	dated := slices.DeleteFunc(slices.Clone(claims), func(c *rapporteur.Claim) bool {
		_, _, ok := x.docs[c.Doc].Published.Bounds()
		return !ok
	})
	if len(dated) == 0 {
		dated = claims
	}
	a, b := dated[0], dated[len(dated)-1]
	first, last = when(x.docs[a.Doc].Published), when(x.docs[b.Doc].Published)
	first.Anchors, last.Anchors = []Anchor{anchor(a)}, []Anchor{anchor(b)}
	return first, last
}

// officials returns the persons in office for each of the parties, as far as the
// documents speak of them. Of whom neither an office nor, for sure, a country is
// known is in office for nobody.
func (x *index) officials(ps []rapporteur.Party, docs map[rapporteur.DocID]bool) []Officials {
	out := []Officials{}
	for _, p := range ps {
		o := Officials{Party: party(p), People: []Person{}}
		for _, r := range x.recordsOf(rapporteur.KindTenure, []rapporteur.Party{p}) {
			if slices.ContainsFunc(x.of(r.Claims), func(c *rapporteur.Claim) bool { return docs[c.Doc] }) {
				if m := x.person(r); len(m.Offices) > 0 || !m.Unsure {
					o.People = append(o.People, m)
				}
			}
		}
		slices.SortStableFunc(o.People, func(a, b Person) int {
			return cmp.Or(LatestFirst(a.Last.Date, b.Last.Date), cmp.Compare(a.Name, b.Name))
		})
		out = append(out, o)
	}
	return out
}
