// Package ledgertest is the conformance suite of the ledger's databases.
package ledgertest

import (
	"context"
	"errors"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
)

// An Open returns the ledger in a file, or in what stands for that file: the
// same file is the same ledger, and one that is not there yet an empty one. Its
// clock is Clock. The ledger is closed when the test ends.
type Open func(t testing.TB, file string) *ledger.Ledger

// Run tests a database.
func Run(t *testing.T, open Open) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, Open)
	}{
		{"what is stored comes back", testRoundTrip},
		{"reading twice changes nothing", testTwice},
		{"the order of reading does not matter", testOrder},
		{"another engine replaces the claims", testReread},
		{"captures", testCaptures},
		{"a reading that is not sound is refused", testRefused},
		{"what fails leaves nothing behind", testRollback},
		{"claims are found by what they hold", testClaimFilter},
		{"claims by identity", testClaimsByID},
		{"where claims stand", testClaimPlaces},
		{"claims come in pages", testPages},
		{"documents are found by what they hold", testDocumentFilter},
		{"as of a day", testAsOf},
		{"what arrived since", testArrived},
		{"decisions", testDecisions},
		{"corrections", testCorrections},
		{"claims that people add", testAdd},
		{"grades, assessments and remarks", testRemarks},
		{"what belongs together", testGrouping},
		{"what its author did not see is not decided", testConflict},
		{"the log by pages", testLogPage},
		{"undoing restores", testUndo},
		{"undoing in any order restores", testUndoAll},
		{"decisions are never changed", testAppendOnly},
		{"decisions survive a re-read", testReattach},
		{"all kinds of decision survive a re-read", testReattachAll},
		{"decisions survive any number of re-reads", testRereadOften},
		{"records", testRecords},
		{"records know when they are out of date", testRevision},
		{"documents made again", testRemake},
		{"records forgotten", testForgetRecords},
		{"languages and outlets", testLanguages},
		{"search", testSearch},
		{"search finds what the words say", testSearchAgrees},
		{"search by all that narrows it", testSearchNarrows},
		{"search in a ledger from before", testSearchFilled},
		{"quarantine", testQuarantine},
		{"counts", testHeld},
		{"pairs", testPairs},
		{"a sound ledger verifies", testVerifySound},
		{"what was altered is named", testVerifyAltered},
		{"an altered log of decisions is found", testVerifyLog},
		{"many at once", testConcurrent},
		{"a ledger is found again", testReopen},
		{"sources", testSources},
		{"coverage", testCoverage},
		{"items of sources", testItems},
		{"how far an archive was read", testProgress},
		{"versions", testVersions},
		{"removals", testRemovals},
		{"outlets", testOutlets},
	} {
		inFolder(t, open, test.name, test.run)
	}
}

// inFolder runs a test on ledgers in a folder of its own.
func inFolder(t *testing.T, open Open, name string, run func(*testing.T, Open)) {
	t.Run(name, func(t *testing.T) {
		dir := t.TempDir()
		run(t, func(t testing.TB, name string) *ledger.Ledger {
			return open(t, filepath.Join(dir, url.PathEscape(name)))
		})
	})
}

func testRoundTrip(t *testing.T, open Open) {
	l := open(t, "a")
	r := visitReading(t)
	put(t, l, ledger.New, r)

	got, err := l.Document(t.Context(), r.Document.ID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r.Document, got, exported); diff != "" {
		t.Errorf("the document changed (-put +got):\n%s", diff)
	}
	var claims []rapporteur.Claim
	for c, err := range l.Claims(t.Context(), ledger.ClaimFilter{Doc: r.Document.ID}) {
		if err != nil {
			t.Fatal(err)
		}
		claims = append(claims, c.Claim)
	}
	if diff := cmp.Diff(r.Claims, claims, exported, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("the claims changed (-put +got):\n%s", diff)
	}
	one, err := l.Claim(t.Context(), r.Claims[1].ID)
	if err != nil || one.ID != r.Claims[1].ID || one.Quote != r.Claims[1].Quote {
		t.Errorf("Claim returned %+v, %v", one, err)
	}
	if _, err := l.Document(t.Context(), "dnone"); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("Document that is not there: %v, want ErrNotFound", err)
	}
	if _, err := l.Claim(t.Context(), "cnone"); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("Claim that is not there: %v, want ErrNotFound", err)
	}
}

// exported compares the vocabulary's types with their unexported fields.
var exported = cmp.AllowUnexported(rapporteur.Text{}, rapporteur.Date{}, rapporteur.Quote{})

func testTwice(t *testing.T, open Open) {
	l := open(t, "a")
	put(t, l, ledger.New, visitReading(t))
	put(t, l, ledger.New, planReading(t))
	once := dump(t, l)
	put(t, l, ledger.Unchanged, planReading(t))
	r := visitReading(t)
	slices.Reverse(r.Claims)
	put(t, l, ledger.Unchanged, r)
	if diff := cmp.Diff(once, dump(t, l)); diff != "" {
		t.Errorf("reading twice changed the ledger (-once +twice):\n%s", diff)
	}
}

func testOrder(t *testing.T, open Open) {
	elsewhere := visitReading(t)
	elsewhere.Capture.Source, elsewhere.Document.Name = "archive/visit-copy.txt", "visit-copy"
	sameName := visitReading(t)
	sameName.Capture.Source = "older/visit.txt"
	readings := []ledger.Reading{visitReading(t), planReading(t), undatedReading(t), elsewhere, sameName}
	var want string
	for i, order := range [][]int{{0, 1, 2, 3, 4}, {4, 3, 2, 1, 0}, {3, 0, 4, 2, 1}, {0, 4, 3, 1, 2}} {
		l := open(t, string(rune('a'+i)))
		for _, j := range order {
			if _, err := l.PutDocument(t.Context(), readings[j]); err != nil {
				t.Fatal(err)
			}
		}
		got := dump(t, l)
		if i == 0 {
			want = got
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("order %v ends in another ledger (-first +this):\n%s", order, diff)
		}
	}
}

func testReread(t *testing.T, open Open) {
	l := open(t, "a")
	put(t, l, ledger.New, visitReading(t))
	put(t, l, ledger.New, planReading(t))
	newer := visit.reading(t, "engine 2", "interaction VNM LAO", "two ministers met in Hanoi", "question VNM LAO", "sum was not disclosed")
	newer.Document.Title = "A better title"
	put(t, l, ledger.Reread, newer)
	put(t, l, ledger.Unchanged, newer)
	want := []string{"two ministers met in Hanoi", "sum was not disclosed"}
	if diff := cmp.Diff(want, words(t, l, ledger.ClaimFilter{Doc: newer.Document.ID})); diff != "" {
		t.Errorf("claims after the re-read (-want +got):\n%s", diff)
	}
	if d, err := l.Document(t.Context(), newer.Document.ID); err != nil || d.Title != "A better title" {
		t.Errorf("the title is %q, %v", d.Title, err)
	}
	if got := words(t, l, ledger.ClaimFilter{Kinds: []rapporteur.Kind{rapporteur.KindCommitment}}); len(got) > 0 {
		t.Errorf("the older engine's claims are still there: %q", got)
	}
	// The same engine, told more about the same file.
	newer.Document.Published = date(t, "2025-03-07")
	put(t, l, ledger.Reread, newer)

	fresh := open(t, "b")
	put(t, fresh, ledger.New, newer)
	put(t, fresh, ledger.New, planReading(t))
	if diff := cmp.Diff(dump(t, fresh), dump(t, l)); diff != "" {
		t.Errorf("the re-read left traces (-fresh +re-read):\n%s", diff)
	}
}

func testCaptures(t *testing.T, open Open) {
	l := open(t, "a")
	r := visitReading(t)
	put(t, l, ledger.New, r)
	again := visitReading(t)
	again.Capture.Blob = rapporteur.NewBlobID([]byte("the same words in other bytes"))
	again.Capture.At = Clock().AddDate(0, 0, -1)
	put(t, l, ledger.Recaptured, again)
	put(t, l, ledger.Unchanged, again)
	r.Capture.At = Clock()
	got, err := l.Captures(t.Context(), r.Document.ID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]rapporteur.Capture{again.Capture, r.Capture}, got); diff != "" {
		t.Errorf("captures (-want +got):\n%s", diff)
	}
}

func testRefused(t *testing.T, open Open) {
	l := open(t, "a")
	empty := dump(t, l)
	for _, test := range []struct {
		name string
		do   func(*ledger.Reading)
		want string // part of the error
	}{
		{"identity", func(r *ledger.Reading) { r.Document.URL += "?" }, "NewDocID"},
		{"capture of another", func(r *ledger.Reading) { r.Capture.Doc = "d0" }, "capture"},
		{"no engine", func(r *ledger.Reading) { r.Engine = "" }, "engine"},
		{"claim of another engine", func(r *ledger.Reading) { r.Engine = "engine 0" }, "engine 0"},
		{"claim of another document", func(r *ledger.Reading) { r.Claims = append(r.Claims, planReading(t).Claims[0]) }, "it is of document"},
		{"the same claim twice", func(r *ledger.Reading) { r.Claims = append(r.Claims, r.Claims[1]) }, "given twice"},
		{"changed after sealing", func(r *ledger.Reading) { r.Claims[0].Interaction.Type = rapporteur.Call }, "sealed"},
		{"words of another text", func(r *ledger.Reading) { r.Claims[0].Quote = planReading(t).Claims[0].Quote }, "does not hold"},
		{"no body", func(r *ledger.Reading) { r.Claims[0].Interaction = nil }, "without its body"},
	} {
		r := visitReading(t)
		test.do(&r)
		if _, err := l.PutDocument(t.Context(), r); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one with %q", test.name, err, test.want)
		}
	}
	if diff := cmp.Diff(empty, dump(t, l)); diff != "" {
		t.Errorf("a refused reading left traces:\n%s", diff)
	}
}

func testRollback(t *testing.T, open Open) {
	l := open(t, "a")
	put(t, l, ledger.New, planReading(t))
	before := dump(t, l)
	fail := errors.New("the power is gone")
	err := l.Write(t.Context(), func(tx ledger.Tx) error {
		for _, q := range []string{`delete from claim`, `insert into quarantine (source, blob, reason, at) values ('a', 'b', 'c', 'd')`} {
			if _, err := tx.Exec(t.Context(), q); err != nil {
				return err
			}
		}
		return fail
	})
	if !errors.Is(err, fail) {
		t.Errorf("Write returned %v, want the error of what it ran", err)
	}
	func() {
		defer func() { recover() }()
		l.Write(t.Context(), func(tx ledger.Tx) error {
			tx.Exec(t.Context(), `delete from claim`)
			panic("in the middle")
		})
	}()
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.PutDocument(cancelled, visitReading(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("PutDocument that was cancelled returned %v", err)
	}
	if diff := cmp.Diff(before, dump(t, l)); diff != "" {
		t.Errorf("a failed transaction left traces:\n%s", diff)
	}
	put(t, l, ledger.New, visitReading(t)) // the writer is free again
}

func testReopen(t *testing.T, open Open) {
	l := open(t, "a")
	put(t, l, ledger.New, visitReading(t))
	if diff := cmp.Diff(dump(t, l), dump(t, open(t, "a"))); diff != "" {
		t.Errorf("another process sees another ledger:\n%s", diff)
	}
}
