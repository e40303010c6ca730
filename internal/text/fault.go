package text

import (
	"bytes"
	"fmt"
)

// A Fault is a way in which input can be wrong. Test for one with
// errors.Is(err, text.NoArticle).
type Fault string

// The faults.
const (
	Unreadable  Fault = "unreadable"      // the bytes could not be had: see the wrapped error
	Empty       Fault = "empty"           // no bytes, or none that are text
	TooLarge    Fault = "too large"       // over the limit in size, or in elements for a page
	Binary      Fault = "not text"        // an image, an archive, a format that is not read
	BadEncoding Fault = "broken encoding" // not in the charset it claims, or in none that can be told
	BadShape    Fault = "wrong shape"     // JSON without a text, front matter that is none, XML
	BadDate     Fault = "no date"         // the publication date is not one
	NoArticle   Fault = "no article"      // a page that holds no article
	Harmful     Fault = "harmful"         // made its reader crash or go over its limits, and was given up
)

// Error returns the fault's name.
func (f Fault) Error() string { return string(f) }

// An Error says what is wrong with an input and what to do about it.
type Error struct {
	Fault Fault
	Path  string // as in the Source; may be empty
	Line  int    // line of the file, from 1; 0 if the fault is of the whole
	Msg   string // what is wrong, then what to do next
	Err   error  // the cause, if another package found it
}

// Error returns "path:line: message: cause".
func (e *Error) Error() string {
	s := e.Msg
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	switch {
	case e.Path != "" && e.Line > 0:
		return fmt.Sprintf("%s:%d: %s", e.Path, e.Line, s)
	case e.Path != "":
		return e.Path + ": " + s
	case e.Line > 0:
		return fmt.Sprintf("line %d: %s", e.Line, s)
	}
	return s
}

// Unwrap returns the fault and the cause.
func (e *Error) Unwrap() []error {
	if e.Err == nil {
		return []error{e.Fault}
	}
	return []error{e.Fault, e.Err}
}

func tooLarge(limit int64) *Error {
	return &Error{Fault: TooLarge, Msg: fmt.Sprintf("is larger than %s: split it, or save the article alone", size(limit))}
}

func size(n int64) string {
	if n >= 1<<20 {
		return fmt.Sprintf("%d MB", n>>20)
	}
	return fmt.Sprintf("%d bytes", n)
}

// formats are the beginnings of files that are often met and are not text that
// this package reads.
var formats = []struct{ magic, msg string }{
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an older office document; those are not read yet: save it as text"},
	{`{\rtf`, "is RTF, which is not read yet: save it as text"},
	{"\x89PNG\r\n\x1a\n", "is a PNG image: give the article as HTML or text"},
	{"\xff\xd8\xff", "is a JPEG image: give the article as HTML or text"},
	{"GIF87a", "is a GIF image: give the article as HTML or text"},
	{"GIF89a", "is a GIF image: give the article as HTML or text"},
	{"\x1f\x8b", "is compressed with gzip: unpack it first"},
	{"7z\xbc\xaf\x27\x1c", "is a 7z archive: unpack it first"},
	{"SQLite format 3\x00", "is a database: give the articles as HTML or text"},
	{"From: <Saved by ", "is a page saved as MHTML, which is not read yet: save it as HTML or text"},
	{"WARC/", "is a web archive (WARC), which is not read yet: save the pages as HTML or text"},
}

// foreign returns what is wrong with bytes that are nothing or of a known format
// that is not read.
func foreign(b []byte) *Error {
	if len(b) == 0 {
		return &Error{Fault: Empty, Msg: "is empty: check that it was saved completely"}
	}
	for _, f := range formats {
		if bytes.HasPrefix(b, []byte(f.magic)) {
			return &Error{Fault: Binary, Msg: f.msg}
		}
	}
	return nil
}
