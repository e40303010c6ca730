package text

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/text/pdf"
)

// readPDF reads a PDF file. Its pages are the places.
func readPDF(src Source, b []byte) (Draft, *Error) {
	r, err := pdf.Read(b, pdf.Limits{})
	switch {
	case errors.Is(err, pdf.ErrNoText):
		return Draft{}, &Error{Fault: NoArticle, Msg: "is a PDF of images without a text layer: run it through a program that recognises text (OCR) and read what that gives"}
	case errors.Is(err, pdf.ErrEncrypted):
		return Draft{}, &Error{Fault: Unreadable, Msg: "is protected by a password: save it without one"}
	case errors.Is(err, pdf.ErrTooLarge):
		return Draft{}, &Error{Fault: TooLarge, Msg: "asks for more than any document needs: split it, or save it as text", Err: err}
	case err != nil:
		return Draft{}, &Error{Fault: BadShape, Msg: "could not be read", Err: err} // which says what to do
	}
	d := Draft{
		Name: Name(src.Path), Title: workTitle(r.Title), Byline: r.Author, Language: r.Language,
		Body: r.Text, Places: pages(r), MediaType: "application/pdf",
	}
	created, _ := time.Parse(time.RFC3339, r.Created)
	modified, _ := time.Parse(time.RFC3339, r.Modified)
	if day, ok := released(created, modified); ok {
		d.Published, d.Basis = day, rapporteur.BasisMetadata
	}
	return d, d.check()
}

// pages returns where each page begins in the text. A page can begin within a
// paragraph, but not within a word.
func pages(r pdf.Result) []Place {
	var out []Place
	last, start := 0, true
	for i := range r.Text {
		if start {
			if n := r.PageAt(rapporteur.ByteOffset(i)); n != last {
				out = append(out, Place{i, fmt.Sprintf("page %d", n)})
				last = n
			}
		}
		start = r.Text[i] == ' ' || r.Text[i] == '\n'
	}
	return out
}

// workTitle returns the title in a file's properties, or "" where programs put
// the name of the file it was made from.
func workTitle(s string) string {
	s = strings.TrimSpace(s)
	for _, maker := range []string{"Microsoft Word - ", "Microsoft PowerPoint - "} {
		s = strings.TrimPrefix(s, maker)
	}
	switch strings.ToLower(path.Ext(s)) {
	case ".doc", ".docx", ".odt", ".rtf", ".pdf", ".indd", ".tex", ".dvi", ".ppt", ".pptx", ".qxd", ".pub", ".txt", ".htm", ".html":
		return ""
	}
	switch strings.ToLower(s) {
	case "untitled", "untitled document", "document", "document1":
		return ""
	}
	return s
}
