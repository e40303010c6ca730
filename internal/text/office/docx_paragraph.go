package office

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

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
