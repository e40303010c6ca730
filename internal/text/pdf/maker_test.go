package pdf

import (
	"bytes"
	"fmt"
	"strings"
)

// A maker writes small PDF files for tests.
type maker struct {
	objects []string // from number 1 on
	catalog string   // entries of the catalogue beside Pages
	trailer string   // entries of the trailer beside Root and Size
}

// add adds an object and returns a reference to it.
func (m *maker) add(format string, args ...any) string {
	m.objects = append(m.objects, fmt.Sprintf(format, args...))
	return fmt.Sprintf("%d 0 R", len(m.objects))
}

// stream adds a stream. entries are those of its dictionary beside Length.
func (m *maker) stream(entries, data string) string {
	return m.add("<< %s /Length %d >>\nstream\n%s\nendstream", entries, len(data), data)
}

// A5 in points: the pages of the tests.
const pageWidth, pageHeight = 420, 595

// write returns a file whose pages have the given contents. resources is the
// entries of their resource dictionary; F is Helvetica unless they say otherwise.
func (m *maker) write(resources string, contents ...string) []byte {
	if !strings.Contains(resources, "/Font") {
		resources += " /Font << /F " + m.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>") + " >>"
	}
	pages := len(m.objects) + 2*len(contents) + 1
	var kids []string
	for _, c := range contents {
		kids = append(kids, m.add("<< /Type /Page /Parent %d 0 R /Contents %s >>", pages, m.stream("", c)))
	}
	tree := m.add("<< /Type /Pages /Count %d /Kids [%s] /MediaBox [0 0 %d %d] /Resources << %s >> >>", len(kids), strings.Join(kids, " "), pageWidth, pageHeight, resources)
	root := m.add("<< /Type /Catalog /Pages %s %s >>", tree, m.catalog)
	return m.file(root)
}

// file returns a file of the objects.
func (m *maker) file(root string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var offsets []int
	for i, o := range m.objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root %s %s >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, root, m.trailer, start)
	return b.Bytes()
}

// at returns operators that show text with its first glyph at a place.
func at(x, y, size float64, text string) string {
	return fmt.Sprintf("BT /F %g Tf %g %g Td (%s) Tj ET\n", size, x, y, escape(text))
}

func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(latin1(s))
}

// latin1 encodes text for the fonts of the tests.
func latin1(s string) string {
	var b []byte
	for _, r := range s {
		b = append(b, byte(r))
	}
	return string(b)
}

// column returns operators that show lines from a place down, 12 points apart.
func column(x, y, size float64, lines ...string) string {
	out := ""
	for i, l := range lines {
		if l != "" {
			out += at(x, y-12*float64(i), size, l)
		}
	}
	return out
}

// made returns a file whose pages have the given contents, in Helvetica.
func made(contents ...string) []byte { return new(maker).write("", contents...) }
