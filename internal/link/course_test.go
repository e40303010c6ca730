package link_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/link/linktest"
)

// A told is one document that tells of one thing.
type toldOf struct {
	published, sentence string
	claim               rapporteur.Claim
}

func pledge(what string, stage rapporteur.Stage, area rapporteur.Area, by ...rapporteur.Party) rapporteur.Claim {
	return rapporteur.Claim{Parties: pair, Areas: []rapporteur.Area{area}, Commitment: &rapporteur.CommitmentBody{By: by, What: what, Stage: stage, Act: rapporteur.ActPledged}}
}

func TestCourses(t *testing.T) {
	met := func(kind rapporteur.InteractionType, forum string) rapporteur.Claim {
		return rapporteur.Claim{Parties: pair, Interaction: &rapporteur.InteractionBody{Type: kind, Mechanism: forum}}
	}
	text := func(title string, kind rapporteur.InstrumentKind, s rapporteur.InstrumentStatus) rapporteur.Claim {
		return rapporteur.Claim{Parties: pair, Instrument: &rapporteur.InstrumentBody{Title: title, Type: kind, Status: s}}
	}
	consult := toldOf{"2017-01-09", "They agreed to hold consultations on border policy", pledge("to hold consultations on border policy", rapporteur.StageAgreed, rapporteur.AreaDialogue, pair...)}
	force := toldOf{"2025-03-05", "Vietnam will support Laos in forming a peacekeeping force", pledge("Laos in forming a peacekeeping force", rapporteur.StagePledged, rapporteur.AreaPeacekeeping, "VNM")}
	camp := toldOf{"2021-12-12", "Vietnam will build a camp for Company 320", pledge("build a camp for Company 320", rapporteur.StagePledged, rapporteur.AreaBorder, "VNM")}
	for _, tt := range []struct {
		name  string
		of    []toldOf // the first is the undertaking
		want  link.Standing
		moves []link.MoveKind
		days  int
	}{
		{name: "nothing since", of: []toldOf{force}, want: link.StandingSaid, moves: []link.MoveKind{link.MoveSaid}, days: -1},
		{
			name: "said again", days: -1,
			of:   []toldOf{force, {"2025-06-01", "Vietnam will support Laos in forming its peacekeeping force", pledge("Laos in forming its peacekeeping force", rapporteur.StagePledged, rapporteur.AreaPeacekeeping, "VNM")}},
			want: link.StandingRepeated, moves: []link.MoveKind{link.MoveSaid, link.MoveRestated},
		},
		{
			name: "another report of the saying", days: -1,
			of:   []toldOf{force, {"2025-03-07", "Vietnam will support Laos in forming a peacekeeping force", pledge("Laos in forming a peacekeeping force", rapporteur.StagePledged, rapporteur.AreaPeacekeeping, "VNM")}},
			want: link.StandingSaid, moves: []link.MoveKind{link.MoveSaid},
		},
		{
			name: "a contact on the matter", days: 26,
			of:   []toldOf{force, {"2025-03-31", "Officers met to talk about a peacekeeping force", met(rapporteur.Meeting, "")}},
			want: link.StandingUnderWay, moves: []link.MoveKind{link.MoveSaid, link.MoveActivity},
		},
		{
			name: "a meeting of a forum that named it", days: -1,
			of:   []toldOf{force, {"2025-03-31", "The policy dialogue was held and named the peacekeeping force", met(rapporteur.Dialogue, "policy dialogue")}},
			want: link.StandingSaid, moves: []link.MoveKind{link.MoveSaid},
		},
		{
			name: "held as promised", days: 928,
			of:   []toldOf{consult, {"2019-07-26", "They held the first consultation on border policy", met(rapporteur.Dialogue, "consultation on border policy")}},
			want: link.StandingDelivered, moves: []link.MoveKind{link.MoveSaid, link.MoveDelivery},
		},
		{
			name: "held before it was promised", days: -1,
			of:   []toldOf{consult, {"2016-07-26", "They held the first consultation on border policy", met(rapporteur.Dialogue, "consultation on border policy")}},
			want: link.StandingSaid, moves: []link.MoveKind{link.MoveSaid},
		},
		{
			name: "signed as promised", days: 200,
			of: []toldOf{
				{"2023-03-23", "They agreed to sign a protocol on border defence", pledge("to sign a protocol on border defence", rapporteur.StageAgreed, rapporteur.AreaBorder, pair...)},
				{"2023-10-09", "The protocol on border defence was signed", text("protocol on border defence", rapporteur.Protocol, rapporteur.Signed)},
			},
			want: link.StandingDelivered, moves: []link.MoveKind{link.MoveSaid, link.MoveDelivery},
		},
		{
			name: "some other text was signed", days: -1,
			of: []toldOf{
				{"2023-03-23", "They agreed to sign a protocol on border defence", pledge("to sign a protocol on border defence", rapporteur.StageAgreed, rapporteur.AreaBorder, pair...)},
				{"2023-10-09", "A cooperation agreement was signed", text("cooperation agreement", rapporteur.Agreement, rapporteur.Signed)},
			},
			want: link.StandingSaid, moves: []link.MoveKind{link.MoveSaid},
		},
		{
			name: "built for another unit", days: -1,
			of:   []toldOf{camp, {"2024-10-23", "Vietnam handed over a camp for Company 214", pledge("a camp for Company 214", rapporteur.StageDelivered, rapporteur.AreaBorder, "VNM")}},
			want: link.StandingSaid, moves: []link.MoveKind{link.MoveSaid},
		},
		{
			name: "handed over", days: 682,
			of:   []toldOf{camp, {"2023-10-25", "Vietnam handed over the camp for Company 320", pledge("the camp for Company 320", rapporteur.StageDelivered, rapporteur.AreaBorder, "VNM")}},
			want: link.StandingDelivered, moves: []link.MoveKind{link.MoveSaid, link.MoveDelivery},
		},
		{
			name: "a later renovation", days: 3000,
			of: []toldOf{
				{"2017-01-09", "They will complete the alliance monument in Dorf", pledge("complete the alliance monument in Dorf", rapporteur.StagePledged, rapporteur.AreaCulture, pair...)},
				{"2025-03-28", "They inaugurated the renovated alliance monument in Dorf", pledge("the renovated alliance monument in Dorf", rapporteur.StageDelivered, rapporteur.AreaCulture, pair...)},
			},
			want: link.StandingUnderWay, moves: []link.MoveKind{link.MoveSaid, link.MoveActivity},
		},
		{
			name: "given up", days: -1,
			of: []toldOf{
				{"2024-08-12", "Laos will stay in the timber scheme for upland villages", pledge("stay in the timber scheme for upland villages", rapporteur.StagePledged, rapporteur.AreaOther, "LAO")},
				{"2024-09-20", "Laos left the timber scheme for upland villages", pledge("the timber scheme for upland villages", rapporteur.StageWithdrawn, rapporteur.AreaOther, "LAO")},
			},
			want: link.StandingWithdrawn, moves: []link.MoveKind{link.MoveSaid, link.MoveWithdrawal},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := linktest.New(t)
			var first rapporteur.ClaimID
			for i, d := range tt.of {
				id := report(w, i+1, d.published, d.sentence, d.claim)
				if i == 0 {
					first = id
				}
			}
			records := w.Build()
			courses := link.Courses(w.In, records)
			for _, r := range ofKind(records, rapporteur.KindCommitment) {
				if r.Claims[0] != first {
					continue
				}
				c := courses[r.ID]
				var moves []link.MoveKind
				for _, m := range c.Moves {
					moves = append(moves, m.What)
					if m.Reason == "" || m.Rule == "" || m.Public.IsZero() {
						t.Errorf("move %+v lacks its day, rule or reason", m)
					}
				}
				if diff := cmp.Diff(tt.moves, moves); diff != "" {
					t.Errorf("moves (-want +got):\n%s", diff)
				}
				if c.Standing != tt.want || c.DaysToActivity != tt.days {
					t.Errorf("%s, activity after %d days, want %s and %d", c.Standing, c.DaysToActivity, tt.want, tt.days)
				}
				return
			}
			t.Fatal("no thread begins with the undertaking")
		})
	}
}

// TestCoursesAsOf checks that a standing rests on what was public by the day.
func TestCoursesAsOf(t *testing.T) {
	w := linktest.New(t)
	report(w, 1, "2025-03-05", "Vietnam will support Laos in forming a peacekeeping force", pledge("Laos in forming a peacekeeping force", rapporteur.StagePledged, rapporteur.AreaPeacekeeping, "VNM"))
	report(w, 2, "2025-03-31", "Officers met to talk about a peacekeeping force", rapporteur.Claim{Parties: pair, Interaction: &rapporteur.InteractionBody{Type: rapporteur.Meeting}})
	for day, want := range map[string]link.Standing{"2025-03-06": link.StandingSaid, "2025-04-01": link.StandingUnderWay} {
		in := w.In.AsOf(w.Date(day))
		for _, c := range link.Courses(in, link.Build(in)) {
			if c.Standing != want {
				t.Errorf("as of %s: %s, want %s", day, c.Standing, want)
			}
		}
	}
}

func TestSelfAssessments(t *testing.T) {
	w := linktest.New(t)
	id := report(w, 1, "2024-10-22", "The ministers agreed that the 2020–24 defence protocol has brought good results",
		pledge("that the 2020–24 defence protocol has brought good results", rapporteur.StageAgreed, rapporteur.AreaOther, pair...))
	report(w, 2, "2024-10-23", "The ministers agreed to effectively implement the defence protocol for 2025-2029",
		pledge("to effectively implement the defence protocol for 2025-2029", rapporteur.StageAgreed, rapporteur.AreaOther, pair...))
	want := []link.SelfAssessment{{Claim: id, Text: "protocol 2020 2024", By: []rapporteur.Party{"LAO", "VNM"}}}
	if diff := cmp.Diff(want, link.SelfAssessments(w.In)); diff != "" {
		t.Errorf("self-assessments (-want +got):\n%s", diff)
	}
}

// TestSaidAt checks that reports which ascribe an undertaking to different
// meetings stand side by side.
func TestSaidAt(t *testing.T) {
	w := linktest.New(t)
	for i, host := range []string{"Nguyen Tan Cuong", "Pham Minh Chinh"} {
		sentence := host + " told Saichay Kommasith that Vietnam will support Laos in forming a peacekeeping force"
		report(w, i+1, "2025-03-05", sentence, pledge("Laos in forming a peacekeeping force", rapporteur.StagePledged, rapporteur.AreaPeacekeeping, "VNM"))
		report(w, i+1, "2025-03-05", sentence, rapporteur.Claim{Parties: pair, Time: rapporteur.Time{Date: w.Date("2025-03-05")}, Interaction: &rapporteur.InteractionBody{
			Type: rapporteur.Meeting, Participants: []rapporteur.Participant{{Name: host, Country: "VNM"}, {Name: "Saichay Kommasith", Country: "LAO"}},
		}})
	}
	var got []string
	for _, v := range ofKind(w.Build(), rapporteur.KindCommitment)[0].Fields[link.FieldSaidAt] {
		got = append(got, v.Value)
	}
	want := []string{"Nguyen Tan Cuong and Saichay Kommasith, 5 March 2025", "Pham Minh Chinh and Saichay Kommasith, 5 March 2025"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("where it was said (-want +got):\n%s", diff)
	}
}

func TestCredibility(t *testing.T) {
	const forum = "policy dialogue of the two ministries"
	for _, tt := range []struct {
		name    string
		places  []string
		outlets []string // "Outlet 1" and so on if not given
		want    rapporteur.InformationGrade
	}{
		{"one origin", []string{"Xamneua"}, nil, rapporteur.ProbablyTrue},
		{"two origins", []string{"Xamneua", "Xamneua"}, nil, rapporteur.Confirmed},
		{"one origin twice", []string{"Xamneua", "Xamneua"}, []string{"Outlet", "Outlet"}, rapporteur.ProbablyTrue},
		{"two papers of one party", []string{"Xamneua", "Xamneua"}, []string{"Nhan Dan", "VnExpress"}, rapporteur.ProbablyTrue},
		{"the agencies of both parties", []string{"Xamneua", "Xamneua"}, []string{"Vietnam News Agency", "Lao News Agency"}, rapporteur.Confirmed},
		{"a party and another state's paper", []string{"Xamneua", "Xamneua"}, []string{"Nhan Dan", "Bangkok Post"}, rapporteur.Confirmed},
		{"two papers of another state", []string{"Xamneua", "Xamneua"}, []string{"Bangkok Post", "The Nation Thailand"}, rapporteur.Confirmed},
		{"a rival of another origin", []string{"Xamneua", "Xamneua", "Vientiane"}, nil, rapporteur.PossiblyTrue},
		{"a party against two papers of the other", []string{"Vientiane", "Xamneua", "Xamneua"}, []string{"Vientiane Times", "Nhan Dan", "VnExpress"}, rapporteur.PossiblyTrue},
		{"nothing told", []string{""}, nil, rapporteur.TruthUnknown},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := linktest.New(t)
			docs := map[rapporteur.ClaimID]rapporteur.DocID{}
			for i, p := range tt.places {
				sentence := "They met for the " + forum
				c := sighting{date: "2023-03-23", place: p, forum: forum, edition: 3}.claim(w)
				if tt.outlets != nil {
					w.AddDoc("doc"+string(rune('1'+i)), "2023-03-23", tt.outlets[i], sentence+".")
				}
				report(w, i+1, "2023-03-23", sentence, c)
			}
			records := w.Build()
			for _, c := range w.In.Claims {
				docs[c.ID] = c.Doc
			}
			r := ofKind(records, rapporteur.KindInteraction)[0]
			if got := link.Credibility(r, link.FieldPlace, docs, func(rapporteur.ClaimID) bool { return true }, w.In.Origins); got != tt.want {
				t.Errorf("grade %d, want %d; %+v", got, tt.want, r.Fields[link.FieldPlace])
			}
		})
	}
}
