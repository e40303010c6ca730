package book

import (
	"context"
	"iter"
	"testing"

	"example.org/rapporteur"
)

// Names that were asked for before the records were derived anew are told anew after.
func TestNamesFollowRecords(t *testing.T) {
	ctx := context.Background()
	l := newLedger(t)
	b := New(l, clock)
	rojas := func() int {
		t.Helper()
		names, err := b.Names(ctx, rapporteur.Date{})
		if err != nil {
			t.Fatal(err)
		}
		return len(names.Find("rojas", 5))
	}
	if n := rojas(); n != 0 {
		t.Fatalf("%d names before any record was derived", n)
	}
	at, _, err := l.Revision(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Relink(ctx, func(records iter.Seq2[rapporteur.Record, error]) error { return l.ReplaceRecordsFrom(ctx, at, records) }); err != nil {
		t.Fatal(err)
	}
	if n := rojas(); n != 1 {
		t.Errorf("%d names after the records were derived, want 1", n)
	}
}
