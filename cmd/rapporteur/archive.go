package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/data"
	"example.org/rapporteur/internal/claim"
	"example.org/rapporteur/internal/fetch"
	"example.org/rapporteur/internal/intake"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/source"
	"example.org/rapporteur/internal/source/warc"
	"example.org/rapporteur/internal/text"
	"example.org/rapporteur/internal/who"
)

// Pages of an archive are read in batches, so that all cores have work and
// progress is noted now and then.
const (
	batchPages = 16
	batchBytes = 16 << 20
	noteEvery  = 2000 // records, if few of them are wanted
)

// An archiveReading is the reading of one archive.
type archiveReading struct {
	*reading
	file   *os.File
	in     *warc.Reader // nil for a mailbox
	filter warc.Filter
	// position is where reading goes on behind the batch.
	position func() warc.Position
	done     ledger.Progress

	pages []page // of the batch
	size  int    // of their bytes
	since int    // records since progress was noted
}

// A page is one page of an archive.
type page struct {
	text.Source
	bytes  []byte
	header string // fields of the HTTP answer, if the archive has them
	at     time.Time
}

// archive reads a web archive or a mailbox of any size and returns how far it got.
// One whose reading was broken off is read on from there, if the same pages are
// wanted and the engine is the same. known is what the caller knows of all messages
// of a mailbox; an archive describes its pages itself.
func (r *reading) archive(ctx context.Context, path string, f warc.Filter, known text.Source) (ledger.Progress, error) {
	a := &archiveReading{reading: r, filter: f, done: ledger.Progress{Source: origin(path)}}
	file, err := os.Open(path)
	if err != nil {
		return a.done, fmt.Errorf("open the archive: %w", err)
	}
	defer file.Close()
	a.file = file
	if a.done.Digest, err = a.digest(); err != nil {
		return a.done, fmt.Errorf("read the archive %s: %w", path, err)
	}
	if err := a.resume(ctx); err != nil {
		return a.done, fmt.Errorf("read the archive %s: %w", path, err)
	}
	if isMailbox(path) {
		err = a.mailbox(ctx, known)
	} else {
		err = a.open()
	}
	for err == nil {
		err = a.next(ctx)
	}
	if !errors.Is(err, io.EOF) {
		return a.done, err
	}
	if err := a.flush(ctx); err != nil {
		return a.done, err
	}
	if !r.quiet {
		fmt.Fprintf(r.stderr, "rapporteur: %s: %d records, %d of them read, %d set aside\n", path, a.done.Records, a.done.Read, a.done.Aside)
	}
	if r.to == nil {
		return a.done, nil
	}
	return a.done, r.to.EndProgress(ctx, a.done.Source)
}

// digest tells this archive, what is wanted of it and the engine from others.
func (a *archiveReading) digest() (string, error) {
	h := sha256.New()
	if _, err := io.Copy(h, io.LimitReader(a.file, 64<<10)); err != nil {
		return "", err
	}
	if err := json.NewEncoder(h).Encode([]any{a.filter, claim.Engine}); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// resume learns where reading was broken off.
func (a *archiveReading) resume(ctx context.Context) error {
	if a.to != nil {
		p, err := a.to.Progress(ctx, a.done.Source)
		if err != nil && !errors.Is(err, ledger.ErrNotFound) {
			return err
		}
		if err == nil && p.Digest == a.done.Digest {
			a.done = p
			if !a.quiet {
				fmt.Fprintf(a.stderr, "rapporteur: going on behind record %d of %s\n", p.Records, p.Source)
			}
		}
	}
	return nil
}

// open opens a web archive where reading goes on.
func (a *archiveReading) open() (err error) {
	if a.in, err = warc.NewReaderAt(a.file, warc.Position{Offset: a.done.Offset, Skip: a.done.Skip}); err != nil {
		return fmt.Errorf("read the archive %s: %w", a.done.Source, err)
	}
	a.position = a.in.Position
	return nil
}

// next takes one record into the batch, if it is wanted.
func (a *archiveReading) next(ctx context.Context) error {
	if a.since++; a.since > noteEvery {
		if err := a.flush(ctx); err != nil {
			return err
		}
	}
	rec, err := a.in.Next()
	var damage *warc.Error
	if errors.As(err, &damage) {
		return a.aside(ctx, fmt.Sprintf("%s#%d", a.done.Source, damage.Offset), err)
	}
	if err != nil {
		return err
	}
	a.done.Records++
	if t := rec.Type(); t != warc.Response && t != warc.Resource || !a.filter.InTime(rec.Date()) {
		return nil
	}
	address := source.Canonical("", rec.Target())
	p, err := rec.Payload(text.MaxSize)
	name := address
	if name == "" {
		name = a.done.Source + "#" + rec.ID()
	}
	if err != nil {
		return a.aside(ctx, name, fmt.Errorf("%s: %w", name, err))
	}
	if p.Status != http.StatusOK || !readable(p.MediaType) || len(p.Body) == 0 || !a.filter.Match(p.MediaType, p.Body) {
		return nil
	}
	src := described(rec)
	src.URL, src.MediaType = address, p.MediaType
	if src.Path = name; address == "" && rec.Get(fieldName) != "" {
		src.Path = a.done.Source + "#/" + rec.Get(fieldName)
	}
	return a.add(ctx, page{src, p.Body, fetch.Fields(p.Header), rec.Date()})
}

// readable reports whether pages of a media type can hold a report.
func readable(mediaType string) bool {
	media, _, _ := mime.ParseMediaType(mediaType)
	kind, _, _ := strings.Cut(media, "/")
	return media == "" || !slices.Contains([]string{"image", "video", "audio", "font"}, kind) &&
		!slices.Contains([]string{"text/css", "text/javascript", "application/javascript", "application/x-javascript", "application/octet-stream"}, media)
}

func (a *archiveReading) add(ctx context.Context, p page) error {
	if a.hold(p); !a.full() {
		return nil
	}
	return a.flush(ctx)
}

// hold puts a page into the batch, and full reports whether no more should be.
func (a *archiveReading) hold(p page) {
	a.pages = append(a.pages, p)
	a.size += len(p.bytes)
}

func (a *archiveReading) full() bool { return a.size >= batchBytes || len(a.pages) >= batchPages }

// aside sets a record aside that cannot be read.
func (a *archiveReading) aside(ctx context.Context, name string, err error) error {
	a.done.Aside++
	a.fault(err)
	if a.to == nil {
		return nil
	}
	return a.to.Quarantine(ctx, ledger.Quarantined{Source: name, Reason: err.Error()})
}

// flush reads the pages of the batch and notes how far the archive was read.
func (a *archiveReading) flush(ctx context.Context) error {
	files := make([]intake.File, len(a.pages))
	var wg sync.WaitGroup
	limit := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, p := range a.pages {
		limit <- struct{}{}
		wg.Go(func() {
			files[i] = a.reader.Read(p.Source, p.bytes)
			files[i].Header = p.header
			<-limit
		})
	}
	wg.Wait()
	read, aside := a.read, a.reading.aside
	for i, f := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if a.in != nil && len(f.Documents) == 0 && len(f.Faults) == 1 && errors.Is(f.Faults[0], text.NoArticle) {
			continue // a crawl is full of menus and lists
		}
		if err := a.take(f, a.pages[i].at); err != nil {
			return err
		}
	}
	a.done.Read += a.read - read
	a.done.Aside += a.reading.aside - aside
	a.pages, a.size, a.since = nil, 0, 0
	if a.to == nil {
		return nil
	}
	at := a.position()
	a.done.Offset, a.done.Skip = at.Offset, at.Skip
	return a.to.PutProgress(ctx, a.done)
}

// The fields by which an archive that this program wrote describes a document
// beyond what its bytes say.
const (
	fieldName      = "Rapporteur-Name"
	fieldTitle     = "Rapporteur-Title"
	fieldOutlet    = "Rapporteur-Outlet"
	fieldPublished = "Rapporteur-Published"
	fieldBasis     = "Rapporteur-Published-Basis"
)

// described returns what a record says of its document in the fields above.
func described(rec *warc.Record) text.Source {
	src := text.Source{Title: rec.Get(fieldTitle), Outlet: rec.Get(fieldOutlet)}
	if d, err := rapporteur.ParseDate(rec.Get(fieldPublished)); err == nil {
		src.Published, src.PublishedBasis = d, rapporteur.Basis(rec.Get(fieldBasis))
	}
	return src
}

// partyNames returns the names under which a page may speak of a party: its
// names, its people's, its capitals.
func partyNames(p rapporteur.Party) ([]string, error) {
	names := []string{who.Display(p)}
	for _, file := range []string{"countries.tsv", "usage.tsv", "organisations.tsv"} {
		f, err := data.Files.Open(file)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		names = append(names, namesIn(f, string(p), who.Display(p))...)
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

// namesIn returns the names in the lines of a file that begin with one of keys.
func namesIn(f fs.File, keys ...string) (names []string) {
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		cells := strings.Split(lines.Text(), "\t")
		if !slices.Contains(keys, cells[0]) || len(cells) < 3 {
			continue
		}
		for _, cell := range cells[2:] {
			for _, n := range strings.Split(cell, "|") {
				if len([]rune(n)) > 1 && n != "state" && n != "territory" {
					names = append(names, n)
				}
			}
		}
	}
	return names
}
