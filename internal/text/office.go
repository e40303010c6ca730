package text

import (
	"errors"
	"strings"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/text/office"
)

// readOffice reads a DOCX or ODT document. Its paragraphs are set apart by blank
// lines, and each is a place.
func readOffice(src Source, b []byte) (Draft, *Error) {
	doc, err := office.Read(b, office.Limits{Text: MaxText})
	switch {
	case errors.Is(err, office.ErrForeign):
		return Draft{}, &Error{Fault: Binary, Msg: "is a ZIP archive, but no DOCX or ODT text: unpack it, or save it as text"}
	case errors.Is(err, office.ErrLocked):
		return Draft{}, &Error{Fault: Unreadable, Msg: "is protected by a password: save it without one"}
	case errors.Is(err, office.ErrTooLarge):
		return Draft{}, &Error{Fault: TooLarge, Msg: "asks for more than any document needs: save it as text", Err: err}
	case err != nil:
		return Draft{}, &Error{Fault: BadShape, Msg: "is a damaged office document: save it again from its source, or as text", Err: err}
	}
	d := Draft{
		Name: Name(src.Path), Title: doc.Title, Byline: doc.Author, Outlet: doc.Company, Language: doc.Language,
		MediaType: doc.MediaType,
	}
	var body strings.Builder
	for _, p := range doc.Paragraphs {
		if body.Len() > 0 {
			body.WriteString("\n\n")
		}
		d.Places = append(d.Places, Place{body.Len(), p.Place})
		body.WriteString(p.Text)
	}
	d.Body = body.String()
	if day, ok := released(doc.Created, doc.Modified); ok {
		d.Published, d.Basis = day, rapporteur.BasisMetadata
	}
	return d, d.check()
}

// longestWork is how long after it was begun a document that is put out is last
// saved.
const longestWork = 31 * 24 * time.Hour

// released returns the day on which a document was last saved, as that of its
// release. Where it was begun long before, it was made from an old one or saved
// again long after, and the properties do not tell.
func released(created, modified time.Time) (rapporteur.Date, bool) {
	if modified.IsZero() {
		modified = created
	}
	if created.IsZero() || modified.Before(created) || modified.Sub(created) > longestWork {
		return rapporteur.Date{}, false
	}
	d, err := rapporteur.DateOf(modified)
	return d, err == nil
}
