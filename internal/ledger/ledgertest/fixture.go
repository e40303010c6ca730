package ledgertest

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
)

// Clock is the time of every ledger that the suite opens.
func Clock() time.Time { return time.Date(2026, 3, 1, 9, 30, 0, 0, time.UTC) }

// An article is a text to make a reading of.
type article struct {
	name, url, outlet, published, text string
}

var (
	visit = article{"visit", "https://news.example/visit", "Example News", "2025-03-06",
		"The two ministers met in Hanoi on 5 March. Việt Nam will train 40 Lao officers by 2027. The sum was not disclosed."}
	plan = article{"plan", "https://agency.example/plan", "Example Agency", "2024-12",
		"Vietnam and Laos signed the plan for 2025. Thailand and Laos held a call on the border."}
	undated = article{"undated", "", "", "",
		"Vietnam and Laos may open a new crossing."}
)

// reading returns what an engine could make of an article. Each pair of claims
// is a quote and the parties, with the kind before them: "interaction VNM LAO".
func (a article) reading(t testing.TB, engine string, claims ...string) ledger.Reading {
	t.Helper()
	text, err := rapporteur.NewText(a.text)
	if err != nil {
		t.Fatal(err)
	}
	var published rapporteur.Date
	if err := published.UnmarshalText([]byte(a.published)); err != nil {
		t.Fatal(err)
	}
	d := rapporteur.Document{
		ID: rapporteur.NewDocID(a.url, text), Name: a.name, URL: a.url, Outlet: a.outlet, Title: strings.ToUpper(a.name),
		Language: "en", Published: published, PublishedBasis: rapporteur.BasisGiven, Text: text,
	}
	r := ledger.Reading{
		Document: d, Engine: engine,
		Capture: rapporteur.Capture{Doc: d.ID, Blob: rapporteur.NewBlobID([]byte(a.text)), Source: "in/" + a.name + ".txt", MediaType: "text/plain"},
	}
	for i := 0; i < len(claims); i += 2 {
		r.Claims = append(r.Claims, claim(t, d, engine, claims[i], claims[i+1]))
	}
	return r
}

func claim(t testing.TB, d rapporteur.Document, engine, what, words string) rapporteur.Claim {
	t.Helper()
	i := strings.Index(d.Text.String(), words)
	if i < 0 {
		t.Fatalf("the article %s does not say %q", d.Name, words)
	}
	span, err := d.Text.Span(rapporteur.ByteOffset(i), rapporteur.ByteOffset(i+len(words)))
	if err != nil {
		t.Fatal(err)
	}
	fields := strings.Fields(what)
	c := rapporteur.Claim{
		Doc: d.ID, Kind: rapporteur.Kind(fields[0]), Quote: d.Text.Quote(span), Engine: engine, Rule: "test/" + rapporteur.RuleID(fields[0]),
		Factuality: rapporteur.CTPlus, Mode: rapporteur.ModeCurrent,
		SaidBy: []rapporteur.Speaker{{Name: "a spokesperson", Anonymous: true}, {Name: d.Outlet}},
		Cues:   []rapporteur.Cue{{Start: 1, End: 3, Text: "<b>", Effect: "trigger"}},
	}
	for _, p := range fields[1:] {
		c.Parties = append(c.Parties, rapporteur.Party(p))
	}
	switch c.Kind {
	case rapporteur.KindInteraction:
		c.Interaction = &rapporteur.InteractionBody{Type: rapporteur.Meeting}
	case rapporteur.KindInstrument:
		c.Instrument = &rapporteur.InstrumentBody{Title: words, Type: rapporteur.Plan, Status: rapporteur.Signed}
	case rapporteur.KindCommitment:
		c.Commitment = &rapporteur.CommitmentBody{By: c.Parties[:1], What: words, Stage: rapporteur.StagePledged}
	case rapporteur.KindQuestion:
		c.Question = &rapporteur.QuestionBody{About: words, Type: rapporteur.Undisclosed}
	case rapporteur.KindAssessment:
		c.Assessment = &rapporteur.AssessmentBody{What: words}
	}
	if err := c.Seal(); err != nil {
		t.Fatal(err)
	}
	return c
}

// The readings that most tests begin with.
func visitReading(t testing.TB) ledger.Reading {
	return visit.reading(t, "engine 1",
		"interaction VNM LAO", "ministers met in Hanoi",
		"commitment VNM LAO", "will train 40 Lao officers",
		"question VNM LAO", "sum was not disclosed")
}

func planReading(t testing.TB) ledger.Reading {
	return plan.reading(t, "engine 1",
		"instrument VNM LAO", "signed the plan for 2025",
		"interaction LAO THA", "held a call")
}

func undatedReading(t testing.TB) ledger.Reading {
	return undated.reading(t, "engine 1", "assessment VNM LAO UNO", "may open a new crossing")
}

func put(t testing.TB, l *ledger.Ledger, want ledger.Outcome, r ledger.Reading) {
	t.Helper()
	got, err := l.PutDocument(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	if got != want {
		t.Errorf("PutDocument of %s: %s, want %s", r.Capture.Source, got, want)
	}
}

func dump(t testing.TB, l *ledger.Ledger) string {
	t.Helper()
	var b bytes.Buffer
	if err := l.Dump(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func date(t testing.TB, s string) rapporteur.Date {
	t.Helper()
	d, err := rapporteur.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// words lists the quotes of the claims that a filter selects.
func words(t testing.TB, l *ledger.Ledger, f ledger.ClaimFilter) []string {
	t.Helper()
	var out []string
	for c, err := range l.Claims(t.Context(), f) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprint(c.Quote.Exact(), verdictMark[c.Verdict]))
	}
	return out
}

var verdictMark = map[rapporteur.Verb]string{rapporteur.Accept: " (accepted)", rapporteur.Reject: " (rejected)"}
