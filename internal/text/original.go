package text

import (
	"sort"
	"strings"
	"unicode/utf8"

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

// locations returns where places of the given text are in the normalised one, nfc.
// A place inside a sequence that normalisation altered moves to the sequence's
// start; of those that come to the same code point, the last is kept.
func (o Original) locations(nfc string, places []Place) []rapporteur.Location {
	var out []rapporteur.Location
	point, from, next := rapporteur.CodePoint(0), 0, 0
	shift := 0 // of the normalised text against the given one, behind the changes passed
	for _, p := range places {
		for next < len(o.changes) && o.changes[next].to <= p.At {
			shift = o.changes[next].end - o.changes[next].to
			next++
		}
		at := p.At + shift
		if next < len(o.changes) && o.changes[next].from < p.At {
			at = o.changes[next].start
		}
		point += rapporteur.CodePoint(utf8.RuneCountInString(nfc[from:at]))
		from = at
		l := rapporteur.Location{At: point, Name: p.Name}
		if n := len(out); n > 0 && out[n-1].At == point {
			out[n-1] = l
			continue
		}
		out = append(out, l)
	}
	return out
}

// places returns the places of a draft, but for those that cannot be.
func places(d Draft) []Place {
	var out []Place
	for _, p := range d.Places {
		if p.At >= 0 && p.At < len(d.Body) && line(p.Name) != "" && (len(out) == 0 || p.At > out[len(out)-1].At) {
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
