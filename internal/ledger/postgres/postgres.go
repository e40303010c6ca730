// Package postgres opens a ledger in a PostgreSQL database. It is the only
// package of the ledger that knows the driver.
package postgres

import (
	"database/sql"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// Lock makes the writers of all processes wait for one another until the end of
// their transactions, as SQLite's do. The number is the ledger's own.
const Lock = `select pg_advisory_xact_lock(7263518840215)`

// connections is how many a process opens for each of reading and writing.
const connections = 8

// Open returns two pools on the database at a postgres:// address, one to write
// and one to read.
func Open(address string) (write, read *sql.DB, err error) {
	if write, err = sql.Open("pgx", address); err != nil {
		return nil, nil, err
	}
	if read, err = sql.Open("pgx", address); err != nil {
		write.Close()
		return nil, nil, err
	}
	for _, db := range []*sql.DB{write, read} {
		db.SetMaxOpenConns(connections)
		db.SetMaxIdleConns(connections)
	}
	return write, read, nil
}
