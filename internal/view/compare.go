package view

import (
	"fmt"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
)

// A Comparison sets two or more relations side by side on like measures. No
// measure stands without what it is a part of, and none without its coverage:
// relations that are reported less look as if less was done.
type Comparison struct {
	AsOf      rapporteur.Date `json:"as_of"`
	AsOfText  string          `json:"as_of_text"`
	Relations []Compared      `json:"relations"`
	// Warning says by how much the coverage of the relations differs.
	Warning string `json:"warning"`
}

// A Compared is one relation of a comparison.
type Compared struct {
	Parties  []Party   `json:"parties"`
	Title    string    `json:"title"`
	Coverage Coverage  `json:"coverage"`
	Measures []Measure `json:"measures"` // the same, in the same order, for each relation
}

// A Measure is a number and what it is a part of.
type Measure struct {
	Name string `json:"name"`
	// Value is empty if the measure cannot be taken, such as a share of none.
	Value string `json:"value,omitempty"`
	// Part and Of are what Value was worked out from: Part of Of or, if Per is
	// set, Part for each of Of.
	Part  int    `json:"part"`
	Of    int    `json:"of"`
	Per   bool   `json:"per,omitempty"`
	Basis string `json:"basis"` // what was counted, in words
}

// Compare sets relations side by side. Each input must hold the documents that
// speak of its parties, and all must be as of the same day.
func Compare(ins []Input, pairs [][]rapporteur.Party) *Comparison {
	c := &Comparison{Relations: []Compared{}}
	fewest, most := 0, 0
	for i, in := range ins {
		d := NewDossier(in, pairs[i])
		c.AsOf, c.AsOfText = d.AsOf, d.AsOfText
		c.Relations = append(c.Relations, Compared{Parties: d.Parties, Title: d.Title, Coverage: d.Coverage, Measures: measures(d)})
		n := d.Coverage.Documents
		if i == 0 || n < fewest {
			fewest = n
		}
		most = max(most, n)
	}
	c.Warning = fmt.Sprintf("The relations rest on %d to %d documents. What is reported less counts less; no measure says what was done unreported.", fewest, most)
	return c
}

func measures(d *Dossier) []Measure {
	held, missing := 0, 0
	for _, m := range d.Mechanisms {
		for _, e := range m.Editions {
			switch e.State {
			case EditionHeld:
				held++
			case EditionMissing:
				missing += max(1, e.Through-e.Number+1)
			}
		}
	}
	all, due, acted, delivered, repeated, trace, independent := 0, 0, 0, 0, 0, 0, 0
	var waits []int
	for _, g := range d.Commitments {
		for _, k := range g.Commitments {
			all++
			if !k.Due.Date.IsZero() {
				due++
			}
			switch k.Standing {
			case link.StandingDelivered:
				delivered++
				acted++
			case link.StandingUnderWay, link.StandingPartly:
				acted++
			case link.StandingRepeated:
				repeated++
			}
			if k.Derived.Code == string(link.NoTrace) {
				trace++
			}
			if k.Evidence.Origins > 1 {
				independent++
			}
			if k.DaysFromPledge != nil {
				waits = append(waits, *k.DaysFromPledge)
			}
		}
	}
	open := 0
	for _, q := range d.Questions {
		if len(q.Answers) == 0 {
			open++
		}
	}
	events := 0
	for _, m := range d.Meetings {
		if !m.Future {
			events++
		}
	}
	wait := Measure{Name: "median days from pledge to first act", Part: len(waits), Of: acted, Basis: "undertakings pledged and acted on at known days, of those with an act"}
	if len(waits) > 0 {
		slices.Sort(waits)
		wait.Value = fmt.Sprint(waits[(len(waits)-1)/2])
	}
	return []Measure{
		{Name: "meetings and other contacts", Value: fmt.Sprint(events), Part: events, Of: len(d.Meetings), Basis: "told of as held, of all told of or announced"},
		{Name: "editions of mechanisms held", Value: fmt.Sprint(held), Part: held, Of: held + missing, Basis: "held, of those held or implied by a number"},
		{Name: "undertakings", Value: fmt.Sprint(all), Part: all, Of: all, Basis: "each counted once, however often it is said"},
		ratio("undertakings per edition", all, held, "undertakings, by editions held"),
		share("undertakings with a date set", due, all, "undertakings with a deadline, of all"),
		share("undertakings with an act reported", acted, all, "under way, partly delivered or delivered, of all"),
		share("undertakings reported as delivered", delivered, all, "delivered, of all"),
		share("undertakings repeated without an act", repeated, all, "said again without evidence of an act, of all"),
		share("undertakings without public trace", trace, all, "without public trace by the clock, of all"),
		share("undertakings told by two or more origins", independent, all, "told by independent origins, of all"),
		wait,
		share("stated unknowns still open", open, len(d.Questions), "open questions, of all stated"),
	}
}

func share(name string, part, of int, basis string) Measure {
	m := Measure{Name: name, Part: part, Of: of, Basis: basis}
	if of > 0 {
		m.Value = fmt.Sprintf("%d%%", (200*part+of)/(2*of))
	}
	return m
}

func ratio(name string, part, of int, basis string) Measure {
	m := Measure{Name: name, Part: part, Of: of, Per: true, Basis: basis}
	if of > 0 {
		m.Value = fmt.Sprintf("%.1f", float64(part)/float64(of))
	}
	return m
}
