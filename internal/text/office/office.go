// Package office finds the words of office documents: DOCX (Office Open XML,
// ECMA-376) and ODT (OpenDocument, ISO/IEC 26300).
//
// What a reader of the document would take for its text is kept, in its order:
// headings, paragraphs, list items, rows of tables, text boxes, and notes behind
// all else. Headers, footers, page numbers, tables of contents, comments, hidden
// text and deletions that are only marked as such are left out; insertions are
// kept.
package office

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Limits bound what a document may ask of its reader. A zero field means that of
// DefaultLimits.
type Limits struct {
	Entries int   // members of the archive
	Part    int64 // bytes of one member, unpacked
	Total   int64 // bytes of all members that are read, unpacked
	Ratio   int64 // unpacked to packed bytes of one member that is over a megabyte
	Depth   int   // of nested XML elements
	Text    int   // bytes of text
}

// DefaultLimits are far above what documents of hundreds of pages need: their
// XML is some tens of megabytes, packs 10 to 30 times and nests 40 deep.
var DefaultLimits = Limits{Entries: 5000, Part: 64 << 20, Total: 96 << 20, Ratio: 200, Depth: 200, Text: 5 << 20}

func (l Limits) orDefault() Limits {
	d := DefaultLimits
	if l.Entries > 0 {
		d.Entries = l.Entries
	}
	if l.Part > 0 {
		d.Part = l.Part
	}
	if l.Total > 0 {
		d.Total = l.Total
	}
	if l.Ratio > 0 {
		d.Ratio = l.Ratio
	}
	if l.Depth > 0 {
		d.Depth = l.Depth
	}
	if l.Text > 0 {
		d.Text = l.Text
	}
	return d
}

// The ways in which a document cannot be read. Errors wrap one of them.
var (
	ErrForeign  = errors.New("not a DOCX or ODT document") // a ZIP archive of something else
	ErrLocked   = errors.New("protected by a password")
	ErrTooLarge = errors.New("over the limits of a document")
	ErrBroken   = errors.New("damaged")
)

// A Kind is what a paragraph is in its document.
type Kind string

// The kinds of paragraphs.
const (
	Plain   Kind = "paragraph"
	Title   Kind = "title"
	Heading Kind = "heading"
	Item    Kind = "list item"
	Row     Kind = "table row"
	Note    Kind = "note" // a footnote or an endnote
)

// A Paragraph is one paragraph, or one row of a table with its cells set apart
// by a space.
type Paragraph struct {
	Kind  Kind
	Level int // of a heading, from 1
	// Text has white space run together as on a page, and a line end where the
	// author broke a line.
	Text string
	// Place leads back to the paragraph in the file: the archive's member and the
	// number of the paragraph element in it, from 1 in document order.
	Place string
}

// A Document is what an office document says and says of itself.
type Document struct {
	Paragraphs []Paragraph
	MediaType  string // IANA media type
	Title      string // from the properties, or else the paragraph styled as the title
	Author     string
	Company    string
	Language   string
	// Created and Modified are from the properties; zero if not told.
	Created, Modified time.Time
}

// The media types of the documents that are read.
const (
	TypeDOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	TypeODT  = "application/vnd.oasis.opendocument.text"
)

// Read reads a document. It depends on nothing but its arguments, and nothing
// that a document names outside itself is ever fetched.
func Read(b []byte, limits Limits) (Document, error) {
	a, err := open(b, limits.orDefault())
	if err != nil {
		return Document{}, err
	}
	var d Document
	switch {
	case a.has("[Content_Types].xml"):
		d, err = readDOCX(a)
	case strings.HasPrefix(a.mimetype(), TypeODT):
		d, err = readODT(a)
	default:
		return Document{}, ErrForeign
	}
	if err != nil {
		return Document{}, err
	}
	for _, p := range d.Paragraphs {
		if d.Title == "" && (p.Kind == Title || p.Kind == Heading && p.Level == 1) {
			d.Title = p.Text
		}
	}
	return d, nil
}

// An archive is the ZIP file of a document, read within limits.
type archive struct {
	members map[string]*zip.File
	limits  Limits
	total   int64 // unpacked so far
}

func open(b []byte, limits Limits) (*archive, error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if len(z.File) > limits.Entries {
		return nil, fmt.Errorf("%w: %d members in the archive", ErrTooLarge, len(z.File))
	}
	a := &archive{members: map[string]*zip.File{}, limits: limits}
	for _, f := range z.File {
		if a.members[f.Name] == nil {
			a.members[f.Name] = f
		}
	}
	return a, nil
}

func (a *archive) has(name string) bool { return a.members[name] != nil }

// mimetype returns the media type that an OpenDocument archive begins with.
func (a *archive) mimetype() string {
	if f := a.members["mimetype"]; f == nil || f.UncompressedSize64 > 200 {
		return ""
	}
	b, _ := a.read("mimetype")
	return strings.TrimSpace(string(b))
}
