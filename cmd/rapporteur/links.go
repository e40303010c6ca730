package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/fetch"
	"example.org/rapporteur/internal/intake"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/source"
	"example.org/rapporteur/internal/source/warc"
	"example.org/rapporteur/internal/source/watch"
	"example.org/rapporteur/internal/text"
	"example.org/rapporteur/internal/text/mail"
	"example.org/rapporteur/internal/who"
)

// choice says which of the reports in a feed, sitemap or archive are wanted.
type choice struct {
	From  string   `help:"Of feeds, sitemaps and archives, leave out what is dated before this day." placeholder:"DATE"`
	Until string   `help:"Of archives, leave out what was captured after this day." placeholder:"DATE"`
	Word  []string `help:"Of archives, take only pages with this word, or one of these." placeholder:"WORD"`
	Party []string `help:"Of archives, take only pages that name this state, and each further one." placeholder:"STATE"`
	Limit int      `help:"Take at most so many reports of each feed or sitemap." default:"500"`
}

// splitLinks sets apart what leads to reports, such as an address, a feed or an
// archive, from the files and folders that hold them.
func splitLinks(paths []string) (files, links []string) {
	for _, p := range paths {
		switch {
		case source.Canonical("", p) != "":
			links = append(links, p)
		case sniffFile(p) != source.Page:
			links = append(links, p)
		default:
			files = append(files, p)
		}
	}
	return files, links
}

// isMailbox reports whether a file begins as a mailbox does.
func isMailbox(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 4096)
	n, _ := io.ReadFull(f, head)
	return mail.IsMbox(head[:n])
}

// sniffFile tells the kind of a regular file by its beginning. Whatever else has
// the name, such as a pipe, is left alone.
func sniffFile(path string) source.Kind {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return source.Page
	}
	kind, err := watch.Sniff(path)
	if err != nil {
		return source.Page // the reader will tell
	}
	return kind
}

// An inbox is the links of one reading.
type inbox struct {
	*reading
	links  []string
	known  text.Source
	web    *fetch.Client
	from   rapporteur.Date
	filter warc.Filter
	limit  int
	seen   map[string]bool // addresses that were asked for
}

// inbox returns the links of a reading, and moves those of its files that are
// archives there.
func (c *readCmd) inbox(r *reading, known text.Source, links []string) (*inbox, error) {
	web, err := c.client()
	if err != nil {
		return nil, err
	}
	in := &inbox{reading: r, known: known, web: web, limit: c.Limit, seen: map[string]bool{}}
	if in.from, in.filter, err = c.choice.parse(); err != nil {
		return nil, err
	}
	var files []text.Source
	for _, s := range r.sources {
		if sniffFile(s.Path) == source.Archive {
			links = append(links, s.Path)
		} else {
			files = append(files, s)
		}
	}
	r.sources, in.links = files, links
	return in, nil
}

func (c choice) parse() (from rapporteur.Date, f warc.Filter, err error) {
	if from, f.From, _, err = bounds("from", c.From); err != nil {
		return from, f, err
	}
	if _, _, f.Before, err = bounds("until", c.Until); err != nil {
		return from, f, err
	}
	f.Words = c.Word
	for _, s := range c.Party {
		p, ok := who.Resolve(s)
		if !ok {
			return from, f, misuse{fmt.Errorf("%q is not a state that is known: write its ISO 3166-1 code or its name, such as VNM or Vietnam", s)}
		}
		names, err := partyNames(p)
		if err != nil {
			return from, f, err
		}
		f.Parties = append(f.Parties, names)
	}
	return from, f, nil
}

// bounds returns a date and the times between which it lies; zero for none.
func bounds(flag, s string) (d rapporteur.Date, first, after time.Time, err error) {
	if s == "" {
		return d, first, after, nil
	}
	if d, err = rapporteur.ParseDate(s); err != nil {
		return d, first, after, misuse{fmt.Errorf("--%s: %w", flag, err)}
	}
	first, last, ok := d.Bounds()
	if !ok {
		return d, first, after, misuse{fmt.Errorf("--%s %s: give a day, a month or a year", flag, s)}
	}
	return d, first, last.AddDate(0, 0, 1), nil
}

func (in *inbox) run(ctx context.Context) error {
	for _, link := range in.links {
		if err := in.link(ctx, link, 0); err != nil {
			return err
		}
	}
	return nil
}

// maxLinked is how far one announcement may lead to another: a list of feeds
// leads to feeds, those to pages.
const maxLinked = 2

// link reads what an address or file leads to. Only errors that concern all of
// the reading are returned.
func (in *inbox) link(ctx context.Context, link string, depth int) error {
	address := source.Canonical("", link)
	if address == "" && sniffFile(link) == source.Archive {
		_, err := in.archive(ctx, link, in.filter, in.known)
		return err
	}
	f := intake.File{Source: in.known, Bytes: nil}
	var at time.Time
	var err error
	if address == "" {
		f.Source.Path = link
		f.Bytes, err = text.ReadFile(link, text.MaxSize)
	} else {
		if in.seen[address] {
			return nil
		}
		in.seen[address] = true
		f.Source.Path = address
		var resp fetch.Response
		if resp, err = in.web.Get(ctx, fetch.Request{URL: address}); err == nil {
			address = source.Canonical("", resp.URL)
			f.Source.Path, f.Header, at = address, fetch.Fields(resp.Header), resp.FetchedAt
			f.Bytes, f.Source.MediaType, err = watch.WholeArticle(ctx, in.web.Get, resp)
		}
	}
	if err != nil {
		return in.failed(ctx, link, nil, err)
	}
	kind := source.Sniff(f.Bytes)
	if kind == source.Page {
		if f.Source.URL == "" {
			f.Source.URL = address
		}
		if in.to != nil && address != "" {
			if err := in.to.Restore(ctx, address, at); err != nil {
				return err
			}
		}
		read := in.reader.Read(f.Source, f.Bytes)
		read.Header = f.Header
		return in.take(read, at)
	}
	if kind == source.Archive || depth >= maxLinked {
		return in.failed(ctx, link, f.Bytes, fmt.Errorf("%s is a %s that leads on from another: name it itself, saved as a file", link, kind))
	}
	l, err := source.Parse(kind, address, f.Bytes)
	if err != nil {
		return in.failed(ctx, link, f.Bytes, fmt.Errorf("%s: %w", link, err))
	}
	if len(l.Refs)+len(l.More) == 0 {
		return in.failed(ctx, link, f.Bytes, fmt.Errorf("%s: this %s points to no report: save the article's own page as HTML or text", link, kind))
	}
	if in.to != nil {
		if err := in.to.Release(ctx, origin(link)); err != nil {
			return err
		}
	}
	for _, m := range l.More {
		if err := in.link(ctx, m.URL, depth+1); err != nil {
			return err
		}
	}
	return in.refs(ctx, l, depth)
}

// refs reads the reports that an announcement points to.
func (in *inbox) refs(ctx context.Context, l source.Listing, depth int) error {
	n := 0
	for _, ref := range l.Refs {
		if ref.Before(in.from) {
			continue
		}
		if n++; n > in.limit {
			fmt.Fprintf(in.stderr, "rapporteur: the %s %s holds %d reports: read the first %d; take more with --limit\n", l.Kind, printable(l.Title), len(l.Refs), in.limit)
			return nil
		}
		if ref.Content != "" {
			src := in.known
			src.Path, src.URL, src.Title, src.MediaType = ref.URL, ref.URL, ref.Title, "text/html; charset=utf-8"
			if src.Published.IsZero() && !ref.Published.IsZero() {
				src.Published, src.PublishedBasis = ref.Published, rapporteur.BasisMetadata
			}
			f := in.reader.Read(src, []byte(ref.Content))
			if len(f.Faults) == 0 || ref.URL == "" {
				if err := in.take(f, time.Time{}); err != nil {
					return err
				}
				continue
			}
		}
		known := in.known
		if in.known.Published.IsZero() && !ref.Published.IsZero() {
			in.known.Published, in.known.PublishedBasis = ref.Published, rapporteur.BasisMetadata
		}
		err := in.link(ctx, ref.URL, max(depth+1, maxLinked)) // a report leads to no further list
		in.known = known
		if err != nil {
			return err
		}
	}
	return nil
}

// failed sets aside what could not be had, with its bytes if there are any,
// unless the reason concerns everything.
func (in *inbox) failed(ctx context.Context, link string, b []byte, err error) error {
	if ctx.Err() != nil || errors.Is(err, fetch.Offline) {
		return err
	}
	in.fault(err)
	if in.to == nil {
		return nil
	}
	if status := watch.Gone(err); status != 0 {
		if _, err := in.to.Remove(ctx, ledger.Removal{URL: source.Canonical("", link), Status: status}); err != nil {
			return err
		}
	}
	q := ledger.Quarantined{Source: origin(link), Reason: err.Error()}
	if len(b) > 0 {
		var err error
		if q.Blob, err = in.to.blobs.Put(ctx, b); err != nil {
			return err
		}
	}
	return in.to.Quarantine(ctx, q)
}
