package view

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
)

// A JoinQuery asks for a record that somebody is to put together with another, or
// to take claims out of.
type JoinQuery struct {
	ID    string               // of a record, or of one of its claims
	As    rapporteur.Kind      // of the record; if empty, the kind of the claim
	With  string               // record, or one of its claims, to put it together with; may be empty
	Leave []rapporteur.ClaimID // claims that are to leave it
	Words string               // names that other records are looked for by
}

// A Join is a record as it is, and as it would be.
type Join struct {
	Record Joined  `json:"record"`
	With   *Joined `json:"with,omitempty"`
	// Result is what would be, if something was asked for: one record of two that
	// are put together; of claims that leave, what stays and then what leaves.
	Result []Joined `json:"result,omitempty"`
	Likely []Likely `json:"likely,omitempty"` // that it may be one with, the likeliest first
	Found  []Likely `json:"found,omitempty"`  // by the words that were given
	// Beside are records of other kinds that gather some of its claims.
	Beside []RecordRef `json:"beside,omitempty"`
	// Decided are the decisions in force on what belongs to it, the last one first.
	Decided []Grouping `json:"decided,omitempty"`
}

// A Joined is a record with all that tells what it is of.
type Joined struct {
	RecordRef
	Claims []JoinedClaim `json:"claims"`
	Values []JoinedValue `json:"values,omitempty"`
	// State names what its claims are and in which state: somebody who decides on it
	// says by this what they saw.
	State string `json:"state"`
}

// A JoinedClaim is a claim of a record, with what was read from it.
type JoinedClaim struct {
	Source
	Short  string       `json:"short"` // of what it says, not a quote
	Values []NamedValue `json:"values,omitempty"`
	Away   bool         `json:"away,omitempty"` // it is not in the record asked for now
}

// A JoinedValue is a field of a record: the value shown, then those that differ.
type JoinedValue struct {
	Name   string `json:"name"`
	Values []Fact `json:"values"`
	// Agree is set if the values can all be right.
	Agree bool `json:"agree,omitempty"`
}

// A Likely is a record that another may be one with.
type Likely struct {
	RecordRef
	When   string `json:"when,omitempty"`
	Where  string `json:"where,omitempty"`
	Claims int    `json:"claims"`
	Reason string `json:"reason,omitempty"`
}

// A Grouping is a decision on what belongs together, with the words it is on.
type Grouping struct {
	rapporteur.Decision
	Words string `json:"words"` // such as "put together"
}

// joinFields are the fields of records in the order in which they are shown. What a
// record is called by stands in its title.
var joinFields = []string{
	link.FieldDate, link.FieldSigned, link.FieldPeriod, link.FieldPlace, link.FieldHost, link.FieldType, link.FieldStatus, link.FieldMechanism,
	link.FieldEdition, link.FieldName, link.FieldTitle, link.FieldWhat, link.FieldAbout, link.FieldBy, link.FieldAct, link.FieldStage, link.FieldDue,
	link.FieldAmount, link.FieldCadence, link.FieldOffice, link.FieldRank, link.FieldCountry,
}

// NewJoined returns records of an input by their identities. now are the claims of
// the record that was asked for; states are those of all claims, by claim.
func NewJoined(in Input, ids []rapporteur.RecordID, now []rapporteur.ClaimID, states map[rapporteur.ClaimID]string) []Joined {
	x := newIndex(in)
	var out []Joined
	for _, id := range ids {
		r := x.records[id]
		if r == nil {
			continue
		}
		j := Joined{RecordRef: refTo(*r)}
		h := sha256.New()
		for _, c := range x.of(r.Claims) {
			short, values := described(c)
			j.Claims = append(j.Claims, JoinedClaim{x.source(c, r.Reasons[c.ID]), short, values, !slices.Contains(now, c.ID)})
			h.Write([]byte(string(c.ID) + " " + states[c.ID] + "\n"))
		}
		j.State = hex.EncodeToString(h.Sum(nil)[:8])
		for _, name := range joinFields {
			j.add(x, r, name, name)
		}
		j.addPeople(x, r)
		out = append(out, j)
	}
	return out
}

func sortedFields(r *rapporteur.Record) []string {
	var out []string
	for name := range r.Fields {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

func (j *Joined) add(x *index, r *rapporteur.Record, field, name string) {
	vs := r.Fields[field]
	if len(vs) == 0 {
		return
	}
	v := JoinedValue{Name: name, Values: x.facts(r, field), Agree: true}
	for _, o := range vs[1:] {
		v.Agree = v.Agree && link.Agree(field, vs[0].Value, o.Value)
	}
	j.Values = append(j.Values, v)
}

// addPeople adds those who take part, with their offices.
func (j *Joined) addPeople(x *index, r *rapporteur.Record) {
	people := JoinedValue{Name: "people", Agree: true}
	for _, field := range sortedFields(r) {
		person, ok := strings.CutPrefix(field, link.OfficeOf)
		if !ok {
			continue
		}
		one := Fact{Text: person}
		for i, office := range x.facts(r, field) {
			one.Text += []string{", ", " or "}[min(i, 1)] + office.Text
			one.Anchors = append(one.Anchors, office.Anchors...)
		}
		people.Values = append(people.Values, one)
	}
	if len(people.Values) > 0 {
		j.Values = append(j.Values, people)
	}
}

func refTo(r rapporteur.Record) RecordRef {
	return RecordRef{ID: r.ID, Kind: r.Kind, Title: r.Title, Parties: parties(r.Parties)}
}

// NewLikely returns a record that another may be one with, and why. first is when
// the first of its claims was published; zero if that is not known.
func NewLikely(r rapporteur.Record, reason string, first rapporteur.Date) Likely {
	l := Likely{RecordRef: refTo(r), Claims: len(r.Claims), Reason: reason}
	for _, field := range []string{link.FieldDate, link.FieldSigned, link.FieldDue} {
		if vs := r.Fields[field]; len(vs) > 0 && l.When == "" {
			l.When = shown(field, vs[0].Value)
		}
	}
	if l.When == "" && !first.IsZero() {
		l.When = "told " + first.Words()
	}
	if vs := r.Fields[link.FieldPlace]; len(vs) > 0 {
		l.Where = vs[0].Value
	}
	if vs := r.Fields[link.FieldOffice]; len(vs) > 0 && l.Where == "" {
		l.Where = vs[0].Value
	}
	return l
}

// NamesOf returns what a record can be looked for by: its title, names, place and day.
func NamesOf(r rapporteur.Record) []string {
	out := append([]string{r.Title}, names(parties(r.Parties))...)
	for _, field := range joinFields {
		for _, v := range r.Fields[field] {
			out = append(out, v.Value, shown(field, v.Value))
		}
	}
	for _, name := range sortedFields(&r) {
		if person, ok := strings.CutPrefix(name, link.OfficeOf); ok {
			out = append(out, person)
		}
	}
	return out
}
