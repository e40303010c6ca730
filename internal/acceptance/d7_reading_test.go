package acceptance_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/view"
)

// The tests that are named TestD7 hold the twelve things that a tool for follow-
// through must do, by their numbers.

// holds checks one part of a requirement.
func holds(t *testing.T, what string, ok bool) {
	t.Helper()
	if !ok {
		t.Errorf("does not hold: %s", what)
	}
}

// article returns a text of testdata, under a heading if one is given.
func article(t *testing.T, name, heading string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	if heading != "" {
		return "---\n" + heading + "\n---\n" + string(b)
	}
	return string(b)
}

// reading reads texts of a test and the named documents of the corpus.
func reading(t *testing.T, beside map[string]string, docs ...string) *library {
	t.Helper()
	l, err := readWith(beside, func(name string) bool { return slices.Contains(docs, name) })
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func (l *library) claimsOf(k rapporteur.Kind) []rapporteur.Claim {
	return slices.DeleteFunc(slices.Clone(l.in.Claims), func(c rapporteur.Claim) bool { return c.Kind != k })
}

// 1. One comment on a first meeting gives its edition, its day without a year, its
// place and chairs, whom the guests met besides, and what is not known. The year
// comes with the page's own date only, and says so. Nothing undertaken is invented.
func TestD7_01(t *testing.T) {
	text := func(heading string) *library {
		return reading(t, map[string]string{"comment": article(t, "policy-exchange", heading)})
	}
	l := text("")
	var first, beside []rapporteur.Claim
	for _, c := range l.claimsOf(rapporteur.KindInteraction) {
		if c.Interaction.Edition == 1 {
			first = append(first, c)
		} else {
			beside = append(beside, c)
		}
	}
	if len(first) != 1 {
		t.Fatalf("%d claims on a first edition, want 1", len(first))
	}
	e := first[0]
	if !strings.Contains(e.Interaction.Mechanism, "policy exchange") || e.Time.Date.String() != "XXXX-07-25" || e.Place == nil || e.Place.Name != "Vientiane" {
		t.Errorf("%q on %s at %v, want the policy exchange on XXXX-07-25 at Vientiane", e.Interaction.Mechanism, e.Time.Date, e.Place)
	}
	for _, want := range []struct {
		name string
		of   rapporteur.Party
	}{{"Onsi Sensuk", "LAO"}, {"Nguyen Chi Vinh", "VNM"}} {
		if !slices.ContainsFunc(e.Interaction.Participants, func(p rapporteur.Participant) bool {
			return p.Name == want.name && p.Country == want.of && p.Office == "Deputy Defense Minister"
		}) {
			t.Errorf("%s of %s is not among the chairs with the office: %+v", want.name, want.of, e.Interaction.Participants)
		}
	}
	var met []string
	for _, c := range beside {
		for _, p := range c.Interaction.Participants {
			met = append(met, p.Name)
		}
	}
	for _, want := range []string{"Thongloun Sisoulith", "Chansamone Chanyalath"} {
		if !slices.Contains(met, want) {
			t.Errorf("the guests are not told to have met %s, but %v", want, met)
		}
	}
	if n := len(l.claimsOf(rapporteur.KindQuestion)); n < 2 {
		t.Errorf("%d stated unknowns, want at least 2", n)
	}
	for _, c := range l.claimsOf(rapporteur.KindCommitment) {
		t.Errorf("an undertaking is read from %q", c.Quote.Exact())
	}
	said := slices.ContainsFunc(l.in.Claims, func(c rapporteur.Claim) bool {
		return strings.Contains(c.Quote.Exact(), "important channel") && slices.ContainsFunc(c.SaidBy, func(s rapporteur.Speaker) bool { return s.State == "VNM" })
	})
	holds(t, "what one ministry says in its statement is filed as the word of that side", said)

	dated := text("url: https://news.example/2019/07/exchange\npublished: 2019-07-29\noutlet: The Review\nregister: analysis")
	for _, c := range dated.claimsOf(rapporteur.KindInteraction) {
		if c.Interaction.Edition == 1 && (c.Time.Date.String() != "2019-07-25" || c.Time.Inference == "") {
			t.Errorf("%s, inferred %q; want 2019-07-25 and from what the year is taken", c.Time.Date, c.Time.Inference)
		}
	}
}

// 2. A comment on a visit gives the day without a year, all areas, the texts and
// meetings it refers to, what is not known, and whom it does not name. What it
// supposes is no event. Another report of the day gives the year.
func TestD7_02(t *testing.T) {
	l := reading(t, map[string]string{"visit": article(t, "staff-visit", "")})
	areas := map[rapporteur.Area]bool{}
	var day string
	unnamed := 0
	for _, c := range l.in.Claims {
		for _, a := range c.Areas {
			areas[a] = c.Kind == rapporteur.KindCommitment || areas[a]
		}
		quote := c.Quote.Exact()
		hedged := strings.Contains(quote, "could") || strings.Contains(quote, " may ") || strings.Contains(quote, "Speculatively")
		if hedged && c.Kind != rapporteur.KindAssessment && c.Kind != rapporteur.KindQuestion {
			t.Errorf("a %s is read from %q", c.Kind, quote)
		}
		if c.Kind == rapporteur.KindInteraction && !c.Background {
			day += c.Time.Date.String()
		}
		if c.Kind == rapporteur.KindAssessment && slices.ContainsFunc(c.SaidBy, func(s rapporteur.Speaker) bool { return s.Anonymous }) {
			unnamed++
		}
	}
	delete(areas, rapporteur.AreaOther)
	if day != "XXXX-03-05" {
		t.Errorf("met on %s, want XXXX-03-05", day)
	}
	for a, undertaken := range areas {
		if !undertaken {
			delete(areas, a)
		}
	}
	if n := len(areas); n < 10 {
		t.Errorf("%d areas, want at least 10: %v", n, areas)
	}
	if n := len(l.claimsOf(rapporteur.KindQuestion)); n < 6 {
		t.Errorf("%d stated unknowns, want at least 6", n)
	}
	if unnamed < 2 {
		t.Errorf("%d opinions of sources that are not named, want 2", unnamed)
	}
	if !slices.ContainsFunc(l.claimsOf(rapporteur.KindInstrument), func(c rapporteur.Claim) bool { return strings.Contains(c.Instrument.Title, "2024") }) {
		t.Error("the agreement of 2024 is not among the texts referred to")
	}
	trilateral := slices.ContainsFunc(l.claimsOf(rapporteur.KindInteraction), func(c rapporteur.Claim) bool {
		return c.Background && slices.Contains(c.Parties, "KHM") && strings.HasSuffix(c.Time.Date.String(), "-02")
	})
	holds(t, "the meeting of three states in February is referred to as an event", trilateral)

	const report = "2025-03-05-vns-pm-receives-deputy-minister"
	both := reading(t, map[string]string{"visit": article(t, "staff-visit", "")}, report)
	r := both.record(rapporteur.KindInteraction, "visit", "Saichay Kommasith in Hanoi on 5 March")
	if r == nil {
		t.Fatal("the visit is not read beside a dated report")
	}
	dated := r == both.record(rapporteur.KindInteraction, report, "on March 5 received in Hà Nội") && r.Fields[link.FieldDate][0].Value == "2025-03-05"
	holds(t, "a dated report of the visit gives it the year", dated)
	for _, a := range view.NewDossier(both.pages(t, lastDay.String()), codes("VNM LAO")).Assessments {
		if strings.Contains(a.By, "nalyst") && !a.Anonymous {
			t.Errorf("%s is not shown as unnamed", a.By)
		}
	}
}

// 6. That something is new is the judgement of who writes so, and not of the
// states; earlier works of the same kind stand against it.
func TestD7_06(t *testing.T) {
	const works = "2022-02-28-vietnamplus-vang-tat-works"
	l := reading(t, map[string]string{"visit": article(t, "staff-visit", "outlet: The Review\npublished: 2025-03-06")}, works, "XXXX-XX-XX-qdnd-phathi-cluster")
	judged := false
	for _, c := range l.in.Claims {
		if !strings.Contains(c.Quote.Exact(), "novel") {
			continue
		}
		judged = judged || c.Kind == rapporteur.KindAssessment
		for _, s := range c.SaidBy {
			if s.State != "" {
				t.Errorf("%s is held to have called it novel: %q", s.State, c.Quote.Exact())
			}
		}
		if c.Kind != rapporteur.KindAssessment && c.Kind != rapporteur.KindQuestion {
			t.Errorf("a %s is read from the judgement %q", c.Kind, c.Quote.Exact())
		}
	}
	holds(t, "the author's judgement is filed as an opinion of the author", judged)
	r := l.record(rapporteur.KindCommitment, works, "handed over five projects to the Vang Tat hamlet cluster")
	if r == nil || r.Fields[link.FieldStage][0].Value != string(rapporteur.StageDelivered) {
		t.Error("the works of 2022 are not told as delivered")
	}
	var against []string
	for _, d := range view.NewDossier(l.pages(t, lastDay.String()), codes("VNM LAO")).Disagreements {
		if d.Kind != rapporteur.KindAssessment || d.Field != view.FieldNovelty {
			continue
		}
		if !strings.Contains(d.Values[0].Value, "The Review") || strings.Contains(d.Values[0].Value, "Vietnam") {
			t.Errorf("the opinion is %q, want it that of the author", d.Values[0].Value)
		}
		for _, v := range d.Values[1:] {
			against = append(against, v.Value)
			for _, s := range v.Evidence.Sources {
				if s.Quote == "" {
					t.Errorf("%q has no words", v.Value)
				}
			}
		}
	}
	if len(against) != 2 || !strings.HasPrefix(against[0], "2009") || !strings.HasPrefix(against[1], "28 February 2022") {
		t.Errorf("%q stands against it, want the works of 2009 and of 2022", against)
	}
}

// 7. A party's praise of its own text is marked as that and as not checkable, and
// gives no score: only a person scores.
func TestD7_07(t *testing.T) {
	l := whole(t)
	reported := false
	for _, a := range link.SelfAssessments(l.in) {
		c := l.claims[a.Claim]
		if a.Text == "protocol 2020 2024" && slices.Equal(a.By, codes("VNM")) && strings.HasPrefix(l.names[c.Doc], "2024-10-22-") {
			reported = true
		}
	}
	holds(t, "the minister's praise of the protocol is a self-assessment by Vietnam", reported)
	shown := false
	for _, p := range view.NewCascade(l.pages(t, lastDay.String()), codes("VNM LAO")).Texts {
		for _, a := range p.SelfAssessed {
			shown = shown || strings.Contains(p.Title, "2020") && strings.Contains(a.Words, "self-reported by Vietnam") && strings.Contains(a.Words, "targets not public")
		}
	}
	holds(t, "the page of the texts marks the protocol for 2020 to 2024 so", shown)

	// The same praise in a sentence that names its text.
	praise := reading(t, map[string]string{"praise": "---\nurl: https://news.example/praise\noutlet: Daily\npublished: 2024-10-22\n---\n" +
		"The defence ministers of Vietnam and Laos met in Son La on 22 October 2024. They signed the defence cooperation protocol for 2025-2029, which succeeds the defence cooperation protocol for 2020-2024. " +
		"Vietnamese Minister of National Defence Phan Van Giang said that the two sides have effectively implemented the defence cooperation protocol for 2020-2024."})
	marked := false
	for _, p := range view.NewCascade(praise.pages(t, lastDay.String()), codes("VNM LAO")).Texts {
		for _, a := range p.SelfAssessed {
			marked = marked || strings.Contains(a.Words, "self-reported by Vietnam; targets not public")
		}
	}
	holds(t, "praise that names its text is marked as self-reported and not checkable", marked)
	for _, g := range view.NewDossier(praise.pages(t, lastDay.String()), codes("VNM LAO")).Commitments {
		for _, c := range g.Commitments {
			for _, s := range c.Evidence.Sources {
				for _, m := range s.Review.Remarks {
					if m.Rating != nil {
						t.Errorf("%s is scored without a person: %s", c.What, m.Words)
					}
				}
			}
		}
	}
}
