package mail

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
)

// separator is the line over each message of a mailbox: "From ", an address
// without spaces, and a date in the form of asctime (RFC 4155), which programs
// write with zones and without seconds.
var separator = regexp.MustCompile(`^From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .*[0-9]{1,2}:[0-9]{2}.*[0-9]{4}`)

// maxLine is how much of a line is looked at for a separator.
const maxLine = 1000

// IsMbox reports whether bytes begin as a mailbox does.
func IsMbox(b []byte) bool {
	l, _, _ := bytes.Cut(b[:min(len(b), maxLine)], []byte("\n"))
	return separator.Match(l)
}

// An Item is one message of a mailbox, as bytes that Read takes.
type Item struct {
	Number int   // from 1
	Offset int64 // of its separator in the mailbox
	Bytes  []byte
}

// Split yields the messages of a mailbox, one at a time: no more than one is held
// in memory, and no more than limit bytes of it. A longer one is yielded empty
// with an ErrTooLarge, and the next are read; an error of reading ends it. The
// ">" that mailboxes put before a line "From " is taken away again. The bytes of
// an item are valid until the next one.
func Split(r io.Reader, limit int) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		in := bufio.NewReaderSize(r, 64<<10)
		var item Item
		var at int64
		over := false
		emit := func() bool {
			if item.Number == 0 {
				return true
			}
			if over {
				item.Bytes = item.Bytes[:0]
				return yield(item, fmt.Errorf("%w: message %d has more than %d bytes", ErrTooLarge, item.Number, limit))
			}
			return yield(item, nil)
		}
		blank, begin := true, true // the line before was blank; a line begins here
		for {
			piece, err := in.ReadSlice('\n')
			if begin && blank && bytes.HasPrefix(piece, []byte("From ")) && separator.Match(piece[:min(len(piece), maxLine)]) {
				if !emit() {
					return
				}
				item = Item{Number: item.Number + 1, Offset: at, Bytes: item.Bytes[:0]}
				over = false
			} else if item.Number > 0 && !over {
				p := piece
				if begin && unquotes(p) {
					p = p[1:]
				}
				if over = len(item.Bytes)+len(p) > limit; !over {
					item.Bytes = append(item.Bytes, p...)
				}
			}
			at += int64(len(piece))
			if begin {
				blank = len(bytes.TrimRight(piece, "\r\n")) == 0
			}
			begin = !errors.Is(err, bufio.ErrBufferFull)
			switch {
			case err == io.EOF:
				emit()
				return
			case err != nil && begin:
				if emit() {
					yield(Item{}, fmt.Errorf("read the mailbox after %d bytes: %w", at, err))
				}
				return
			}
		}
	}
}

// unquotes reports whether a line is "From " behind one or more ">".
func unquotes(l []byte) bool {
	rest := bytes.TrimLeft(l, ">")
	return len(rest) < len(l) && bytes.HasPrefix(rest, []byte("From "))
}
