//go:build linux

// Command pace measures in Chromium how soon the pages of a ledger are there, how
// soon they answer a key, how much is sent for them, and how much processor time
// the program spends on each.
//
//	go run ./tools/pace BINARY LEDGER_DIR|CORPUS_DIR
//
// Of a folder that holds no ledger the documents are read first. The pages are
// found by following links from the front page and from dossiers of pairs of
// states, which are drawn as often as documents speak of them. Then the program is started anew, so that the first visit to
// each page finds nothing prepared; the browser keeps nothing between visits.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
)

func main() {
	p := pace{}
	flag.IntVar(&p.rounds, "rounds", 3, "how often each page is visited; the first time nothing is prepared")
	flag.IntVar(&p.each, "each", 5, "how many pages of one shape of address are visited at most, and how many pairs of states")
	flag.BoolVar(&p.all, "all", false, "print a line for each page, not for each shape of address")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: pace [-rounds N] [-each N] [-all] BINARY LEDGER_DIR|CORPUS_DIR [PATH...]")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() < 2 || p.rounds < 1 || p.each < 1 {
		flag.Usage()
		os.Exit(2)
	}
	p.binary, p.data, p.paths = flag.Arg(0), flag.Arg(1), flag.Args()[2:]
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := p.run(ctx, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "pace:", err)
		os.Exit(1)
	}
}

// A pace is one measurement.
type pace struct {
	binary, data string
	rounds, each int
	all          bool
	paths        []string // to visit in place of those found by links
}

func (p *pace) run(ctx context.Context, out io.Writer) (err error) {
	if _, err := os.Stat(filepath.Join(p.data, "ledger.db")); errors.Is(err, os.ErrNotExist) {
		scratch, err := os.MkdirTemp("", "rapporteur-pace")
		if err != nil {
			return err
		}
		defer os.RemoveAll(scratch)
		if b, err := exec.CommandContext(ctx, p.binary, "--data", scratch, "read", p.data).CombinedOutput(); err != nil {
			return fmt.Errorf("read %s: %w\n%s", p.data, err, b)
		}
		p.data = scratch
	}
	paths := p.paths
	if len(paths) == 0 {
		err := p.serving(ctx, func(s *server) (err error) {
			seeds, err := dossiers(ctx, p.data, p.each)
			if err == nil {
				paths, err = survey(ctx, s, seeds, p.each)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return p.serving(ctx, func(s *server) error {
		b, err := startBrowser(ctx)
		if err != nil {
			return err
		}
		defer b.stop()
		visits := map[string][]visit{}
		for range p.rounds {
			for _, path := range paths {
				v, err := b.visit(s, path)
				if err != nil {
					return fmt.Errorf("%s: %w", path, err)
				}
				visits[path] = append(visits[path], v)
			}
		}
		return p.report(out, paths, visits)
	})
}
