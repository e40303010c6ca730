package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"example.org/rapporteur/internal/audit"
	"example.org/rapporteur/internal/web"
)

// auditing returns what the pages need to show and check the log of decisions,
// and a function that ends a check which still runs and waits for it: the ledger
// may be closed after that.
func (a *app) auditing(s *store) (pages *web.Audit, end func()) {
	ctx, stop := context.WithCancel(a.ctx)
	var running sync.WaitGroup
	var mu sync.Mutex
	ended := false
	pages = &web.Audit{
		Ledger: s.Ledger, Now: a.now, Seal: s.lastSealed,
		Verify: func(context.Context) (*web.Verified, error) {
			mu.Lock()
			if ended {
				mu.Unlock()
				return nil, context.Canceled
			}
			running.Add(1)
			mu.Unlock()
			defer running.Done()
			while := *a
			while.ctx = ctx
			return new(verifyCmd).verify(&while, s)
		},
	}
	return pages, func() {
		stop()
		mu.Lock()
		ended = true
		mu.Unlock()
		running.Wait()
	}
}

// lastSealed returns the public key of the log and the last checkpoint. A key is
// made with the first decision: looking for one makes none.
func (s *store) lastSealed() (key string, last audit.Checkpoint, signed []byte, ok bool, err error) {
	if _, err := os.Stat(filepath.Join(s.path, audit.KeyFile)); errors.Is(err, fs.ErrNotExist) {
		return "", last, nil, false, nil
	}
	seal, _, err := audit.OpenSeal(s.path)
	if err != nil {
		return "", last, nil, false, err
	}
	last, signed, ok, err = seal.Last()
	return seal.Key.Public, last, signed, ok, err
}
