package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"

	"example.org/rapporteur/internal/lang"
	"example.org/rapporteur/internal/lang/show"
	"example.org/rapporteur/internal/lang/treebank"
	"example.org/rapporteur/internal/text"
)

type parseCmd struct {
	File       string `arg:"" optional:"" help:"A text, page or JSON file, or - for standard input."`
	CoNLLU     bool   `name:"conllu" help:"Print CoNLL-U in place of trees; lines of the page are left out."`
	GoldTokens string `help:"Analyse the words of a CoNLL-U file, which may be gzipped, and write it anew: its tokens and sentences with our columns." placeholder:"FILE"`
	Names      string `help:"Find the names in a file of lines token TAB tag, which may be gzipped, and write it anew with our tags." placeholder:"FILE"`
}

// Run shows what the engine sees in a text, or fills the columns of an annotated file.
func (c *parseCmd) Run(a *app) error {
	given := 0
	for _, f := range []string{c.File, c.GoldTokens, c.Names} {
		if f != "" {
			given++
		}
	}
	switch {
	case given != 1:
		return misuse{errors.New("name one file to analyse, or one with --gold-tokens or --names")}
	case c.CoNLLU && c.File == "":
		return misuse{errors.New("--conllu goes with a text: --gold-tokens writes CoNLL-U in any case, --names lines of token and tag")}
	}
	engine, err := lang.NewFull()
	if err != nil {
		return err
	}
	switch {
	case c.GoldTokens != "":
		return a.parseTokens(engine, c.GoldTokens)
	case c.Names != "":
		return a.parseNames(engine, c.Names)
	}
	return c.text(a, engine)
}

// text analyses the documents in a file.
func (c *parseCmd) text(a *app, engine lang.Analyser) error {
	b, err := a.readFile(c.File)
	if err != nil {
		return err
	}
	texts, err := a.texts()
	if err != nil {
		return err
	}
	inputs, faults := texts.Read(text.Source{Path: c.File}, b)
	if len(inputs) == 0 && len(faults) > 0 {
		return faults[0]
	}
	aside := 0
	for _, f := range faults {
		aside++
		fmt.Fprintln(a.stderr, "rapporteur: set aside:", printable(f.Error()))
	}
	for _, in := range inputs {
		if a.ctx.Err() != nil {
			return a.ctx.Err()
		}
		analysis := engine.Analyse(in.Doc.Text)
		if l := analysis.Language; l != "" && l != lang.English {
			aside++
			fmt.Fprintf(a.stderr, "rapporteur: set aside: %s: is in %s, and only English is analysed\n", printable(in.Doc.Name), l)
			continue
		}
		if c.CoNLLU {
			err = treebank.WriteCoNLLU(a.stdout, show.CoNLLU(printable(in.Doc.Name), analysis))
		} else {
			if len(inputs) > 1 {
				fmt.Fprintf(a.stdout, "%s\n\n", printable(in.Doc.Name))
			}
			err = show.Tree(a.stdout, analysis, printable)
		}
		if err != nil {
			return err
		}
	}
	if aside > 0 {
		return partly{fmt.Sprintf("%d set aside", aside)}
	}
	return nil
}

// readFile fetches the bytes of a file or of standard input.
func (a *app) readFile(path string) ([]byte, error) {
	if path == "-" {
		return text.ReadAll("-", a.stdin, text.MaxSize)
	}
	return text.ReadFile(path, text.MaxSize)
}

// parseTokens writes a CoNLL-U file with our columns.
func (a *app) parseTokens(engine *lang.Full, path string) error {
	sentences, err := annotatedFile(a, path, treebank.ReadCoNLLU)
	if err != nil {
		return err
	}
	for i := range sentences {
		if a.ctx.Err() != nil {
			return a.ctx.Err()
		}
		show.Again(engine, &sentences[i])
	}
	return treebank.WriteCoNLLU(a.stdout, sentences)
}

// parseNames writes a file of tokens and tags with our tags.
func (a *app) parseNames(engine *lang.Full, path string) error {
	sentences, err := annotatedFile(a, path, treebank.ReadIOB)
	if err != nil {
		return err
	}
	for i := range sentences {
		if a.ctx.Err() != nil {
			return a.ctx.Err()
		}
		_, sentences[i].Tags = engine.AnalyseWords(sentences[i].Tokens)
	}
	return treebank.WriteIOB(a.stdout, sentences)
}

// maxAnnotated bounds an annotated file after it was unpacked, to several times
// the largest treebank of English.
const maxAnnotated = 128 << 20

// annotatedFile reads a file, or standard input, with one of the readers of
// package treebank, and unpacks it first if it is gzipped.
func annotatedFile[T any](a *app, path string, read func(io.Reader) ([]T, error)) ([]T, error) {
	r := a.stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, fmt.Errorf("read annotated sentences: %w", err)
		}
		defer f.Close()
		r = f
	}
	in := bufio.NewReader(r)
	r = in
	if head, err := in.Peek(2); err == nil && bytes.Equal(head, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("unpack %s: %w", path, err)
		}
		r = z
	}
	limited := &io.LimitedReader{R: r, N: maxAnnotated + 1}
	sentences, err := read(limited)
	switch {
	case limited.N == 0:
		return nil, fmt.Errorf("%s holds more than %d MB: split it", path, maxAnnotated>>20)
	case err != nil:
		return nil, fmt.Errorf("read %s: %w", path, err)
	case len(sentences) == 0:
		return nil, fmt.Errorf("%s holds no sentences: give lines of columns that are separated by tabs, with an empty line after each sentence", path)
	}
	return sentences, nil
}
