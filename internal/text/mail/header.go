package mail

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"net/textproto"
	"strings"

	"example.org/rapporteur/internal/text/charset"
)

// A header holds the fields of a part by their canonical names, each the first
// of that name.
type header map[string]string

func (h header) get(name string) string { return h[textproto.CanonicalMIMEHeaderKey(name)] }

// words returns a field with its encoded words (RFC 2047) decoded.
func (h header) words(name string) string { return decodeWords(h.get(name)) }

// maxFields is the most fields that one part may have.
const maxFields = 1000

// cutHeader returns the header of a message or part and its body. Lines that are
// no fields are passed over, as mail programs do.
func cutHeader(b []byte, most int) (header, []byte, error) {
	h := header{}
	var name string
	var value []byte // of the open field
	keep := func() {
		if _, twice := h[name]; name != "" && !twice { // only the first of a name counts
			h[name] = string(value)
		}
		name, value = "", value[:0]
	}
	for read := 0; ; {
		l, rest, more := bytes.Cut(b, []byte("\n"))
		if read += len(l) + 1; read > most || len(h) > maxFields {
			return nil, nil, fmt.Errorf("%w: the header has more than %d bytes or %d fields", ErrTooLarge, most, maxFields)
		}
		l = bytes.TrimRight(l, "\r")
		b = rest
		switch key, v, ok := bytes.Cut(l, []byte(":")); {
		case len(l) == 0:
			keep()
			return h, b, nil
		case l[0] == ' ' || l[0] == '\t':
			value = append(append(value, ' '), bytes.TrimSpace(l)...)
		case ok && isName(key):
			keep()
			name = textproto.CanonicalMIMEHeaderKey(string(bytes.TrimSpace(key)))
			value = append(value, bytes.TrimSpace(v)...)
		default:
			keep()
		}
		if !more {
			keep()
			return h, nil, nil
		}
	}
}

// isName reports whether b can be a field's name (RFC 5322, section 2.2).
func isName(b []byte) bool {
	b = bytes.TrimRight(b, " \t")
	for _, c := range b {
		if c <= ' ' || c > '~' {
			return false
		}
	}
	return len(b) > 0
}

// IsMessage reports whether bytes begin as a message does: a field that mail
// systems put first, and of the fields that every message has at least two.
func IsMessage(b []byte) bool {
	b = b[:min(len(b), 16<<10)]
	first, _, _ := bytes.Cut(bytes.TrimLeft(b, "\r\n"), []byte(":"))
	if !begins[textproto.CanonicalMIMEHeaderKey(string(first[:min(len(first), 40)]))] {
		return false
	}
	h, _, err := cutHeader(b, len(b)+1)
	known := 0
	for _, name := range []string{"From", "To", "Date", "Message-Id", "Mime-Version", "Received", "Content-Type", "Delivered-To"} {
		if err == nil && h[name] != "" {
			known++
		}
	}
	return known >= 2 && (h["From"] != "" || h["Received"] != "") && (h["Message-Id"] != "" || h["Mime-Version"] != "" || h["Received"] != "")
}

// begins are the fields that messages are seen to begin with.
var begins = map[string]bool{
	"Return-Path": true, "Received": true, "Delivered-To": true, "X-Original-To": true, "From": true, "To": true, "Date": true,
	"Subject": true, "Message-Id": true, "Mime-Version": true, "Content-Type": true, "Reply-To": true, "Dkim-Signature": true,
	"X-Mozilla-Status": true, "X-Mozilla-Keys": true, "X-Gm-Thrid": true, "X-Gmail-Labels": true, "Authentication-Results": true, "Arc-Seal": true,
	"X-Received": true, "X-Uidl": true, "Sender": true, "List-Id": true,
}

var wordDecoder = &mime.WordDecoder{CharsetReader: func(label string, r io.Reader) (io.Reader, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	s, _, err := charset.Decode(b, label)
	return strings.NewReader(s), err
}}

// decodeWords decodes the encoded words in a field.
func decodeWords(s string) string {
	out, err := wordDecoder.DecodeHeader(s)
	if err != nil {
		out = s
	}
	return readable(out)
}

// readable returns a field on one line. Bytes that are in no encoded word, as old
// programs wrote them, or not in the charset of theirs, are decoded by their looks.
func readable(s string) string {
	if u, _, err := charset.Decode([]byte(s), ""); err == nil {
		s = u
	} else {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	return strings.Join(strings.Fields(s), " ")
}
