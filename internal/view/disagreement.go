package view

import (
	"maps"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
)

// A Disagreement is a field of a record for which sources give different values.
type Disagreement struct {
	Record rapporteur.RecordID `json:"record"`
	Kind   rapporteur.Kind     `json:"kind"`
	Title  string              `json:"title"` // of the record
	Field  string              `json:"field"`
	Values []Rival             `json:"values"` // the displayed one first
	Rule   string              `json:"rule"`   // why that one is displayed
}

// A Rival is one of several values of a field, with all that speaks for it.
type Rival struct {
	Value    string   `json:"value"`
	Evidence Evidence `json:"evidence"`
}

// exclusive lists the fields, by kind of record, of which only one value can be
// right. The offices of the participants of a meeting are among them too.
var exclusive = map[rapporteur.Kind][]string{
	rapporteur.KindInteraction: {link.FieldDate, link.FieldPlace, link.FieldEdition, link.FieldHost},
	rapporteur.KindInstrument:  {link.FieldSigned, link.FieldPeriod, link.FieldPlace},
	rapporteur.KindCommitment:  {link.FieldDue, link.FieldAmount},
	rapporteur.KindTenure:      {link.FieldCountry},
}

// disagreements returns the fields of a record for which sources give values
// that cannot all be right.
func (x *index) disagreements(r *rapporteur.Record) []Disagreement {
	fields := slices.Clone(exclusive[r.Kind])
	for _, name := range slices.Sorted(maps.Keys(r.Fields)) {
		if strings.HasPrefix(name, link.OfficeOf) {
			fields = append(fields, name)
		}
	}
	var out []Disagreement
	for _, name := range fields {
		vs := r.Fields[name]
		if len(vs) < 2 || !slices.ContainsFunc(vs[1:], func(v rapporteur.Value) bool { return !link.Agree(name, vs[0].Value, v.Value) }) {
			continue
		}
		d := Disagreement{Record: r.ID, Kind: r.Kind, Title: r.Title, Field: name, Rule: link.DisplayRule}
		for _, v := range vs {
			d.Values = append(d.Values, Rival{Value: shown(name, v.Value), Evidence: x.evidenceOf(x.of(v.Claims), r.Reasons)})
		}
		out = append(out, d)
	}
	return out
}
