// Package sqlite opens a ledger's SQLite file. It is the only package that
// knows the driver.
package sqlite

import (
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"
	"runtime"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// Open returns two pools on the file, which is made if need be: one of a single
// connection that writes, and one that only reads. Readers see the last commit
// and never wait for the writer.
func Open(file string) (write, read *sql.DB, err error) {
	abs, err := filepath.Abs(file)
	if err != nil {
		return nil, nil, fmt.Errorf("find %s: %w", file, err)
	}
	// Every transaction of the writer takes the lock at its start: one that
	// began as a reader could not wait for it later.
	write, err = sql.Open("sqlite", dsn(abs, url.Values{"_txlock": {"immediate"}}))
	if err != nil {
		return nil, nil, err
	}
	write.SetMaxOpenConns(1)
	read, err = sql.Open("sqlite", dsn(abs, url.Values{"_pragma": {"query_only(1)"}}))
	if err != nil {
		write.Close()
		return nil, nil, err
	}
	read.SetMaxOpenConns(max(2, runtime.NumCPU()))
	read.SetMaxIdleConns(max(2, runtime.NumCPU()))
	return write, read, nil
}

// dsn returns the address of the file with the settings of every connection.
// busy_timeout comes first, so that the others wait for a lock too. FULL keeps
// the last commit through a loss of power, where NORMAL might not.
func dsn(abs string, more url.Values) string {
	q := url.Values{"_pragma": {"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)"}}
	for k, v := range more {
		q[k] = append(q[k], v...)
	}
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(abs), RawQuery: q.Encode()}
	return u.String()
}
