// Package warc reads and writes web archives (WARC 1.0 and 1.1, ISO 28500) as
// streams: however large an archive is, one record's header and a buffer are held.
package warc

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// The types of records that this package knows more of than their name.
const (
	Info     = "warcinfo"
	Response = "response" // a server's answer, with its HTTP header
	Resource = "resource" // a file, without
	Metadata = "metadata" // what is known of another record
)

// Limits of what is read. A record's content may have any length: it streams.
const (
	maxHeader = 64 << 10 // bytes of a record's header, and of an HTTP header
	maxFields = 200
)

// A Position is a place in an archive where reading can begin: a byte of the
// file, where a record or a gzip member begins, and a number of records from
// there that are passed over, for archives whose members hold several.
type Position struct {
	Offset int64
	Skip   int
}

// A Field is one field of a record's header.
type Field struct{ Name, Value string }

// A Record is one record of an archive.
type Record struct {
	Fields []Field // in the order of the header
	// Content is the record's block, Length bytes of it. It can be read until the
	// next record is asked for.
	Content io.Reader
	Length  int64
	At      Position // of this record
}

// Get returns the first value of a field, whose name is compared without regard
// to case, or "".
func (r *Record) Get(name string) string {
	for _, f := range r.Fields {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// Type returns the record's type in lower case.
func (r *Record) Type() string { return strings.ToLower(r.Get("WARC-Type")) }

// ID returns the record's identity without its angle brackets.
func (r *Record) ID() string { return strings.Trim(r.Get("WARC-Record-ID"), "<> ") }

// Target returns the address that the record is of. WARC 1.0 writers set it in
// angle brackets now and then.
func (r *Record) Target() string { return strings.Trim(r.Get("WARC-Target-URI"), "<> ") }

// Date returns when the record was captured, the zero time if it does not tell.
func (r *Record) Date() time.Time {
	t, err := time.Parse(time.RFC3339Nano, r.Get("WARC-Date"))
	if err != nil {
		return time.Time{}
	}
	return t.UTC()
}

// An Error is damage to an archive at one place. Reading can go on: Next then
// looks for the next record.
type Error struct {
	Offset int64 // byte of the file
	Msg    string
	Err    error
}

// Error returns what is damaged and where.
func (e *Error) Error() string {
	s := fmt.Sprintf("the archive is damaged at byte %d: %s", e.Offset, e.Msg)
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }
