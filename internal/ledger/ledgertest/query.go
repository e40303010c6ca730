package ledgertest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
)

func three(t testing.TB, open Open) *ledger.Ledger {
	t.Helper()
	l := open(t, "a")
	put(t, l, ledger.New, undatedReading(t))
	put(t, l, ledger.New, visitReading(t))
	put(t, l, ledger.New, planReading(t))
	return l
}

func testClaimFilter(t *testing.T, open Open) {
	l := three(t, open)
	doc := visitReading(t).Document.ID
	for _, test := range []struct {
		name string
		f    ledger.ClaimFilter
		want []string
	}{
		{"all, in order", ledger.ClaimFilter{}, []string{"signed the plan for 2025", "held a call", "ministers met in Hanoi",
			"will train 40 Lao officers", "sum was not disclosed", "may open a new crossing"}},
		{"one party", ledger.ClaimFilter{Parties: []rapporteur.Party{"THA"}}, []string{"held a call"}},
		{"two parties", ledger.ClaimFilter{Parties: []rapporteur.Party{"LAO", "VNM"}}, []string{"signed the plan for 2025",
			"ministers met in Hanoi", "will train 40 Lao officers", "sum was not disclosed", "may open a new crossing"}},
		{"three parties", ledger.ClaimFilter{Parties: []rapporteur.Party{"VNM", "LAO", "UNO"}}, []string{"may open a new crossing"}},
		{"parties never together", ledger.ClaimFilter{Parties: []rapporteur.Party{"VNM", "THA"}}, nil},
		{"beside", ledger.ClaimFilter{Beside: []rapporteur.Party{"THA", "LAO"}}, []string{"signed the plan for 2025", "held a call"}},
		{"kinds", ledger.ClaimFilter{Kinds: []rapporteur.Kind{rapporteur.KindQuestion, rapporteur.KindInteraction}},
			[]string{"held a call", "ministers met in Hanoi", "sum was not disclosed"}},
		{"document and kind", ledger.ClaimFilter{Doc: doc, Kinds: []rapporteur.Kind{rapporteur.KindQuestion}}, []string{"sum was not disclosed"}},
		{"all at once", ledger.ClaimFilter{Parties: []rapporteur.Party{"VNM", "LAO"}, Beside: []rapporteur.Party{"THA"},
			Kinds: []rapporteur.Kind{rapporteur.KindInstrument}, AsOf: date(t, "2025"), Doc: planReading(t).Document.ID}, []string{"signed the plan for 2025"}},
	} {
		if diff := cmp.Diff(test.want, words(t, l, test.f)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func testClaimPlaces(t *testing.T, open Open) {
	l := three(t, open)
	v, p, u := visitReading(t), planReading(t), undatedReading(t)
	if err := l.ReplaceOrigins(t.Context(), slices.Values([]ledger.Origin{{Doc: v.Document.ID, Name: "an agency", Story: v.Document.ID}})); err != nil {
		t.Fatal(err)
	}
	asked := []rapporteur.ClaimID{u.Claims[0].ID, v.Claims[1].ID, "cnone", v.Claims[0].ID, p.Claims[0].ID}
	place := func(r ledger.Reading, claim int, origin string) ledger.ClaimPlace {
		return ledger.ClaimPlace{Claim: r.Claims[claim].ID, Doc: r.Document.ID, Dated: !r.Document.Published.IsZero(), Outlet: r.Document.Outlet, Origin: origin}
	}
	for day, want := range map[string][]ledger.ClaimPlace{
		"":     {place(p, 0, ""), place(v, 0, "an agency"), place(v, 1, "an agency"), place(u, 0, "")},
		"2024": {place(p, 0, "")},
	} {
		at := rapporteur.Date{}
		if day != "" {
			at = date(t, day)
		}
		got, err := l.ClaimPlaces(t.Context(), asked, at)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("as of %q (-want +got):\n%s", day, diff)
		}
	}
}

func testClaimsByID(t *testing.T, open Open) {
	l := three(t, open)
	v, p := visitReading(t), planReading(t)
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Reject, Claim: v.Claims[0].ID})
	for _, test := range []struct {
		name string
		ids  []rapporteur.ClaimID
		want []rapporteur.ClaimID
	}{
		{"none", nil, nil},
		{"what is there, in order", []rapporteur.ClaimID{v.Claims[2].ID, "cnone", v.Claims[0].ID, p.Claims[0].ID},
			[]rapporteur.ClaimID{p.Claims[0].ID, v.Claims[0].ID, v.Claims[2].ID}},
	} {
		var got []rapporteur.ClaimID
		for c, err := range l.ClaimsByID(t.Context(), test.ids) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, c.ID)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
	for _, err := range l.ClaimsByID(t.Context(), make([]rapporteur.ClaimID, 10_001)) {
		if err == nil {
			t.Error("more claims than the ledger takes at once are not refused")
		}
	}
}

// A result that is longer than any page, asked for in every way that changes
// the query, holds each claim once and in order.
func testPages(t *testing.T, open Open) {
	l := open(t, "a")
	const n = 1200
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, "Talks number %04d. ", i)
	}
	var claims, want []string
	for i := range n {
		quote := fmt.Sprintf("number %04d", i)
		claims = append(claims, "question VNM LAO", quote)
		want = append(want, quote)
	}
	put(t, l, ledger.New, article{"long", "", "", "2025", text.String()}.reading(t, "engine 1", claims...))
	for _, f := range []ledger.ClaimFilter{
		{}, {IncludeRejected: true}, {Parties: []rapporteur.Party{"VNM", "LAO"}}, {Kinds: []rapporteur.Kind{rapporteur.KindQuestion}},
	} {
		if got := words(t, l, f); !slices.Equal(got, want) {
			t.Errorf("filter %+v: %d claims, want %d in order", f, len(got), n)
		}
	}
	// Whoever iterates may use the ledger, and may leave early.
	for c, err := range l.Claims(t.Context(), ledger.ClaimFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.Decide(t.Context(), rapporteur.Decision{Verb: rapporteur.Accept, Claim: c.ID, By: "reviewer"}); err != nil {
			t.Fatal(err)
		}
		break
	}
}

func testDocumentFilter(t *testing.T, open Open) {
	l := three(t, open)
	put(t, l, ledger.Reread, plan.reading(t, "engine 2"))
	for _, test := range []struct {
		name string
		f    ledger.DocumentFilter
		want []string
	}{
		{"all, in order", ledger.DocumentFilter{}, []string{"plan", "visit", "undated"}},
		{"parties", ledger.DocumentFilter{Parties: []rapporteur.Party{"VNM", "LAO"}}, []string{"visit", "undated"}},
		{"outlet", ledger.DocumentFilter{Outlet: "Example Agency"}, []string{"plan"}},
		{"as of", ledger.DocumentFilter{AsOf: date(t, "2025-03-06")}, []string{"plan", "visit"}},
		{"not read by this engine", ledger.DocumentFilter{NotEngine: "engine 2"}, []string{"visit", "undated"}},
	} {
		var got []string
		for d, err := range l.Documents(t.Context(), test.f) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, d.Name)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func testAsOf(t *testing.T, open Open) {
	for _, test := range []struct {
		published string
		captured  time.Time
		day       string // the first on which it was surely public
	}{
		{"2025-03-06", Clock(), "2025-03-06"},
		{"2025-03-06", Clock().AddDate(-3, 0, 0), "2025-03-06"}, // a clock that was wrong does not count
		{"2025-03", Clock(), "2025-03-31"},
		{"2025-03-XX", Clock(), "2025-03-31"},
		{"2024-02~", Clock(), "2024-02-29"},
		{"2025", Clock(), "2025-12-31"},
		{"2026", Clock(), "2026-03-01"}, // it had arrived by then
		{"2025-12-30/2026-01-02", Clock(), "2026-01-02"},
		{"XXXX-03-06", Clock(), "2026-03-01"},
		{"", Clock(), "2026-03-01"},
	} {
		l := open(t, test.published+" "+test.captured.Format(time.DateOnly))
		r := article{"a", "", "", test.published, visit.text}.reading(t, "engine 1", "question VNM LAO", "sum was not disclosed")
		r.Capture.At = test.captured
		put(t, l, ledger.New, r)
		day, err := time.Parse(time.DateOnly, test.day)
		if err != nil {
			t.Fatal(err)
		}
		for _, on := range []struct {
			day  string
			want int
		}{{day.AddDate(0, 0, -1).Format(time.DateOnly), 0}, {test.day, 1}, {"2026-XX", 1}} {
			if got := len(words(t, l, ledger.ClaimFilter{AsOf: date(t, on.day)})); got != on.want {
				t.Errorf("published %q, as of %s: %d claims, want %d", test.published, on.day, got, on.want)
			}
		}
		// A capture from before all others brings the day forward, as far as the date allows.
		r.Capture.Source, r.Capture.At = "earlier", time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC)
		put(t, l, ledger.Recaptured, r)
		want := map[string]int{"2025-03": 1, "2025-03-XX": 1, "2025": 1, "XXXX-03-06": 1, "": 1, "2025-03-06": 1, "2024-02~": 1}[test.published]
		for _, f := range []ledger.ClaimFilter{{AsOf: date(t, "2025-03-10")}, {AsOf: date(t, "2025-03-10"), Parties: []rapporteur.Party{"LAO"}}} {
			if got := len(words(t, l, f)); got != want {
				t.Errorf("published %q, captured on 10 March: %d claims as of that day, want %d", test.published, got, want)
			}
		}
	}
	l := open(t, "no day")
	for _, err := range l.Claims(t.Context(), ledger.ClaimFilter{AsOf: date(t, "XXXX-03")}) {
		if err == nil {
			t.Error("as of a month of no year is not refused")
		}
	}
}

func testRecords(t *testing.T, open Open) {
	l := three(t, open)
	claims := visitReading(t).Claims
	meeting := rapporteur.Record{
		ID: rapporteur.NewRecordID('m', "hanoi"), Kind: rapporteur.KindInteraction, Title: "Meeting in Hanoi",
		Parties: []rapporteur.Party{"VNM", "LAO"}, Claims: []rapporteur.ClaimID{claims[0].ID},
		Fields:  map[string][]rapporteur.Value{"place": {{Value: "Hanoi", Claims: []rapporteur.ClaimID{claims[0].ID}}}},
		Reasons: map[rapporteur.ClaimID]string{"c1": "same day", "c2": "same place", claims[0].ID: "founded it"},
	}
	promise := rapporteur.Record{
		ID: rapporteur.NewRecordID('k', "training"), Kind: rapporteur.KindCommitment, Title: "Training",
		Parties: []rapporteur.Party{"VNM", "LAO", "CHN"}, Claims: []rapporteur.ClaimID{claims[1].ID, planReading(t).Claims[0].ID},
	}
	replace := func(rs ...rapporteur.Record) {
		t.Helper()
		if err := l.ReplaceRecords(t.Context(), 0, rs); err != nil {
			t.Fatal(err)
		}
	}
	replace(meeting, promise)
	for _, test := range []struct {
		name string
		f    ledger.RecordFilter
		want []rapporteur.Record
	}{
		{"all", ledger.RecordFilter{}, []rapporteur.Record{promise, meeting}},
		{"parties", ledger.RecordFilter{Parties: []rapporteur.Party{"LAO", "CHN"}}, []rapporteur.Record{promise}},
		{"kind", ledger.RecordFilter{Kinds: []rapporteur.Kind{rapporteur.KindInteraction}}, []rapporteur.Record{meeting}},
		{"claim", ledger.RecordFilter{Claim: claims[1].ID}, []rapporteur.Record{promise}},
		{"document", ledger.RecordFilter{Doc: planReading(t).Document.ID}, []rapporteur.Record{promise}},
		{"nothing", ledger.RecordFilter{Claim: "cnone"}, nil},
	} {
		var got []rapporteur.Record
		for r, err := range l.Records(t.Context(), test.f) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, r)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
	wantGathered := []rapporteur.Record{
		{ID: promise.ID, Kind: promise.Kind, Claims: []rapporteur.ClaimID{claims[1].ID}},
		{ID: meeting.ID, Kind: meeting.Kind, Claims: []rapporteur.ClaimID{claims[0].ID}, Reasons: map[rapporteur.ClaimID]string{claims[0].ID: "founded it"}},
	}
	if got, err := l.Gathered(t.Context(), []rapporteur.DocID{visitReading(t).Document.ID, "dnone"}); err != nil || !cmp.Equal(got, wantGathered) {
		t.Errorf("Gathered returned %+v, %v", got, err)
	}
	if got, err := l.Places(t.Context()); err != nil || !cmp.Equal(got, map[string]int{"Hanoi": 1}) {
		t.Errorf("Places returned %v, %v", got, err)
	}
	if got, err := l.Record(t.Context(), meeting.ID); err != nil || !cmp.Equal(got, meeting) {
		t.Errorf("Record returned %+v, %v", got, err)
	}

	person := rapporteur.Record{ID: rapporteur.NewRecordID('p', "giang"), Kind: rapporteur.KindTenure, Title: "Phan Van Giang", Parties: []rapporteur.Party{"VNM"},
		Claims: []rapporteur.ClaimID{claims[0].ID}, Fields: map[string][]rapporteur.Value{"name": {{Value: "Phan Van Giang"}, {Value: "Gen. Giang"}}}}
	replace(meeting, person)
	want := []ledger.Named{{Record: person.ID, Kind: person.Kind, Title: person.Title, Names: []string{"Phan Van Giang", "Gen. Giang"}, Parties: person.Parties, Claims: 1}}
	if got, err := l.Named(t.Context(), rapporteur.KindTenure); err != nil || !cmp.Equal(got, want) {
		t.Errorf("Named returned %+v, %v", got, err)
	}

	// Replacing leaves what a fresh ledger would hold.
	changed := meeting
	changed.Parties, changed.Claims = changed.Parties[:1], nil
	replace(changed)
	got := dump(t, l)
	replace()
	replace(changed)
	if diff := cmp.Diff(dump(t, l), got); diff != "" {
		t.Errorf("replacing left traces:\n%s", diff)
	}
	if err := l.ReplaceRecords(t.Context(), 0, []rapporteur.Record{meeting, meeting}); err == nil {
		t.Error("the same record twice is not refused")
	}
	broken := errors.New("no more claims")
	err := l.ReplaceRecordsFrom(t.Context(), 0, func(yield func(rapporteur.Record, error) bool) {
		_ = yield(meeting, nil) && yield(rapporteur.Record{}, broken)
	})
	if !errors.Is(err, broken) {
		t.Errorf("records that break off give %v, want %v", err, broken)
	}
	if diff := cmp.Diff(got, dump(t, l)); diff != "" {
		t.Errorf("records that break off are replaced in part (-before +after):\n%s", diff)
	}
}

func testRevision(t *testing.T, open Open) {
	l := open(t, "a")
	stale := func(want bool) {
		t.Helper()
		now, records, err := l.Revision(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got := now != records; got != want {
			t.Errorf("revision %d, records of %d: out of date is %v, want %v", now, records, got, want)
		}
	}
	derive := func() {
		t.Helper()
		now, _, err := l.Revision(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := l.ReplaceRecords(t.Context(), now, nil); err != nil {
			t.Fatal(err)
		}
	}
	stale(false)
	r := visitReading(t)
	put(t, l, ledger.New, r)
	stale(true)
	derive()
	stale(false)
	put(t, l, ledger.Unchanged, r)
	stale(false)
	if _, err := l.Decide(t.Context(), rapporteur.Decision{Verb: rapporteur.Reject, Claim: r.Claims[0].ID, By: "reviewer"}); err != nil {
		t.Fatal(err)
	}
	stale(true)
	derive()
	put(t, l, ledger.Reread, visit.reading(t, "engine 2"))
	stale(true)
}

func testHeld(t *testing.T, open Open) {
	l := three(t, open)
	for _, test := range []struct {
		asOf rapporteur.Date
		want ledger.Held
	}{
		{rapporteur.Date{}, ledger.Held{Documents: 3, Undated: 1, Claims: 6, First: date(t, "2024-12-01"), Last: date(t, "2025-03-06"),
			Outlets: []string{"Example Agency", "Example News"}, Languages: []string{"en"}}},
		{date(t, "2025-01-31"), ledger.Held{Documents: 1, Claims: 2, First: date(t, "2024-12-01"), Last: date(t, "2024-12-31"),
			Outlets: []string{"Example Agency"}, Languages: []string{"en"}}},
		{date(t, "2020-01-01"), ledger.Held{}},
	} {
		got, err := l.Held(t.Context(), test.asOf)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, got, exported); diff != "" {
			t.Errorf("held as of %s (-want +got):\n%s", test.asOf, diff)
		}
	}
	if _, err := open(t, "empty").Held(t.Context(), rapporteur.Date{}); err != nil {
		t.Errorf("held of an empty ledger: %v", err)
	}
}

func testPairs(t *testing.T, open Open) {
	l := three(t, open)
	if _, err := l.Decide(t.Context(), rapporteur.Decision{Verb: rapporteur.Reject, Claim: visitReading(t).Claims[2].ID, By: "reviewer"}); err != nil {
		t.Fatal(err)
	}
	long := article{"org", "", "", "2025", "They met."}.reading(t, "engine 1", "interaction ASEAN LAO", "They met")
	put(t, l, ledger.New, long)
	pair := func(a, b rapporteur.Party, claims, documents int, latest string) ledger.Pair {
		return ledger.Pair{A: a, B: b, Claims: claims, Documents: documents, Latest: date(t, latest)}
	}
	for _, test := range []struct {
		asOf string
		want []ledger.Pair
	}{
		{"", []ledger.Pair{
			pair("LAO", "VNM", 4, 3, "2026-03-01"), pair("LAO", "THA", 1, 1, "2024-12-31"),
			pair("LAO", "UNO", 1, 1, "2026-03-01"), pair("UNO", "VNM", 1, 1, "2026-03-01")}},
		{"2025-01", []ledger.Pair{pair("LAO", "THA", 1, 1, "2024-12-31"), pair("LAO", "VNM", 1, 1, "2024-12-31")}},
		{"2024-12-30", nil},
	} {
		var at rapporteur.Date
		if test.asOf != "" {
			at = date(t, test.asOf)
		}
		got, err := l.Pairs(t.Context(), at)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, got, exported); diff != "" {
			t.Errorf("pairs as of %q (-want +got):\n%s", test.asOf, diff)
		}
	}
}

func testQuarantine(t *testing.T, open Open) {
	l := open(t, "a")
	blob := rapporteur.NewBlobID([]byte("%PDF"))
	set := func(q ledger.Quarantined) {
		t.Helper()
		if err := l.Quarantine(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	set(ledger.Quarantined{Source: "b.pdf", Reason: "not a PDF", Blob: blob})
	set(ledger.Quarantined{Source: "a.txt", Reason: "empty"})
	before := dump(t, l)
	set(ledger.Quarantined{Source: "a.txt", Reason: "empty", At: Clock().AddDate(0, 1, 0)})
	if diff := cmp.Diff(before, dump(t, l)); diff != "" {
		t.Errorf("setting aside twice changed the ledger:\n%s", diff)
	}
	set(ledger.Quarantined{Source: "b.pdf", Reason: "encrypted", Blob: blob})
	want := []ledger.Quarantined{
		{Source: "a.txt", Reason: "empty", At: Clock()},
		{Source: "b.pdf", Reason: "encrypted", Blob: blob, At: Clock()},
	}
	check := func() {
		t.Helper()
		got, err := l.Quarantined(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("quarantine (-want +got):\n%s", diff)
		}
	}
	check()
	if err := l.Release(t.Context(), "a.txt"); err != nil {
		t.Fatal(err)
	}
	want = want[1:]
	check()
}

func testArrived(t *testing.T, open Open) {
	l := open(t, "a")
	day := func(n int) time.Time { return time.Date(2026, 2, n, 8, 0, 0, 0, time.UTC) }
	visit, plan, undated := visitReading(t), planReading(t), undatedReading(t)
	visit.Capture.At, plan.Capture.At, undated.Capture.At = day(1), day(10), day(10)
	put(t, l, ledger.New, visit)
	put(t, l, ledger.New, plan)
	put(t, l, ledger.New, undated)
	again := visit // what comes in again is not new
	again.Capture.At, again.Capture.Source = day(20), "elsewhere.txt"
	if _, err := l.PutDocument(t.Context(), again); err != nil {
		t.Fatal(err)
	}
	both := []rapporteur.DocID{min(plan.Document.ID, undated.Document.ID), max(plan.Document.ID, undated.Document.ID)}
	for _, test := range []struct {
		name  string
		since time.Time
		most  int
		want  []rapporteur.DocID
		all   int
	}{
		{"all, the last first", day(1), 9, append(slices.Clone(both), visit.Document.ID), 3},
		{"only so many", day(1), 1, both[:1], 3},
		{"from a moment on", day(10), 9, both, 2},
		{"after the last", day(10).Add(time.Second), 9, nil, 0},
	} {
		docs, all, err := l.Arrived(t.Context(), test.since, test.most)
		if err != nil {
			t.Fatal(err)
		}
		var got []rapporteur.DocID
		for _, d := range docs {
			got = append(got, d.ID)
		}
		if diff := cmp.Diff(test.want, got); diff != "" || all != test.all {
			t.Errorf("%s: %d in all, want %d (-want +got):\n%s", test.name, all, test.all, diff)
		}
	}
}
