package warc

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/textproto"
	"strings"
)

// A Payload is what a record holds of a page.
type Payload struct {
	Status    int         // of HTTP; 200 for a record without an HTTP header
	Header    http.Header // of HTTP; never nil
	MediaType string      // the Content-Type as it came
	Body      []byte      // without transfer and content encoding
}

// Payload reads what a response or resource record holds. No more than limit
// bytes are held before and after decoding: more is an error, as is an encoding
// that is not known. The archive can be read on behind any error but one of the
// reader's own.
func (r *Record) Payload(limit int64) (Payload, error) {
	p := Payload{Status: http.StatusOK, Header: http.Header{}, MediaType: r.Get("Content-Type")}
	body := bufio.NewReaderSize(r.Content, maxHeader)
	if r.Type() == Response && strings.HasPrefix(r.Target(), "http") {
		if err := p.readHeader(body); err != nil {
			return p, err
		}
	}
	b, err := readAll(body, limit)
	if err != nil {
		return p, err
	}
	if p.Body, err = p.decode(b, limit); err != nil {
		return p, err
	}
	return p, nil
}

// readHeader reads the HTTP header that a response begins with.
func (p *Payload) readHeader(body *bufio.Reader) error {
	head, err := body.Peek(maxHeader)
	if err != nil && err != io.EOF {
		return err
	}
	n := headerEnd(head)
	if n < 0 {
		return fmt.Errorf("the HTTP header does not end within %d kB", maxHeader>>10)
	}
	lines := textproto.NewReader(bufio.NewReader(bytes.NewReader(head[:n])))
	first, err := lines.ReadLine()
	if err != nil {
		return fmt.Errorf("read the HTTP header: %w", err)
	}
	var version string
	if _, err := fmt.Sscanf(first, "%s %d", &version, &p.Status); err != nil || !strings.HasPrefix(version, "HTTP/") {
		return fmt.Errorf("the HTTP header begins with %.40q", first)
	}
	// Archives keep what servers sent: a line that is no field ends nothing.
	for {
		line, err := lines.ReadLine()
		if err != nil {
			break
		}
		if name, value, ok := strings.Cut(line, ":"); ok && len(p.Header) < maxFields {
			p.Header.Add(strings.TrimSpace(name), strings.TrimSpace(value))
		}
	}
	p.MediaType = p.Header.Get("Content-Type")
	_, err = body.Discard(n)
	return err
}

// headerEnd returns where the empty line behind an HTTP header ends, or -1.
func headerEnd(b []byte) int {
	end := -1
	for _, mark := range []string{"\r\n\r\n", "\n\n"} {
		if i := bytes.Index(b, []byte(mark)); i >= 0 && (end < 0 || i+len(mark) < end) {
			end = i + len(mark)
		}
	}
	return end
}

// decode takes the encodings of transfer and content off. Many crawlers have
// done so already and left the header as it was: bytes that do not begin as the
// encoding does are taken as they are.
func (p *Payload) decode(b []byte, limit int64) ([]byte, error) {
	if strings.EqualFold(p.Header.Get("Transfer-Encoding"), "chunked") {
		// A body that is cut off within its chunks is what came of the page.
		if out, _ := readAll(httputil.NewChunkedReader(bytes.NewReader(b)), limit); len(out) > 0 {
			b = out
		}
	}
	for _, coding := range strings.Split(p.Header.Get("Content-Encoding"), ",") {
		var z io.Reader
		var err error
		switch strings.ToLower(strings.TrimSpace(coding)) {
		case "", "identity":
			continue
		case "gzip", "x-gzip":
			if !bytes.HasPrefix(b, gzipMagic[:2]) {
				continue
			}
			z, err = gzip.NewReader(bytes.NewReader(b))
		case "deflate":
			if z, err = zlib.NewReader(bytes.NewReader(b)); err != nil {
				z, err = flate.NewReader(bytes.NewReader(b)), nil // some servers leave the zlib header out
			}
		default:
			return nil, fmt.Errorf("its content is encoded as %.40q, which is not known", coding)
		}
		if err == nil {
			b, err = readAll(z, limit)
		}
		if err != nil {
			return nil, fmt.Errorf("unpack its content: %w", err)
		}
	}
	return b, nil
}

// readAll reads all of r, but no more than limit bytes.
func readAll(r io.Reader, limit int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(b)) > limit {
		return nil, fmt.Errorf("it is larger than %d bytes", limit)
	}
	return b, err
}
