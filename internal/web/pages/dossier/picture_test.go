package dossier

import (
	"fmt"
	"strings"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

func when(t *testing.T, s string) view.When {
	t.Helper()
	d, err := rapporteur.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return view.When{Date: d, Words: d.Words()}
}

func meetingsOn(t *testing.T, dates ...string) []view.Meeting {
	var out []view.Meeting
	for i, s := range dates {
		out = append(out, view.Meeting{ID: rapporteur.RecordID(fmt.Sprintf("e%d", i)), When: when(t, s), Certainty: view.Certainty{Form: view.Solid, Word: "certain"}})
	}
	return out
}

func laneOf(p *Picture, name string) *Lane {
	for i := range p.Lanes {
		if p.Lanes[i].Name == name {
			return &p.Lanes[i]
		}
	}
	return nil
}

func TestDrawNothing(t *testing.T) {
	if p := Draw(&view.Dossier{Meetings: meetingsOn(t, "XXXX-03-05")}); len(p.Lanes) != 0 {
		t.Errorf("drew %d lanes of what has no date", len(p.Lanes))
	}
}

func TestPlacesFollowTime(t *testing.T) {
	p := Draw(&view.Dossier{AsOf: when(t, "2025-06-30").Date, Meetings: meetingsOn(t, "2023-01-02", "2024-07-01", "2025-03-06", "XXXX-04")})
	lane := laneOf(p, "Contacts")
	if lane == nil || len(lane.Marks) != 3 || p.Undated != 1 {
		t.Fatalf("lane %+v, %d undated", lane, p.Undated)
	}
	for i := 1; i < 3; i++ {
		if lane.Marks[i-1].X >= lane.Marks[i].X {
			t.Errorf("mark %d stands at %v, the one before it at %v", i, lane.Marks[i].X, lane.Marks[i-1].X)
		}
	}
	if last := lane.Marks[2].X; last >= p.AsOf || p.AsOf > 100 {
		t.Errorf("the last meeting stands at %v, the day of the dossier at %v", last, p.AsOf)
	}
	if first := p.Ticks[0]; first.Year != 2023 || first.X > lane.Marks[0].X {
		t.Errorf("the first year is %+v", first)
	}
}

// One old treaty must not press ten years of meetings together.
func TestOldDatesStandApart(t *testing.T) {
	dates := []string{"1977-07-18"}
	for m := 1; m <= 12; m++ {
		dates = append(dates, fmt.Sprintf("2023-%02d-01", m), fmt.Sprintf("2024-%02d-01", m))
	}
	p := Draw(&view.Dossier{AsOf: when(t, "2025-01-31").Date, Meetings: meetingsOn(t, dates...)})
	if !p.Earlier || p.Ticks[0].Year != 2023 {
		t.Fatalf("axis from %d, earlier %v", p.Ticks[0].Year, p.Earlier)
	}
	if x := laneOf(p, "Contacts").Marks[0].X; x >= p.Ticks[0].X {
		t.Errorf("the old date stands at %v, within the axis from %v", x, p.Ticks[0].X)
	}
}

func TestMarksDoNotCover(t *testing.T) {
	dates := make([]string, 40)
	for i := range dates {
		dates[i] = "2025-03-06"
	}
	lane := laneOf(Draw(&view.Dossier{AsOf: when(t, "2025-06-01").Date, Meetings: meetingsOn(t, dates...)}), "Contacts")
	seen := map[string]bool{}
	for _, m := range lane.Marks {
		place := fmt.Sprint(m.X, m.Y)
		if seen[place] {
			t.Errorf("two marks at %s", place)
		}
		seen[place] = true
		if m.Y > lane.Height {
			t.Errorf("a mark at height %d of %d", m.Y, lane.Height)
		}
	}
	if len(lane.Marks)+lane.More != len(dates) {
		t.Errorf("%d drawn and %d counted of %d", len(lane.Marks), lane.More, len(dates))
	}
}

// A missing edition stands, dashed, between its neighbours.
func TestMissingEdition(t *testing.T) {
	none := view.When{Words: "date not stated"}
	m := view.Mechanism{ID: "m1", Name: "Talks", Editions: []view.Edition{
		{Number: 1, State: view.EditionHeld, When: when(t, "2022-03-01"), Meeting: "e1"},
		{State: view.EditionHeld, When: when(t, "2024-12-01")}, // without a number it says nothing of those that have one
		{Number: 2, State: view.EditionMissing, When: none, Words: "no public trace"},
		{Number: 3, State: view.EditionMissing, When: none},
		{Number: 4, State: view.EditionHeld, When: when(t, "2025-03-01")},
		{Number: 5, State: view.EditionAnnounced, When: none},
	}}
	lane := laneOf(Draw(&view.Dossier{AsOf: when(t, "2025-06-01").Date, Mechanisms: []view.Mechanism{m}}), "Talks")
	byNumber := map[int]Mark{}
	for _, m := range lane.Marks {
		byNumber[m.Number] = m
	}
	if len(lane.Marks) != 5 || len(byNumber) != 5 {
		t.Fatalf("%d editions drawn, want 5: one has neither date nor later neighbour", len(lane.Marks))
	}
	step := byNumber[2].X - byNumber[1].X
	for n := 2; n <= 4; n++ {
		if d := byNumber[n].X - byNumber[n-1].X - step; d > 0.2 || d < -0.2 {
			t.Errorf("edition %d stands at %v: the steps are not even", n, byNumber[n].X)
		}
	}
	if got := byNumber[2]; got.Form != view.Dashed || !strings.Contains(got.Words, "no public trace") || got.Href != "#m1" {
		t.Errorf("the missing edition is drawn as %+v", got)
	}
	if got := byNumber[1]; got.Form != view.Solid || got.Href != "#e1" {
		t.Errorf("the first edition is drawn as %+v", got)
	}
}

// Editions that reach back for decades are placed alike.
func TestMissingEditionsOfDecades(t *testing.T) {
	m := view.Mechanism{ID: "m1", Name: "Talks", Editions: []view.Edition{{Number: 1, State: view.EditionHeld, When: when(t, "1950-01-01")}}}
	for n := 2; n < 75; n++ {
		m.Editions = append(m.Editions, view.Edition{Number: n, State: view.EditionMissing, When: view.When{Words: "date not stated"}})
	}
	m.Editions = append(m.Editions, view.Edition{Number: 75, State: view.EditionHeld, When: when(t, "2024-01-01")})
	for _, thing := range editions(m) {
		got := thing.marks[0]
		if from, _, ok := got.date.Bounds(); !ok || from.Year() < 1949+got.Number-1 || from.Year() > 1949+got.Number+1 {
			t.Errorf("edition %d stands at %v", got.Number, got.date)
		}
	}
}

func TestLifeOfAnUndertaking(t *testing.T) {
	step := func(what, day string) view.Step {
		return view.Step{What: what, When: when(t, day), Source: view.Source{Certainty: view.Certainty{Form: view.Solid}}}
	}
	d := &view.Dossier{AsOf: when(t, "2025-06-01").Date, Commitments: []view.CommitmentGroup{{Commitments: []view.Commitment{
		{ID: "k1", Steps: []view.Step{step("pledged", "2023-02-01"), step("restated", "2024-02-01"), step("delivered", "2025-02-01")}},
	}}}}
	lane := laneOf(Draw(d), "Undertakings")
	if len(lane.Marks) != 3 || len(lane.Bars) != 1 || lane.Bars[0].From != lane.Marks[0].X || lane.Bars[0].To != lane.Marks[2].X {
		t.Fatalf("drawn as %+v %+v", lane.Marks, lane.Bars)
	}
	if lane.Marks[1].Form != view.Hollow {
		t.Errorf("a report that adds nothing is drawn %s", lane.Marks[1].Form)
	}
}

func TestVagueDateIsABar(t *testing.T) {
	lane := laneOf(Draw(&view.Dossier{AsOf: when(t, "2025-12-31").Date, Meetings: meetingsOn(t, "2025", "2024-05-05")}), "Contacts")
	if len(lane.Bars) != 1 || lane.Bars[0].Style != "vague" || lane.Bars[0].To-lane.Bars[0].From < 40 {
		t.Errorf("bars %+v", lane.Bars)
	}
}

// What is foretold for long after leaves the room to what happened.
func TestFarFuture(t *testing.T) {
	p := Draw(&view.Dossier{AsOf: when(t, "2025-06-01").Date, Meetings: meetingsOn(t, "2024-01-01", "2099-01-01")})
	last := p.Ticks[len(p.Ticks)-1]
	if last.Year > 2027 {
		t.Errorf("the axis goes on to %d", last.Year)
	}
}
