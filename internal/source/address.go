package source

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxAddress is the longest address that is kept, in bytes: longer ones are not
// addresses of reports.
const maxAddress = 4096

// tracking are the parameters that say by which way a reader came and not which
// page is meant.
var tracking = []string{"fbclid", "gclid", "dclid", "msclkid", "yclid", "twclid", "igshid", "mc_cid", "mc_eid", "ocid", "cmpid"}

// Canonical returns the form of an address under which a page is kept, so that
// the same page has one: host in lower case, no port that goes without saying,
// no fragment, no parameters of tracking. It returns "" for what is not an
// address of the web, or holds a password. base resolves a relative address; it
// may be empty.
func Canonical(base, address string) string {
	address = strings.TrimSpace(address)
	if address == "" || len(address) > maxAddress {
		return ""
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	if b, err := url.Parse(base); err == nil && base != "" {
		u = b.ResolveReference(u)
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return ""
	}
	if !utf8.ValidString(u.Host) {
		return "" // no name of a host
	}
	u.Host = strings.ToLower(u.Host)
	if p := u.Port(); p == "" || u.Scheme == "http" && p == "80" || u.Scheme == "https" && p == "443" {
		u.Host = strings.TrimSuffix(u.Host, ":"+p)
	}
	if u.Path == "" {
		u.Path = "/"
	}
	u.Fragment, u.RawFragment, u.ForceQuery = "", "", false
	u.RawQuery = withoutTracking(u.RawQuery)
	if s := u.String(); len(s) <= maxAddress { // escapes make it longer
		return s
	}
	return ""
}

// withoutTracking leaves the other parameters as they are and in their order:
// some servers care.
func withoutTracking(query string) string {
	if query == "" {
		return ""
	}
	kept := slices.DeleteFunc(strings.Split(query, "&"), func(p string) bool {
		name, _, _ := strings.Cut(p, "=")
		name = strings.ToLower(name)
		return strings.HasPrefix(name, "utm_") || slices.Contains(tracking, name)
	})
	return strings.Join(kept, "&")
}
