package view_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/link/linktest"
	"example.org/rapporteur/internal/view"
)

// models are all read models on parties, each with what writes it.
var models = map[string]func(view.Input, io.Writer) (any, error){
	"dossier": func(in view.Input, w io.Writer) (any, error) {
		return written(w, view.NewDossier(in, pair), view.WriteDossier)
	},
	"timeline": func(in view.Input, w io.Writer) (any, error) {
		return written(w, view.NewTimeline(in, pair), view.WriteTimeline)
	},
	"board": func(in view.Input, w io.Writer) (any, error) {
		return written(w, view.NewBoard(in, view.BoardQuery{Parties: pair}), view.WriteBoard)
	},
	"questions": func(in view.Input, w io.Writer) (any, error) {
		return written(w, view.NewQuestions(in, pair), view.WriteQuestions)
	},
	"disputes": func(in view.Input, w io.Writer) (any, error) {
		return written(w, view.NewDisputes(in, pair), view.WriteDisputes)
	},
	"area": func(in view.Input, w io.Writer) (any, error) {
		return written(w, view.NewAreaPage(in, pair, rapporteur.AreaPeacekeeping), view.WriteAreaPage)
	},
	"cascade": func(in view.Input, w io.Writer) (any, error) {
		return written(w, view.NewCascade(in, pair), view.WriteCascade)
	},
	"outlets": func(in view.Input, w io.Writer) (any, error) {
		return written(w, view.NewOutlets(in, pair), view.WriteOutlets)
	},
	"place": func(in view.Input, w io.Writer) (any, error) {
		return written(w, view.NewPlacePage(in, "Vientiane"), view.WritePlacePage)
	},
	"map": func(in view.Input, w io.Writer) (any, error) {
		m := view.NewMap(in, pair)
		if err := view.WriteGeoJSON(w, m); err != nil {
			return nil, err
		}
		return written(w, m, view.WriteMap)
	},
	"network": func(in view.Input, w io.Writer) (any, error) {
		return written(w, view.NewNetwork(in, nil, rapporteur.Date{}), view.WriteNetwork)
	},
	"network of one": func(in view.Input, w io.Writer) (any, error) {
		from, err := rapporteur.ParseDate("2023-01-01")
		if err != nil {
			return nil, err
		}
		return written(w, view.NewNetwork(in, pair[1:], from), view.WriteNetwork)
	},
	"calendar": func(in view.Input, w io.Writer) (any, error) {
		return written(w, view.NewCalendar(in, pair), view.WriteICS)
	},
	"today": func(in view.Input, w io.Writer) (any, error) { return written(w, view.NewToday(in), view.WriteToday) },
	"compare": func(in view.Input, w io.Writer) (any, error) {
		return written(w, view.Compare([]view.Input{in, in}, [][]rapporteur.Party{pair, {"VNM", "KHM"}}), view.WriteComparison)
	},
	"unseen": func(in view.Input, w io.Writer) (any, error) {
		u := view.NewUnseen(in, pair)
		_, err := fmt.Fprintln(w, u.Words)
		return u, err
	},
	"forum": func(in view.Input, w io.Writer) (any, error) {
		if f, ok := view.NewForum(in, pair, "policy dialogue"); ok {
			return written(w, f, view.WriteForum)
		}
		return nil, nil
	},
	"person": func(in view.Input, w io.Writer) (any, error) {
		if p, ok := view.NewPersonPage(in, "chien"); ok {
			return written(w, p, view.WritePersonPage)
		}
		return nil, nil
	},
}

func written[T any](w io.Writer, v T, write func(io.Writer, T) error) (any, error) {
	return v, write(w, v)
}

// made returns every model in JSON and in words.
func made(t testing.TB, in view.Input) map[string]string {
	t.Helper()
	out := map[string]string{}
	for name, of := range models {
		var b bytes.Buffer
		v, err := of(in, &b)
		if err != nil {
			t.Fatal(name, err)
		}
		j, err := json.MarshalIndent(v, "", " ")
		if err != nil {
			t.Fatal(name, err)
		}
		out[name] = string(j) + "\n" + b.String()
	}
	return out
}

// What was published later than a day is not known on it: a page as of that day
// is the same whether or not the later documents are held.
func TestAsOfKnowsNothingLater(t *testing.T) {
	s := dialogues(t)
	for _, day := range []string{"2019-07-25", "2019-07-26", "2023-03-24", "2024-12-31", "2025-03-05", "2025-03-31", "2026-11-21"} {
		in := s.input(day)
		all := made(t, in)
		then := in
		then.Input = in.Input.AsOf(s.Date(day))
		if diff := cmp.Diff(made(t, then), all); diff != "" {
			t.Errorf("as of %s, later documents show (-without +with):\n%s", day, diff)
		}
		for name, text := range all {
			for _, d := range in.Documents {
				if _, public, ok := d.PublicBy().Bounds(); ok && public.Format("2006-01-02") > day && strings.Contains(text, string(d.ID)) {
					t.Errorf("as of %s, %s names a document of %s", day, name, d.Published)
				}
			}
		}
	}
}

// What is known on a day is still known on a later one: no claim leaves a
// dossier, unless it is rejected.
func TestAsOfOnlyGrows(t *testing.T) {
	s := dialogues(t)
	known := map[rapporteur.ClaimID]bool{}
	for _, day := range []string{"2019-07-26", "2023-03-23", "2023-03-24", "2024-03-20", "2025-01-09", "2025-03-05", "2025-03-28", "2025-03-31", "2025-04-01", "2026-11-21"} {
		now := map[rapporteur.ClaimID]bool{}
		anchors(reflect.ValueOf(view.NewDossier(s.input(day), pair)), now)
		for c := range known {
			if !now[c] {
				t.Errorf("as of %s, %s is no longer there", day, s.named(string(c)))
			}
		}
		known = now
	}
	if len(known) != len(s.In.Claims) {
		t.Errorf("the last dossier rests on %d claims of %d", len(known), len(s.In.Claims))
	}
}

// anchors collects the claims that a model leads to.
func anchors(v reflect.Value, into map[rapporteur.ClaimID]bool) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			anchors(v.Elem(), into)
		}
	case reflect.Slice:
		for i := range v.Len() {
			anchors(v.Index(i), into)
		}
	case reflect.Struct:
		if a, ok := v.Interface().(view.Anchor); ok {
			into[a.Claim] = true
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				anchors(v.Field(i), into)
			}
		}
	}
}

// The order in which documents and claims come changes nothing.
func TestModelsStable(t *testing.T) {
	s := dialogues(t)
	in := s.input("2026-11-21")
	want := made(t, in)
	diff := view.NewDiff(in, pair, s.Date("2024-12-31"), s.Date("2026-11-21"))
	rng := rand.New(rand.NewPCG(7, 7))
	for range 8 {
		rng.Shuffle(len(in.Documents), func(i, j int) { in.Documents[i], in.Documents[j] = in.Documents[j], in.Documents[i] })
		rng.Shuffle(len(in.Claims), func(i, j int) { in.Claims[i], in.Claims[j] = in.Claims[j], in.Claims[i] })
		if d := cmp.Diff(want, made(t, in)); d != "" {
			t.Fatalf("another order gives another page (-want +got):\n%s", d)
		}
		again := view.NewDiff(in, pair, s.Date("2024-12-31"), s.Date("2026-11-21"))
		a, err := json.Marshal(diff)
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(again)
		if err != nil {
			t.Fatal(err)
		}
		if string(a) != string(b) {
			t.Fatal("another order gives another diff")
		}
	}
}

// A thread tells each move with its rule and words, and how long the first act took.
func TestThread(t *testing.T) {
	s := dialogues(t)
	in := s.input("2025-04-01")
	board := view.NewBoard(in, view.BoardQuery{Parties: pair, Area: rapporteur.AreaPeacekeeping})
	if len(board.Commitments) != 1 {
		t.Fatalf("%d undertakings on peacekeeping, want 1", len(board.Commitments))
	}
	thread, ok := view.NewThread(in, string(board.Commitments[0].ID))
	if !ok {
		t.Fatal("an undertaking of the board has no page")
	}
	c := thread.Commitment
	if c.Standing != link.StandingUnderWay || c.DaysToActivity == nil || *c.DaysToActivity < 26 {
		t.Errorf("standing %q, days to the first act %v", c.Standing, c.DaysToActivity)
	}
	for _, m := range c.Moves {
		if m.Rule == "" || m.Reason == "" || m.Source.Quote == "" || m.Public.Date.IsZero() {
			t.Errorf("a move lacks its rule, reason, words or day: %+v", m)
		}
	}
	if then, ok := view.NewThread(s.input("2025-03-06"), string(c.ID)); !ok || then.Commitment.Standing == link.StandingUnderWay || then.Commitment.DaysToActivity != nil {
		t.Errorf("as of 6 March the act of 31 March shows: %+v", then)
	}
	if _, ok := view.NewThread(s.input("2024-12-31"), string(c.ID)); ok {
		t.Error("an undertaking is known before it was said")
	}
	by := s.Claim("session", "building and training the peacekeeping force", rapporteur.Claim{Parties: pair, Question: &rapporteur.QuestionBody{About: "x", Type: rapporteur.Undisclosed}})
	if _, ok := view.NewThread(s.input("2025-04-01"), string(by)); ok {
		t.Error("a question is taken for an undertaking")
	}
	var b strings.Builder
	if err := view.WriteThread(&b, thread); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"what has come of it: under way", "rule " + link.CourseVersion, "31 March 2025: activity"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the page lacks %q:\n%s", want, b.String())
		}
	}
}

func TestForum(t *testing.T) {
	s := dialogues(t)
	f, ok := view.NewForum(s.input("2026-11-21"), pair, "Defence policy dialogue")
	if !ok {
		t.Fatal("no such mechanism")
	}
	var hosts []string
	for _, h := range f.Hosts {
		name := "-"
		if h.State != nil {
			name = string(h.State.Code)
		}
		hosts = append(hosts, fmt.Sprintf("%d %s", h.Number, name))
	}
	if diff := cmp.Diff([]string{"1 LAO", "3 LAO", "4 -", "5 -"}, hosts); diff != "" {
		t.Errorf("hosts (-want +got):\n%s", diff)
	}
	for _, session := range f.Sessions {
		if session.Edition.Number == 4 && len(session.Agreements) != 1 {
			t.Errorf("the minutes of the fourth do not stand with it: %+v", session)
		}
		if session.Edition.Number == 3 && len(session.Disagreements) != 1 {
			t.Errorf("the dispute on the place of the third does not stand with it")
		}
	}
	if _, ok := view.NewForum(s.input("2026-11-21"), pair, "trade committee"); ok {
		t.Error("a mechanism of which nothing is known has a page")
	}
}

// An edition that nobody announced is expected by the rhythm, and the page says
// when the forum was last spoken of besides the reports on its editions.
func TestExpectedEdition(t *testing.T) {
	s := &story{World: linktest.New(t)}
	for n, day := range []string{"2021-03-01", "2022-03-01", "2023-03-01"} {
		doc := fmt.Sprint("edition", n+1)
		s.AddDoc(doc, day, "Daily", fmt.Sprintf("Edition %d of the defence policy dialogue was held. The defence policy dialogue is yearly.", n+1))
		when, _ := at(s, day, "")
		s.add(doc, doc, fmt.Sprintf("Edition %d of the defence policy dialogue was held", n+1), rapporteur.Claim{Time: when, Interaction: &rapporteur.InteractionBody{
			Type: rapporteur.Dialogue, Mechanism: "defence policy dialogue", Edition: n + 1,
		}})
	}
	s.AddDoc("undated", "2023-11-04", "Herald", "The inaugural defence policy dialogue took place.")
	s.add("undated", "undated", "The inaugural defence policy dialogue took place", rapporteur.Claim{Mode: rapporteur.ModeHistorical, Background: true, Interaction: &rapporteur.InteractionBody{
		Type: rapporteur.Dialogue, Mechanism: "defence policy dialogue",
	}})
	s.AddDoc("mention", "2023-11-05", "Herald", "They are to prepare for the defence policy dialogue.")
	s.add("named", "mention", "defence policy dialogue", rapporteur.Claim{Mechanism: &rapporteur.MechanismBody{Name: "defence policy dialogue"}})
	for asOf, want := range map[string]string{
		"2023-06-01": "expected about February 2024 by the rhythm so far",
		"2024-07-01": "expected about February 2024 by the rhythm so far; no public trace as of 1 July 2024; the forum was last spoken of by 5 November 2023",
	} {
		f, ok := view.NewForum(s.input(asOf), pair, "defence policy dialogue")
		if !ok {
			t.Fatal("no such mechanism")
		}
		e := f.Mechanism.Editions[len(f.Mechanism.Editions)-1]
		if e.State != view.EditionExpected || e.Number != 4 || e.Words != want {
			t.Errorf("as of %s: %d, %s, %q, want %q", asOf, e.Number, e.State, e.Words, want)
		}
	}
}

func TestPersonAndPlace(t *testing.T) {
	s := dialogues(t)
	p, ok := view.NewPersonPage(s.input("2026-11-21"), "xuan chien")
	if !ok || p.Person.Name != "Hoang Xuan Chien" || len(p.Person.Offices) != 1 {
		t.Fatalf("person: %v %+v", ok, p)
	}
	if _, ok := view.NewPersonPage(s.input("2025-03-31"), "chien"); ok {
		t.Error("a person is known before any document tells of the office")
	}
	place := view.NewPlacePage(s.input("2026-11-21"), "xam neua")
	if len(place.Meetings) != 1 || len(place.Disputed) != 1 {
		t.Errorf("%d meetings, %d disputed, want 1 and 1", len(place.Meetings), len(place.Disputed))
	}
}

// A text is tied to what it implements and succeeds where that is held, and says
// so where it is not; what a party says of its own text is marked as that.
func TestCascade(t *testing.T) {
	s := &story{World: linktest.New(t)}
	s.AddDoc("protocol", "2020-01-10", "Daily", "Both signed the defence cooperation protocol for 2020–2024. It implements the friendship treaty.")
	signed, _ := at(s, "2020-01-09", "")
	s.add("i1", "protocol", "the defence cooperation protocol for 2020–2024", rapporteur.Claim{Time: signed, Instrument: &rapporteur.InstrumentBody{
		Title: "defence cooperation protocol for 2020–2024", Type: rapporteur.Protocol, Status: rapporteur.Signed, Period: s.Date("2020/2024"), Implements: "friendship treaty",
	}})
	s.AddDoc("next", "2024-12-20", "Herald", "They signed the defence cooperation protocol for 2025–2029. The two sides effectively implemented the protocol for 2020–2024.")
	later, _ := at(s, "2024-12-19", "")
	s.add("i2", "next", "the defence cooperation protocol for 2025–2029", rapporteur.Claim{Time: later, Instrument: &rapporteur.InstrumentBody{
		Title: "defence cooperation protocol for 2025–2029", Type: rapporteur.Protocol, Status: rapporteur.Signed, Period: s.Date("2025/2029"),
		Succeeds: "defence cooperation protocol for 2020–2024",
	}})
	s.add("k1", "next", "The two sides effectively implemented the protocol for 2020–2024", rapporteur.Claim{
		SaidBy:     []rapporteur.Speaker{{Name: "the minister", State: "VNM"}},
		Commitment: &rapporteur.CommitmentBody{By: pair, What: "implemented the protocol for 2020–2024", Act: rapporteur.ActSigned, Stage: rapporteur.StageDelivered},
	})
	s.AddDoc("plan", "2024-12-21", "Daily", "They signed the defence cooperation plan for 2025.")
	s.add("i3", "plan", "the defence cooperation plan for 2025", rapporteur.Claim{Time: later, Instrument: &rapporteur.InstrumentBody{
		Title: "defence cooperation plan for 2025", Type: rapporteur.Plan, Status: rapporteur.Signed, Period: s.Date("2025"),
	}})
	c := view.NewCascade(s.input("2025-06-01"), pair)
	var got []string
	for _, p := range c.Texts {
		for _, u := range append(append(p.Up, p.Down...), p.Unmatched...) {
			got = append(got, p.Title+" "+u.Relation+" "+u.Title+map[bool]string{true: " (not held)"}[u.Record == ""]+map[bool]string{true: " (worked out)"}[u.Basis != ""])
		}
		for _, a := range p.SelfAssessed {
			got = append(got, p.Title+": "+a.Words)
		}
	}
	want := []string{
		"defence cooperation plan for 2025 implements defence cooperation protocol for 2025–2029 (worked out)",
		"defence cooperation protocol for 2025–2029 succeeds defence cooperation protocol for 2020–2024",
		"defence cooperation protocol for 2025–2029 implemented by defence cooperation plan for 2025 (worked out)",
		"defence cooperation protocol for 2020–2024 succeeded by defence cooperation protocol for 2025–2029",
		"defence cooperation protocol for 2020–2024 implements friendship treaty (not held)",
		"defence cooperation protocol for 2020–2024: self-reported by Vietnam; targets not public among the documents held",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ties (-want +got):\n%s", diff)
	}
}

// Every share has what it is a part of, and none is taken of nothing.
func TestCompare(t *testing.T) {
	s := dialogues(t)
	in := s.input("2026-11-21")
	c := view.Compare([]view.Input{in, in}, [][]rapporteur.Party{pair, {"VNM", "KHM"}})
	if len(c.Relations) != 2 || len(c.Relations[0].Measures) != len(c.Relations[1].Measures) || c.Warning == "" {
		t.Fatalf("relations are not compared alike: %+v", c)
	}
	for i, m := range c.Relations[0].Measures {
		none := c.Relations[1].Measures[i]
		if m.Basis == "" || m.Name != none.Name || strings.Contains(none.Value, "%") || m.Part > m.Of && !strings.Contains(m.Name, "per ") {
			t.Errorf("measure %+v beside %+v", m, none)
		}
	}
}
