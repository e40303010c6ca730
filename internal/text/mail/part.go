package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"strings"
)

// A reader goes through the parts of a message.
type reader struct {
	limits  Limits
	message *Message
	parts   int
	bytes   int64
}

// part reads one part and those in it. number is empty for the message itself.
func (r *reader) part(h header, body []byte, number string, depth int) error {
	if r.parts++; r.parts > r.limits.Parts {
		return fmt.Errorf("%w: more than %d parts", ErrTooLarge, r.limits.Parts)
	}
	if depth > r.limits.Depth {
		return fmt.Errorf("%w: parts nested more than %d deep", ErrTooLarge, r.limits.Depth)
	}
	media, params := mediaType(h.get("Content-Type"))
	if strings.HasPrefix(media, "multipart/") && params["boundary"] != "" {
		return r.multipart(body, params["boundary"], number, depth)
	}
	if number == "" {
		number = "1"
	}
	b, err := r.decode(body, h.get("Content-Transfer-Encoding"))
	if err != nil {
		return err
	}
	disposition, dparams := mediaType(h.get("Content-Disposition"))
	name := decodeWords(dparams["filename"])
	if name == "" {
		name = decodeWords(params["name"])
	}
	inline := disposition != "attachment" && name == ""
	switch m := r.message; {
	case inline && media == "text/html":
		if m.HTML == "" {
			m.HTML, m.HTMLPart = toText(b, params["charset"]), number
		}
	case inline && (media == "text/plain" || media == ""):
		// Lists and mail programs put text before and after another part.
		s := toText(b, params["charset"])
		if params["format"] == "flowed" {
			s = unflow(s, params["delsp"] == "yes")
		}
		switch {
		case m.Text == "":
			m.Text, m.TextPart = s, number
		case strings.TrimSpace(s) != "":
			m.Text += "\n\n" + s
		}
	default:
		m.Attachments = append(m.Attachments, Attachment{Name: name, MediaType: h.get("Content-Type"), Part: number, Bytes: b})
	}
	return nil
}

// multipart reads the parts between the lines of a boundary. A part that is cut
// off by the end is read all the same.
func (r *reader) multipart(body []byte, boundary, number string, depth int) error {
	n := 0
	for section := range sections(body, boundary) {
		n++
		h, b, err := cutHeader(section, r.limits.Header)
		if err != nil {
			return err
		}
		inner := fmt.Sprint(n)
		if number != "" {
			inner = number + "." + inner
		}
		if err := r.part(h, b, inner, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// sections yields what stands between the lines of a boundary (RFC 2046, section
// 5.1.1).
func sections(body []byte, boundary string) func(func([]byte) bool) {
	return func(yield func([]byte) bool) {
		delimiter := []byte("--" + boundary)
		start := -1 // of the open section
		for at := 0; at < len(body); {
			end := len(body)
			if i := bytes.IndexByte(body[at:], '\n'); i >= 0 {
				end = at + i + 1
			}
			l := bytes.TrimRight(body[at:end], " \t\r\n")
			last := len(l) == len(delimiter)+2 && bytes.HasSuffix(l, []byte("--"))
			if bytes.HasPrefix(l, delimiter) && (len(l) == len(delimiter) || last) {
				if start >= 0 && !yield(bytes.TrimSuffix(bytes.TrimSuffix(body[start:at], []byte("\n")), []byte("\r"))) {
					return
				}
				if last {
					return
				}
				start = end
			}
			at = end
		}
		if start >= 0 {
			yield(body[start:])
		}
	}
}

// decode undoes the transfer encoding of a part. Damage, which in base64 is
// common, ends the part where it is.
func (r *reader) decode(b []byte, encoding string) ([]byte, error) {
	var in io.Reader
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		in = base64.NewDecoder(base64.StdEncoding, bytes.NewReader(alphabet(b)))
	case "quoted-printable":
		in = quotedprintable.NewReader(bytes.NewReader(b))
	default:
		in = bytes.NewReader(b)
	}
	left := r.limits.Bytes - r.bytes
	out, err := io.ReadAll(io.LimitReader(in, left+1))
	r.bytes += int64(len(out))
	if int64(len(out)) > left {
		return nil, fmt.Errorf("%w: its parts have more than %d bytes", ErrTooLarge, r.limits.Bytes)
	}
	var corrupt base64.CorruptInputError
	if err != nil && !errors.As(err, &corrupt) && !errors.Is(err, io.ErrUnexpectedEOF) && len(out) == 0 {
		return b, nil // not in the encoding that it names: as it stands
	}
	return out, nil
}

// alphabet returns the bytes that are of base64: others are to be ignored (RFC
// 2045, section 6.8).
func alphabet(b []byte) []byte {
	return bytes.Map(func(c rune) rune {
		if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=' {
			return c
		}
		return -1
	}, b)
}

// mediaType returns a media type or disposition and its parameters, as far as
// they can be made out.
func mediaType(s string) (string, map[string]string) {
	media, params, err := mime.ParseMediaType(s)
	if err != nil && media == "" {
		media, _, _ = strings.Cut(s, ";")
		media = strings.ToLower(strings.TrimSpace(media))
	}
	if params == nil {
		params = map[string]string{}
	}
	return media, params
}

// unflow joins the lines of format=flowed (RFC 3676).
func unflow(s string, delsp bool) string {
	var out strings.Builder
	flowed := false
	for l := range strings.Lines(s) {
		l = strings.TrimSuffix(l, "\n")
		if quoted := strings.HasPrefix(l, ">"); out.Len() > 0 && (!flowed || quoted) {
			out.WriteByte('\n')
		}
		l = strings.TrimPrefix(l, " ") // stuffed
		flowed = strings.HasSuffix(l, " ") && l != "-- " && !strings.HasPrefix(l, ">")
		if flowed && delsp {
			l = strings.TrimSuffix(l, " ")
		}
		out.WriteString(l)
	}
	return out.String()
}
