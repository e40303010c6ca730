package book

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/claim"
	"example.org/rapporteur/internal/intake"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/text"
)

var clock = func() time.Time { return time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC) }

// newLedger returns a real ledger that holds a report of Chile and Peru in March
// and one in May 2025.
func newLedger(t *testing.T) *ledger.Ledger {
	t.Helper()
	l, err := ledger.Open(context.Background(), filepath.Join(t.TempDir(), "ledger.db"), clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	for name, body := range map[string]string{
		"march": "---\nurl: https://a.example/1\npublished: 2025-03-06\n---\nChilean Defence Minister Ana Rojas held talks with her Peruvian counterpart, Luis Vega, in Lima on 5 March 2025. Chile pledged to train Peruvian peacekeepers.",
		"may":   "---\nurl: https://b.example/2\npublished: 2025-05-02\n---\nThe two navies of Chile and Peru held a joint exercise off Arica on 1 May 2025.",
	} {
		put(t, l, name, body)
	}
	return l
}

func put(t *testing.T, l *ledger.Ledger, name, body string) {
	t.Helper()
	putAt(t, l, name, body, time.Time{})
}

// putAt stores what was captured at a time; the zero time is now.
func putAt(t *testing.T, l *ledger.Ledger, name, body string, at time.Time) {
	t.Helper()
	r, err := intake.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	f := r.Read(text.Source{Path: name + ".txt"}, []byte(body))
	for _, fault := range f.Faults {
		t.Fatal(fault)
	}
	for _, d := range f.Documents {
		_, err := l.PutDocument(context.Background(), ledger.Reading{
			Document: d.Doc, Engine: claim.Engine, Claims: d.Claims,
			Capture: rapporteur.Capture{Doc: d.Doc.ID, Blob: rapporteur.NewBlobID(f.Bytes), Source: name, MediaType: d.MediaType, At: at},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func date(t *testing.T, s string) rapporteur.Date {
	t.Helper()
	d, err := rapporteur.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A dossier answers for a day, and for another state of the ledger anew.
func TestDossier(t *testing.T) {
	ctx := context.Background()
	l := newLedger(t)
	b := New(l, clock)
	pair := []rapporteur.Party{"CHL", "PER"}
	now, err := b.Dossier(ctx, pair, rapporteur.Date{})
	if err != nil {
		t.Fatal(err)
	}
	then, err := b.Dossier(ctx, pair, date(t, "2025-04-01"))
	if err != nil {
		t.Fatal(err)
	}
	if len(now.Meetings) != 2 || len(then.Meetings) != 1 {
		t.Fatalf("%d meetings now and %d as of April, want 2 and 1", len(now.Meetings), len(then.Meetings))
	}
	if now.AsOf.String() != "2025-06-01" {
		t.Errorf("as of %s, want the clock's day", now.AsOf)
	}
	again, err := b.Dossier(ctx, pair, rapporteur.Date{})
	if err != nil {
		t.Fatal(err)
	}
	if again != now {
		t.Error("an unchanged ledger is worked out twice")
	}
	put(t, l, "june", "---\nurl: https://c.example/3\npublished: 2025-05-30\n---\nChile and Peru signed a border protocol in Arica on 29 May 2025.")
	later, err := b.Dossier(ctx, pair, rapporteur.Date{})
	if err != nil {
		t.Fatal(err)
	}
	if len(later.Meetings) != 3 || len(later.Agreements) != 1 {
		t.Errorf("%d meetings and %d agreements after a third report, want 3 and 1", len(later.Meetings), len(later.Agreements))
	}
}

func TestReaderAndToday(t *testing.T) {
	ctx := context.Background()
	b := New(newLedger(t), clock)
	today, err := b.Today(ctx, rapporteur.Date{})
	if err != nil {
		t.Fatal(err)
	}
	if today.Coverage.Documents != 2 || len(today.Latest) != 2 {
		t.Fatalf("today shows %d documents and %d latest, want 2 and 2", today.Coverage.Documents, len(today.Latest))
	}
	r, err := b.Reader(ctx, today.Latest[1].ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Claims) < 3 {
		t.Fatalf("the March report shows %d claims, want the talks, the pledge and two people", len(r.Claims))
	}
	doc, err := b.Claim(ctx, r.Claims[0].Claim)
	if err != nil || doc != r.ID {
		t.Errorf("claim %s stands in %q (%v), want %s", r.Claims[0].Claim, doc, err, r.ID)
	}
	if _, err := b.Reader(ctx, "d0"); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("a document that is not there: %v, want ErrNotFound", err)
	}
}

// What is set aside, and when something last arrived, show at once, although
// neither changes a claim.
func TestTodayIsNeverStale(t *testing.T) {
	ctx := context.Background()
	now := clock()
	l, err := ledger.Open(ctx, filepath.Join(t.TempDir(), "ledger.db"), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	const report = "---\nurl: https://a.example/1\npublished: 2025-03-06\n---\nChile and Peru held talks in Lima on 5 March 2025."
	put(t, l, "first", report)
	b := New(l, func() time.Time { return now })
	if _, err := b.Today(ctx, rapporteur.Date{}); err != nil {
		t.Fatal(err)
	}
	if err := l.Quarantine(ctx, ledger.Quarantined{Source: "bad.pdf", Reason: "is a PDF"}); err != nil {
		t.Fatal(err)
	}
	now = now.Add(time.Hour)
	put(t, l, "second", report) // the same text from another place
	today, err := b.Today(ctx, rapporteur.Date{})
	if err != nil {
		t.Fatal(err)
	}
	if len(today.Quarantined) != 1 {
		t.Errorf("%d files set aside are shown, want 1", len(today.Quarantined))
	}
	if !today.Coverage.LastRead.Equal(now) {
		t.Errorf("last read at %s, want %s", today.Coverage.LastRead, now)
	}
}

// Who asks for none of the documents is given none, and the next one all the same all.
func TestShelf(t *testing.T) {
	b := New(newLedger(t), clock)
	for _, tt := range []struct {
		docs []rapporteur.DocID
		want int
	}{{[]rapporteur.DocID{}, 0}, {nil, 2}, {[]rapporteur.DocID{}, 0}} {
		s, err := b.shelf(t.Context(), ledger.DocumentFilter{Docs: tt.docs})
		if err != nil || len(s.documents) != tt.want {
			t.Errorf("of %#v: %d documents, want %d; %v", tt.docs, len(s.documents), tt.want, err)
		}
	}
}

// The memo forgets the oldest first.
func TestMemo(t *testing.T) {
	var m memo
	made := 0
	ask := func(key string) {
		if _, err := get(&m, key, func() (int, error) { made++; return made, nil }); err != nil {
			t.Fatal(err)
		}
	}
	ask("first")
	for i := range memoSize {
		ask(string(rune('a' + i)))
	}
	if len(m.held) != memoSize || len(m.order) != memoSize {
		t.Fatalf("%d held in order of %d, want %d", len(m.held), len(m.order), memoSize)
	}
	before := made
	ask("first")
	if made != before+1 {
		t.Error("the oldest was kept beyond the limit")
	}
	ask("first")
	if made != before+1 {
		t.Error("what is held was made again")
	}
}
