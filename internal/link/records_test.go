package link_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/link/linktest"
)

// together builds the world's records and returns which of the claims of a kind
// stand in one record, by the number each was given, counted from 1.
func together(w *linktest.World, k rapporteur.Kind, ids []rapporteur.ClaimID) [][]int {
	var out [][]int
	for _, r := range ofKind(w.Build(), k) {
		var ns []int
		for _, c := range r.Claims {
			ns = append(ns, slices.Index(ids, c)+1)
		}
		slices.Sort(ns)
		out = append(out, ns)
	}
	slices.SortFunc(out, slices.Compare)
	return out
}

// report adds a document that consists of a sentence, and a claim on the whole of it.
func report(w *linktest.World, n int, published, sentence string, c rapporteur.Claim) rapporteur.ClaimID {
	doc := fmt.Sprintf("doc%d", n)
	if _, ok := w.Doc[doc]; !ok {
		w.AddDoc(doc, published, fmt.Sprintf("Outlet %d", n), sentence+".")
	}
	return w.Claim(doc, sentence, c)
}

func TestMechanisms(t *testing.T) {
	for _, tt := range []struct {
		names   []string
		parties [][]rapporteur.Party // pair if nil
		want    [][]int
	}{
		{names: []string{"defence policy exchange", "Vietnam-Laos Defence Policy Dialogue", "deputy-ministerial defense policy consultation"}, want: [][]int{{1, 2, 3}}},
		{names: []string{"defence policy dialogue", "border defence friendship exchange"}, want: [][]int{{1}, {2}}},
		{names: []string{"border friendship exchange", "border defence friendship exchange"}, want: [][]int{{1, 2}}},
		{names: []string{"defence friendship exchange", "border defence friendship exchange"}, want: [][]int{{1}, {2}}},
		{names: []string{"defence policy dialogue", "defence policy committee"}, want: [][]int{{1}, {2}}},
		{names: []string{"defence dialogue", "defence policy dialogue"}, want: [][]int{{1}, {2}}},
		{names: []string{"annual dialogue", "regular dialogue"}, want: nil},
		{
			names:   []string{"trilateral border defence exchange", "border defence exchange"},
			parties: [][]rapporteur.Party{{"KHM", "LAO", "VNM"}, {"KHM", "LAO", "VNM"}}, want: [][]int{{1, 2}},
		},
		{names: []string{"strategic dialogue", "strategic dialogue"}, parties: [][]rapporteur.Party{{"IND", "JPN"}, {"AUS", "JPN"}}, want: [][]int{{1}, {2}}},
	} {
		t.Run(strings.Join(tt.names, " and "), func(t *testing.T) {
			w := linktest.New(t)
			var ids []rapporteur.ClaimID
			for i, n := range tt.names {
				parties := pair
				if tt.parties != nil {
					parties = tt.parties[i]
				}
				ids = append(ids, report(w, i+1, fmt.Sprintf("202%d-03-01", i), "They spoke of the "+n,
					rapporteur.Claim{Parties: parties, Mechanism: &rapporteur.MechanismBody{Name: n}}))
			}
			if diff := cmp.Diff(tt.want, together(w, rapporteur.KindMechanism, ids)); diff != "" {
				t.Errorf("mechanisms (-want +got):\n%s", diff)
			}
		})
	}
}

func TestMechanismEditions(t *testing.T) {
	w := linktest.New(t)
	for i, e := range []struct {
		date, name string
		edition    int
	}{
		{"2019-07-25", "defence policy exchange", 1}, {"2023-03-23", "Defence Policy Dialogue", 3}, {"2024-03-20", "defence policy dialogue", 4},
	} {
		report(w, i+1, e.date, "They held the "+e.name, rapporteur.Claim{
			Parties: pair, Time: rapporteur.Time{Date: w.Date(e.date)},
			Interaction: &rapporteur.InteractionBody{Type: rapporteur.Dialogue, Mechanism: e.name, Edition: e.edition},
		})
	}
	// A mention elsewhere in the sentence, or a meeting beside the forum, is not a meeting of it.
	for i, s := range []string{"They met and signed a plan", "They met on the sidelines of the defence policy dialogue"} {
		report(w, i+4, "2024-06-01", s, rapporteur.Claim{
			Parties: pair, Interaction: &rapporteur.InteractionBody{Type: rapporteur.Meeting, Mechanism: "defence policy dialogue"},
		})
	}
	rs := ofKind(w.Build(), rapporteur.KindMechanism)
	if len(rs) != 1 {
		t.Fatalf("%d mechanisms, want 1", len(rs))
	}
	var editions []string
	for _, v := range rs[0].Fields[link.FieldEdition] {
		editions = append(editions, v.Value)
	}
	slices.Sort(editions)
	if diff := cmp.Diff([]string{"1", "3", "4"}, editions); diff != "" {
		t.Errorf("editions (-want +got):\n%s", diff)
	}
	if len(rs[0].Claims) != 3 {
		t.Errorf("%d claims, want the 3 that speak of its meetings", len(rs[0].Claims))
	}
}

func TestInstruments(t *testing.T) {
	type paper struct {
		published, title, date string
		kind                   rapporteur.InstrumentKind
		status                 rapporteur.InstrumentStatus
	}
	for _, tt := range []struct {
		name string
		of   []paper
		want [][]int
	}{
		{
			name: "the plan of one year and that of the next",
			of: []paper{
				{"2024-10-23", "defence cooperation plan for 2025", "2024-10-22", rapporteur.Plan, rapporteur.Signed},
				{"2024-11-05", "2025 defence cooperation plan", "", rapporteur.Plan, rapporteur.Signed},
				{"2025-12-02", "defence cooperation plan for 2026", "2025-12-01", rapporteur.Plan, rapporteur.Signed},
			},
			want: [][]int{{1, 2}, {3}},
		},
		{
			name: "proposed, signed and in force",
			of: []paper{
				{"2016-03-01", "agreement on border gates", "", rapporteur.Agreement, rapporteur.UnderNegotiation},
				{"2016-04-01", "Agreement on Border Gates", "2016-03-16", rapporteur.Agreement, rapporteur.Signed},
				{"2016-09-06", "border gates agreement", "2016-09-05", rapporteur.Agreement, rapporteur.InForce},
			},
			want: [][]int{{1, 2, 3}},
		},
		{
			name: "minutes of two years",
			of: []paper{
				{"2024-03-20", "minutes of the policy dialogue", "2024-03-20", rapporteur.Minutes, rapporteur.Signed},
				{"2025-03-28", "minutes of the policy dialogue", "2025-03-28", rapporteur.Minutes, rapporteur.Signed},
			},
			want: [][]int{{1}, {2}},
		},
		{
			name: "texts without a name of their own",
			of: []paper{
				{"2024-03-20", "agreement", "", rapporteur.Agreement, rapporteur.Signed},
				{"2024-03-21", "cooperation agreement", "", rapporteur.Agreement, rapporteur.Signed},
			},
			want: [][]int{{1}, {2}},
		},
		{
			name: "the same without a name, done the same day",
			of: []paper{
				{"2024-10-23", "agreement", "2024-10-22", rapporteur.Agreement, rapporteur.Signed},
				{"2024-10-24", "cooperation agreement", "2024-10-22", rapporteur.Agreement, rapporteur.Signed},
			},
			want: [][]int{{1, 2}},
		},
		{
			name: "a protocol is not a plan",
			of: []paper{
				{"2024-10-23", "defence protocol for 2025–2029", "", rapporteur.Protocol, rapporteur.Signed},
				{"2024-10-23", "defence plan for 2025–2029", "", rapporteur.Plan, rapporteur.Signed},
			},
			want: [][]int{{1}, {2}},
		},
		{
			name: "a signing twice, years apart",
			of: []paper{
				{"2013-08-13", "protocol on land border markers", "2013-08-12", rapporteur.Protocol, rapporteur.Signed},
				{"2016-03-17", "protocol on land border markers", "2016-03-16", rapporteur.Protocol, rapporteur.Signed},
			},
			want: [][]int{{1}, {2}},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := linktest.New(t)
			var ids []rapporteur.ClaimID
			for i, p := range tt.of {
				ids = append(ids, report(w, i+1, p.published, "The ministries have the "+p.title, rapporteur.Claim{
					Parties: pair, Time: rapporteur.Time{Date: w.Date(p.date)},
					Instrument: &rapporteur.InstrumentBody{Title: p.title, Type: p.kind, Status: p.status},
				}))
			}
			if diff := cmp.Diff(tt.want, together(w, rapporteur.KindInstrument, ids)); diff != "" {
				t.Errorf("instruments (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCommitments(t *testing.T) {
	type pledge struct {
		published, sentence, what string
		by, to                    []rapporteur.Party
		area                      rapporteur.Area
		doc                       int
	}
	both, vnm, lao := pair, []rapporteur.Party{"VNM"}, []rapporteur.Party{"LAO"}
	for _, tt := range []struct {
		name string
		of   []pledge
		want [][]int
	}{
		{
			name: "said again in other words",
			of: []pledge{
				{published: "2017-01-09", sentence: "They will finish the alliance monument in Xaysomboun", what: "finish the alliance monument in Xaysomboun", by: both, area: rapporteur.AreaCulture},
				{published: "2025-11-29", sentence: "The monument to the fighting alliance was completed", what: "monument to the fighting alliance completed", by: both, area: rapporteur.AreaCulture},
			},
			want: [][]int{{1, 2}},
		},
		{
			name: "one word will do in a narrow area",
			of: []pledge{
				{published: "2025-01-09", sentence: "Vietnam is willing to help build peacekeeping capacity", what: "help build peacekeeping capacity", by: vnm, to: lao, area: rapporteur.AreaPeacekeeping},
				{published: "2025-03-05", sentence: "Vietnam will support Laos in forming a peacekeeping force", what: "support Laos in forming a peacekeeping force", by: vnm, to: lao, area: rapporteur.AreaPeacekeeping},
			},
			want: [][]int{{1, 2}},
		},
		{
			name: "what is asked of one side is not asked of the other",
			of: []pledge{
				{published: "2025-01-09", sentence: "Vietnam will help train peacekeeping officers", what: "train peacekeeping officers", by: vnm, to: lao, area: rapporteur.AreaPeacekeeping},
				{published: "2025-01-10", sentence: "Laos will help train peacekeeping officers", what: "train peacekeeping officers", by: lao, to: vnm, area: rapporteur.AreaPeacekeeping},
			},
			want: [][]int{{1}, {2}},
		},
		{
			name: "words that every undertaking has",
			of: []pledge{
				{published: "2024-01-09", sentence: "Both will strengthen cooperation in training", what: "strengthen cooperation in training", by: both, area: rapporteur.AreaTraining},
				{published: "2025-01-09", sentence: "Both will strengthen cooperation in schools", what: "strengthen cooperation in schools", by: both, area: rapporteur.AreaTraining},
			},
			want: [][]int{{1}, {2}},
		},
		{
			name: "for one year and for another",
			of: []pledge{
				{published: "2024-10-23", sentence: "They will carry out joint border patrols in 2025", what: "joint border patrols in 2025", by: both, area: rapporteur.AreaBorder},
				{published: "2025-10-23", sentence: "They will carry out joint border patrols in 2026", what: "joint border patrols in 2026", by: both, area: rapporteur.AreaBorder},
			},
			want: [][]int{{1}, {2}},
		},
		{
			name: "one sentence in two areas",
			of: []pledge{
				{published: "2022-09-30", sentence: "Joint rescue exercises shall be continued", what: "rescue exercises", by: both, area: rapporteur.AreaExercises, doc: 1},
				{published: "2022-09-30", sentence: "Joint rescue exercises shall be continued", what: "rescue exercises", by: both, area: rapporteur.AreaHumanitarian, doc: 1},
			},
			want: [][]int{{1, 2}},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := linktest.New(t)
			var ids []rapporteur.ClaimID
			for i, p := range tt.of {
				n := i + 1
				if p.doc > 0 {
					n = p.doc
				}
				ids = append(ids, report(w, n, p.published, p.sentence, rapporteur.Claim{
					Parties: pair, Areas: []rapporteur.Area{p.area},
					Commitment: &rapporteur.CommitmentBody{By: p.by, To: p.to, What: p.what, Act: rapporteur.ActPledged, Stage: rapporteur.StagePledged},
				}))
			}
			if diff := cmp.Diff(tt.want, together(w, rapporteur.KindCommitment, ids)); diff != "" {
				t.Errorf("threads (-want +got):\n%s", diff)
			}
		})
	}
}

func TestQuestions(t *testing.T) {
	for _, tt := range []struct {
		name      string
		published string
		sentence  string
		what      string
		amount    string
		sure      rapporteur.Factuality
		answered  bool
	}{
		{name: "a later document gives it", published: "2025-06-01", sentence: "Vietnam gave equipment worth 4 billion dong", what: "value of the equipment for the school", amount: "4 billion VND", answered: true},
		{name: "the same day", published: "2025-03-05", sentence: "Vietnam gave equipment worth 4 billion dong", what: "value of the equipment for the school", amount: "4 billion VND", answered: true},
		{name: "an earlier document", published: "2025-03-04", sentence: "Vietnam gave equipment worth 4 billion dong", what: "value of the equipment for the school", amount: "4 billion VND"},
		{name: "nothing new is told", published: "2025-06-01", sentence: "Vietnam gave equipment", what: "value of the equipment for the school"},
		{name: "only possible", published: "2025-06-01", sentence: "Vietnam may give equipment", what: "value of the equipment for the school", amount: "4 billion VND", sure: rapporteur.PSPlus},
		{name: "about something else", published: "2025-06-01", sentence: "Vietnam gave vehicles", what: "five command vehicles", amount: "4 billion VND"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := linktest.New(t)
			report(w, 1, "2025-03-05", "The value of the equipment for the school was not disclosed", rapporteur.Claim{
				Parties: pair, Areas: []rapporteur.Area{rapporteur.AreaTraining},
				Question: &rapporteur.QuestionBody{About: "value of the equipment for the school", Type: rapporteur.Undisclosed},
			})
			answer := report(w, 2, tt.published, tt.sentence, rapporteur.Claim{
				Parties: pair, Areas: []rapporteur.Area{rapporteur.AreaTraining}, Factuality: tt.sure,
				Commitment: &rapporteur.CommitmentBody{By: []rapporteur.Party{"VNM"}, What: tt.what, Amount: tt.amount, Stage: rapporteur.StageUnderWay},
			})
			var want []rapporteur.Value
			if tt.answered {
				want = []rapporteur.Value{{Value: tt.sentence, Claims: []rapporteur.ClaimID{answer}}}
			}
			r := ofKind(w.Build(), rapporteur.KindQuestion)[0]
			if diff := cmp.Diff(want, r.Fields[link.FieldAnswer]); diff != "" {
				t.Errorf("answers (-want +got):\n%s", diff)
			}
		})
	}
}

// TestBuildOrder checks that the order in which documents and claims come makes
// no difference.
func TestBuildOrder(t *testing.T) {
	w := busyWorld(t, 60)
	want, err := json.Marshal(w.Build())
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		rng.Shuffle(len(w.In.Documents), func(i, j int) {
			w.In.Documents[i], w.In.Documents[j] = w.In.Documents[j], w.In.Documents[i]
		})
		rng.Shuffle(len(w.In.Claims), func(i, j int) { w.In.Claims[i], w.In.Claims[j] = w.In.Claims[j], w.In.Claims[i] })
		got, err := json.Marshal(w.Build())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Fatalf("another order gives other records (-want +got):\n%s", diff)
		}
	}
}

// TestBuildComplete checks that each claim stands in exactly one record of its
// kind, each in order, with a reason for all but the first.
func TestBuildComplete(t *testing.T) {
	w := busyWorld(t, 60)
	held := map[rapporteur.ClaimID]int{}
	ids := map[rapporteur.RecordID]bool{}
	for _, r := range w.Build() {
		if ids[r.ID] {
			t.Errorf("two records %s", r.ID)
		}
		ids[r.ID] = true
		for i, c := range r.Claims {
			if r.Kind == rapporteur.KindMechanism {
				continue // gathers the claims of its meetings too
			}
			held[c]++
			if i > 0 && r.Reasons[c] == "" {
				t.Errorf("%s record %s: no reason for %s", r.Kind, r.ID, c)
			}
		}
	}
	for _, c := range w.In.Claims {
		if c.Kind != rapporteur.KindMechanism && held[c.ID] != 1 {
			t.Errorf("%s claim %s stands in %d records of its kind", c.Kind, c.ID, held[c.ID])
		}
	}
}

func TestRejectedClaims(t *testing.T) {
	w := linktest.New(t)
	kept := report(w, 1, "2025-03-05", "They met", sighting{date: "2025-03-05"}.claim(w))
	w.In.Verdicts[report(w, 2, "2025-03-05", "They did meet", sighting{date: "2025-03-05"}.claim(w))] = rapporteur.Reject
	rs := w.Build()
	if len(rs) != 1 || len(rs[0].Claims) != 1 || rs[0].Claims[0] != kept {
		t.Errorf("records %+v, want one of the claim that was not rejected", rs)
	}
}

func TestDisplayedValue(t *testing.T) {
	const forum = "policy dialogue of the two ministries"
	at := func(place string) sighting {
		return sighting{date: "2023-03-23", place: place, forum: forum, edition: 3}
	}
	build := func(accept bool) []string {
		w := linktest.New(t)
		first := report(w, 1, "2023-03-23", "They met for the "+forum, at("Vientiane").claim(w))
		report(w, 2, "2023-03-24", "They met for the "+forum, at("Xamneua").claim(w))
		report(w, 3, "2023-03-25", "They met for the "+forum, at("Xamneua").claim(w))
		report(w, 4, "2023-03-25", "They met for the "+forum, at("Laos").claim(w))
		if accept {
			w.In.Verdicts[first] = rapporteur.Accept
		}
		var places []string
		for _, v := range ofKind(w.Build(), rapporteur.KindInteraction)[0].Fields[link.FieldPlace] {
			places = append(places, v.Value)
		}
		return places
	}
	if diff := cmp.Diff([]string{"Xamneua", "Vientiane", "Laos"}, build(false)); diff != "" {
		t.Errorf("by origins (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Vientiane", "Xamneua", "Laos"}, build(true)); diff != "" {
		t.Errorf("one accepted (-want +got):\n%s", diff)
	}
}
