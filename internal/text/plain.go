package text

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"example.org/rapporteur"
)

// readPlain reads plain text, with or without front matter.
func readPlain(src Source, s string) (Draft, *Error) {
	d := Draft{Name: Name(src.Path), Body: s, MediaType: "text/plain"}
	if ext := strings.ToLower(filepath.Ext(src.Path)); ext == ".md" || ext == ".markdown" || strings.HasPrefix(src.MediaType, "text/markdown") {
		d.MediaType = "text/markdown"
	}
	head, body, ok := cutFrontMatter(s)
	if ok {
		d.Body = body
		if f := d.frontMatter(head); f != nil {
			return Draft{}, f
		}
	}
	if m := heading.FindStringSubmatch(d.Body); m != nil && d.Title == "" && d.MediaType == "text/markdown" {
		d.Title = m[1]
	}
	return d, nil
}

// A key of front matter and its value, on one line.
var keyValue = regexp.MustCompile(`^([A-Za-z][A-Za-z_-]*)[ \t]*:(?:[ \t]+(.*))?$`)

// maxFrontMatter is the most lines of front matter: a rule of hyphens further
// down closes nothing.
const maxFrontMatter = 100

// cutFrontMatter returns the lines between a first line "---" and the next, and
// what follows them. Text that merely begins with a rule has none: the first
// line after it must be a key and its value.
func cutFrontMatter(s string) (head []string, body string, ok bool) {
	first, rest, _ := strings.Cut(s, "\n")
	if strings.TrimRight(first, " \t\r") != "---" {
		return nil, s, false
	}
	for range maxFrontMatter {
		l, after, more := strings.Cut(rest, "\n")
		l = strings.TrimRight(l, " \t\r")
		if l == "---" {
			return head, strings.TrimLeft(after, "\r\n"), true
		}
		if !more || len(head) == 0 && !keyValue.MatchString(l) {
			return nil, s, false
		}
		head = append(head, l)
		rest = after
	}
	return nil, s, false
}

// frontMatter takes over what front matter says. Keys that mean nothing here, and
// lists and blocks below a key, are left to other programs.
func (d *Draft) frontMatter(head []string) *Error {
	for i, l := range head {
		number := i + 2 // after the opening rule
		if l == "" || strings.HasPrefix(l, "#") || i > 0 && (l[0] == ' ' || l[0] == '\t' || strings.HasPrefix(l, "- ")) {
			continue
		}
		m := keyValue.FindStringSubmatch(l)
		if m == nil {
			return &Error{Fault: BadShape, Line: number, Msg: fmt.Sprintf("front matter %q is not of the form key: value; correct it, or remove the --- lines", clip(l))}
		}
		key, v := strings.ToLower(m[1]), unquote(m[2])
		switch key {
		case "title":
			d.Title = v
		case "outlet", "publisher":
			d.Outlet = v
		case "url", "link", "canonical":
			d.URL = v
		case "source": // what people write here is an address or a name
			if strings.Contains(v, "://") {
				d.URL = first(d.URL, v)
			} else {
				d.Outlet = first(d.Outlet, v)
			}
		case "author", "byline":
			d.Byline = v
		case "language", "lang":
			d.Language = v
		case "register":
			d.Register = v
		case "published", "date":
			if v == "" || key == "date" && !d.Published.IsZero() {
				continue
			}
			date, err := ParsePublished(v)
			if err != nil {
				return &Error{Fault: BadDate, Line: number, Msg: err.Error()}
			}
			d.Published, d.Basis = date, rapporteur.BasisMetadata
		}
	}
	return nil
}

// heading matches a headline of the first level in Markdown.
var heading = regexp.MustCompile(`(?m)^# +(.+?)(?: +#+)?\s*$`)

// unquote removes the quotation marks that YAML writers put around a value.
func unquote(s string) string {
	s = strings.TrimSpace(s)
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return s
}

// clip shortens foreign text for an error message.
func clip(s string) string {
	n := 0
	for i := range s {
		if n++; n > 60 {
			return s[:i] + "…"
		}
	}
	return s
}
