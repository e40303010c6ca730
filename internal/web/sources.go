package web

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"time"
	"unicode/utf8"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/blob"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/source"
	texts "example.org/rapporteur/internal/text"
	"example.org/rapporteur/internal/view"
)

// Sources is what bringing reports in by the browser needs.
type Sources struct {
	Ledger *ledger.Ledger
	Blobs  blob.Store // of what was set aside, to be read again
	// Read reads captured bytes into the ledger as the command line does. The zero
	// time means that they were captured now. The pages call it one at a time.
	Read func(ctx context.Context, src texts.Source, b []byte, at time.Time) (Taken, error)
	// Probe asks an address of the web what stands there and returns the sources
	// that it gives. It is nil where sources are not watched beside the pages: then
	// nothing is fetched for them.
	Probe func(ctx context.Context, address string) ([]ledger.Source, error)
	Now   func() time.Time
}

// Taken is what came of reading bytes.
type Taken struct {
	Documents []TakenDocument
	Faults    []string // why something had to be set aside
}

// A TakenDocument is a document that was read.
type TakenDocument struct {
	ID      rapporteur.DocID
	Title   string // or its name, if it has none
	Outcome ledger.Outcome
	Claims  int
}

// An inlet is what the page of sources keeps between requests.
type inlet struct {
	reading sync.Mutex // held while something is read

	mu      sync.Mutex
	results []result // the latest last
}

// maxResults is how many results are kept to be shown after a redirect.
const maxResults = 32

// A result is what came of a form, shown once the browser was sent on.
type result struct {
	key       string
	Words     string
	Documents []TakenDocument
	Faults    []string
}

// keep keeps a result and returns the address that shows it.
func (in *inlet) keep(r result) string {
	r.key = rand.Text()[:13]
	in.mu.Lock()
	defer in.mu.Unlock()
	in.results = append(in.results, r)
	if n := len(in.results) - maxResults; n > 0 {
		in.results = slices.Delete(in.results, 0, n)
	}
	return "/sources?result=" + r.key + "#result"
}

// result returns the result of a key; nil if it is kept no more.
func (in *inlet) result(key string) *result {
	in.mu.Lock()
	defer in.mu.Unlock()
	for _, r := range in.results {
		if r.key == key {
			return &r
		}
	}
	return nil
}

// sourcing adds the addresses of the page of sources. Those that change something
// answer POST alone.
func (s *site) sourcing(mux *http.ServeMux) {
	for _, form := range listForms {
		mux.Handle("GET /sources"+form, s.answer(s.sources))
	}
	mux.Handle("POST /sources/add", s.bring(maxForm, s.sourceAdd))
	mux.Handle("POST /sources/change", s.bring(maxForm, s.sourceChange))
	mux.Handle("POST /sources/paste", s.bring(maxPaste, s.sourcePaste))
	mux.Handle("POST /sources/retry", s.bring(maxForm, s.sourceRetry))
	mux.Handle("POST /sources/import", s.bring(maxPaste, s.sourceImport))
	mux.Handle("POST /sources/upload", s.bring(maxUpload, s.sourceUpload))
}

// The most bytes that a form with a pasted text, and one with files, may have.
const (
	maxPaste  = 4 << 20
	maxUpload = 64 << 20
)

// bodyLimit returns how many bytes a request to a path may carry.
func bodyLimit(path string) int64 {
	switch path {
	case "/sources/paste", "/sources/import":
		return maxPaste
	case "/sources/upload":
		return maxUpload
	}
	return 1 << 20
}

// readingTime is how long one form may take to be sent and read: a file of a
// hostile format may use all the time that it is given.
const readingTime = 15 * time.Minute

// bring turns a function that brings something in into a handler. The function
// returns the address to see next, so that loading a page anew repeats nothing.
func (s *site) bring(limit int64, f func(*http.Request) (string, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := http.NewResponseController(w)
		until := time.Now().Add(readingTime)
		if err := errors.Join(c.SetReadDeadline(until), c.SetWriteDeadline(until)); err != nil && !errors.Is(err, http.ErrNotSupported) {
			s.fail(w, r, err)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		to, err := "", error(nil)
		if p := r.URL.Path; p != "/sources/upload" && p != "/sources/import" { // which are read part by part
			err = unreadable(r.ParseForm())
		}
		if err == nil {
			to, err = f(r)
		}
		s.conclude(w, r, to, err)
	})
}

// unreadable says why a form could not be read.
func unreadable(err error) error {
	var long *http.MaxBytesError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &long):
		return unclear{fmt.Sprintf("That is more than %s at once, and nothing of it was read. Send less at a time, or use the command line: rapporteur read FILE.", size(long.Limit))}
	}
	return unclear{"The form could not be read, and nothing was changed. Go back and send it again."}
}

// size writes a number of bytes.
func size(n int64) string {
	if n < 1<<20 {
		return strconv.FormatInt(n>>10, 10) + " kB"
	}
	return strconv.FormatInt(n>>20, 10) + " MB"
}

// A sourcesPage is the body of the page of sources.
type sourcesPage struct {
	Watching bool
	Result   *result
	Held     view.Coverage
	Sources  []sourceRow
	All      int // sources
	From     int // the first shown, from 1
	Previous string
	Next     string
	Aside    []asideRow
	AsideAll int
	Form     map[string]string // what was entered, by the field's name
	Fault    map[string]string // what is wrong with it; empty for nothing
	Faults   int
	Kinds    []source.Kind
}

// A sourceRow is a source as it is shown.
type sourceRow struct {
	ledger.Source
	Outward string // its address, if a browser may go there
	Held    ledger.SourceCoverage
	Advice  string // what to do about its error
}

// Ill is its error, as far as a page shows it.
func (r sourceRow) Ill() string { return clip(visible(r.Error), maxWhy) }

// maxWhy is how many code points of a reason are shown.
const maxWhy = 1000

// Seen, Read, Waiting and Failed count what the source announced.
func (r sourceRow) Seen() (n int) {
	for _, k := range r.Items {
		n += k
	}
	return n
}
func (r sourceRow) Read() int    { return r.Items[ledger.ItemRead] }
func (r sourceRow) Waiting() int { return r.Items[ledger.ItemWaiting] }
func (r sourceRow) Failed() int  { return r.Items[ledger.ItemAside] }

// An asideRow is something that was set aside.
type asideRow struct {
	ledger.Quarantined
	Key string // by which a form names it
}

// Why is its reason, as far as a page shows it.
func (r asideRow) Why() string { return clip(visible(r.Reason), maxWhy) }

// asideKey names what was set aside: its source may hold characters that no form
// gives back as they are.
func asideKey(q ledger.Quarantined) string {
	sum := sha256.Sum256([]byte(q.Source + "\x00" + string(q.Blob)))
	return hex.EncodeToString(sum[:12])
}

// How many sources, and things set aside, one page shows.
const (
	sourcesShown = 200
	asideShown   = 100
)

// entries are the fields that people fill in, of all forms of the page.
var entries = []string{"text", "headline", "paper", "url", "published", "files", "feeds", "address", "kind", "title", "outlet"}

// addKinds are the kinds of sources that can be added by address.
var addKinds = []source.Kind{source.Feed, source.Page, source.Sitemap, source.List}

// sources answers /sources, and the same as JSON, CSV and Markdown.
func (s *site) sources(r *http.Request) (answer, error) {
	from, _ := strconv.Atoi(r.URL.Query().Get("from")) // anything else shows the beginning
	p, err := s.sourcesPage(r.Context(), from)
	if err != nil {
		return answer{}, err
	}
	p.Result = s.inlet.result(r.URL.Query().Get("result"))
	return listOf(r, "/sources").answerAs(answer{page: "sources", title: "Sources", body: p}, p.list())
}

func (s *site) sourcesPage(ctx context.Context, from int) (*sourcesPage, error) {
	p := &sourcesPage{Watching: s.Sources.Probe != nil, Kinds: addKinds, Form: map[string]string{}, Fault: map[string]string{}}
	for _, n := range entries {
		p.Form[n], p.Fault[n] = "", ""
	}
	today, err := s.Books.Today(ctx, rapporteur.Date{})
	if err != nil {
		return nil, err
	}
	p.Held = today.Coverage
	all, err := s.Sources.Ledger.Sources(ctx)
	if err != nil {
		return nil, err
	}
	p.All = len(all)
	start := min(max(from-1, 0), max(len(all)-1, 0)) / sourcesShown * sourcesShown
	end := min(start+sourcesShown, len(all))
	p.From = start + 1
	if start > 0 {
		p.Previous = fmt.Sprintf("/sources?from=%d", start-sourcesShown+1)
	}
	if end < len(all) {
		p.Next = fmt.Sprintf("/sources?from=%d", end+1)
	}
	held, err := s.Sources.Ledger.SourceCoverage(ctx)
	if err != nil {
		return nil, err
	}
	for _, f := range all[start:end] {
		p.Sources = append(p.Sources, sourceRow{f, outward(f.Address), held[f.ID], advice(f)})
	}
	aside, err := s.Sources.Ledger.Quarantined(ctx)
	if err != nil {
		return nil, err
	}
	p.AsideAll = len(aside)
	for _, q := range aside[:min(len(aside), asideShown)] {
		p.Aside = append(p.Aside, asideRow{q, asideKey(q)})
	}
	return p, nil
}

// advice says what to do about a source that does not answer as it should.
func advice(f ledger.Source) string {
	switch {
	case f.State == ledger.SourceGone:
		return "The address says that it is gone for good. Look for the source's new address and add that; what was read stays."
	case f.Error != "" && f.State == ledger.SourcePaused:
		return "It is not looked at while it is paused."
	case f.Errors >= 5:
		return "It has failed for long. Open the address in the browser: if it has moved, add the new one and remove this."
	case f.Errors > 0:
		return "It is tried again by itself, each time after a longer wait."
	}
	return ""
}

// wrong is a form that was not accepted: the page again, with what was entered
// and what is wrong with it.
func (s *site) wrong(r *http.Request, fault map[string]string) error {
	p, err := s.sourcesPage(r.Context(), 1)
	if err != nil {
		return err
	}
	p.Faults = len(fault)
	for _, n := range entries {
		p.Fault[n] = fault[n]
		if v := r.PostForm.Get(n); utf8.ValidString(v) {
			p.Form[n] = v
		}
	}
	return &refused{http.StatusUnprocessableEntity, answer{page: "sources", title: "Sources: something to mend", body: p}}
}

// field returns a field of one line and what is wrong with it, if anything.
func field(form url.Values, name string, most int) (value, fault string) {
	value = form.Get(name)
	if !utf8.ValidString(value) {
		return "", "This is not written in UTF-8."
	}
	value = clean(value)
	if utf8.RuneCountInString(value) > most {
		return "", fmt.Sprintf("This may have at most %s characters.", number(most))
	}
	return value, ""
}

// fields reads several, and keeps what is wrong under their names.
func fields(form url.Values, most int, names ...string) (values, faults map[string]string) {
	values, faults = map[string]string{}, map[string]string{}
	for _, n := range names {
		v, fault := field(form, n, most)
		if values[n] = v; fault != "" {
			faults[n] = fault
		}
	}
	return values, faults
}
