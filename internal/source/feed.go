package source

import (
	"bytes"
	"encoding/xml"
	"strings"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	"example.org/rapporteur"
)

// ParseFeed reads RSS, Atom or JSON Feed. Items without an address of their own
// count if they carry their text.
func ParseFeed(address string, b []byte) (Listing, error) {
	l := Listing{Kind: Feed}
	if err := shallow(b); err != nil {
		return l, &Error{Kind: Feed, Msg: "cannot be read", Err: err}
	}
	f, err := gofeed.NewParser().Parse(bytes.NewReader(b))
	if err != nil {
		return l, &Error{Kind: Feed, Msg: "is neither RSS nor Atom nor JSON Feed, or is broken: look at it in a browser", Err: err}
	}
	l.Title, l.Site = oneLine(f.Title), Canonical(address, f.Link)
	seen := map[string]bool{}
	for _, item := range f.Items {
		if item == nil {
			l.Passed++
			continue
		}
		r := Ref{ID: strings.TrimSpace(item.GUID), URL: Canonical(address, item.Link), Title: oneLine(plain(item.Title))}
		if r.URL == "" && strings.HasPrefix(r.ID, "http") {
			r.URL = Canonical("", r.ID) // RSS: a guid is the address unless it says otherwise
		}
		if len(r.ID) > maxAddress {
			r.ID = string(rapporteur.NewBlobID([]byte(r.ID)))
		}
		if r.Published = published(item.Published); r.Published.IsZero() && item.PublishedParsed != nil {
			r.Published, _ = rapporteur.DateOf(*item.PublishedParsed)
		}
		r.Stamp = oneLine(item.Updated)
		content := item.Content
		if len(item.Description) > len(content) {
			content = item.Description
		}
		if whole(content) || r.URL == "" && strings.TrimSpace(content) != "" {
			r.Content = content
			if r.ID == "" && r.URL == "" {
				r.ID = string(rapporteur.NewBlobID([]byte(content)))
			}
			if r.Stamp == "" { // a corrected text is news even if the feed gives no date of it
				r.Stamp = string(rapporteur.NewBlobID([]byte(content)))[:16]
			}
		}
		l.add(seen, r)
	}
	return l, nil
}

// shallow refuses XML whose depth would cost the parser its stack.
func shallow(b []byte) error {
	if bytes.HasPrefix(bytes.TrimLeft(b, " \t\r\n\ufeff"), []byte("{")) {
		return nil // encoding/json has a limit of its own
	}
	d, depth := newDecoder(b), 0
	for {
		t, err := d.RawToken()
		if err != nil {
			return nil // the parser will tell
		}
		switch t.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return errDeep
			}
		case xml.EndElement:
			depth--
		}
	}
}

// wholeLength is the least length, in code points, of a text that is taken for
// the whole of a report. Shorter ones may be the whole, too: then the page is
// fetched for nothing.
const wholeLength = 1200

// more are the ends of texts that go on elsewhere, in lower case.
var more = []string{"…", "...", "…]", "...]", "read more", "continue reading", "read on", "full story", "xem thêm"}

// whole reports whether content is a report and not a teaser of one.
func whole(content string) bool {
	if len(content) < wholeLength {
		return false
	}
	s := strings.ToLower(plain(content))
	if utf8.RuneCountInString(s) < wholeLength {
		return false
	}
	bare := strings.TrimRight(s, " .»>→")
	for _, end := range more {
		if strings.HasSuffix(s, end) || strings.HasSuffix(bare, end) {
			return false
		}
	}
	return true
}

// plain returns the words of HTML, set apart by single spaces.
func plain(content string) string {
	if !strings.ContainsAny(content, "<&") {
		return oneLine(content)
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(content))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return oneLine(b.String())
		case html.TextToken:
			b.Write(z.Text())
			b.WriteByte(' ')
		}
	}
}
