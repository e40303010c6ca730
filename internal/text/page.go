package text

import (
	"errors"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/text/html"
)

// readHTML reads a saved page.
func readHTML(src Source, s string) ([]Draft, []*Error) {
	page, err := html.Read(s, src.URL)
	switch {
	case errors.Is(err, html.ErrNoArticle):
		return nil, []*Error{{Fault: NoArticle, Msg: "holds no article: save the article's own page, after it has loaded fully"}}
	case errors.Is(err, html.ErrTooComplex):
		return nil, []*Error{{Fault: TooLarge, Msg: "is too large or too deeply nested to find its article: save the article as text", Err: err}}
	case err != nil:
		return nil, []*Error{{Fault: NoArticle, Msg: "its article could not be found: save the article as text", Err: err}}
	}
	d := Draft{
		Name: Name(src.Path), URL: page.URL, Outlet: page.Outlet, Title: page.Title,
		Language: page.Language, Body: page.Body, MediaType: "text/html",
	}
	d.Published, d.Basis = published(page)
	return one(d, d.check())
}

// published returns the day on which a page says it was published, and how it is
// known: what its metadata holds goes before what it prints.
func published(page html.Page) (rapporteur.Date, rapporteur.Basis) {
	for _, s := range page.Dates {
		d, err := ParsePublished(s)
		if err != nil {
			d = printedDate(s, page.Language) // metadata has its own ideas of form
		}
		if !d.IsZero() {
			return d, rapporteur.BasisMetadata
		}
	}
	for _, s := range page.Datelines {
		if d := printedDate(s, page.Language); !d.IsZero() {
			return d, rapporteur.BasisStated
		}
	}
	return rapporteur.Date{}, ""
}
