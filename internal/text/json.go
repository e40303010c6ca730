package text

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"example.org/rapporteur"
)

// An object is an article as JSON. Other keys are ignored. Only the text must be there.
type object struct {
	URL       string `json:"url"`
	Outlet    string `json:"outlet"`
	Published string `json:"published"`
	Title     string `json:"title"`
	Text      string `json:"text"`
	Language  string `json:"language"`
	Register  string `json:"register"`

	Doc, ID json.RawMessage // names where they are strings, and of no interest otherwise
}

// maxFaults is how many bad records of one file are told apart before the rest
// of the file is given up: it is not what it seems.
const maxFaults = 1000

// readJSON reads one object, an array of objects, or one object a line.
func readJSON(src Source, s string) ([]Draft, []*Error) {
	whole := []byte(s)
	if json.Valid(whole) {
		if trimmed := bytes.TrimSpace(whole); trimmed[0] != '[' {
			return one(readObject(src, trimmed, 0, false))
		}
		return readArray(src, whole)
	}
	lines := bytes.Split(whole, []byte("\n"))
	if !slices.ContainsFunc(lines, isObject) {
		var v json.RawMessage
		err := json.Unmarshal(whole, &v)
		return nil, []*Error{{Fault: BadShape, Line: errorLine(whole, err), Msg: "is not valid JSON: write one object, or one object a line", Err: err}}
	}
	return readRecords(src, func(yield func(int, []byte) bool) {
		for i, l := range lines {
			if l = bytes.TrimSpace(l); len(l) > 0 && !yield(i+1, l) {
				return
			}
		}
	})
}

func isObject(b []byte) bool {
	b = bytes.TrimSpace(b)
	return len(b) > 0 && b[0] == '{' && json.Valid(b)
}

// readArray reads the objects of a valid array; each is named by its place.
func readArray(src Source, array []byte) ([]Draft, []*Error) {
	return readRecords(src, func(yield func(int, []byte) bool) {
		dec := json.NewDecoder(bytes.NewReader(array))
		dec.Token() // the bracket; the array is known to be valid
		var v json.RawMessage
		for n := 1; dec.More() && dec.Decode(&v) == nil; n++ {
			if !yield(n, v) {
				return
			}
		}
	})
}

// readRecords reads several objects, each with its number: its line, or its
// place in an array.
func readRecords(src Source, records func(func(int, []byte) bool)) ([]Draft, []*Error) {
	var drafts []Draft
	var faults []*Error
	for n, record := range records {
		d, f := readObject(src, record, n, true)
		if f == nil {
			drafts = append(drafts, d)
			continue
		}
		f.Line = n
		faults = append(faults, f)
		if len(faults) == maxFaults {
			faults = append(faults, &Error{Fault: BadShape, Line: n, Msg: fmt.Sprintf("%d records are wrong and the rest was not read: correct the file", maxFaults)})
			break
		}
	}
	if len(drafts)+len(faults) == 0 {
		faults = append(faults, &Error{Fault: Empty, Msg: "is an empty list: it holds no article"})
	}
	return drafts, faults
}

// readObject reads one object. number tells it apart from the others of its file.
func readObject(src Source, b []byte, number int, several bool) (Draft, *Error) {
	var o object
	err := json.Unmarshal(b, &o)
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrong) && wrong.Field != "":
		return Draft{}, &Error{Fault: BadShape, Msg: fmt.Sprintf("%q is a JSON %s: write a string", wrong.Field, wrong.Value)}
	case wrong != nil:
		return Draft{}, &Error{Fault: BadShape, Msg: fmt.Sprintf("is a JSON %s: write an object with url, outlet, published, title and text", wrong.Value)}
	case err != nil:
		return Draft{}, &Error{Fault: BadShape, Msg: "is not valid JSON: write one object, or one object a line", Err: err}
	case o.Text == "":
		return Draft{}, &Error{Fault: BadShape, Msg: `has no "text"; ` + keys(b) + `: give the article's words as "text"`}
	case strings.ContainsRune(o.Text, utf8.RuneError) && !replacementWritten(b):
		// encoding/json puts U+FFFD for halves of surrogate pairs, and the text
		// would no longer be what was given.
		return Draft{}, &Error{Fault: BadEncoding, Msg: `"text" holds half of a surrogate pair (\ud800–\udfff): write the file again from its source`}
	}
	d := Draft{
		Name: Name(src.Path), URL: o.URL, Outlet: o.Outlet, Title: o.Title, Language: o.Language,
		Register: o.Register, Body: o.Text, MediaType: "application/json", Several: several, Line: number,
	}
	if several {
		d.Name = recordName(o, d.Name, number)
	}
	if o.Published != "" {
		if d.Published, err = ParsePublished(o.Published); err != nil {
			return Draft{}, &Error{Fault: BadDate, Msg: err.Error()}
		}
		d.Basis = rapporteur.BasisMetadata
	}
	return d, d.check()
}

// recordName returns the name that a record gives itself, or its file's name
// and its number.
func recordName(o object, file string, number int) string {
	for _, raw := range []json.RawMessage{o.Doc, o.ID} {
		var name string
		if json.Unmarshal(raw, &name) == nil && line(name) != "" {
			return line(name)
		}
	}
	return fmt.Sprintf("%s-%d", file, number)
}

// keys says which keys an object has instead of those it should.
func keys(b []byte) string {
	var m map[string]json.RawMessage
	if json.Unmarshal(b, &m) != nil || len(m) == 0 {
		return "it is empty"
	}
	names := make([]string, 0, len(m))
	for k := range m {
		names = append(names, clip(k))
	}
	slices.Sort(names)
	if len(names) > 8 {
		names = append(names[:8], "…")
	}
	return "it has " + strings.Join(names, ", ")
}

// replacementWritten reports whether JSON itself writes U+FFFD.
func replacementWritten(b []byte) bool {
	return bytes.ContainsRune(b, utf8.RuneError) || bytes.Contains(bytes.ToLower(b), []byte(`\ufffd`))
}

// errorLine returns the line in which JSON breaks off being valid.
func errorLine(b []byte, err error) int {
	var s *json.SyntaxError
	if !errors.As(err, &s) {
		return 0
	}
	at := min(max(int(s.Offset), 0), len(b))
	return 1 + bytes.Count(b[:at], []byte("\n"))
}
