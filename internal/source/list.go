package source

import "strings"

// ParseList reads a list of addresses, one a line. Empty lines and lines that
// begin with # are left out; a title may follow an address after white space.
func ParseList(b []byte) (Listing, error) {
	l := Listing{Kind: List}
	seen := map[string]bool{}
	for line := range strings.Lines(strings.TrimPrefix(string(b), "\ufeff")) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		address, title := line, ""
		if i := strings.IndexAny(line, " \t"); i >= 0 {
			address, title = line[:i], oneLine(line[i:])
		}
		l.add(seen, Ref{URL: Canonical("", address), Title: title})
	}
	if len(l.Refs) == 0 {
		return l, &Error{Kind: List, Msg: "holds no address: write one a line, each with http:// or https://"}
	}
	return l, nil
}

// oneLine puts a short text on one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
