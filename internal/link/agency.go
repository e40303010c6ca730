package link

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed agencies.txt
var agencyList string

// agencies finds news agencies in words. It takes a while to make, and most
// commands do without.
var agencies = sync.OnceValue(func() *agencyTable {
	t := &agencyTable{names: map[string]string{}}
	var patterns []string
	for line := range strings.Lines(agencyList) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		all := strings.Split(line, "|")
		for _, n := range all {
			t.names[n] = all[0]
			patterns = append(patterns, regexp.QuoteMeta(n))
		}
	}
	// The longest first, for the expression takes the first that fits.
	slices.SortFunc(patterns, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	any := `(` + strings.Join(patterns, "|") + `)`
	t.name = regexp.MustCompile(`(?:^|[^\pL\pN])` + any + `(?:$|[^\pL\pN])`)
	for _, p := range []string{
		`^[^(\n]{1,60}\(` + any + `\)`,                                                   // Hanoi (VNA) – …
		`(?m)^[ \t]*[-–—]+[ \t]*` + any + `[ \t/.]*$`,                                    // –VNA
		`(?m)[.!?”"][ \t]*[-–—]+[ \t]*` + any + `[ \t/.]*$`,                              // … in person.-VNA
		`(?m)^[ \t]*` + any + `[ \t]*$`,                                                  // VNA
		`[Aa]ccording to (?:the )?` + any + `(?:$|[^\pL\pN])`,                            // according to VNA
		`(?:^|[^\pL\pN])` + any + ` (?:has )?(?:reports|reported)(?:$|[^\pL\pN])`,        // VNA reports
		`(?:citing|cited by|quoting|quoted by|reported by) (?:the )?` + any + `(?:$|\W)`, // citing VNA
	} {
		t.credits = append(t.credits, regexp.MustCompile(p))
	}
	return t
})

type agencyTable struct {
	names   map[string]string // the name to show, by every name
	name    *regexp.Regexp
	credits []*regexp.Regexp
}

// named returns the agency that the name or address of an outlet holds.
func (t *agencyTable) named(outlet string) string {
	if m := t.name.FindStringSubmatch(outlet); m != nil {
		return t.names[m[1]]
	}
	return ""
}

// is reports whether a name is that by which an agency is called here.
func (t *agencyTable) is(name string) bool {
	for _, n := range t.names {
		if n == name {
			return true
		}
	}
	return false
}

// openingLength is how far into a text, in bytes, an agency that is named as the
// source of the report is looked for; further down it is the source of a detail.
const openingLength = 600

// credited returns the agency that a text gives as the source of its report, in
// its dateline, its opening or its last line. Credits of photographs do not count.
func (t *agencyTable) credited(text string) string {
	lines := slices.DeleteFunc(strings.Split(text, "\n"), func(l string) bool {
		l = strings.ToLower(l)
		return strings.Contains(l, "photo") || strings.Contains(l, "image") && len(l) < 200
	})
	lines = slices.DeleteFunc(lines, func(l string) bool { return strings.TrimSpace(l) == "" })
	if len(lines) == 0 {
		return ""
	}
	opening := strings.Join(lines, "\n")
	opening = opening[:min(len(opening), openingLength)]
	ending := lines[len(lines)-1]
	for i, c := range t.credits {
		part := opening
		if 0 < i && i < 4 {
			part = ending
		}
		if m := c.FindStringSubmatch(part); m != nil {
			return t.names[m[1]]
		}
	}
	return ""
}
