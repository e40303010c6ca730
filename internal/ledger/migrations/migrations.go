// Package migrations holds the ledger's schema as numbered files. A file that
// was released is never changed again; a change is a new file with the next number.
package migrations

import "embed"

// SQLite holds the files for SQLite.
//
//go:embed sqlite/*.sql
var SQLite embed.FS
