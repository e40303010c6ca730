package view

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
)

// A Disagreement is a field of a record for which sources give different values.
type Disagreement struct {
	Record rapporteur.RecordID `json:"record,omitempty"` // empty where opinions are held against reports
	Kind   rapporteur.Kind     `json:"kind"`
	Title  string              `json:"title"` // of the record
	// Parties are those of the record or, where opinions are held against reports, of the opinion.
	Parties []Party `json:"parties,omitempty"`
	Field   string  `json:"field"`
	Values  []Rival `json:"values"` // the displayed one first
	Rule    string  `json:"rule"`   // why that one is displayed
}

// A Rival is one of several values of a field, with all that speaks for it.
type Rival struct {
	Value    string   `json:"value"`
	Evidence Evidence `json:"evidence"`
}

// Last returns the day by which the last source on either side was public.
func (d Disagreement) Last() When {
	var last When
	for _, v := range d.Values {
		if last.Words == "" || lastDay(last.Date) == noDay || lastDay(v.Evidence.Last.Date) != noDay && lastDay(v.Evidence.Last.Date) > lastDay(last.Date) {
			last = v.Evidence.Last
		}
	}
	return last
}

// Disputes is where sources disagree.
type Disputes struct {
	Parties       []Party         `json:"parties,omitempty"` // empty for all that is held
	AsOf          rapporteur.Date `json:"as_of"`
	AsOfText      string          `json:"as_of_text"`
	Coverage      Coverage        `json:"coverage"`
	Disagreements []Disagreement  `json:"disagreements"` // by kind of record, opinions and people last
}

// NewDisputes returns where sources on the parties disagree; on anything if there are none.
func NewDisputes(in Input, ps []rapporteur.Party) *Disputes {
	x := newIndex(in)
	ps = codesOf(parties(ps))
	d := &Disputes{Parties: parties(ps), AsOf: in.AsOf, AsOfText: asOf(in.AsOf), Coverage: x.coverageOf(ps)}
	d.Disagreements = x.disputes(ps, x.officials(ps, x.speaking(ps)))
	return d
}

// disputes returns where sources on the parties disagree, and on their people in
// office; on anybody if there are no parties.
func (x *index) disputes(ps []rapporteur.Party, people []Officials) []Disagreement {
	out := []Disagreement{}
	for _, k := range rapporteur.Kinds {
		if k == rapporteur.KindTenure {
			continue
		}
		for _, r := range x.recordsOf(k, ps) {
			out = append(out, x.disagreements(r)...)
		}
	}
	out = append(out, x.precedents(ps)...)
	if len(ps) == 0 {
		for _, r := range x.recordsOf(rapporteur.KindTenure, nil) {
			out = append(out, x.disagreements(r)...)
		}
	}
	seen := map[rapporteur.RecordID]bool{} // a person of whom the country is disputed stands in two lists
	for _, o := range people {
		for _, p := range o.People {
			if !seen[p.ID] {
				seen[p.ID] = true
				out = append(out, x.disagreements(x.records[p.ID])...)
			}
		}
	}
	return out
}

// exclusive lists the fields, by kind of record, of which only one value can be
// right. The offices of the participants of a meeting are among them too.
var exclusive = map[rapporteur.Kind][]string{
	rapporteur.KindInteraction: {link.FieldDate, link.FieldPlace, link.FieldEdition, link.FieldHost},
	rapporteur.KindInstrument:  {link.FieldSigned, link.FieldPeriod, link.FieldPlace},
	rapporteur.KindCommitment:  {link.FieldBy, link.FieldDue, link.FieldAmount},
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
		d := Disagreement{Record: r.ID, Kind: r.Kind, Title: r.Title, Parties: parties(r.Parties), Field: name, Rule: link.DisplayRule}
		for _, v := range vs {
			d.Values = append(d.Values, Rival{Value: shown(name, v.Value), Evidence: x.evidenceOf(x.of(v.Claims), r.Reasons)})
		}
		out = append(out, d)
	}
	if r.Kind == rapporteur.KindCommitment {
		out = append(out, x.occasions(r)...)
	}
	return out
}

// FieldOccasion is the name of the disagreement on at which meeting something was
// undertaken. It is no field of a record: it is worked out from where claims stand.
const FieldOccasion = "occasion"

// occasions returns the meetings at which documents that came out together say
// that one thing was undertaken, if these are not one.
func (x *index) occasions(r *rapporteur.Record) []Disagreement {
	at := map[rapporteur.RecordID][]*rapporteur.Claim{}
	var order []rapporteur.RecordID
	for _, c := range x.of(r.Claims) {
		if c.Background || lastDay(x.public[c.Doc]) == noDay {
			continue
		}
		if m := x.occasion(c); m != nil {
			if at[m.ID] == nil {
				order = append(order, m.ID)
			}
			at[m.ID] = append(at[m.ID], c)
		}
	}
	const together = 7 * 24 * 60 * 60 // as long as reports of one saying come out
	d := Disagreement{Record: r.ID, Kind: r.Kind, Title: r.Title, Parties: parties(r.Parties), Field: FieldOccasion, Rule: "the one published first"}
	first := map[rapporteur.DocID]bool{}
	for _, id := range order {
		claims := at[id]
		if len(d.Values) > 0 && (lastDay(x.public[claims[0].Doc])-lastDay(x.public[at[order[0]][0].Doc]) > together || first[claims[0].Doc]) {
			continue // said again at a later meeting, or at two by one document
		}
		for _, c := range claims {
			first[c.Doc] = true
		}
		m := x.meeting(x.records[id])
		d.Values = append(d.Values, Rival{Value: m.Title + ", " + m.When.Words, Evidence: x.evidenceOf(claims, r.Reasons)})
	}
	if len(d.Values) < 2 {
		return nil
	}
	return []Disagreement{d}
}

// FieldNovelty is the name of the disagreement on whether something is new.
const FieldNovelty = "whether it is new"

// precedents holds opinions that call something new against what was reported of
// the time before.
func (x *index) precedents(ps []rapporteur.Party) []Disagreement {
	var out []Disagreement
	for _, p := range link.Precedents(x.Input.Input) {
		o := x.claims[p.Opinion]
		if o == nil || !hasAll(o.Parties, ps) {
			continue
		}
		d := Disagreement{Kind: o.Kind, Title: o.Assessment.What, Parties: parties(o.Parties), Field: FieldNovelty, Rule: "the opinion, beside what was reported of the time before it",
			Values: []Rival{{Value: "new, says " + saidBy(o.SaidBy), Evidence: x.evidenceOf([]*rapporteur.Claim{o}, nil)}}}
		for _, c := range x.of(p.Earlier) {
			day := c.Time.Date
			if day.IsZero() {
				day = x.docs[c.Doc].Published
			}
			d.Values = append(d.Values, Rival{Value: day.Words() + ": " + c.Commitment.What, Evidence: x.evidenceOf([]*rapporteur.Claim{c}, map[rapporteur.ClaimID]string{c.ID: p.Reason})})
		}
		out = append(out, d)
	}
	return out
}

// atTheTalks are words by which a sentence says that something was undertaken at
// the meeting that its text is about.
var atTheTalks = regexp.MustCompile(`(?i)\b(?:at|during|in|of|result of) the (?:talks|meeting|discussions|conversations|visit|encounter)\b`)

// atWhich is how many code points may part a meeting from what was undertaken at
// it in one sentence: as many as ", during which " has.
const atWhich = 15

// occasion returns the meeting that the sentence of an undertaking tells of: one
// whose claim shares words with it or stands right before it or, where the sentence points back to "the
// talks", the first dated one that the text tells of before.
func (x *index) occasion(c *rapporteur.Claim) *rapporteur.Record {
	for _, m := range x.meetingsIn[c.Doc] {
		if gap := c.Quote.Start() - m.Quote.End(); overlap(c, m) || gap >= 0 && gap <= atWhich {
			return x.meetingOf(m)
		}
	}
	if !atTheTalks.MatchString(c.Quote.Exact()) {
		return nil
	}
	var first *rapporteur.Claim
	for _, m := range x.meetingsIn[c.Doc] {
		if !m.Background && !m.Time.Date.IsZero() && m.Quote.End() <= c.Quote.Start() && (first == nil || x.rank[m.ID] < x.rank[first.ID]) {
			first = m
		}
	}
	if first == nil {
		return nil
	}
	return x.meetingOf(first)
}

// meetingOf returns the record of a meeting's claim.
func (x *index) meetingOf(c *rapporteur.Claim) *rapporteur.Record {
	for _, r := range x.recordOf[c.ID] {
		if r.Kind == rapporteur.KindInteraction {
			return r
		}
	}
	return nil
}
