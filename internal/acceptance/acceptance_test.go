// Package acceptance_test asks of the demonstration corpus what its users would:
// what has come of each promise, and the questions of an analyst. Answers and
// their sources were worked out by hand from the publications whose facts the
// corpus carries. What the program does not find yet is named as such, and fails
// as soon as it is found.
package acceptance_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/claim"
	"example.org/rapporteur/internal/intake"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/text"
	"example.org/rapporteur/internal/view"
)

// lastDay is the day on which the corpus was brought together, as far as the
// tests are concerned.
var lastDay = func() rapporteur.Date {
	d, err := rapporteur.ParseDate("2026-03-31")
	if err != nil {
		panic(err)
	}
	return d
}()

const corpusDir = "../../testdata/corpus"

// A library is a collection of documents that was read and put together.
type library struct {
	in      link.Input
	docs    map[string]rapporteur.Document // by name
	names   map[rapporteur.DocID]string
	claims  map[rapporteur.ClaimID]rapporteur.Claim
	records []rapporteur.Record
	courses map[rapporteur.RecordID]link.Course
	read    []ledger.Reading
	// dossiers were made before, by their day and states.
	dossiers map[string]*view.Dossier
}

// corpus is the demonstration corpus as a whole, read once.
var corpus = sync.OnceValues(func() (*library, error) { return read(func(string) bool { return true }) })

// read reads the documents of the corpus that keep selects by name.
func read(keep func(name string) bool) (*library, error) { return readWith(nil, keep) }

// readWith does so with some texts of a test beside them, by their names.
func readWith(beside map[string]string, keep func(name string) bool) (*library, error) {
	files, err := filepath.Glob(filepath.Join(corpusDir, "*.txt"))
	if err != nil {
		return nil, err
	}
	r, err := intake.New(nil)
	if err != nil {
		return nil, err
	}
	var sources []text.Source
	for _, name := range slices.Sorted(maps.Keys(beside)) {
		sources = append(sources, text.Source{Path: name + ".txt"})
	}
	for _, f := range files {
		if keep(strings.TrimSuffix(filepath.Base(f), ".txt")) {
			sources = append(sources, text.Source{Path: f})
		}
	}
	open := func(s text.Source) ([]byte, error) {
		if t, ok := beside[strings.TrimSuffix(s.Path, ".txt")]; ok {
			return []byte(t), nil
		}
		return os.ReadFile(s.Path)
	}
	l := &library{docs: map[string]rapporteur.Document{}, names: map[rapporteur.DocID]string{}, claims: map[rapporteur.ClaimID]rapporteur.Claim{}, dossiers: map[string]*view.Dossier{}}
	var signatures []link.Signature
	for f := range r.ReadAll(sources, open) {
		for _, d := range f.Documents {
			l.docs[d.Doc.Name], l.names[d.Doc.ID] = d.Doc, d.Doc.Name
			held := link.Document{Document: d.Doc}
			if _, _, dated := d.Doc.Published.Bounds(); !dated {
				held.Public = lastDay // of its capture
			}
			l.in.Documents = append(l.in.Documents, held)
			l.in.Claims = append(l.in.Claims, d.Claims...)
			l.read = append(l.read, ledger.Reading{Document: d.Doc, Engine: claim.Engine, Claims: d.Claims, Capture: rapporteur.Capture{
				Doc: d.Doc.ID, Blob: rapporteur.NewBlobID(f.Bytes), Source: f.Source.Path, MediaType: d.MediaType}})
			signatures = append(signatures, link.Sign(link.Document{Document: d.Doc}))
		}
		for _, fault := range f.Faults {
			return nil, fault
		}
	}
	for _, c := range l.in.Claims {
		l.claims[c.ID] = c
	}
	l.in.Origins = link.GroupOrigins(signatures)
	l.records = link.Build(l.in)
	l.courses = link.Courses(l.in, l.records)
	return l, nil
}

func whole(t testing.TB) *library {
	t.Helper()
	l, err := corpus()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// shelf is the corpus in a ledger.
var shelf = sync.OnceValues(func() (*book.Book, error) {
	l, err := corpus()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "acceptance")
	if err != nil {
		return nil, err
	}
	clock := func() time.Time { return time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC) }
	store, err := ledger.Open(context.Background(), filepath.Join(dir, "ledger.db"), clock)
	if err != nil {
		return nil, err
	}
	for _, r := range l.read {
		if _, err := store.PutDocument(context.Background(), r); err != nil {
			return nil, err
		}
	}
	revision, _, err := store.Revision(context.Background())
	if err != nil {
		return nil, err
	}
	return book.New(store, clock), store.ReplaceRecords(context.Background(), revision, l.records)
})

// search returns the first passages that a search shows, by the names of their
// documents.
func (l *library) search(t testing.TB, words string) map[string]string {
	t.Helper()
	const shown = 20
	b, err := shelf()
	if err != nil {
		t.Fatal(err)
	}
	found, err := b.Search(t.Context(), view.Query{Words: words}, rapporteur.Date{}, shown)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range found.Found {
		var s strings.Builder
		for _, bit := range f.Snippet {
			s.WriteString(bit.Text)
		}
		for _, c := range f.Claims {
			for _, bit := range c.Quote {
				s.WriteString(" " + bit.Text)
			}
		}
		out[l.names[f.ID]] = s.String()
	}
	return out
}

// pages returns what the pages of a library are made from, as of a day.
func (l *library) pages(t testing.TB, asOf string) view.Input {
	t.Helper()
	return view.Input{Input: l.in, AsOf: date(t, asOf)}
}

// dossier returns what the corpus tells of some states as of a day.
func (l *library) dossier(t testing.TB, asOf string, states ...rapporteur.Party) *view.Dossier {
	t.Helper()
	key := fmt.Sprint(asOf, states)
	if l.dossiers[key] == nil {
		l.dossiers[key] = view.NewDossier(l.pages(t, asOf), states)
	}
	return l.dossiers[key]
}

func date(t testing.TB, s string) rapporteur.Date {
	t.Helper()
	d, err := rapporteur.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// record returns the record of a kind with a claim on some words of a document:
// that whose quote has most of them first and, where one sentence tells of
// several, that whose title stands in them.
func (l *library) record(kind rapporteur.Kind, doc, words string) *rapporteur.Record {
	var best *rapporteur.Record
	most := 0
	d := l.docs[doc]
	at := strings.Index(d.Text.String(), words)
	if at < 0 {
		return nil
	}
	for i := range l.records {
		r := &l.records[i]
		if r.Kind != kind {
			continue
		}
		for _, id := range r.Claims {
			c := l.claims[id]
			if c.Doc != d.ID {
				continue
			}
			span, err := d.Text.Locate(c.Quote)
			if err != nil {
				continue
			}
			both := min(int(span.End()), at+len(words)) - max(int(span.Start()), at)
			named := best != nil && both == most && !strings.Contains(words, best.Title) && strings.Contains(words, r.Title)
			if 2*both >= min(len(words), int(span.End()-span.Start())) && (both > most || named) {
				best, most = r, both
			}
		}
	}
	return best
}
