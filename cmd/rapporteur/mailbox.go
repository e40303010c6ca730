package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"example.org/rapporteur/internal/source/warc"
	"example.org/rapporteur/internal/text"
	"example.org/rapporteur/internal/text/mail"
)

// mailbox reads the messages of a mailbox of any size, one after another, into the
// batches of an archive. Each message is kept as bytes of its own, so that a
// mailbox that grows is not kept again and again.
func (a *archiveReading) mailbox(ctx context.Context, known text.Source) error {
	if _, err := a.file.Seek(a.done.Offset, io.SeekStart); err != nil {
		return fmt.Errorf("go on in the mailbox: %w", err)
	}
	begin := a.done.Offset
	at, err := begin, error(nil)
	a.position = func() warc.Position { return warc.Position{Offset: at} }
	for item, err := range mail.Split(a.file, text.MaxSize) {
		if item.Number > 0 {
			at = begin + item.Offset // what comes before it is in the batch or stored
		}
		if a.full() {
			if err := a.flush(ctx); err != nil {
				return err
			}
		}
		a.done.Records++
		name := fmt.Sprintf("%s#%d", a.done.Source, a.done.Records)
		switch {
		case errors.Is(err, mail.ErrTooLarge):
			if err := a.aside(ctx, name, fmt.Errorf("%s: message %d is larger than 20 MB: save it apart", a.done.Source, a.done.Records)); err != nil {
				return err
			}
			continue
		case err != nil:
			return err
		}
		if id := messageID(item.Bytes); id != "" {
			name = a.done.Source + "#" + id
		}
		src := known
		src.Path, src.MediaType = name, "message/rfc822"
		a.hold(page{Source: src, bytes: slices.Clone(item.Bytes)})
	}
	if at, err = a.file.Seek(0, io.SeekEnd); err != nil {
		return fmt.Errorf("end of the mailbox: %w", err)
	}
	if a.done.Records == 0 {
		return fmt.Errorf("%s is no mailbox: it has no line \"From \" with a sender and a date; save the messages again from their mail program", a.done.Source)
	}
	return io.EOF
}

// messageID returns the identity that a message gives itself, fit for a name, or "".
func messageID(message []byte) string {
	head, _, _ := bytes.Cut(message[:min(len(message), 64<<10)], []byte("\n\n"))
	for line := range strings.Lines(string(head)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.EqualFold(strings.TrimSpace(name), "Message-ID") {
			id := strings.Trim(strings.TrimSpace(value), "<>")
			if len(id) > 200 || strings.ContainsFunc(id, func(r rune) bool { return r <= ' ' || r > '~' }) {
				return ""
			}
			return strings.ReplaceAll(id, "/", "_")
		}
	}
	return ""
}
