package watch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"example.org/rapporteur/internal/fetch"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/source"
	"example.org/rapporteur/internal/text"
)

// look gets what the source announces and stores it as items.
func (c *checking) look(ctx context.Context) error {
	s := &c.r.Source
	switch source.Kind(s.Kind) {
	case source.Folder, source.Archive:
		return c.folder(ctx)
	case source.Page:
		return c.page(ctx)
	}
	body, err := c.announcement(ctx)
	if err != nil || c.r.Unchanged {
		return err
	}
	l, err := source.Parse(source.Kind(s.Kind), s.Address, body)
	if err != nil {
		c.astray()
		return sourceError{err}
	}
	if c.movedTo != "" {
		s.Moved = c.movedTo // what it leads to announces reports, as it did
	}
	if s.Title == "" {
		s.Title = l.Title
	}
	if s.Site == "" {
		s.Site = l.Site
	}
	if err := c.children(ctx, l.More); err != nil {
		return err
	}
	var items []ledger.Item
	for _, r := range l.Refs {
		i := ledger.Item{ID: r.ID, URL: r.URL, Title: r.Title, Published: r.Published, Stamp: r.Stamp}
		if r.Before(s.Since) {
			i.State = ledger.ItemPassed
		} else if r.Content != "" {
			if i.Blob, err = c.Blobs.Put(ctx, []byte(r.Content)); err != nil {
				return err
			}
		}
		items = append(items, i)
	}
	news, err := c.Ledger.ListItems(ctx, s.ID, s.ETag, s.LastModified, items)
	c.r.News += news // beside the sitemaps of an index
	return err
}

// announcement returns the bytes of what the source announces.
func (c *checking) announcement(ctx context.Context) ([]byte, error) {
	s := &c.r.Source
	if source.Canonical("", s.Address) == "" { // a file on this machine
		b, err := text.ReadFile(s.Address, text.MaxSize)
		if err != nil {
			return nil, sourceError{err}
		}
		return b, nil
	}
	resp, err := c.get(ctx, fetch.Request{URL: cmp.Or(s.Moved, s.Address), ETag: s.ETag, LastModified: s.LastModified})
	switch status := Gone(err); {
	case err != nil && s.Moved != "":
		var e *fetch.Error
		if errors.As(err, &e) && !e.Temporary() {
			c.astray()
		}
		return nil, err
	case status == 410: // gone for good; a 404 may be a mistake
		s.State = ledger.SourceGone
		return nil, err
	case err != nil:
		return nil, err
	}
	c.r.Unchanged = resp.NotModified
	s.ETag, s.LastModified = resp.ETag, resp.LastModified
	if len(resp.Redirects) > 0 && !slices.ContainsFunc(resp.Redirects, func(r fetch.Redirect) bool { return r.Status != 301 && r.Status != 308 }) {
		c.movedTo = source.Canonical("", resp.URL)
	}
	return resp.Body, nil
}

// astray forgets where the source was said to have moved for good: it is asked at
// its own address the next time.
func (c *checking) astray() {
	if s := &c.r.Source; s.Moved != "" {
		s.Moved, s.ETag, s.LastModified = "", "", ""
	}
}

// maxChildren is how many sitemaps of an index are watched: enough for one that
// has a sitemap for each month of twenty years.
const maxChildren = 240

// children adds the sitemaps of an index as sources of their own, so that each
// is looked at as often as it has news.
func (c *checking) children(ctx context.Context, more []source.Link) error {
	s := c.r.Source
	for _, m := range more[:min(len(more), maxChildren)] {
		if m.URL == s.Address {
			continue
		}
		known, err := c.Ledger.FindSource(ctx, m.URL)
		if err != nil {
			return err
		}
		if len(known) > 0 {
			continue // a person may have paused it
		}
		_, _, err = c.Ledger.AddSource(ctx, ledger.Source{
			Kind: s.Kind, Address: m.URL, Title: m.Title, Site: s.Site, Category: s.Category, Outlet: s.Outlet, Since: s.Since,
		})
		if err != nil {
			return err
		}
		c.r.News++
	}
	return nil
}

// page looks at a single page.
func (c *checking) page(ctx context.Context) error {
	s := &c.r.Source
	resp, err := c.get(ctx, fetch.Request{URL: s.Address, ETag: s.ETag, LastModified: s.LastModified})
	if status := Gone(err); status != 0 {
		if status == 410 {
			s.State = ledger.SourceGone
		}
		return errors.Join(err, c.removed(ctx, s.Address, status))
	}
	if err != nil {
		return err
	}
	if err := c.Ledger.Restore(ctx, s.Address, c.at); err != nil {
		return err
	}
	if c.r.Unchanged = resp.NotModified; c.r.Unchanged {
		return nil
	}
	a, err := c.arrival(ctx, resp)
	if err != nil {
		return err
	}
	a.URL = s.Address // a page that is watched is one page, wherever it leads
	k, err := c.keep(ctx, a)
	if err != nil {
		return err
	}
	if k.Aside != "" {
		return faultf("%s", k.Aside)
	}
	c.r.News = k.New
	s.ETag, s.LastModified = resp.ETag, resp.LastModified
	return nil
}

// folder lists the files of a folder, or the one file of an archive, with their
// sizes and times for stamps. A file that is still being written is read as it
// is, and again when it has changed: programs should write elsewhere and rename.
func (c *checking) folder(ctx context.Context) error {
	s := &c.r.Source
	var items []ledger.Item
	err := filepath.WalkDir(s.Address, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if strings.HasPrefix(d.Name(), ".") && path != s.Address {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if !d.Type().IsRegular() {
			return nil
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil // removed meanwhile
		}
		if err != nil {
			return err
		}
		items = append(items, ledger.Item{ID: path, Stamp: fmt.Sprintf("%d %s", info.Size(), info.ModTime().UTC().Format("2006-01-02T15:04:05.000000000"))})
		return ctx.Err()
	})
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return faultf("look into the folder: %w", err)
	}
	c.r.News, err = c.Ledger.ListItems(ctx, s.ID, "", "", items)
	return err
}
