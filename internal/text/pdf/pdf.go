// Package pdf rebuilds the text of a PDF file from the places of its glyphs.
//
// A PDF says where each glyph stands and, mostly, what letter it is; it does not
// say what is a word, a line, a column or a paragraph. Read finds these by
// distance: glyphs on one baseline are a row, a gap in it is a space, a strip
// that several rows leave free is the gutter between columns, and a line that is
// set in, or stands off, or that the next word would have fitted, ends a
// paragraph.
package pdf

import (
	"errors"
	"fmt"
	"sort"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/text/pdf/object"
)

// Limits bound what Read does for a file, however it is made. The zero value of
// a field means that of DefaultLimits.
type Limits struct {
	Pages     int   // pages that are read
	Decoded   int64 // bytes of decoded streams
	Operators int   // operators of page contents that are carried out
	Glyphs    int   // glyphs that are placed
}

// DefaultLimits are enough for a book of two thousand pages. A file that exceeds
// them is an ErrTooLarge.
var DefaultLimits = Limits{Pages: 3000, Decoded: 128 << 20, Operators: 20 << 20, Glyphs: 4 << 20}

// Errors of Read. Their messages say what to do next.
var (
	// ErrDamaged means that no pages can be found in the bytes.
	ErrDamaged = object.ErrDamaged
	// ErrEncrypted means that the file opens with a password only.
	ErrEncrypted = object.ErrEncrypted
	// ErrNoText means that the pages are images, or that their fonts do not tell
	// what letters their glyphs are.
	ErrNoText = errors.New("the PDF has no text layer")
	// ErrTooLarge means that the file exceeds the Limits.
	ErrTooLarge = errors.New("the PDF is too large")
)

// A Result is what a file says and says of itself. Fields that it does not tell
// are empty.
type Result struct {
	Title    string // as its maker gave it or, if that is nothing, what the first page sets largest
	Author   string
	Language string // as declared: not necessarily a BCP 47 tag
	// Created and Modified are when the file was, in RFC 3339 as exactly as it
	// says: "2025-03-05T10:30:00+07:00" to "2025". That is not when the text was
	// published, but seldom long before.
	Created, Modified string
	Producer          string // the program that wrote the file
	Pages             []Page
	// Text is the text of all pages in Unicode normalisation form C: paragraphs
	// set apart by blank lines, lines joined. A paragraph that runs on from one
	// page to the next stands whole, the footnotes of the first page after it.
	Text string

	seams []seam
}

// A Page is one page of a file.
type Page struct {
	Number int // place in the file, from 1
	// Text is the page's own text, with its footnotes at the end.
	Text string
	// Furniture is the lines that were left out of the text: running heads and
	// feet, page numbers.
	Furniture []string
	// Scanned means that the page shows an image and has no text: what the image
	// says is missing from the text.
	Scanned bool
}

// A seam is where text of a page begins.
type seam struct {
	at   rapporteur.ByteOffset
	page int
}

// PageAt returns the number of the page that the byte of Text at an offset is
// from.
func (r Result) PageAt(at rapporteur.ByteOffset) int {
	i := sort.Search(len(r.seams), func(i int) bool { return r.seams[i].at > at })
	if i == 0 {
		return 1
	}
	return r.seams[i-1].page
}

// A reader is one run of Read.
type reader struct {
	file       *object.File
	limits     Limits
	operators  int // that may still be carried out
	glyphsLeft int // that may still be placed
	fonts      map[object.Ref]*font
	entries    int // of tables of fonts that may still be kept
}

// Read returns the text of a PDF file. Its errors are, or wrap, the errors of
// this package.
func Read(b []byte, limits Limits) (result Result, err error) {
	// Nothing below panics for a reason known; a file that finds one is that
	// file's trouble alone.
	defer func() {
		if r := recover(); r != nil {
			result, err = Result{}, fmt.Errorf("%w: %v", ErrDamaged, r)
		}
	}()
	limits = limits.filled()
	file, err := object.Open(b, limits.Decoded)
	if err != nil {
		return Result{}, err
	}
	r := &reader{file: file, limits: limits, operators: limits.Operators, glyphsLeft: limits.Glyphs, fonts: map[object.Ref]*font{}, entries: maxEntries}
	pages := r.layOut()
	if err := r.exceeded(len(pages)); err != nil {
		return Result{}, err
	}
	if err := readable(pages); err != nil {
		return Result{}, err
	}
	r.metadata(&result)
	takeFurniture(pages)
	usual := usualText(pages)
	for i := range pages {
		pages[i].takeNotes(usual)
	}
	if result.Title == "" {
		result.Title = heading(pages, usual)
	}
	result.write(pages)
	if result.Text == "" {
		return Result{}, errImages // with a line of whoever scanned them
	}
	return result, nil
}

func (l Limits) filled() Limits {
	d := DefaultLimits
	if l.Pages > 0 {
		d.Pages = l.Pages
	}
	if l.Decoded > 0 {
		d.Decoded = l.Decoded
	}
	if l.Operators > 0 {
		d.Operators = l.Operators
	}
	if l.Glyphs > 0 {
		d.Glyphs = l.Glyphs
	}
	return d
}

// exceeded returns the error of a limit that was reached.
func (r *reader) exceeded(pages int) error {
	what := ""
	switch {
	case pages > r.limits.Pages:
		what = fmt.Sprintf("it has more than %d pages", r.limits.Pages)
	case r.file.Exhausted():
		what = fmt.Sprintf("it unpacks to more than %d MB", r.limits.Decoded>>20)
	case r.operators <= 0:
		what = fmt.Sprintf("its pages take more than %d steps to draw", r.limits.Operators)
	case r.glyphsLeft <= 0:
		what = fmt.Sprintf("it has more than %d letters", r.limits.Glyphs)
	default:
		return nil
	}
	return fmt.Errorf("%w: %s: split it and give the parts that matter", ErrTooLarge, what)
}

var errImages = fmt.Errorf("%w: its pages are images: OCR it first, for instance with ocrmypdf", ErrNoText)

// readable returns an error unless pages hold text.
func readable(pages []laid) error {
	known, unknown, images := 0, 0, 0
	for _, p := range pages {
		unknown += p.unknown
		for _, l := range p.lines {
			known += len(l.text)
		}
		if p.image {
			images++
		}
	}
	switch {
	case known > 0 && known >= unknown/2:
		return nil
	case unknown > 0:
		return fmt.Errorf("%w that can be read: its fonts do not say which letters their glyphs are: OCR it first, for instance with ocrmypdf --force-ocr", ErrNoText)
	case images > 0:
		return errImages
	}
	return fmt.Errorf("%w: its pages are empty or drawn as lines: OCR it first, for instance with ocrmypdf --force-ocr", ErrNoText)
}
