package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"example.org/rapporteur"
	"golang.org/x/text/unicode/norm"
)

func deflate(b []byte) string {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	_, _ = w.Write(b) // a Buffer takes everything
	_ = w.Close()
	return out.String()
}

// Files made to take for ever, or all memory, are read or refused: within a
// second or two on an idle machine, and within a minute on a busy one under the
// race detector.
func TestHostile(t *testing.T) {
	const (
		mega = 1 << 20
		most = 1 << 30 // bytes allocated in all, not at once
	)
	// A sixteenth of what is allowed by default, so that the test is quick.
	limits := Limits{Decoded: 8 * mega, Operators: mega, Glyphs: mega / 4}
	zeros := deflate(make([]byte, 20*mega))
	text := at(50, 500, 10, "text")
	for name, make := range map[string]func(m *maker) []byte{
		"a bomb as content": func(m *maker) []byte {
			return bomb(m, "/Filter /FlateDecode", zeros)
		},
		"a bomb of operands": func(m *maker) []byte {
			return bomb(m, "/Filter /FlateDecode", deflate([]byte(strings.Repeat("1.5 ", 5*mega))))
		},
		"a bomb of brackets": func(m *maker) []byte {
			return bomb(m, "/Filter /FlateDecode", deflate([]byte(strings.Repeat("[", 5*mega))))
		},
		"a bomb of one array": func(m *maker) []byte {
			return bomb(m, "/Filter /FlateDecode", deflate([]byte("["+strings.Repeat("9999 ", 3*mega))))
		},
		"a bomb of operators": func(m *maker) []byte {
			return bomb(m, "/Filter /FlateDecode", deflate([]byte(strings.Repeat("q ", 5*mega))))
		},
		"a bomb of glyphs": func(m *maker) []byte {
			return bomb(m, "/Filter /FlateDecode", deflate([]byte("BT /F 1 Tf ("+strings.Repeat("a b ", mega)+") Tj")))
		},
		"a bomb in a bomb": func(m *maker) []byte {
			return bomb(m, "/Filter [/FlateDecode /FlateDecode]", deflate([]byte(zeros)))
		},
		"a bomb of run lengths": func(m *maker) []byte {
			return bomb(m, "/Filter [/FlateDecode /RunLengthDecode /RunLengthDecode]", deflate([]byte(strings.Repeat("\x81\x81", mega))))
		},
		"many pages of one bomb": func(m *maker) []byte {
			m.stream("/Filter /FlateDecode", zeros)
			return contents(m.write("", many(text, 500)...))
		},
		"forms within themselves": func(m *maker) []byte {
			m.stream("/Type /XObject /Subtype /Form /Resources << /XObject << /A 1 0 R >> >>", strings.Repeat("/A Do ", 1000))
			return m.write("/XObject << /A 1 0 R >>", text+"/A Do")
		},
		"forms that double": func(m *maker) []byte {
			for i := range 40 {
				m.stream(fmt.Sprintf("/Type /XObject /Subtype /Form /Resources << /XObject << /A %d 0 R >> >>", i+2), "/A Do /A Do /A Do /A Do")
			}
			return m.write("/XObject << /A 1 0 R >>", text+"/A Do")
		},
		"pages within themselves": func(m *maker) []byte {
			m.add("<< /Type /Pages /Count 1000000 /Kids [1 0 R 1 0 R 2 0 R] >>")
			m.add("<< /Type /Pages /Count 1000000 /Kids [1 0 R 2 0 R 1 0 R] >>")
			return m.file(m.add("<< /Type /Catalog /Pages 1 0 R >>"))
		},
		"a deep tree of pages": func(m *maker) []byte {
			for i := range 20000 {
				m.add("<< /Type /Pages /Count 1 /Kids [%d 0 R] >>", i+2)
			}
			return m.file(m.add("<< /Type /Catalog /Pages 1 0 R >>"))
		},
		"a million kids": func(m *maker) []byte {
			m.add("<< /Type /Pages /Kids [%s] >>", strings.Repeat("<<>>", 1<<17))
			return m.file(m.add("<< /Type /Catalog /Pages 1 0 R >>"))
		},
		"a length that is itself": func(m *maker) []byte {
			m.add("<< /Length 1 0 R >>\nstream\n%s\nendstream", text)
			return contents(m.write("", text))
		},
		"a huge length": func(m *maker) []byte {
			m.add("<< /Length 2147483647 >>\nstream\n%s\nendstream", text)
			return contents(m.write("", text))
		},
		"references in a ring": func(m *maker) []byte {
			m.add("2 0 R")
			m.add("1 0 R")
			return contents(m.write("", text))
		},
		"object streams within themselves": func(m *maker) []byte {
			return []byte("%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 3 /First 12 /Length 2 0 R /Extends 1 0 R >>\nstream\n1 0 2 2 3 4 7 7 << /Type /Catalog /Pages 3 0 R >>\nendstream\nendobj\n" +
				"4 0 obj\n<< /Type /XRef /Size 5 /W [1 1 1] /Index [1 3] /Root 3 0 R /Length 9 >>\nstream\n\x02\x01\x00\x02\x01\x01\x02\x01\x02\nendstream\nendobj\nstartxref\n146\n%%EOF")
		},
		"an object stream of too many": func(m *maker) []byte {
			m.stream("/Type /ObjStm /N 2000000000 /First 0 /Filter /FlateDecode", deflate([]byte(strings.Repeat("7 0 ", 5*mega))))
			b := m.write("", text)
			return b[:strings.LastIndex(string(b), "xref\n0")]
		},
		"tables in a ring": func(m *maker) []byte {
			b := m.write("", text)
			return []byte(strings.Replace(string(b), "/Root", fmt.Sprintf("/Prev %d /Root", strings.Index(string(b), "xref\n0")), 1))
		},
		"a table of too many": func(m *maker) []byte {
			b := m.write("", text)
			return []byte(strings.Replace(string(b), "xref\n0 ", "xref\n0 999999999", 1))
		},
		"a table stream of entries without bytes": func(*maker) []byte {
			return []byte("%PDF-1.7\n1 0 obj\n<< /Type /XRef /Size 2000000000 /W [0 0 0] /Index [0 2000000000] /Length 0 >>\nstream\n\nendstream\nendobj\nstartxref\n9\n%%EOF")
		},
		"a table stream of too many": func(*maker) []byte {
			z := deflate(make([]byte, 10*mega))
			return fmt.Appendf(nil, "%%PDF-1.7\n1 0 obj\n<< /Type /XRef /Size 2000000000 /W [0 1 0] /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\nstartxref\n9\n%%%%EOF", len(z), z)
		},
		"definitions that never end": func(*maker) []byte {
			return []byte("%PDF-1.7\n" + strings.Repeat("1 0 obj (", mega/8))
		},
		"streams that never end": func(*maker) []byte {
			var b strings.Builder
			b.WriteString("%PDF-1.7\n")
			for i := range 20_000 {
				fmt.Fprintf(&b, "%d 0 obj << /Type /ObjStm /N 1 /First 4 >> stream\n", i+1)
			}
			return []byte(b.String())
		},
		"trailers that never end": func(*maker) []byte {
			return []byte("%PDF-1.7\n" + strings.Repeat("trailer (", mega/8))
		},
		"a map of all codes": func(m *maker) []byte {
			to := m.stream("", "1 begincodespacerange <00000000> <ffffffff> endcodespacerange "+strings.Repeat("1 beginbfrange <00000000> <ffffffff> <0041> endbfrange ", 2000))
			var fonts string
			for i := range 200 {
				fonts += fmt.Sprintf("/F%d %s ", i, m.add("<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode %s /DescendantFonts [<< /W [0 2000000000 500 0 65000 500] >>] >>", to))
			}
			content := ""
			for i := range 200 {
				content += fmt.Sprintf("BT /F%d 10 Tf 50 500 Td <00410042> Tj ET ", i)
			}
			return m.write("/Font << "+fonts+" >>", content)
		},
		"numbers without measure": func(m *maker) []byte {
			return m.write("", "BT /F 1e99 Tf 99999999999999999999999999999999999999999999999999 0 0 "+strings.Repeat("9", 400)+" 0 0 Tm (a) Tj /F 10 Tf 1 0 0 1 50 500 Tm [(a) -"+strings.Repeat("9", 400)+" (b)] TJ ET "+text)
		},
		"marks that never close": func(m *maker) []byte {
			return m.write("", text+strings.Repeat("/Span << /ActualText (x) >> BDC ", mega/8))
		},
		"lines one on the other": func(m *maker) []byte {
			return m.write("", strings.Repeat(at(50, 500, 10, "ab cd"), 5000))
		},
		"words in a grid": func(m *maker) []byte {
			var b strings.Builder
			for i := range 6000 {
				b.WriteString(at(float64(i%100)*4, float64(i/100)*4, 1, "word"))
			}
			return m.write("", b.String())
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := make(new(maker))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			r, err := Read(b, limits)
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			allocated := after.TotalAlloc - before.TotalAlloc
			if took > time.Minute || allocated > most {
				t.Errorf("took %v and %d MB", took, allocated>>20)
			}
			if err != nil && (!errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNoText) && !errors.Is(err, ErrTooLarge) || len(err.Error()) > 300) {
				t.Errorf("error %.400v", err)
			}
			t.Logf("%v, %d MB: %d pages, %v", took.Round(time.Millisecond), allocated>>20, len(r.Pages), err)
		})
	}
}

// bomb returns a file whose page has one stream as its content.
func bomb(m *maker, entries, data string) []byte {
	m.stream(entries, data)
	return contents(m.write("", at(50, 500, 10, "text")))
}

// contents makes object 1 the content of the pages.
func contents(b []byte) []byte {
	return []byte(strings.ReplaceAll(string(b), "/Contents", "/Contents 1 0 R /Was"))
}

func many(s string, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = s
	}
	return out
}

// checkWhole reports what no result may be: text that is not valid or not in form
// C, pages out of order, or a byte of the text on no page.
func checkWhole(t *testing.T, r Result) {
	t.Helper()
	if !utf8.ValidString(r.Text) || !norm.NFC.IsNormalString(r.Text) {
		t.Errorf("not valid text in form C: %+q", r.Text)
	}
	for i, p := range r.Pages {
		if p.Number != i+1 {
			t.Errorf("page %d has the number %d", i+1, p.Number)
		}
	}
	at := rapporteur.ByteOffset(-1)
	for _, s := range r.seams {
		if s.at <= at || int(s.at) >= len(r.Text) || s.page < 1 || s.page > len(r.Pages) {
			t.Errorf("a seam at %d of %d bytes, to page %d of %d", s.at, len(r.Text), s.page, len(r.Pages))
		}
		at = s.at
	}
}

// FuzzRead holds that no bytes break the reader, and that what it gives is whole:
// pages in order, and each part of the text on one of them.
func FuzzRead(f *testing.F) {
	names, _ := filepath.Glob("testdata/*.pdf")
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		if len(b) < 10_000 {
			f.Add(b)
		}
	}
	f.Add(made(at(50, 500, 10, "The text of a page") + "/Span << /ActualText (x) >> BDC EMC q Q BI ID x EI"))
	f.Add(made(column(50, 500, 10, "one", "two"), "BT /F 12 Tf 0 1 -1 0 50 500 Tm [(a)-300(b)] TJ ET"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := Read(b, Limits{Pages: 20, Decoded: 1 << 20, Operators: 1 << 16, Glyphs: 1 << 16})
		if err != nil {
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNoText) && !errors.Is(err, ErrTooLarge) && !errors.Is(err, ErrEncrypted) {
				t.Errorf("error of no kind: %v", err)
			}
			if strings.Contains(err.Error(), "runtime error") {
				t.Errorf("broke: %v", err)
			}
			return
		}
		checkWhole(t, r)
	})
}

// FuzzContent holds the same for what pages and maps of fonts say, which bytes of
// whole files seldom reach.
func FuzzContent(f *testing.F) {
	f.Add([]byte("BT /F 10 Tf 50 500 Td (\x00\x01\x00\x02) Tj [(\x00\x01)-300<0002>] TJ T* ET"), []byte("1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0001> <0002> <0041> endbfrange"))
	f.Add([]byte("q 0 1 -1 0 9 9 cm BT /F 1 Tf 5 Tc 2 Tz (\x00\x01) ' 1 2 (\x00\x02) \" ET Q /A Do"), []byte("1 beginbfchar <0001> <05D0> endbfchar 1 beginbfrange <0002> <0003> [<0661> /f_f_i] endbfrange"))
	f.Add([]byte("/Span << /ActualText (a b) >> BDC BT /F 9 Tf 1 0 0 1 50 50 Tm (\x00\x01\x00\x09) Tj EMC 9 TL (\x00\x02) ' ET"), []byte("1 beginbfchar <0001> <D83DDE00> endbfchar 1 begincidrange <0000> <00ff> 5 endcidrange"))
	f.Fuzz(func(t *testing.T, content, unicode []byte) {
		var m maker
		to := m.stream("", string(unicode))
		font := m.add("<< /Type /Font /Subtype /Type0 /Encoding %s /ToUnicode %s /DescendantFonts [<< /W [1 [500 250] 3 9 500] >>] >>", to, to)
		form := m.stream("/Type /XObject /Subtype /Form", string(content))
		r, err := Read(m.write("/Font << /F "+font+" >> /XObject << /A "+form+" >>", string(content), string(content)), Limits{Decoded: 1 << 20, Operators: 1 << 14, Glyphs: 1 << 14})
		if err == nil {
			checkWhole(t, r)
		} else if strings.Contains(err.Error(), "runtime error") {
			t.Errorf("broke: %v", err)
		}
	})
}
