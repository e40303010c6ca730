package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// mostRetryAfter bounds how long a host can keep the client away with one answer.
const mostRetryAfter = 24 * time.Hour

// exchange sends one request and reads the answer, within a time. If the answer
// is a redirect, it returns where to, and a response that has only its status.
func (c *Client) exchange(ctx context.Context, u *url.URL, req Request, within time.Duration) (Response, string, error) {
	inner, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	hr := (&http.Request{Method: http.MethodGet, URL: u, Host: u.Host, Header: c.header(req)}).WithContext(inner)
	// One round trip, not a client's Do: nothing is followed, stored or added.
	ans, err := c.transport.RoundTrip(hr)
	if err != nil {
		return Response{}, "", c.failure(ctx, inner, u, err)
	}
	defer ans.Body.Close()
	resp := Response{URL: u.String(), Status: ans.StatusCode, RetryAfter: c.retryAfter(ans.Header)}
	if !resp.RetryAfter.IsZero() {
		c.paces.close(u.Hostname(), resp.RetryAfter)
	}

	location := ans.Header.Get("Location")
	switch {
	case isRedirect(ans.StatusCode) && location != "":
		return resp, location, nil
	case ans.StatusCode == http.StatusNotModified && req.conditional():
		resp.NotModified = true
	case ans.StatusCode < 200 || ans.StatusCode > 299:
		return Response{}, "", &Error{Fault: BadStatus, URL: u.String(), Status: ans.StatusCode, NotBefore: resp.RetryAfter, Msg: statusMsg(ans.StatusCode)}
	}
	if !resp.NotModified {
		if resp.Body, err = c.body(ans); err != nil {
			var own *Error
			if errors.As(err, &own) {
				own.URL, own.Status = u.String(), ans.StatusCode
				return Response{}, "", own
			}
			return Response{}, "", c.failure(ctx, inner, u, err)
		}
	}
	resp.FetchedAt = c.conf.Now().UTC().Round(0)
	resp.Header = make(http.Header)
	for _, k := range KeptHeaders {
		if v := ans.Header.Values(k); len(v) > 0 {
			resp.Header[k] = v
		}
	}
	resp.ContentType = ans.Header.Get("Content-Type")
	resp.ETag, resp.LastModified = ans.Header.Get("Etag"), lastModified(ans.Header)
	if resp.NotModified && resp.ETag == "" {
		resp.ETag = req.ETag
	}
	if resp.NotModified && resp.LastModified == "" {
		resp.LastModified = req.LastModified
	}
	return resp, "", nil
}

// lastModified returns the time of the last change, which is in whole seconds, or ""
// if the answer was given in that second: the page may have changed after it, and
// the server would not know the two apart (RFC 9110, section 8.8.2.2).
func lastModified(h http.Header) string {
	last := h.Get("Last-Modified")
	changed, err := http.ParseTime(last)
	if err != nil {
		return last
	}
	if sent, err := http.ParseTime(h.Get("Date")); err == nil && sent.Sub(changed) < time.Second {
		return ""
	}
	return last
}

// header is everything that a request says besides its address.
func (c *Client) header(req Request) http.Header {
	h := http.Header{
		"User-Agent":      {c.conf.UserAgent},
		"Accept":          {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"},
		"Accept-Encoding": {"gzip"},
	}
	if usable(req.ETag) {
		h.Set("If-None-Match", req.ETag)
	}
	if usable(req.LastModified) {
		h.Set("If-Modified-Since", req.LastModified)
	}
	return h
}

// usable says whether a validator can be sent. One that was damaged since is
// left out, and the page comes whole.
func usable(validator string) bool {
	isControl := func(r rune) bool { return r < ' ' || r == 0x7f }
	return validator != "" && !strings.ContainsFunc(validator, isControl)
}

func (r Request) conditional() bool { return usable(r.ETag) || usable(r.LastModified) }

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

func statusMsg(status int) string {
	name := strconv.Itoa(status)
	if t := http.StatusText(status); t != "" {
		name += " " + t
	}
	switch {
	case status == http.StatusNotFound, status == http.StatusGone:
		return "the page is not there (" + name + "): check the address; if it was there before, it has been removed"
	case status == http.StatusUnauthorized, status == http.StatusForbidden, status == http.StatusProxyAuthRequired,
		status == http.StatusUnavailableForLegalReasons:
		return "the host does not let us see the page (" + name + "): save it from a browser and read the file"
	case temporary(status):
		return "the host cannot give the page now (" + name + "): try again later"
	}
	return "the host gives something other than the page (" + name + "): open it in a browser and check the address"
}

// retryAfter reads the field in both its forms, seconds and a date (RFC 9110
// section 10.2.3).
func (c *Client) retryAfter(h http.Header) time.Time {
	v := strings.TrimSpace(h.Get("Retry-After"))
	if v == "" {
		return time.Time{}
	}
	now := c.conf.Now().UTC().Round(0)
	latest := now.Add(mostRetryAfter)
	at, err := http.ParseTime(v)
	if err != nil {
		if strings.Trim(v, "0123456789") != "" {
			return time.Time{}
		}
		at = latest
		if n, err := strconv.Atoi(v); err == nil && n <= int(mostRetryAfter/time.Second) {
			at = now.Add(time.Duration(n) * time.Second)
		}
	}
	switch {
	case !at.After(now):
		return time.Time{}
	case at.After(latest):
		return latest
	}
	return at.UTC()
}

func isTimeout(err error) bool {
	var t net.Error
	return errors.As(err, &t) && t.Timeout()
}

// isBroken says whether the other side, or the way to it, ended a connection.
func isBroken(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) ||
		errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE)
}

func megabytes(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d bytes", n)
	}
	return fmt.Sprintf("%d MB", n>>20)
}
