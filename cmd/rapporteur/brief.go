package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"golang.org/x/term"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/brief"
)

type briefCmd struct {
	States []string `arg:"" name:"state" help:"Two or more states: ISO codes or names."`
	For    string   `help:"Keep to one mechanism: its name or a part of it." placeholder:"MECHANISM"`
	AsOf   string   `help:"Write what was public on this day, in EDTF." placeholder:"DATE"`
	Since  string   `help:"What became known after this day is new; the last edition held if it is left out." placeholder:"DATE"`
	All    bool     `help:"Leave nothing out for length."`
	MD     bool     `name:"md" help:"Print Markdown (the default)." xor:"form"`
	JSON   bool     `help:"Print JSON." xor:"form"`
	DOCX   bool     `name:"docx" help:"Write a Word document; name the file with --output." xor:"form"`
	Output string   `short:"o" help:"File to write; standard output if it is left out." placeholder:"FILE" type:"path"`
}

func (c *briefCmd) Run(a *app) error {
	ps, err := parseStates(c.States)
	if err != nil {
		return err
	}
	since, err := day("--since", c.Since)
	if err != nil {
		return err
	}
	if f, ok := a.stdout.(*output); c.DOCX && c.Output == "" && ok && isTerminal(f.Writer) {
		return misuse{errors.New("a Word document is not for a terminal: name a file with --output, such as --output brief.docx")}
	}
	write := brief.WriteMarkdown
	switch {
	case c.JSON:
		write = func(w io.Writer, b *brief.Brief) error { return encode(w, b) }
	case c.DOCX:
		write = brief.WriteDOCX
	}
	b, err := answer(a, asking{AsOf: c.AsOf}, func(k *book.Book, asOf rapporteur.Date) (*brief.Brief, error) {
		return k.Brief(a.ctx, ps, asOf, since, brief.Options{For: c.For, All: c.All})
	}, func(w io.Writer, b *brief.Brief) error {
		if c.Output == "" {
			return write(w, b)
		}
		return writeFile(c.Output, func(w io.Writer) error { return write(w, b) })
	})
	switch {
	case errors.Is(err, brief.ErrNoMechanism):
		return partly{err.Error()}
	case err == nil && b.Empty():
		return partly{"no document speaks of these together: read some with rapporteur read FILE"}
	}
	return err
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// writeFile writes a file as a whole or not at all: what was there stays if
// something goes wrong.
func writeFile(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".rapporteur-*")
	if err != nil {
		return fmt.Errorf("write %s: %w: name a file in a folder that can be written", path, err)
	}
	defer os.Remove(f.Name()) // does nothing once it has been renamed
	err = write(f)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}
