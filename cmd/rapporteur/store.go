package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

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
	all, err := book.New(s.Ledger, a.now).Records(a.ctx)
	if err != nil {
		return err
	}
	return s.ReplaceRecords(a.ctx, now, all)
}
