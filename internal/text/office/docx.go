package office

import (
	"encoding/xml"
	"fmt"
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

// paragraph reads a paragraph, and after it the text boxes that are anchored in it.
func (w *word) paragraph() error {
	w.count++
	p := Paragraph{Kind: Plain, Place: fmt.Sprintf("%s paragraph %d", w.p.member, w.count)}
	in := &inline{word: w}
	furniture := false
	err := w.p.each(func(e xml.StartElement) error {
		if e.Name.Local != "pPr" {
			return in.element(e)
		}
		return w.p.each(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "pStyle":
				furniture = w.apply(&p, attribute(e, "val"))
			case "outlineLvl":
				if p.Level = outline(e); p.Level > 0 {
					p.Kind = Heading
				}
			case "numPr":
				if p.Kind == Plain {
					p.Kind = Item
				}
			}
			return w.p.skip()
		}, nil)
	}, nil)
	if p.Text = squeeze(in.words.String()); p.Text != "" && !furniture {
		*w.out = append(*w.out, p)
	}
	*w.out = append(*w.out, in.boxes...)
	return err
}

// apply gives a paragraph what its style makes it and reports whether that is
// page furniture. Names of built-in styles are the same in all languages, ids
// are not.
func (w *word) apply(p *Paragraph, id string) (furniture bool) {
	for range 10 { // a style may be based on others, and damage on itself
		s, ok := w.styles[id]
		if !ok {
			return false
		}
		level, isHeading := strings.CutPrefix(s.name, "heading ")
		switch n, err := strconv.Atoi(level); {
		case isHeading && err == nil:
			p.Kind, p.Level = Heading, n
			return false
		case s.name == "title":
			p.Kind = Title
			return false
		case strings.HasPrefix(s.name, "toc "), s.name == "header", s.name == "footer", s.name == "table of figures":
			return true
		case s.outline > 0:
			p.Kind, p.Level = Heading, s.outline
			return false
		case strings.HasPrefix(s.name, "list ") && s.name != "list paragraph":
			p.Kind = Item
		}
		id = s.basedOn
	}
	return false
}

// An inline gathers the words of a paragraph.
type inline struct {
	*word
	words strings.Builder
	boxes []Paragraph
}

func (in *inline) element(e xml.StartElement) error {
	switch e.Name.Local {
	case "r":
		return in.run()
	case "hyperlink", "ins", "moveTo", "smartTag", "customXml", "fldSimple", "dir", "bdo":
		return in.p.each(in.element, nil)
	case "sdt":
		return in.content(in.element)
	case "AlternateContent":
		return in.choice(in.element)
	}
	return in.p.skip() // deletions and where moved text came from, among others
}

func (in *inline) run() error {
	hidden := false
	var element func(e xml.StartElement) error
	element = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "rPr":
			return in.p.each(func(e xml.StartElement) error {
				if v := attribute(e, "val"); e.Name.Local == "vanish" && v != "0" && v != "false" {
					hidden = true
				}
				return in.p.skip()
			}, nil)
		case "t":
			return in.p.each(func(xml.StartElement) error { return in.p.skip() }, func(s string) {
				if !hidden {
					in.words.WriteString(strings.ReplaceAll(s, "\n", " "))
				}
			})
		case "tab", "ptab":
			in.words.WriteByte(' ')
		case "br", "cr":
			if t := attribute(e, "type"); t == "page" || t == "column" {
				in.words.WriteByte(' ')
			} else {
				in.words.WriteByte('\n')
			}
		case "noBreakHyphen":
			in.words.WriteRune('\u2011')
		case "footnoteReference", "endnoteReference":
			in.references = append(in.references, reference{strings.TrimSuffix(e.Name.Local, "Reference"), attribute(e, "id")})
		case "drawing", "pict", "object":
			return in.p.each(in.drawn, nil)
		case "AlternateContent":
			return in.choice(element)
		}
		return in.p.skip()
	}
	return in.p.each(element, nil)
}

// drawn looks for text boxes in a drawing.
func (in *inline) drawn(e xml.StartElement) error {
	switch e.Name.Local {
	case "txbxContent":
		out := in.out
		in.out = &in.boxes
		err := in.blocks()
		in.out = out
		return err
	case "AlternateContent":
		return in.choice(in.drawn)
	}
	return in.p.each(in.drawn, nil)
}
