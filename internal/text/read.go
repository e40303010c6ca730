package text

import (
	"bytes"
	"mime"
	"path/filepath"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/text/mail"
)

// A Source is what the caller knows of bytes before they are read. Whatever it
// says wins over what the bytes say of themselves, except that URL and Title
// stand for one document and are not used where the bytes hold several.
type Source struct {
	Path      string // the file's name, or "-" or empty for standard input
	URL       string
	Title     string
	Outlet    string
	Published rapporteur.Date
	// PublishedBasis is how the caller knows Published. Empty means BasisGiven.
	PublishedBasis rapporteur.Basis
	// MediaType is the IANA media type that came with the bytes, if any. A
	// charset parameter wins over one that the bytes declare.
	MediaType string
}

// An Input is one document found in the bytes.
type Input struct {
	Doc       rapporteur.Document
	Original  Original
	MediaType string // IANA media type of the bytes: text/plain, text/html, application/pdf …
	Next      string // address of the article's next page, if a page names one
	AMP       string // address of the page's rendering for mobile devices (AMP), if it names one
}

// A Reader reads documents from bytes. The zero Reader does it all in its own
// process, which is right for tests and for files one trusts.
type Reader struct {
	// Apart, if not nil, stands in for Drafts with bytes of the formats whose
	// parsers meet the most damage (see Hostile): package confine has one that
	// works in a process of its own, where a crash or a bomb ends nothing else.
	Apart func(Source, []byte) ([]Draft, []*Error)
}

// Read returns the documents that the bytes hold, and what is wrong with those
// that cannot be read, in this process. It depends on nothing but its arguments.
func Read(src Source, b []byte) ([]Input, []*Error) {
	return Reader{}.Read(src, b)
}

// Read returns the documents that the bytes hold, and what is wrong with those
// that cannot be read. JSON, mail and pages that are written on as things go
// hold several documents: a bad one is a fault that says which, and the others
// are read.
func (r Reader) Read(src Source, b []byte) ([]Input, []*Error) {
	drafts := Drafts
	if r.Apart != nil && Hostile(src, b) {
		drafts = r.Apart
	}
	found, faults := drafts(src, b)
	var inputs []Input
	for _, d := range found {
		in, f := finish(src, d)
		if f != nil {
			faults = append(faults, f)
			continue
		}
		inputs = append(inputs, in)
	}
	for _, f := range faults {
		f.Path = src.Path
	}
	return inputs, faults
}

// Drafts returns what Read makes documents of. It depends on nothing but its
// arguments, of which it uses the Source's Path, URL and MediaType.
func Drafts(src Source, b []byte) ([]Draft, []*Error) { return draftsIn(src, b, 0) }

// draftsIn reads bytes that are nested in so many others: attachments in mails.
func draftsIn(src Source, b []byte, nested int) ([]Draft, []*Error) {
	if len(b) > MaxSize {
		return nil, []*Error{tooLarge(MaxSize)}
	}
	switch packed(src, b) {
	case formPDF:
		return one(readPDF(src, b))
	case formOffice:
		return one(readOffice(src, b))
	case formMail:
		return readMail(src, b, nested)
	case formMbox:
		return readMbox(src, b, nested)
	case formPages:
		return readPages(src, b)
	}
	if f := foreign(b); f != nil {
		return nil, []*Error{f}
	}
	s, form, f := decode(src, b)
	if f != nil {
		return nil, []*Error{f}
	}
	if strings.TrimSpace(s) == "" {
		return nil, []*Error{{Fault: Empty, Msg: "holds no text: check that the page or file was saved completely"}}
	}
	switch form {
	case formJSON:
		return readJSON(src, s)
	case formHTML:
		return readHTML(src, s)
	case formXML:
		return nil, []*Error{{Fault: BadShape, Msg: "is XML, not an article: save the article's own page as HTML or text"}}
	}
	return one(readPlain(src, s))
}

func one(d Draft, f *Error) ([]Draft, []*Error) {
	if f != nil {
		return nil, []*Error{f}
	}
	return []Draft{d}, nil
}

// A form is the manner in which bytes hold documents.
type form int

const (
	formPlain form = iota
	formHTML
	formJSON
	formXML // recognised in order to be refused
	formPDF
	formOffice
	formMail
	formMbox
	formPages
)

// Hostile reports whether bytes are of a format that programs write and people
// send around, so that its parser has to expect anything: PDF, office documents and mail.
func Hostile(src Source, b []byte) bool { return packed(src, b) != formPlain }

// packed tells the forms that are not text of one charset; formPlain stands for
// all others.
func packed(src Source, b []byte) form {
	media, _, _ := mime.ParseMediaType(src.MediaType)
	ext := strings.ToLower(filepath.Ext(src.Path))
	switch {
	case bytes.HasPrefix(bytes.TrimLeft(b[:min(len(b), 1024)], "\x00\t\n\f\r \xef\xbb\xbf"), []byte("%PDF-")):
		return formPDF
	case bytes.HasPrefix(b, []byte(pagesStart)):
		return formPages
	case bytes.HasPrefix(b, []byte("PK\x03\x04")):
		return formOffice
	case bytes.HasPrefix(b, []byte("From ")) && (ext == ".mbox" || ext == ".mbx" || media == "application/mbox" || mail.IsMbox(b)):
		return formMbox
	case bytes.HasPrefix(b, []byte("From: <Saved by ")): // MHTML, which foreign refuses
	case ext == ".eml" || media == "message/rfc822" || mail.IsMessage(b):
		return formMail
	}
	return formPlain
}

// sniff tells the form from the beginning of the content and, where that shows
// nothing, from the media type and the name's extension.
func sniff(src Source, head string) form {
	s := strings.ToLower(strings.TrimLeft(head, " \t\r\n\f"))
	xml := strings.HasPrefix(s, "<?xml")
	for strings.HasPrefix(s, "<!--") || strings.HasPrefix(s, "<?") {
		_, rest, ok := strings.Cut(s, ">")
		if strings.HasPrefix(s, "<!--") {
			_, rest, ok = strings.Cut(s, "-->")
		}
		if !ok {
			break
		}
		s = strings.TrimLeft(rest, " \t\r\n\f")
	}
	for _, tag := range htmlStarts {
		if rest, ok := strings.CutPrefix(s, tag); ok && (rest == "" || strings.ContainsAny(rest[:1], " \t\r\n\f>/")) {
			return formHTML
		}
	}
	if xml || strings.HasPrefix(s, "<rss") || strings.HasPrefix(s, "<feed") {
		return formXML
	}
	if rest, ok := strings.CutPrefix(s, "{"); ok {
		if rest = strings.TrimLeft(rest, " \t\r\n"); strings.HasPrefix(rest, `"`) || strings.HasPrefix(rest, "}") {
			return formJSON
		}
	}
	if rest, ok := strings.CutPrefix(s, "["); ok {
		if rest = strings.TrimLeft(rest, " \t\r\n"); strings.HasPrefix(rest, "{") || strings.HasPrefix(rest, "]") {
			return formJSON
		}
	}
	media, _, _ := mime.ParseMediaType(src.MediaType)
	switch media {
	case "text/html", "application/xhtml+xml":
		return formHTML
	case "application/json", "application/x-ndjson", "application/jsonl":
		return formJSON
	}
	switch strings.ToLower(filepath.Ext(src.Path)) {
	case ".html", ".htm", ".xhtml":
		return formHTML
	case ".json", ".jsonl", ".ndjson":
		return formJSON
	}
	return formPlain
}

// htmlStarts are the beginnings of HTML pages and of fragments saved from them,
// after the list of the WHATWG MIME Sniffing Standard, section 7.1.
var htmlStarts = []string{
	"<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<link", "<style", "<script",
	"<article", "<main", "<section", "<header", "<nav", "<div", "<p", "<h1", "<h2", "<table", "<ul", "<br", "<font", "<a",
}

// Name returns the name of the document in a file: the file's base name up to
// its first dot, and "stdin" for standard input.
func Name(path string) string {
	if path == "" || path == "-" {
		return "stdin"
	}
	base := strings.TrimLeft(filepath.Base(path), ".")
	name, _, _ := strings.Cut(base, ".")
	return name
}
