package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/blob"
	"example.org/rapporteur/internal/claim"
	"example.org/rapporteur/internal/intake"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/text"
)

type rebuildCmd struct{}

// Run makes all that is derived again from the captured bytes and the decisions.
// A document is made again in one step, so that the ledger is whole at any time;
// one that cannot be made from its bytes stays as it is and is named.
func (c *rebuildCmd) Run(a *app) error {
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	reader, err := newReader("")
	if err != nil {
		return err
	}
	b := &rebuild{app: a, store: s, reader: reader, done: map[rapporteur.DocID]bool{}, wanting: map[rapporteur.DocID]error{}}
	if err := b.documents(); err != nil {
		return err
	}
	if err := s.ForgetRecords(a.ctx); err != nil {
		return err
	}
	if err := a.relink(s); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "%d documents made again from their bytes, %d claims; records derived anew\n", len(b.done), b.claims)
	if len(b.wanting) > 0 {
		return partly{fmt.Sprintf("%d documents could not be made again and stay as they were", len(b.wanting))}
	}
	return nil
}

// A rebuild is one run over all that was captured.
type rebuild struct {
	*app
	store   *store
	reader  *intake.Reader
	done    map[rapporteur.DocID]bool
	wanting map[rapporteur.DocID]error // not made again, with the last reason
	claims  int
}

// documents makes every document again. Captures come in the order of sources,
// those of one file together.
func (b *rebuild) documents() error {
	var file []rapporteur.Capture
	for c, err := range b.store.Arrivals(b.ctx) {
		if err != nil {
			return err
		}
		if len(file) > 0 && (file[0].Source != c.Source || file[0].Blob != c.Blob) {
			if err := b.file(file); err != nil {
				return err
			}
			file = nil
		}
		file = append(file, c)
	}
	if err := b.file(file); err != nil {
		return err
	}
	for id := range b.done {
		delete(b.wanting, id)
	}
	for _, id := range slices.Sorted(maps.Keys(b.wanting)) {
		fmt.Fprintf(b.stderr, "rapporteur: stays as it was: document %s: %s\n", id, printable(b.wanting[id].Error()))
	}
	return nil
}

// file makes the documents of one captured file again.
func (b *rebuild) file(captures []rapporteur.Capture) error {
	if len(captures) == 0 {
		return nil
	}
	if b.ctx.Err() != nil {
		return b.ctx.Err()
	}
	bytes, err := blob.Get(b.ctx, b.store.blobs, captures[0].Blob)
	if err != nil {
		for _, c := range captures {
			b.wanting[c.Doc] = err
		}
		return nil
	}
	bare := b.reader.Read(text.Source{Path: captures[0].Source}, bytes).Documents
	for _, c := range captures {
		d, err := b.find(c, bytes, bare)
		if err != nil {
			b.wanting[c.Doc] = err
			continue
		}
		r := ledger.Reading{Document: d.Doc, Engine: claim.Engine, Claims: d.Claims, Capture: c}
		if b.done[c.Doc] {
			// The first source describes the document; this one is its capture only.
			_, err = b.store.PutDocument(b.ctx, r)
		} else {
			err = b.store.Remake(b.ctx, r)
			b.claims += len(d.Claims)
		}
		if err != nil {
			return err
		}
		b.done[c.Doc] = true
	}
	return nil
}

// errNotInBytes is the reason of a document that its bytes no longer give.
var errNotInBytes = errors.New("its captured bytes no longer give its text: read its source again")

// find finds a document in its captured bytes, of which bare is what they give by
// themselves. What they do not tell, such as an address that was given on the
// command line, is taken from the document.
func (b *rebuild) find(c rapporteur.Capture, bytes []byte, bare []intake.Document) (d intake.Document, err error) {
	held, err := b.store.Document(b.ctx, c.Doc)
	var altered *ledger.AlteredTextError
	if err != nil && !errors.As(err, &altered) {
		return d, err
	}
	among := func(docs []intake.Document) bool {
		i := slices.IndexFunc(docs, func(d intake.Document) bool { return d.Doc.ID == c.Doc })
		if i >= 0 {
			d = docs[i]
		}
		return i >= 0 && sameHead(d.Doc, held)
	}
	told := text.Source{
		Path: c.Source, URL: held.URL, Title: held.Title, Outlet: held.Outlet, Published: held.Published, PublishedBasis: held.PublishedBasis,
	}
	typed := told
	typed.MediaType = c.MediaType
	if !among(bare) && altered == nil && !among(b.reader.Read(told, bytes).Documents) {
		among(b.reader.Read(typed, bytes).Documents)
	}
	if d.Doc.ID == "" {
		return d, errNotInBytes
	}
	return d, nil
}

// sameHead reports whether two documents are described alike.
func sameHead(a, b rapporteur.Document) bool {
	return a.Name == b.Name && a.Outlet == b.Outlet && a.Title == b.Title && a.Published == b.Published && a.PublishedBasis == b.PublishedBasis
}
