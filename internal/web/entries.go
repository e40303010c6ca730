package web

import (
	"cmp"
	"maps"
	"net/url"
	"strconv"
)

// How many entries of each list a page of several lists shows at first, how many rows
// one of tables, and any page at most. Forms other than the page hold all.
const (
	entriesFirst = 20
	rowsFirst    = 100
	entriesMost  = 640
)

// shownOf returns how many entries of each list an address asks for by n, of which
// there are first at first and most at most.
func shownOf(q url.Values, first, most int) int {
	n, err := strconv.Atoi(q.Get("n"))
	if err != nil {
		return first
	}
	return max(first, min(n, most))
}

// shownNext returns how many are shown next; 0 if there can be no more.
func shownNext(shown int) int {
	if shown >= entriesMost {
		return 0
	}
	return min(4*shown, entriesMost)
}

// Shown is how many entries of each list the page shows.
func (s *sheet) Shown() int { return shownOf(s.Query, cmp.Or(s.first, entriesFirst), entriesMost) }

// Next leads to the same page with more entries of each list; empty if there can be
// no more.
func (s *sheet) Next() string {
	n := shownNext(s.Shown())
	if n == 0 {
		return ""
	}
	return s.Showing(n)
}

// Showing leads to the same page with so many entries, however many the address asks for.
func (s *sheet) Showing(n int) string {
	q := maps.Clone(s.Query)
	q.Set("n", strconv.Itoa(n))
	return withQuery(s.Path, q)
}

// A cut says that a list is not shown to its end.
type cut struct {
	Heading string // its id
	Left    int
	Next    string // leads to more of it; empty if there can be no more
	Whole   lead   // to the form that holds all
}

// Cut returns what to say below a list of which some are left; nil for nothing. ext
// is the ending of the form that holds the list: ".csv" or ".json".
func (s *sheet) Cut(heading string, left int, ext string) *cut {
	if left <= 0 {
		return nil
	}
	return &cut{heading, left, s.Next(), s.Form(ext)}
}

// Form leads to another form of the page.
func (s *sheet) Form(ext string) lead {
	words := "the table as CSV"
	if ext == asJSON {
		words = "the whole as JSON"
	}
	return lead{s.In(ext), words}
}
