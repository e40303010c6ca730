package text

import (
	"errors"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/text/html"
)

// readHTML reads a saved page.
func readHTML(src Source, s string) (Input, *Error) {
	page, err := html.Read(s, src.URL)
	switch {
	case errors.Is(err, html.ErrNoArticle):
		return Input{}, &Error{Fault: NoArticle, Msg: "holds no article: save the article's own page, after it has loaded fully"}
	case errors.Is(err, html.ErrTooComplex):
		return Input{}, &Error{Fault: TooLarge, Msg: "is too large or too deeply nested to find its article: save the article as text", Err: err}
	case err != nil:
		return Input{}, &Error{Fault: NoArticle, Msg: "its article could not be found: save the article as text", Err: err}
	}
	d := draft{
		name: Name(src.Path), url: page.URL, outlet: page.Outlet, title: page.Title,
		language: page.Language, body: page.Body, mediaType: "text/html",
	}
	for _, s := range page.Dates {
		if d.published, err = ParsePublished(s); err != nil {
			d.published = printedDate(s, page.Language) // metadata has its own ideas of form
		}
		if !d.published.IsZero() {
			d.basis = rapporteur.BasisMetadata
			return finish(src, d)
		}
	}
	for _, s := range page.Datelines {
		if d.published = printedDate(s, page.Language); !d.published.IsZero() {
			d.basis = rapporteur.BasisStated
			break
		}
	}
	return finish(src, d)
}
