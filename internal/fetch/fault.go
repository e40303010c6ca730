package fetch

import (
	"fmt"
	"net/http"
	"time"
)

// A Fault is a way in which fetching can fail. Test for one with
// errors.Is(err, fetch.Timeout).
type Fault string

// The faults.
const (
	BadAddress  Fault = "bad address"        // not an address of a page on the web
	Refused     Fault = "refused address"    // a host or network that must not be reached from here
	Offline     Fault = "offline"            // the client may not dial at all
	Robots      Fault = "robots"             // the host's robots.txt disallows the page
	RobotsFail  Fault = "robots unavailable" // robots.txt cannot be had now, so nothing may be fetched
	TooSoon     Fault = "too soon"           // the host's turn comes later than the client waits
	Timeout     Fault = "timeout"            // not complete in time
	Unreachable Fault = "unreachable"        // no such name, no connection, or it broke
	Untrusted   Fault = "untrusted"          // the certificate does not vouch for the host
	TooLarge    Fault = "too large"          // the header or the body is over its limit
	Ratio       Fault = "ratio"              // the body unpacks to far more than was sent
	Encoding    Fault = "encoding"           // a content encoding that was not asked for
	Malformed   Fault = "malformed"          // not HTTP, or the body is not what its header says
	Redirected  Fault = "redirects"          // too many redirects, a circle, or one that leads nowhere
	BadStatus   Fault = "status"             // an answer that is neither the page nor "not modified"
)

// Error returns the fault's name.
func (f Fault) Error() string { return string(f) }

// An Error says why a page could not be had and what to do about it.
type Error struct {
	Fault Fault
	URL   string // the address that failed: the one asked for, or a redirect's target
	// Status is the HTTP status, if the host answered: 404 and 410 say that the
	// page is gone.
	Status int
	// NotBefore is the moment before which asking again is of no use; zero if
	// it is not known.
	NotBefore time.Time
	Msg       string // what is wrong, then what to do next
	Err       error  // the cause, if another package found it
}

// Error returns "fetch URL: message: cause".
func (e *Error) Error() string {
	s := fmt.Sprintf("fetch %s: %s", e.URL, e.Msg)
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap returns the fault and the cause.
func (e *Error) Unwrap() []error {
	if e.Err == nil {
		return []error{e.Fault}
	}
	return []error{e.Fault, e.Err}
}

// Temporary says whether the same request may succeed later without anybody
// changing anything here: the host or the network was at fault, or it was not
// yet time.
func (e *Error) Temporary() bool {
	switch e.Fault {
	case RobotsFail, TooSoon, Timeout, Unreachable, Malformed:
		return true
	case BadStatus:
		return temporary(e.Status)
	}
	return false
}

// temporary says whether a status is about the moment, not about the page.
func temporary(status int) bool {
	switch status {
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests:
		return true
	case http.StatusNotImplemented, http.StatusHTTPVersionNotSupported:
		return false
	}
	return status >= 500
}
