package office

import (
	"encoding/xml"
	"path"
	"strconv"
	"strings"
)

// readDOCX reads the package's main document and what belongs to it.
func readDOCX(a *archive) (Document, error) {
	main, err := mainPart(a)
	if err != nil {
		return Document{}, err
	}
	if !a.has(main) || !strings.HasPrefix(main, "word/") && !isWord(a) {
		return Document{}, ErrForeign // a workbook, slides, a drawing
	}
	d := Document{MediaType: TypeDOCX}
	size := 0
	for _, member := range []string{"docProps/core.xml", "docProps/app.xml"} {
		p, err := a.parser(member, &size)
		if err != nil {
			return Document{}, err
		}
		if err := d.properties(p); err != nil {
			return Document{}, err
		}
	}
	dir := path.Dir(main)
	styles, err := readStyles(a, path.Join(dir, "styles.xml"))
	if err != nil {
		return Document{}, err
	}
	w := &word{styles: styles, archive: a, size: &size}
	if err := w.part(main, "body", &d.Paragraphs); err != nil {
		return Document{}, err
	}
	references := w.references
	for _, kind := range []string{"footnote", "endnote"} {
		notes, err := w.notes(path.Join(dir, kind+"s.xml"), kind)
		if err != nil {
			return Document{}, err
		}
		for _, r := range references {
			if r.kind == kind {
				d.Paragraphs = append(d.Paragraphs, notes[r.id]...)
				delete(notes, r.id)
			}
		}
	}
	return d, nil
}

// mainPart returns the member that the package's relationships name as its document.
func mainPart(a *archive) (string, error) {
	main := "word/document.xml"
	size := 0
	p, err := a.parser("_rels/.rels", &size)
	if err != nil {
		return "", err
	}
	err = p.all(func(xml.StartElement) error {
		return p.each(func(e xml.StartElement) error {
			if strings.HasSuffix(attribute(e, "Type"), "/officeDocument") {
				main = strings.TrimPrefix(path.Clean("/"+attribute(e, "Target")), "/")
			}
			return p.skip()
		}, nil)
	})
	return main, err
}

// isWord reports whether the package says that its main part is a text.
func isWord(a *archive) bool {
	b, err := a.read("[Content_Types].xml")
	return err == nil && strings.Contains(string(b), "wordprocessingml.document.main+xml")
}

// A style is what matters of a paragraph style.
type style struct {
	name, basedOn string
	outline       int // level of a heading, from 1; 0 if none
}

func readStyles(a *archive, member string) (map[string]style, error) {
	styles := map[string]style{}
	size := 0
	p, err := a.parser(member, &size)
	if err != nil {
		return nil, err
	}
	err = p.all(func(xml.StartElement) error {
		return p.each(func(e xml.StartElement) error {
			if e.Name.Local != "style" {
				return p.skip()
			}
			var s style
			err := p.each(func(c xml.StartElement) error {
				switch c.Name.Local {
				case "name":
					s.name = strings.ToLower(attribute(c, "val"))
				case "basedOn":
					s.basedOn = attribute(c, "val")
				case "pPr":
					return p.each(func(c xml.StartElement) error {
						if c.Name.Local == "outlineLvl" {
							s.outline = outline(c)
						}
						return p.skip()
					}, nil)
				}
				return p.skip()
			}, nil)
			styles[attribute(e, "styleId")] = s
			return err
		}, nil)
	})
	return styles, err
}

// outline returns the level of a heading from 1; w:outlineLvl counts from 0, and
// 9 means body text.
func outline(e xml.StartElement) int {
	if n, err := strconv.Atoi(attribute(e, "val")); err == nil && n >= 0 && n < 9 {
		return n + 1
	}
	return 0
}

// A word reads the parts of a text.
type word struct {
	styles     map[string]style
	archive    *archive
	size       *int
	p          *parser
	count      int // of paragraph elements in the part so far
	references []reference
	out        *[]Paragraph
}

// A reference is the sign of a note in the text.
type reference struct{ kind, id string }

// part reads the blocks of the element named in the part's root.
func (w *word) part(member, element string, out *[]Paragraph) error {
	p, err := w.archive.parser(member, w.size)
	if err != nil {
		return err
	}
	w.p, w.count, w.out = p, 0, out
	return p.all(func(xml.StartElement) error {
		return p.each(func(e xml.StartElement) error {
			if e.Name.Local != element {
				return p.skip()
			}
			return w.blocks()
		}, nil)
	})
}

// notes reads the notes of a part by their ids. Separators are notes too, of a
// type of their own.
func (w *word) notes(member, element string) (map[string][]Paragraph, error) {
	notes := map[string][]Paragraph{}
	p, err := w.archive.parser(member, w.size)
	if err != nil {
		return nil, err
	}
	w.p, w.count = p, 0
	err = p.all(func(xml.StartElement) error {
		return p.each(func(e xml.StartElement) error {
			if t := attribute(e, "type"); e.Name.Local != element || t != "" && t != "normal" {
				return p.skip()
			}
			var ps []Paragraph
			w.out = &ps
			err := w.blocks()
			for i := range ps {
				ps[i].Kind = Note
			}
			notes[attribute(e, "id")] = ps
			return err
		}, nil)
	})
	return notes, err
}

// blocks reads paragraphs and tables up to the end of the open element.
func (w *word) blocks() error { return w.p.each(w.block, nil) }

func (w *word) block(e xml.StartElement) error {
	switch e.Name.Local {
	case "p":
		return w.paragraph()
	case "tbl":
		return w.table()
	case "sdt":
		return w.content(w.block)
	case "ins", "moveTo", "customXml", "smartTag", "txbxContent":
		return w.blocks()
	case "AlternateContent":
		return w.choice(w.block)
	}
	return w.p.skip()
}

// content reads the content of a structured document tag, unless it is a table
// of contents.
func (w *word) content(element func(xml.StartElement) error) error {
	contents := false
	return w.p.each(func(e xml.StartElement) error {
		switch {
		case e.Name.Local == "sdtPr":
			var walk func(e xml.StartElement) error
			walk = func(e xml.StartElement) error {
				contents = contents || e.Name.Local == "docPartGallery" && attribute(e, "val") == "Table of Contents"
				return w.p.each(walk, nil)
			}
			return w.p.each(walk, nil)
		case e.Name.Local == "sdtContent" && !contents:
			return w.p.each(element, nil)
		}
		return w.p.skip()
	}, nil)
}

// choice reads the first of the renderings of the same content.
func (w *word) choice(element func(xml.StartElement) error) error {
	return w.p.each(func(e xml.StartElement) error {
		if e.Name.Local == "Choice" {
			return w.p.each(element, nil)
		}
		return w.p.skip()
	}, nil)
}

// table reads a table. A row is one paragraph, unless a cell holds several: such
// tables lay out a page.
func (w *word) table() error {
	return w.p.each(func(e xml.StartElement) error {
		if e.Name.Local != "tr" {
			return w.p.skip()
		}
		return w.row()
	}, nil)
}

func (w *word) row() error {
	before, out := w.references, w.out
	var cells [][]Paragraph
	deleted := false
	var cell func(e xml.StartElement) error
	cell = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "trPr":
			return w.p.each(func(e xml.StartElement) error {
				deleted = deleted || e.Name.Local == "del"
				return w.p.skip()
			}, nil)
		case "tc":
			var ps []Paragraph
			w.out = &ps
			err := w.blocks()
			cells = append(cells, ps)
			return err
		case "sdt":
			return w.content(cell)
		}
		return w.p.skip()
	}
	err := w.p.each(cell, nil)
	w.out = out
	if deleted {
		w.references = before
		return err
	}
	*out = append(*out, joinRow(cells)...)
	return err
}

// joinRow returns the paragraphs of a row: one, if no cell has more than one.
func joinRow(cells [][]Paragraph) []Paragraph {
	var all []Paragraph
	simple := true
	for _, c := range cells {
		simple = simple && len(c) < 2
		all = append(all, c...)
	}
	if !simple || len(all) < 2 {
		return all
	}
	row := Paragraph{Kind: Row, Place: all[0].Place}
	for i, p := range all {
		if i > 0 {
			row.Text += " "
		}
		row.Text += p.Text
	}
	return []Paragraph{row}
}
