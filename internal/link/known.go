package link

import (
	"maps"
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
		if prints := o.prints[d.ID]; len(prints) > 0 {
			story = prints[0]
		}
		out = append(out, KnownOrigin{d.ID, o.Of(d.ID), story})
	}
	return out
}

// With returns the origins with those that are known besides, which count before
// what o tells of the same documents.
func (o Origins) With(known []KnownOrigin) Origins {
	out := Origins{of: map[rapporteur.DocID]string{}, prints: map[rapporteur.DocID][]rapporteur.DocID{}}
	maps.Copy(out.of, o.of)
	maps.Copy(out.prints, o.prints)
	stories := map[rapporteur.DocID][]rapporteur.DocID{}
	for _, k := range known {
		out.of[k.Doc] = k.Name
		stories[k.Story] = append(stories[k.Story], k.Doc)
	}
	for _, prints := range stories {
		delete(out.prints, prints[0])
		if len(prints) < 2 {
			continue
		}
		slices.Sort(prints)
		for _, d := range prints {
			out.prints[d] = prints
		}
	}
	return out
}
