// Package source turns what announces reports (feeds, lists of feeds, sitemaps,
// lists of addresses) into references to them, and says when to look again.
//
// It is pure: bytes in, references out. Package source/watch fetches.
package source

import (
	"fmt"

	"example.org/rapporteur"
)

// A Kind is a manner in which reports are announced.
type Kind string

// The kinds. Page is an address that holds a report itself; Folder and Archive
// stand for what is not an announcement but holds reports as well.
const (
	Feed    Kind = "feed"    // RSS, Atom or JSON Feed
	Sitemap Kind = "sitemap" // sitemap, news sitemap, or an index of sitemaps
	List    Kind = "list"    // addresses, one a line
	OPML    Kind = "opml"    // a list of feeds
	Page    Kind = "page"    // one page that is watched for changes
	Folder  Kind = "folder"  // a folder of files
	Archive Kind = "archive" // a web archive (WARC, WARC.gz) or a mailbox (mbox)
)

// Kinds lists every kind.
var Kinds = []Kind{Feed, Sitemap, List, OPML, Page, Folder, Archive}

// MaxRefs is the most references that one listing may hold: what the sitemap
// protocol allows to a file (sitemaps.org, "Sitemap index files").
const MaxRefs = 50_000

// A Ref points to one report.
type Ref struct {
	// ID is what the source itself calls the report, or else its address.
	ID        string
	URL       string // canonical (see Canonical); empty if only Content is there
	Title     string
	Published rapporteur.Date // zero if the source does not tell
	// Stamp changes when the source says that the report has changed.
	Stamp string
	// Content is the report in HTML if the source carries the whole of it, else empty.
	Content string
}

// Before reports whether a report is surely older than the first day of a date:
// published before, or, where the source does not tell that, last changed before.
// Nothing is before the zero date.
func (r Ref) Before(day rapporteur.Date) bool {
	if day.IsZero() {
		return false
	}
	date := r.Published
	if date.IsZero() {
		date = published(r.Stamp)
	}
	_, last, dated := date.Bounds()
	first, _, bounded := day.Bounds()
	return dated && bounded && last.Before(first)
}

// A Listing is what one announcement holds.
type Listing struct {
	Kind  Kind
	Title string
	Site  string // address of the pages that the source belongs to
	Refs  []Ref
	// More are the addresses of further announcements: the sitemaps of an index,
	// the feeds of an OPML file.
	More []Link
	// Passed counts entries that could not be used: without an address of the
	// web, or over MaxRefs.
	Passed int
}

// A Link is the address of a further announcement.
type Link struct {
	URL, Title, Site string
	Category         string // folders of an OPML file, set apart by "/"
}

// An Error says what is wrong with an announcement and what to do about it.
type Error struct {
	Kind Kind
	Msg  string
	Err  error // the cause, if any
}

// Error returns the message.
func (e *Error) Error() string {
	s := fmt.Sprintf("this %s %s", e.Kind, e.Msg)
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Parse reads an announcement of a kind that came from an address, against which
// relative addresses are resolved. It depends on nothing but its arguments.
func Parse(kind Kind, address string, b []byte) (Listing, error) {
	switch kind {
	case Feed:
		return ParseFeed(address, b)
	case Sitemap:
		return ParseSitemap(address, b)
	case OPML:
		return ParseOPML(b)
	case List:
		return ParseList(b)
	}
	return Listing{}, &Error{Kind: kind, Msg: "announces nothing: read it itself"}
}

// add takes a reference over, once for each identity, or counts it as passed over.
func (l *Listing) add(seen map[string]bool, r Ref) {
	if r.ID == "" {
		r.ID = r.URL
	}
	switch {
	case r.ID == "" || r.URL == "" && r.Content == "" || len(l.Refs) >= MaxRefs:
		l.Passed++
	case !seen[r.ID]:
		seen[r.ID] = true
		l.Refs = append(l.Refs, r)
	}
}
