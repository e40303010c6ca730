package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/annotation"
	"example.org/rapporteur/internal/claim"
	"example.org/rapporteur/internal/intake"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/plover"
	"example.org/rapporteur/internal/source"
	"example.org/rapporteur/internal/text"
	"example.org/rapporteur/internal/view"
	"example.org/rapporteur/internal/web"
)

type readCmd struct {
	Paths     []string `arg:"" name:"file" help:"Files, folders, web archives (WARC), addresses, feeds, sitemaps, lists of feeds (OPML) or of addresses; - for standard input."`
	Published string   `help:"Publication date in EDTF, such as 2025-03-05 or 2025-03, if the files do not tell." placeholder:"DATE"`
	URL       string   `help:"Address at which the text was published." placeholder:"URL"`
	Title     string   `help:"Headline."`
	Outlet    string   `help:"Name of the outlet."`
	Rules     string   `help:"Folder of rule files to use in place of the program's own." type:"existingdir" placeholder:"DIR"`
	JSON      bool     `help:"Print one JSON object a document and store nothing."`
	choice
	webFlags
}

func (c *readCmd) Run(a *app) error {
	known := text.Source{URL: c.URL, Title: c.Title, Outlet: c.Outlet}
	if c.Published != "" {
		d, err := text.ParsePublished(c.Published)
		if err != nil {
			return misuse{fmt.Errorf("--%w", err)}
		}
		known.Published = d
	}
	reader, err := newReader(c.Rules)
	if err != nil {
		return err
	}
	if reader.Texts, err = a.texts(); err != nil {
		return err
	}
	r := &reading{app: a, reader: reader}
	files, links := splitLinks(c.Paths)
	r.sources, r.missing = expand(files, known)
	if (c.URL != "" || c.Title != "") && len(r.sources)+len(links) > 1 {
		return misuse{fmt.Errorf("--url and --title are those of one document, and %d files are named: read them one by one", len(r.sources)+len(links))}
	}
	if r.links, err = c.inbox(r, known, links); err != nil {
		return err
	}
	if c.JSON {
		return r.print()
	}
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	if err := r.store(s); err != nil {
		return err
	}
	return r.done()
}

// newReader returns the reader with the program's rules, or those of a folder.
func newReader(dir string) (*intake.Reader, error) {
	if dir == "" {
		return intake.New(nil)
	}
	rules, err := loadRules(dir)
	if err != nil {
		return nil, err
	}
	return intake.New(rules)
}

// expand lists the files that paths name, folders with all that is in them but
// hidden ones, in order of name so that the order of arguments does not matter.
func expand(paths []string, known text.Source) (sources []text.Source, missing []error) {
	seen := map[string]bool{}
	add := func(path string) {
		if path = filepath.Clean(path); !seen[path] {
			seen[path] = true
			src := known
			src.Path = path
			sources = append(sources, src)
		}
	}
	for _, p := range paths {
		if info, err := os.Stat(p); err == nil && info.IsDir() {
			// WalkDir does not follow a link, but this one was asked for by name.
			root := p
			if l, err := os.Lstat(p); err == nil && l.Mode()&fs.ModeSymlink != 0 {
				if target, err := filepath.EvalSymlinks(p); err == nil {
					root = target
				}
			}
			err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
				if err != nil {
					missing = append(missing, err)
					return nil
				}
				if strings.HasPrefix(d.Name(), ".") && path != root {
					if d.IsDir() {
						return fs.SkipDir
					}
					return nil
				}
				// Other things than files, such as pipes, could keep the reader waiting for ever.
				if t := d.Type(); t.IsRegular() || t&fs.ModeSymlink != 0 {
					add(path)
				}
				return nil
			})
			if err != nil {
				missing = append(missing, err)
			}
			continue
		}
		add(p)
	}
	slices.SortFunc(sources, func(x, y text.Source) int {
		if n := strings.Compare(text.Name(x.Path), text.Name(y.Path)); n != 0 {
			return n
		}
		return strings.Compare(x.Path, y.Path)
	})
	return sources, missing
}

// A reading is one run of the reader over files and what leads to reports.
type reading struct {
	*app
	reader   *intake.Reader
	sources  []text.Source
	missing  []error
	links    *inbox // nil for none
	to       *store // nil to print instead of storing
	read     int
	aside    int
	outcomes [4]int
	claims   int
	unread   int // sentences too long to be read
	quiet    bool
	stored   func(intake.Document, ledger.Outcome) // told of each document; nil for nobody
}

// load fetches the bytes of a source.
func (r *reading) load(src text.Source) ([]byte, error) {
	if src.Path == "-" {
		return text.ReadAll("-", r.stdin, text.MaxSize)
	}
	return text.ReadFile(src.Path, text.MaxSize)
}

// fault names a file that could not be read and counts it.
func (r *reading) fault(err error) {
	r.aside++
	fmt.Fprintln(r.stderr, "rapporteur: set aside:", printable(err.Error()))
}

// print writes the annotations of every document to standard output.
func (r *reading) print() error {
	if err := r.run(); err != nil {
		return err
	}
	return r.done()
}

// store puts every document into the ledger and derives the records anew.
func (r *reading) store(s *store) error {
	r.to = s
	if err := r.run(); err != nil {
		return err
	}
	return r.relink(s)
}

// run reads the files, then what the links lead to.
func (r *reading) run() error {
	for _, err := range r.missing {
		r.fault(err)
	}
	bar := r.bar()
	for f := range r.reader.ReadAll(r.sources, r.load) {
		if err := r.take(f, time.Time{}); err != nil {
			return err
		}
		bar.Add(1)
		if r.ctx.Err() != nil {
			return r.ctx.Err()
		}
	}
	bar.Finish()
	if r.links == nil {
		return nil
	}
	return r.links.run(r.ctx)
}

// take prints or stores what came of one file that was captured at a time; the
// zero time means now.
func (r *reading) take(f intake.File, at time.Time) error {
	for _, fault := range f.Faults {
		r.fault(fault)
	}
	if r.to != nil {
		return r.keep(r.to, f, at)
	}
	for _, d := range f.Documents {
		r.read++
		if err := annotations(d).Write(r.stdout); err != nil {
			return err
		}
	}
	return nil
}

// annotations gives a document's claims in the exchange form, with the words as
// they stood in the text as given.
func annotations(d intake.Document) *annotation.Document {
	return annotation.From(d.Doc, d.Claims, annotation.Options{
		Event: plover.TypeOf,
		CAMEO: plover.CAMEO,
		Quote: func(q rapporteur.Quote) string {
			span, err := d.Doc.Text.Locate(q)
			if err != nil {
				return q.Exact()
			}
			return d.Original.Quote(span)
		},
	})
}

// keep stores what came of one file: its bytes, its documents, and what had to
// be set aside.
func (r *reading) keep(s *store, f intake.File, at time.Time) error {
	source := origin(f.Source.Path)
	var blobID rapporteur.BlobID
	if len(f.Bytes) > 0 {
		id, err := s.blobs.Put(r.ctx, f.Bytes)
		if err != nil {
			return fmt.Errorf("keep %s: %w", f.Source.Path, err)
		}
		blobID = id
	}
	if len(f.Faults) == 0 {
		if err := s.Release(r.ctx, source); err != nil {
			return err
		}
	} else if err := s.Quarantine(r.ctx, ledger.Quarantined{Source: source, Reason: reason(f.Faults), Blob: blobID}); err != nil {
		return err
	}
	for _, d := range f.Documents {
		o, err := s.PutDocument(r.ctx, ledger.Reading{
			Document: d.Doc, Engine: claim.Engine, Claims: d.Claims,
			Capture: rapporteur.Capture{Doc: d.Doc.ID, Blob: blobID, At: at, Source: source, MediaType: mediaType(f.Source, d), Header: f.Header},
		})
		if err != nil {
			return err
		}
		r.read++
		r.claims += len(d.Claims)
		r.unread += d.Unread()
		r.outcomes[o]++
		if !r.quiet {
			r.summary(d, o)
		}
		if r.stored != nil {
			r.stored(d, o)
		}
	}
	return nil
}

// origin returns the place that bytes came from as it is kept: an address of the
// web, a whole path, or the name of what was brought in by the pages.
func origin(path string) string {
	if path == "-" || source.Canonical("", path) != "" || strings.HasPrefix(path, web.UploadedAs) {
		return path
	}
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// mediaType returns the media type of a document's bytes, with the charset that
// came with them: without it they could not be read again as they were.
func mediaType(src text.Source, d intake.Document) string {
	if _, params, err := mime.ParseMediaType(src.MediaType); err == nil && params["charset"] != "" {
		return mime.FormatMediaType(d.MediaType, map[string]string{"charset": params["charset"]})
	}
	return d.MediaType
}

// reason says why a file, or some records of it, could not be read.
func reason(faults []*text.Error) string {
	const most = 5
	var lines []string
	for _, f := range faults[:min(len(faults), most)] {
		lines = append(lines, f.Error())
	}
	if n := len(faults) - most; n > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", n))
	}
	return strings.Join(lines, "\n")
}

// summary prints what one document says, a line a kind.
func (r *reading) summary(d intake.Document, o ledger.Outcome) {
	w := r.stdout
	title := d.Doc.Title
	if title == "" {
		title = d.Doc.Name
	}
	fmt.Fprintf(w, "%s (%s)\n", printable(title), o)
	meta := []string{}
	for _, m := range []string{d.Doc.Outlet, d.Doc.Published.Words()} {
		if m != "" {
			meta = append(meta, printable(m))
		}
	}
	if d.Analysis.Language != "en" && d.Analysis.Language != "" {
		meta = append(meta, "in "+view.LanguageName(d.Analysis.Language)+": kept, not read yet")
	}
	if n := d.Unread(); n > 0 {
		meta = append(meta, fmt.Sprintf("sentences of more than %d words, which are not read: %d", claim.MaxWords, n))
	}
	fmt.Fprintf(w, "  %s\n", strings.Join(meta, " · "))
	for _, kind := range rapporteur.Kinds {
		for _, c := range d.Claims {
			if c.Kind == kind && kind != rapporteur.KindTenure {
				fmt.Fprintf(w, "  %-12s %-4s %s\n", kind, c.Factuality, clip(printable(c.Quote.Exact()), 110))
			}
		}
	}
	fmt.Fprintln(w)
}

// done reports what was set aside.
func (r *reading) done() error {
	if !r.quiet && r.outcomes != [4]int{} {
		fmt.Fprintf(r.stdout, "%d read: %d new, %d unchanged, %d read anew, %d seen again elsewhere; %d claims\n", r.read,
			r.outcomes[ledger.New], r.outcomes[ledger.Unchanged], r.outcomes[ledger.Reread], r.outcomes[ledger.Recaptured], r.claims)
	}
	if r.unread > 0 {
		fmt.Fprintf(r.stderr, "%d sentences of more than %d words were kept and not read\n", r.unread, claim.MaxWords)
	}
	switch {
	case r.aside > 0:
		return partly{fmt.Sprintf("%d read, %d set aside", r.read, r.aside)}
	case r.read == 0:
		return errors.New("nothing to read: name a file, a folder, or - for standard input")
	}
	return nil
}

// bar returns a progress bar on a terminal and a silent one elsewhere.
func (r *reading) bar() *progressbar.ProgressBar {
	f, ok := r.stderr.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) || len(r.sources) < 2 {
		return progressbar.DefaultSilent(int64(len(r.sources)))
	}
	return progressbar.NewOptions(len(r.sources), progressbar.OptionSetWriter(io.Writer(f)), progressbar.OptionSetDescription("reading"),
		progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(true))
}
