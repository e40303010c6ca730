package ledger_test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pressly/goose/v3"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/ledger/ledgertest"
	"example.org/rapporteur/internal/ledger/migrations"
)

// The decisions of a ledger from before there was a tree of them stand as they
// did, and are in the tree once it is opened.
func TestOlderDecisions(t *testing.T) {
	dir := t.TempDir()
	newer, older := filepath.Join(dir, "newer.db"), filepath.Join(dir, "older.db")
	r := synthetic(t, 1)
	l := open(t, newer)
	if _, err := l.PutDocument(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	l.Close()

	db, err := sql.Open("sqlite", older)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // what is attached is attached to one connection
	files, err := fs.Sub(migrations.Files, "sqlite")
	if err != nil {
		t.Fatal(err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.UpTo(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	exec := func(query string, args ...any) {
		t.Helper()
		if _, err := db.ExecContext(t.Context(), query, args...); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
	}
	exec(`attach '` + newer + `' as newer`)
	for _, table := range []string{"document", "capture", "claim", "claim_party", "pair"} {
		rows, err := db.QueryContext(t.Context(), `select name from pragma_table_info('`+table+`', 'main')`)
		if err != nil {
			t.Fatal(err)
		}
		var columns []string
		for rows.Next() {
			var c string
			if err := rows.Scan(&c); err != nil {
				t.Fatal(err)
			}
			columns = append(columns, c)
		}
		list := strings.Join(columns, ", ")
		exec(`insert into main.` + table + ` (` + list + `) select ` + list + ` from newer.` + table)
	}
	// Three decisions as the first version stored them; the third undoes the second.
	c := r.Claims[0]
	at := ledgertest.Clock()
	var ids []rapporteur.DecisionID
	for i, verb := range []rapporteur.Verb{rapporteur.Reject, rapporteur.Accept, rapporteur.Undo} {
		claim, undoes := c.ID, rapporteur.DecisionID("")
		if verb == rapporteur.Undo {
			undoes = ids[1]
		}
		id := rapporteur.NewDecisionID(fmt.Sprint(i+1), string(verb), string(claim), string(undoes), "reviewer", at.Format("2006-01-02T15:04:05.000000000Z"), "",
			string(c.Doc), string(c.Kind), c.Quote.Exact(), fmt.Sprint(c.Quote.Start()))
		ids = append(ids, id)
		d := rapporteur.Decision{ID: id, Verb: verb, Claim: claim, Undoes: undoes, By: "reviewer", At: at, Doc: c.Doc, Of: c.Kind, Quote: c.Quote.Selector()}
		exec(`insert into decision (seq, id, verb, claim, undoes, doc, at, author, body) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			i+1, id, verb, claim, undoes, c.Doc, at.Format("2006-01-02T15:04:05.000000000Z"), "reviewer", encode(t, d))
	}
	exec(`detach newer`)
	db.Close()

	l = open(t, older)
	got, err := l.Claim(t.Context(), c.ID)
	if err != nil || got.Verdict != rapporteur.Reject || got.Decision != ids[0] {
		t.Errorf("the claim stands as %q by %s, %v; want rejected by %s", got.Verdict, got.Decision, err, ids[0])
	}
	stored, err := l.Log(t.Context())
	if err != nil || stored.Size != 3 {
		t.Fatalf("the log has %d decisions, %v; want 3", stored.Size, err)
	}
	head, err := stored.Head()
	if err != nil {
		t.Fatal(err)
	}
	made, err := l.DecisionLog(t.Context())
	if err != nil || made.Extends(head) != nil {
		t.Errorf("the tree is not that of the decisions: %v, %v", err, made.Extends(head))
	}
	if _, err := l.Decide(t.Context(), rapporteur.Decision{Verb: rapporteur.Undo, Undoes: ids[0], By: "reviewer"}); err != nil {
		t.Fatal(err)
	}
	var left []ledger.InForce
	for d, err := range l.InForce(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		left = append(left, d)
	}
	if diff := cmp.Diff([]ledger.InForce(nil), left); diff != "" {
		t.Errorf("in force after all were undone:\n%s", diff)
	}
	// Opening it again changes nothing.
	once := dump(t, older)
	if diff := cmp.Diff(string(once), string(dump(t, older))); diff != "" {
		t.Errorf("opening an older ledger twice changes it:\n%s", diff)
	}
}

func encode(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
