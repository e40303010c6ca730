package link_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
)

func date(t *testing.T, s string) rapporteur.Date {
	t.Helper()
	var d rapporteur.Date
	if err := d.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestClock(t *testing.T) {
	for _, tt := range []struct {
		stage                  rapporteur.Stage
		due, first, last, asOf string
		want                   link.ClockState
		words                  string
	}{
		{rapporteur.StagePledged, "2025", "2024-01-01", "2024-01-01", "2024-06-30", link.NotDue, "not yet due, as of 30 June 2024"},
		{rapporteur.StagePledged, "2025", "2024-01-01", "2024-01-01", "2025-06-30", link.Due, "due now, as of 30 June 2025"},
		{rapporteur.StagePledged, "2025", "2024-01-01", "2024-01-01", "2026-01-01", link.Overdue, "due by 31 December 2025; no public trace of delivery as of 1 January 2026"},
		{rapporteur.StageDelivered, "2025", "2024-01-01", "2024-01-01", "2026-01-01", link.Ended, "reported as delivered, as of 1 January 2026"},
		{rapporteur.StageWithdrawn, "", "2024-01-01", "2024-01-01", "2026-01-01", link.Ended, "reported as withdrawn, as of 1 January 2026"},
		{rapporteur.StagePledged, "", "2025-03-05", "2025-03-05", "2025-05-01", link.Current, "last reported by 5 March 2025, as of 1 May 2025"},
		{rapporteur.StagePledged, "", "2025-03-05", "2025-03-05", "2025-09-01", link.Current, "last reported by 5 March 2025, as of 1 September 2025"},
		{rapporteur.StagePledged, "", "2025-03-05", "2025-03-05", "2025-09-02", link.NoTrace, "no public trace since 5 March 2025, as of 2 September 2025"},
		{rapporteur.StageUnderWay, "", "2025-03-05", "2025-03-31", "2026-03-31", link.Current, "last reported by 31 March 2025, as of 31 March 2026"},
		{rapporteur.StageUnderWay, "", "2025-03-05", "2025-03-31", "2026-04-01", link.Stale, "nothing public since 31 March 2025, as of 1 April 2026"},
		{rapporteur.StagePledged, "XXXX-03", "2025-03-05", "2025-03-05", "2025-05-01", link.Current, "last reported by 5 March 2025, as of 1 May 2025"},
		{rapporteur.StagePledged, "", "", "", "2026-01-01", link.Unjudged, "not judged: the reports are not dated"},
		{rapporteur.StagePledged, "2025", "", "", "", link.Unjudged, "not judged: no day to judge it by"},
	} {
		state, words, _ := link.Clock(link.Progress{
			Stage: tt.stage, Due: date(t, tt.due), First: date(t, tt.first), Last: date(t, tt.last),
		}, date(t, tt.asOf))
		if state != tt.want || words != tt.words {
			t.Errorf("%s, due %q, reported %q to %q, as of %q: %q, %q; want %q, %q", tt.stage, tt.due, tt.first, tt.last, tt.asOf, state, words, tt.want, tt.words)
		}
	}
}

func TestRhythm(t *testing.T) {
	held := func(of ...any) (out []link.Held) {
		for i := 0; i < len(of); i += 2 {
			out = append(out, link.Held{Number: of[i].(int), Date: date(t, of[i+1].(string))})
		}
		return out
	}
	for _, tt := range []struct {
		name string
		held []link.Held
		want link.Rhythm
		ok   bool
	}{
		{"yearly, one number missing", held(1, "2019-07-25", 3, "2023-03-23", 4, "2024-03-20", 5, "2025-03-28"), link.Rhythm{Every: 373, Min: 363, Max: 668, Gaps: 3}, true},
		{"one without a number among them", held(1, "2019-07-25", 0, "2023-03-23", 4, "2024-03-20", 5, "2025-03-28"), link.Rhythm{Every: 373, Min: 373, Max: 566, Gaps: 2}, true},
		{"without numbers", held(0, "2020-01-01", 0, "2021-01-01", 0, "2022-01-01"), link.Rhythm{Every: 365, Min: 365, Max: 366, Gaps: 2}, true},
		{"two are no rhythm", held(1, "2020-01-01", 2, "2021-01-01"), link.Rhythm{}, false},
		{"years alone tell too little", held(1, "2020", 2, "2021", 3, "2022"), link.Rhythm{}, false},
		{"a year that is not stated", held(1, "XXXX-01-01", 2, "2021-01-01", 3, "2022-01-01"), link.Rhythm{}, false},
	} {
		got, ok := link.RhythmOf(tt.held)
		if diff := cmp.Diff(tt.want, got); diff != "" || ok != tt.ok {
			t.Errorf("%s: %v (-want +got):\n%s", tt.name, ok, diff)
		}
	}
}

func TestAgree(t *testing.T) {
	for _, tt := range []struct {
		field, a, b string
		want        bool
	}{
		{link.FieldDate, "2025-03", "2025-03-05", true},
		{link.FieldDate, "2025-03-04", "2025-03-05", false},
		{link.FieldDate, "XXXX-03-05", "2025-03-05", true},
		{link.FieldPlace, "Vientiane", "Vientiane, Laos", true},
		{link.FieldPlace, "Laos", "Vientiane, Laos", true},
		{link.FieldPlace, "Luangprabang, Laos", "Luang Prabang, Laos", true},
		{link.FieldPlace, "Vientiane, Laos", "Xamneua, Laos", false},
		{link.OfficeOf + "Vinh", "Deputy Minister", "Deputy Minister of National Defence", true},
		{link.OfficeOf + "Vinh", "Minister of Defence", "Minister of Foreign Affairs", false},
		{link.FieldEdition, "3", "4", false},
		{link.FieldName, "policy exchange", "policy dialogue", true},
	} {
		if got := link.Agree(tt.field, tt.a, tt.b); got != tt.want {
			t.Errorf("%s %q and %q agree: %v, want %v", tt.field, tt.a, tt.b, got, tt.want)
		}
		if link.Agree(tt.field, tt.b, tt.a) != tt.want {
			t.Errorf("%s %q and %q agree one way only", tt.field, tt.a, tt.b)
		}
	}
}

func TestAsOf(t *testing.T) {
	in := link.Input{Documents: []link.Document{
		{}, {Public: date(t, "2025-03-05")}, {}, {},
	}}
	in.Documents[0].ID, in.Documents[0].Published = "d1", date(t, "2025-03")
	in.Documents[1].ID = "d2" // dated by its capture
	in.Documents[2].ID, in.Documents[2].Published = "d3", date(t, "XXXX-03-05")
	in.Documents[3].ID, in.Documents[3].Published = "d4", date(t, "2025-03-06")
	for _, tt := range []struct {
		asOf string
		want []rapporteur.DocID
	}{
		{"2025-03-04", nil}, {"2025-03-05", []rapporteur.DocID{"d2"}}, {"2025-03-30", []rapporteur.DocID{"d2", "d4"}},
		{"2025-03-31", []rapporteur.DocID{"d1", "d2", "d4"}}, {"2025", []rapporteur.DocID{"d1", "d2", "d4"}},
		{"", []rapporteur.DocID{"d1", "d2", "d3", "d4"}},
	} {
		var got []rapporteur.DocID
		for _, d := range in.AsOf(date(t, tt.asOf)).Documents {
			got = append(got, d.ID)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("as of %q (-want +got):\n%s", tt.asOf, diff)
		}
	}
}
