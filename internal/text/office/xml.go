package office

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// read unpacks a member of the archive within its limits; an absent one is no bytes.
func (a *archive) read(name string) ([]byte, error) {
	f := a.members[name]
	if f == nil {
		return nil, nil
	}
	if f.Flags&1 != 0 {
		return nil, ErrLocked
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrBroken, name, err)
	}
	defer r.Close()
	// What the archive says of sizes may be a lie, so that the bytes are counted.
	most := min(a.limits.Part, a.limits.Total-a.total, max(1<<20, a.limits.Ratio*int64(f.CompressedSize64)))
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	a.total += int64(len(b))
	switch {
	case int64(len(b)) > most:
		return nil, fmt.Errorf("%w: %s unpacks to more than %d bytes", ErrTooLarge, name, most)
	case err != nil:
		return nil, fmt.Errorf("%w: %s: %w", ErrBroken, name, err)
	}
	return b, nil
}

// A parser goes through the XML of one member.
type parser struct {
	*xml.Decoder
	member string
	depth  int
	limits Limits
	size   *int // bytes of text in the document so far
}

func (a *archive) parser(member string, size *int) (*parser, error) {
	b, err := a.read(member)
	if err != nil {
		return nil, err
	}
	return &parser{Decoder: xml.NewDecoder(bytes.NewReader(b)), member: member, limits: a.limits, size: size}, nil
}

// errDeclaration refuses document type declarations: neither format has them, and
// entities that grow or point outside are declared there.
var errDeclaration = errors.New("holds a document type declaration")

// next returns the next token. encoding/xml has no entities but the five of XML
// itself and fetches nothing.
func (p *parser) next() (xml.Token, error) {
	t, err := p.Token()
	if err == io.EOF {
		return nil, err
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrBroken, p.member, err)
	}
	switch t.(type) {
	case xml.StartElement:
		if p.depth++; p.depth > p.limits.Depth {
			return nil, fmt.Errorf("%w: %s nests elements more than %d deep", ErrTooLarge, p.member, p.limits.Depth)
		}
	case xml.EndElement:
		p.depth--
	case xml.Directive:
		return nil, fmt.Errorf("%w: %s: %w", ErrBroken, p.member, errDeclaration)
	}
	return t, nil
}

// each calls element for every element in the open one, up to and with its end.
// element must take in all of the element it is called for, with each or skip.
// words, if not nil, is given the text that stands between them.
func (p *parser) each(element func(xml.StartElement) error, words func(string)) error {
	for {
		t, err := p.next()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := element(t); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		case xml.CharData:
			if words == nil {
				continue
			}
			if *p.size += len(t); *p.size > p.limits.Text {
				return fmt.Errorf("%w: more than %d bytes of text", ErrTooLarge, p.limits.Text)
			}
			words(string(t))
		}
	}
}

// all calls element for the elements of the whole member.
func (p *parser) all(element func(xml.StartElement) error) error {
	err := p.each(element, nil)
	if err == io.EOF {
		return nil
	}
	return err
}

// skip takes in the rest of the open element.
func (p *parser) skip() error {
	return p.each(func(xml.StartElement) error { return p.skip() }, nil)
}

// text returns the words of the open element and takes in its rest.
func (p *parser) text() (string, error) {
	var s strings.Builder
	err := p.each(func(xml.StartElement) error { return p.skip() }, func(t string) { s.WriteString(t) })
	return squeeze(s.String()), err
}

// attribute returns the value of an attribute by its local name, or "".
func attribute(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// squeeze runs white space together; lines, which only a line break ends, stay.
// A no-break space is none of it.
func squeeze(s string) string {
	lines := strings.Split(s, "\n")
	kept := lines[:0]
	for _, l := range lines {
		if l = strings.Join(strings.FieldsFunc(l, func(r rune) bool { return strings.ContainsRune(" \t\r\f", r) }), " "); l != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}

// properties reads what the properties of either format say: the elements of
// Dublin Core and those of the formats' own.
func (d *Document) properties(p *parser) error {
	var walk func(e xml.StartElement) error
	walk = func(e xml.StartElement) error {
		var field *string
		var day *time.Time
		switch e.Name.Local {
		case "title":
			field = &d.Title
		case "creator", "initial-creator":
			field = &d.Author
		case "Company":
			field = &d.Company
		case "language":
			field = &d.Language
		case "created", "creation-date":
			day = &d.Created
		case "modified", "date":
			day = &d.Modified
		default:
			return p.each(walk, nil)
		}
		s, err := p.text()
		if field != nil && *field == "" {
			*field = s
		}
		if day != nil && day.IsZero() {
			*day = parseTime(s)
		}
		return err
	}
	return p.all(walk)
}

// parseTime reads a time of the properties: W3CDTF, with or without a zone.
func parseTime(s string) time.Time {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02T15:04", "2006-01-02"} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() > 1980 {
			return t
		}
	}
	return time.Time{}
}
