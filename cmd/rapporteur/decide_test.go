package main

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/audit"
	"example.org/rapporteur/internal/ledger"
)

// findRecord keeps the identity of the record of a kind whose title matches.
func findRecord(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 3, "record VAR KIND PATTERN")
	title := regexp.MustCompile(args[2])
	var titles []string
	for r, err := range openLedger(ts).Records(context.Background(), ledger.RecordFilter{Kinds: []rapporteur.Kind{rapporteur.Kind(args[1])}}) {
		ts.Check(err)
		if title.MatchString(r.Title) {
			ts.Setenv(args[0], string(r.ID))
			return
		}
		titles = append(titles, r.Title)
	}
	ts.Fatalf("no %s has a title like %s: there are %q", args[1], args[2], titles)
}

// replace OLD NEW FROM TO writes a file anew with other words.
func replaceWords(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 4, "replace OLD NEW FROM TO")
	s := ts.ReadFile(args[2])
	if !strings.Contains(s, args[0]) {
		ts.Fatalf("%s does not hold %q", args[2], args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[3]), []byte(strings.ReplaceAll(s, args[0], args[1])), 0o600))
}

// branch DIR makes a copy of the ledger, its seal and its captured files in a
// folder, and goes on there.
func branch(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 1, "branch DIR")
	from, to := ts.Getenv("RAPPORTEUR_DATA"), ts.MkAbs(args[0])
	ts.Check(os.CopyFS(filepath.Join(to, "blobs"), os.DirFS(filepath.Join(from, "blobs"))))
	for _, name := range []string{audit.KeyFile, audit.CheckpointFile} {
		ts.Check(os.WriteFile(filepath.Join(to, name), []byte(ts.ReadFile(filepath.Join(from, name))), 0o600))
	}
	db, err := sql.Open("sqlite", filepath.Join(from, ledgerFile))
	ts.Check(err)
	defer db.Close()
	_, err = db.Exec(`vacuum into ?`, filepath.Join(to, ledgerFile))
	ts.Check(err)
	ts.Setenv("RAPPORTEUR_DATA", to)
}
