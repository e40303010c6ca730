package annotation

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
)

// document returns a document and a way to quote its words.
func document(t *testing.T, words string) (rapporteur.Document, func(string) rapporteur.Quote) {
	t.Helper()
	text, err := rapporteur.NewText(words)
	if err != nil {
		t.Fatal(err)
	}
	published, err := rapporteur.ParseDate("2025-03-06")
	if err != nil {
		t.Fatal(err)
	}
	doc := rapporteur.Document{ID: rapporteur.NewDocID("", text), Name: "report", Outlet: "The Harbour Post", Published: published, Text: text}
	return doc, func(s string) rapporteur.Quote {
		t.Helper()
		at := rapporteur.ByteOffset(strings.Index(words, s))
		span, err := text.Span(at, at+rapporteur.ByteOffset(len(s)))
		if err != nil {
			t.Fatal(err)
		}
		return text.Quote(span)
	}
}

// TestEveryKind writes one claim of each kind.
func TestEveryKind(t *testing.T) {
	doc, quote := document(t, "Chile <and> Peru met in Lima. Chile will train pilots. The cost is unknown. It may rain. Ana Rojas, minister.")
	date, err := rapporteur.ParseDate("2025-03-05")
	if err != nil {
		t.Fatal(err)
	}
	both := []rapporteur.Party{"CHL", "PER"}
	rojas := rapporteur.Participant{Name: "Ana Rojas", Office: "minister", Country: "CHL"}
	claims := []rapporteur.Claim{
		{Kind: rapporteur.KindInteraction, Quote: quote("Chile <and> Peru met"), Factuality: "CT+", Parties: both, Time: rapporteur.Time{Date: date},
			Place: &rapporteur.Place{Name: "Lima", State: "PER"}, Mode: rapporteur.ModeCurrent,
			Interaction: &rapporteur.InteractionBody{Type: rapporteur.Meeting, Edition: 3, Participants: []rapporteur.Participant{rojas, {Name: "Luis Vega"}}}},
		{Kind: rapporteur.KindInstrument, Quote: quote("Chile"), Parties: both, Background: true,
			Instrument: &rapporteur.InstrumentBody{Title: "pact", Type: rapporteur.Agreement, Status: rapporteur.Signed}},
		{Kind: rapporteur.KindMechanism, Quote: quote("Peru"), Parties: both, Mechanism: &rapporteur.MechanismBody{Name: "Border Talks"}},
		{Kind: rapporteur.KindCommitment, Quote: quote("Chile will train pilots"), Factuality: "CT+", Parties: both, Areas: []rapporteur.Area{rapporteur.AreaTraining},
			SaidBy: []rapporteur.Speaker{{Name: "Ana Rojas"}, {Name: "The Harbour Post"}}, Mode: rapporteur.ModeFuture,
			Commitment: &rapporteur.CommitmentBody{By: []rapporteur.Party{"CHL"}, To: []rapporteur.Party{"PER"}, What: "train pilots", Stage: rapporteur.StagePlanned}},
		{Kind: rapporteur.KindQuestion, Quote: quote("The cost is unknown"), Question: &rapporteur.QuestionBody{About: "The cost", Type: rapporteur.Undisclosed}},
		{Kind: rapporteur.KindAssessment, Quote: quote("It may rain"), Factuality: "PS+", SaidBy: []rapporteur.Speaker{{Name: "The Harbour Post"}},
			Assessment: &rapporteur.AssessmentBody{What: "It may rain"}},
		{Kind: rapporteur.KindTenure, Quote: quote("Ana Rojas"), Tenure: &rapporteur.TenureBody{Person: rojas}},
		{Kind: rapporteur.KindTenure, Quote: quote("Ana"), Tenure: &rapporteur.TenureBody{Person: rapporteur.Participant{Name: "Ana"}}},
	}
	event := func(c rapporteur.Claim) (string, bool) {
		return "CONSULT", c.Kind == rapporteur.KindInteraction || c.Kind == rapporteur.KindInstrument || c.Kind == rapporteur.KindCommitment
	}
	var b strings.Builder
	if err := From(doc, claims, Options{Event: event}).Write(&b); err != nil {
		t.Fatal(err)
	}
	want := `{"doc":"report","published":"2025-03-06",` +
		`"interactions":[{"type":"meeting","date":"2025-03-05","place":"Lima, PER","mechanism":null,"edition":3,"parties":["CHL","PER"],` +
		`"participants":[{"name":"Ana Rojas","office":"minister","country":"CHL"},{"name":"Luis Vega","office":null,"country":null}],"quote":"Chile <and> Peru met","factuality":"CT+"}],` +
		`"instruments":[{"title":"pact","kind":"agreement","parties":["CHL","PER"],"date":null,"status":"signed","quote":"Chile","background":true}],` +
		`"mechanisms":[{"name":"Border Talks","parties":["CHL","PER"],"quote":"Peru"}],` +
		`"commitments":[{"by":["CHL"],"to":["PER"],"area":"training and education","what":"train pilots","stage":"planned","due":null,"factuality":"CT+","attributed_to":"Ana Rojas","quote":"Chile will train pilots"}],` +
		`"gaps":[{"about":"The cost","kind":"undisclosed","quote":"The cost is unknown"}],` +
		`"speculation":[{"what":"It may rain","factuality":"PS+","attributed_to":null,"quote":"It may rain"}],` +
		`"people":[{"name":"Ana Rojas","office":"minister","country":"CHL","mentions":[]}],` +
		`"events_plover":[{"source":"CHL","target":"PER","type":"CONSULT","mode":"current","quote":"Chile <and> Peru met"},` +
		`{"source":"CHL","target":"PER","type":"CONSULT","mode":"future","quote":"Chile will train pilots"}]}` + "\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("annotations (-want +got):\n%s", diff)
	}
	var back Document
	if err := json.Unmarshal([]byte(b.String()), &back); err != nil {
		t.Errorf("what was written cannot be read: %v", err)
	}
}
