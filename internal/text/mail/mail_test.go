package mail

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func crlf(s string) []byte { return []byte(strings.ReplaceAll(s, "\n", "\r\n")) }

func TestRead(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     Message
	}{
		{"bare", "From: a@example.org\nSubject: Talks\nDate: Thu, 6 Mar 2025 10:00:00 +0700\n\nThe talks go on.\n",
			Message{From: "a@example.org", Host: "example.org", Subject: "Talks", Date: time.Date(2025, 3, 6, 10, 0, 0, 0, time.FixedZone("", 7*3600)), Text: "The talks go on.", TextPart: "1"}},
		{"folded and encoded words", "From: =?iso-8859-1?q?Andr=E9?= <A@Example.ORG>\nSubject: =?koi8-r?B?8NLP1M/Lz8w=?=\n =?koi8-r?B?INDPxNDJ08HO?=\n\nx",
			Message{From: "André", Host: "example.org", Subject: "Протокол подписан", Text: "x", TextPart: "1"}},
		{"raw bytes in fields", "From: Press \xc4\x91 <p@example.org>\nSubject: caf\xe9\n\nx",
			Message{From: "Press đ", Host: "example.org", Subject: "café", Text: "x", TextPart: "1"}},
		{"broken sender, unknown charset", "From: The Press Office <press@example.org\nSubject: =?x-none?q?a=E9?= and more\nno field here\n\nx",
			Message{From: "The Press Office", Host: "example.org", Subject: "=?x-none?q?a=E9?= and more", Text: "x", TextPart: "1"}},
		{"a word not in its charset", "From: =?utf-8?q?Pres=BB=AD?= <a@b.c>\n\nx", Message{From: "Pres\ufffd", Host: "b.c", Text: "x", TextPart: "1"}},
		{"first field counts", "Subject: One\nSubject: Two\n  goes on\nFrom: a@b.c\n\n", Message{From: "a@b.c", Host: "b.c", Subject: "One", TextPart: "1"}},
		{"flowed", "From: a@b.c\nContent-Type: text/plain; format=flowed\n\nThe talks \ngo on \nhere.\n\n From the start.\n-- \nme\n",
			Message{From: "a@b.c", Host: "b.c", Text: "The talks go on here.\n\nFrom the start.", TextPart: "1"}},
		{"damaged base64", "From: a@b.c\nContent-Transfer-Encoding: base64\n\nVGhl!IHRh\nbGtzIGdv*\n IG9uLg==\n=x",
			Message{From: "a@b.c", Host: "b.c", Text: "The talks go on.", TextPart: "1"}},
		{"cut off, nested", "From: a@b.c\nContent-Type: multipart/mixed; boundary=\"o\"\n\npreamble\n--o\nContent-Type: multipart/alternative; boundary=oo\n\n--oo\n\nplain\n--oo\nContent-Type: text/html; charset=utf-8\n\n<p>rich</p>\n--oo--\nepilogue\n--o\nContent-Disposition: attachment; filename*=utf-8''b%C3%A1o.pdf\nContent-Type: application/pdf\n\n%PDF-",
			Message{From: "a@b.c", Host: "b.c", Text: "plain", TextPart: "1.1", HTML: "<p>rich</p>", HTMLPart: "1.2",
				Attachments: []Attachment{{Name: "báo.pdf", MediaType: "application/pdf", Part: "2", Bytes: []byte("%PDF-")}}}},
		{"no boundary", "From: a@b.c\nContent-Type: multipart/mixed\n\nwords",
			Message{From: "a@b.c", Host: "b.c", Attachments: []Attachment{{MediaType: "multipart/mixed", Part: "1", Bytes: []byte("words")}}}},
	} {
		for _, in := range [][]byte{[]byte(c.in), crlf(c.in)} {
			got, err := Read(in, Limits{})
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s: %s", c.name, diff)
			}
		}
	}
}

// Messages made to do harm end within their limits.
func TestLimits(t *testing.T) {
	head := "From: a@b.c\nContent-Type: multipart/mixed; boundary=b\n\n"
	nested := func(n int) string {
		var s strings.Builder
		s.WriteString("From: a@b.c\n")
		for i := range n {
			fmt.Fprintf(&s, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
		}
		return s.String()
	}
	word := "=?utf-8?q?" + strings.Repeat("=41", 20) + "?= "
	for _, c := range []struct {
		name, in string
		want     error
	}{
		{"parts", head + strings.Repeat("--b\n\nx\n", 10_000) + "--b--\n", ErrTooLarge},
		{"nested", nested(5000), ErrTooLarge},
		{"fields", strings.Repeat("A: b\n", 100_000) + "From: a@b.c\n\nx", ErrTooLarge},
		{"many names", "From: a@b.c\n" + func() string {
			var s strings.Builder
			for i := range 5000 {
				fmt.Fprintf(&s, "X-%d: y\n", i)
			}
			return s.String()
		}(), ErrTooLarge},
		{"long field", "From: a@b.c\nSubject: " + strings.Repeat("x", 1<<20) + "\n\n", ErrTooLarge},
		{"folded for ever", "From: a@b.c\nSubject: x\n" + strings.Repeat(" y\n", 200_000), ErrTooLarge},
		{"part header", head + "--b\n" + strings.Repeat("A: b\n", 100_000), ErrTooLarge},
		{"bytes", head + strings.Repeat("--b\nContent-Type: image/png\n\n"+strings.Repeat("x", 1<<20)+"\n", 45), ErrTooLarge},
		{"encoded words", "From: a@b.c\nSubject: " + strings.Repeat(word, 3000) + "\n\nx", nil},
		{"words in words", "From: a@b.c\nSubject: " + strings.Repeat("=?utf-8?q?=3D?utf-8?q?", 5000) + strings.Repeat("?=", 5000) + "\n\nx", nil},
		{"boundary of the body", "From: a@b.c\nContent-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--bb\n--", 200_000), nil},
		{"not a message", "Dear all,\n\nwords: none\n", ErrNoMessage},
		{"empty", "", ErrNoMessage},
	} {
		start := time.Now()
		m, err := Read([]byte(c.in), Limits{})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("%s took %v: %d attachments", c.name, took, len(m.Attachments))
		}
	}
}

func TestOwn(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"signature", "Words.\n-- \nName\nOffice", "Words."},
		{"dashes are no signature", "One.\n--- \nTwo.", "One.\n\nTwo."},
		{"reply above", "Agreed.\n\nOn Thu, 6 Mar 2025 at 10:00, Desk <d@e.f> wrote:\n> Is it?\n", "Agreed."},
		{"announcement in two lines", "Agreed.\n\nOn Thu, 6 Mar 2025 at 10:00, The Very Long Desk\n<d@e.f> wrote:\n\n> Is it?\n>> Was it?\n", "Agreed."},
		{"between quotations", "> One?\nYes.\n> Two?\nNo.", "Yes.\nNo."},
		{"a sentence before a quotation", "They said:\n> No.\nWe noted it.", "They said:\nWe noted it."},
		{"below", "Agreed.\n\n-----Original Message-----\nFrom: d@e.f\nSent: Thursday\nSubject: x\n\nIs it?", "Agreed."},
		{"fields below", "Agreed.\n\nFrom: Desk\nSent: Thursday, 6 March 2025\nTo: Press\nSubject: x\n\nIs it?", "Agreed."},
		{"Vietnamese below", "Đồng ý.\n\nTừ: Phòng A\nNgày: 6/3/2025\nĐến: Phòng B\nChủ đề: x\n\nThế nào?", "Đồng ý."},
		{"sent on", "\n---------- Forwarded message ---------\nFrom: Desk <d@e.f>\nDate: Thu\nSubject: x\n\nThe talks go on.", "The talks go on."},
		{"sent on with a word", "See below.\n\nBegin forwarded message:\n\nFrom: Desk\nSubject: x\n\nThe talks go on.", "See below.\n\nThe talks go on."},
		{"sent on without a mark", "From: Desk\nSent: Thursday\nTo: x\nSubject: y\n\nThe talks go on.", "The talks go on."},
		{"two fields are a text", "To: the north\nFrom: the south\nWords.", "To: the north\nFrom: the south\nWords."},
	} {
		if got := Own(c.in); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestIsMessage(t *testing.T) {
	for in, want := range map[string]bool{
		"Received: from x\nFrom: a@b.c\n\n":                                           true,
		"From: a@b.c\nTo: d@e.f\nMIME-Version: 1.0\n\n":                               true,
		"From: the capital\nTo: the border\nDate: to be agreed\n\nA note.":            false,
		"Date: 2025\n\nwords":                                                         false,
		"Subject to approval: the sides met.\nFrom: here\nMessage-ID: <x>\nTo: there": false,
		"": false,
	} {
		if got := IsMessage([]byte(in)); got != want {
			t.Errorf("IsMessage(%q) = %v", in, got)
		}
	}
}

const separatorLine = "From a@b.c Fri Nov  8 23:40:00 2024\n"

func split(r io.Reader, limit int) (out []string) {
	for item, err := range Split(r, limit) {
		s := fmt.Sprintf("%d@%d %s", item.Number, item.Offset, item.Bytes)
		if err != nil {
			s = fmt.Sprintf("%d error %v", item.Number, err)
		}
		out = append(out, s)
	}
	return out
}

func TestSplit(t *testing.T) {
	box := "junk before\n\n" + separatorLine + "Subject: 1\n\nFrom here on\n>From there\n>>From x\n\n" +
		"From c@d.e  Sat, 9 Nov 2024 10:00 +0700\n" + strings.Repeat("long ", 40) + "\n\n" + separatorLine + "Subject: 3\n\nend"
	want := []string{
		"1@13 Subject: 1\n\nFrom here on\nFrom there\n>From x\n\n",
		"2 error " + ErrTooLarge.Error() + ": message 2 has more than 100 bytes",
		"3@338 Subject: 3\n\nend",
	}
	if diff := cmp.Diff(want, split(strings.NewReader(box), 100)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want, split(iotest.OneByteReader(strings.NewReader(box)), 100)); diff != "" {
		t.Error(diff)
	}
	broken := split(iotest.TimeoutReader(strings.NewReader(separatorLine+"x\n"+strings.Repeat("y", 1<<17))), 1<<20)
	if len(broken) != 2 || !strings.Contains(broken[1], "read the mailbox after") {
		t.Errorf("broken off: %d items, last %.80s", len(broken), broken[len(broken)-1])
	}
}

// A mailbox of any size is split in constant memory: after the first thousand
// messages no more is held than after all of them.
func TestSplitMemory(t *testing.T) {
	message := separatorLine + "From: a@b.c\n\n" + strings.Repeat("The talks go on from day to day.\n", 100) + "\n"
	const n = 10_000
	held := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	count, early, late := 0, uint64(0), uint64(0)
	for _, err := range Split(io.LimitReader(endless(message), int64(n*len(message))), 1<<20) {
		if err != nil {
			t.Fatal(err)
		}
		switch count++; count {
		case 1000:
			early = held()
		case n:
			late = held()
		}
	}
	if count != n || late > early+1<<20 {
		t.Errorf("%d messages of %d MB: %d kB held, then %d kB", count, n*len(message)>>20, early>>10, late>>10)
	}
}

// endless repeats s.
func endless(s string) io.Reader { return &repeater{s: s} }

type repeater struct {
	s  string
	at int
}

func (r *repeater) Read(b []byte) (int, error) {
	n := copy(b, r.s[r.at:])
	r.at = (r.at + n) % len(r.s)
	return n, nil
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"From: =?utf-8?b?" + base64.StdEncoding.EncodeToString([]byte("đ")) + "?= <a@b.c>\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Transfer-Encoding: quoted-printable\n\n=41=\n--b\nContent-Type: message/rfc822\n\nFrom: x\n\n--b--",
		"Subject: x\nContent-Type: text/html; charset=tcvn\n\n<p>\xb5\xb6", "From a@b Fri Nov  8 23:40:00 2024\nFrom: x\n\n>From y\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := Read(b, Limits{})
		if err != nil && !errors.Is(err, ErrNoMessage) && !errors.Is(err, ErrTooLarge) {
			t.Errorf("error without a kind: %v", err)
		}
		if m.Text != "" && m.TextPart == "" || m.HTML != "" && m.HTMLPart == "" {
			t.Error("words of no part")
		}
		total := int64(len(m.Text) + len(m.HTML))
		for _, a := range m.Attachments {
			total += int64(len(a.Bytes))
		}
		if total > 4*DefaultLimits.Bytes {
			t.Errorf("%d bytes of parts", total)
		}
	})
}

func FuzzSplit(f *testing.F) {
	f.Add([]byte(separatorLine+"Subject: x\n\n>From y\n\n"+separatorLine+"\n"), 40)
	f.Fuzz(func(t *testing.T, b []byte, limit int) {
		limit = 1 + max(limit, -limit)%1000
		number, last := 0, int64(-1)
		for item, err := range Split(strings.NewReader(string(b)), limit) {
			number++
			if item.Number != number || item.Offset <= last || len(item.Bytes) > limit || err != nil && len(item.Bytes) > 0 {
				t.Errorf("item %d at %d with %d bytes after %d at %d: %v", item.Number, item.Offset, len(item.Bytes), number-1, last, err)
			}
			if !strings.HasPrefix(string(b[item.Offset:]), "From ") {
				t.Errorf("item at %d begins %q", item.Offset, b[item.Offset:])
			}
			last = item.Offset
		}
	})
}
