package text

import (
	"sort"
	"strings"

	"example.org/rapporteur"
	"golang.org/x/text/unicode/norm"
)

// An Original is a text as it was given, with the way back to it from the text
// in normalisation form C that a document keeps. "As given" is the decoded file
// for plain text, the string for JSON, the extracted body for HTML and mail, the
// paragraphs for office documents, and the text that was rebuilt for PDF. The zero Original is that of the empty text.
type Original struct {
	s       string
	changes []change // in order; between them both texts are the same, bytes shifted
	places  []Place  // in order
}

// A Place names where in the file a stretch of the given text stands: a
// paragraph of an office document, the part of a mail, the page of a PDF.
type Place struct {
	At   int    `json:"at"` // byte of the given text at which the stretch begins
	Name string `json:"name"`
}

// A change is a run of whole segments that normalisation altered.
type change struct{ start, end, from, to int } // [start,end) in the normalised text was [from,to) in s

// String returns the text as it was given.
func (o Original) String() string { return o.s }

// Quote returns the words of a span of the document's text as they were given:
// an exact substring of String. A border that falls inside a sequence that
// normalisation altered, such as between a letter and its combining mark, moves
// outwards to that sequence's end. The span must be of the document's text.
func (o Original) Quote(s rapporteur.Span) string {
	return o.s[o.back(int(s.Start()), false):o.back(int(s.End()), true)]
}

// Place returns the name of the place in the file where a span of the document's
// text begins, such as "word/document.xml paragraph 12", "part 1.2" or "page 3".
// It is empty for forms that are text themselves.
func (o Original) Place(s rapporteur.Span) string {
	at := o.back(int(s.Start()), false)
	i := sort.Search(len(o.places), func(i int) bool { return o.places[i].At > at })
	if i == 0 {
		return ""
	}
	return o.places[i-1].Name
}

// places returns the places of a draft, but for those that cannot be.
func places(d Draft) []Place {
	var out []Place
	for _, p := range d.Places {
		if p.At >= 0 && p.At < len(d.Body) && (len(out) == 0 || p.At > out[len(out)-1].At) {
			out = append(out, Place{p.At, line(p.Name)})
		}
	}
	return out
}

// back returns the offset in the given text of an offset in the normalised one;
// inside a change, that of the change's start or, if up, of its end.
func (o Original) back(at int, up bool) int {
	i := sort.Search(len(o.changes), func(i int) bool { return o.changes[i].end >= at })
	if i < len(o.changes) && o.changes[i].start < at && at < o.changes[i].end {
		if up {
			return o.changes[i].to
		}
		return o.changes[i].from
	}
	if i < len(o.changes) && o.changes[i].end == at {
		return o.changes[i].to
	}
	if i == 0 {
		return at
	}
	return o.changes[i-1].to + at - o.changes[i-1].end
}

// normalise returns s in normalisation form C and the way back to s.
func normalise(s string) (string, Original) {
	o := Original{s: s}
	if norm.NFC.IsNormalString(s) {
		return s, o
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		n := norm.NFC.QuickSpanString(s[i:])
		b.WriteString(s[i : i+n])
		i += n
		if i == len(s) {
			break
		}
		// A segment is the least that can be normalised without regard to what
		// stands around it.
		n = norm.NFC.NextBoundaryInString(s[i:], true)
		from, start := i, b.Len()
		b.WriteString(norm.NFC.String(s[i : i+n]))
		i += n
		if b.String()[start:] != s[from:i] {
			o.changes = append(o.changes, change{start, b.Len(), from, i})
		}
	}
	return b.String(), o
}
