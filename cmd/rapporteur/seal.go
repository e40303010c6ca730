package main

import (
	"errors"
	"fmt"

	"example.org/rapporteur/internal/audit"
)

// openSeal opens the seal of the log, and checks that the log still goes on from
// the last checkpoint: nothing is added to one that was altered.
func (a *app) openSeal(s *store) (audit.Seal, error) {
	seal, made, err := audit.OpenSeal(s.path)
	if err != nil {
		return seal, err
	}
	if made {
		fmt.Fprintf(a.stderr, "rapporteur: made a key for the log of decisions; checkpoints are checked with its public key: %s\n", seal.Key.Public)
	}
	last, _, ok, err := seal.Last()
	if err != nil || !ok {
		return seal, err
	}
	log, err := s.Log(a.ctx)
	if err != nil {
		return seal, err
	}
	return seal, altered(log.Extends(last.Head))
}

// advance signs what the log comes to now.
func (a *app) advance(s *store, seal audit.Seal) (l audit.Log, signed []byte, err error) {
	if l, err = s.Log(a.ctx); err == nil {
		signed, err = seal.Advance(l, a.now())
	}
	return l, signed, altered(err)
}

// sign returns the log with a checkpoint of all of it.
func (a *app) sign(s *store) (l audit.Log, at audit.Checkpoint, signed []byte, err error) {
	seal, err := a.openSeal(s)
	if err != nil {
		return l, at, nil, err
	}
	if l, signed, err = a.advance(s, seal); err == nil {
		at, err = audit.OpenCheckpoint(signed, seal.Key.Public)
	}
	return l, at, signed, err
}

// altered says what to do about a log that does not go on from a checkpoint.
func altered(err error) error {
	var fork *audit.ForkError
	if errors.As(err, &fork) {
		return fmt.Errorf("%w: find out where with rapporteur verify, and restore the ledger from a backup", err)
	}
	return err
}
