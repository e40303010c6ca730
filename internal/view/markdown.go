package view

import (
	"net/url"
	"strings"
)

// Markdown makes a text of others safe to stand in CommonMark as itself: on one
// line, without markup, without characters that steer what shows it.
func Markdown(s string) string {
	s = oneLine(s)
	var b strings.Builder
	for i, r := range s {
		switch {
		case strings.ContainsRune("\\`*_[]<>&|~^$", r), i == 0 && strings.ContainsRune("#+-=:", r):
			b.WriteByte('\\')
		case r == '!' && strings.HasPrefix(s[i+1:], "["):
			b.WriteByte('\\')
		case (r == '.' || r == ')') && i > 0 && strings.Trim(s[:i], "0123456789") == "": // "1." would begin a list
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// OneLine makes a text of others safe to show where no markup is read: on one
// line, without characters that could steer or reorder what stands around them.
func OneLine(s string) string { return oneLine(s) }

// MarkdownLink returns an address as a CommonMark autolink; empty if it is not
// one of the web, or could end the link early.
func MarkdownLink(address string) string {
	if WebAddress(address) == "" {
		return ""
	}
	return "<" + address + ">"
}

// WebAddress returns an address if it is one of the web that can be shown and
// followed; otherwise the empty string.
func WebAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	if strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r == '<' || r == '>' || r == '\\' || unprintable(r) }) {
		return ""
	}
	return address
}

// Cited returns a source in words for a note: outlet, date of publication, and
// how it is attributed where that says more than the outlet.
func (s Source) Cited() string {
	outlet := s.Outlet
	if outlet == "" {
		outlet = "outlet not known"
	}
	words := outlet + ", " + s.Published.Words
	if s.Published.Date.IsZero() {
		words = outlet + ", date of publication not known"
	}
	if s.Page != "" {
		words += ", " + s.Page
	}
	if s.Superseded != "" {
		words += ", in a version that no longer stands"
	}
	return words
}
