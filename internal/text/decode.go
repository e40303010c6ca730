package text

import (
	"bytes"
	"errors"
	"mime"

	"example.org/rapporteur/internal/text/charset"
)

// decode returns the bytes as UTF-8 text, and the form that the text has.
func decode(src Source, b []byte) (string, form, *Error) {
	f := sniff(src, head(b))
	s, _, err := charset.Decode(b, declared(src, b, f))
	var broken *charset.Error
	switch {
	case err == nil:
		// Of UTF-16 and UTF-32 the form shows only now.
		return s, sniff(src, s[:min(len(s), charset.HeadLength)]), nil
	case errors.As(err, &broken) && errors.Is(err, charset.ErrBinary):
		return "", 0, &Error{Fault: Binary, Msg: broken.Msg}
	case errors.As(err, &broken):
		return "", 0, &Error{Fault: BadEncoding, Msg: broken.Msg, Err: broken.Err}
	}
	return "", 0, &Error{Fault: BadEncoding, Msg: "cannot be decoded: save it as UTF-8", Err: err}
}

// head returns the beginning of the bytes, by which their form is told.
func head(b []byte) string {
	return string(bytes.TrimPrefix(b[:min(len(b), charset.HeadLength)], []byte("\xef\xbb\xbf")))
}

// declared returns the charset that the media type or else the page names, or "".
func declared(src Source, b []byte, f form) string {
	if f == formJSON {
		return "utf-8" // RFC 8259, section 8.1
	}
	if _, params, err := mime.ParseMediaType(src.MediaType); err == nil && params["charset"] != "" {
		return params["charset"]
	}
	if f != formHTML && f != formXML {
		return ""
	}
	return charset.Declared(b)
}
