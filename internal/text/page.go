package text

import (
	"errors"
	"fmt"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/text/html"
)

// readHTML reads a saved page: its article, or the entries of a live blog with
// what else the page says, each as a document of its own.
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
		Name: Name(src.Path), URL: page.URL, Outlet: page.Outlet, Title: page.Title, Byline: page.Byline,
		Language: page.Language, Body: page.Body, MediaType: "text/html", Next: page.Next, AMP: page.AMP,
	}
	lang := regional(page.Language, first(src.URL, page.URL))
	d.Published, d.Basis = published(page, first(src.URL, page.URL), lang)
	if len(page.Updates) == 0 {
		return one(d, d.check())
	}
	var drafts []Draft
	d.Several, d.URL = true, first(src.URL, d.URL)
	if page.Body != "" {
		drafts = append(drafts, d)
	}
	for i, u := range page.Updates {
		e := d
		e.Name, e.Body, e.Next, e.AMP = fmt.Sprintf("%s-%d", d.Name, i+1), u.Body, "", ""
		e.Title, e.Byline, e.URL = first(u.Title, d.Title), first(u.Byline, d.Byline), first(u.URL, d.URL)
		if e.Published, e.Basis = metadataDate([]string{u.Date}, lang); e.Published.IsZero() {
			e.Published, e.Basis = d.Published, d.Basis
		}
		drafts = append(drafts, e)
	}
	return drafts, nil
}

// published returns the day on which a page says it was published, and how it is
// known. What its metadata says of the article goes first, then a day in its
// address, then what it prints, then what its metadata says of something.
func published(page html.Page, address, lang string) (rapporteur.Date, rapporteur.Basis) {
	if d, basis := metadataDate(page.Dates, lang); !d.IsZero() {
		return d, basis
	}
	if d := addressDate(address); d.Precision() == rapporteur.PrecisionDay {
		return d, rapporteur.BasisAddress
	}
	for _, s := range page.Datelines {
		if d := printedDate(s, lang); !d.IsZero() {
			return d, rapporteur.BasisStated
		}
	}
	return metadataDate(page.VagueDates, lang)
}

// metadataDate returns the first of the values of metadata that is a date.
func metadataDate(values []string, lang string) (rapporteur.Date, rapporteur.Basis) {
	for _, s := range values {
		d, err := ParsePublished(s)
		if err != nil {
			d = printedDate(s, lang) // metadata has its own ideas of form
		}
		if !d.IsZero() {
			return d, rapporteur.BasisMetadata
		}
	}
	return rapporteur.Date{}, ""
}
