// Package link puts together the claims of many documents that speak of the
// same meeting, mechanism, agreement, undertaking, unknown or person.
//
// It is pure and deterministic: the same documents and claims give the same
// records in whatever order they come. Precision goes before recall: where the
// claims do not show that they speak of one thing, they stay two records.
package link

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/who"
)

// A Document is what linking needs to know of a document. Its text may be left empty.
type Document struct {
	rapporteur.Document
	// Public is the day by which the document was surely public: the last day that
	// its publication date allows or, if that is not known, the day of its first
	// capture. If it is zero, the publication date alone counts.
	Public rapporteur.Date
	// Superseded is the version of the same page that stands in this one's place;
	// empty if this one stands. What an older version said stays on the records,
	// but is no report of its own beside the version that stands.
	Superseded rapporteur.DocID
}

// Stands reports whether no other version of its page stands in a document's place.
func (d Document) Stands() bool { return d.Superseded == "" }

// PublicBy returns the day by which a document was surely public; zero if that
// is not known.
func (d Document) PublicBy() rapporteur.Date {
	date := d.Public
	if date.IsZero() {
		date = d.Published
	}
	_, last, ok := date.Bounds()
	if !ok {
		return rapporteur.Date{}
	}
	day, err := rapporteur.DateOf(last)
	if err != nil { // a year beyond 9999
		return rapporteur.Date{}
	}
	return day
}

// Input is what records are built from.
type Input struct {
	Documents []Document
	// Claims are sealed and of these documents; those of others are left out.
	Claims []rapporteur.Claim
	// Verdicts are what people last decided: rejected claims are left out, and
	// the values of accepted ones are displayed before others.
	Verdicts map[rapporteur.ClaimID]rapporteur.Verb
	// Decided is what people decided about what belongs together, in the order in
	// which they did.
	Decided []Decided
	// Origins says which documents tell the same story. Without it every document
	// counts as an origin of its own.
	Origins Origins
}

// AsOf returns what was public on the last day that a date allows: documents
// whose day is not known are left out. The zero Date sets no limit.
func (in Input) AsOf(day rapporteur.Date) Input {
	_, last, ok := day.Bounds()
	if !ok {
		return in
	}
	held := make(map[rapporteur.DocID]bool)
	out := in
	out.Documents, out.Claims = nil, nil
	for _, d := range in.Documents {
		if _, public, ok := d.PublicBy().Bounds(); ok && !public.After(last) {
			held[d.ID] = true
			out.Documents = append(out.Documents, d)
		}
	}
	for _, c := range in.Claims {
		if held[c.Doc] {
			out.Claims = append(out.Claims, c)
		}
	}
	return out
}

// Build derives the records. They are in the order of rapporteur.Kinds, then of
// the publication of their first claims, then of their identities.
func Build(in Input) []rapporteur.Record {
	b := newBuilder(in)
	people := b.people() // first, for they tell participants apart
	return b.records(append(people, b.gather()...))
}

// records finishes groups and puts their records in the order of Build.
func (b *builder) records(groups []*group) []rapporteur.Record {
	slices.SortStableFunc(groups, func(g, h *group) int {
		return cmp.Or(cmp.Compare(kindOrder(g.kind), kindOrder(h.kind)), cmp.Compare(g.first().rank, h.first().rank))
	})
	records := make([]rapporteur.Record, len(groups))
	for i, g := range groups {
		records[i] = b.record(g)
		groups[i] = nil // so that what it holds can go
	}
	slices.SortStableFunc(records, func(r, s rapporteur.Record) int {
		return cmp.Or(cmp.Compare(kindOrder(r.Kind), kindOrder(s.Kind)),
			cmp.Compare(b.byID[r.Claims[0]].rank, b.byID[s.Claims[0]].rank), cmp.Compare(r.ID, s.ID))
	})
	return records
}

// gather makes the groups of all kinds but people.
func (b *builder) gather() []*group {
	events := b.interactions()
	return slices.Concat(events, b.mechanisms(events), b.instruments(), b.commitments(), b.questions())
}

func kindOrder(k rapporteur.Kind) int { return slices.Index(rapporteur.Kinds, k) }

// A claim is a claim with what is asked of it again and again.
type claim struct {
	*rapporteur.Claim
	doc    *Document
	public dayNumber // by which its document was surely public; unknownDay if not known
	// earliest is the first day on which its document can have come out.
	earliest dayNumber
	rank     int // place in the order of publication, then of the text
	states   []rapporteur.Party
	key      string // of the parties: claims of different keys are hardly ever of one thing
	// What is asked of the claim's date all the time: its bounds, whether it has
	// any, and whether it tells the day.
	from, to   dayNumber
	dated, day bool
	forum      *forumName // what held returns, once it was asked
}

// A dayNumber counts days from 1 January 1970.
type dayNumber int

const unknownDay dayNumber = 1 << 40

func dayOf(t time.Time) dayNumber { return dayNumber(t.Unix() / 86400) }

func (d dayNumber) String() string { return time.Unix(int64(d)*86400, 0).UTC().Format(time.DateOnly) }

func (d dayNumber) year() string { return time.Unix(int64(d)*86400, 0).UTC().Format("2006") }

// days returns the first and last day that a date can mean; ok is false where
// its year or one of its ends is not known.
func days(d rapporteur.Date) (first, last dayNumber, ok bool) {
	from, to, ok := d.Bounds()
	if !ok {
		return unknownDay, unknownDay, false
	}
	return dayOf(from), dayOf(to), true
}

type builder struct {
	in     Input
	claims []*claim // in order of rank
	byID   map[rapporteur.ClaimID]*claim
	// personOf finds the person whom a document means by a name.
	personOf map[docName]*official
	// proper holds the stems of the names of people and places that a document's
	// claims give. Two undertakings are not one because the same people met.
	proper map[rapporteur.DocID]map[string]bool
	// named holds those of people alone.
	named map[rapporteur.DocID]map[string]bool
	// meetings are the claims of a document that tell of one, in order of the text.
	meetings map[rapporteur.DocID][]*claim
}

// A docName is a folded name as one document uses it.
type docName struct {
	doc  rapporteur.DocID
	name string
}

// An official is the person of a record, as far as meetings need to know of them.
type official struct {
	country rapporteur.Party // empty unless all documents together tell one
}

// newBuilder returns a builder that knows the names and meetings that documents give.
func newBuilder(in Input) *builder {
	b := newIndex(in)
	for _, c := range b.claims {
		b.learnNames(c)
	}
	b.learnMeetings()
	return b
}

// learnMeetings notes the meetings that claims tell of.
func (b *builder) learnMeetings() {
	for _, c := range b.claims {
		if c.Interaction != nil && told(c) && c.Interaction.Type != rapporteur.Signing {
			b.meetings[c.Doc] = append(b.meetings[c.Doc], c)
		}
	}
}

// newIndex returns a builder that knows neither, which is enough for people.
func newIndex(in Input) *builder {
	b := &builder{in: in, byID: make(map[rapporteur.ClaimID]*claim), personOf: make(map[docName]*official), proper: make(map[rapporteur.DocID]map[string]bool), named: make(map[rapporteur.DocID]map[string]bool), meetings: make(map[rapporteur.DocID][]*claim)}
	type dated struct {
		*Document
		public, earliest dayNumber
	}
	docs := make(map[rapporteur.DocID]dated, len(in.Documents))
	for i := range in.Documents {
		d := dated{Document: &in.Documents[i]}
		_, d.public, _ = days(d.PublicBy())
		var ok bool
		if d.earliest, _, ok = days(d.Published); !ok {
			d.earliest = d.public
		}
		docs[d.ID] = d
	}
	var parties partySet
	for i := range in.Claims {
		c := &in.Claims[i]
		d, held := docs[c.Doc]
		if !held || in.Verdicts[c.ID] == rapporteur.Reject || b.byID[c.ID] != nil {
			continue
		}
		k := &claim{Claim: c, doc: d.Document, public: d.public, earliest: d.earliest}
		k.states, k.key = parties.of(c)
		k.from, k.to, k.dated = days(c.Time.Date)
		k.day = c.Time.Date.Precision() == rapporteur.PrecisionDay
		b.byID[c.ID] = k
		b.claims = append(b.claims, k)
	}
	slices.SortFunc(b.claims, func(c, d *claim) int {
		return cmp.Or(cmp.Compare(c.public, d.public), cmp.Compare(c.Doc, d.Doc),
			cmp.Compare(c.Quote.Start(), d.Quote.Start()), cmp.Compare(c.ID, d.ID))
	})
	for i, c := range b.claims {
		c.rank = i
	}
	return b
}

// learnNames notes the names that a claim gives.
func (b *builder) learnNames(c *claim) {
	var people, places []string
	if c.Place != nil {
		places = append(places, c.Place.Name)
	}
	if c.Interaction != nil {
		for _, p := range c.Interaction.Participants {
			people = append(people, p.Name)
		}
	}
	if c.Tenure != nil {
		people = append(append(people, c.Tenure.Person.Name), c.Tenure.Mentions...)
	}
	for _, s := range c.SaidBy {
		people = append(people, s.Name)
	}
	for _, n := range people {
		for _, w := range words(n) {
			note(b.named, c.Doc, stem(w))
			note(b.proper, c.Doc, stem(w))
		}
	}
	for _, n := range places {
		for _, w := range words(n) {
			note(b.proper, c.Doc, stem(w))
		}
	}
}

func note(of map[rapporteur.DocID]map[string]bool, doc rapporteur.DocID, root string) {
	if of[doc] == nil {
		of[doc] = make(map[string]bool)
	}
	of[doc][root] = true
}

// of yields the claims of a kind in order of rank.
func (b *builder) of(k rapporteur.Kind) []*claim {
	var out []*claim
	for _, c := range b.claims {
		if c.Kind == k {
			out = append(out, c)
		}
	}
	return out
}

// A partySet is the parties of the claim asked for last: those of one document
// mostly have the same.
type partySet struct {
	parties, states []rapporteur.Party
	key             string
}

// of returns the states among the parties of a claim, and their partyKey.
func (s *partySet) of(c *rapporteur.Claim) (states []rapporteur.Party, key string) {
	if s.key == "" || !slices.Equal(s.parties, c.Parties) {
		*s = partySet{c.Parties, who.States(c.Parties), partyKey(c.Parties)}
	}
	return s.states, s.key
}

// partyKey names a set of parties: its states, if there are two or more of
// them, else all that are named. Organisations in whose frame two states meet
// are mentioned by one report and left out by the next.
func partyKey(parties []rapporteur.Party) string {
	set := who.States(parties)
	if len(set) < 2 {
		set = slices.Clone(parties)
		slices.Sort(set)
		set = slices.Compact(set)
	}
	words := make([]string, len(set))
	for i, p := range set {
		words[i] = string(p)
	}
	return strings.Join(words, "|")
}
