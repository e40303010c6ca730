package warc

import (
	"bytes"
	"html"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// A Filter selects pages before they are analysed. The zero filter selects all.
type Filter struct {
	// Words selects pages that hold at least one of them, in capitals or not.
	Words []string
	// Parties selects pages that hold, for each member, at least one of its
	// names. Names count in capitals as they are given, for "US" is not "us".
	Parties [][]string
	// From and Before bound the time of capture: From is the first that counts,
	// Before the first that no longer does. A zero time sets no bound; a record
	// without a date is within all bounds.
	From, Before time.Time
}

// InTime reports whether a record's date is within the bounds.
func (f Filter) InTime(date time.Time) bool {
	return date.IsZero() || (f.From.IsZero() || !date.Before(f.From)) && (f.Before.IsZero() || date.Before(f.Before))
}

// Match reports whether a page of a media type has the words and names asked
// for. It looks at the page as it came, its markup included, so that it may let
// a page through that is of no use, but keeps none back whose text has the words
// in one piece.
func (f Filter) Match(mediaType string, page []byte) bool {
	if len(f.Words) == 0 && len(f.Parties) == 0 {
		return true
	}
	s := decode(mediaType, page)
	if len(f.Words) > 0 {
		lower := strings.ToLower(s)
		if !anyOf(f.Words, func(w string) bool { return strings.Contains(lower, strings.ToLower(w)) }) {
			return false
		}
	}
	for _, names := range f.Parties {
		if !anyOf(names, func(n string) bool { return strings.Contains(s, n) }) {
			return false
		}
	}
	return true
}

func anyOf(words []string, has func(string) bool) bool {
	for _, w := range words {
		if has(w) {
			return true
		}
	}
	return false
}

// decode returns a page as UTF-8, with the characters that it writes as entities.
func decode(mediaType string, page []byte) string {
	if !utf8.Valid(page) {
		e, _, _ := charset.DetermineEncoding(page[:min(len(page), 1024)], mediaType)
		if b, err := e.NewDecoder().Bytes(page); err == nil {
			page = b
		}
	}
	if bytes.IndexByte(page, '&') >= 0 {
		return html.UnescapeString(string(page))
	}
	return string(page)
}
