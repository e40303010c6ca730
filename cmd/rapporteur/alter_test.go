package main

import (
	"database/sql"
	"path/filepath"

	"github.com/rogpeppe/go-internal/testscript"

	"example.org/rapporteur"
)

// alter text|hash changes one letter of an archived text, within the words of a
// claim, as another program could; with hash, the text's hash too. It keeps the
// claim's identity in $CLAIM.
func alter(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 1, "alter text|hash")
	// The ledger's package brings the driver.
	db, err := sql.Open("sqlite", filepath.Join(ts.Getenv("RAPPORTEUR_DATA"), ledgerFile))
	ts.Check(err)
	defer db.Close()
	var claim, doc, text string
	var start int
	err = db.QueryRow(`select c.id, d.id, d.text, c.quote_start from claim c join document d on d.id = c.doc order by c.id limit 1`).
		Scan(&claim, &doc, &text, &start)
	ts.Check(err)
	letters := []rune(text)
	if letters[start] == 'X' {
		letters[start] = 'Y'
	} else {
		letters[start] = 'X'
	}
	text = string(letters)
	t, err := rapporteur.NewText(text)
	ts.Check(err)
	_, err = db.Exec(`update document set text = ? where id = ?`, text, doc)
	ts.Check(err)
	if args[0] == "hash" {
		_, err = db.Exec(`update document set text_hash = ? where id = ?`, t.Hash(), doc)
		ts.Check(err)
	}
	ts.Setenv("CLAIM", claim)
}

// rewrites are what another program can do to the log of decisions once it has
// taken its guards away.
var rewrites = map[string][]string{
	"reason":  {`update decision set body = replace(body, 'ten', 'six') where seq = 1`},
	"removed": {`delete from decision where seq = 1`, `delete from mark where seq = 1`},
	"moved": {
		`update decision set seq = 100 where seq = 1`, `update decision set seq = 1 where seq = 2`, `update decision set seq = 2 where seq = 100`,
		`update mark set seq = 100 where seq = 1`, `update mark set seq = 1 where seq = 2`, `update mark set seq = 2 where seq = 100`,
	},
	// The whole of the last decision, with all that is derived from it.
	"cut": {
		`delete from stand where decision = (select id from decision where seq = (select max(seq) from decision))`,
		`delete from verdict where decision = (select id from decision where seq = (select max(seq) from decision))`,
		`delete from mark where seq = (select max(seq) from decision)`,
		`delete from decision where seq = (select max(seq) from decision)`,
		`delete from decision_hash where place >= 3`,
	},
}

// rewriteLog HOW alters the log of decisions in the ledger's file.
func rewriteLog(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 1, "rewritelog reason|removed|moved|cut")
	db, err := sql.Open("sqlite", filepath.Join(ts.Getenv("RAPPORTEUR_DATA"), ledgerFile))
	ts.Check(err)
	defer db.Close()
	for _, table := range []string{"decision", "decision_hash"} {
		for _, guard := range []string{"changed", "removed", "replaced"} {
			_, err := db.Exec(`drop trigger ` + table + `_never_` + guard)
			ts.Check(err)
		}
	}
	for _, q := range rewrites[args[0]] {
		r, err := db.Exec(q)
		ts.Check(err)
		if n, err := r.RowsAffected(); n == 0 || err != nil {
			ts.Fatalf("%s alters nothing: %v", q, err)
		}
	}
}
