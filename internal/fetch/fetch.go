// Package fetch is the only place that dials out: it gets pages over HTTP safely, politely and within limits.
//
// Safely: only public addresses are dialled, and those that the operator named;
// every redirect and every address that a name resolves to is checked, the last
// one when the connection is made. Nothing that identifies a reader is sent: no
// cookies, no credentials, no Referer. Politely: robots.txt is obeyed (RFC 9309),
// a host is asked at most once in an interval, and Retry-After is respected.
// Within limits: the header, the body after decompression, the ratio between the
// two, the redirects and the time are bounded.
package fetch

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// A Request asks for one page.
type Request struct {
	// URL is an absolute http or https address. CheckURL says what is accepted.
	URL string
	// ETag and LastModified are those of the Response that the caller has already,
	// as they were; with either, the answer may be that nothing was modified.
	ETag         string
	LastModified string
}

// A Response is what a host answered: a page (status 200 or another of 2xx), or
// that it was not modified since. Every other answer is an Error.
type Response struct {
	// URL is the address that answered, after redirects, in normal form and
	// without a fragment.
	URL string
	// Redirects are the addresses that led there, in order; the first is the one
	// asked for. Empty if there were none.
	Redirects []Redirect
	// Status is the HTTP status: 2xx, or 304 if NotModified.
	Status int
	// NotModified says that the page is still the one of the request's ETag or
	// LastModified. There is no body then.
	NotModified bool
	// Header holds those of the fields in KeptHeaders that the host sent.
	Header http.Header
	// ContentType is the field as it was sent, unchecked: hosts are often wrong.
	ContentType string
	// Body is the page without its content encoding, complete.
	Body []byte
	// ETag and LastModified are for the next Request. Those of the request are
	// kept where a host that answers "not modified" leaves them out.
	ETag         string
	LastModified string
	// RetryAfter is the moment before which the host asked not to be called
	// again; zero if it did not ask. The client keeps to it by itself.
	RetryAfter time.Time
	// FetchedAt is when the answer was complete, in UTC.
	FetchedAt time.Time
}

// Fields returns those fields of a header that are in KeptHeaders, as "Name:
// value", one a line, in order of names.
func Fields(h http.Header) string {
	var out strings.Builder
	for _, name := range slices.Sorted(maps.Keys(h)) {
		if !slices.Contains(KeptHeaders, name) {
			continue
		}
		for _, v := range h[name] {
			out.WriteString(name + ": " + strings.ToValidUTF8(strings.Join(strings.Fields(v), " "), "\ufffd") + "\n")
		}
	}
	return out.String()
}

// A Redirect is one step on the way to a page.
type Redirect struct {
	URL    string // the address that pointed on, in normal form
	Status int    // 301, 302, 303, 307 or 308; 301 and 308 are for good
}

// KeptHeaders are the fields of an answer that a Response keeps, in canonical form.
var KeptHeaders = []string{
	"Age", "Cache-Control", "Content-Disposition", "Content-Language", "Content-Location", "Content-Type",
	"Date", "Etag", "Expires", "Last-Modified", "Link", "Retry-After", "X-Robots-Tag",
}
