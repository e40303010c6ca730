package view

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"example.org/rapporteur"
)

// A Reader is one document with its claims beside its words.
type Reader struct {
	Heading
	PublishedBasis string    `json:"published_basis,omitempty"` // how the date is known, in words
	Hash           string    `json:"hash"`                      // SHA-256 of the text
	Captured       []Arrival `json:"captured,omitempty"`        // the first one first
	// Versions is how many texts stood at its address, this one among them.
	Versions int    `json:"versions"`
	Byline   string `json:"byline,omitempty"` // who signs it, as the source writes it
	// Superseded is the version of its page that stands in its place; empty if it stands.
	Superseded rapporteur.DocID `json:"superseded,omitempty"`
	// Gone says when its page was found removed, and not since found there again.
	Gone time.Time `json:"gone,omitzero"`
	// SameOrigin names the other documents that tell the same story.
	SameOrigin []Heading `json:"same_origin,omitempty"`
	// Paragraphs hold the whole text in order, without the line breaks between them.
	Paragraphs []Paragraph   `json:"paragraphs"`
	Claims     []ReaderClaim `json:"claims"` // in order of the text
}

// An Arrival is one capture of the document.
type Arrival struct {
	At        time.Time         `json:"at"`
	Source    string            `json:"source"`
	Blob      rapporteur.BlobID `json:"blob"`
	MediaType string            `json:"media_type,omitempty"`
}

// A Paragraph is a run of text between line breaks.
type Paragraph struct {
	// Page is set where a page of the file begins in or before the paragraph, such as "p. 3".
	Page     string    `json:"page,omitempty"`
	Segments []Segment `json:"segments"`
}

// A Segment is a run of text within one paragraph that the same claims rest on.
// Quotes may overlap, so that a quote can be several segments.
type Segment struct {
	Text   string               `json:"text"`
	Start  rapporteur.CodePoint `json:"start"`            // in the whole text
	Claims []rapporteur.ClaimID `json:"claims,omitempty"` // empty for plain text
	// Begins are those of Claims whose quote starts here: the place to scroll to.
	Begins []rapporteur.ClaimID `json:"begins,omitempty"`
}

// NewReader returns a document with its claims, as the only version of its page.
// The document must have its text,
// and the input its claims; rejected ones are shown as such.
func NewReader(in Input, doc rapporteur.Document, captures []rapporteur.Capture) *Reader {
	x := newIndex(in)
	var claims []*rapporteur.Claim
	for _, c := range x.sorted {
		if c.Doc == doc.ID {
			claims = append(claims, c)
		}
	}
	// In order of the text; of two quotes that begin together the longer one first, as it holds the other.
	slices.SortStableFunc(claims, func(a, b *rapporteur.Claim) int {
		return cmp.Or(cmp.Compare(a.Quote.Start(), b.Quote.Start()), cmp.Compare(b.Quote.End(), a.Quote.End()), cmp.Compare(a.ID, b.ID))
	})
	r := &Reader{
		Heading: x.heading(doc, claims), PublishedBasis: basisWords[doc.PublishedBasis], Hash: doc.Text.Hash(),
		Paragraphs: paragraphs(doc.Text, claims), Claims: []ReaderClaim{}, Versions: 1, Byline: doc.Byline,
	}
	folios(r.Paragraphs, doc)
	for _, id := range x.Origins.Copies(doc.ID) {
		if d, ok := x.docs[id]; ok {
			r.SameOrigin = append(r.SameOrigin, x.heading(d.Document, nil))
		}
	}
	r.Captured = arrivals(captures)
	for _, c := range claims {
		r.Claims = append(r.Claims, x.readerClaim(c))
	}
	return r
}

func arrivals(captures []rapporteur.Capture) []Arrival {
	var out []Arrival
	for _, c := range captures {
		out = append(out, Arrival{At: c.At, Source: c.Source, Blob: c.Blob, MediaType: c.MediaType})
	}
	return out
}

// folios gives paragraphs the pages that begin in them. Where several do, the
// first counts: the others are told with the claims.
func folios(paragraphs []Paragraph, doc rapporteur.Document) {
	last := ""
	for i, p := range paragraphs {
		if len(p.Segments) == 0 {
			continue
		}
		end := p.Segments[len(p.Segments)-1]
		for _, l := range doc.Locations {
			if l.At > end.Start+rapporteur.CodePoint(utf8.RuneCountInString(end.Text)) {
				break
			}
			if name := page(l.Name); strings.HasPrefix(name, "p. ") && l.At >= p.Segments[0].Start && name != last {
				paragraphs[i].Page, last = name, name
				break
			}
		}
	}
}

// paragraphs cuts a text at its line breaks, and each line where a quote begins
// or ends. Empty lines are left out.
func paragraphs(t rapporteur.Text, claims []*rapporteur.Claim) []Paragraph {
	type quoted struct {
		span rapporteur.Span
		id   rapporteur.ClaimID
	}
	var quotes []quoted // by start
	var cuts []rapporteur.ByteOffset
	for _, c := range claims {
		if span, err := t.Locate(c.Quote); err == nil { // a claim of another text has no place in this one
			quotes = append(quotes, quoted{span, c.ID})
			cuts = append(cuts, span.Start(), span.End())
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	out := []Paragraph{}
	var open []quoted // those that are not known to have ended
	s := t.String()
	point, next := rapporteur.CodePoint(0), 0
	for at := rapporteur.ByteOffset(0); at < t.Len(); {
		end := t.Len()
		if i := indexByteFrom(s, '\n', at); i >= 0 {
			end = i
		}
		var p Paragraph
		for at < end {
			for len(cuts) > 0 && cuts[0] <= at {
				cuts = cuts[1:]
			}
			stop := end
			if len(cuts) > 0 {
				stop = min(stop, cuts[0])
			}
			seg := Segment{Text: s[at:stop], Start: point}
			open = slices.DeleteFunc(open, func(q quoted) bool { return q.span.End() <= at })
			for ; next < len(quotes) && quotes[next].span.Start() <= at; next++ {
				open = append(open, quotes[next])
				seg.Begins = append(seg.Begins, quotes[next].id)
			}
			for _, q := range open {
				seg.Claims = append(seg.Claims, q.id)
			}
			p.Segments = append(p.Segments, seg)
			point += rapporteur.CodePoint(utf8.RuneCountInString(seg.Text))
			at = stop
		}
		if len(p.Segments) > 0 {
			out = append(out, p)
		}
		if at < t.Len() { // the line break itself
			at++
			point++
		}
	}
	return out
}

func indexByteFrom(s string, b byte, from rapporteur.ByteOffset) rapporteur.ByteOffset {
	i := strings.IndexByte(s[from:], b)
	if i < 0 {
		return -1
	}
	return from + rapporteur.ByteOffset(i)
}
