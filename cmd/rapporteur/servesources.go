package main

import (
	"context"
	"time"

	"example.org/rapporteur/internal/intake"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/source/watch"
	"example.org/rapporteur/internal/text"
	"example.org/rapporteur/internal/web"
)

// bringing returns what the pages need to bring reports in: they are read and
// stored as by the command line, and changed is called after each. Without a
// getter nothing is fetched.
func (a *app) bringing(s *store, getter watch.Getter, changed func()) (*web.Sources, error) {
	reader, err := newReader("")
	if err != nil {
		return nil, err
	}
	if reader.Texts, err = a.texts(); err != nil {
		return nil, err
	}
	b := &web.Sources{
		Ledger: s.Ledger, Blobs: s.blobs, Now: a.now,
		Read: func(ctx context.Context, src text.Source, bytes []byte, at time.Time) (t web.Taken, err error) {
			ctx, stop := context.WithCancel(ctx)
			defer stop()
			defer context.AfterFunc(a.ctx, stop)() // the program is to end
			app := *a
			app.ctx = ctx
			r := &reading{app: &app, reader: reader, to: s, quiet: true}
			r.stored = func(d intake.Document, o ledger.Outcome) {
				title := d.Doc.Title
				if title == "" {
					title = d.Doc.Name
				}
				t.Documents = append(t.Documents, web.TakenDocument{ID: d.Doc.ID, Title: title, Outcome: o, Claims: len(d.Claims)})
			}
			f := reader.Read(src, bytes)
			for _, fault := range f.Faults {
				t.Faults = append(t.Faults, fault.Error())
			}
			err = r.take(f, at)
			changed()
			return t, err
		},
	}
	if getter != nil {
		b.Probe = func(ctx context.Context, address string) ([]ledger.Source, error) {
			app := *a
			app.ctx = ctx
			return probe(&app, getter, address, "")
		}
	}
	return b, nil
}
