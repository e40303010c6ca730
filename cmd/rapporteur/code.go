package main

import (
	"fmt"
	"io"
	"os"

	"example.org/rapporteur/internal/plover"
)

type codeCmd struct {
	File string `arg:"" optional:"" default:"-" help:"JSON lines {id, text, source_actor?, target_actor?}; - or nothing for standard input."`
}

func (c *codeCmd) Run(a *app) error {
	in := a.stdin
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return fmt.Errorf("read sentences: %w", err)
		}
		defer f.Close()
		in = io.Reader(f)
	}
	coder, err := plover.New()
	if err != nil {
		return err
	}
	n, bad, err := coder.Run(in, a.stdout)
	if err != nil && bad == 0 {
		return err
	}
	if bad > 0 {
		return partly{fmt.Sprintf("%d sentences coded, %d lines left out: %v", n, bad, err)}
	}
	return nil
}
