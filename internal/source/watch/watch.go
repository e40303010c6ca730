// Package watch looks at sources: it fetches what they announce, hands what is
// new to the reader, and plans when to look again.
//
// It may be stopped at any time. What a source announced is stored before any of
// it is fetched, and each report is done with before the next, so that a check
// that was broken off is taken up where it stood.
package watch

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"example.org/rapporteur/internal/blob"
	"example.org/rapporteur/internal/fetch"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/source"
	"example.org/rapporteur/internal/text"
)

// A Getter fetches pages. A *fetch.Client is one.
type Getter interface {
	Get(context.Context, fetch.Request) (fetch.Response, error)
}

// An Arrival is a report that arrived. The path of its Source is its address on
// the web or on this machine.
type Arrival struct {
	text.Source
	Bytes  []byte
	At     time.Time // when it was captured; zero for now
	Header string    // fields of the HTTP answer, as a Capture has them
}

// Kept is what came of an arrival.
type Kept struct {
	Read int // documents
	New  int // those of them that were not known yet
	// Aside says why something of it could not be read; empty if all was.
	Aside string
}

// A Watcher looks at the sources of a ledger. Fill in all fields before use.
type Watcher struct {
	Ledger *ledger.Ledger
	Blobs  blob.Store
	Web    Getter
	// Keep reads an arrival and stores what it says. It is not called by two
	// goroutines at once.
	Keep func(context.Context, Arrival) (Kept, error)
	// Archive does the same for each page in a web archive, or message in a mailbox,
	// on this machine.
	Archive func(ctx context.Context, path string) (Kept, error)
	Now     func() time.Time
	Limit   int // reports that one check of one source reads at most

	keeping sync.Mutex
}

// A Report is what came of one check.
type Report struct {
	Source    ledger.Source // as it stands now
	Unchanged bool          // the source said that nothing changed
	News      int           // reports that it announced for the first time or as changed
	Read      int           // documents that were read
	New       int           // those of them that were not known yet
	Aside     int           // reports that could not be had or read
	Gone      int           // pages that were found removed
	Waiting   bool          // more reports are to be read at the next check
	Err       error         // why the source itself could not be had or read
}

// Round looks at all sources that are due, several at once, and calls done with
// each report in the order of their addresses. It returns the first error that
// is not a source's own.
func (w *Watcher) Round(ctx context.Context, done func(Report)) error {
	due, err := w.Ledger.DueSources(ctx, w.Now())
	if err != nil {
		return err
	}
	return w.Check(ctx, due, done)
}

// parallel is how many sources are looked at at once: most of the time they wait
// for their host's turn.
const parallel = 10

// Check looks at sources as Round does, whether or not they are due.
func (w *Watcher) Check(ctx context.Context, sources []ledger.Source, done func(Report)) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	slots := make([]chan Report, len(sources))
	limit := make(chan struct{}, parallel)
	var wg sync.WaitGroup
	defer wg.Wait()
	for i := range sources {
		slots[i] = make(chan Report, 1)
	}
	wg.Go(func() {
		for i, s := range sources {
			limit <- struct{}{}
			wg.Go(func() {
				defer func() { <-limit; close(slots[i]) }()
				if ctx.Err() != nil {
					return
				}
				r, err := w.check(ctx, s)
				if err != nil {
					stop(err)
					return
				}
				slots[i] <- r
			})
		}
	})
	for _, slot := range slots {
		if r, ok := <-slot; ok {
			done(r)
		}
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return nil
}

// check looks at one source.
func (w *Watcher) check(ctx context.Context, s ledger.Source) (Report, error) {
	c := &checking{Watcher: w, r: Report{Source: s}, at: w.Now()}
	err := c.look(ctx)
	if err == nil {
		err = c.items(ctx)
	}
	if err != nil && (fatal(err) || ctx.Err() != nil) {
		return c.r, err
	}
	c.r.Err = err
	c.plan()
	err = w.Ledger.UpdateSource(ctx, c.r.Source)
	if errors.Is(err, ledger.ErrNotFound) { // a person removed it meanwhile
		err = nil
	}
	return c.r, err
}

// A sourceError is an error of the source, not of the program.
type sourceError struct{ error }

func (e sourceError) Unwrap() error { return e.error }

// fatal tells the errors that concern every source.
func fatal(err error) bool {
	var own sourceError
	return !errors.As(err, &own) || errors.Is(err, fetch.Offline)
}

// checking is one check of one source.
type checking struct {
	*Watcher
	r         Report
	at        time.Time
	notBefore time.Time // the host asked not to be called before
	movedTo   string    // where the source's address led for good, by this check
}

// plan works out when the source is due again.
func (c *checking) plan() {
	s := &c.r.Source
	s.Checked = c.at
	s.Error, s.Errors = "", s.Errors+1
	if c.r.Err == nil {
		s.Errors = 0
	} else {
		s.Error = c.r.Err.Error()
	}
	if c.r.News > 0 {
		s.NewsAt = c.at
	}
	s.Every, s.Due = source.Next(s.Every, s.Errors, source.Check{
		At: c.at, News: c.r.News, Failed: c.r.Err != nil, Waiting: c.r.Waiting, NotBefore: c.notBefore,
	})
}

// get fetches an address. Its errors are the source's own.
func (c *checking) get(ctx context.Context, r fetch.Request) (fetch.Response, error) {
	resp, err := c.Web.Get(ctx, r)
	if err != nil {
		var e *fetch.Error
		if errors.As(err, &e) && e.NotBefore.After(c.notBefore) {
			c.notBefore = e.NotBefore
		}
		return resp, sourceError{err}
	}
	if resp.RetryAfter.After(c.notBefore) {
		c.notBefore = resp.RetryAfter
	}
	return resp, nil
}

// keep hands an arrival to the reader.
func (c *checking) keep(ctx context.Context, a Arrival) (Kept, error) {
	c.keeping.Lock()
	defer c.keeping.Unlock()
	a.Outlet = c.r.Source.Outlet
	k, err := c.Keep(ctx, a)
	c.count(k)
	return k, err
}

func (c *checking) count(k Kept) {
	c.r.Read += k.Read
	c.r.New += k.New
	if k.Aside != "" {
		c.r.Aside++
	}
}

// arrival makes an arrival of an answer, with the further pages of its article.
func (c *checking) arrival(ctx context.Context, resp fetch.Response) (Arrival, error) {
	address := source.Canonical("", resp.URL)
	a := Arrival{Source: text.Source{Path: address, URL: address}, At: resp.FetchedAt, Header: fetch.Fields(resp.Header)}
	var err error
	a.Bytes, a.MediaType, err = WholeArticle(ctx, c.get, resp)
	return a, err
}

// Run looks at sources as they fall due, until the context ends: it calls done as
// Round does, and round after each round, whose error ends it.
func (w *Watcher) Run(ctx context.Context, done func(Report), round func() error) error {
	for {
		if err := w.Round(ctx, done); err != nil {
			return err
		}
		if err := round(); err != nil {
			return err
		}
		next, err := w.next(ctx)
		if err != nil {
			return err
		}
		t := time.NewTimer(next)
		select {
		case <-ctx.Done():
			t.Stop()
			return ctx.Err()
		case <-t.C:
		}
	}
}

// A watcher that waits looks at least and at most so often whether a source has
// become due, for people add some meanwhile.
const (
	soonest = time.Second
	latest  = time.Minute
)

// next returns how long to wait for the next source that falls due.
func (w *Watcher) next(ctx context.Context) (time.Duration, error) {
	all, err := w.Ledger.Sources(ctx)
	if err != nil {
		return 0, err
	}
	wait := latest
	for _, s := range all {
		if s.State == ledger.SourceActive {
			wait = min(wait, s.Due.Sub(w.Now()))
		}
	}
	return max(wait, soonest), nil
}

// removed records that a page that was captured is gone.
func (c *checking) removed(ctx context.Context, url string, status int) error {
	recorded, err := c.Ledger.Remove(ctx, ledger.Removal{URL: url, At: c.at, Status: status})
	if recorded {
		c.r.Gone++
	}
	return err
}

// Gone returns the status of an answer that says that a page is not there, 404 or
// 410, or 0 for any other error.
func Gone(err error) int {
	var e *fetch.Error
	if errors.As(err, &e) && errors.Is(err, fetch.BadStatus) && slices.Contains([]int{404, 410}, e.Status) {
		return e.Status
	}
	return 0
}

// faultf makes an error of the source's own.
func faultf(format string, args ...any) error { return sourceError{fmt.Errorf(format, args...)} }
