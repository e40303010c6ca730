package source

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// ParseOPML reads a list of feeds (OPML 2.0, opml.org/spec2.opml): every outline
// with an xmlUrl, with the folders it is in.
func ParseOPML(b []byte) (Listing, error) {
	l := Listing{Kind: OPML}
	seen := map[string]bool{}
	d := newDecoder(b)
	var folders []string // titles of the open outlines
	var path []string
	isOPML := false
	for {
		t, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			if len(l.More) > 0 {
				break // what stands before the damage is good
			}
			return l, &Error{Kind: OPML, Msg: "is not well-formed XML: export it again", Err: err}
		}
		switch t := t.(type) {
		case xml.StartElement:
			if len(path) >= maxDepth {
				return l, &Error{Kind: OPML, Msg: "cannot be read", Err: errDeep}
			}
			name := strings.ToLower(t.Name.Local)
			path = append(path, name)
			isOPML = isOPML || name == "opml"
			if name == "outline" {
				folders = append(folders, l.outline(seen, t.Attr, folders))
			}
		case xml.CharData:
			if strings.Join(path, "/") == "opml/head/title" {
				l.Title = oneLine(l.Title + string(t))
			}
		case xml.EndElement:
			if n := len(path); n > 0 {
				if path[n-1] == "outline" {
					folders = folders[:len(folders)-1]
				}
				path = path[:n-1]
			}
		}
	}
	switch {
	case !isOPML:
		return l, &Error{Kind: OPML, Msg: "has no element opml: check that it is a list of feeds"}
	case len(l.More) == 0:
		return l, &Error{Kind: OPML, Msg: "names no feed: each outline needs an xmlUrl with http:// or https://"}
	}
	return l, nil
}

// outline takes over the feed of an outline, if it is one, and returns its title.
func (l *Listing) outline(seen map[string]bool, attrs []xml.Attr, folders []string) string {
	at := map[string]string{}
	for _, a := range attrs {
		at[strings.ToLower(a.Name.Local)] = oneLine(a.Value)
	}
	title := at["title"]
	if title == "" {
		title = at["text"]
	}
	if _, feed := at["xmlurl"]; !feed {
		return title
	}
	url := Canonical("", at["xmlurl"])
	switch {
	case url == "" || len(l.More) >= MaxRefs:
		l.Passed++
	case !seen[url]:
		seen[url] = true
		l.More = append(l.More, Link{URL: url, Title: title, Site: Canonical("", at["htmlurl"]), Category: strings.Join(folders, "/")})
	}
	return title
}

// An outline is an element of an OPML file.
type outline struct {
	Text     string    `xml:"text,attr"`
	Title    string    `xml:"title,attr,omitempty"`
	Type     string    `xml:"type,attr,omitempty"`
	XMLURL   string    `xml:"xmlUrl,attr,omitempty"`
	HTMLURL  string    `xml:"htmlUrl,attr,omitempty"`
	Outlines []outline `xml:"outline"`
}

// WriteOPML writes a list of feeds as OPML 2.0, in the order given and, for those
// with the same category as the one before them, in one folder.
func WriteOPML(w io.Writer, title string, feeds []Link) error {
	type opml struct {
		XMLName  xml.Name  `xml:"opml"`
		Version  string    `xml:"version,attr"`
		Title    string    `xml:"head>title"`
		Outlines []outline `xml:"body>outline"`
	}
	doc := opml{Version: "2.0", Title: title}
	for i, f := range feeds {
		name := f.Title
		if name == "" {
			name = f.URL
		}
		o := outline{Text: name, Title: name, Type: "rss", XMLURL: f.URL, HTMLURL: f.Site}
		switch {
		case f.Category == "":
			doc.Outlines = append(doc.Outlines, o)
		case i > 0 && feeds[i-1].Category == f.Category:
			folder := &doc.Outlines[len(doc.Outlines)-1]
			folder.Outlines = append(folder.Outlines, o)
		default:
			doc.Outlines = append(doc.Outlines, outline{Text: f.Category, Outlines: []outline{o}})
		}
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("write OPML: %w", err)
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return fmt.Errorf("write OPML: %w", err)
	}
	if _, err := io.WriteString(w, "\n"); err != nil {
		return fmt.Errorf("write OPML: %w", err)
	}
	return nil
}
