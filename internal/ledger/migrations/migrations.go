// Package migrations holds the ledger's schema as numbered files, for each
// database the same tables. A file that was released is never changed again; a
// change is a new file with the next number.
package migrations

import "embed"

// Files holds the folders sqlite and postgres.
//
//go:embed sqlite/*.sql postgres/*.sql
var Files embed.FS
