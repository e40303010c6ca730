package link

import (
	"slices"

	"example.org/rapporteur"
)

// A KnownOrigin is the origin of a document as GroupOrigins told it before.
type KnownOrigin struct {
	Doc   rapporteur.DocID
	Name  string
	Story rapporteur.DocID // the first document with nearly the same text, by identity; itself if there is no other
}

// Known returns what origins tell of documents, in their order.
func (o Origins) Known(docs []Document) []KnownOrigin {
	out := make([]KnownOrigin, 0, len(docs))
	for _, d := range docs {
		story := d.ID
		if copies := o.copies[d.ID]; len(copies) > 0 {
			story = min(story, copies[0])
		}
		out = append(out, KnownOrigin{d.ID, o.Of(d.ID), story})
	}
	return out
}

// With returns the origins with those that are known besides, which count before
// what o tells of the same documents.
func (o Origins) With(known []KnownOrigin) Origins {
	out := Origins{of: map[rapporteur.DocID]string{}, copies: map[rapporteur.DocID][]rapporteur.DocID{}}
	for id, name := range o.of {
		out.of[id] = name
	}
	for id, copies := range o.copies {
		out.copies[id] = copies
	}
	stories := map[rapporteur.DocID][]rapporteur.DocID{}
	for _, k := range known {
		out.of[k.Doc] = k.Name
		stories[k.Story] = append(stories[k.Story], k.Doc)
	}
	for _, docs := range stories {
		slices.Sort(docs)
		for i, d := range docs {
			out.copies[d] = slices.Delete(slices.Clone(docs), i, i+1)
		}
	}
	return out
}
