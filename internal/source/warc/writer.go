package warc

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"time"
)

// A Writer writes an archive, each record as a gzip member of its own, so that
// other programs can find a record without unpacking those before it.
type Writer struct {
	w io.Writer
	z *gzip.Writer // nil for a plain archive
}

// NewWriter returns a writer of an archive, packed with gzip or plain.
func NewWriter(w io.Writer, packed bool) *Writer {
	wr := &Writer{w: w}
	if packed {
		wr.z = gzip.NewWriter(w)
	}
	return wr
}

// Write writes one record. Its identity is made of its fields and content, so
// that the same archive is the same bytes, and returned. date is set down to the
// second, as WARC 1.0 has it, or with its fraction where it has one. Further
// fields come in the order given.
func (w *Writer) Write(kind string, date time.Time, content []byte, fields ...Field) (id string, err error) {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%s\x00", kind, date.UTC().Format(time.RFC3339Nano))
	for _, f := range fields {
		fmt.Fprintf(h, "%s\x00%s\x00", f.Name, f.Value)
	}
	h.Write(content)
	id = uuid(h.Sum(nil))
	digest := sha256.Sum256(content)

	var b bytes.Buffer
	line := func(name, value string) {
		fmt.Fprintf(&b, "%s: %s\r\n", name, oneLine.Replace(value))
	}
	b.WriteString("WARC/1.1\r\n")
	line("WARC-Type", kind)
	line("WARC-Record-ID", "<"+id+">")
	line("WARC-Date", date.UTC().Format(time.RFC3339Nano))
	for _, f := range fields {
		line(f.Name, f.Value)
	}
	line("WARC-Block-Digest", "sha256:"+hex.EncodeToString(digest[:]))
	line("Content-Length", fmt.Sprint(len(content)))
	b.WriteString("\r\n")

	out := w.w
	if w.z != nil {
		w.z.Reset(w.w)
		out = w.z
	}
	for _, part := range [][]byte{b.Bytes(), content, []byte("\r\n\r\n")} {
		if _, err := out.Write(part); err != nil {
			return id, fmt.Errorf("write the archive: %w", err)
		}
	}
	if w.z != nil {
		if err := w.z.Close(); err != nil {
			return id, fmt.Errorf("write the archive: %w", err)
		}
	}
	return id, nil
}

// oneLine keeps a value from ending its field.
var oneLine = strings.NewReplacer("\r", " ", "\n", " ")

// uuid writes a hash as a name-based UUID, version 8 (RFC 9562, section 5.8).
func uuid(sum []byte) string {
	u := sum[:16]
	u[6], u[8] = u[6]&0x0f|0x80, u[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// FieldsType is the media type of Fields.
const FieldsType = "application/warc-fields"

// EncodeFields writes fields as the content of a warcinfo or metadata record.
func EncodeFields(fields ...Field) []byte {
	var b bytes.Buffer
	for _, f := range fields {
		fmt.Fprintf(&b, "%s: %s\r\n", f.Name, oneLine.Replace(f.Value))
	}
	return b.Bytes()
}

// DecodeFields reads what EncodeFields wrote. Lines that are no fields are passed over.
func DecodeFields(b []byte) (fields []Field) {
	for line := range strings.Lines(string(b)) {
		if name, value, ok := strings.Cut(strings.TrimRight(line, "\r\n"), ":"); ok && len(fields) < maxFields {
			fields = append(fields, Field{strings.TrimSpace(name), strings.TrimSpace(value)})
		}
	}
	return fields
}
