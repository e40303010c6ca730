package text

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"path"
	"regexp"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/text/html"
	"example.org/rapporteur/internal/text/mail"
)

// How mails may nest: messages and archives in messages, and documents in all.
const (
	maxNested      = 3
	maxAttachments = 50
)

// messageID matches what can stand in an address.
var messageID = regexp.MustCompile(`^[!-~]{1,200}$`)

// readMail reads a message: its own words as one document, and each document
// that is attached to it as one more.
func readMail(src Source, b []byte, nested int) ([]Draft, []*Error) {
	m, err := mail.Read(b, mail.Limits{})
	switch {
	case errors.Is(err, mail.ErrNoMessage):
		return nil, []*Error{{Fault: BadShape, Msg: "is no mail: it has neither sender, subject nor date; save the message again from its mail program"}}
	case err != nil:
		return nil, []*Error{{Fault: TooLarge, Msg: "asks for more than any message needs: save its text", Err: err}}
	}
	d := Draft{
		Name: Name(src.Path), Title: m.Subject, Byline: m.From, Outlet: first(m.List, m.From, m.Host), MediaType: "message/rfc822",
	}
	if messageID.MatchString(m.ID) {
		d.URL = "mid:" + m.ID // RFC 2392
	}
	if !m.Date.IsZero() {
		if day, err := rapporteur.DateOf(m.Date); err == nil {
			d.Published, d.Basis = day, rapporteur.BasisMetadata
		}
	}
	var part string
	d.Body, part = mailBody(m)
	d.Places = []Place{{0, "part " + part}}
	drafts, faults := attachments(m, d, nested)
	if strings.TrimSpace(d.Body) != "" || len(drafts)+len(faults) == 0 {
		d.Several = len(drafts) > 0
		if f := d.check(); f != nil {
			faults = append([]*Error{f}, faults...)
		} else {
			drafts = append([]Draft{d}, drafts...)
		}
	}
	return drafts, faults
}

// mailBody returns the words of a message and the number of the part they are
// in. HTML keeps paragraphs together where plain text breaks lines; but some
// messages have only an image of their text in it.
func mailBody(m mail.Message) (body, part string) {
	if m.HTML != "" {
		if s, err := html.Mail(m.HTML); err == nil && len(s)*2 > len(m.Text) {
			return s, m.HTMLPart
		}
	}
	if strings.TrimSpace(m.Text) != "" {
		return m.Text, m.TextPart
	}
	return "", first(m.TextPart, m.HTMLPart, "1")
}

// attachments reads what is attached to the message of a draft. Images and other
// things that are no documents are passed over.
func attachments(m mail.Message, message Draft, nested int) (drafts []Draft, faults []*Error) {
	read := 0
	for _, a := range m.Attachments {
		src := Source{Path: path.Base(strings.ReplaceAll(a.Name, `\`, "/")), MediaType: a.MediaType}
		if !isDocument(src, a.Bytes) {
			continue
		}
		if read++; read > maxAttachments || nested >= maxNested {
			faults = append(faults, &Error{Fault: TooLarge, Msg: fmt.Sprintf("part %s: attachments are read up to %d in a message and %d deep: save the others as files", a.Part, maxAttachments, maxNested)})
			break
		}
		found, wrong := draftsIn(src, a.Bytes, nested+1)
		for _, f := range wrong {
			f.Msg, f.Line = "part "+a.Part+" ("+clip(line(a.Name))+"): "+f.Msg, 0
			faults = append(faults, f)
		}
		for i, d := range found {
			d.Name = fmt.Sprintf("%s-%s", message.Name, a.Part)
			if len(found) > 1 {
				d.Name += fmt.Sprintf("-%d", i+1)
			}
			if d.Published.IsZero() {
				d.Published, d.Basis = message.Published, message.Basis
			}
			d.Outlet = first(d.Outlet, message.Outlet)
			d.Several, d.Line = true, 0
			d.Places = inPart(a.Part, d.Places)
			drafts = append(drafts, d)
		}
	}
	return drafts, faults
}

// inPart returns places with the part of the mail that they are in.
func inPart(part string, places []Place) []Place {
	if len(places) == 0 {
		return []Place{{0, "part " + part}}
	}
	out := make([]Place, len(places))
	for i, p := range places {
		out[i] = Place{p.At, "part " + part + ", " + p.Name}
	}
	return out
}

// isDocument reports whether an attachment is one that is read.
func isDocument(src Source, b []byte) bool {
	media, _, _ := mime.ParseMediaType(src.MediaType)
	switch strings.ToLower(path.Ext(src.Path)) {
	case ".pdf", ".docx", ".odt", ".html", ".htm", ".txt", ".md", ".eml":
		return true
	case ".xlsx", ".pptx", ".zip", ".ics", ".vcf", ".asc", ".sig", ".p7s":
		return false
	}
	switch media {
	case "application/pdf", "text/html", "text/plain", "text/markdown", "message/rfc822",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/vnd.oasis.opendocument.text":
		return true
	}
	return bytes.HasPrefix(b, []byte("%PDF-"))
}

// readMbox reads the messages of a mailbox.
func readMbox(src Source, b []byte, nested int) (drafts []Draft, faults []*Error) {
	if nested >= maxNested {
		return nil, []*Error{{Fault: TooLarge, Msg: "is a mailbox within too many others: save it as a file"}}
	}
	read := 0
	for item, err := range mail.Split(bytes.NewReader(b), MaxSize) {
		if read++; err != nil {
			faults = append(faults, &Error{Fault: TooLarge, Msg: "a message is too large: save it apart", Err: err})
			continue
		}
		found, wrong := readMail(src, item.Bytes, nested+1)
		for _, f := range wrong {
			f.Msg = fmt.Sprintf("message %d: %s", item.Number, f.Msg)
			faults = append(faults, f)
		}
		for _, d := range found {
			d.Name = fmt.Sprintf("%s-%d%s", Name(src.Path), item.Number, strings.TrimPrefix(d.Name, Name(src.Path)))
			d.Several = true
			for i := range d.Places {
				d.Places[i].Name = fmt.Sprintf("message %d, %s", item.Number, d.Places[i].Name)
			}
			drafts = append(drafts, d)
		}
		if len(faults) >= maxFaults {
			faults = append(faults, &Error{Fault: BadShape, Msg: fmt.Sprintf("%d messages are wrong and the rest was not read: correct the mailbox", maxFaults)})
			break
		}
	}
	if read == 0 {
		faults = append(faults, &Error{Fault: BadShape, Msg: "is no mailbox: it has no line \"From \" with a sender and a date; save the messages again from their mail program"})
	}
	return drafts, faults
}

// first returns the first of the values that is not empty.
func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
