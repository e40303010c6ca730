// Package mail reads messages (RFC 5322, MIME) and mailboxes of them (mbox).
//
// The words of a message are those that its author wrote anew: what is quoted of
// other messages and the signature are left out. Parts are numbered as IMAP does
// (RFC 3501, section 6.4.5).
package mail

import (
	"bytes"
	"errors"
	"net/mail"
	"strings"
	"time"

	"example.org/rapporteur/internal/text/charset"
)

// Limits bound what a message may ask of its reader. A zero field means that of
// DefaultLimits.
type Limits struct {
	Header int   // bytes of all headers of one part
	Parts  int   // parts of all kinds
	Depth  int   // of multipart within multipart
	Bytes  int64 // of all parts, decoded
}

// DefaultLimits are far above what people and newsletters send.
var DefaultLimits = Limits{Header: 256 << 10, Parts: 500, Depth: 20, Bytes: 40 << 20}

func (l Limits) orDefault() Limits {
	d := DefaultLimits
	if l.Header > 0 {
		d.Header = l.Header
	}
	if l.Parts > 0 {
		d.Parts = l.Parts
	}
	if l.Depth > 0 {
		d.Depth = l.Depth
	}
	if l.Bytes > 0 {
		d.Bytes = l.Bytes
	}
	return d
}

// The ways in which a message cannot be read. Errors wrap one of them.
var (
	ErrNoMessage = errors.New("no mail message")
	ErrTooLarge  = errors.New("over the limits of a message")
)

// A Message is one message.
type Message struct {
	ID      string // without its angle brackets
	Subject string
	From    string // the sender's name, or else the address
	Host    string // of the sender's address
	List    string // the name of the mailing list or newsletter, if it says so
	Date    time.Time
	// Text and HTML are the body's renderings, in Unicode. Text has no quotations
	// and no signature any more.
	Text, HTML         string
	TextPart, HTMLPart string // their numbers
	Attachments        []Attachment
}

// An Attachment is a file that came with a message, or a message in it.
type Attachment struct {
	Name      string
	MediaType string // with its parameters
	Part      string // its number
	Bytes     []byte
}

// Read reads a message. It depends on nothing but its arguments. A message that
// breaks off is read as far as it goes.
func Read(b []byte, limits Limits) (Message, error) {
	limits = limits.orDefault()
	b = bytes.TrimLeft(b, "\r\n")
	if bytes.HasPrefix(b, []byte("From ")) || bytes.HasPrefix(b, []byte(">From ")) {
		_, b, _ = bytes.Cut(b, []byte("\n"))
	}
	h, body, err := cutHeader(b, limits.Header)
	if err != nil {
		return Message{}, err
	}
	if h.get("From") == "" && h.get("Subject") == "" && h.get("Date") == "" {
		return Message{}, ErrNoMessage
	}
	m := Message{
		ID:      strings.Trim(h.get("Message-Id"), "<> "),
		Subject: h.words("Subject"),
		List:    listName(h),
	}
	m.From, m.Host = sender(h)
	if t, err := mail.ParseDate(h.get("Date")); err == nil && t.Year() > 1970 {
		m.Date = t
	}
	r := &reader{limits: limits, message: &m}
	if err := r.part(h, body, "", 0); err != nil {
		return Message{}, err
	}
	m.Text = Own(m.Text)
	return m, nil
}

// sender returns the name and the host of who sent a message.
func sender(h header) (name, host string) {
	from := h.get("From")
	parser := mail.AddressParser{WordDecoder: wordDecoder}
	addresses, err := parser.ParseList(from)
	if err != nil || len(addresses) == 0 {
		// Not an address by the grammar, but a name and an address all the same.
		name, address, _ := strings.Cut(h.words("From"), "<")
		_, host, _ = strings.Cut(strings.Trim(address, "> "), "@")
		return strings.Trim(name, `" `), strings.ToLower(host)
	}
	a := addresses[0]
	_, host, _ = strings.Cut(a.Address, "@")
	if name = a.Name; strings.TrimSpace(name) == "" {
		name = a.Address
	}
	return readable(name), strings.ToLower(host)
}

// listName returns the name of the list that a message came by (RFC 2919).
func listName(h header) string {
	name, _, _ := strings.Cut(h.words("List-Id"), "<")
	return strings.Trim(name, `" `)
}

// toText decodes the bytes of a text part, or returns "" if that cannot be done:
// another part may say the same.
func toText(b []byte, declared string) string {
	s, _, err := charset.Decode(b, declared)
	if err != nil {
		return ""
	}
	return strings.ReplaceAll(s, "\r\n", "\n")
}
