// Package blob keeps captured bytes for good, each under its SHA-256.
package blob

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"iter"

	"example.org/rapporteur"
)

// A Store keeps originals. Every method may be called from several goroutines
// and processes at once.
type Store interface {
	// Put keeps b and returns its identity. When it returns without an error, b
	// survives a loss of power. Bytes that are kept already are not written
	// again, unless they have been damaged since.
	Put(ctx context.Context, b []byte) (rapporteur.BlobID, error)

	// Open returns the bytes as they are kept, unchecked; the caller closes them.
	// The error is fs.ErrNotExist if the store does not hold the blob.
	Open(ctx context.Context, id rapporteur.BlobID) (io.ReadCloser, error)

	// Each yields the identity of every blob, in ascending order. It ends after
	// the first error.
	Each(ctx context.Context) iter.Seq2[rapporteur.BlobID, error]
}

// A DamagedError names a blob whose bytes are no longer those that were captured.
type DamagedError struct {
	ID   rapporteur.BlobID
	Have rapporteur.BlobID // the identity of the bytes that are there instead
}

func (e *DamagedError) Error() string {
	return fmt.Sprintf("original %s is damaged (its bytes hash to %s): restore it from a backup, or read its source again", e.ID, e.Have)
}

// Get returns the bytes of a blob. It returns a *DamagedError instead if they
// are not those that were captured, and fs.ErrNotExist if the store does not
// hold the blob.
func Get(ctx context.Context, s Store, id rapporteur.BlobID) ([]byte, error) {
	r, err := s.Open(ctx, id)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read original %s: %w", id, err)
	}
	if have := rapporteur.NewBlobID(b); have != id {
		return nil, &DamagedError{ID: id, Have: have}
	}
	return b, nil
}

// checkID refuses what is not a blob's identity, so that no other name ever
// reaches the file system.
func checkID(id rapporteur.BlobID) error {
	if len(id) != 64 {
		return fmt.Errorf("%q is not the identity of an original: %w", id, fs.ErrInvalid)
	}
	for _, c := range []byte(id) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return fmt.Errorf("%q is not the identity of an original: %w", id, fs.ErrInvalid)
		}
	}
	return nil
}
