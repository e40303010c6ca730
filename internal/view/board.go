package view

import (
	"cmp"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/who"
)

// A BoardQuery chooses undertakings. The zero value of each field chooses all.
type BoardQuery struct {
	Parties  []rapporteur.Party `json:"parties,omitempty"` // all of them are party to it
	Stage    rapporteur.Stage   `json:"stage,omitempty"`   // as last reported
	Standing link.Standing      `json:"standing,omitempty"`
	State    string             `json:"state,omitempty"` // by the clock: the code of a Derived
	Area     rapporteur.Area    `json:"area,omitempty"`
}

// A Board is undertakings with what has come of them.
type Board struct {
	Query       BoardQuery      `json:"query"`
	AsOf        rapporteur.Date `json:"as_of"`
	AsOfText    string          `json:"as_of_text"`
	Coverage    Coverage        `json:"coverage"`
	Stages      []Count         `json:"stages"`    // of all that the parties undertook
	Standings   []Count         `json:"standings"` // the same
	States      []Count         `json:"states"`    // the same
	Commitments []Commitment    `json:"commitments"`
}

// NewBoard returns the undertakings that a query chooses: by stage, then the last
// spoken of first.
func NewBoard(in Input, q BoardQuery) *Board {
	x := newIndex(in)
	q.Parties = codesOf(parties(q.Parties))
	b := &Board{Query: q, AsOf: in.AsOf, AsOfText: asOf(in.AsOf), Coverage: x.coverageOf(q.Parties), Commitments: []Commitment{}}
	stage, standing, state := map[string]int{}, map[string]int{}, map[string]int{}
	for _, g := range x.commitments(q.Parties) {
		for _, c := range g.Commitments {
			stage[string(c.Stage)]++
			standing[string(c.Standing)]++
			state[c.Derived.Code]++
			if (q.Stage == "" || c.Stage == q.Stage) && (q.Standing == "" || c.Standing == q.Standing) &&
				(q.State == "" || c.Derived.Code == q.State) && (q.Area == "" || slices.Contains(c.Areas, string(q.Area))) {
				b.Commitments = append(b.Commitments, c)
			}
		}
	}
	b.Stages, b.Standings, b.States = counts(stage), counts(standing), counts(state)
	return b
}

// coverageOf returns what the documents cover that speak of all of the parties;
// of all documents if there are no parties.
func (x *index) coverageOf(ps []rapporteur.Party) Coverage {
	speaks := x.speaking(ps)
	var docs []link.Document
	for _, d := range x.Documents {
		if speaks[d.ID] || len(ps) == 0 {
			docs = append(docs, d)
		}
	}
	var claims []*rapporteur.Claim
	for _, c := range x.sorted {
		if hasAll(c.Parties, ps) {
			claims = append(claims, c)
		}
	}
	return x.coverage(docs, claims)
}

// A Thread is the page of one undertaking.
type Thread struct {
	AsOf          rapporteur.Date `json:"as_of"`
	AsOfText      string          `json:"as_of_text"`
	Commitment    Commitment      `json:"commitment"`
	Disagreements []Disagreement  `json:"disagreements"`
}

// NewThread returns the undertaking of a record's or claim's identity. ok is
// false if there was none as of the day.
func NewThread(in Input, id string) (t *Thread, ok bool) {
	x := newIndex(in)
	r := x.record(rapporteur.KindCommitment, id)
	if r == nil {
		return nil, false
	}
	return &Thread{
		AsOf: in.AsOf, AsOfText: asOf(in.AsOf), Commitment: x.commitment(r), Disagreements: append([]Disagreement{}, x.disagreements(r)...),
	}, true
}

// record returns the record of a kind that has an identity or gathers the claim
// of it; nil if there is none.
func (x *index) record(k rapporteur.Kind, id string) *rapporteur.Record {
	if r := x.records[rapporteur.RecordID(id)]; r != nil && r.Kind == k {
		return r
	}
	for _, r := range x.recordOf[rapporteur.ClaimID(id)] {
		if r.Kind == k {
			return r
		}
	}
	return nil
}

// A Questions is the board of what sources say is not known.
type Questions struct {
	AsOf     rapporteur.Date `json:"as_of"`
	AsOfText string          `json:"as_of_text"`
	Parties  []Party         `json:"parties,omitempty"`
	Coverage Coverage        `json:"coverage"`
	Open     []Question      `json:"open"`     // the last stated first
	Answered []Question      `json:"answered"` // by a document that came out later; the same
	// Already holds those that were told elsewhere by the day on which a source
	// stated that they were not: what it did not know, others had reported.
	Already []Question `json:"already"`
}

// NewQuestions returns the questions of the parties; of all if there are none.
func NewQuestions(in Input, ps []rapporteur.Party) *Questions {
	x := newIndex(in)
	ps = codesOf(parties(ps))
	q := &Questions{AsOf: in.AsOf, AsOfText: asOf(in.AsOf), Parties: parties(ps), Coverage: x.coverageOf(ps), Open: []Question{}, Answered: []Question{}, Already: []Question{}}
	for _, k := range x.questions(ps) {
		switch {
		case len(k.Answers) == 0:
			q.Open = append(q.Open, k)
		case slices.ContainsFunc(k.Answers, func(a Source) bool { return lastDay(x.public[a.Doc]) <= lastDay(x.public[k.Anchor.Doc]) }):
			q.Already = append(q.Already, k)
		default:
			q.Answered = append(q.Answered, k)
		}
	}
	return q
}

// An AreaPage is what is known in one area of cooperation.
type AreaPage struct {
	Area        rapporteur.Area `json:"area"`
	AsOf        rapporteur.Date `json:"as_of"`
	AsOfText    string          `json:"as_of_text"`
	Parties     []Party         `json:"parties,omitempty"`
	Coverage    Coverage        `json:"coverage"`
	Relations   []Count         `json:"relations"` // undertakings by the states that are party to them
	Meetings    []Meeting       `json:"meetings"`
	Agreements  []Agreement     `json:"agreements"`
	Commitments []Commitment    `json:"commitments"`
	Questions   []Question      `json:"questions"`
}

// NewAreaPage returns what is known of the parties in an area; of all if there are none.
func NewAreaPage(in Input, ps []rapporteur.Party, area rapporteur.Area) *AreaPage {
	x := newIndex(in)
	ps = codesOf(parties(ps))
	p := &AreaPage{
		Area: area, AsOf: in.AsOf, AsOfText: asOf(in.AsOf), Parties: parties(ps), Coverage: x.coverageOf(ps),
		Meetings: []Meeting{}, Agreements: []Agreement{}, Commitments: []Commitment{}, Questions: []Question{},
	}
	within := func(areas []string) bool { return slices.Contains(areas, string(area)) }
	for _, m := range x.meetings(ps) {
		if within(m.Areas) {
			p.Meetings = append(p.Meetings, m)
		}
	}
	for _, a := range x.agreements(ps) {
		if within(areasOf(x.of(x.records[a.ID].Claims))) {
			p.Agreements = append(p.Agreements, a)
		}
	}
	states := map[string]int{}
	for _, g := range x.commitments(ps) {
		for _, c := range g.Commitments {
			if within(c.Areas) {
				p.Commitments = append(p.Commitments, c)
				if set := who.States(codesOf(append(slices.Clone(c.By), c.To...))); len(set) > 1 {
					states[inWords(names(parties(set)))]++
				}
			}
		}
	}
	p.Relations = counts(states)
	for _, q := range x.questions(ps) {
		if within(q.Areas) {
			p.Questions = append(p.Questions, q)
		}
	}
	slices.SortStableFunc(p.Questions, func(a, b Question) int { return cmp.Compare(min(len(a.Answers), 1), min(len(b.Answers), 1)) })
	return p
}
