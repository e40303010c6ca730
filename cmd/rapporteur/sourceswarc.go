package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"mime"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/blob"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/source"
	"example.org/rapporteur/internal/source/warc"
	"example.org/rapporteur/internal/who"
)

type sourcesWarcCmd struct {
	File   string   `arg:"" help:"Archive to write, packed if its name ends in .gz; - for standard output."`
	Party  []string `help:"Only documents with a claim on this state, and each further one." placeholder:"STATE"`
	Outlet string   `help:"Only documents of this outlet."`
	AsOf   string   `help:"Only what was public on this day." placeholder:"DATE"`
}

func (c *sourcesWarcCmd) Run(a *app) error {
	f := ledger.DocumentFilter{Outlet: c.Outlet}
	var err error
	if f.AsOf, _, _, err = bounds("as-of", c.AsOf); err != nil {
		return err
	}
	for _, p := range c.Party {
		party, ok := who.Resolve(p)
		if !ok {
			return misuse{fmt.Errorf("%q is not a state that is known: write its ISO 3166-1 code or its name, such as VNM or Vietnam", p)}
		}
		f.Parties = append(f.Parties, party)
	}
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	arrivals, err := arrivalsOf(a, s, f)
	if err != nil {
		return err
	}
	if len(arrivals) == 0 {
		return partly{"no document is selected: nothing was written"}
	}
	write := func(to io.Writer) error { return writeArchive(a, s, to, strings.HasSuffix(c.File, ".gz"), arrivals) }
	if c.File == "-" {
		return write(a.stdout)
	}
	if err := newFile(c.File, write); err != nil {
		return fmt.Errorf("write the archive %s: %w", c.File, err)
	}
	fmt.Fprintf(a.stdout, "%d captures written to %s\n", len(arrivals), c.File)
	return nil
}

// newFile makes a file that is there whole or not at all. One that is there
// already is left alone.
func newFile(name string, write func(io.Writer) error) error {
	if _, err := os.Stat(name); err == nil {
		return errors.New("there is a file of that name: give another name")
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".rapporteur-*")
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	if err = write(w); err == nil {
		err = w.Flush()
	}
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// An arrived is one arrival of bytes, with the documents that they hold.
type arrived struct {
	rapporteur.Capture
	docs []rapporteur.Document
}

// arrivalsOf returns the arrivals of the documents that a filter selects, in
// their order.
func arrivalsOf(a *app, s *store, f ledger.DocumentFilter) ([]*arrived, error) {
	type key struct {
		blob   rapporteur.BlobID
		source string
	}
	by := map[key]*arrived{}
	var all []*arrived
	for d, err := range s.Documents(a.ctx, f) {
		if err != nil {
			return nil, err
		}
		captures, err := s.Captures(a.ctx, d.ID)
		if err != nil {
			return nil, err
		}
		for _, c := range captures {
			k := key{c.Blob, c.Source}
			if by[k] == nil {
				by[k] = &arrived{Capture: c}
				all = append(all, by[k])
			}
			by[k].docs = append(by[k].docs, d)
		}
	}
	slices.SortFunc(all, func(x, y *arrived) int {
		return cmp.Or(x.At.Compare(y.At), cmp.Compare(x.Source, y.Source), cmp.Compare(x.Blob, y.Blob))
	})
	return all, nil
}

// writeArchive writes arrivals: what came over HTTP with the fields of its answer,
// all else, and an article put together of several answers, as resources. What is known of a document beyond its bytes is in
// fields of the program's own, which its reader understands and others pass over.
func writeArchive(a *app, s *store, to io.Writer, packed bool, arrivals []*arrived) error {
	w := warc.NewWriter(to, packed)
	_, err := w.Write(warc.Info, arrivals[len(arrivals)-1].At, warc.EncodeFields(
		warc.Field{Name: "software", Value: "Rapporteur " + version},
		warc.Field{Name: "format", Value: "WARC File Format 1.1"},
	), warc.Field{Name: "Content-Type", Value: warc.FieldsType})
	if err != nil {
		return err
	}
	for _, r := range arrivals {
		b, err := blob.Get(a.ctx, s.blobs, r.Blob)
		if err != nil {
			return err
		}
		target := "urn:sha256:" + string(r.Blob)
		var own []warc.Field
		if len(r.docs) == 1 { // bytes that hold several describe each of them themselves
			d := r.docs[0]
			if u := source.Canonical("", d.URL); u != "" && u == d.URL {
				target = u
			}
			own = []warc.Field{{Name: fieldName, Value: d.Name}, {Name: fieldTitle, Value: d.Title}, {Name: fieldOutlet, Value: d.Outlet},
				{Name: fieldPublished, Value: d.Published.String()}, {Name: fieldBasis, Value: string(d.PublishedBasis)}}
			own = slices.DeleteFunc(own, func(f warc.Field) bool { return f.Value == "" })
		}
		fields := append([]warc.Field{{Name: "WARC-Target-URI", Value: target}, {Name: "Content-Type", Value: r.MediaType}}, own...)
		kind := warc.Resource
		if media, _, _ := mime.ParseMediaType(r.MediaType); r.Header != "" && media != "multipart/related" {
			kind, fields[1].Value = warc.Response, "application/http; msgtype=response"
			b = slices.Concat([]byte("HTTP/1.1 200 OK\r\n"+strings.ReplaceAll(r.Header, "\n", "\r\n")+"\r\n"), b)
		}
		if _, err := w.Write(kind, r.At, b, fields...); err != nil {
			return err
		}
	}
	return nil
}
