// Package web shows a ledger in the browser: pages that are complete, printable
// and safe without JavaScript, rendered on this side from the read models of
// package view.
package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/blob"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
)

// Books is what the pages are made of: package book gives it from a ledger.
// Methods that are asked for what there is not return ledger.ErrNotFound.
type Books interface {
	Follow
	Documents
	// Today and Dossier answer for a day; the zero Date is the present one.
	Today(ctx context.Context, asOf rapporteur.Date) (*view.Today, error)
	// Dossier is given two or more different states, sorted by code.
	Dossier(ctx context.Context, parties []rapporteur.Party, asOf rapporteur.Date) (*view.Dossier, error)
	Record(ctx context.Context, id rapporteur.RecordID) (rapporteur.Record, error)
	// Arrived tells what came into the ledger on a day or after it.
	Arrived(ctx context.Context, since rapporteur.Date) (*view.Arrived, error)
}

// Config is what a site is made from.
type Config struct {
	Books Books
	// Port is that of the address at which the site is served on this machine.
	// Requests that name another host are refused, so that no other site's name
	// can be made to point here.
	Port int
	// Notice, if not empty, is shown on every page: what a reader must know of
	// the texts of this ledger.
	Notice string
	// Review, if not nil, lets people decide about claims.
	Review *Review
	// Sources, if not nil, lets people bring reports in.
	Sources *Sources
	// Originals, if not nil, has the bytes as they were captured.
	Originals blob.Store
	// Audit, if not nil, lets people see and check the log of decisions.
	Audit   *Audit
	Version string       // of the program
	Log     *slog.Logger // of what goes wrong; slog.Default if nil
}

// site is the handler's state; apart from what its desk and inlet keep, it does
// not change after New.
type site struct {
	Config
	assets assets
	pages  pages
	desk   *desk  // nil if nothing can be decided here
	inlet  *inlet // nil if nothing can be brought in here
	check  *check // nil if nothing can be checked here
}

// New returns the handler of a site. The error is that of a broken template.
func New(c Config) (http.Handler, error) {
	if c.Books == nil {
		return nil, errors.New("web: no books to show")
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	s := &site{Config: c}
	var err error
	if s.assets, err = loadAssets(); err != nil {
		return nil, err
	}
	if s.pages, err = parsePages(); err != nil {
		return nil, err
	}

	mux := http.NewServeMux()
	mux.Handle("GET /{$}", s.answer(s.today))
	for _, form := range []string{".json", ".csv", ".md", ".txt"} {
		mux.Handle("GET /index"+form, s.answer(s.today))
	}
	mux.Handle("GET /d", s.answer(s.choose))
	mux.Handle("GET /r/{id}", s.answer(s.record))
	mux.Handle("GET /about", s.answer(s.about))
	mux.Handle("GET /gallery", s.answer(s.gallery))
	mux.Handle("GET /gallery/{things}/{page}", s.answer(s.galleryPage))
	if c.Review != nil {
		s.desk = &desk{Review: c.Review}
		s.reviewing(mux)
	}
	if c.Sources != nil {
		s.inlet = &inlet{}
		s.sourcing(mux)
	}
	s.documents(mux)
	if c.Audit != nil {
		s.check = &check{}
		s.auditing(mux)
	}
	s.follow(mux)
	mux.Handle("GET /assets/{file}", http.HandlerFunc(s.assets.serve))
	mux.Handle("/", s.answer(func(r *http.Request) (answer, error) { return answer{}, ledger.ErrNotFound }))
	return guard(c.Port, compressed(mux)), nil
}

// An answer is what a request comes to: a page, the same as JSON, or a redirect.
type answer struct {
	to    string // address to go to
	moved bool   // the redirect holds for good

	page  string // name of the page
	title string
	body  any    // what the page shows
	alt   string // address of the page's JSON form
	json  any    // written as JSON in place of the page

	data []byte // sent as it is, as a file of type mime, in place of the page
	mime string

	cookie *http.Cookie       // that the browser is to keep; nil if none
	states []rapporteur.Party // that the page is of; its tabs lead to others of the same
	forms  []lead             // to the same in other forms than JSON
}

// What is asked for cannot be given any more: answered with 410 and these words.
type lost struct{ words string }

func (l lost) Error() string { return l.words }

// A request that cannot be understood is answered with 400 and these words.
type unclear struct{ words string }

func (u unclear) Error() string { return u.words }

// answer turns a function that answers into a handler, and its errors into
// pages with a way out.
func (s *site) answer(f func(*http.Request) (answer, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, err := f(r)
		switch {
		case err != nil:
			s.fail(w, r, err)
		case a.to != "":
			status := http.StatusFound
			if a.moved {
				status = http.StatusPermanentRedirect
			}
			http.Redirect(w, r, a.to, status)
		case a.json != nil:
			b, err := json.MarshalIndent(a.json, "", "  ")
			if err != nil {
				s.fail(w, r, fmt.Errorf("write %s as JSON: %w", r.URL.Path, err))
				return
			}
			send(w, r, http.StatusOK, "application/json; charset=utf-8", append(b, '\n'))
		case a.mime != "":
			send(w, r, http.StatusOK, a.mime, a.data)
		default:
			if a.cookie != nil {
				http.SetCookie(w, a.cookie)
			}
			s.show(w, r, http.StatusOK, a)
		}
	})
}

// fail answers with a page that says what went wrong and where to go from there.
func (s *site) fail(w http.ResponseWriter, r *http.Request, err error) {
	p := problem{Status: http.StatusInternalServerError}
	var u unclear
	var l lost
	switch {
	case r.Context().Err() != nil:
		return // the browser has gone
	case errors.As(err, &u):
		p.Status, p.Words = http.StatusBadRequest, u.words
	case errors.As(err, &l):
		p.Status, p.Words = http.StatusGone, l.words
	case errors.Is(err, ledger.ErrNotFound):
		p.Status = http.StatusNotFound
	default:
		s.Log.ErrorContext(r.Context(), "a page could not be made", "path", r.URL.Path, "error", err)
	}
	if p.Status == http.StatusBadRequest && r.Method == http.MethodGet && slices.ContainsFunc(known, r.URL.Query().Has) {
		p.Back = r.URL.EscapedPath()
	}
	s.show(w, r, p.Status, answer{page: "problem", title: p.Title(), body: p})
}

// show renders a page and sends it.
func (s *site) show(w http.ResponseWriter, r *http.Request, status int, a answer) {
	day, _ := asOf(r) // a day that is none leads to the present one
	if sheet, ok := a.body.(*sheet); ok {
		sheet.Joins = s.desk != nil && day.IsZero()
	}
	b, err := s.pages.render(a.page, frame{
		Title: a.title, Page: a.page, Alt: a.alt, Forms: a.forms, Day: day, Words: words(r, a.page),
		Site: s.sitePages(r, a.page, day), Tabs: tabs(a.states, a.page, day), Of: pairName(a.states), Audit: s.check != nil,
		Notice: s.Notice, Version: s.Version, Assets: s.assets.href, Island: s.assets.island(a.page), Body: a.body,
	})
	if err != nil {
		s.Log.ErrorContext(r.Context(), "a page could not be rendered", "page", a.page, "path", r.URL.Path, "error", err)
		http.Error(w, "This page could not be shown. The rest of the ledger is at /.", http.StatusInternalServerError)
		return
	}
	send(w, r, status, "text/html; charset=utf-8", b)
}

// words returns what the box of the search is to hold.
func words(r *http.Request, page string) string {
	if page != "search" {
		return ""
	}
	return clip(clean(r.URL.Query().Get("q")), maxTitle)
}

// send sends a whole body, or only word that the browser has it already.
func send(w http.ResponseWriter, r *http.Request, status int, mime string, b []byte) {
	h := w.Header()
	h.Set("Cache-Control", "no-cache") // ask each time: the ledger may have changed
	if status == http.StatusOK {
		sum := sha256.Sum256(b)
		tag := `"` + hex.EncodeToString(sum[:12]) + `"`
		h.Set("ETag", tag)
		if strings.TrimPrefix(r.Header.Get("If-None-Match"), "W/") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	h.Set("Content-Type", mime)
	w.WriteHeader(status)
	w.Write(b) // an error means that the browser has gone
}

// problem is the body of an error page.
type problem struct {
	Status int
	Words  string
	Back   string // the same address without what could not be understood; empty if that would not help
}

// Title says what went wrong in a few words.
func (p problem) Title() string {
	switch p.Status {
	case http.StatusBadRequest:
		return "That could not be understood"
	case http.StatusGone:
		return "Not kept any more"
	case http.StatusNotFound:
		return "Not in this ledger"
	}
	return "This page could not be made"
}
