package text

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"example.org/rapporteur"
)

// docx packs the paragraphs of a text and its properties.
func docx(t testing.TB, properties string, paragraphs ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range [][2]string{
		{"[Content_Types].xml", `<Types/>`},
		{"docProps/core.xml", `<coreProperties>` + properties + `</coreProperties>`},
		{"word/document.xml", `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>` + strings.Join(paragraphs, `</w:t></w:r></w:p><w:p><w:r><w:t>`) + `</w:t></w:r></w:p></w:body></w:document>`},
	} {
		w, err := z.Create(m[0])
		if err == nil {
			_, err = w.Write([]byte(m[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// locate returns the span of words in a text.
func locate(t *testing.T, text rapporteur.Text, words string) rapporteur.Span {
	t.Helper()
	i := strings.Index(text.String(), words)
	span, err := text.Span(rapporteur.ByteOffset(i), rapporteur.ByteOffset(i+len(words)))
	if err != nil {
		t.Fatal(err)
	}
	return span
}

// A quote of an office document leads back to the words as they were written and
// to their paragraph.
func TestOfficeDocument(t *testing.T) {
	given := norm.NFD.String("Phạm Minh Chính")
	in, faults := Read(Source{Path: "x/minutes.docx"}, docx(t, `<title>Minutes</title><creator>Desk</creator><created>2025-03-01T10:00:00Z</created><modified>2025-03-05T10:00:00Z</modified>`,
		"The two sides met.", "Prime Minister "+given+" opened the road."))
	if len(in) != 1 {
		t.Fatal(faults)
	}
	d := in[0].Doc
	got := []string{d.Name, d.Title, d.Byline, d.Published.String(), string(d.PublishedBasis), d.Text.String()}
	want := []string{"minutes", "Minutes", "Desk", "2025-03-05", "metadata", "The two sides met.\n\nPrime Minister Phạm Minh Chính opened the road."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	span := locate(t, d.Text, "Phạm Minh Chính")
	if quote, place := in[0].Original.Quote(span), d.LocationAt(d.Text.Quote(span).Start()); quote != given || place != "word/document.xml paragraph 2" {
		t.Errorf("%+q in %q", quote, place)
	}
}

// A document made from an old one, or saved again long after, tells no day.
func TestReleased(t *testing.T) {
	for _, c := range []struct{ created, modified, want string }{
		{"2025-03-01T10:00:00Z", "2025-03-05T10:00:00Z", "2025-03-05"},
		{"2025-03-05T23:30:00+07:00", "", "2025-03-05"},
		{"2015-01-01T10:00:00Z", "2025-03-05T10:00:00Z", ""},
		{"2025-03-05T10:00:00Z", "2025-03-01T10:00:00Z", ""},
		{"", "2025-03-05T10:00:00Z", ""},
		{"", "", ""},
	} {
		created, _ := time.Parse(time.RFC3339, c.created)
		modified, _ := time.Parse(time.RFC3339, c.modified)
		if d, ok := released(created, modified); d.String() != c.want || ok != (c.want != "") {
			t.Errorf("released(%s, %s) = %q, want %q", c.created, c.modified, d, c.want)
		}
	}
}

// pdfOf writes a PDF with a page of each text.
func pdfOf(texts ...string) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(s string) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(offsets), s)
	}
	b.WriteString("%PDF-1.4\n")
	object("<< /Type /Catalog /Pages 2 0 R >>")
	var kids strings.Builder
	for i := range texts {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*i)
	}
	object(fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(texts), kids.String()))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	for i, s := range texts {
		object(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>", 5+2*i))
		content := "BT /F 12 Tf 72 700 Td (" + s + ") Tj ET"
		object(fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content))
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, xref)
	return b.Bytes()
}

// A quote of a PDF leads back to its page.
func TestPDF(t *testing.T) {
	in, faults := Read(Source{Path: "x/report.pdf"}, pdfOf("The two sides met at the border on Friday.", "They agreed to meet again in spring."))
	if len(in) != 1 {
		t.Fatal(faults)
	}
	d := in[0].Doc
	for words, page := range map[string]string{"The two sides met": "page 1", "Friday.": "page 1", "They agreed": "page 2", "in spring.": "page 2"} {
		if got := d.LocationAt(d.Text.Quote(locate(t, d.Text, words)).Start()); got != page {
			t.Errorf("%q is on %q, want %s", words, got, page)
		}
	}
	if d.Name != "report" || in[0].MediaType != "application/pdf" || !d.Published.IsZero() {
		t.Errorf("%s, %s, published %q", d.Name, in[0].MediaType, d.Published)
	}
}

func TestWorkTitle(t *testing.T) {
	for in, want := range map[string]string{
		"Joint statement": "Joint statement", "Microsoft Word - Joint statement": "Joint statement", "Microsoft Word - js_final2.docx": "",
		"report.indd": "", "Untitled": "", "Protocol No. 5": "Protocol No. 5", "": "",
	} {
		if got := workTitle(in); got != want {
			t.Errorf("workTitle(%q) = %q, want %q", in, got, want)
		}
	}
}

// Entries of a live blog are documents with days of their own.
func TestLivePage(t *testing.T) {
	page := `<html lang="en"><head><link rel="canonical" href="https://example.org/live"><script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"The talks","datePublished":"2025-03-05T07:00:00Z","liveBlogUpdate":[
		{"@type":"BlogPosting","headline":"Signed","datePublished":"2025-03-06T09:00:00Z","url":"https://example.org/live?entry=2","articleBody":"The protocol is signed."},
		{"@type":"BlogPosting","articleBody":"The delegations have arrived."}]}</script></head><body><h1>The talks</h1></body></html>`
	in, faults := Read(Source{Path: "live.html", Title: "Not of the entries"}, []byte(page))
	want := `document live-1
url: https://example.org/live?entry=2
outlet: example.org
title: Signed
language: en
published: 2025-03-06 metadata
type: text/html

The protocol is signed.
document live-2
url: https://example.org/live
outlet: example.org
title: The talks
language: en
published: 2025-03-05 metadata
type: text/html

The delegations have arrived.
`
	if diff := cmp.Diff(want, summary(in, faults)); diff != "" {
		t.Error(diff)
	}
}

// Bombs of all kinds end within their limits, as a fault that says what to do.
func TestBombs(t *testing.T) {
	var gz bytes.Buffer
	w := gzip.NewWriter(&gz)
	if _, err := w.Write(make([]byte, 64<<20)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	const fields = "From: a@example.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="
	head := fields + "b\n\n"
	nest := func(depth int) string {
		s := "From: a@b.c\nSubject: innermost\n\nWords."
		for i := range depth {
			s = fmt.Sprintf("%sb%d\n\n--b%d\nContent-Type: message/rfc822\n\n%s", fields, i, i, s)
		}
		return s
	}
	for _, c := range []struct {
		name string
		in   []byte
		want Fault
		says string
	}{
		{"bomb.docx", docx(t, "", strings.Repeat(" ", 80<<20)), TooLarge, "save it as text"},
		{"laughs.docx", docx(t, "", "&lol;"), BadShape, "save it again"},
		{"bomb.gz", gz.Bytes(), Binary, "unpack it first"},
		{"parts.eml", []byte(head + strings.Repeat("--b\n\nx\n", 10_000)), TooLarge, "save its text"},
		{"attached.eml", []byte(head + strings.Repeat("--b\nContent-Type: text/plain; name=a.txt\n\nWords.\n", 60)), TooLarge, "50"},
		{"messages.eml", []byte(nest(10)), TooLarge, "save the others as files"},
		{"one file for ever.mbox", []byte("From a@b.c Fri Nov  8 23:40:00 2024\n" + head + strings.Repeat("--b\n\nx\n", 10_000)), TooLarge, "message 1"},
		{"empty.mbox", []byte("From nobody\n\nFrom nowhere\n"), BadShape, "no mailbox"},
	} {
		start := time.Now()
		_, faults := Read(Source{Path: c.name}, c.in)
		if len(faults) != 1 || !errors.Is(faults[0], c.want) || !strings.Contains(faults[0].Error(), c.says) || !strings.HasPrefix(faults[0].Error(), c.name) {
			t.Errorf("%s: %v, want %s: … %s", c.name, faults, c.want, c.says)
		}
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%s took %v", c.name, took)
		}
	}
}
