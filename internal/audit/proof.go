package audit

import (
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// A Proof shows to whoever has the public key that a leaf is in the log of a
// signed checkpoint, without the log.
type Proof struct {
	Leaf       string      `json:"leaf"`   // the very bytes
	Number     int64       `json:"number"` // of the leaf, counted from 0
	Hashes     []tlog.Hash `json:"hashes"` // of the other branches on the way to the root, from below (RFC 6962, 2.1.1)
	Checkpoint string      `json:"checkpoint"`
}

// Prove returns the proof of leaf number n under a signed checkpoint of the log.
func (l Log) Prove(n int64, leaf []byte, c Checkpoint, signed []byte) (Proof, error) {
	if n < 0 || n >= c.Size || c.Size > l.Size {
		return Proof{}, fmt.Errorf("leaf %d is not among the %d of the checkpoint", n, c.Size)
	}
	hashes, err := tlog.ProveRecord(c.Size, n, l.Hashes)
	if err != nil {
		return Proof{}, fmt.Errorf("prove leaf %d: %w", n, err)
	}
	p := Proof{Leaf: string(leaf), Number: n, Hashes: hashes, Checkpoint: string(signed)}
	return p, p.under(c)
}

// Check checks the signature of the proof's checkpoint by a public key, and that
// the leaf is in the log of that checkpoint, which it returns.
func (p Proof) Check(public string) (Checkpoint, error) {
	c, err := OpenCheckpoint([]byte(p.Checkpoint), public)
	if err != nil {
		return c, err
	}
	return c, p.under(c)
}

func (p Proof) under(c Checkpoint) error {
	if p.Number < 0 || p.Number >= c.Size {
		return fmt.Errorf("leaf %d is not among the %d of the checkpoint", p.Number, c.Size)
	}
	if tlog.CheckRecord(p.Hashes, c.Size, c.Root, p.Number, tlog.RecordHash([]byte(p.Leaf))) != nil {
		return errors.New("the leaf is not in the log of the checkpoint: it, its number or the proof was altered")
	}
	return nil
}
