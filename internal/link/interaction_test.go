package link_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link/linktest"
)

var pair = []rapporteur.Party{"LAO", "VNM"}

// A sighting is an interaction claim in short.
type sighting struct {
	published string
	kept      string // the day of capture of a page without a date
	date      string
	place     string
	kind      rapporteur.InteractionType // meeting if empty
	forum     string
	edition   int
	people    []string // "VNM Hoang Xuan Chien"
	parties   []rapporteur.Party
	mode      rapporteur.Mode
	past      bool // mentioned as background
}

func (s sighting) claim(w *linktest.World) rapporteur.Claim {
	c := rapporteur.Claim{Parties: s.parties, Mode: s.mode, Background: s.past}
	if c.Parties == nil {
		c.Parties = pair
	}
	c.Time.Date = w.Date(s.date)
	if s.place != "" {
		c.Place = &rapporteur.Place{Name: s.place}
	}
	i := rapporteur.InteractionBody{Type: s.kind, Mechanism: s.forum, Edition: s.edition}
	if i.Type == "" {
		i.Type = rapporteur.Meeting
	}
	for _, p := range s.people {
		i.Participants = append(i.Participants, rapporteur.Participant{Country: rapporteur.Party(p[:3]), Name: p[4:]})
	}
	c.Interaction = &i
	return c
}

func TestInteractions(t *testing.T) {
	chien, khamlieng := "VNM Hoang Xuan Chien", "LAO Khamlieng Outhakaysone"
	const dialogue = "Vietnam–Laos Defence Policy Dialogue"
	for _, tt := range []struct {
		name  string
		of    []sighting
		want  [][]int // which sightings, counted from 1, are one event
		words string  // the reason of the last one, if given
	}{
		{
			name: "one day and the same guest and host",
			of: []sighting{
				{published: "2025-03-28", date: "2025-03-28", place: "Luang Prabang", people: []string{chien}},
				{published: "2025-03-29", date: "2025-03-28", place: "Luang Prabang", people: []string{chien}},
			},
			want:  [][]int{{1, 2}},
			words: "the same day, the same parties, Hoang Xuan Chien in both, the same place",
		},
		{
			name: "a dialogue is a meeting, and a year that is not stated is found",
			of: []sighting{
				{published: "2025-03-29", date: "2025-03-28", kind: rapporteur.Dialogue},
				{published: "2025-03-30", date: "XXXX-03-28"},
			},
			want: [][]int{{1, 2}},
		},
		{
			name: "an unstated year does not reach over several years",
			of: []sighting{
				{published: "2019-07-26", date: "2019-07-25"},
				{published: "2024-07-26", date: "XXXX-07-25"},
			},
			want: [][]int{{1}, {2}},
		},
		{
			name: "a page without a date has its meeting in the year that a dated report gives, if guest and host are the same",
			of: []sighting{
				{published: "2024-03-05", date: "2024-03-05", place: "Hanoi", people: []string{chien}},
				{published: "2025-03-05", date: "2025-03-05", place: "Hanoi", people: []string{"VNM Pham Minh Chinh", khamlieng}},
				{kept: "2026-11-20", date: "XXXX-03-05", place: "Hanoi", people: []string{"VNM Pham Minh Chinh", khamlieng}},
				{kept: "2026-11-20", date: "XXXX-03-05", place: "Hanoi"},
			},
			want: [][]int{{1}, {2, 3}, {4}},
		},
		{
			name: "a page without a date does not choose between two years",
			of: []sighting{
				{published: "2024-03-05", date: "2024-03-05", place: "Hanoi", people: []string{chien}},
				{published: "2025-03-05", date: "2025-03-05", place: "Hanoi", people: []string{chien}},
				{kept: "2026-11-20", date: "XXXX-03-05", place: "Hanoi", people: []string{chien}},
			},
			want: [][]int{{1}, {2}, {3}},
		},
		{
			name: "one guest, two hosts on one day",
			of: []sighting{
				{published: "2025-03-05", date: "2025-03-05", place: "Hanoi", people: []string{"VNM Pham Minh Chinh", khamlieng}},
				{published: "2025-03-05", date: "2025-03-05", place: "Hanoi", people: []string{"VNM Nguyen Tan Cuong", khamlieng}},
			},
			want: [][]int{{1}, {2}},
		},
		{
			name: "a day with two meetings does not take in a third report that fits both",
			of: []sighting{
				{published: "2025-03-05", date: "2025-03-05", people: []string{"VNM Pham Minh Chinh"}},
				{published: "2025-03-05", date: "2025-03-05", people: []string{"VNM Nguyen Tan Cuong"}},
				{published: "2025-03-06", date: "2025-03-05"},
			},
			want: [][]int{{1}, {2}, {3}},
		},
		{
			name: "name variants and a rank in another report",
			of: []sighting{
				{published: "2022-06-20", date: "2022-06-20", people: []string{"LAO Khamliang Outhakaysone"}},
				{published: "2022-06-21", date: "2022-06-20", people: []string{"LAO Khamlieng Outhakaysone"}},
			},
			want: [][]int{{1, 2}},
		},
		{
			name: "another place on the same day with nobody in both",
			of: []sighting{
				{published: "2024-03-20", date: "2024-03-20", place: "Hanoi"},
				{published: "2024-03-20", date: "2024-03-20", place: "Dien Bien"},
			},
			want: [][]int{{1}, {2}},
		},
		{
			name: "reports that disagree on the place of one edition",
			of: []sighting{
				{published: "2023-03-23", date: "2023-03-23", place: "Vientiane", forum: dialogue, edition: 3},
				{published: "2023-03-24", date: "2023-03-23", place: "Xamneua", forum: "defence policy dialogue", edition: 3},
			},
			want:  [][]int{{1, 2}},
			words: "edition 3 of the same forum, the same day, the same parties, though the places differ: Xamneua and Vientiane",
		},
		{
			name: "reports that disagree on the day of one edition",
			of: []sighting{
				{published: "2025-03-27", date: "2025-03-27", forum: dialogue, edition: 5},
				{published: "2025-03-28", date: "2025-03-28", forum: dialogue, edition: 5},
			},
			want: [][]int{{1, 2}},
		},
		{
			name: "the name drifts from exchange to dialogue",
			of: []sighting{
				{published: "2019-07-26", date: "2019-07-25", forum: "defence policy exchange", edition: 1},
				{published: "2024-03-20", date: "2019", forum: dialogue, edition: 1, past: true},
			},
			want: [][]int{{1, 2}},
		},
		{
			name: "another edition the same year",
			of: []sighting{
				{published: "2024-03-20", date: "2024-03-20", forum: dialogue, edition: 4},
				{published: "2024-03-20", date: "2024-03-20", forum: dialogue, edition: 3},
			},
			want: [][]int{{1}, {2}},
		},
		{
			name: "two forums on one day",
			of: []sighting{
				{published: "2024-10-22", date: "2024-10-22", forum: "border defence friendship exchange"},
				{published: "2024-10-22", date: "2024-10-22", forum: "defence policy dialogue"},
			},
			want: [][]int{{1}, {2}},
		},
		{
			name: "the third minister is in one report only",
			of: []sighting{
				{published: "2023-12-14", date: "2023-12-14", forum: "trilateral border friendship exchange", edition: 1, parties: []rapporteur.Party{"KHM", "LAO", "VNM"}},
				{published: "2023-12-15", date: "2023-12-14", forum: "trilateral border friendship exchange", edition: 1},
			},
			want: [][]int{{1, 2}},
		},
		{
			name: "a bilateral meeting beside a trilateral one",
			of: []sighting{
				{published: "2024-11-26", date: "2024-11-26", people: []string{"VNM Phan Van Giang"}, parties: []rapporteur.Party{"KHM", "LAO", "VNM"}},
				{published: "2024-11-26", date: "2024-11-26", people: []string{"VNM Phan Van Giang"}},
			},
			want: [][]int{{1}, {2}},
		},
		{
			name: "no date, but the same person at the time",
			of: []sighting{
				{published: "2025-03-06", date: "2025-03-05", people: []string{khamlieng}},
				{published: "2025-03-09", people: []string{khamlieng}},
			},
			want: [][]int{{1, 2}},
		},
		{
			name: "no date and nobody in both",
			of: []sighting{
				{published: "2025-03-06", date: "2025-03-05", people: []string{khamlieng}},
				{published: "2025-03-09"},
			},
			want: [][]int{{1}, {2}},
		},
		{
			name: "no date, the same person years later",
			of: []sighting{
				{published: "2022-06-06", date: "2022-06-05", people: []string{khamlieng}},
				{published: "2025-03-09", people: []string{khamlieng}},
			},
			want: [][]int{{1}, {2}},
		},
		{
			name: "a month holds the day if the forum is the same",
			of: []sighting{
				{published: "2024-10-15", date: "2024-10", forum: "border defence friendship exchange", mode: rapporteur.ModeFuture},
				{published: "2024-10-23", date: "2024-10-22", forum: "Border Defence Friendship Exchange"},
			},
			want: [][]int{{1, 2}},
		},
		{
			name: "a month alone is not enough",
			of: []sighting{
				{published: "2024-10-15", date: "2024-10"},
				{published: "2024-10-23", date: "2024-10-22"},
			},
			want: [][]int{{1}, {2}},
		},
		{
			name: "a visit is not the meeting in its course",
			of: []sighting{
				{published: "2017-01-16", date: "2017-01-07/2017-01-10", kind: rapporteur.Visit, people: []string{"LAO Chansamone Chanyalath"}},
				{published: "2017-01-09", date: "2017-01-09", people: []string{"LAO Chansamone Chanyalath"}},
			},
			want: [][]int{{1}, {2}},
		},
		{
			name: "other states on the same day",
			of: []sighting{
				{published: "2025-03-05", date: "2025-03-05"},
				{published: "2025-03-05", date: "2025-03-05", parties: []rapporteur.Party{"IND", "CAN"}},
			},
			want: [][]int{{1}, {2}},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := linktest.New(t)
			number := map[rapporteur.ClaimID]int{}
			for i, s := range tt.of {
				doc := fmt.Sprintf("doc%d", i+1)
				w.AddDoc(doc, s.published, fmt.Sprintf("Outlet %d", i+1), fmt.Sprintf("The delegations met%s, says report %d.", about(s.forum), i+1))
				w.In.Documents[i].Public = w.Date(s.kept)
				number[w.Claim(doc, "The delegations met"+about(s.forum), s.claim(w))] = i + 1
			}
			var got [][]int
			var reason string
			for _, r := range ofKind(w.Build(), rapporteur.KindInteraction) {
				var ns []int
				for _, c := range r.Claims {
					ns = append(ns, number[c])
					if number[c] == len(tt.of) {
						reason = r.Reasons[c]
					}
				}
				slices.Sort(ns)
				got = append(got, ns)
			}
			slices.SortFunc(got, slices.Compare)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("events (-want +got):\n%s", diff)
			}
			if tt.words != "" && reason != tt.words {
				t.Errorf("reason %q, want %q", reason, tt.words)
			}
		})
	}
}

func ofKind(rs []rapporteur.Record, k rapporteur.Kind) []rapporteur.Record {
	return slices.DeleteFunc(slices.Clone(rs), func(r rapporteur.Record) bool { return r.Kind != k })
}

func about(forum string) string {
	if forum == "" {
		return ""
	}
	return " for the " + forum
}
