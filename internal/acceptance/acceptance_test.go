// Package acceptance_test asks of the demonstration corpus what its users would:
// what has come of each promise, and the questions of an analyst. Answers and
// their sources were worked out by hand from the publications whose facts the
// corpus carries. What the program does not find yet is named as such, and fails
// as soon as it is found.
package acceptance_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/intake"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/text"
	"example.org/rapporteur/internal/view"
)

const corpusDir = "../../testdata/corpus"

// A library is a collection of documents that was read and put together.
type library struct {
	in      link.Input
	docs    map[string]rapporteur.Document // by name
	names   map[rapporteur.DocID]string
	claims  map[rapporteur.ClaimID]rapporteur.Claim
	records []rapporteur.Record
	courses map[rapporteur.RecordID]link.Course
}

// corpus is the demonstration corpus as a whole, read once.
var corpus = sync.OnceValues(func() (*library, error) { return read(func(string) bool { return true }) })

// read reads the documents of the corpus that keep selects by name.
func read(keep func(name string) bool) (*library, error) {
	files, err := filepath.Glob(filepath.Join(corpusDir, "*.txt"))
	if err != nil {
		return nil, err
	}
	r, err := intake.New()
	if err != nil {
		return nil, err
	}
	var sources []text.Source
	for _, f := range files {
		if keep(strings.TrimSuffix(filepath.Base(f), ".txt")) {
			sources = append(sources, text.Source{Path: f})
		}
	}
	l := &library{docs: map[string]rapporteur.Document{}, names: map[rapporteur.DocID]string{}, claims: map[rapporteur.ClaimID]rapporteur.Claim{}}
	var signatures []link.Signature
	for f := range r.ReadAll(sources, func(s text.Source) ([]byte, error) { return os.ReadFile(s.Path) }) {
		for _, d := range f.Documents {
			l.docs[d.Doc.Name], l.names[d.Doc.ID] = d.Doc, d.Doc.Name
			l.in.Documents = append(l.in.Documents, link.Document{Document: d.Doc})
			l.in.Claims = append(l.in.Claims, d.Claims...)
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

// dossier returns what the corpus tells of some states as of a day.
func (l *library) dossier(t testing.TB, asOf string, states ...rapporteur.Party) *view.Dossier {
	t.Helper()
	return view.NewDossier(view.Input{Input: l.in, AsOf: date(t, asOf)}, states)
}

func date(t testing.TB, s string) rapporteur.Date {
	t.Helper()
	d, err := rapporteur.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// records returns the records of a kind with a claim on some words of a document:
// that whose quote has most of them first.
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
			if 2*both >= min(len(words), int(span.End()-span.Start())) && both > most {
				best, most = r, both
			}
		}
	}
	return best
}
