package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"example.org/rapporteur/internal/ledger"
)

type verifyCmd struct {
	JSON bool `help:"Print the result as JSON."`
}

func (c *verifyCmd) Run(a *app) error {
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
	problems, checked, err := s.Verify(a.ctx, s.blobs)
	if err != nil {
		return err
	}
	if c.JSON {
		enc := json.NewEncoder(a.stdout)
		enc.SetIndent("", "  ")
		result := struct {
			Problems []ledger.Problem `json:"problems"`
			Checked  ledger.Checked   `json:"checked"`
		}{append([]ledger.Problem{}, problems...), checked}
		if err := enc.Encode(result); err != nil {
			return err
		}
	} else {
		for _, p := range problems {
			fmt.Fprintln(a.stdout, printable(p.String()))
		}
		fmt.Fprintf(a.stdout, "checked: %d claims against %d texts, %d captured files, %d captures, %d records, %d decisions\n",
			checked.Claims, checked.Documents, checked.Blobs, checked.Captures, checked.Records, checked.Decisions)
	}
	if n := len(problems); n > 0 {
		return partly{fmt.Sprintf("%d found that is not as it was", n)}
	}
	return nil
}
