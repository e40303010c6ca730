package view

import (
	"cmp"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
)

// A Timeline is what happened between states, and what was said of it, in order of time.
type Timeline struct {
	Parties  []Party         `json:"parties"`
	Title    string          `json:"title"`
	AsOf     rapporteur.Date `json:"as_of"`
	AsOfText string          `json:"as_of_text"`
	Coverage Coverage        `json:"coverage"`
	// From and To are the span chosen; zero if none is.
	From    rapporteur.Date `json:"from,omitzero"`
	To      rapporteur.Date `json:"to,omitzero"`
	Entries []Moment        `json:"entries"` // those whose year is not known come last
	Lanes   []Lane          `json:"lanes"`   // the same as a picture
}

// A Moment is one entry of a timeline.
type Moment struct {
	When      When                `json:"when"`
	Said      bool                `json:"said,omitempty"` // When is the day of publication
	What      string              `json:"what"`           // such as "meeting", "agreement signed", "undertaking pledged"
	Kind      rapporteur.Kind     `json:"kind"`
	Record    rapporteur.RecordID `json:"record"`
	Title     string              `json:"title"`
	Certainty Certainty           `json:"certainty"`
	Future    bool                `json:"future,omitempty"` // only announced
	Documents int                 `json:"documents"`
	Origins   int                 `json:"origins"`
	Anchors   []Anchor            `json:"anchors"`
}

// NewTimeline returns the meetings of the parties, the steps of their agreements,
// what came of their undertakings, and what was said not to be known.
func NewTimeline(in Input, ps []rapporteur.Party) *Timeline {
	x := newIndex(in)
	ps = codesOf(parties(ps))
	t := &Timeline{Parties: parties(ps), Title: inWords(names(parties(ps))), AsOf: in.AsOf, AsOfText: asOf(in.AsOf), Coverage: x.coverageOf(ps), Entries: []Moment{}}
	meetings, agreements, commitments := x.meetings(ps), x.agreements(ps), x.commitments(ps)
	for _, m := range meetings {
		t.Entries = append(t.Entries, Moment{
			When: m.When, What: string(m.Type), Kind: rapporteur.KindInteraction, Record: m.ID, Title: m.Title, Certainty: m.Certainty, Future: m.Future,
			Documents: m.Evidence.Documents, Origins: m.Evidence.Origins, Anchors: anchorsOf(m.Evidence),
		})
	}
	for _, a := range agreements {
		for _, s := range a.History {
			t.Entries = append(t.Entries, moment(s, "agreement "+s.What, rapporteur.KindInstrument, a.ID, a.Title))
		}
	}
	for _, g := range commitments {
		for _, c := range g.Commitments {
			for _, m := range c.Moves {
				if m.Record != "" && m.What == link.MoveDelivery {
					continue // the meeting or agreement itself stands above
				}
				t.Entries = append(t.Entries, Moment{
					When: m.Source.Published, Said: firstDay(m.Source.Published.Date) != noDay, What: "undertaking, " + string(m.What), Kind: rapporteur.KindCommitment, Record: c.ID, Title: c.What,
					Certainty: m.Source.Certainty, Documents: 1, Origins: 1, Anchors: []Anchor{m.Source.Anchor},
				})
			}
		}
	}
	for _, q := range x.questions(ps) {
		t.Entries = append(t.Entries, Moment{
			When: q.Stated, Said: true, What: "stated as " + string(q.Type), Kind: rapporteur.KindQuestion, Record: q.ID, Title: q.About,
			Certainty: q.Evidence.Sources[0].Certainty, Documents: q.Evidence.Documents, Origins: q.Evidence.Origins, Anchors: anchorsOf(q.Evidence),
		})
	}
	inTimeOrder(t.Entries)
	t.Lanes = x.lanes(meetings, x.mechanisms(ps), agreements, commitments)
	return t
}

// inTimeOrder sorts entries by when they were, those whose year is not known last.
func inTimeOrder(entries []Moment) {
	type key struct {
		first, last int64
		Moment
	}
	keys := make([]key, len(entries)) // to find a date's bounds takes much longer than to compare them
	for i, e := range entries {
		keys[i] = key{firstDay(e.When.Date), lastDay(e.When.Date), e}
	}
	slices.SortStableFunc(keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.last, b.last),
			cmp.Compare(kindOrder(a.Kind), kindOrder(b.Kind)), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Record, b.Record))
	})
	for i, k := range keys {
		entries[i] = k.Moment
	}
}

// Within returns the timeline with the entries only that may be of a span of
// days, both included; those whose year is not known are of none. A zero end
// leaves its side open. Lanes stay whole: what they show of the span is for the
// picture to choose.
func (t *Timeline) Within(from, to rapporteur.Date) *Timeline {
	if from.IsZero() && to.IsZero() {
		return t
	}
	out := *t
	out.From, out.To, out.Entries = from, to, []Moment{}
	for _, e := range t.Entries {
		first, last, ok := e.When.Date.Bounds()
		if ok && (from.IsZero() || last.Unix() >= firstDay(from)) && (to.IsZero() || first.Unix() <= lastDay(to)) {
			out.Entries = append(out.Entries, e)
		}
	}
	return &out
}

func kindOrder(k rapporteur.Kind) int { return slices.Index(rapporteur.Kinds, k) }

func moment(s Step, what string, kind rapporteur.Kind, id rapporteur.RecordID, title string) Moment {
	return Moment{When: s.When, Said: s.Said, What: what, Kind: kind, Record: id, Title: title, Certainty: s.Source.Certainty,
		Documents: 1, Origins: 1, Anchors: []Anchor{s.Source.Anchor}}
}

func anchorsOf(e Evidence) []Anchor {
	out := make([]Anchor, len(e.Sources))
	for i, s := range e.Sources {
		out[i] = s.Anchor
	}
	return out
}
