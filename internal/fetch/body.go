package fetch

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// ratioFloor is the size up to which the ratio is not looked at, in bytes: short
// lists of like lines pack better than 1:100, and do no harm.
const ratioFloor = 1 << 20

// body reads an answer's body and takes off its content encoding. What it holds
// in memory is bounded by the cap, whatever the header says.
func (c *Client) body(ans *http.Response) ([]byte, error) {
	large := &Error{Fault: TooLarge, Msg: fmt.Sprintf("the page is larger than %s: save it and read the file, or find the page of one article", megabytes(c.conf.MaxBody))}
	if ans.ContentLength > c.conf.MaxBody {
		return nil, large
	}
	sent := &counter{r: ans.Body}
	r, err := decode(sent, ans.Header.Values("Content-Encoding"))
	if err != nil {
		return nil, garbled(err)
	}
	var buf []byte
	for {
		if len(buf) == cap(buf) {
			buf = append(buf, make([]byte, max(4096, len(buf)/2))...)[:len(buf)]
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		switch got := int64(len(buf)); {
		case got > c.conf.MaxBody:
			return nil, large
		case got > ratioFloor && got > MaxRatio*sent.n:
			return nil, &Error{Fault: Ratio, Msg: fmt.Sprintf("the page unpacks to more than %d times what was sent, as no article does: do not fetch it; if you trust it, save it and read the file", MaxRatio)}
		case err == io.EOF:
			return buf, nil
		case err != nil:
			return nil, garbled(err)
		}
	}
}

// decode undoes a content encoding. Only gzip is asked for; deflate is known
// too, in both meanings that servers give it.
func decode(r io.Reader, fields []string) (io.Reader, error) {
	switch encoding := strings.ToLower(strings.TrimSpace(strings.Join(fields, ","))); encoding {
	case "", "identity", "none":
		return r, nil
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(r)
		if err == io.EOF {
			return strings.NewReader(""), nil // an empty body may be sent so
		}
		return z, err
	case "deflate":
		b := bufio.NewReader(r)
		if head, err := b.Peek(2); err == nil && head[0]&0x0f == 8 && (uint(head[0])<<8|uint(head[1]))%31 == 0 {
			return zlib.NewReader(b)
		}
		return flate.NewReader(b), nil
	default:
		return nil, &Error{Fault: Encoding, Msg: fmt.Sprintf("the host sends the page in the encoding %q although only gzip was asked for: save it from a browser and read the file", shorten(encoding))}
	}
}

// garbled tells a body that is not what its header says from a connection that
// failed.
func garbled(err error) error {
	var corrupt flate.CorruptInputError
	if errors.As(err, &corrupt) || errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) ||
		errors.Is(err, zlib.ErrHeader) || errors.Is(err, zlib.ErrChecksum) || errors.Is(err, zlib.ErrDictionary) {
		return &Error{Fault: Malformed, Msg: "the page is not compressed as its header says, or was damaged on the way: try again later, or save it from a browser and read the file", Err: err}
	}
	return err
}

// A counter counts what is read through it.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}
