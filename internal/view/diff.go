package view

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
)

// A Diff is what became known between two days, each with the words that told it.
// That time passed is no news: what the clock alone changed is not in it.
type Diff struct {
	Parties   []Party         `json:"parties"`
	Title     string          `json:"title"`
	From      rapporteur.Date `json:"from"` // what was public by the end of this day is not in the diff
	To        rapporteur.Date `json:"to"`
	Words     string          `json:"words"`     // "from 6 March 2025 to 1 April 2025"
	Documents []Heading       `json:"documents"` // that became public, in order of publication
	Changes   []Change        `json:"changes"`   // in the order of Novelties, then of publication
	Claims    int             `json:"claims"`    // that the changes rest on, each counted once
	Coverage  Coverage        `json:"coverage"`  // as of To
}

// Novelty is what kind of news a change is.
type Novelty string

// The kinds of news.
const (
	NewMeeting      Novelty = "new meeting"
	NewEdition      Novelty = "new edition"
	NewMechanism    Novelty = "new mechanism"
	NewAgreement    Novelty = "new agreement"
	StatusChanged   Novelty = "status changed"
	NewCommitment   Novelty = "new undertaking"
	StageChanged    Novelty = "stage changed"
	StandingChanged Novelty = "standing changed"
	NewQuestion     Novelty = "new question"
	Answered        Novelty = "answered"
	NewDisagreement Novelty = "new disagreement"
	NewPerson       Novelty = "new person"
	NewOffice       Novelty = "new office"
	NewAssessment   Novelty = "new assessment"
	FurtherReport   Novelty = "further report"
)

// Novelties lists the kinds of news in the order in which they are shown.
var Novelties = []Novelty{NewEdition, NewMeeting, NewMechanism, NewAgreement, StatusChanged, NewCommitment, StageChanged,
	StandingChanged, NewQuestion, Answered, NewDisagreement, NewPerson, NewOffice, NewAssessment, FurtherReport}

// A Change is one thing that became known.
type Change struct {
	What   Novelty             `json:"what"`
	Kind   rapporteur.Kind     `json:"kind"`
	Record rapporteur.RecordID `json:"record,omitempty"` // as of To; empty for an assessment
	Title  string              `json:"title"`
	Was    string              `json:"was,omitempty"` // what was known as of From
	Is     string              `json:"is,omitempty"`
	// Sources are the claims that tell it, all of them public after From.
	Sources []Source `json:"sources"`
}

// NewDiff returns what became known of the parties between two days. The input
// must hold all documents that speak of the parties; its AsOf is not used. Every
// claim that became public in between, is not rejected and belongs to the parties
// is in it, except those that only name a person known before in the same office.
func NewDiff(in Input, ps []rapporteur.Party, from, to rapporteur.Date) *Diff {
	ps = codesOf(parties(ps))
	before, after := in, in
	before.AsOf, after.AsOf = from, to
	c := &comparison{old: newIndex(before), index: newIndex(after), ps: ps}
	d := &Diff{
		Parties: parties(ps), Title: inWords(names(parties(ps))), From: from, To: to,
		Words: "from " + from.Words() + " to " + to.Words(), Documents: []Heading{}, Changes: []Change{},
	}
	for _, k := range rapporteur.Kinds {
		if k == rapporteur.KindTenure {
			continue
		}
		for _, r := range c.recordsOf(k, ps) {
			d.Changes = append(d.Changes, c.changes(r)...)
		}
	}
	d.Changes = append(d.Changes, c.people()...)
	for _, k := range c.sorted {
		if k.Kind == rapporteur.KindAssessment && hasAll(k.Parties, ps) && c.fresh(k) && c.Verdicts[k.ID] != rapporteur.Reject {
			d.Changes = append(d.Changes, Change{What: NewAssessment, Kind: k.Kind, Title: k.Assessment.What, Sources: []Source{c.source(k, "")}})
		}
	}
	rank := func(ch Change) int { return slices.Index(Novelties, ch.What) }
	slices.SortStableFunc(d.Changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(c.rank[a.Sources[0].Claim], c.rank[b.Sources[0].Claim]))
	})
	d.Documents, d.Claims = c.documents(d.Changes)
	d.Coverage = c.coverageOf(ps)
	return d
}

// A comparison sees the present with the eyes of an earlier day.
type comparison struct {
	*index
	old *index
	ps  []rapporteur.Party
}

// fresh reports whether a claim was not yet public on the earlier day.
func (c *comparison) fresh(k *rapporteur.Claim) bool { return c.old.claims[k.ID] == nil }

// documents returns the documents that changes rest on, in order of publication,
// and the number of claims.
func (c *comparison) documents(changes []Change) (docs []Heading, claims int) {
	byDoc := map[rapporteur.DocID][]*rapporteur.Claim{}
	seen := map[rapporteur.ClaimID]bool{}
	for _, ch := range changes {
		for _, s := range ch.Sources {
			if !seen[s.Claim] {
				seen[s.Claim] = true
				byDoc[s.Doc] = append(byDoc[s.Doc], c.claims[s.Claim])
			}
		}
	}
	ids := slices.SortedFunc(maps.Keys(byDoc), func(a, b rapporteur.DocID) int {
		return cmp.Or(cmp.Compare(lastDay(c.public[a]), lastDay(c.public[b])), cmp.Compare(a, b))
	})
	docs = []Heading{}
	for _, id := range ids {
		docs = append(docs, c.heading(c.docs[id].Document, byDoc[id]))
	}
	return docs, len(seen)
}

// changes returns what became known of one record. Records are compared by their
// claims, for a later report may have joined two of them or made one its own.
func (c *comparison) changes(r *rapporteur.Record) []Change {
	fresh := slices.DeleteFunc(c.of(r.Claims), func(k *rapporteur.Claim) bool { return !c.fresh(k) })
	was := c.before(r)
	out := c.told(r, was, fresh)
	out = append(out, c.standing(r, was)...)
	out = append(out, c.answers(r)...)
	out = append(out, c.disputes(r, was)...)
	return c.further(out, r, fresh)
}

// told returns what a record's new claims tell, by its kind.
func (c *comparison) told(r, was *rapporteur.Record, fresh []*rapporteur.Claim) []Change {
	if len(fresh) == 0 {
		return nil
	}
	change := Change{Kind: r.Kind, Record: r.ID, Title: r.Title}
	all := func(what Novelty, is string) []Change {
		change.What, change.Is, change.Sources = what, is, c.sources(fresh, r)
		return []Change{change}
	}
	switch r.Kind {
	case rapporteur.KindInteraction:
		if was == nil {
			m := c.meeting(r)
			is := m.When.Words
			if m.Place.Text != "" {
				is += ", " + m.Place.Text
			}
			if m.Edition.Text != "" && m.Mechanism.Text != "" {
				return all(NewEdition, is)
			}
			return all(NewMeeting, is)
		}
	case rapporteur.KindMechanism:
		if was == nil {
			return all(NewMechanism, "")
		}
	case rapporteur.KindInstrument:
		now := string(c.agreement(r).Status)
		if was == nil {
			return all(NewAgreement, now)
		}
		return c.moved(change, StatusChanged, string(c.old.agreement(was).Status), now, fresh, r, func(k *rapporteur.Claim) string { return string(k.Instrument.Status) })
	case rapporteur.KindCommitment:
		now := c.commitment(r)
		change.Title = now.What
		if was == nil {
			return all(NewCommitment, string(now.Stage))
		}
		return c.moved(change, StageChanged, string(c.old.commitment(was).Stage), string(now.Stage), fresh, r, func(k *rapporteur.Claim) string { return string(k.Commitment.Stage) })
	case rapporteur.KindQuestion:
		if was == nil {
			return all(NewQuestion, string(c.question(r).Type))
		}
	}
	return nil
}

// standing returns what has newly come of an undertaking, which meetings, texts
// and acts of other records may tell.
func (c *comparison) standing(r, was *rapporteur.Record) []Change {
	if r.Kind != rapporteur.KindCommitment || was == nil {
		return nil
	}
	now, then := c.commitment(r), c.old.course(was.ID).Standing
	if now.Standing == then || string(now.Standing) == string(now.Stage) && c.old.commitment(was).Stage != now.Stage { // the change of stage says it
		return nil
	}
	var by []Source
	for _, m := range now.Moves {
		if m.Standing == now.Standing && c.fresh(c.claims[m.Source.Claim]) {
			by = append(by, m.Source)
		}
	}
	if len(by) == 0 { // it is another reading of what was known
		return nil
	}
	return []Change{{What: StandingChanged, Kind: r.Kind, Record: r.ID, Title: now.What, Was: string(then), Is: string(now.Standing), Sources: by}}
}

// people returns what became known of those in office for the parties, as far as
// documents that speak of all of the parties tell it.
func (c *comparison) people() []Change {
	var out []Change
	speaks := c.speaking(c.ps)
	seen := map[rapporteur.RecordID]bool{} // the country of a person may be disputed
	for _, p := range c.ps {
		for _, r := range c.recordsOf(rapporteur.KindTenure, []rapporteur.Party{p}) {
			if seen[r.ID] {
				continue
			}
			seen[r.ID] = true
			out = append(out, c.inOffice(r, speaks)...)
			out = append(out, c.disputes(r, c.before(r))...)
		}
	}
	return out
}

// before returns the record that held some of a record's claims on the earlier day.
func (c *comparison) before(r *rapporteur.Record) *rapporteur.Record {
	for _, k := range c.of(r.Claims) {
		for _, o := range c.old.recordOf[k.ID] {
			if o.Kind == r.Kind {
				return o
			}
		}
	}
	return nil
}

// moved returns the change from one status or stage to another, with those of
// the new claims that report the latter.
func (c *comparison) moved(change Change, what Novelty, from, to string, fresh []*rapporteur.Claim, r *rapporteur.Record, status func(*rapporteur.Claim) string) []Change {
	if from == to {
		return nil
	}
	by := slices.DeleteFunc(slices.Clone(fresh), func(k *rapporteur.Claim) bool { return status(k) != to })
	if len(by) == 0 { // what moved it is that another claim joined
		by = fresh
	}
	change.What, change.Was, change.Is, change.Sources = what, from, to, c.sources(by, r)
	return []Change{change}
}

// inOffice returns what became known of a person: that there is one, or another office.
func (c *comparison) inOffice(r *rapporteur.Record, speaks map[rapporteur.DocID]bool) []Change {
	news := func(claims []*rapporteur.Claim) []*rapporteur.Claim {
		return slices.DeleteFunc(claims, func(k *rapporteur.Claim) bool { return !c.fresh(k) || !speaks[k.Doc] })
	}
	p := c.person(r)
	change := Change{Kind: r.Kind, Record: r.ID, Title: r.Title}
	if c.before(r) == nil {
		fresh := news(c.of(r.Claims))
		if len(fresh) == 0 || len(p.Offices) == 0 {
			return nil
		}
		change.What, change.Is, change.Sources = NewPerson, p.Offices[0].Title, c.sources(fresh, r)
		return []Change{change}
	}
	var out []Change
	for _, v := range r.Fields[link.FieldOffice] {
		of := c.of(v.Claims)
		fresh := news(slices.Clone(of))
		if len(fresh) == 0 || len(fresh) < len(of) { // held before, as far as was known
			continue
		}
		office := change
		office.What, office.Is, office.Sources = NewOffice, v.Value, c.sources(fresh, r)
		out = append(out, office)
	}
	return out
}

// answers returns what answers a question since the earlier day.
func (c *comparison) answers(r *rapporteur.Record) []Change {
	if r.Kind != rapporteur.KindQuestion {
		return nil
	}
	var by []*rapporteur.Claim
	for _, v := range r.Fields[link.FieldAnswer] {
		by = append(by, c.of(v.Claims)...)
	}
	by = slices.DeleteFunc(by, func(k *rapporteur.Claim) bool { return !c.fresh(k) })
	if len(by) == 0 {
		return nil
	}
	return []Change{{What: Answered, Kind: r.Kind, Record: r.ID, Title: r.Title, Sources: c.sources(by, r)}}
}

// disputes returns the fields of a record on which sources came to disagree, and
// the values that new claims set against those known before.
func (c *comparison) disputes(r, was *rapporteur.Record) []Change {
	known := map[string]bool{} // field and value
	if was != nil {
		for _, d := range c.old.disagreements(was) {
			for _, v := range d.Values {
				known[d.Field+"\x00"+v.Value] = true
			}
		}
	}
	var out []Change
	for _, d := range c.disagreements(r) {
		var values []string
		var by []Source
		for _, v := range d.Values {
			values = append(values, v.Value)
			if known[d.Field+"\x00"+v.Value] {
				continue
			}
			for _, s := range v.Evidence.Sources {
				if c.fresh(c.claims[s.Claim]) {
					by = append(by, s)
				}
			}
		}
		if len(by) == 0 {
			continue
		}
		slices.SortStableFunc(by, func(a, b Source) int { return cmp.Compare(c.rank[a.Claim], c.rank[b.Claim]) })
		out = append(out, Change{What: NewDisagreement, Kind: r.Kind, Record: r.ID, Title: r.Title,
			Is: fmt.Sprintf("%s: %s", d.Field, strings.Join(values, " or ")), Sources: by})
	}
	return out
}

// further adds the new claims of a record that no change rests on, as a report
// that adds nothing else.
func (c *comparison) further(changes []Change, r *rapporteur.Record, fresh []*rapporteur.Claim) []Change {
	used := map[rapporteur.ClaimID]bool{}
	for _, ch := range changes {
		for _, s := range ch.Sources {
			used[s.Claim] = true
		}
	}
	// A meeting's claims stand with the meeting, and not again with its forum.
	rest := slices.DeleteFunc(slices.Clone(fresh), func(k *rapporteur.Claim) bool { return used[k.ID] || k.Kind != r.Kind })
	if len(rest) > 0 {
		changes = append(changes, Change{What: FurtherReport, Kind: r.Kind, Record: r.ID, Title: r.Title, Sources: c.sources(rest, r)})
	}
	return changes
}

// sources returns claims of a record as evidence, in order of publication.
func (x *index) sources(claims []*rapporteur.Claim, r *rapporteur.Record) []Source {
	claims = slices.Clone(claims)
	slices.SortFunc(claims, x.byPublication)
	out := make([]Source, len(claims))
	for i, k := range claims {
		out[i] = x.source(k, r.Reasons[k.ID])
	}
	return out
}
