package view_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

// inShort writes the lanes of a timeline, a track a line.
func inShort(lanes []view.Lane) string {
	var b strings.Builder
	for _, l := range lanes {
		fmt.Fprintf(&b, "%s\n", l.Name)
		for _, t := range l.Tracks {
			b.WriteString(" ")
			if t.State != "" {
				fmt.Fprintf(&b, " no. %d", t.Number)
			}
			if s := t.Stretch; s != nil {
				fmt.Fprintf(&b, " [%s to %s: %s]", s.From, s.To, s.Basis)
			}
			for _, p := range t.Points {
				fmt.Fprintf(&b, " %s %s", p.What, p.When.Date)
				if !p.Near.IsZero() {
					fmt.Fprintf(&b, "near %s", p.Near)
				}
				fmt.Fprintf(&b, " %s", p.Certainty.Form)
				if p.Anchor != nil {
					fmt.Fprintf(&b, " “%s”", strings.Fields(p.Quote)[0])
				}
				b.WriteString(";")
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// The lanes show editions with the missing one between its neighbours and the
// announced one where the rhythm puts it, a text that still holds, and an
// undertaking from its first words to the last evidence.
func TestLanes(t *testing.T) {
	s := dialogues(t)
	const want = `Defence policy dialogue
  no. 1 held 2019-07-25 solid “The”;
  no. 2 missing near 2021-05-23 dashed;
  no. 3 held 2023-03-23 solid “The”;
  no. 4 held 2024-03-20 solid “The”;
  no. 5 held 2025-03-28 solid “The”;
  no. 0 announced near 2026-01/2026-07 dashed “Vietnam”;
Agreements
  [2024-03-20 to 2025-12-31: signed, end not stated] signed 2024-03-20 solid “Minutes”;
Undertakings
  [2025-01-09 to 2025-03-31: first words to last evidence] first said 2025-01-09 solid “Vietnam”; restated 2025-03-05 solid “Vietnam”; activity 2025-03-31 solid “Officers”;
`
	if d := cmp.Diff(want, inShort(view.NewTimeline(s.input("2025-12-31"), pair).Lanes)); d != "" {
		t.Errorf("lanes (-want +got):\n%s", d)
	}
}

// A text lasts for the years that it is said to cover, until its end is reported,
// or until the day of the page; one that is only proposed does not.
func TestHowLongTextsLast(t *testing.T) {
	years, err := rapporteur.ParseDate("2025/2029")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		claims []rapporteur.InstrumentBody
		want   string
	}{
		{"signed", []rapporteur.InstrumentBody{{Status: rapporteur.Signed}}, "2024-03-20 to 2025-12-31: signed, end not stated"},
		{"proposed", []rapporteur.InstrumentBody{{Status: rapporteur.InstrumentProposed}}, ""},
		{"ended", []rapporteur.InstrumentBody{{Status: rapporteur.Signed}, {Status: rapporteur.Terminated}}, "2024-03-20 to 2024-03-21: from signature to end"},
		{"with years", []rapporteur.InstrumentBody{{Status: rapporteur.Signed, Period: years}}, "2025/2029 to 2025/2029: years covered, as stated"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := dialogues(t)
			s.In.Claims = s.In.Claims[:0:0]
			for i, body := range tt.claims {
				body.Title, body.Type = "Border protocol", rapporteur.Protocol
				when, _ := at(s, fmt.Sprintf("2024-03-2%d", i), "")
				doc := fmt.Sprintf("text%d", i)
				s.AddDoc(doc, fmt.Sprintf("2024-03-2%d", i), "Daily", "The Border protocol was spoken of.")
				s.add("i", doc, "The Border protocol was spoken of", rapporteur.Claim{Time: when, Instrument: &body})
			}
			lanes := view.NewTimeline(s.input("2025-12-31"), pair).Lanes
			if len(lanes) != 1 || len(lanes[0].Tracks) != 1 {
				t.Fatalf("lanes:\n%s", inShort(lanes))
			}
			got := ""
			if s := lanes[0].Tracks[0].Stretch; s != nil {
				got = fmt.Sprintf("%s to %s: %s", s.From, s.To, s.Basis)
			}
			if got != tt.want {
				t.Errorf("it lasts %q, want %q", got, tt.want)
			}
		})
	}
}

// A span keeps the entries that may fall in it; those whose year is not known may not.
func TestWithin(t *testing.T) {
	s := dialogues(t)
	whole := view.NewTimeline(s.input("2025-12-31"), pair)
	for _, tt := range []struct {
		from, to string
		want     int
	}{
		{"", "", len(whole.Entries)},
		{"2023-03-23", "2023-03-23", 1},
		{"2023-03-24", "2024-03-19", 0},
		{"2023", "2024", 3},
		{"", "2019", 2},
		{"2025-03-31", "", 1},
	} {
		var from, to rapporteur.Date
		if tt.from != "" {
			from = s.Date(tt.from)
		}
		if tt.to != "" {
			to = s.Date(tt.to)
		}
		got := whole.Within(from, to)
		if len(got.Entries) != tt.want {
			t.Errorf("%q to %q: %d entries, want %d", tt.from, tt.to, len(got.Entries), tt.want)
		}
		if got.From != from || got.To != to {
			t.Errorf("%q to %q: the span is not told", tt.from, tt.to)
		}
	}
}
