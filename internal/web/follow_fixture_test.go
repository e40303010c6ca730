package web

import (
	"context"
	"testing"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/brief"
	"example.org/rapporteur/internal/geo"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/view"
)

// followed is the finished read models of the pages that follow things.
type followed struct {
	board    *view.Board
	thread   *view.Thread
	contact  *view.Contact
	forum    *view.Forum
	cascade  *view.Cascade
	timeline *view.Timeline
	asked    *view.Questions
	diff     *view.Diff
	brief    *brief.Brief
	calendar *view.Calendar
	compared *view.Comparison
	person   *view.PersonPage
	place    *view.PlacePage
	area     *view.AreaPage
	outlets  *view.Outlets
	mapped   *view.Map
	network  *view.Network
	found    *view.Search
	disputes *view.Disputes

	days []rapporteur.Date // that pages were asked for
	most int               // of how many documents the last page of a person was to tell
}

// models returns all of them.
func (f *followed) models() []any {
	return []any{f.board, f.thread, f.contact, f.forum, f.cascade, f.timeline, f.asked, f.diff, f.brief, f.calendar, f.compared, f.person, f.place, f.area, f.outlets, f.mapped, f.network, f.found, f.disputes}
}

func (f *followed) note(day rapporteur.Date) { f.days = append(f.days, day) }

// told is the answer of a finished read model.
func told[V any](f *followed, day rapporteur.Date, v V) (V, error) {
	f.note(day)
	return v, nil
}

func (f *followed) Board(_ context.Context, q view.BoardQuery, day rapporteur.Date) (*view.Board, error) {
	f.note(day)
	b := *f.board
	b.Query = q
	if q.Stage != "" && q.Stage != rapporteur.StagePledged {
		b.Commitments = nil
	}
	return &b, nil
}

func (f *followed) Thread(_ context.Context, id string, day rapporteur.Date) (*view.Thread, error) {
	f.note(day)
	if id == "k9" {
		return nil, ledger.ErrNotFound
	}
	return f.thread, nil
}

func (f *followed) Contact(_ context.Context, _ string, day rapporteur.Date) (*view.Contact, error) {
	f.note(day)
	return f.contact, nil
}

func (f *followed) Forum(_ context.Context, _ []rapporteur.Party, _ string, day rapporteur.Date) (*view.Forum, error) {
	return told(f, day, f.forum)
}

func (f *followed) Cascade(_ context.Context, _ []rapporteur.Party, day rapporteur.Date) (*view.Cascade, error) {
	return told(f, day, f.cascade)
}

func (f *followed) Timeline(_ context.Context, _ []rapporteur.Party, day rapporteur.Date) (*view.Timeline, error) {
	return told(f, day, f.timeline)
}

func (f *followed) Questions(_ context.Context, _ []rapporteur.Party, day rapporteur.Date) (*view.Questions, error) {
	return told(f, day, f.asked)
}

func (f *followed) Disputes(_ context.Context, ps []rapporteur.Party, day rapporteur.Date) (*view.Disputes, error) {
	f.note(day)
	d := *f.disputes
	if len(ps) == 0 {
		d.Parties = nil
	}
	return &d, nil
}

func (f *followed) Diff(_ context.Context, _ []rapporteur.Party, from, to rapporteur.Date) (*view.Diff, error) {
	f.days = append(f.days, from, to)
	return f.diff, nil
}

func (f *followed) Brief(_ context.Context, _ []rapporteur.Party, day, since rapporteur.Date, o brief.Options) (*brief.Brief, error) {
	f.days = append(f.days, day, since)
	if o.For == "nothing" {
		return nil, brief.ErrNoMechanism
	}
	return f.brief, nil
}

func (f *followed) Calendar(_ context.Context, _ []rapporteur.Party, day rapporteur.Date) (*view.Calendar, error) {
	return told(f, day, f.calendar)
}

func (f *followed) Compare(_ context.Context, _ [][]rapporteur.Party, day rapporteur.Date) (*view.Comparison, error) {
	return told(f, day, f.compared)
}

func (f *followed) Person(_ context.Context, name string, day rapporteur.Date, most int) (*view.PersonPage, error) {
	f.note(day)
	f.most = most
	if name == "nobody" {
		return nil, ledger.ErrNotFound
	}
	return f.person, nil
}

func (f *followed) Place(_ context.Context, _ string, day rapporteur.Date) (*view.PlacePage, error) {
	return told(f, day, f.place)
}

func (f *followed) Area(_ context.Context, _ []rapporteur.Party, _ rapporteur.Area, day rapporteur.Date) (*view.AreaPage, error) {
	return told(f, day, f.area)
}

func (f *followed) Outlets(_ context.Context, _ []rapporteur.Party, day rapporteur.Date) (*view.Outlets, error) {
	return told(f, day, f.outlets)
}

func (f *followed) Map(_ context.Context, _ []rapporteur.Party, day rapporteur.Date) (*view.Map, error) {
	return told(f, day, f.mapped)
}

func (f *followed) Network(_ context.Context, _ []rapporteur.Party, from, day rapporteur.Date) (*view.Network, error) {
	f.days = append(f.days, from, day)
	return f.network, nil
}

func (f *followed) Search(_ context.Context, _ view.Query, day rapporteur.Date, _ int) (*view.Search, error) {
	return told(f, day, f.found)
}

func (f *followed) Names(_ context.Context, day rapporteur.Date) (*view.Names, error) {
	f.note(day)
	n := &view.Names{}
	if f.person.Person.Name == "" {
		return n, nil
	}
	n.AddRelation("LAO", "VNM", 12)
	n.AddRecord(rapporteur.Record{ID: "p0000000000000001", Kind: rapporteur.KindTenure, Title: f.person.Person.Name, Parties: []rapporteur.Party{"LAO"}})
	return n, nil
}

// nothingFollowed holds the read models of an empty ledger. What has an identity
// of its own is there all the same, with next to nothing said of it.
func nothingFollowed(t *testing.T) followed {
	day, text := date(t, "2025-06-01"), "as of 1 June 2025"
	none := view.When{Words: "date not known"}
	none2 := view.Coverage{Words: "Based on no documents."}
	return followed{
		board:   &view.Board{AsOf: day, AsOfText: text, Coverage: none2},
		thread:  &view.Thread{AsOf: day, AsOfText: text, Commitment: view.Commitment{ID: "k1", Title: "will help", Anchor: view.Anchor{Claim: "c1", Doc: "d1"}, Evidence: view.Evidence{Last: none}}},
		contact: &view.Contact{AsOf: day, AsOfText: text, Outcome: view.Outcome{Meeting: view.Meeting{ID: "e0000000000000001", When: none, Evidence: view.Evidence{Last: none}}}},
		forum:   &view.Forum{AsOf: day, AsOfText: text, Mechanism: view.Mechanism{ID: "m1", Name: "talks", Evidence: view.Evidence{Last: none}}},
		cascade: &view.Cascade{AsOf: day, AsOfText: text, Coverage: none2}, timeline: &view.Timeline{AsOf: day, AsOfText: text, Coverage: none2},
		asked: &view.Questions{AsOf: day, AsOfText: text, Coverage: none2}, diff: &view.Diff{From: day, To: day, Words: "from 1 June 2025 to 1 June 2025"},
		brief: &brief.Brief{AsOf: day, AsOfText: text, Since: day, Coverage: "Based on no documents."}, calendar: &view.Calendar{AsOf: day, AsOfText: text},
		compared: &view.Comparison{AsOf: day, AsOfText: text, Relations: []view.Compared{{Title: "Laos and Vietnam"}}},
		person:   &view.PersonPage{AsOf: day, AsOfText: text, Person: view.Person{ID: "p1", Name: "A. Person", Evidence: view.Evidence{Last: none}}},
		place:    &view.PlacePage{AsOf: day, AsOfText: text, Place: "Hanoi"}, area: &view.AreaPage{Area: rapporteur.AreaBorder, AsOf: day, AsOfText: text, Coverage: none2},
		mapped: &view.Map{AsOf: day, AsOfText: text, Coverage: none2}, network: &view.Network{AsOf: day, AsOfText: text, Coverage: none2},
		outlets: &view.Outlets{AsOf: day, AsOfText: text, Coverage: none2}, found: &view.Search{AsOf: day},
		disputes: &view.Disputes{AsOf: day, AsOfText: text, Coverage: none2},
	}
}

// lanesOf are lanes with every shape and form that a mark has.
func lanesOf(t *testing.T, src view.Source) []view.Lane {
	point := func(day, what string, form view.Form, anchor bool) view.Point {
		p := view.Point{When: when(t, day), What: what, Certainty: view.Certainty{Form: form, Word: "certain"}}
		if anchor {
			p.Anchor, p.Quote, p.SaidBy = &src.Anchor, src.Quote, src.SaidBy
		}
		return p
	}
	stretch := func(from, to string, basis view.StretchBasis) *view.Stretch {
		return &view.Stretch{From: date(t, from), To: date(t, to), Basis: basis}
	}
	ghost := point("2024-06", "missing", view.Dashed, false)
	ghost.When, ghost.Near = view.When{Words: "date not known"}, date(t, "2024-06")
	return []view.Lane{
		{Kind: rapporteur.KindInteraction, Name: "Other contacts", Tracks: []view.Track{
			{Kind: rapporteur.KindInteraction, Record: "e0000000000000001", Title: "Meeting: Laos, Vietnam", Points: []view.Point{point("2025-03-06", "meeting", view.Solid, true)}},
			{Kind: rapporteur.KindInteraction, Record: "e0000000000000001", Title: "Visit", Points: []view.Point{point("2025", "visit", view.Bracketed, true)}},
		}},
		{Kind: rapporteur.KindMechanism, Name: "Border talks", Record: "e0000000000000001", Tracks: []view.Track{
			{Kind: rapporteur.KindMechanism, Record: "e0000000000000001", Title: "Border talks", Number: 2, State: view.EditionMissing, Points: []view.Point{ghost}},
		}},
		{Kind: rapporteur.KindInstrument, Name: "Agreements", Tracks: []view.Track{
			{Kind: rapporteur.KindInstrument, Record: "i0000000000000002", Title: "Protocol", Points: []view.Point{point("2024-05-01", "signed", view.Hollow, true)}, Stretch: stretch("2024", "2029", view.StretchPeriod)},
			{Kind: rapporteur.KindInstrument, Record: "i0000000000000002", Title: "Minutes", Points: []view.Point{point("2024-05-01", "signed", view.Solid, true)}, Stretch: stretch("2024-05-01", "2025-06-01", view.StretchOpen)},
		}},
		{Kind: rapporteur.KindCommitment, Name: "Undertakings", Tracks: []view.Track{
			{Kind: rapporteur.KindCommitment, Record: "k0000000000000001", Title: "to train", Points: []view.Point{point("2024-05-01", "first said", view.Solid, true), point("2025-03-06", "activity", view.Solid, true)}, Stretch: stretch("2024-05-01", "2025-03-06", view.StretchLife)},
		}},
	}
}

// allFollowed makes of a dossier one of everything that the pages can show.
func allFollowed(t *testing.T, d *view.Dossier, h view.Heading) followed {
	day, text := d.AsOf, d.AsOfText
	c := d.Commitments[0].Commitments[0]
	c.Standing = link.StandingUnderWay
	wait := 12
	c.DaysToActivity = &wait
	src := d.Disagreements[0].Values[0].Evidence.Sources[0]
	c.Moves = []view.Move{
		{What: link.MoveSaid, Public: when(t, "2024-05-01"), Standing: link.StandingSaid, Rule: "said", Reason: "the first words", Source: src},
		{What: link.MoveActivity, Public: when(t, "2025-03-06"), Standing: link.StandingUnderWay, Self: true, Record: "e0000000000000001", Rule: "acted", Reason: "an act of the same kind", Source: src},
	}
	outcome := view.Outcome{Meeting: d.Meetings[0], Agreements: d.Agreements, Commitments: []view.Commitment{c}, Questions: d.Questions, Disagreements: d.Disagreements}
	m := d.Mechanisms[0]
	m.Editions = append(m.Editions, view.Edition{Number: 5, State: view.EditionExpected, When: when(t, "2027"), Words: "expected about March 2027"})
	a := d.Agreements[0]
	second := a
	second.ID = "i0000000000000002"
	anchors := []view.Anchor{src.Anchor}
	entry := func(kind rapporteur.Kind, id rapporteur.RecordID, day string) view.Moment {
		w := view.When{Words: "5 March, year not stated"}
		if day != "" {
			w = when(t, day, anchors...)
		}
		return view.Moment{When: w, Said: true, What: "meeting", Kind: kind, Record: id, Title: "Meeting: Laos, Vietnam", Certainty: src.Certainty, Future: day == "2026", Documents: 1, Origins: 1, Anchors: anchors}
	}
	laosDoing := view.Party{Code: "LAO", Name: "Laos"}
	bits := []view.Bit{{Text: "The "}, {Text: "ministers", Found: true}, {Text: " met"}}
	found := view.Found{Heading: h, Snippet: bits}
	for range 5 {
		found.Claims = append(found.Claims, view.FoundClaim{Anchor: src.Anchor, Kind: rapporteur.KindInteraction, Title: "Meeting", Quote: bits, Parties: both, Certainty: src.Certainty})
	}
	count := []view.Count{{Value: "Laos", Count: 1200}, {Value: "pledged", Count: 1}}
	note := brief.Note{Claim: src.Claim, Doc: src.Doc, Quote: src.Quote, Outlet: src.Outlet, Date: "6 March 2025", URL: "https://example.org/a", SaidBy: src.SaidBy}
	contact := view.AtContact{ID: "e0000000000000001", Type: rapporteur.Meeting, Title: "Meeting", When: when(t, "2025-03-06"), Parties: both, Certainty: src.Certainty, Anchors: anchors}
	place := func(name string, p geo.Precision, at *geo.Point, reach, held, announced int) view.Place {
		return view.Place{Name: name, Names: count, State: &laosDoing, Precision: p, At: at, Reach: reach, Held: held, Foretold: announced, Disputed: 1, Types: count, Origins: 2, Contacts: []view.AtContact{contact, contact}}
	}
	places := []view.Place{
		place("Vientiane, Laos", geo.Town, &geo.Point{Lon: 102.6, Lat: 17.97}, 0, 25, 1), place("Luang Prabang, Laos", geo.Either, &geo.Point{Lon: 102.1, Lat: 19.9}, 0, 0, 1),
		place("Houaphanh, Laos", geo.Region, &geo.Point{Lon: 104.1, Lat: 20.3}, 70, 2, 0), place("Ankara, Türkiye", geo.Town, &geo.Point{Lon: 32.9, Lat: 39.9}, 0, 1, 0),
		place("Laos", geo.State, nil, 0, 3, 0), place("Gate Nine", geo.Unknown, nil, 0, 1, 0),
	}
	asean := view.Party{Code: "ASEAN", Name: "ASEAN"}
	tied := []view.Tied{{ID: "e0000000000000001", Kind: rapporteur.KindInteraction, Title: "Meeting", Source: src}, {ID: c.ID, Kind: rapporteur.KindCommitment, Title: c.Title, Source: src}}
	measures := []view.Measure{{Name: "undertakings", Value: "5", Part: 5, Of: 5, Basis: "threads"}, {Name: "share", Part: 0, Of: 0, Basis: "of none"}}
	return followed{
		board:  &view.Board{AsOf: day, AsOfText: text, Coverage: d.Coverage, Stages: count, Standings: count, States: count, Commitments: []view.Commitment{c}},
		thread: &view.Thread{AsOf: day, AsOfText: text, Commitment: c, Disagreements: d.Disagreements},
		forum: &view.Forum{AsOf: day, AsOfText: text, Mechanism: m, Hosts: []view.Host{{Number: 1, State: &laosDoing, Basis: "as stated"}, {}}, Sessions: []view.Session{{
			Edition: m.Editions[0], Outcome: outcome,
		}}},
		contact: &view.Contact{AsOf: day, AsOfText: text, Outcome: outcome, Forums: []view.RecordRef{{ID: m.ID, Kind: rapporteur.KindMechanism, Title: m.Name, Parties: both}}},
		cascade: &view.Cascade{Parties: both, Title: d.Title, AsOf: day, AsOfText: text, Coverage: d.Coverage, Texts: []view.Paper{
			{Agreement: a, Up: []view.Tie{{Relation: "implements", Record: second.ID, Title: second.Title, Anchors: anchors}}, Unmatched: []view.Tie{{Relation: "succeeds", Title: "the old plan", Anchors: anchors}},
				SelfAssessed: []view.SelfAssessment{{By: "Laos", Words: "called effective by Laos", Source: src}}},
			{Agreement: second, Down: []view.Tie{{Relation: "implemented by", Record: a.ID, Title: a.Title, Anchors: anchors}}},
		}},
		timeline: &view.Timeline{Parties: both, Title: d.Title, AsOf: day, AsOfText: text, Coverage: d.Coverage, Entries: []view.Moment{
			entry(rapporteur.KindInteraction, "e0000000000000001", "2025-03-06"), entry(rapporteur.KindInstrument, a.ID, "2025-04"), entry(rapporteur.KindCommitment, c.ID, "2026"), entry(rapporteur.KindMechanism, m.ID, ""),
		}, Lanes: lanesOf(t, src)},
		asked: &view.Questions{AsOf: day, AsOfText: text, Parties: both, Coverage: d.Coverage, Open: d.Questions[:1], Answered: d.Questions[1:]},
		diff: &view.Diff{Parties: both, Title: d.Title, From: date(t, "2025-03-01"), To: day, Words: "from 1 March 2025 to 1 June 2025", Documents: []view.Heading{h}, Claims: 3, Changes: []view.Change{
			{What: view.NewMeeting, Kind: rapporteur.KindInteraction, Record: "e0000000000000001", Title: "Meeting", Sources: []view.Source{src, src}},
			{What: view.StageChanged, Kind: rapporteur.KindCommitment, Record: c.ID, Title: c.Title, Was: "pledged", Is: "under way", Sources: []view.Source{src}},
			{What: view.NewAssessment, Kind: rapporteur.KindAssessment, Title: "doubt", Sources: []view.Source{src}},
		}},
		brief: &brief.Brief{Title: d.Title, AsOf: day, AsOfText: text, For: "Border talks", Since: date(t, "2025-03-01"), Coverage: d.Coverage.Words, Documents: 3, Parts: []brief.Part{
			{Name: "who", Title: "Who", Rule: "the last seen", Left: 2, Groups: []brief.Group{{Title: "Laos", Lines: []brief.Line{
				{Text: "A. Person, minister", Notes: []brief.Note{note}}, {Text: "said", Quote: "The cost was not disclosed", After: "asked", Notes: []brief.Note{note, {Rule: "counted"}}},
			}}}}, {Name: "owed", Title: "What is owed"},
		}},
		calendar: &view.Calendar{Title: d.Title, AsOf: day, AsOfText: text, Events: []view.Event{
			{UID: "m1-4", Kind: rapporteur.KindMechanism, Record: "m0000000000000001", Summary: "Border talks, edition 4", First: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), Last: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC), Basis: "announced", Place: "Hanoi", URL: "https://example.org/a"},
			{UID: "e1", Kind: rapporteur.KindInteraction, Record: "e0000000000000001", Summary: "Meeting", First: time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC), Last: time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC), Confirmed: true, Basis: "announced"},
		}},
		compared: &view.Comparison{AsOf: day, AsOfText: text, Warning: "The relations rest on 3 to 9 documents.", Relations: []view.Compared{
			{Parties: both, Title: d.Title, Coverage: d.Coverage, Measures: measures}, {Parties: both, Title: "Others", Coverage: d.Coverage, Measures: measures},
		}},
		person: &view.PersonPage{AsOf: day, AsOfText: text, Person: d.People[0].People[0], Acts: d.Meetings, Statements: []view.Source{src}, Disagreements: d.Disagreements, Namesakes: []view.RecordRef{{ID: "p2", Kind: rapporteur.KindTenure, Title: "A. Person"}}},
		place:  &view.PlacePage{Place: "Hanoi", AsOf: day, AsOfText: text, Names: count, Meetings: d.Meetings, Disputed: d.Meetings[2:], Places: places[:1]},
		mapped: &view.Map{Parties: both, AsOf: day, AsOfText: text, Coverage: d.Coverage, Contacts: 9, Places: places[:4], States: places[4:5], Unlocated: places[5:], Without: 2},
		network: &view.Network{AsOf: day, AsOfText: text, From: date(t, "2024-01-01"), Coverage: d.Coverage, Parties: []view.Knot{{Party: vietnam, Records: 4, Bonds: 2}, {Party: laosDoing, Records: 3, Bonds: 1}, {Party: asean, Records: 1, Bonds: 1}}, Bonds: []view.Bond{
			{A: laosDoing, B: vietnam, Contacts: 2, Commitments: 1, Agreements: 1, Mechanisms: 1, Documents: 3, Origins: 2, First: when(t, "2024-05-01"), Last: when(t, "2025-03-06"), Latest: tied},
			{A: vietnam, B: asean, Contacts: 1, Documents: 1, Origins: 1, First: view.When{Words: "date not stated"}, Last: view.When{Words: "date not stated"}, Latest: tied[:1]},
		}},
		area: &view.AreaPage{Area: rapporteur.AreaBorder, AsOf: day, AsOfText: text, Coverage: d.Coverage, Relations: count, Meetings: d.Meetings, Agreements: d.Agreements, Commitments: []view.Commitment{c}, Questions: d.Questions},
		outlets: &view.Outlets{AsOf: day, AsOfText: text, Coverage: d.Coverage, Outlets: []view.Outlet{{Name: "The Herald", State: &laosDoing, Documents: 3, Claims: 5, Own: 1, Languages: []string{"en"}, First: day, Last: day}, {Languages: []string{}}},
			Origins: []view.Origin{{Name: "The Herald", Documents: 3, Outlets: []string{"The Herald"}, Reports: []view.Heading{h}}}},
		disputes: &view.Disputes{Parties: both, AsOf: day, AsOfText: text, Coverage: d.Coverage, Disagreements: d.Disagreements},
		found:    &view.Search{AsOf: day, Also: []string{"khamlieng"}, Documents: 40, Claims: 50, More: true, Facets: view.Facets{Kinds: count, Parties: count, Areas: count, Outlets: count, Years: []view.Count{{Value: "2025", Count: 3}}}, Found: []view.Found{found}},
	}
}
