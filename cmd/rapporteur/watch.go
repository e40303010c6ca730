package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/source/warc"
	"example.org/rapporteur/internal/source/watch"
	"example.org/rapporteur/internal/text"
)

// lookFlags are those of the commands that look at sources.
type lookFlags struct {
	Limit int `help:"Reports of one source that are read at once; more wait for the next time." default:"200"`
	webFlags
}

// open opens the store and returns a watcher of its sources.
func (c lookFlags) open(a *app) (*store, *watching, error) {
	w, err := c.client()
	if err != nil {
		return nil, nil, err
	}
	s, err := a.open()
	if err != nil {
		return nil, nil, err
	}
	r, err := a.watching(s, w, c.Limit)
	if err != nil {
		return nil, nil, errors.Join(err, s.Close())
	}
	return s, r, nil
}

type watchCmd struct {
	Once bool `help:"Look at the sources that are due, and stop."`
	lookFlags
}

func (c *watchCmd) Run(a *app) error {
	s, r, err := c.open(a)
	if err != nil {
		return err
	}
	defer s.Close()
	all, err := s.Sources(a.ctx)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return partly{"there is no source to watch: add one with rapporteur sources add ADDRESS"}
	}
	if !c.Once {
		if err := r.Run(a.ctx, r.report, func() error { return a.relink(s) }); a.ctx.Err() == nil {
			return err
		}
		return nil // to be stopped is how watching ends
	}
	err = r.Round(a.ctx, r.report)
	return r.ended(s, err)
}

// A watching is a watcher whose arrivals are read into the ledger.
type watching struct {
	*watch.Watcher
	*reading
	sources, failed, news, aside int
}

// watching returns a watcher of the store's sources.
func (a *app) watching(s *store, web watch.Getter, limit int) (*watching, error) {
	reader, err := newReader("")
	if err != nil {
		return nil, err
	}
	if reader.Texts, err = a.texts(); err != nil {
		return nil, err
	}
	r := &reading{app: a, reader: reader, to: s, quiet: true}
	return &watching{reading: r, Watcher: &watch.Watcher{
		Ledger: s.Ledger, Blobs: s.blobs, Web: web, Now: a.now, Limit: limit,
		Keep: func(ctx context.Context, in watch.Arrival) (watch.Kept, error) {
			known := r.outcomes[ledger.New]
			f := r.reader.Read(in.Source, in.Bytes)
			f.Header = in.Header
			k := watch.Kept{Read: len(f.Documents)}
			if len(f.Faults) > 0 {
				k.Aside = reason(f.Faults)
			}
			err := r.take(f, in.At)
			k.New = r.outcomes[ledger.New] - known
			return k, err
		},
		Archive: func(ctx context.Context, path string) (watch.Kept, error) {
			known := r.outcomes[ledger.New]
			p, err := r.archive(ctx, path, warc.Filter{}, text.Source{})
			return watch.Kept{Read: p.Read, New: r.outcomes[ledger.New] - known}, err
		},
	}}, nil
}

// report prints what came of looking at one source.
func (w *watching) report(r watch.Report) {
	w.sources++
	w.news += r.New
	w.aside += r.Aside
	name := r.Source.Title
	if name == "" {
		name = r.Source.Address
	}
	if r.Err != nil {
		w.failed++
		fmt.Fprintf(w.stderr, "rapporteur: %s: %s\n", printable(name), printable(r.Err.Error()))
		return
	}
	s := fmt.Sprintf("%d announced, %d read, %d new", r.News, r.Read, r.New)
	if r.Unchanged {
		s = "unchanged"
		if r.Read > 0 {
			s += fmt.Sprintf(", %d read, %d new", r.Read, r.New)
		}
	}
	for _, more := range []struct {
		n    int
		what string
	}{{r.Aside, "set aside"}, {r.Gone, "gone"}} {
		if more.n > 0 {
			s += fmt.Sprintf(", %d %s", more.n, more.what)
		}
	}
	if r.Waiting {
		s += ", more waiting"
	}
	fmt.Fprintf(w.stdout, "%s: %s; next at %s\n", printable(name), s, r.Source.Due.UTC().Format(time.DateTime+" MST"))
}

// ended derives the records anew and sums up, unless an error ended the round.
func (w *watching) ended(s *store, err error) error {
	if err != nil {
		return err
	}
	if err := w.relink(s); err != nil {
		return err
	}
	fmt.Fprintf(w.stdout, "%d sources looked at, %d new documents\n", w.sources, w.news)
	if w.failed+w.aside > 0 {
		return partly{fmt.Sprintf("%d sources could not be had, %d reports were set aside", w.failed, w.aside)}
	}
	return nil
}
