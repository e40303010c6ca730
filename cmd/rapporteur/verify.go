package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"example.org/rapporteur/internal/audit"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/web"
)

type verifyCmd struct {
	Checkpoint string `help:"Also hold the log of decisions against this checkpoint, as log checkpoint printed it; - for standard input." placeholder:"FILE"`
	Key        string `help:"Public key of who signed it, if that was not this machine." placeholder:"KEY"`
	JSON       bool   `help:"Print the result as JSON."`
}

// maxCheckpoint bounds the size of a checkpoint, which is four short lines and a signature.
const maxCheckpoint = 64 << 10

func (c *verifyCmd) Run(a *app) error {
	if c.Key != "" && c.Checkpoint == "" {
		return misuse{errors.New("--key is that of a checkpoint: give the checkpoint with --checkpoint")}
	}
	// A ledger that is not there is not one in order.
	dir, err := a.dataDir()
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(dir, ledgerFile)); err != nil {
		return fmt.Errorf("there is no ledger in %s: %w: read something first, or name its folder with --data", dir, err)
	}
	s, err := a.openAt(dir)
	if err != nil {
		return err
	}
	defer s.Close()
	v, err := c.verify(a, s)
	if err != nil {
		return err
	}
	if c.JSON {
		v.Problems = append([]ledger.Problem{}, v.Problems...)
		enc := json.NewEncoder(a.stdout)
		enc.SetIndent("", "  ")
		if err := enc.Encode(v); err != nil {
			return err
		}
	} else {
		printVerified(a, v)
	}
	if n := len(v.Problems); n > 0 {
		return partly{fmt.Sprintf("%d found that is not as it was", n)}
	}
	return nil
}

// verify checks the ledger and the log of its decisions.
func (c *verifyCmd) verify(a *app, s *store) (*web.Verified, error) {
	var v web.Verified
	var err error
	if v.Problems, v.Checked, err = s.Verify(a.ctx, s.blobs); err == nil {
		err = c.log(a, s, &v)
	}
	return &v, err
}

func printVerified(a *app, v *web.Verified) {
	for _, p := range v.Problems {
		fmt.Fprintln(a.stdout, printable(p.String()))
	}
	for _, c := range v.Log.Checkpoints {
		fmt.Fprintf(a.stdout, "the log of decisions goes on from the %d that were signed on %s (%s)\n", c.Size, c.At.Format(time.RFC3339), printable(c.From))
	}
	c := v.Checked
	fmt.Fprintf(a.stdout, "checked: %d claims against %d texts, %d captured files, %d captures, %d records, %d decisions\n",
		c.Claims, c.Documents, c.Blobs, c.Captures, c.Records, c.Decisions)
}

// log holds the log of decisions, made anew from all of them, against the last
// checkpoint of this machine and the one that was given.
func (c *verifyCmd) log(a *app, s *store, v *web.Verified) error {
	l, err := s.DecisionLog(a.ctx)
	if err != nil {
		return err
	}
	head, err := l.Head()
	if err != nil {
		return err
	}
	v.Log = web.LogVerified{Size: head.Size, Root: head.Root.String(), Checkpoints: []web.CheckpointVerified{}}
	hold := func(from string, at audit.Checkpoint, err error) {
		if err == nil {
			err = l.Extends(at.Head)
		}
		if err != nil {
			v.Problems = append(v.Problems, ledger.Problem{What: fmt.Sprintf("log of decisions, against %s: %v", from, err),
				Do: "restore the ledger, with its log.key and log.checkpoint, from a backup of that time"})
			return
		}
		v.Log.Checkpoints = append(v.Log.Checkpoints, web.CheckpointVerified{Size: at.Size, At: at.At, From: from})
	}
	public := c.Key
	// A key is made with the first decision: looking for one makes none.
	if _, err := os.Stat(filepath.Join(s.path, audit.KeyFile)); !errors.Is(err, fs.ErrNotExist) {
		seal, _, err := audit.OpenSeal(s.path)
		if err != nil {
			return err
		}
		last, _, ok, err := seal.Last()
		if err == nil && !ok && head.Size > 0 {
			err = errors.New("it is not there")
		}
		if ok || err != nil {
			hold("the last checkpoint of this machine", last, err)
		}
		if public == "" {
			public = seal.Key.Public
		}
	}
	if c.Checkpoint == "" {
		return nil
	}
	if public == "" {
		return misuse{errors.New("this ledger has no key yet: name that of the checkpoint with --key")}
	}
	in := a.stdin
	if c.Checkpoint != "-" {
		f, err := os.Open(c.Checkpoint)
		if err != nil {
			return fmt.Errorf("read the checkpoint: %w", err)
		}
		defer f.Close()
		in = f
	}
	signed, err := io.ReadAll(io.LimitReader(in, maxCheckpoint))
	if err != nil {
		return fmt.Errorf("read the checkpoint: %w", err)
	}
	at, err := audit.OpenCheckpoint(signed, public)
	hold(c.Checkpoint, at, err)
	return nil
}
