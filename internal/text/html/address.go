package html

import (
	"net/url"
	"regexp"
	"strings"
)

// resolve returns a reference of a page as an address of the web, or "". base is
// where the page is, if that is known.
func resolve(ref, base string) string {
	ref = strings.TrimSpace(ref)
	if ref == "" {
		return ""
	}
	b, err := url.Parse(base)
	if err != nil || !b.IsAbs() {
		return absolute(ref)
	}
	u, err := b.Parse(ref)
	if err != nil {
		return ""
	}
	return absolute(u.String())
}

// A page's number at the end of an address: "/2", "/page/2", "-2.html", "_p2".
var pageNumber = regexp.MustCompile(`(?i)(?:[/_,.-](?:page|p|pg|seite|trang|part)?[/_=-]?[0-9]{1,3})(\.[a-z]{3,5})?/?$`)

// nextPage returns next if it is the next page of the same article, and not, as
// on blogs, the next article: it differs from one of the page's own addresses in
// nothing but a page's number.
func nextPage(next string, own ...string) string {
	n, err := url.Parse(next)
	if next == "" || err != nil {
		return ""
	}
	for _, o := range own {
		u, err := url.Parse(o)
		if o == "" || err != nil || !strings.EqualFold(u.Host, n.Host) || u.String() == n.String() {
			continue
		}
		if unnumbered(n, true) == unnumbered(u, false) || unnumbered(n, true) == unnumbered(u, true) {
			return next
		}
	}
	return ""
}

// unnumbered returns path and query of an address without a page's number.
func unnumbered(u *url.URL, path bool) string {
	q := u.Query()
	for _, key := range []string{"page", "p", "pg", "paged", "seite", "trang"} {
		q.Del(key)
	}
	p := strings.TrimSuffix(u.Path, "/")
	if path && u.Query().Encode() == q.Encode() {
		p = strings.TrimSuffix(pageNumber.ReplaceAllString(u.Path, "$1"), "/")
	}
	return p + "?" + q.Encode()
}
