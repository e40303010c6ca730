// Package charset turns bytes of any charset that texts are met in into Unicode.
package charset

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// The ways in which bytes can fail to be text. Errors wrap one of them.
var (
	ErrBinary = errors.New("not text")
	ErrBroken = errors.New("broken encoding")
)

// An Error says what is wrong with bytes and what to do about it.
type Error struct {
	Kind error // ErrBinary or ErrBroken
	Msg  string
	Err  error // the decoder's own, if any
}

// Error returns the message and the cause.
func (e *Error) Error() string {
	if e.Err != nil {
		return e.Msg + ": " + e.Err.Error()
	}
	return e.Msg
}

// Unwrap returns the kind and the cause.
func (e *Error) Unwrap() []error { return []error{e.Kind, e.Err} }

// HeadLength is how much of the beginning of a page holds the declaration of its
// charset. The HTML standard asks for it within 1024 bytes; pages put it later.
const HeadLength = 8192

// Decode returns bytes as text, and the name of the charset they were in by the
// WHATWG Encoding Standard, "utf-32", "tcvn-5712" or "viscii". declared is the
// charset that came with the bytes or that they name themselves, or empty.
//
// Marks at the start decide first; then whether the bytes are valid UTF-8, which
// text in another charset is only by a freak chance; then the declared charset,
// unless the bytes show that it is wrong; then what the bytes look like. Nothing
// is ever replaced silently: what cannot be decoded is an *Error. The text is
// not normalised.
func Decode(b []byte, declared string) (string, string, error) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		b, declared = b[3:], "utf-8"
	case bytes.HasPrefix(b, []byte("\xff\xfe\x00\x00")):
		return decodeUTF32(b[4:], binary.LittleEndian)
	case bytes.HasPrefix(b, []byte("\x00\x00\xfe\xff")):
		return decodeUTF32(b[4:], binary.BigEndian)
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return decodeUTF16(b[2:], binary.LittleEndian)
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return decodeUTF16(b[2:], binary.BigEndian)
	case bytes.IndexByte(b, 0) >= 0:
		if order := unmarkedUTF16(b); order != nil {
			return decodeUTF16(b, order)
		}
		return "", "", &Error{Kind: ErrBinary, Msg: "holds NUL bytes, so it is not text: save the article as HTML or text"}
	}
	cs := lookup(declared)
	if utf8.Valid(b) && !(cs.name == "iso-2022-jp" && bytes.IndexByte(b, 0x1b) >= 0) {
		return string(b), "utf-8", nil
	}
	switch {
	case cs.name == "utf-8" && !foreignTo8(b):
		return "", "", brokenUTF8(b)
	case cs.decode == nil && nearlyUTF8(b):
		// A kanji or two of EUC-JP can be well-formed too.
		if found, ok := detect(b); ok && found.twoByte() {
			cs = found
			break
		}
		return "", "", brokenUTF8(b)
	case cs.name == "windows-1252" || cs.name == "utf-8" || cs.decode == nil:
		// Servers and editors declare Latin-1 and UTF-8 for whatever they are given.
		if found, ok := detect(b); ok {
			cs = found
		} else if cs.name == "utf-8" {
			return "", "", brokenUTF8(b)
		}
	}
	if cs.decode == nil {
		return "", "", &Error{Kind: ErrBroken, Msg: "is in a charset that cannot be told: save it as UTF-8"}
	}
	out, err := cs.decode(b)
	if err != nil {
		return "", "", &Error{Kind: ErrBroken, Msg: "cannot be decoded from " + cs.name + ": save it as UTF-8", Err: err}
	}
	if i := strings.IndexRune(out, utf8.RuneError); i >= 0 {
		return "", "", &Error{Kind: ErrBroken, Msg: fmt.Sprintf("line %d is not valid %s, the charset it is said to be in: save it as UTF-8", 1+strings.Count(out[:i], "\n"), cs.name)}
	}
	return out, cs.name, nil
}

// A coded is a charset that text can be in; decode is nil if it is not known.
type coded struct {
	name   string
	decode func([]byte) (string, error)
}

// twoByte reports whether most characters beyond ASCII take two bytes or more.
func (c coded) twoByte() bool {
	switch c.name {
	case "gb18030", "gbk", "big5", "shift_jis", "euc-jp", "euc-kr":
		return true
	}
	return false
}

// lookup returns the charset of a label as pages and mails write it.
func lookup(label string) coded {
	switch label = strings.ToLower(strings.TrimSpace(label)); label {
	case "tcvn", "tcvn-5712", "tcvn5712", "tcvn5712-1", "tcvn5712-1:1993", "tcvn3", "x-viet-tcvn", "x-viet-tcvn5712":
		return coded{"tcvn-5712", tcvn.decode}
	case "viscii", "csviscii", "viscii1.1-1", "x-viet-viscii":
		return coded{"viscii", viscii.decode}
	}
	enc, name := charset.Lookup(label)
	if enc == nil {
		return coded{}
	}
	return coded{name, func(b []byte) (string, error) {
		out, err := enc.NewDecoder().Bytes(b)
		return string(out), err
	}}
}

var declaration = regexp.MustCompile(`(?i)<meta[^>]{1,200}charset\s*=\s*["']?\s*([a-z0-9_:.-]+)|^\s*<\?xml[^>]{1,100}encoding\s*=\s*["']([a-z0-9_:.-]+)`)

// Declared returns the charset that a page of HTML or XML names in its beginning, or "".
func Declared(b []byte) string {
	m := declaration.FindSubmatch(b[:min(len(b), HeadLength)])
	if m == nil {
		return ""
	}
	label := string(m[1]) + string(m[2])
	if strings.HasPrefix(strings.ToLower(label), "utf-16") {
		return "utf-8" // HTML standard, 13.2.3.2: it could not have been read so far if it were UTF-16
	}
	return label
}

// decodeUTF16 decodes UTF-16 without its byte order mark.
func decodeUTF16(b []byte, order binary.ByteOrder) (string, string, error) {
	broken := &Error{Kind: ErrBroken, Msg: "is broken UTF-16: save it as UTF-8"}
	if len(b)%2 != 0 {
		return "", "", broken
	}
	var s strings.Builder
	s.Grow(len(b))
	for i := 0; i < len(b); i += 2 {
		r := rune(order.Uint16(b[i:]))
		if utf16.IsSurrogate(r) {
			if i += 2; i == len(b) {
				return "", "", broken
			}
			if r = utf16.DecodeRune(r, rune(order.Uint16(b[i:]))); r == utf8.RuneError {
				return "", "", broken
			}
		}
		if r == 0 {
			return "", "", nulls()
		}
		s.WriteRune(r)
	}
	return s.String(), "utf-16", nil
}

// decodeUTF32 decodes UTF-32 without its byte order mark.
func decodeUTF32(b []byte, order binary.ByteOrder) (string, string, error) {
	broken := &Error{Kind: ErrBroken, Msg: "is broken UTF-32: save it as UTF-8"}
	if len(b)%4 != 0 {
		return "", "", broken
	}
	var s strings.Builder
	s.Grow(len(b) / 2)
	for i := 0; i < len(b); i += 4 {
		u := order.Uint32(b[i:])
		switch {
		case u == 0:
			return "", "", nulls()
		case u > utf8.MaxRune || !utf8.ValidRune(rune(u)):
			return "", "", broken
		}
		s.WriteRune(rune(u))
	}
	return s.String(), "utf-32", nil
}

func nulls() *Error {
	return &Error{Kind: ErrBinary, Msg: "holds NUL characters, so it is not text: save the article as HTML or text"}
}

// unmarkedUTF16 returns the byte order of UTF-16 that lacks its mark, or nil. In
// text of Latin letters every second byte is a zero, and no other.
func unmarkedUTF16(b []byte) binary.ByteOrder {
	head := b[:min(len(b), HeadLength)]
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	switch quarter := len(head) / 2 / 4; {
	case len(b)%2 != 0:
	case zeros[0] == 0 && zeros[1] > quarter:
		return binary.LittleEndian
	case zeros[1] == 0 && zeros[0] > quarter:
		return binary.BigEndian
	}
	return nil
}

// sequences counts well-formed sequences of UTF-8 of more than one byte, and
// bytes that are in none.
func sequences(b []byte) (good, bad int) {
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case n > 1:
			good++
		case r == utf8.RuneError:
			bad++
		}
		b = b[n:]
	}
	return good, bad
}

// nearlyUTF8 reports whether bytes that are not valid UTF-8 are it for a good
// part: text in another charset almost never forms sequences of UTF-8, while one
// broken sequence can count as two bad bytes or three.
func nearlyUTF8(b []byte) bool {
	good, bad := sequences(b)
	return good > 0 && good*2 >= bad
}

// foreignTo8 reports whether bytes that are declared as UTF-8 can hardly be: there
// are many that are not, and next to none that are.
func foreignTo8(b []byte) bool {
	good, bad := sequences(b)
	return bad >= 20 && good*20 < bad
}

func brokenUTF8(b []byte) *Error {
	i := 0
	for i < len(b) {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		i += n
	}
	l := 1 + bytes.Count(b[:i], []byte("\n"))
	return &Error{Kind: ErrBroken, Msg: fmt.Sprintf("byte %d, in line %d, breaks the UTF-8 that it is in: save it as UTF-8 again from its source", i, l)}
}
