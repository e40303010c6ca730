// Package intake takes captured bytes through the whole of reading: text,
// analysis, claims.
package intake

import (
	"errors"
	"iter"
	"runtime"
	"sync"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/claim"
	"example.org/rapporteur/internal/lang"
	"example.org/rapporteur/internal/text"
)

// A Reader reads documents. It is safe for concurrent use.
type Reader struct {
	claims *claim.Reader
	// Texts turns bytes into texts. The zero value does so in this process.
	Texts text.Reader
}

// A Document is a document that was read.
type Document struct {
	text.Input
	Analysis lang.Analysis
	Claims   []rapporteur.Claim
}

// Unread returns how many sentences are too long to be read for claims.
func (d *Document) Unread() int {
	n := 0
	for _, s := range d.Analysis.Sentences {
		if len(s.Tokens) > claim.MaxWords {
			n++
		}
	}
	return n
}

// A File is what came of one file.
type File struct {
	Source    text.Source
	Bytes     []byte
	Header    string // fields of the HTTP answer that brought the bytes, as a Capture has them
	Documents []Document
	Faults    []*text.Error
}

// New returns a reader with the engine that comes with the program, and rules of
// one's own or, for nil, those that come with the program.
func New(rules *claim.Rules) (*Reader, error) {
	engine, err := lang.NewFull()
	if err != nil {
		return nil, err
	}
	if rules == nil {
		if rules, err = claim.Builtin(); err != nil {
			return nil, err
		}
	}
	return &Reader{claims: claim.NewReader(rules, engine)}, nil
}

// Read reads the documents in bytes. It depends on nothing but its arguments.
func (r *Reader) Read(src text.Source, b []byte) File {
	f := File{Source: src, Bytes: b}
	inputs, faults := r.Texts.Read(src, b)
	f.Faults = faults
	for _, in := range inputs {
		a := lang.Plain{}.Analyse(in.Doc.Text)
		if a.Language != "" { // what the words show goes before what the page says
			in.Doc.Language = a.Language
		}
		f.Documents = append(f.Documents, Document{Input: in, Analysis: a, Claims: r.claims.Read(in.Doc, a)})
	}
	return f
}

// ReadAll reads files on as many cores as the program may use and yields them
// in the order of sources. load fetches the bytes of a source. Only a few files
// are held at a time, however many there are.
func (r *Reader) ReadAll(sources []text.Source, load func(text.Source) ([]byte, error)) iter.Seq[File] {
	return func(yield func(File) bool) {
		workers := runtime.GOMAXPROCS(0)
		slots := make(chan chan File, 2*workers)
		stop := make(chan struct{})
		var wg sync.WaitGroup
		go func() {
			defer close(slots)
			limit := make(chan struct{}, workers)
			for _, src := range sources {
				slot := make(chan File, 1)
				select {
				case slots <- slot:
				case <-stop:
					return
				}
				limit <- struct{}{}
				wg.Go(func() {
					defer func() { <-limit }()
					slot <- r.load(src, load)
				})
			}
		}()
		for slot := range slots {
			if !yield(<-slot) {
				close(stop)
				for range slots {
				}
				break
			}
		}
		wg.Wait()
	}
}

func (r *Reader) load(src text.Source, load func(text.Source) ([]byte, error)) File {
	b, err := load(src)
	if err != nil {
		return File{Source: src, Faults: []*text.Error{fault(src.Path, err)}}
	}
	return r.Read(src, b)
}

// fault gives any error of loading the form of the faults of reading.
func fault(path string, err error) *text.Error {
	var e *text.Error
	if errors.As(err, &e) {
		return e
	}
	return &text.Error{Fault: text.Unreadable, Path: path, Msg: "could not be read", Err: err}
}
