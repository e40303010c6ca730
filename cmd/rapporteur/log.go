package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/audit"
	"example.org/rapporteur/internal/ledger"
)

// logCmd shows and proves the log of decisions.
type logCmd struct {
	List       logListCmd       `cmd:"" default:"withargs" help:"List every decision in the order in which they were made."`
	Checkpoint logCheckpointCmd `cmd:"" help:"Print what the log comes to, signed: keep it elsewhere, and hold it against the log with verify --checkpoint."`
	Prove      logProveCmd      `cmd:"" help:"Print a proof, for others, that a decision is in the log."`
	Check      logCheckCmd      `cmd:"" help:"Check such a proof; no ledger is needed."`
	Key        logKeyCmd        `cmd:"" help:"Print the public key by which checkpoints and proofs are checked."`
}

type logListCmd struct {
	JSON bool `help:"Print the decisions as JSON, one a line."`
}

// A logLine is a decision in the list.
type logLine struct {
	Number int  `json:"number"` // counted from 1
	Undone bool `json:"undone,omitempty"`
	rapporteur.Decision
}

func (c *logListCmd) Run(a *app) error {
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	var all []rapporteur.Decision
	for d, err := range s.Decisions(a.ctx) {
		if err != nil {
			return err
		}
		all = append(all, d)
	}
	counts := map[rapporteur.DecisionID]bool{}
	for _, d := range ledger.Standing(all) {
		counts[d.ID] = true
	}
	for i, d := range all {
		line := logLine{Number: i + 1, Undone: d.Verb != rapporteur.Undo && !counts[d.ID], Decision: d}
		if c.JSON {
			err = printJSON(a.stdout, line)
		} else {
			_, err = fmt.Fprintln(a.stdout, printable(line.words()))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// words returns the decision in one line.
func (l logLine) words() string {
	d := l.Decision
	about := []string{string(d.Claim) + d.Outlet}
	for _, m := range d.With {
		about = append(about, string(m.Claim))
	}
	if d.Verb == rapporteur.Undo {
		about = []string{string(d.Undoes)}
	}
	s := fmt.Sprintf("%d %s %s %s %s", l.Number, d.At.Format(time.RFC3339), d.ID, d.Verb, strings.Join(about, " "))
	if d.Verb == rapporteur.Add {
		s += fmt.Sprintf(" %s %q in %s", d.Of, d.Quote.Exact, d.Doc)
	}
	for _, e := range d.Corrections {
		if d.Verb == rapporteur.Add {
			s += fmt.Sprintf(" %s=%q", e.Field, e.To)
			continue
		}
		s += fmt.Sprintf(" %s=%q (was %q)", e.Field, e.To, e.Was)
	}
	if d.Information != 0 {
		s += fmt.Sprintf(" %d", d.Information)
	}
	if d.Source != "" {
		s += " " + string(d.Source)
	}
	if r := d.Rating; r != nil {
		s += fmt.Sprintf(" %d (%s, %s)", r.Score, r.Rubric, r.Window)
	}
	if d.Text != "" {
		s += fmt.Sprintf(" %q", d.Text)
	}
	if d.From != "" {
		s += " from " + d.From
	}
	s += " by " + d.By
	if d.Reason != "" {
		s += ": " + d.Reason
	}
	if l.Undone {
		s += " (undone)"
	}
	return s
}

type logCheckpointCmd struct{}

func (c *logCheckpointCmd) Run(a *app) error {
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	_, _, signed, err := a.sign(s)
	if err == nil {
		_, err = a.stdout.Write(signed)
	}
	return err
}

type logProveCmd struct {
	Decision rapporteur.DecisionID `arg:"" help:"Decision, by identity."`
}

func (c *logProveCmd) Run(a *app) error {
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	n, leaf, err := s.Leaf(a.ctx, c.Decision)
	if err != nil {
		return fmt.Errorf("%w: rapporteur log lists what there is", err)
	}
	l, at, signed, err := a.sign(s)
	if err != nil {
		return err
	}
	proof, err := l.Prove(n, leaf, at, signed)
	if err != nil {
		return altered(err)
	}
	enc := json.NewEncoder(a.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(proof)
}

type logCheckCmd struct {
	File string `arg:"" help:"File that holds what log prove printed; - for standard input."`
	Key  string `required:"" help:"Public key of who made the proof, as log key prints it." placeholder:"KEY"`
}

// maxProof bounds the size of a proof: a decision with thousands of claims fits.
const maxProof = 16 << 20

func (c *logCheckCmd) Run(a *app) error {
	in := a.stdin
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return fmt.Errorf("read the proof: %w", err)
		}
		defer f.Close()
		in = f
	}
	var p audit.Proof
	if err := json.NewDecoder(io.LimitReader(in, maxProof)).Decode(&p); err != nil {
		return fmt.Errorf("%s is no proof: %w: give what rapporteur log prove printed", c.File, err)
	}
	at, err := p.Check(c.Key)
	if err != nil {
		return partly{err.Error()}
	}
	fmt.Fprintf(a.stdout, "decision number %d of %d is in the log signed on %s: %s\n", p.Number+1, at.Size, at.At.Format(time.RFC3339), printable(p.Leaf))
	return nil
}

type logKeyCmd struct{}

func (c *logKeyCmd) Run(a *app) error {
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	seal, _, err := audit.OpenSeal(s.path)
	if err == nil {
		fmt.Fprintln(a.stdout, seal.Key.Public)
	}
	return err
}
