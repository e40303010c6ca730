package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/blob"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/ledger"
)

// ledgerFile is the name of the ledger in its folder.
const ledgerFile = "ledger.db"

// A store is the folder that holds what cannot be made again, captured files and
// decisions, and what is derived from it.
type store struct {
	*ledger.Ledger
	blobs *blob.Dir
	path  string
}

// dataDir returns the folder of the ledger: --data, RAPPORTEUR_DATA, or the
// place where the system keeps a user's data.
func (a *app) dataDir() (string, error) {
	if a.data != "" {
		return a.data, nil
	}
	if d := os.Getenv("XDG_DATA_HOME"); d != "" {
		return filepath.Join(d, "rapporteur"), nil
	}
	if runtime.GOOS == "linux" {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, ".local", "share", "rapporteur"), nil
		}
	}
	d, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("find a folder for the ledger: %w: name one with --data", err)
	}
	return filepath.Join(d, "rapporteur"), nil
}

// open opens the store, which it makes if need be.
func (a *app) open() (*store, error) {
	path, err := a.dataDir()
	if err != nil {
		return nil, err
	}
	return a.openAt(path)
}

func (a *app) openAt(path string) (*store, error) {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder of the ledger: %w: name another with --data", err)
	}
	l, err := ledger.Open(a.ctx, filepath.Join(path, ledgerFile), a.now)
	if err != nil {
		return nil, err
	}
	b, err := blob.OpenDir(filepath.Join(path, "blobs"))
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return &store{Ledger: l, blobs: b, path: path}, nil
}

// Close closes the ledger and the folder of captured files.
func (s *store) Close() error { return errors.Join(s.Ledger.Close(), s.blobs.Close()) }

// relink derives the records anew from the claims and decisions, if those
// changed since the records were last derived.
func (a *app) relink(s *store) error {
	now, records, err := s.Revision(a.ctx)
	if err != nil || now == records {
		return err
	}
	return book.New(s.Ledger, a.now).Relink(a.ctx, func(records iter.Seq2[rapporteur.Record, error]) error {
		return spooled(s.path, records, func(all iter.Seq2[rapporteur.Record, error]) error {
			return s.ReplaceRecordsFrom(a.ctx, now, all)
		})
	})
}

// spooled hands on records once all are there, from a file in a folder, so that
// neither need they be held at once nor is the ledger locked while they are derived.
func spooled(dir string, records iter.Seq2[rapporteur.Record, error], do func(iter.Seq2[rapporteur.Record, error]) error) (err error) {
	f, err := os.CreateTemp(dir, "records-*.tmp")
	if err != nil {
		return fmt.Errorf("put records aside: %w: make the folder writable, or name another with --data", err)
	}
	defer func() { err = errors.Join(err, f.Close(), os.Remove(f.Name())) }()
	w := bufio.NewWriter(f)
	enc := json.NewEncoder(w)
	for r, err := range records {
		if err != nil {
			return err
		}
		if err := enc.Encode(r); err != nil {
			return fmt.Errorf("put records aside: %w: make room on the disk", err)
		}
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("put records aside: %w: make room on the disk", err)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("put records aside: %w", err)
	}
	return do(func(yield func(rapporteur.Record, error) bool) {
		dec := json.NewDecoder(bufio.NewReader(f))
		for {
			var r rapporteur.Record
			err := dec.Decode(&r)
			if err == io.EOF || !yield(r, err) || err != nil {
				return
			}
		}
	})
}
