package object

import (
	"bytes"
	"compress/flate"
	"io"
	"slices"
)

// maxStream is how many bytes one stream is decoded to.
const maxStream = 32 << 20

// maxFilters is how many filters may follow one another; two is usual.
const maxFilters = 4

// Data returns what a stream holds, decoded. A stream that breaks off or breaks
// the rules of its filter gives what was read up to there. Images give nothing.
func (f *File) Data(s *Stream) []byte {
	data := f.raw(s)
	filters, params := f.list(s.Dict, "Filter", "F"), f.list(s.Dict, "DecodeParms", "DP")
	if len(filters) > maxFilters {
		return nil
	}
	for i, name := range filters {
		var p Dict
		if i < len(params) {
			p = f.Dict(params[i])
		}
		data = f.decode(f.Name(name), p, data)
	}
	if len(filters) == 0 {
		f.left -= int64(len(data))
	}
	if f.left < 0 {
		f.left = 0
		return nil
	}
	return data
}

// list returns an entry of a dictionary that may be one object or an array of
// them, under its name or its short one.
func (f *File) list(d Dict, key, short Name) Array {
	o := f.Get(d[key])
	if o == nil {
		o = f.Get(d[short])
	}
	if a, ok := o.(Array); ok || o == nil {
		return a
	}
	return Array{o}
}

// raw returns the bytes of a stream as they are in the file, decrypted.
func (f *File) raw(s *Stream) []byte {
	n, ok := f.Get(s.Dict["Length"]).(int)
	data := s.raw
	if f.work <= 0 {
		return nil
	}
	if !ok || n < 0 || n > len(data) || !bytes.HasPrefix(bytes.TrimLeft(data[n:min(len(data), n+16)], "\r\n\t \x00"), []byte("ends")) {
		if n = bytes.Index(data, []byte("endstream")); n < 0 {
			n = len(data)
		}
		f.spend(n)
	}
	data = data[:n]
	if f.crypt != nil && !s.plain && s.Dict["Type"] != Name("XRef") {
		f.left -= int64(len(data))
		data = f.crypt.stream(s.ref, data)
	}
	return data
}

// decode undoes one filter. Its output counts against the limit of Open.
func (f *File) decode(name Name, p Dict, data []byte) []byte {
	limit := min(max(f.left, 0), maxStream)
	var out []byte
	switch name {
	case "FlateDecode", "Fl":
		out = inflate(data, limit)
	case "LZWDecode", "LZW":
		early := 1
		if n, ok := f.Get(p["EarlyChange"]).(int); ok {
			early = n
		}
		out = unLZW(data, early, int(limit))
	case "ASCIIHexDecode", "AHx":
		l := Lexer{b: data}
		out = []byte(l.hex())
	case "ASCII85Decode", "A85":
		out = unASCII85(data)
	case "RunLengthDecode", "RL":
		out = unRunLength(data, int(limit))
	case "Crypt":
		return data
	default: // an image
		return nil
	}
	if f.left -= int64(len(out)); int64(len(out)) >= limit {
		f.left = 0 // the rest would be lost
	}
	return f.unpredict(p, out)
}

// inflate undoes deflate. Its header and checksum tell nothing that is needed.
func inflate(data []byte, limit int64) []byte {
	if len(data) < 2 {
		return nil
	}
	start := data[2:]
	if data[0]&0x0f != 8 { // no zlib header: some writers leave it out
		start = data
	}
	var out bytes.Buffer
	// What is wrong at the end of a stream does not make the rest wrong.
	_, _ = io.Copy(&out, io.LimitReader(flate.NewReader(bytes.NewReader(start)), limit))
	return out.Bytes()
}

// unLZW undoes the LZW of PDF: codes of 9 to 12 bits, the first bit highest; 256
// clears the table and 257 ends the data. early is 1 if codes grow one code
// early, as they do unless the file says otherwise.
func unLZW(data []byte, early, limit int) []byte {
	const clear, end = 256, 257
	type link struct {
		prefix int
		last   byte
		length int
	}
	table := make([]link, 258, 4096)
	for i := range 256 {
		table[i] = link{-1, byte(i), 1}
	}
	var out []byte
	width, previous := 9, -1
	bits, have := 0, 0
	for _, c := range data {
		bits, have = bits<<8|int(c), have+8
		if have < width {
			continue
		}
		have -= width
		code := bits >> have
		bits &= 1<<have - 1
		switch {
		case code == end:
			return out
		case code == clear:
			table, width, previous = table[:258], 9, -1
			continue
		case code > len(table) || code == len(table) && previous < 0:
			return out
		}
		from := code
		if code == len(table) {
			from = previous
		}
		n := table[from].length
		start := len(out)
		out = append(out, make([]byte, n)...)
		for i, at := start+n-1, from; i >= start; i, at = i-1, table[at].prefix {
			out[i] = table[at].last
		}
		first := out[start]
		if code == len(table) {
			out = append(out, first)
		}
		if previous >= 0 && len(table) < 4096 {
			table = append(table, link{previous, first, table[previous].length + 1})
		}
		previous = code
		if len(table)+early >= 1<<width && width < 12 {
			width++
		}
		if len(out) > limit {
			return out[:limit]
		}
	}
	return out
}

func unASCII85(data []byte) []byte {
	var out []byte
	var group uint32
	n := 0
	data, _, _ = bytes.Cut(data, []byte("~"))
	for _, c := range data {
		if c == 'z' && n == 0 {
			out = append(out, 0, 0, 0, 0)
		}
		if c < '!' || c > 'u' {
			continue
		}
		group = group*85 + uint32(c-'!')
		if n++; n == 5 {
			out = append(out, byte(group>>24), byte(group>>16), byte(group>>8), byte(group))
			group, n = 0, 0
		}
	}
	if n < 2 {
		return out
	}
	for i := n; i < 5; i++ {
		group = group*85 + 84
	}
	last := []byte{byte(group >> 24), byte(group >> 16), byte(group >> 8)}
	return append(out, last[:n-1]...)
}

func unRunLength(data []byte, limit int) []byte {
	var out []byte
	for len(data) > 1 && data[0] != 128 && len(out) < limit {
		if n := int(data[0]); n < 128 {
			n = min(n+1, len(data)-1)
			out = append(out, data[1:1+n]...)
			data = data[1+n:]
			continue
		}
		out = append(out, bytes.Repeat(data[1:2], 257-int(data[0]))...)
		data = data[2:]
	}
	return out
}

// unpredict undoes the differences that a writer took before compression.
func (f *File) unpredict(p Dict, data []byte) []byte {
	predictor := f.Int(p["Predictor"])
	if predictor < 2 {
		return data
	}
	entry := func(key Name, missing int) int {
		if n := f.Int(p[key]); n > 0 && n < 1<<16 {
			return n
		}
		return missing
	}
	colours, bits := entry("Colors", 1), entry("BitsPerComponent", 8)
	pixel := max(1, colours*bits/8)
	row := (colours*bits*entry("Columns", 1) + 7) / 8
	if predictor == 2 { // of TIFF: bytes only, as no text has other components
		for line := range slices.Chunk(data, row) {
			for i := pixel; i < len(line) && bits == 8; i++ {
				line[i] += line[i-pixel]
			}
		}
		return data
	}
	out := make([]byte, 0, len(data))
	above := make([]byte, min(row, len(data)))
	for len(data) > 1 {
		kind := data[0]
		line := data[1:min(len(data), 1+row)]
		for i := range line {
			var left, up, corner int
			up = int(above[i])
			if i >= pixel {
				left, corner = int(line[i-pixel]), int(above[i-pixel])
			}
			switch kind {
			case 1:
				line[i] += byte(left)
			case 2:
				line[i] += byte(up)
			case 3:
				line[i] += byte((left + up) / 2)
			case 4:
				line[i] += byte(paeth(left, up, corner))
			}
		}
		out = append(out, line...)
		above, data = line, data[1+len(line):]
	}
	return out
}

// paeth is the predictor of that name in the PNG specification, section 9.4.
func paeth(a, b, c int) int {
	p := a + b - c
	pa, pb, pc := abs(p-a), abs(p-b), abs(p-c)
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func abs(n int) int { return max(n, -n) }
