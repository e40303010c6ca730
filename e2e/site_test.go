// Package e2e looks at the program as its users do: a real browser opens the
// real pages over a real ledger.
package e2e

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
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

// openShop reads files into a new ledger and serves its pages until the test ends.
func openShop(t *testing.T, files map[string][]byte) shop {
	t.Helper()
	ctx := context.Background()
	now := func() time.Time { return time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC) }
	l, err := ledger.Open(ctx, filepath.Join(t.TempDir(), "ledger.db"), now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	originals, err := blob.OpenDir(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { originals.Close() })
	seal, _, err := audit.OpenSeal(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	reader, err := intake.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	s := shop{docs: map[string]rapporteur.DocID{}, ledger: l}
	for name, b := range files {
		if _, err := originals.Put(ctx, b); err != nil {
			t.Fatal(err)
		}
		f := reader.Read(text.Source{Path: name}, b)
		for _, fault := range f.Faults {
			t.Fatal(fault)
		}
		for _, d := range f.Documents {
			_, err := l.PutDocument(ctx, ledger.Reading{
				Document: d.Doc, Engine: claim.Engine, Claims: d.Claims,
				Capture: rapporteur.Capture{Doc: d.Doc.ID, Blob: rapporteur.NewBlobID(b), Source: name, MediaType: d.MediaType},
			})
			if err != nil {
				t.Fatal(err)
			}
			s.docs[name] = d.Doc.ID
		}
	}
	books := book.New(l, now)
	s.books = books
	at, _, err := l.Revision(ctx)
	if err != nil {
		t.Fatal(err)
	}
	records, err := books.Records(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.ReplaceRecords(ctx, at, records); err != nil {
		t.Fatal(err)
	}

	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := ln.Addr().(*net.TCPAddr).Port
	h, err := web.New(web.Config{Books: books, Port: port, Notice: notice, Version: "test",
		Review:    &web.Review{Ledger: l, Queue: books.Queue, Join: books.Join, Decide: l.Decide, Author: "A. Reader"},
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
		t.Fatal(err)
	}
	srv := web.Server(h)
	go srv.Serve(ln) //nolint:errcheck // ends with the test
	t.Cleanup(func() { srv.Close() })
	s.url = fmt.Sprintf("http://127.0.0.1:%d", port)
	return s
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
