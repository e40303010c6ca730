package text

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"mime"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
)

// decode returns the bytes as UTF-8 text, and the form that the text has.
//
// Marks at the start decide first; then whether the bytes are valid UTF-8, which
// text in another charset is only by a freak chance; then the charset that the
// media type or the page declares; then what the bytes look like.
// Nothing is ever replaced silently: what cannot be decoded is a fault.
func decode(src Source, b []byte) (string, form, *Error) {
	claimed := ""
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		b, claimed = b[3:], "utf-8"
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return decodeUTF16(src, b[2:], binary.LittleEndian)
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return decodeUTF16(src, b[2:], binary.BigEndian)
	case bytes.IndexByte(b, 0) >= 0:
		if order := unmarkedUTF16(b); order != nil {
			return decodeUTF16(src, b, order)
		}
		return "", 0, &Error{Fault: Binary, Msg: "holds NUL bytes, so it is not text: save the article as HTML or text"}
	}
	form := sniff(src, string(b[:min(len(b), sniffLength)]))
	if claimed == "" {
		claimed = declared(src, b, form)
	}
	enc, name := charset.Lookup(claimed)
	switch {
	case utf8.Valid(b) && !(name == "iso-2022-jp" && bytes.IndexByte(b, 0x1b) >= 0):
		return string(b), form, nil
	case name == "utf-8" || form == formJSON || enc == nil && nearlyUTF8(b):
		return "", 0, brokenUTF8(b)
	case enc == nil && vietnamese1258(b):
		enc, name = charmap.Windows1258, "windows-1258"
	case enc == nil && western(b):
		enc, name, _ = charset.DetermineEncoding(b, "")
	case enc == nil:
		return "", 0, &Error{Fault: BadEncoding, Msg: "is in a charset that cannot be told: save it as UTF-8"}
	}
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return "", 0, &Error{Fault: BadEncoding, Msg: "cannot be decoded from " + name + ": save it as UTF-8", Err: err}
	}
	if i := bytes.IndexRune(out, utf8.RuneError); i >= 0 {
		return "", 0, &Error{Fault: BadEncoding, Msg: fmt.Sprintf("line %d is not valid %s, the charset it is said to be in: save it as UTF-8", 1+bytes.Count(out[:i], []byte("\n")), name)}
	}
	return string(out), form, nil
}

// sniffLength is how much of the beginning tells the form and holds the
// declaration of a page's charset. The HTML standard asks for the declaration
// within 1024 bytes; pages put it later.
const sniffLength = 8192

var declaration = regexp.MustCompile(`(?i)<meta[^>]{1,200}charset\s*=\s*["']?\s*([a-z0-9_:-]+)|^\s*<\?xml[^>]{1,100}encoding\s*=\s*["']([a-z0-9_:-]+)`)

// declared returns the charset that the media type or else the page names, or "".
func declared(src Source, b []byte, f form) string {
	if _, params, err := mime.ParseMediaType(src.MediaType); err == nil && params["charset"] != "" {
		return params["charset"]
	}
	if f != formHTML && f != formXML {
		return ""
	}
	m := declaration.FindSubmatch(b[:min(len(b), sniffLength)])
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
func decodeUTF16(src Source, b []byte, order binary.ByteOrder) (string, form, *Error) {
	broken := &Error{Fault: BadEncoding, Msg: "is broken UTF-16: save it as UTF-8"}
	if len(b)%2 != 0 {
		return "", 0, broken
	}
	var s strings.Builder
	s.Grow(len(b))
	for i := 0; i < len(b); i += 2 {
		r := rune(order.Uint16(b[i:]))
		if utf16.IsSurrogate(r) {
			if i += 2; i == len(b) {
				return "", 0, broken
			}
			if r = utf16.DecodeRune(r, rune(order.Uint16(b[i:]))); r == utf8.RuneError {
				return "", 0, broken
			}
		}
		if r == 0 {
			return "", 0, &Error{Fault: Binary, Msg: "holds NUL characters, so it is not text: save the article as HTML or text"}
		}
		s.WriteRune(r)
	}
	out := s.String()
	return out, sniff(src, out[:min(len(out), sniffLength)]), nil
}

// unmarkedUTF16 returns the byte order of UTF-16 that lacks its mark, or nil. In
// text of Latin letters every second byte is a zero, and no other.
func unmarkedUTF16(b []byte) binary.ByteOrder {
	head := b[:min(len(b), sniffLength)]
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

// nearlyUTF8 reports whether bytes that are not valid UTF-8 are it for a good
// part: text in another charset almost never forms sequences of UTF-8, while one
// broken sequence can count as two bad bytes or three.
func nearlyUTF8(b []byte) bool {
	good, bad := 0, 0
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
	return good > 0 && good*2 >= bad
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
	return &Error{Fault: BadEncoding, Msg: fmt.Sprintf("byte %d, in line %d, breaks the UTF-8 that it is in: save it as UTF-8 again from its source", i, l)}
}

// vietnamese1258 reports whether bytes that declare no charset look like
// Vietnamese in Windows-1258, which writes tones as marks of their own after the
// vowel. Read as Windows-1252, the marks are letters that do not follow vowels
// so often, and đ and ư are ð and ý, which hardly meet them.
func vietnamese1258(b []byte) bool {
	const vowels = "aeiouyAEIOUY\xe2\xea\xf4\xe3\xf5\xfd\xc2\xca\xd4\xc3\xd5\xdd" // with â ê ô ă ơ ư
	const tones = "\xcc\xd2\xde\xec\xf2"
	marks := 0
	for i := 1; i < len(b); i++ {
		if strings.IndexByte(tones, b[i]) >= 0 && strings.IndexByte(vowels, b[i-1]) >= 0 {
			marks++
		}
	}
	return marks >= 3 && (bytes.IndexByte(b, 0xf0) >= 0 || bytes.IndexByte(b, 0xfd) >= 0)
}

// western reports whether bytes that declare no charset can be Windows-1252:
// in the languages written in it most letters are ASCII, while other alphabets
// read as Windows-1252 make words of nothing but accented letters.
func western(b []byte) bool {
	ascii, high := 0, 0
	for _, c := range b {
		switch {
		case c >= 0xc0:
			high++
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			ascii++
		case c >= 0x80 && c < 0xa0 && strings.IndexByte("\x81\x8d\x8f\x90\x9d", c) >= 0:
			return false // not assigned in Windows-1252
		}
	}
	return high*3 < ascii
}
