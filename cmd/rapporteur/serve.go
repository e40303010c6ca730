package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os/exec"
	"os/user"
	"runtime"
	"strconv"
	"sync"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/lang"
	"example.org/rapporteur/internal/source/watch"
	"example.org/rapporteur/internal/web"
)

type serveCmd struct {
	Port int  `help:"Port on 127.0.0.1; 0 takes any that is free." default:"4180"`
	Open bool `help:"Open the pages in the browser."`

	Author string `help:"Your name, under which decisions are recorded; that of your account if it is left out." placeholder:"NAME"`

	Watch bool `help:"Look at the sources as they fall due, too, and read what is new."`
	Limit int  `help:"With --watch, reports of one source that are read at once." default:"200"`
	webFlags
}

func (c *serveCmd) Run(a *app) error {
	// The pages analyse sentences: better to hear of a damaged program now than at a click.
	if _, err := lang.NewFull(); err != nil {
		return err
	}
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	// A reading that was broken off has left the records as they were.
	if err := a.relink(s); err != nil {
		return err
	}
	if !c.Watch {
		return a.serve(s, site{port: c.Port, open: c.Open, author: c.Author})
	}
	return c.watched(a, s)
}

// watched serves the pages and looks at the sources beside it. When either ends,
// so does the other.
func (c *serveCmd) watched(a *app, s *store) error {
	web, err := c.client()
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(a.ctx)
	defer stop()
	both := *a
	both.ctx = ctx
	r, err := both.watching(s, web, c.Limit)
	if err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() {
		defer stop()
		done <- r.Run(ctx, r.report, func() error { return both.relink(s) })
	}()
	err = both.serve(s, site{port: c.Port, open: c.Open, author: c.Author, web: web})
	stop()
	if watched := <-done; !errors.Is(watched, context.Canceled) {
		err = errors.Join(err, watched)
	}
	return err
}

// A site is how the pages are to be served.
type site struct {
	port   int
	open   bool
	notice string       // shown on every page
	start  string       // the page to open first
	author string       // who decides; the account's name if it is empty
	web    watch.Getter // of the watching beside the pages; nil if there is none
}

// serve shows the store's pages on this machine until the program is stopped.
func (a *app) serve(s *store, c site) error {
	var lc net.ListenConfig
	ln, err := lc.Listen(a.ctx, "tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(c.port)))
	if err != nil {
		return fmt.Errorf("serve the pages: %w: try another port with --port, or --port 0 for any", err)
	}
	port := ln.Addr().(*net.TCPAddr).Port
	log := slog.New(slog.NewTextHandler(a.stderr, nil))
	books := book.New(s.Ledger, a.now)
	desk, err := a.desk(s, c.author)
	if err != nil {
		return errors.Join(err, ln.Close())
	}
	sources, err := a.bringing(s, c.web, desk.touch)
	if err != nil {
		return errors.Join(err, ln.Close())
	}
	audit, endChecks := a.auditing(s)
	defer endChecks()
	h, err := web.New(web.Config{
		Books: books, Port: port, Notice: c.notice, Version: version, Log: log,
		Review:  &web.Review{Ledger: s.Ledger, Queue: books.Queue, Join: books.Join, Decide: desk.decide, Author: desk.author},
		Sources: sources, Originals: s.blobs, Audit: audit,
	})
	if err != nil {
		return errors.Join(err, ln.Close())
	}
	ctx, stop := context.WithCancel(a.ctx)
	var beside sync.WaitGroup
	beside.Go(func() { books.KeepWarm(ctx, settled) })
	beside.Go(func() { desk.relink(ctx, log) })
	defer func() {
		stop()
		beside.Wait() // the ledger is closed next
	}()
	srv := web.Server(h)
	address := fmt.Sprintf("http://127.0.0.1:%d%s", port, c.start)
	fmt.Fprintf(a.stdout, "%s  (stop with Ctrl-C)\n", address)
	if c.open {
		openBrowser(a.ctx, address)
	}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(ln) }()
	select {
	case err := <-done:
		return err
	case <-a.ctx.Done():
	}
	patient, cancel := context.WithTimeout(context.WithoutCancel(a.ctx), 5*time.Second)
	defer cancel()
	if err := srv.Shutdown(patient); err != nil {
		return fmt.Errorf("stop serving: %w", err)
	}
	if err := <-done; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// A desk records what is decided in the browser.
type desk struct {
	app     *app
	store   *store
	author  string
	changed chan struct{} // holds one if records are to be derived anew
}

func (a *app) desk(s *store, author string) (*desk, error) {
	if author == "" {
		u, err := user.Current()
		if err != nil {
			return nil, fmt.Errorf("find out who decides: %w: name them with --author", err)
		}
		author = u.Username
	}
	return &desk{a, s, author, make(chan struct{}, 1)}, nil
}

// decide stores and seals a decision as the command line does, but leaves the
// records to be derived when the reviewer rests. The pages call it one at a time.
func (d *desk) decide(ctx context.Context, e rapporteur.Decision) (rapporteur.Decision, error) {
	seal, err := d.app.openSeal(d.store)
	if err != nil {
		return e, err
	}
	e.At = d.app.now()
	if e, err = d.store.Decide(ctx, e); err != nil {
		return e, err
	}
	d.touch()
	_, _, err = d.app.advance(d.store, seal)
	return e, err
}

// touch says that the records are to be derived anew.
func (d *desk) touch() {
	select {
	case d.changed <- struct{}{}:
	default: // it is known already
	}
}

// settled is how long the ledger stays the same before pages are prepared anew.
const settled = time.Second

// rest is how long nothing is decided or read before the records are derived anew.
const rest = 3 * time.Second

// relink derives the records anew after decisions and readings, until ctx ends. What is left
// then is done by the next command, as after a reading that was broken off.
func (d *desk) relink(ctx context.Context, log *slog.Logger) {
	quiet := time.NewTimer(rest)
	quiet.Stop()
	both := *d.app
	both.ctx = ctx
	for {
		select {
		case <-ctx.Done():
			return
		case <-d.changed:
			quiet.Reset(rest)
		case <-quiet.C:
			if err := both.relink(d.store); err != nil && ctx.Err() == nil {
				log.Error("the records could not be derived anew", "error", err)
			}
		}
	}
}

// openBrowser asks the desktop to show an address. That there may be no desktop
// is no error: the address is printed too.
func openBrowser(ctx context.Context, address string) {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	if path, err := exec.LookPath(name); err == nil {
		exec.CommandContext(ctx, path, args...).Start() //nolint:errcheck // see above
	}
}
