// Package audit proves that a log was only ever added to.
//
// The leaves of a log are the leaves of a Merkle tree (RFC 6962, by
// golang.org/x/mod/sumdb/tlog). A checkpoint is the size and root of the tree,
// signed (golang.org/x/mod/sumdb/note). Whoever holds a checkpoint can tell
// whether a log still begins with what it held then; a log alone cannot prove
// that nobody rewrote all of it, key included. Hence print checkpoints, or send
// them to somebody.
package audit

import (
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// A Head is what a tree comes to: how many leaves it has and the hash of them all.
type Head struct {
	Size int64
	Root tlog.Hash
}

// A Log is the tree of a log.
type Log struct {
	Size   int64
	Hashes tlog.HashReader // at least those of Size leaves
}

// Head returns what the log comes to.
func (l Log) Head() (Head, error) { return l.at(l.Size) }

func (l Log) at(size int64) (Head, error) {
	root, err := tlog.TreeHash(size, l.Hashes)
	if err != nil {
		return Head{}, fmt.Errorf("hash of the first %d leaves: %w", size, err)
	}
	return Head{size, root}, nil
}

// A ForkError says that a log does not go on from an earlier head: something
// before that was altered, removed or put into another order.
type ForkError struct {
	Log, Earlier Head // Log is the head now, of as many leaves as Earlier if it has that many
}

func (e *ForkError) Error() string {
	if e.Log.Size < e.Earlier.Size {
		return fmt.Sprintf("the log has %d leaves, and had %d at the checkpoint: some were removed", e.Log.Size, e.Earlier.Size)
	}
	return fmt.Sprintf("the first %d leaves of the log are not those of the checkpoint: some were altered, removed or moved", e.Earlier.Size)
}

// Extends checks that the log goes on from an earlier head. The error is a
// *ForkError if it does not.
func (l Log) Extends(earlier Head) error {
	if earlier.Size < 0 {
		return errors.New("a log of less than nothing")
	}
	h, err := l.at(min(earlier.Size, l.Size))
	if err != nil {
		return err
	}
	if h != earlier {
		return &ForkError{Log: h, Earlier: earlier}
	}
	return nil
}

// A Memory is a tree in memory, made of the leaves themselves.
type Memory struct {
	size   int64
	hashes []tlog.Hash
}

// Add adds a leaf.
func (m *Memory) Add(leaf []byte) error {
	hashes, err := tlog.StoredHashes(m.size, leaf, m.reader())
	if err != nil {
		return fmt.Errorf("leaf %d: %w", m.size, err)
	}
	m.hashes = append(m.hashes, hashes...)
	m.size++
	return nil
}

// Log returns the tree of the leaves added so far.
func (m *Memory) Log() Log { return Log{Size: m.size, Hashes: m.reader()} }

// Stored returns the hashes in the order in which a log stores them.
func (m *Memory) Stored() []tlog.Hash { return m.hashes }

func (m *Memory) reader() tlog.HashReaderFunc {
	return func(places []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(places))
		for i, place := range places {
			if place < 0 || place >= int64(len(m.hashes)) {
				return nil, fmt.Errorf("hash %d of %d", place, len(m.hashes))
			}
			out[i] = m.hashes[place]
		}
		return out, nil
	}
}
