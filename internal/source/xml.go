package source

import (
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
)

// Limits of what is read: sitemaps.org allows 50 MB to a sitemap; no honest
// announcement nests its elements so deep.
const (
	maxBytes = 50 << 20
	maxDepth = 200
)

var errDeep = fmt.Errorf("its elements are nested deeper than %d levels", maxDepth)

// inflate unpacks what came as a gzip file, as sitemaps often do.
func inflate(b []byte) ([]byte, error) {
	if !bytes.HasPrefix(b, []byte{0x1f, 0x8b}) {
		return b, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	out, err := io.ReadAll(io.LimitReader(z, maxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(out) > maxBytes {
		return nil, fmt.Errorf("it unpacks to more than %d MB", maxBytes>>20)
	}
	return out, nil
}

// newDecoder returns a decoder that knows the charsets of the web and forgives
// what feeds get wrong. encoding/xml has no external entities.
func newDecoder(b []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(b))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = charset.NewReaderLabel
	return d
}

// elements calls visit for each element with the names of those it is in, itself
// last, in lower case, and its own text, when it ends. Attributes are those of
// its start. What was visited before an error stays visited.
func elements(b []byte, visit func(path []string, attrs []xml.Attr, text string)) error {
	type open struct {
		attrs []xml.Attr
		text  strings.Builder
	}
	var path []string
	var stack []*open
	d := newDecoder(b)
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if len(stack) >= maxDepth {
				return errDeep
			}
			path = append(path, strings.ToLower(t.Name.Local))
			stack = append(stack, &open{attrs: t.Attr})
		case xml.CharData:
			if n := len(stack); n > 0 {
				stack[n-1].text.Write(t)
			}
		case xml.EndElement:
			if n := len(stack); n > 0 {
				visit(path, stack[n-1].attrs, strings.TrimSpace(stack[n-1].text.String()))
				path, stack = path[:n-1], stack[:n-1]
			}
		}
	}
}

// root returns the name of the outermost element in lower case, or "".
func root(head []byte) string {
	d := newDecoder(head)
	for {
		t, err := d.Token()
		if err != nil {
			return ""
		}
		if s, ok := t.(xml.StartElement); ok {
			return strings.ToLower(s.Name.Local)
		}
	}
}
