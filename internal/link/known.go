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
// what o tells of the same documents. The known ones are of the sides that docs
// tell, which need no texts.
func (o Origins) With(known []KnownOrigin, docs []Document) Origins {
	out := Origins{of: map[rapporteur.DocID]string{}, prints: map[rapporteur.DocID][]rapporteur.DocID{}, sides: map[string]rapporteur.Party{}}
	maps.Copy(out.of, o.of)
	maps.Copy(out.prints, o.prints)
	maps.Copy(out.sides, o.sides)
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
	type source struct{ name, outlet, host string }
	looked := map[source]bool{} // to find a side takes long
	for _, d := range docs {
		at := source{out.of[d.ID], d.Outlet, host(d.URL)}
		if out.sides[at.name] != "" || looked[at] {
			continue
		}
		looked[at] = true
		if agency := agencies().is(at.name); agency || at.name == ownSource(d) {
			out.sides[at.name] = sideOf(at.name, agency, d)
		}
	}
	return out
}
