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
