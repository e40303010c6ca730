package text

import (
	"mime"
	"net/url"
	"path/filepath"
	"strings"

	"example.org/rapporteur"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
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
	MediaType string // IANA media type of the bytes: text/plain, text/html or application/json
}

// Read returns the documents that the bytes hold, and what is wrong with those
// that cannot be read. Only JSON can hold several documents, and only there can
// both results have members: a bad record is a fault that names its line, and
// the others are read. It depends on nothing but its arguments.
func Read(src Source, b []byte) ([]Input, []*Error) {
	inputs, faults := read(src, b)
	for _, f := range faults {
		f.Path = src.Path
	}
	return inputs, faults
}

func read(src Source, b []byte) ([]Input, []*Error) {
	if len(b) > MaxSize {
		return nil, []*Error{tooLarge(MaxSize)}
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
		return one(readHTML(src, s))
	case formXML:
		return nil, []*Error{{Fault: BadShape, Msg: "is XML, not an article: save the article's own page as HTML or text"}}
	}
	return one(readPlain(src, s))
}

func one(in Input, f *Error) ([]Input, []*Error) {
	if f != nil {
		return nil, []*Error{f}
	}
	return []Input{in}, nil
}

// A form is the manner in which bytes hold documents.
type form int

const (
	formPlain form = iota
	formHTML
	formJSON
	formXML // recognised in order to be refused
)

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

// A draft is a document as its bytes describe it, before the caller's knowledge
// is added and the text is normalised.
type draft struct {
	name, url, outlet, title, language, register string
	published                                    rapporteur.Date
	basis                                        rapporteur.Basis
	body                                         string // as given
	mediaType                                    string
	several                                      bool // the bytes hold other documents too
}

// finish makes the document of a draft.
func finish(src Source, d draft) (Input, *Error) {
	if strings.TrimSpace(d.body) == "" {
		return Input{}, &Error{Fault: Empty, Msg: "holds no text: the article's words are missing"}
	}
	if len(d.body) > MaxText {
		return Input{}, tooLarge(MaxText)
	}
	if strings.ContainsRune(d.body, 0) {
		return Input{}, &Error{Fault: BadEncoding, Msg: "the text holds NUL characters: remove them and read it again"}
	}
	if src.Outlet != "" {
		d.outlet = src.Outlet
	}
	if !d.several {
		if src.URL != "" {
			d.url = src.URL
		}
		if src.Title != "" {
			d.title = src.Title
		}
	}
	switch {
	case !src.Published.IsZero():
		d.published, d.basis = src.Published, src.PublishedBasis
		if d.basis == "" {
			d.basis = rapporteur.BasisGiven
		}
	case d.published.IsZero():
		if d.published = addressDate(d.url); !d.published.IsZero() {
			d.basis = rapporteur.BasisAddress
		}
	}
	if d.outlet == "" {
		d.outlet = host(d.url)
	}
	nfc, original := normalise(d.body)
	t, err := rapporteur.NewText(nfc)
	if err != nil {
		return Input{}, &Error{Fault: BadEncoding, Msg: "cannot be kept as text", Err: err}
	}
	return Input{
		Doc: rapporteur.Document{
			ID:             rapporteur.NewDocID(d.url, t),
			Name:           d.name,
			URL:            d.url,
			Outlet:         line(d.outlet),
			Title:          line(d.title),
			Language:       languageTag(d.language),
			Published:      d.published,
			PublishedBasis: d.basis,
			Register:       line(d.register),
			Text:           t,
		},
		Original:  original,
		MediaType: d.mediaType,
	}, nil
}

// line puts a short text such as a title on one line, in normalisation form C.
func line(s string) string { return norm.NFC.String(strings.Join(strings.Fields(s), " ")) }

// host returns the host of an address without "www.": an outlet's name where
// nothing better is known.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// languageTag returns the canonical BCP 47 tag of s, or "" if s is none: what
// a page calls its language is often not a language.
func languageTag(s string) string {
	if s == "" {
		return ""
	}
	tag, err := language.Parse(strings.TrimSpace(s))
	if err != nil || tag == language.Und {
		return ""
	}
	return tag.String()
}
