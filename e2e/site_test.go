// Package e2e looks at the program as its users do: a real browser opens the
// real pages over a real ledger.
package e2e

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/audit"
	"example.org/rapporteur/internal/blob"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/claim"
	"example.org/rapporteur/internal/intake"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/text"
	"example.org/rapporteur/internal/web"
)

const notice = "These texts are digests written for this project."

// corpus is the part of the demonstration corpus that the tests read.
var corpus = []string{
	"2023-*-vna-border-exchange-inspection.txt",
	"2024-03-20-vns-fourth-dialogue.txt",
	"2025-03-05-vns-peacekeeping-force.txt",
	"2025-03-28-vns-fifth-policy-dialogue.txt",
	"2025-03-28-vov-fifth-policy-dialogue.txt",
	"2025-12-02-vns-2026-defence-plan.txt",
	"2025-10-15-vns-annual-trilateral-meeting.txt",
}

// hostile is a report that tries to be more than text.
const hostile = `---
title: '<script>document.title = "caught"</script> "onmouseover="caught()'
outlet: '</bdi><img src=x onerror="document.title = 1">'
url: javascript:document.title='caught'
published: 2025-04-02
language: en
---
HANOI — <script>document.title = "caught"</script> Laos and Vietnam signed an agreement on border security in Hanoi on 2 April 2025. "><img src=x onerror="document.title='caught'"> Laos will train forty <b onclick="caught()">officers</b> from Vietnam in 2026, the ministry said.

{{template "x"}} The cost was not disclosed. javascript:caught() ` + "\u202ekcab\u202c" + `
`

// A shop is a site with the names of some of its documents.
type shop struct {
	url    string // without a slash at its end
	docs   map[string]rapporteur.DocID
	ledger *ledger.Ledger
	books  *book.Book
}

// What all tests share is kept in the folder shared, and ended by TestMain.
var (
	shared string
	ends   []func()
)

func atEnd(do func()) { ends = append(ends, do) }

func TestMain(m *testing.M) { os.Exit(all(m)) }

func all(m *testing.M) int {
	dir, err := os.MkdirTemp("", "rapporteur-e2e")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	shared = dir
	code := m.Run()
	for _, end := range slices.Backward(ends) {
		end()
	}
	return code
}

// shops are the sites that tests share, by what was read into them.
var shops = map[string]shop{}

// sharedShop returns a site of files of the demonstration corpus, for tests that
// look at its pages and decide nothing.
func sharedShop(t *testing.T, patterns ...string) shop {
	t.Helper()
	name := strings.Join(patterns, " ")
	s, ok := shops[name]
	if !ok {
		var err error
		s, err = newShop(filepath.Join(shared, strconv.Itoa(len(shops))), atEnd, pieces(t, patterns...))
		if err != nil {
			t.Fatal(err)
		}
		shops[name] = s
	}
	t.Cleanup(func() {
		if n := len(s.decisions(t)); n > 0 {
			t.Errorf("%d decisions on a site that tests share: take one of your own, with openShop", n)
		}
	})
	return s
}

// openShop reads files into a new ledger and serves its pages until the test ends.
func openShop(t *testing.T, files map[string][]byte) shop {
	t.Helper()
	s, err := newShop(t.TempDir(), t.Cleanup, files)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func now() time.Time { return time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC) }

var reader = sync.OnceValues(func() (*intake.Reader, error) { return intake.New(nil) })

// newShop reads files into a new ledger in a folder and serves its pages until
// what it hands to end is done.
func newShop(dir string, end func(func()), files map[string][]byte) (s shop, err error) {
	ctx := context.Background()
	if err := os.MkdirAll(filepath.Join(dir, "seal"), 0o700); err != nil {
		return s, err
	}
	l, err := ledger.Open(ctx, filepath.Join(dir, "ledger.db"), now)
	if err != nil {
		return s, err
	}
	end(func() { l.Close() })
	originals, err := blob.OpenDir(filepath.Join(dir, "blobs"))
	if err != nil {
		return s, err
	}
	end(func() { originals.Close() })
	seal, _, err := audit.OpenSeal(filepath.Join(dir, "seal"))
	if err != nil {
		return s, err
	}
	in := inlet{l, originals}
	s = shop{docs: map[string]rapporteur.DocID{}, ledger: l}
	for name, b := range files {
		t, err := in.read(ctx, text.Source{Path: name}, b, time.Time{})
		if err != nil {
			return s, err
		}
		if len(t.Faults) > 0 {
			return s, fmt.Errorf("%s: %q", name, t.Faults)
		}
		for _, d := range t.Documents {
			s.docs[name] = d.ID
		}
	}
	books := book.New(l, now)
	s.books = books
	at, _, err := l.Revision(ctx)
	if err != nil {
		return s, err
	}
	records, err := books.Records(ctx)
	if err != nil {
		return s, err
	}
	if err := l.ReplaceRecords(ctx, at, records); err != nil {
		return s, err
	}

	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return s, err
	}
	port := ln.Addr().(*net.TCPAddr).Port
	h, err := web.New(web.Config{Books: books, Port: port, Notice: notice, Version: "test",
		Review:    &web.Review{Ledger: l, Queue: books.Queue, Join: books.Join, Decide: l.Decide, Author: "A. Reader"},
		Sources:   &web.Sources{Ledger: l, Blobs: originals, Read: in.read, Now: now},
		Originals: originals, Audit: &web.Audit{Ledger: l, Now: now,
			Seal: func() (string, audit.Checkpoint, []byte, bool, error) {
				log, err := l.Log(ctx)
				if err != nil {
					return "", audit.Checkpoint{}, nil, false, err
				}
				if _, err := seal.Advance(log, now()); err != nil {
					return "", audit.Checkpoint{}, nil, false, err
				}
				last, signed, ok, err := seal.Last()
				return seal.Key.Public, last, signed, ok, err
			},
			Verify: func(ctx context.Context) (*web.Verified, error) {
				problems, checked, err := l.Verify(ctx, originals)
				return &web.Verified{Problems: problems, Checked: checked}, err
			},
		}})
	if err != nil {
		return s, err
	}
	srv := web.Server(h)
	go srv.Serve(ln) //nolint:errcheck // ends with the server
	end(func() { srv.Close() })
	s.url = fmt.Sprintf("http://127.0.0.1:%d", port)
	return s, nil
}

// An inlet takes reports into a ledger.
type inlet struct {
	*ledger.Ledger
	blobs *blob.Dir
}

func (in inlet) read(ctx context.Context, src text.Source, b []byte, at time.Time) (taken web.Taken, err error) {
	r, err := reader()
	if err != nil {
		return taken, err
	}
	f := r.Read(src, b)
	id, err := in.blobs.Put(ctx, b)
	if err != nil {
		return taken, err
	}
	for _, fault := range f.Faults {
		taken.Faults = append(taken.Faults, fault.Error())
		if err := in.Quarantine(ctx, ledger.Quarantined{Source: src.Path, Reason: fault.Error(), Blob: id}); err != nil {
			return taken, err
		}
	}
	for _, d := range f.Documents {
		o, err := in.PutDocument(ctx, ledger.Reading{Document: d.Doc, Engine: claim.Engine, Claims: d.Claims,
			Capture: rapporteur.Capture{Doc: d.Doc.ID, Blob: id, At: at, Source: src.Path, MediaType: d.MediaType}})
		if err != nil {
			return taken, err
		}
		taken.Documents = append(taken.Documents, web.TakenDocument{ID: d.Doc.ID, Title: d.Doc.Title, Outcome: o, Claims: len(d.Claims)})
	}
	return taken, nil
}

// pieces returns files of the demonstration corpus by name.
func pieces(t *testing.T, patterns ...string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, p := range patterns {
		names, err := filepath.Glob(filepath.Join("..", "testdata", "corpus", p))
		if err != nil || len(names) == 0 {
			t.Fatalf("the corpus has no %s (%v)", p, err)
		}
		for _, n := range names {
			if out[filepath.Base(n)], err = os.ReadFile(n); err != nil {
				t.Fatal(err)
			}
		}
	}
	return out
}
