package web

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"

	"example.org/rapporteur"
)

// pages are the parsed templates by name. Each page's template defines "main"
// and is shown within parts/frame.tmpl.
type pages map[string]*template.Template

// A frame is what surrounds every page.
type frame struct {
	Title   string
	Page    string          // name of the page
	Alt     string          // address of the page's JSON form; empty if it has none
	Forms   []lead          // to its other forms
	Site    []tab           // to the pages of the whole ledger
	Tabs    []tab           // to other pages of the same states
	Of      string          // these states, as addresses name them
	Day     rapporteur.Date // the day asked for; zero for the present one
	Words   string          // that the search box holds
	Notice  string
	Audit   bool // whether the log of decisions can be seen
	Version string
	Assets  func(string) (string, error)
	Island  string // address of the page's island; empty if it has none
	Body    any
}

func parsePages() (pages, error) {
	p := pages{}
	parts, err := template.New("frame.tmpl").Funcs(funcs).Option("missingkey=error").ParseFS(files, "parts/*.tmpl")
	if err != nil {
		return nil, fmt.Errorf("parse the parts of pages: %w", err)
	}
	names, err := fs.Glob(files, "pages/*/*.tmpl")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		t, err := template.Must(parts.Clone()).ParseFS(files, name)
		if err != nil {
			return nil, fmt.Errorf("parse %s: %w", name, err)
		}
		p[path.Base(path.Dir(name))] = t
	}
	return p, nil
}

// At leads to another page of the same day.
func (f frame) At(path string) string { return withDay(path, f.Day) }

// partial are the pages on which what is chosen is put in place. Where something
// is decided or brought in, or a script of the page's own sets it up, each address
// is a page that is loaded whole; custom elements set themselves up.
var partial = []string{
	"agreements", "area", "board", "brief", "calendar", "compare", "contact", "diff", "disagreements", "dossier", "map", "mechanism", "outlets", "person", "place",
	"problem", "questions", "search", "thread", "timeline", "today",
}

// Partial reports whether what is chosen on the page is put in place.
func (f frame) Partial() bool { return slices.Contains(partial, f.Page) }

// render makes a whole page before a byte of it is sent, so that a failure
// never leaves half a page.
func (p pages) render(name string, f frame) ([]byte, error) {
	t, ok := p[name]
	if !ok {
		return nil, fmt.Errorf("no page %q", name)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, f); err != nil {
		return nil, err
	}
	return settle(b.Bytes()), nil
}

// settle drops what could make a page read otherwise than it stands, from
// wherever it came: the last gate behind clean and visible.
func settle(page []byte) []byte {
	if bytes.ContainsFunc(page, reorders) {
		return bytes.Map(func(r rune) rune {
			if reorders(r) {
				return -1
			}
			return r
		}, page)
	}
	return page
}
