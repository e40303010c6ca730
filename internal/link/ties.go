package link

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/who"
)

// A Tie says that one formal text carries out another or follows it. It is worked
// out from their forms and years; what sources say themselves goes before it.
type Tie struct {
	From     rapporteur.RecordID `json:"from"`
	To       rapporteur.RecordID `json:"to"`
	Relation string              `json:"relation"` // "implements" or "succeeds"
	Basis    string              `json:"basis"`    // in words
}

// A term is a formal text with the years that it covers.
type term struct {
	record   *rapporteur.Record
	kind     rapporteur.InstrumentKind
	from, to int
}

// Ties returns how the texts among records hang together: a plan for a year
// implements the protocol or agreement of the same states whose years hold it, and
// a text succeeds the one of its form and states that ends the year before it begins.
func Ties(records []rapporteur.Record) []Tie {
	byStates := map[string][]term{}
	for i := range records {
		if r := &records[i]; r.Kind == rapporteur.KindInstrument {
			if t, ok := newTerm(r); ok {
				k := partyKeyOf(who.States(r.Parties))
				byStates[k] = append(byStates[k], t)
			}
		}
	}
	var out []Tie
	for _, k := range sortedKeys(byStates) {
		terms := byStates[k]
		for _, a := range terms {
			for _, b := range terms {
				switch long := b.to > b.from; {
				case a.kind == b.kind && a.from == b.to+1 && (a.to > a.from) == long:
					out = append(out, Tie{a.record.ID, b.record.ID, "succeeds", fmt.Sprintf("of the same form and states, from %d on, after one that ends in %d", a.from, b.to)})
				case a.kind == rapporteur.Plan && a.from == a.to && long && b.kind != rapporteur.Plan && b.from <= a.from && a.to <= b.to:
					out = append(out, Tie{a.record.ID, b.record.ID, "implements", fmt.Sprintf("a plan of the same states for %d, a year of the %s for %d to %d", a.from, b.kind, b.from, b.to)})
				}
			}
		}
	}
	slices.SortFunc(out, func(t, u Tie) int {
		return cmp.Or(strings.Compare(string(t.From), string(u.From)), strings.Compare(t.Relation, u.Relation), strings.Compare(string(t.To), string(u.To)))
	})
	return out
}

// newTerm returns a text with its years: of its period, else of its displayed title.
func newTerm(r *rapporteur.Record) (t term, ok bool) {
	t.record = r
	if vs := r.Fields[FieldType]; len(vs) > 0 {
		t.kind = rapporteur.InstrumentKind(vs[0].Value)
	}
	var years []string
	if vs := r.Fields[FieldPeriod]; len(vs) > 0 {
		if d, err := rapporteur.ParseDate(vs[0].Value); err == nil {
			if first, last, ok := d.Bounds(); ok {
				years = []string{first.Format("2006"), last.Format("2006")}
			}
		}
	}
	if len(years) == 0 {
		years = yearsIn(r.Title)
	}
	if len(years) == 0 {
		return t, false
	}
	var err error
	if t.from, err = strconv.Atoi(years[0]); err != nil {
		return t, false
	}
	t.to, err = strconv.Atoi(years[len(years)-1])
	return t, err == nil
}
