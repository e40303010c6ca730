package warc

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A Reader reads the records of an archive, plain or packed with gzip, as one
// member a record or otherwise.
type Reader struct {
	file *counter      // what was read of the file
	raw  *bufio.Reader // the file, as it is
	zip  *gzip.Reader  // the open member of a packed archive, or nil
	body *bufio.Reader // the records: raw, or what zip unpacks

	packed  bool
	content *io.LimitedReader // of the last record
	member  int64             // where the open member begins
	records int               // that were read of the open member
	damaged bool              // the place where the next record begins is not known
}

// A counter counts the bytes that were read.
type counter struct {
	io.Reader
	n int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.n += int64(n)
	return n, err
}

// NewReader returns a reader of an archive from its beginning.
func NewReader(r io.Reader) (*Reader, error) { return newReader(r, 0) }

// NewReaderAt returns a reader of an archive from a position in it, such as Next
// of another reader of the same archive gave.
func NewReaderAt(r io.ReadSeeker, at Position) (*Reader, error) {
	if _, err := r.Seek(at.Offset, io.SeekStart); err != nil {
		return nil, fmt.Errorf("go to byte %d of the archive: %w", at.Offset, err)
	}
	rd, err := newReader(r, at.Offset)
	for i := 0; err == nil && i < at.Skip; i++ {
		_, err = rd.Next()
		var damage *Error
		if errors.As(err, &damage) {
			err = nil
		}
	}
	if errors.Is(err, io.EOF) {
		return rd, nil
	}
	return rd, err
}

func newReader(r io.Reader, offset int64) (*Reader, error) {
	rd := &Reader{file: &counter{Reader: r, n: offset}, member: offset}
	rd.raw = bufio.NewReaderSize(rd.file, maxHeader)
	head, err := rd.raw.Peek(2)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read the archive: %w", err)
	}
	if rd.packed = bytes.Equal(head, gzipMagic[:2]); !rd.packed {
		rd.body = rd.raw
	}
	return rd, nil
}

// gzipMagic begins every gzip member: its mark and the only method there is.
var gzipMagic = []byte{0x1f, 0x8b, 8}

// offset returns the byte of the file that is read next.
func (r *Reader) offset() int64 { return r.file.n - int64(r.raw.Buffered()) }

// Next returns the next record. What was not read of the last one is passed
// over. The error is io.EOF behind the last record, and an *Error for damage,
// behind which Next finds the next whole record. Any other error ends reading.
func (r *Reader) Next() (*Record, error) {
	if err := r.finish(); err != nil {
		return nil, err
	}
	if r.damaged {
		if err := r.resync(); err != nil {
			return nil, err
		}
	}
	if err := r.begin(); err != nil {
		return nil, err
	}
	at := Position{Offset: r.offset()}
	if r.packed {
		at = Position{r.member, r.records}
	}
	rec, err := r.header()
	if err != nil {
		return nil, r.damage("no record's header stands there", err)
	}
	r.records++
	rec.At = at
	r.content = &io.LimitedReader{R: r.body, N: rec.Length}
	rec.Content = r.content
	return rec, nil
}

// Position returns where a reader can go on behind the last record that Next
// returned, once that was read.
func (r *Reader) Position() Position {
	if r.packed {
		return Position{r.member, r.records}
	}
	n := r.offset()
	if r.content != nil {
		n += r.content.N
	}
	return Position{Offset: n}
}

// finish passes over what is left of the last record.
func (r *Reader) finish() error {
	if r.content == nil {
		return nil
	}
	_, err := io.Copy(io.Discard, r.content)
	left := r.content.N
	r.content = nil
	if err == nil && left > 0 {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return r.damage("its last record is cut off", err)
	}
	return nil
}

// begin goes to the first byte of the next record: over the empty lines behind
// the last one, and into the next gzip member at the end of one.
func (r *Reader) begin() error {
	for {
		if r.packed && r.zip == nil {
			if err := r.open(); err != nil {
				return err
			}
		}
		b, err := r.body.Peek(1)
		switch {
		case err == nil && (b[0] == '\r' || b[0] == '\n'):
			r.body.Discard(1)
		case err == nil:
			return nil
		case !errors.Is(err, io.EOF):
			return r.damage("it cannot be unpacked", err)
		case !r.packed:
			return io.EOF
		default:
			r.zip = nil // its checksum was right
		}
	}
}

// open opens the gzip member that begins here.
func (r *Reader) open() error {
	r.member, r.records = r.offset(), 0
	if _, err := r.raw.Peek(1); errors.Is(err, io.EOF) {
		return io.EOF
	}
	z, err := gzip.NewReader(r.raw)
	if err != nil {
		return r.damage("no gzip member begins there", err)
	}
	z.Multistream(false)
	r.zip = z
	if r.body == nil {
		r.body = bufio.NewReaderSize(z, maxHeader)
	} else {
		r.body.Reset(z)
	}
	return nil
}

// damage returns the error of damage here. Errors of the system are none.
func (r *Reader) damage(msg string, err error) error {
	var system interface{ Timeout() bool } // as fs.PathError and net.Error have it
	if errors.As(err, &system) {
		return fmt.Errorf("read the archive: %w", err)
	}
	r.damaged = true
	return &Error{Offset: r.offset(), Msg: msg, Err: err}
}

// resync goes to where the next record seems to begin: a gzip member, or a line
// that begins with WARC/.
func (r *Reader) resync() error {
	r.damaged = false
	mark := []byte("WARC/")
	if r.packed {
		r.zip, mark = nil, gzipMagic
	}
	for lineStart := true; ; {
		b, err := r.raw.Peek(len(mark))
		if err != nil {
			r.raw.Discard(len(b))
			if errors.Is(err, io.EOF) {
				return io.EOF
			}
			return fmt.Errorf("read the archive: %w", err)
		}
		if bytes.Equal(b, mark) && lineStart {
			return nil
		}
		lineStart = r.packed || b[0] == '\n'
		r.raw.Discard(1)
	}
}

// header reads a record's header.
func (r *Reader) header() (*Record, error) {
	left := maxHeader
	line := func() (string, error) {
		b, err := r.body.ReadSlice('\n')
		if left -= len(b); err == nil && left < 0 {
			err = bufio.ErrBufferFull
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			return "", fmt.Errorf("the header is longer than %d kB", maxHeader>>10)
		}
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return string(bytes.TrimRight(b, "\r\n")), err
	}
	first, err := line()
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(first, "WARC/1.") {
		return nil, fmt.Errorf("it begins with %.40q, not with WARC/1.0 or WARC/1.1", first)
	}
	rec := &Record{Length: -1}
	for {
		s, err := line()
		if err != nil {
			return nil, err
		}
		if s == "" {
			break
		}
		if n := len(rec.Fields); n > 0 && (s[0] == ' ' || s[0] == '\t') { // a value that goes on
			rec.Fields[n-1].Value += " " + strings.TrimSpace(s)
			continue
		}
		name, value, ok := strings.Cut(s, ":")
		if !ok || len(rec.Fields) >= maxFields {
			return nil, fmt.Errorf("%.40q is not a field, or one too many", s)
		}
		rec.Fields = append(rec.Fields, Field{strings.TrimSpace(name), strings.TrimSpace(value)})
	}
	if rec.Length, err = strconv.ParseInt(rec.Get("Content-Length"), 10, 64); err != nil || rec.Length < 0 {
		return nil, fmt.Errorf("Content-Length is %.40q", rec.Get("Content-Length"))
	}
	return rec, nil
}
