package link

import (
	"fmt"
	"iter"
	"slices"

	"example.org/rapporteur"
)

// Holdings are what records are built from where the claims are too many to be
// held at once.
type Holdings struct {
	// Input is all but the claims, of which it holds none. Its verdicts may still
	// be filled in while All runs.
	Input
	// All yields every claim once. It is called first, and once.
	All func() iter.Seq2[rapporteur.Claim, error]
	// Of yields the claims of some documents. It is called for each part.
	Of func([]rapporteur.DocID) iter.Seq2[rapporteur.Claim, error]
}

// A Part is the records of claims that cannot be of one thing with those of
// another part: all persons, or what some sets of parties do. Its input also
// holds what else its documents claim.
type Part struct {
	Input   Input
	Records []rapporteur.Record // in the order of Build
}

// partSize is about how many claims a part holds, unless more of them belong
// together: enough for a part to be worth a query.
const partSize = 5000

// Records yields the records that Build would make of all claims, part by part.
// It ends with the first error of All or Of.
func (h Holdings) Records() iter.Seq2[rapporteur.Record, error] {
	return func(yield func(rapporteur.Record, error) bool) {
		for p, err := range h.Parts() {
			if err != nil {
				yield(rapporteur.Record{}, err)
				return
			}
			for _, r := range p.Records {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}

// Parts yields the records by parts, persons first. It ends with the first error
// of All or Of.
func (h Holdings) Parts() iter.Seq2[Part, error] { return h.parts(partSize) }

func (h Holdings) parts(size int) iter.Seq2[Part, error] {
	return func(yield func(Part, error) bool) {
		s, err := h.survey()
		if err != nil {
			yield(Part{}, fmt.Errorf("look through the claims: %w", err))
			return
		}
		persons, personOf := h.persons(s.people)
		s.people = nil
		if !yield(persons, nil) {
			return
		}
		persons = Part{} // so that it can go
		for i, docs := range s.divide(size) {
			p, err := h.part(s, i, docs, personOf)
			if err != nil {
				yield(Part{}, fmt.Errorf("claims of a part: %w", err))
				return
			}
			if !yield(p, nil) {
				return
			}
		}
	}
}

func (h Holdings) persons(claims []rapporteur.Claim) (Part, map[docName]*official) {
	in := h.Input
	in.Claims = claims
	b := newIndex(in)
	return Part{in, b.records(b.people())}, b.personOf
}

// part builds one part. Claims of its documents that belong to others only teach names.
func (h Holdings) part(s *survey, number int, docs []int, personOf map[docName]*official) (Part, error) {
	in := h.Input
	in.Documents = make([]Document, len(docs))
	ids := make([]rapporteur.DocID, len(docs))
	for i, d := range docs {
		in.Documents[i] = h.Documents[d]
		ids[i] = h.Documents[d].ID
	}
	for c, err := range h.Of(ids) {
		if err != nil {
			return Part{}, err
		}
		in.Claims = append(in.Claims, c)
	}
	b := newBuilder(in)
	b.personOf = personOf
	b.claims = slices.DeleteFunc(b.claims, func(c *claim) bool {
		node, known := s.nodes[c.key] // one that came since the survey waits for the next
		elsewhere := !known || s.partOf[node] != number
		if elsewhere {
			delete(b.byID, c.ID)
		}
		return elsewhere
	})
	return Part{in, b.records(b.gather())}, nil
}
