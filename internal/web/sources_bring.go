package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/blob"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/source"
	texts "example.org/rapporteur/internal/text"
)

// sourceAdd adds what stands at an address to what is watched.
func (s *site) sourceAdd(r *http.Request) (string, error) {
	v, faults := fields(r.PostForm, maxTitle, "title", "outlet", "kind")
	address := source.Canonical("", r.PostForm.Get("address"))
	if address == "" {
		faults["address"] = "Write the whole address of a page on the web, with http:// or https:// and without a password."
	}
	kind := source.Kind(v["kind"])
	switch {
	case kind != "" && !slices.Contains(addKinds, kind):
		faults["kind"] = "Choose one of the kinds in the list."
	case kind == "" && s.Sources.Probe == nil:
		faults["kind"] = "Say what stands there: nothing is fetched by these pages, so it cannot be found out."
	}
	if len(faults) > 0 {
		return "", s.wrong(r, faults)
	}
	finds := []ledger.Source{{Kind: string(kind), Address: address}}
	if kind == "" {
		var err error
		if finds, err = s.Sources.Probe(r.Context(), address); err != nil {
			return "", s.wrong(r, map[string]string{"address": "Not added. " + err.Error()})
		}
	}
	added, known := 0, 0
	for _, f := range finds {
		f.Outlet = v["outlet"]
		if f.Kind == string(source.Sitemap) {
			var err error
			if f.Since, err = rapporteur.DateOf(s.Sources.Now().UTC().AddDate(0, 0, -sitemapDays)); err != nil {
				return "", err
			}
		}
		if v["title"] != "" {
			f.Title = v["title"]
		}
		_, isNew, err := s.Sources.Ledger.AddSource(r.Context(), f)
		if err != nil {
			return "", err
		}
		if isNew {
			added++
		} else {
			known++
		}
	}
	words := count(added, "source", "sources") + " added"
	if known > 0 {
		words += ", " + number(known) + " known already and active again"
	}
	return s.inlet.keep(result{Words: words + ". " + s.looks()}), nil
}

// sitemapDays is how many days back a sitemap is read: it lists all that a site
// ever published.
const sitemapDays = 30

// looks says when sources are looked at.
func (s *site) looks() string {
	if s.Sources.Probe == nil {
		return "Nothing is fetched by these pages as they were started: rapporteur watch, or serve with --watch, looks at what is due."
	}
	return "What is due is looked at within a minute, or after the sources that are being looked at now."
}

// sourceChange pauses, resumes, removes or makes due one source.
func (s *site) sourceChange(r *http.Request) (string, error) {
	id := ledger.SourceID(r.PostForm.Get("source"))
	found, err := s.Sources.Ledger.FindSource(r.Context(), string(id))
	if err != nil {
		return "", err
	}
	if len(found) == 0 || found[0].ID != id {
		return "", fmt.Errorf("source %q: %w", id, ledger.ErrNotFound)
	}
	name := clip(clean(found[0].Address), maxTitle)
	var words string
	switch do := r.PostForm.Get("do"); do {
	case "pause":
		words, err = "Paused: "+name+".", s.Sources.Ledger.SetSourceState(r.Context(), id, ledger.SourcePaused)
	case "resume":
		words, err = "Watched again: "+name+". "+s.looks(), s.Sources.Ledger.SetSourceState(r.Context(), id, ledger.SourceActive)
	case "check":
		switch {
		case s.Sources.Probe == nil:
			return "", unclear{"Nothing is fetched by these pages as they were started. Start them with rapporteur serve --watch, or run rapporteur sources check."}
		case found[0].State != ledger.SourceActive:
			return "", unclear{"This source is not watched at present: resume it, and it is looked at."}
		}
		// To make it active is to make it due.
		words, err = "Due now: "+name+". "+s.looks(), s.Sources.Ledger.SetSourceState(r.Context(), id, ledger.SourceActive)
	case "remove":
		words, err = "Removed: "+name+". What was read of it stays.", s.Sources.Ledger.RemoveSource(r.Context(), id)
	default:
		return "", unclear{fmt.Sprintf("“%s” cannot be done to a source.", clip(clean(do), 60))}
	}
	if err != nil {
		return "", err
	}
	return s.inlet.keep(result{Words: words}), nil
}

// sourcePaste reads a text that somebody pasted.
func (s *site) sourcePaste(r *http.Request) (string, error) {
	v, faults := fields(r.PostForm, maxTitle, "headline", "paper", "published")
	src := texts.Source{Title: v["headline"], Outlet: v["paper"]}
	if at := strings.TrimSpace(r.PostForm.Get("url")); at != "" {
		if src.URL = source.Canonical("", at); src.URL == "" {
			faults["url"] = "This is not the address of a page on the web: write it with http:// or https://, or leave it out."
		}
	}
	if v["published"] != "" {
		var err error
		if src.Published, err = texts.ParsePublished(v["published"]); err != nil {
			faults["published"] = "This is no date. Write year, month and day, such as 2025-03-06, or 2025-03 if the day is not known."
		}
	}
	body := r.PostForm.Get("text")
	switch {
	case !utf8.ValidString(body):
		faults["text"] = "This is not written in UTF-8."
	case strings.TrimSpace(body) == "":
		faults["text"] = "Paste the text of a report here."
	}
	if len(faults) > 0 {
		return "", s.wrong(r, faults)
	}
	// Forms send every line with a carriage return.
	body = strings.ReplaceAll(body, "\r\n", "\n")
	return s.take(r.Context(), []upload{{name: "pasted.txt", body: []byte(body)}}, src)
}

// An upload is a file that came with a form.
type upload struct {
	name string
	body []byte
}

// UploadedAs is how the source of what was brought in by the browser begins: its
// bytes came from nowhere that could be asked again.
const UploadedAs = "upload:"

// path is where an upload is said to come from. Its hash keeps files of one name apart.
func (u upload) path() string {
	sum := sha256.Sum256(u.body)
	return UploadedAs + hex.EncodeToString(sum[:6]) + "/" + u.name
}

// maxFiles is how many files one form may hold.
const maxFiles = 100

// sourceUpload reads files that came with a form.
func (s *site) sourceUpload(r *http.Request) (string, error) {
	form, err := r.MultipartReader()
	if err != nil {
		return "", unreadable(err)
	}
	var files []upload
	var over []string
	for {
		part, err := form.NextPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			return "", unreadable(err)
		}
		u, err := uploaded(part, "files")
		var long *http.MaxBytesError
		switch {
		case errors.As(err, &long):
			return "", unreadable(err)
		case errors.Is(err, errTooLarge):
			over = append(over, fmt.Sprintf("%s is larger than %s, the most that one report may have. Split it, or read an archive with rapporteur read.", u.name, size(texts.MaxSize)))
		case err != nil:
			return "", unreadable(err)
		case u.name != "":
			files = append(files, u)
		}
		if len(files)+len(over) > maxFiles {
			return "", s.wrong(r, map[string]string{"files": fmt.Sprintf("At most %d files can be sent at once, and nothing was read. Send them in parts, or read their folder with rapporteur read.", maxFiles)})
		}
	}
	switch {
	case len(over) > 0:
		return "", s.wrong(r, map[string]string{"files": "Nothing was read. " + strings.Join(over, " ")})
	case len(files) == 0:
		return "", s.wrong(r, map[string]string{"files": "Choose one or more files first."})
	}
	return s.take(r.Context(), files, texts.Source{})
}

// sourceImport adds the feeds of an OPML file, or of a list of addresses.
func (s *site) sourceImport(r *http.Request) (string, error) {
	form, err := r.MultipartReader()
	if err != nil {
		return "", unreadable(err)
	}
	var u upload
	for u.name == "" {
		part, err := form.NextPart()
		if err == io.EOF {
			return "", s.wrong(r, map[string]string{"feeds": "Choose a file first."})
		}
		if err == nil {
			u, err = uploaded(part, "feeds")
		}
		if err != nil {
			return "", unreadable(err)
		}
	}
	l, err := source.ParseOPML(u.body)
	if err != nil && source.Sniff(u.body) == source.List {
		l, err = source.ParseList(u.body)
		for _, ref := range l.Refs {
			l.More = append(l.More, source.Link{URL: ref.URL, Title: ref.Title})
		}
	}
	if err != nil {
		return "", s.wrong(r, map[string]string{"feeds": "Nothing was added: this is neither a list of feeds (OPML) nor addresses, one a line. " + err.Error()})
	}
	n := 0
	for _, m := range l.More {
		_, added, err := s.Sources.Ledger.AddSource(r.Context(), ledger.Source{Kind: string(source.Feed), Address: m.URL, Title: m.Title, Site: m.Site, Category: m.Category})
		if err != nil {
			return "", err
		}
		if added {
			n++
		}
	}
	words := count(n, "feed", "feeds") + " added, " + number(len(l.More)-n) + " known already"
	if l.Passed > 0 {
		words += ", " + number(l.Passed) + " passed over, for they have no address with http:// or https://"
	}
	return s.inlet.keep(result{Words: words + ". " + s.looks()}), nil
}

var errTooLarge = errors.New("too large")

// uploaded reads one part of a form; its name is empty if it is no file of the field.
func uploaded(part *multipart.Part, field string) (u upload, err error) {
	defer part.Close()
	if part.FormName() != field || part.FileName() == "" { // a browser sends one without a name if none was chosen
		_, err := io.Copy(io.Discard, part)
		return u, err
	}
	u.name = fileName(part.FileName())
	u.body, err = io.ReadAll(io.LimitReader(part, texts.MaxSize+1))
	if err == nil && len(u.body) > texts.MaxSize {
		u.body, err = nil, errTooLarge
	}
	return u, err
}

// fileName makes a name of a file fit to be kept and shown: no folders, nothing
// that hides, and an ending, by which some formats are told.
func fileName(s string) string {
	s = strings.ToValidUTF8(s, "")
	s = clean(s[strings.LastIndexAny(s, `/\`)+1:])
	s = strings.TrimLeft(s, ".")
	if n := utf8.RuneCountInString(s); n > maxName {
		s = string([]rune(s)[n-maxName:])
	}
	if s == "" {
		return "file"
	}
	return s
}

// maxName is how many code points of a file's name are kept, counted from its end.
const maxName = 120

// take reads what was brought, one after the other, and keeps what came of it.
func (s *site) take(ctx context.Context, files []upload, known texts.Source) (string, error) {
	s.inlet.reading.Lock()
	defer s.inlet.reading.Unlock()
	var all Taken
	for _, u := range files {
		src := known
		src.Path = u.path()
		t, err := s.Sources.Read(ctx, src, u.body, time.Time{})
		if err != nil {
			return "", err
		}
		all.Documents = append(all.Documents, t.Documents...)
		all.Faults = append(all.Faults, t.Faults...)
	}
	return s.inlet.keep(all.result()), nil
}

// result sums up what was taken.
func (t Taken) result() result {
	var n [ledger.New + 1]int
	for _, d := range t.Documents {
		n[d.Outcome]++
	}
	words := []string{number(n[ledger.New]) + " new"}
	for _, more := range []struct {
		n    int
		what string
	}{
		{n[ledger.Unchanged], "unchanged"},
		{n[ledger.Reread], "read anew"},
		{n[ledger.Recaptured], "seen before, in other bytes or from another place"},
		{len(t.Faults), "set aside"},
	} {
		if more.n > 0 {
			words = append(words, number(more.n)+" "+more.what)
		}
	}
	r := result{Words: strings.Join(words, ", ") + ".", Documents: t.Documents}
	for _, f := range t.Faults {
		r.Faults = append(r.Faults, clip(visible(f), maxWhy))
	}
	return r
}

// sourceRetry reads again what was set aside.
func (s *site) sourceRetry(r *http.Request) (string, error) {
	aside, err := s.Sources.Ledger.Quarantined(r.Context())
	if err != nil {
		return "", err
	}
	key := r.PostForm.Get("aside")
	i := slices.IndexFunc(aside, func(q ledger.Quarantined) bool { return asideKey(q) == key })
	if i < 0 {
		return "", unclear{"This is not set aside any more: it was read meanwhile."}
	}
	q := aside[i]
	if q.Blob == "" {
		return "", unclear{"No bytes of this were kept, so there is nothing to read again: check its source, or read the file again."}
	}
	b, err := blob.Get(r.Context(), s.Sources.Blobs, q.Blob)
	if err != nil {
		return "", fmt.Errorf("read again what was set aside: %w", err)
	}
	s.inlet.reading.Lock()
	defer s.inlet.reading.Unlock()
	t, err := s.Sources.Read(r.Context(), texts.Source{Path: q.Source, URL: source.Canonical("", q.Source)}, b, q.At)
	if err != nil {
		return "", err
	}
	return s.inlet.keep(t.result()), nil
}
