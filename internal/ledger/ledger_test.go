package ledger_test

import (
	"bytes"
	"database/sql"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/ledger/ledgertest"
	"example.org/rapporteur/internal/search"
)

func TestSQLite(t *testing.T) { ledgertest.Run(t, open) }

// What is common is looked for along the newest documents, and is the same.
func TestSQLiteCommonWords(t *testing.T) {
	ledgertest.Search(t, func(t testing.TB, file string) *ledger.Ledger {
		l := open(t, file)
		l.CallCommon(1)
		return l
	})
}

func open(t testing.TB, file string) *ledger.Ledger {
	t.Helper()
	l, err := ledger.Open(t.Context(), file, ledgertest.Clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// What is common is found in the order in which it is wanted: a search that put all
// of it in order first would take seconds where there is much.
func TestSearchWalks(t *testing.T) {
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), ledgertest.Clock)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	l.CallCommon(0)
	var from rapporteur.Date
	if err := from.UnmarshalText([]byte("2025-01-01")); err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]ledger.Search{
		"all":          {},
		"words":        {Terms: search.Parse("border minister")},
		"published":    {From: from, To: from, AsOf: from},
		"party":        {Parties: []rapporteur.Party{"LAO"}},
		"kind":         {Kinds: []rapporteur.Kind{rapporteur.KindCommitment}, From: from},
		"outlet":       {Outlets: []string{"Example News"}, Kinds: []rapporteur.Kind{rapporteur.KindCommitment, rapporteur.KindTenure}},
		"parties":      {Parties: []rapporteur.Party{"LAO", "VNM"}, Outlets: []string{"Example News"}},
		"many outlets": {Outlets: strings.Split(strings.Repeat("News ", 50), " ")},
	} {
		plan, err := l.Plan(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		after := ""
		for step := range strings.SplitSeq(plan, "\n") {
			if step == "USE TEMP B-TREE FOR ORDER BY" && after != "SCAN found" || strings.HasPrefix(step, "SCAN d") {
				t.Errorf("%s: %s in\n%s", name, step, plan)
			}
			after = step
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	newer := filepath.Join(dir, "newer.db")
	open(t, newer)
	exec1(t, newer, `insert into goose_db_version (version_id, is_applied) values (999, 1)`)
	text := filepath.Join(dir, "text.db")
	if err := os.WriteFile(text, []byte(strings.Repeat("This is no database. ", 100)), 0o644); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{
		newer:                              "use a newer program",
		text:                               "not a database",
		filepath.Join(dir, "none", "x.db"): "unable to open",
		dir:                                "unable to open",
	} {
		l, err := ledger.Open(t.Context(), file, ledgertest.Clock)
		if err == nil {
			l.Close()
		}
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), file) {
			t.Errorf("Open(%s): error %v, want one with %q and the file's name", file, err, want)
		}
	}
}

// exec1 changes a ledger's file behind its back.
func exec1(t *testing.T, file, query string) {
	t.Helper()
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), query); err != nil {
		t.Fatal(err)
	}
}

// Several processes may be the first to open a ledger.
func TestOpenAtOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "ledger.db")
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			l, err := ledger.Open(t.Context(), file, ledgertest.Clock)
			if err != nil {
				t.Error(err)
				return
			}
			defer l.Close()
			if _, err := l.Held(t.Context(), rapporteur.Date{}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

// A process that is killed while it stores documents leaves whole documents
// behind, and reading on ends where an undisturbed run ends.
func TestKilled(t *testing.T) {
	const documents = 150
	if file := os.Getenv("RAPPORTEUR_TEST_KILL"); file != "" {
		fill(t, file, documents) // this is the process that will be killed
		return
	}
	if testing.Short() {
		t.Skip("starts processes")
	}
	dir := t.TempDir()
	undisturbed := filepath.Join(dir, "undisturbed.db")
	fill(t, undisturbed, documents)
	file := filepath.Join(dir, "killed.db")
	for i := range 4 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
		cmd.Env = append(os.Environ(), "RAPPORTEUR_TEST_KILL="+file)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(60+70*i) * time.Millisecond)
		cmd.Process.Kill()
		cmd.Wait()
		l := open(t, file)
		n := 0
		for d, err := range l.Documents(t.Context(), ledger.DocumentFilter{}) {
			if err != nil {
				t.Fatal(err)
			}
			claims := 0
			for _, err := range l.Claims(t.Context(), ledger.ClaimFilter{Doc: d.ID}) {
				if err != nil {
					t.Fatal(err)
				}
				claims++
			}
			if n++; claims != 10 {
				t.Errorf("document %s has %d claims after a kill, want all 10", d.Name, claims)
			}
		}
		t.Logf("killed after %d documents", n)
	}
	fill(t, file, documents)
	if !bytes.Equal(dump(t, undisturbed), dump(t, file)) {
		t.Error("the ledger differs from that of a run that was not killed")
	}
}

func fill(t *testing.T, file string, documents int) {
	t.Helper()
	l := open(t, file)
	for i := range documents {
		if _, err := l.PutDocument(t.Context(), synthetic(t, i)); err != nil {
			t.Fatal(err)
		}
	}
	now, _, err := l.Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	records := []rapporteur.Record{{ID: rapporteur.NewRecordID('m', "all"), Kind: rapporteur.KindInteraction}}
	for c, err := range l.Claims(t.Context(), ledger.ClaimFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		records[0].Claims = append(records[0].Claims, c.ID)
	}
	if err := l.ReplaceRecords(t.Context(), now, records); err != nil {
		t.Fatal(err)
	}
}

func dump(t *testing.T, file string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := open(t, file).Dump(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
