// Package blobtest is the conformance suite of blob.Store.
package blobtest

import (
	"bytes"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/blob"
)

// Run tests a store. open returns an empty one and closes it when the test ends.
func Run(t *testing.T, open func(t *testing.T) blob.Store) {
	t.Run("what is put comes back", func(t *testing.T) {
		s := open(t)
		for _, want := range [][]byte{{}, []byte("one"), bytes.Repeat([]byte{0, 255}, 1<<20)} {
			id, err := s.Put(t.Context(), want)
			if err != nil {
				t.Fatal(err)
			}
			if id != rapporteur.NewBlobID(want) {
				t.Errorf("Put returned %s, want the SHA-256 of the bytes", id)
			}
			got, err := blob.Get(t.Context(), s, id)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("Get(%s) returned other bytes than were put", id)
			}
		}
	})

	t.Run("the same bytes are kept once", func(t *testing.T) {
		s := open(t)
		for range 3 {
			if _, err := s.Put(t.Context(), []byte("again")); err != nil {
				t.Fatal(err)
			}
		}
		if got := all(t, s); len(got) != 1 {
			t.Errorf("the store holds %d blobs, want 1: %v", len(got), got)
		}
	})

	t.Run("what was never put is not there", func(t *testing.T) {
		s := open(t)
		if _, err := s.Open(t.Context(), rapporteur.NewBlobID([]byte("nobody's"))); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Open returned %v, want fs.ErrNotExist", err)
		}
	})

	t.Run("what is no identity is refused", func(t *testing.T) {
		s := open(t)
		for _, id := range []rapporteur.BlobID{"", "ab", "../../../../etc/passwd", rapporteur.BlobID(strings.Repeat("A", 64)),
			rapporteur.BlobID("../" + strings.Repeat("a", 61))} {
			if _, err := s.Open(t.Context(), id); !errors.Is(err, fs.ErrInvalid) {
				t.Errorf("Open(%q) returned %v, want fs.ErrInvalid", id, err)
			}
		}
	})

	t.Run("each blob is listed once, in order", func(t *testing.T) {
		s := open(t)
		var want []rapporteur.BlobID
		for i := range 50 {
			id, err := s.Put(t.Context(), []byte{byte(i)})
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, id)
		}
		slices.Sort(want)
		if got := all(t, s); !slices.Equal(got, want) {
			t.Errorf("Each yielded %v, want %v", got, want)
		}
		for range s.Each(t.Context()) {
			break // a listing that is left early must not fail
		}
	})

	t.Run("many write at once", func(t *testing.T) {
		s := open(t)
		var wg sync.WaitGroup
		for w := range 8 {
			wg.Go(func() {
				for i := range 20 {
					b := []byte{byte(i % 10)}
					id, err := s.Put(t.Context(), b)
					if err != nil {
						t.Errorf("writer %d: %v", w, err)
						return
					}
					if got, err := blob.Get(t.Context(), s, id); err != nil || !bytes.Equal(got, b) {
						t.Errorf("writer %d read %v, %v, want %v", w, got, err, b)
					}
				}
			})
		}
		wg.Wait()
		if got := all(t, s); len(got) != 10 {
			t.Errorf("the store holds %d blobs, want 10", len(got))
		}
	})
}

func all(t *testing.T, s blob.Store) []rapporteur.BlobID {
	t.Helper()
	var ids []rapporteur.BlobID
	for id, err := range s.Each(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	return ids
}
