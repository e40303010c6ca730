// Package html finds the article in a saved page.
package html

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// A Page is what a saved page says and says of itself. Fields that it does not
// tell are empty.
type Page struct {
	// Body is the article's text: paragraphs set apart by blank lines, runs of
	// white space made one space, headings and list items as paragraphs.
	Body     string
	Title    string
	Byline   string
	Outlet   string // the site's name, or else its host
	URL      string // canonical address, or the one the browser noted on saving
	Language string // as declared: not necessarily a BCP 47 tag
	// Dates are publication dates in the page's metadata, as written there, the
	// most trustworthy first.
	Dates []string
	// VagueDates are dates in the metadata that may be of something else, such as
	// of the page's template.
	VagueDates []string
	// Datelines are short texts that the page prints where it shows its date, the
	// likeliest first.
	Datelines []string
	// Next is the address of the article's next page, and AMP that of the page's
	// rendering for mobile devices.
	Next, AMP string
	// Updates are the entries of a page that is written on as things go (a live
	// blog), in the page's order. Body then holds what stands in none of them, and
	// may be empty.
	Updates []Update
}

// An Update is an entry of a live blog.
type Update struct {
	Title, Body, URL, Byline string
	Date                     string // as written
}

// ErrNoArticle means that a page holds only navigation, or nothing.
var ErrNoArticle = errors.New("no article on the page")

// ErrTooComplex means that a page has more elements or text than an article
// has, or nests them deeper than the parser follows.
var ErrTooComplex = errors.New("page too complex")

// Read finds the article in a page of UTF-8. address is where the page came
// from, if the caller knows.
func Read(page, address string) (p Page, err error) {
	// The extractors are large and meet every kind of broken page; one that
	// breaks them is that page's trouble alone.
	defer func() {
		if r := recover(); r != nil {
			p, err = Page{}, fmt.Errorf("find the article: %v", r)
		}
	}()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return Page{}, fmt.Errorf("%w: %w", ErrTooComplex, err)
	}
	if err := measure(doc); err != nil {
		return Page{}, err
	}
	p, about := metadata(doc, address)
	links := linkTexts(doc)
	prune(doc)
	config := trafilatura.DefaultConfig()
	// Below this many characters the library takes the text of the whole page,
	// its paragraphs run together. Its own 250 is longer than a news brief.
	config.MinExtractedSize = leastArticle
	opts := trafilatura.Options{
		Config:          config,
		EnableFallback:  true,
		ExcludeComments: true,
		// Dates are read here: the library's search guesses from any date on
		// the page and from today's.
		HtmlDateMode: trafilatura.Disabled,
	}
	if u, err := url.Parse(address); err == nil && u.IsAbs() {
		opts.OriginalURL = u
	}
	var body []string
	if found, err := trafilatura.ExtractDocument(doc, opts); err == nil {
		p.Title = first(p.Title, found.Metadata.Title)
		p.Outlet = first(p.Outlet, found.Metadata.Sitename)
		p.URL = first(p.URL, found.Metadata.URL)
		printed := blocksOf(doc)
		body = withoutHead(paragraphs(found.ContentNode), p.Title, about.heads)
		for _, s := range datelines(body, printed) {
			if !slices.Contains(p.Datelines, s) {
				p.Datelines = append(p.Datelines, s)
			}
		}
		body = withLede(body, printed, links, about)
	}
	if !isArticle(body, links) {
		body = about.ld.paragraphs() // pages that build themselves by script carry their words here
	}
	if p.Updates = about.ld.updates; len(p.Updates) > 0 {
		body = outside(body, p.Updates)
	}
	if !isArticle(body, links) {
		if len(p.Updates) == 0 {
			return Page{}, ErrNoArticle
		}
		body = nil
	}
	p.Body = strings.Join(body, "\n\n")
	return p, nil
}

// outside returns the paragraphs that no update holds.
func outside(body []string, updates []Update) []string {
	return slices.DeleteFunc(body, func(s string) bool {
		return slices.ContainsFunc(updates, func(u Update) bool { return s == u.Title || strings.Contains(u.Body, s) })
	})
}
