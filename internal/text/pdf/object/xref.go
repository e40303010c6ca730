package object

import (
	"bytes"
	"maps"
	"slices"
)

// maxObjects is how many objects of a file are known. Real files stay below
// half of it.
const maxObjects = 1 << 20

// readXref reads the table of objects and the trailers, newest first, and
// reports whether it could follow them.
func (f *File) readXref() bool {
	tail := f.b[max(0, len(f.b)-2048):]
	i := bytes.LastIndex(tail, []byte("startxref"))
	if i < 0 {
		return false
	}
	l := &Lexer{b: tail, pos: i + len("startxref")}
	next, ok := l.digits()
	seen := map[int]bool{}
	for ok && !seen[next] {
		seen[next] = true
		var d Dict
		if d, ok = f.section(next); !ok {
			return false
		}
		for k, v := range d {
			if _, has := f.trailer[k]; !has {
				f.trailer[k] = v
			}
		}
		// Files for old and new readers keep a second table as a stream.
		if also, is := d["XRefStm"].(int); is && !seen[also] {
			seen[also] = true
			f.section(also)
		}
		next, ok = d["Prev"].(int)
	}
	return len(f.xref) > 0
}

// section reads one table of objects, which is a stream or in plain text, and
// returns its trailer.
func (f *File) section(offset int) (Dict, bool) {
	if offset < 0 || offset >= len(f.b) {
		return nil, false
	}
	l := &Lexer{b: f.b, pos: offset, refs: true}
	l.space()
	if !bytes.HasPrefix(f.b[l.pos:], []byte("xref")) {
		o, _, _ := f.objectAt(l.pos, -1)
		s, ok := o.(*Stream)
		if !ok || s.Dict["Type"] != Name("XRef") {
			return nil, false
		}
		s.plain = true
		return s.Dict, f.xrefStream(s)
	}
	l.pos += len("xref")
	for {
		first, ok := l.digits()
		if !ok {
			break
		}
		n, ok := l.digits()
		if !ok {
			return nil, false
		}
		for i := range n {
			at, ok1 := l.digits()
			_, ok2 := l.digits()
			l.space()
			kind := l.at(0)
			if !ok1 || !ok2 || kind != 'n' && kind != 'f' {
				return nil, false
			}
			l.pos++
			if kind == 'n' && at > 0 {
				f.enter(first+i, entry{offset: at})
			}
		}
	}
	l.space()
	if !bytes.HasPrefix(l.b[l.pos:], []byte("trailer")) {
		return nil, false
	}
	l.pos += len("trailer")
	o, _ := l.object(0)
	d, ok := o.(Dict)
	return d, ok
}

// enter notes where an object is, unless a newer table said so already.
func (f *File) enter(number int, e entry) {
	if _, ok := f.xref[number]; !ok && len(f.xref) < maxObjects {
		f.xref[number] = e
	}
}

func (f *File) xrefStream(s *Stream) bool {
	var w [3]int
	total := 0
	widths, _ := s.Dict["W"].(Array)
	for i := range w {
		if i < len(widths) {
			w[i], _ = widths[i].(int)
		}
		if w[i] < 0 || w[i] > 8 {
			return false
		}
		total += w[i]
	}
	if total == 0 {
		return false
	}
	index, _ := s.Dict["Index"].(Array)
	if index == nil {
		index = Array{0, s.Dict["Size"]}
	}
	data := f.Data(s)
	field := func(i, missing int) int {
		if w[i] == 0 {
			return missing
		}
		n := 0
		for _, c := range data[:w[i]] {
			n = n<<8 | int(c)
		}
		data = data[w[i]:]
		return n
	}
	for ; len(index) >= 2; index = index[2:] {
		first, _ := index[0].(int)
		n, _ := index[1].(int)
		for i := 0; i < n && len(data) >= total && len(f.xref) < maxObjects; i++ {
			kind, second := field(0, 1), field(1, 0)
			field(2, 0)
			switch kind {
			case 1:
				f.enter(first+i, entry{offset: second})
			case 2:
				f.enter(first+i, entry{in: second})
			}
		}
	}
	return true
}

// search makes the table of objects anew from the definitions in the file. Of
// several with one number the last wins, as it was written last.
func (f *File) search() {
	found := f.definitions()
	for _, d := range found {
		if len(f.xref) < maxObjects {
			f.xref[d.number] = entry{offset: d.offset}
		}
	}
	f.searchTrailers()
	var packs []int
	for _, d := range found {
		if f.xref[d.number].offset != d.offset {
			continue
		}
		o, _, _ := f.objectAt(d.offset, d.number)
		header := f.Dict(o)
		switch header["Type"] {
		case Name("XRef"): // a trailer
			for _, k := range []Name{"Root", "Info", "Encrypt", "ID"} {
				if v, ok := header[k]; ok {
					f.trailer[k] = v
				}
			}
		case Name("ObjStm"):
			packs = append(packs, d.number)
		case Name("Catalog"):
			f.trailer["Root"] = Ref{Number: d.number}
		}
	}
	f.cache = map[int]Object{} // objects in streams could not be found so far
	if f.trailer["Encrypt"] != nil && f.startDecrypting() != nil {
		return
	}
	for _, n := range slices.Backward(packs) {
		p := f.unpack(n)
		f.packs[n] = p
		for _, number := range slices.Sorted(maps.Keys(p.at)) {
			f.enter(number, entry{in: n})
		}
	}
	if f.Root() != nil {
		return
	}
	for _, number := range slices.Sorted(maps.Keys(f.xref)) {
		if ref := (Ref{Number: number}); f.xref[number].in > 0 && f.Dict(ref)["Type"] == Name("Catalog") {
			f.trailer["Root"] = ref
		}
	}
}

// definitions returns where objects are defined, in the order of the file.
func (f *File) definitions() (found []struct{ number, offset int }) {
	for at := 0; ; {
		i := bytes.Index(f.b[at:], []byte("obj"))
		if i < 0 {
			return found
		}
		end := at + i
		at = end + len("obj")
		// Backwards: white space, the generation, white space, the number.
		generation := digitsBefore(f.b, spaceBefore(f.b, end))
		start := digitsBefore(f.b, spaceBefore(f.b, generation))
		l := &Lexer{b: f.b, pos: start}
		if number, ok := l.digits(); ok && start < generation && generation < end {
			found = append(found, struct{ number, offset int }{number, start})
		}
	}
}

// spaceBefore returns where the white space that ends at end begins.
func spaceBefore(b []byte, end int) int {
	for end > 0 && isSpace(b[end-1]) {
		end--
	}
	return end
}

// digitsBefore returns where the digits that end at end begin, ten at most.
func digitsBefore(b []byte, end int) int {
	for n := 0; n < 10 && end > 0 && b[end-1] >= '0' && b[end-1] <= '9'; n++ {
		end--
	}
	return end
}

func (f *File) searchTrailers() {
	for at := 0; ; {
		i := bytes.Index(f.b[at:], []byte("trailer"))
		if i < 0 {
			return
		}
		at += i + len("trailer")
		l := &Lexer{b: f.b, pos: at, refs: true}
		o, _ := l.object(0)
		d, _ := o.(Dict)
		for k, v := range d {
			f.trailer[k] = v
		}
		if f.spend(l.pos - at); d != nil {
			at = l.pos
		}
		if f.work <= 0 {
			return
		}
	}
}
