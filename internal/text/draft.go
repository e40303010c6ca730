package text

import (
	"net/url"
	"strings"

	"example.org/rapporteur"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// A Draft is a document as its bytes describe it, before the caller's knowledge
// is added and the text is normalised. It is plain data, so that it can come from
// a process apart; Reader.Read takes nothing in it for granted.
type Draft struct {
	Name      string `json:"name,omitempty"`
	URL       string `json:"url,omitempty"`
	Outlet    string `json:"outlet,omitempty"`
	Title     string `json:"title,omitempty"`
	Byline    string `json:"byline,omitempty"`
	Language  string `json:"language,omitempty"`
	Register  string `json:"register,omitempty"`
	MediaType string `json:"media_type,omitempty"`

	Published rapporteur.Date  `json:"published,omitzero"`
	Basis     rapporteur.Basis `json:"basis,omitempty"`

	Body   string  `json:"body"` // as given
	Places []Place `json:"places,omitempty"`

	Next string `json:"next,omitempty"`
	AMP  string `json:"amp,omitempty"`

	Several bool `json:"several,omitempty"` // the bytes hold other documents too
	Line    int  `json:"line,omitempty"`    // of the record that holds it, from 1; 0 if the bytes are not lines
}

// check returns what makes a draft no document.
func (d Draft) check() *Error {
	switch {
	case strings.TrimSpace(d.Body) == "":
		return &Error{Fault: Empty, Line: d.Line, Msg: "holds no text: the article's words are missing"}
	case len(d.Body) > MaxText:
		f := tooLarge(MaxText)
		f.Line = d.Line
		return f
	case strings.ContainsRune(d.Body, 0):
		return &Error{Fault: BadEncoding, Line: d.Line, Msg: "the text holds NUL characters: remove them and read it again"}
	}
	return nil
}

// finish makes the document of a draft.
func finish(src Source, d Draft) (Input, *Error) {
	if f := d.check(); f != nil {
		return Input{}, f
	}
	if src.Outlet != "" {
		d.Outlet = src.Outlet
	}
	if !d.Several {
		if src.URL != "" {
			d.URL = src.URL
		}
		if src.Title != "" {
			d.Title = src.Title
		}
	}
	switch {
	case !src.Published.IsZero():
		d.Published, d.Basis = src.Published, src.PublishedBasis
		if d.Basis == "" {
			d.Basis = rapporteur.BasisGiven
		}
	case d.Published.IsZero():
		if d.Published = addressDate(d.URL); !d.Published.IsZero() {
			d.Basis = rapporteur.BasisAddress
		}
	}
	if d.Outlet == "" {
		d.Outlet = host(d.URL)
	}
	nfc, original := normalise(d.Body)
	t, err := rapporteur.NewText(nfc)
	if err != nil {
		return Input{}, &Error{Fault: BadEncoding, Line: d.Line, Msg: "cannot be kept as text", Err: err}
	}
	return Input{
		Doc: rapporteur.Document{
			ID:             rapporteur.NewDocID(d.URL, t),
			Name:           d.Name,
			URL:            d.URL,
			Outlet:         line(d.Outlet),
			Title:          line(d.Title),
			Language:       languageTag(d.Language),
			Published:      d.Published,
			PublishedBasis: d.Basis,
			Register:       line(d.Register),
			Byline:         line(d.Byline),
			Locations:      original.locations(nfc, places(d)),
			Text:           t,
		},
		Original:  original,
		MediaType: d.MediaType,
		Next:      d.Next,
		AMP:       d.AMP,
	}, nil
}

// line puts a short text such as a title on one line, in normalisation form C.
func line(s string) string { return norm.NFC.String(strings.Join(strings.Fields(s), " ")) }

// host returns the host of an address without "www.": an outlet's name where
// nothing better is known.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// languageTag returns the canonical BCP 47 tag of s, or "" if s is none: what
// a page calls its language is often not a language.
func languageTag(s string) string {
	if s == "" {
		return ""
	}
	tag, err := language.Parse(strings.TrimSpace(s))
	if err != nil || tag == language.Und {
		return ""
	}
	return tag.String()
}
