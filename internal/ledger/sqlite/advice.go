package sqlite

import (
	"errors"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// Advice returns what to do about an error of the database file; empty if it is
// not one of those that a person can do something about.
func Advice(err error) string {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return ""
	}
	switch e.Code() & 0xff { // the rest of an extended code tells details
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return "the file is damaged or is no ledger: put a backup in its place, or move it away and read the sources again; captured files are kept beside it, decisions only in it and its backups"
	case lib.SQLITE_CANTOPEN, lib.SQLITE_READONLY, lib.SQLITE_PERM:
		return "a ledger needs a folder that can be written: copy it to one and name that with --data"
	case lib.SQLITE_FULL:
		return "make room and run the same again: what was stored is kept"
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return "another program holds the ledger: try again when it is done"
	}
	return ""
}
