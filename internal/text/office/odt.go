package office

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// readODT reads the text of an OpenDocument. Headers and footers are in a member
// of their own, with the styles.
func readODT(a *archive) (Document, error) {
	manifest, err := a.read("META-INF/manifest.xml")
	if err != nil {
		return Document{}, err
	}
	if strings.Contains(string(manifest), "encryption-data") {
		return Document{}, ErrLocked
	}
	if !a.has("content.xml") {
		return Document{}, fmt.Errorf("%w: content.xml is missing", ErrBroken)
	}
	d := Document{MediaType: TypeODT}
	size := 0
	p, err := a.parser("meta.xml", &size)
	if err != nil {
		return Document{}, err
	}
	if err := d.properties(p); err != nil {
		return Document{}, err
	}
	if p, err = a.parser("content.xml", &size); err != nil {
		return Document{}, err
	}
	r := &writer{p: p, out: &d.Paragraphs, parents: map[string]string{}}
	var root func(e xml.StartElement) error
	root = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "document-content", "body":
			return p.each(root, nil)
		case "automatic-styles":
			return r.styles()
		case "text":
			return r.blocks(Plain)
		}
		return p.skip()
	}
	if err := p.all(root); err != nil {
		return Document{}, err
	}
	d.Paragraphs = append(d.Paragraphs, r.notes...)
	return d, nil
}

// A writer reads the text of an OpenDocument, named after the program that
// writes it.
type writer struct {
	p       *parser
	parents map[string]string // of automatic styles
	count   int               // of paragraph elements so far
	out     *[]Paragraph
	notes   []Paragraph
}

// styles reads which style each automatic style varies.
func (r *writer) styles() error {
	return r.p.each(func(e xml.StartElement) error {
		if e.Name.Local == "style" {
			r.parents[attribute(e, "name")] = attribute(e, "parent-style-name")
		}
		return r.p.skip()
	}, nil)
}

// blocks reads what stands on lines of its own, up to the end of the open
// element. Indexes, which repeat headings, and marked deletions are left out.
func (r *writer) blocks(kind Kind) error {
	return r.p.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "p", "h":
			return r.paragraph(e, kind)
		case "list", "list-item", "list-header":
			return r.blocks(Item)
		case "section", "numbered-paragraph", "text-box", "frame", "a", "g", "custom-shape", "index-body":
			return r.blocks(kind)
		case "table":
			return r.table()
		}
		return r.p.skip()
	}, nil)
}

func (r *writer) table() error {
	return r.p.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "table-header-rows", "table-rows", "table-row-group":
			return r.table()
		case "table-row":
			return r.row()
		}
		return r.p.skip()
	}, nil)
}

func (r *writer) row() error {
	out := r.out
	var cells [][]Paragraph
	err := r.p.each(func(e xml.StartElement) error {
		if e.Name.Local != "table-cell" {
			return r.p.skip()
		}
		var ps []Paragraph
		r.out = &ps
		err := r.blocks(Plain)
		cells = append(cells, ps)
		return err
	}, nil)
	r.out = out
	*out = append(*out, joinRow(cells)...)
	return err
}

// paragraph reads a paragraph or a heading, and after it what is anchored in it.
func (r *writer) paragraph(e xml.StartElement, kind Kind) error {
	r.count++
	p := Paragraph{Kind: kind, Place: fmt.Sprintf("%s paragraph %d", r.p.member, r.count)}
	name := attribute(e, "style-name")
	if parent := r.parents[name]; parent != "" {
		name = parent
	}
	switch {
	case e.Name.Local == "h":
		p.Kind, p.Level = Heading, 1
		if n, err := strconv.Atoi(attribute(e, "outline-level")); err == nil && n > 0 {
			p.Level = n
		}
	case name == "Title":
		p.Kind = Title
	}
	var words strings.Builder
	var boxes []Paragraph
	add := func(s string) { words.WriteString(strings.ReplaceAll(s, "\n", " ")) }
	var element func(e xml.StartElement) error
	element = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "s", "tab":
			words.WriteByte(' ')
		case "line-break":
			words.WriteByte('\n')
		case "note":
			return r.note()
		case "frame", "custom-shape":
			out := r.out
			r.out = &boxes
			err := r.blocks(Plain)
			r.out = out
			return err
		case "annotation", "hidden-text", "hidden-paragraph", "ruby-text", "page-number", "page-count", "script", "tracked-changes":
			return r.p.skip()
		}
		return r.p.each(element, add)
	}
	err := r.p.each(element, add)
	if p.Text = squeeze(words.String()); p.Text != "" {
		*r.out = append(*r.out, p)
	}
	*r.out = append(*r.out, boxes...)
	return err
}

// note reads the body of a footnote or an endnote.
func (r *writer) note() error {
	out := r.out
	defer func() { r.out = out }()
	return r.p.each(func(e xml.StartElement) error {
		if e.Name.Local != "note-body" {
			return r.p.skip()
		}
		var ps []Paragraph
		r.out = &ps
		err := r.blocks(Note)
		r.notes = append(r.notes, ps...)
		return err
	}, nil)
}
