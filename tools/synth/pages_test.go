package main

import (
	"io"
	"path/filepath"
	"testing"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/brief"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
)

// busy is about how many reports speak of the busiest pair of states in a ledger of
// 100,000.
const busy = 700

// BenchmarkFirstVisit times the read models of pages of a pair of states that is
// written about every week, each made from the ledger with nothing prepared.
func BenchmarkFirstVisit(b *testing.B) {
	dir := b.TempDir()
	both := []rapporteur.Party{"LAO", "VNM"}
	if err := fill(b.Context(), dir, busy, both, io.Discard); err != nil {
		b.Fatal(err)
	}
	now := func() time.Time { return time.Date(firstYear+years, 6, 1, 12, 0, 0, 0, time.UTC) }
	l, err := ledger.Open(b.Context(), filepath.Join(dir, "ledger.db"), now)
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	var today rapporteur.Date
	earlier, err := rapporteur.ParseDate("2024-06-30")
	if err != nil {
		b.Fatal(err)
	}
	for _, page := range []struct {
		name string
		make func(*book.Book) (any, error)
	}{
		{"front", func(k *book.Book) (any, error) { return k.Today(b.Context(), today) }},
		{"dossier", func(k *book.Book) (any, error) { return k.Dossier(b.Context(), both, today) }},
		{"dossier-as-of", func(k *book.Book) (any, error) { return k.Dossier(b.Context(), both, earlier) }},
		{"board", func(k *book.Book) (any, error) { return k.Board(b.Context(), view.BoardQuery{Parties: both}, today) }},
		{"timeline", func(k *book.Book) (any, error) { return k.Timeline(b.Context(), both, today) }},
		{"brief", func(k *book.Book) (any, error) {
			return k.Brief(b.Context(), both, today, earlier, brief.Options{})
		}},
		{"names", func(k *book.Book) (any, error) { return k.Names(b.Context(), today) }},
		{"search-common", func(k *book.Book) (any, error) {
			return k.Search(b.Context(), view.Query{Words: "dialogue"}, today, 30)
		}},
		{"search-rare", func(k *book.Book) (any, error) {
			return k.Search(b.Context(), view.Query{Words: "report 77"}, today, 30)
		}},
	} {
		b.Run(page.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := page.make(book.New(l, now)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
