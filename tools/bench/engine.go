//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// engineFiles are what the language engine adds to the binary, from the folder
// of the project.
var engineFiles = []string{"internal/lang/model/english.model", "internal/lang/lemma/english.tsv"}

// engine measures the language engine as the command parse uses it: all texts of
// the corpus in one run, and how much more memory that takes than a run without it.
func (b *bench) engine(w io.Writer) error {
	all := filepath.Join(b.scratch, "corpus.jsonl")
	if err := gather(b.corpus, all); err != nil {
		return err
	}
	parse, err := b.median(1, func() []string { return []string{"parse", "--conllu", all} })
	if err != nil {
		return err
	}
	bare, err := b.median(1, func() []string { return []string{"version"} })
	if err != nil {
		return err
	}
	row := append(b.row("parse, 1 core", parse), fmt.Sprintf("%d MB more than to print the version", (parse.peak-bare.peak)>>20))
	fmt.Fprintln(w, strings.Join(row, "\t"))
	binary, err := os.Stat(b.binary)
	if err != nil {
		return err
	}
	var size int64
	for _, name := range engineFiles {
		info, err := os.Stat(name)
		if err != nil {
			return fmt.Errorf("measure what the engine adds to the binary: %w: run this in the project's folder", err)
		}
		size += info.Size()
	}
	fmt.Fprintf(w, "binary of %.1f MB, of it %.1f MB the engine's model and lemmas\n\n", float64(binary.Size())/1e6, float64(size)/1e6)
	return nil
}

// gather writes the texts of a folder to one file, a JSON object each.
func gather(dir, to string) error {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return enc.Encode(map[string]string{"text": string(text)})
	})
	if err != nil {
		return err
	}
	return os.WriteFile(to, out.Bytes(), 0o600)
}
