package reader

import (
	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

// How many claims a text may have to be shown as a whole, and about how many a
// part of a longer one has: as much as a browser lays out at once.
const (
	many    = 400
	perPart = 250
)

// A Part is a stretch of a text with very many claims, which is shown by itself.
type Part struct {
	Number      int // from 1
	First, Last int // numbers of the claims whose quotes begin in it
	// Spots are these claims, where another part is shown: links to them lead here,
	// since no address of a claim tells its part.
	Spots []rapporteur.ClaimID

	paragraphs []view.Paragraph
	begins     []rapporteur.ClaimID
}

// partsOf cuts a text with more than many claims into parts: between paragraphs
// where it can be, else between the segments of one.
func partsOf(r *view.Reader) []Part {
	if len(r.Claims) <= many {
		return []Part{{paragraphs: r.Paragraphs}}
	}
	parts := []Part{{}}
	for _, para := range r.Paragraphs {
		n := 0
		for _, s := range para.Segments {
			n += len(s.Begins)
		}
		if last := parts[len(parts)-1]; len(last.begins) > 0 && len(last.begins)+n > perPart {
			parts = append(parts, Part{})
		}
		rest := view.Paragraph{Page: para.Page}
		for _, s := range para.Segments {
			if last := &parts[len(parts)-1]; len(last.begins) > 0 && len(s.Begins) > 0 && len(last.begins)+len(s.Begins) > perPart {
				if len(rest.Segments) > 0 {
					last.paragraphs = append(last.paragraphs, rest)
				}
				rest = view.Paragraph{}
				parts = append(parts, Part{})
			}
			rest.Segments = append(rest.Segments, s)
			last := &parts[len(parts)-1]
			last.begins = append(last.begins, s.Begins...)
		}
		last := &parts[len(parts)-1]
		last.paragraphs = append(last.paragraphs, rest)
	}
	first := 1
	for i := range parts {
		p := &parts[i]
		p.Number, p.First, p.Last = i+1, first, first+len(p.begins)-1
		first += len(p.begins)
	}
	return parts
}
