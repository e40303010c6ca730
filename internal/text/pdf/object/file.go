package object

import (
	"bytes"
	"errors"
	"fmt"
)

// maxChain is how many references may follow one another to an object.
const maxChain = 8

// maxLoading is how many objects may be in loading for the sake of one another:
// an object in an object stream whose length is an object again, and so on.
const maxLoading = 20

// workFactor is how many times the bytes of a file may be gone over. Once or
// twice is enough unless objects overlap, which they do to exhaust the reader.
const workFactor = 6

// ErrDamaged means that no pages can be found in the bytes.
var ErrDamaged = errors.New("the PDF is damaged")

// ErrEncrypted means that the file opens with a password only, or is encrypted
// in a manner that is not known.
var ErrEncrypted = errors.New("the PDF is encrypted")

// A File is a PDF file in memory. It is not safe for concurrent use.
type File struct {
	b       []byte
	xref    map[int]entry
	trailer Dict
	cache   map[int]Object
	loading map[int]bool
	packs   map[int]*pack
	crypt   *crypt
	left    int64 // bytes that Data may still decode
	work    int   // bytes that may still be gone over in search of objects
}

// An entry says where an object is: at an offset of the file, or in an object
// stream.
type entry struct {
	offset int
	in     int // number of the object stream, or 0
}

// Open finds the objects of a file. A table of objects that is missing or wrong
// is made anew by searching the whole file. Streams are decoded to at most
// decoded bytes in all; those that come later are empty.
func Open(b []byte, decoded int64) (*File, error) {
	// Mail and web servers leave lines before the header; offsets count from it.
	start := bytes.Index(b[:min(len(b), 1024)], []byte("%PDF-"))
	if start < 0 {
		return nil, fmt.Errorf("%w: it has no header: fetch or export it again", ErrDamaged)
	}
	f := &File{b: b[start:], left: decoded, work: 1<<16 + workFactor*len(b)}
	f.reset()
	ok := f.readXref()
	if ok {
		ok, _ = f.ready()
	}
	if !ok {
		f.reset()
		f.search()
		var err error
		if ok, err = f.ready(); err != nil {
			return nil, err
		}
	}
	if !ok {
		return nil, fmt.Errorf("%w: no pages are found in it: fetch or export it again", ErrDamaged)
	}
	return f, nil
}

// ready starts decrypting if the file is encrypted, and reports whether the tree
// of pages is found.
func (f *File) ready() (bool, error) {
	if f.trailer["Encrypt"] != nil && f.crypt == nil {
		if err := f.startDecrypting(); err != nil {
			return false, err
		}
	}
	return f.Dict(f.Root()["Pages"]) != nil, nil
}

func (f *File) reset() {
	f.xref, f.trailer, f.crypt = map[int]entry{}, Dict{}, nil
	f.cache, f.loading, f.packs = map[int]Object{}, map[int]bool{}, map[int]*pack{}
}

// Trailer returns the trailer dictionary.
func (f *File) Trailer() Dict { return f.trailer }

// Root returns the catalogue, the root of everything in the document.
func (f *File) Root() Dict { return f.Dict(f.trailer["Root"]) }

// Exhausted reports whether streams were cut short by the limit of Open.
func (f *File) Exhausted() bool { return f.left <= 0 }

// load returns an indirect object, or nil if there is none or it is being loaded
// already: then it is part of itself.
func (f *File) load(ref Ref) Object {
	if o, ok := f.cache[ref.Number]; ok {
		return o
	}
	e, ok := f.xref[ref.Number]
	if !ok || f.loading[ref.Number] || len(f.loading) >= maxLoading {
		return nil
	}
	f.loading[ref.Number] = true
	defer delete(f.loading, ref.Number)
	var o Object
	if e.in > 0 {
		o = f.packed(e.in, ref.Number)
	} else {
		o, _, _ = f.objectAt(e.offset, ref.Number)
	}
	f.cache[ref.Number] = o
	return o
}

// objectAt reads the definition "12 0 obj …" at an offset. number is the object
// that should be there, or -1 for any.
func (f *File) objectAt(offset, number int) (o Object, ref Ref, ok bool) {
	if offset < 0 || offset >= len(f.b) || f.work <= 0 {
		return nil, Ref{}, false
	}
	l := &Lexer{b: f.b, pos: offset, refs: true}
	defer func() { f.spend(l.pos - offset) }()
	n, ok1 := l.digits()
	generation, ok2 := l.digits()
	l.space()
	if !ok1 || !ok2 || !bytes.HasPrefix(l.b[l.pos:], []byte("obj")) || number >= 0 && n != number {
		return nil, Ref{}, false
	}
	l.pos += len("obj")
	ref = Ref{n, generation}
	if f.crypt != nil && n != f.crypt.own {
		l.decrypt = func(b []byte) []byte { return f.crypt.string(ref, b) }
	}
	o, _ = l.object(0)
	if _, is := o.(Operator); is {
		return nil, ref, true // an empty definition
	}
	d, is := o.(Dict)
	if !is {
		return o, ref, true
	}
	l.space()
	rest, is := bytes.CutPrefix(l.b[l.pos:], []byte("stream"))
	if !is {
		return d, ref, true
	}
	switch {
	case bytes.HasPrefix(rest, []byte("\r\n")):
		rest = rest[2:]
	case bytes.HasPrefix(rest, []byte("\n")), bytes.HasPrefix(rest, []byte("\r")):
		rest = rest[1:]
	}
	return &Stream{Dict: d, ref: ref, raw: rest}, ref, true
}

// spend takes n bytes from those that may be gone over, and a few for the step.
func (f *File) spend(n int) { f.work -= n + 16 }

// A pack is the content of an object stream.
type pack struct {
	data []byte
	at   map[int]int // number of an object → offset in data
}

// packed returns an object of an object stream.
func (f *File) packed(in, number int) Object {
	p, ok := f.packs[in]
	if !ok {
		p = f.unpack(in)
		f.packs[in] = p
	}
	at, ok := p.at[number]
	if !ok || at >= len(p.data) || f.work <= 0 {
		return nil
	}
	l := &Lexer{b: p.data, pos: at, refs: true}
	o, _ := l.object(0)
	f.spend(l.pos - at)
	if _, is := o.(Operator); is {
		return nil
	}
	return o
}

func (f *File) unpack(in int) *pack {
	p := &pack{at: map[int]int{}}
	if e := f.xref[in]; e.in > 0 {
		return p // an object stream cannot lie in another
	}
	s := f.Stream(Ref{Number: in})
	if s == nil {
		return p
	}
	p.data = f.Data(s)
	f.work += workFactor * len(p.data)
	first := f.Int(s.Dict["First"])
	l := &Lexer{b: p.data}
	for range f.Int(s.Dict["N"]) {
		number, ok1 := l.digits()
		offset, ok2 := l.digits()
		if !ok1 || !ok2 || len(p.at) == maxObjects {
			break
		}
		if _, ok := p.at[number]; !ok && first >= 0 && offset <= len(p.data) {
			p.at[number] = first + offset
		}
	}
	return p
}
