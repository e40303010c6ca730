package acceptance_test

import (
	"bytes"
	"context"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/ledger"
)

// TestOrderOfReading reads the same documents in several orders, in bulk or one
// by one with a restart in between. The ledgers must end alike, byte for byte.
func TestOrderOfReading(t *testing.T) {
	l, err := read(func(name string) bool { return strings.HasPrefix(name, "2025-03") })
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(3, 5))
	var want []byte
	for run := range 4 {
		readings := slices.Clone(l.read)
		rng.Shuffle(len(readings), func(i, j int) { readings[i], readings[j] = readings[j], readings[i] })
		bulk := []int{len(readings), 3, 1, 5}[run]
		got := readIn(t, readings, bulk)
		if want == nil {
			want = got
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
			t.Errorf("read by %d in another order (-want +got):\n%s", bulk, diff)
		}
	}
}

// readIn puts readings into a ledger, so many at a time, links after each lot and
// opens the ledger anew. It returns the dump of the end.
func readIn(t *testing.T, readings []ledger.Reading, bulk int) []byte {
	t.Helper()
	file := filepath.Join(t.TempDir(), "ledger.db")
	clock := func() time.Time { return time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC) }
	var dump bytes.Buffer
	for lot := range slices.Chunk(readings, bulk) {
		s, err := ledger.Open(context.Background(), file, clock)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range lot {
			if _, err := s.PutDocument(t.Context(), r); err != nil {
				t.Fatal(err)
			}
		}
		revision, _, err := s.Revision(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		records, err := book.New(s, clock).Records(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := s.ReplaceRecords(t.Context(), revision, records); err != nil {
			t.Fatal(err)
		}
		dump.Reset()
		if err := s.Dump(t.Context(), &dump); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return dump.Bytes()
}
