package watch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/blob"
	"example.org/rapporteur/internal/fetch"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/source"
	"example.org/rapporteur/internal/text"
	"example.org/rapporteur/internal/text/mail"
)

// items reads the reports of the source that are due.
func (c *checking) items(ctx context.Context) error {
	s := c.r.Source
	due, err := c.Ledger.DueItems(ctx, s.ID, c.Now(), c.Limit+1) // what was just announced is due since
	if err != nil {
		return err
	}
	if len(due) > c.Limit {
		due, c.r.Waiting = due[:c.Limit], true
	}
	for _, i := range due {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := c.item(ctx, &i)
		if errors.Is(err, fetch.TooSoon) {
			c.r.Waiting = true // the host has had enough for now
			return nil
		}
		if err != nil && (fatal(err) || ctx.Err() != nil) {
			return err
		}
		if err != nil {
			if err := c.failed(ctx, &i, err); err != nil {
				return err
			}
		}
		if err := c.Ledger.UpdateItem(ctx, s.ID, i); err != nil && !errors.Is(err, ledger.ErrNotFound) {
			return err
		}
	}
	return nil
}

// item reads one report.
func (c *checking) item(ctx context.Context, i *ledger.Item) error {
	switch {
	case i.URL == "" && i.Blob == "":
		return c.file(ctx, i)
	case i.Blob != "":
		if done, err := c.content(ctx, i); done || err != nil {
			return err
		}
	}
	resp, err := c.get(ctx, fetch.Request{URL: i.URL, ETag: i.ETag, LastModified: i.LastModified})
	if status := Gone(err); status != 0 {
		return c.gone(ctx, i, status, err)
	}
	if err != nil {
		return err
	}
	if at := source.Canonical("", resp.URL); i.Visits > 0 && at != i.URL && frontPage(at) && len(resp.Redirects) > 0 {
		return c.gone(ctx, i, resp.Redirects[len(resp.Redirects)-1].Status, nil)
	}
	if err := c.Ledger.Restore(ctx, i.URL, c.at); err != nil {
		return err
	}
	if i.Error != "" {
		if err := c.Ledger.Release(ctx, i.URL); err != nil {
			return err
		}
	}
	if !resp.NotModified {
		a, err := c.arrival(ctx, resp)
		if err != nil {
			return err
		}
		a.Published = i.Published
		if !i.Published.IsZero() {
			a.PublishedBasis = rapporteur.BasisMetadata
		}
		k, err := c.keep(ctx, a)
		if err != nil {
			return err
		}
		i.URL, i.ETag, i.LastModified = a.URL, resp.ETag, resp.LastModified
		if k.Aside != "" {
			c.done(i, ledger.ItemAside, k.Aside)
			return nil
		}
	}
	c.done(i, ledger.ItemRead, "")
	i.Due, _ = source.Revisit(i.FirstRead, i.Visits) // the zero time is never
	return nil
}

// frontPage reports whether an address is that of a site as a whole: where some
// sites lead readers whose page they have removed.
func frontPage(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Path == "" || u.Path == "/") && u.RawQuery == ""
}

// done notes that an item was dealt with.
func (c *checking) done(i *ledger.Item, state ledger.ItemState, why string) {
	i.State, i.Error, i.Attempts, i.Due = state, why, 0, time.Time{}
	i.Visits++
	if i.FirstRead.IsZero() && state == ledger.ItemRead {
		i.FirstRead = c.at
	}
}

// gone notes that an item's page is not there. One that never was may still be
// put there; one that was may come back.
func (c *checking) gone(ctx context.Context, i *ledger.Item, status int, err error) error {
	if i.FirstRead.IsZero() {
		if due, ok := source.Retry(c.at, i.Attempts+1, time.Time{}); ok {
			i.Attempts++
			i.Error, i.Due = err.Error(), due
			return nil
		}
	}
	c.done(i, ledger.ItemGone, fmt.Sprintf("its page is gone (%d)", status))
	if !i.FirstRead.IsZero() {
		i.Due, _ = source.Revisit(i.FirstRead, i.Visits)
	}
	return c.removed(ctx, i.URL, status)
}

// failed plans another attempt at an item, or sets it aside.
func (c *checking) failed(ctx context.Context, i *ledger.Item, err error) error {
	i.Attempts++
	i.Error = err.Error()
	var e *fetch.Error
	if errors.As(err, &e) && e.Temporary() {
		if due, ok := source.Retry(c.at, i.Attempts, e.NotBefore); ok {
			i.Due = due
			return nil
		}
	}
	i.State, i.Due = ledger.ItemAside, time.Time{}
	c.r.Aside++
	address := i.URL
	if address == "" {
		address = i.ID
	}
	return c.Ledger.Quarantine(ctx, ledger.Quarantined{Source: address, Reason: i.Error, At: c.at})
}

// content reads a report whose text came with the announcement. Text in which no
// article is found is left to the page, if there is one.
func (c *checking) content(ctx context.Context, i *ledger.Item) (done bool, err error) {
	b, err := blob.Get(ctx, c.Blobs, i.Blob)
	if err != nil {
		return false, err
	}
	a := Arrival{Bytes: b, At: i.Seen, Source: text.Source{
		Path: i.URL, URL: i.URL, Title: i.Title, Published: i.Published, MediaType: "text/html; charset=utf-8",
	}}
	if a.Path == "" {
		a.Path = c.r.Source.Address
	}
	if !i.Published.IsZero() {
		a.PublishedBasis = rapporteur.BasisMetadata
	}
	if i.URL != "" {
		if in, faults := text.Read(a.Source, b); len(in) == 0 || len(faults) > 0 {
			i.Blob = ""
			return false, nil
		}
	}
	k, err := c.keep(ctx, a)
	if err != nil {
		return false, err
	}
	state := ledger.ItemRead
	if k.Aside != "" {
		state = ledger.ItemAside
	}
	c.done(i, state, k.Aside)
	return true, nil
}

// file reads a file of a folder.
func (c *checking) file(ctx context.Context, i *ledger.Item) error {
	kind, err := Sniff(i.ID)
	if errors.Is(err, fs.ErrNotExist) {
		c.done(i, ledger.ItemGone, "the file was removed")
		return nil
	}
	var k Kept
	if err == nil && kind == source.Archive {
		if k, err = c.archive(ctx, i.ID); err != nil {
			return err
		}
	} else {
		b, err := text.ReadFile(i.ID, text.MaxSize)
		if err != nil {
			return sourceError{err}
		}
		if k, err = c.keep(ctx, Arrival{Source: text.Source{Path: i.ID}, Bytes: b}); err != nil {
			return err
		}
	}
	state := ledger.ItemRead
	if k.Aside != "" {
		state = ledger.ItemAside
	}
	c.done(i, state, k.Aside)
	return nil
}

func (c *checking) archive(ctx context.Context, path string) (Kept, error) {
	c.keeping.Lock()
	defer c.keeping.Unlock()
	k, err := c.Archive(ctx, path)
	c.count(k)
	return k, err
}

// Sniff tells the kind of a file by its beginning. A mailbox is an Archive as well:
// it holds many reports, and is read message by message.
func Sniff(path string) (source.Kind, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	head := make([]byte, 8192)
	n, _ := io.ReadFull(f, head)
	if mail.IsMbox(head[:n]) {
		return source.Archive, nil
	}
	return source.Sniff(head[:n]), nil
}
