package view

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/who"
)

// Input is what the pages are made from. The program's own data are all in
// link.Input; for a dossier, that of the documents which speak of its parties is enough.
type Input struct {
	link.Input
	// Records are those derived from the claims. They are derived here if it is
	// nil, or if some of the documents were not public as of AsOf.
	Records []rapporteur.Record
	// Courses keeps what has come of the undertakings among Records for all who are
	// given the same input; nil keeps nothing.
	Courses *Courses
	// Decisions are the standing ones, by the claim that they are about.
	Decisions map[rapporteur.ClaimID]rapporteur.Decision
	People    People
	// AsOf is the day the page answers for, usually today: what was not public by
	// then is left out. A zero AsOf leaves nothing out and lets the clock judge nothing.
	AsOf        rapporteur.Date
	LastRead    time.Time // when the last document was read; zero if not known
	Quarantined []Quarantined
	// Newest is set if the documents are only the newest ones of all that are held.
	Newest Newest
	// Languages counts the documents of the whole ledger by their language (BCP 47),
	// those that no claim was read from included. Only NewUnseen needs it.
	Languages map[string]int
	// Locations say where in its file a claim's quote begins, such as "page 3".
	Locations map[rapporteur.ClaimID]string
}

// Courses keeps what has come of the undertakings of one input, once somebody asked.
type Courses struct {
	once sync.Once
	of   map[rapporteur.RecordID]link.Course
}

// Locate notes where in its file a claim's quote begins; "" for nothing to note.
func (in *Input) Locate(id rapporteur.ClaimID, location string) {
	if location == "" {
		return
	}
	if in.Locations == nil {
		in.Locations = map[rapporteur.ClaimID]string{}
	}
	in.Locations[id] = location
}

// An index answers what the pages ask of an Input.
type index struct {
	Input
	docs       map[rapporteur.DocID]link.Document
	public     map[rapporteur.DocID]rapporteur.Date
	sorted     []*rapporteur.Claim        // in the order of publication, then of the text
	rank       map[rapporteur.ClaimID]int // place in sorted
	claims     map[rapporteur.ClaimID]*rapporteur.Claim
	records    map[rapporteur.RecordID]*rapporteur.Record
	recordOf   map[rapporteur.ClaimID][]*rapporteur.Record
	persons    map[docName]*rapporteur.Record
	toCome     map[rapporteur.DocID][]*rapporteur.Claim // meetings that a document announces
	meetingsIn map[rapporteur.DocID][]*rapporteur.Claim // meetings that a document tells of
	unknownsIn map[rapporteur.DocID][]*rapporteur.Claim // what a document says is not known
	promisesIn map[rapporteur.DocID][]*rapporteur.Claim // undertakings that it tells of
}

// A docName is a folded name of a person as one document uses it.
type docName struct {
	doc  rapporteur.DocID
	name string
}

func newIndex(in Input) *index {
	all := len(in.Documents)
	in.Input = in.Input.AsOf(in.AsOf)
	if in.Records == nil || len(in.Documents) < all { // later documents may have shaped the records given
		in.Records, in.Courses = link.Build(in.Input), nil
	}
	if in.Courses == nil {
		in.Courses = &Courses{}
	}
	x := &index{
		Input: in, docs: map[rapporteur.DocID]link.Document{}, public: map[rapporteur.DocID]rapporteur.Date{},
		claims: map[rapporteur.ClaimID]*rapporteur.Claim{}, records: map[rapporteur.RecordID]*rapporteur.Record{},
		recordOf: map[rapporteur.ClaimID][]*rapporteur.Record{}, persons: map[docName]*rapporteur.Record{},
		toCome: map[rapporteur.DocID][]*rapporteur.Claim{}, meetingsIn: map[rapporteur.DocID][]*rapporteur.Claim{},
		unknownsIn: map[rapporteur.DocID][]*rapporteur.Claim{}, promisesIn: map[rapporteur.DocID][]*rapporteur.Claim{},
	}
	for _, d := range in.Documents {
		x.docs[d.ID] = d
		x.public[d.ID] = d.PublicBy()
	}
	for i := range in.Claims {
		if c := &in.Claims[i]; x.claims[c.ID] == nil && x.docs[c.Doc].ID != "" {
			x.claims[c.ID] = c
			x.sorted = append(x.sorted, c)
			switch {
			case c.Kind == rapporteur.KindQuestion:
				x.unknownsIn[c.Doc] = append(x.unknownsIn[c.Doc], c)
			case c.Kind == rapporteur.KindCommitment:
				x.promisesIn[c.Doc] = append(x.promisesIn[c.Doc], c)
			case c.Kind != rapporteur.KindInteraction:
			case foretold(c):
				x.toCome[c.Doc] = append(x.toCome[c.Doc], c)
			case told(c):
				x.meetingsIn[c.Doc] = append(x.meetingsIn[c.Doc], c)
			}
		}
	}
	x.order()
	for i := range in.Records {
		r := &in.Records[i]
		if len(x.of(r.Claims)) == 0 {
			continue
		}
		x.records[r.ID] = r
		for _, c := range r.Claims {
			x.recordOf[c] = append(x.recordOf[c], r)
		}
		if r.Kind == rapporteur.KindTenure {
			for _, c := range x.of(r.Claims) {
				for _, name := range append([]string{c.Tenure.Person.Name}, c.Tenure.Mentions...) {
					x.persons[docName{c.Doc, who.Fold(name)}] = r
				}
			}
		}
	}
	return x
}

// course returns what has come of an undertaking.
func (x *index) course(id rapporteur.RecordID) link.Course {
	x.Courses.once.Do(func() { x.Courses.of = link.Courses(x.Input.Input, x.Records) })
	return x.Courses.of[id]
}

// of returns those of the claims that are there, in the order given.
func (x *index) of(ids []rapporteur.ClaimID) []*rapporteur.Claim {
	var out []*rapporteur.Claim
	for _, id := range ids {
		if c := x.claims[id]; c != nil {
			out = append(out, c)
		}
	}
	return out
}

// anchors returns the places of claims.
func (x *index) anchors(ids []rapporteur.ClaimID) []Anchor {
	var out []Anchor
	for _, c := range x.of(ids) {
		out = append(out, anchor(c))
	}
	return out
}

func anchor(c *rapporteur.Claim) Anchor { return Anchor{Claim: c.ID, Doc: c.Doc} }

const noDay = int64(1) << 60

func firstDay(d rapporteur.Date) int64 {
	if first, _, ok := d.Bounds(); ok {
		return first.Unix()
	}
	return noDay
}

func lastDay(d rapporteur.Date) int64 {
	if _, last, ok := d.Bounds(); ok {
		return last.Unix()
	}
	return noDay
}

// order sorts the claims by the day by which they were public, unknown days last,
// then by document and place in the text.
func (x *index) order() {
	day := make(map[rapporteur.DocID]int64, len(x.public))
	for id, d := range x.public {
		day[id] = lastDay(d)
	}
	slices.SortFunc(x.sorted, func(a, b *rapporteur.Claim) int {
		return cmp.Or(cmp.Compare(day[a.Doc], day[b.Doc]), cmp.Compare(a.Doc, b.Doc),
			cmp.Compare(a.Quote.Start(), b.Quote.Start()), cmp.Compare(a.ID, b.ID))
	})
	x.rank = make(map[rapporteur.ClaimID]int, len(x.sorted))
	for i, c := range x.sorted {
		x.rank[c.ID] = i
	}
}

// byPublication compares two claims by their places in that order.
func (x *index) byPublication(a, b *rapporteur.Claim) int {
	return cmp.Compare(x.rank[a.ID], x.rank[b.ID])
}

// recordsOf returns the records of a kind to which all of the parties belong, in
// the order of Input.Records.
func (x *index) recordsOf(k rapporteur.Kind, parties []rapporteur.Party) []*rapporteur.Record {
	var out []*rapporteur.Record
	for i := range x.Records {
		r := &x.Records[i]
		if r.Kind == k && x.records[r.ID] == r && hasAll(r.Parties, parties) {
			out = append(out, r)
		}
	}
	return out
}

func hasAll(have, want []rapporteur.Party) bool {
	for _, p := range want {
		if !slices.Contains(have, p) {
			return false
		}
	}
	return true
}

func party(p rapporteur.Party) Party { return Party{Code: p, Name: who.Display(p)} }

// parties returns parties for people to read, in the order of their names.
func parties(ps []rapporteur.Party) []Party {
	var out []Party
	for _, p := range ps {
		out = append(out, party(p))
	}
	slices.SortFunc(out, func(a, b Party) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Code, b.Code)) })
	return slices.Compact(out)
}
