package office

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// pack writes an archive of members as office programs do.
func pack(t testing.TB, members ...txtar.File) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range members {
		w, err := z.Create(m.Name)
		if err == nil {
			_, err = w.Write(m.Data)
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

// summary is what tests compare of a document, in prose.
func summary(d Document) string {
	var b strings.Builder
	day := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.Format(time.DateOnly)
	}
	for _, f := range [][2]string{
		{"title", d.Title}, {"author", d.Author}, {"company", d.Company}, {"language", d.Language},
		{"created", day(d.Created)}, {"modified", day(d.Modified)},
	} {
		if f[1] != "" {
			fmt.Fprintf(&b, "%s: %s\n", f[0], f[1])
		}
	}
	for _, p := range d.Paragraphs {
		kind := string(p.Kind)
		if p.Level > 0 {
			kind += fmt.Sprintf(" %d", p.Level)
		}
		fmt.Fprintf(&b, "\n%s, %s\n%s\n", kind, p.Place, p.Text)
	}
	return b.String()
}

// fixtures returns the documents of testdata, each with what is read from it.
func fixtures(t testing.TB) map[string]*txtar.Archive {
	t.Helper()
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	out := map[string]*txtar.Archive{}
	for _, name := range names {
		if out[name], err = txtar.ParseFile(name); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func TestRead(t *testing.T) {
	for name, a := range fixtures(t) {
		last := len(a.Files) - 1
		d, err := Read(pack(t, a.Files[:last]...), Limits{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(string(a.Files[last].Data), summary(d)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

const (
	types = `<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	start = `<w:document xmlns:w="w"><w:body>`
)

func member(name, data string) txtar.File { return txtar.File{Name: name, Data: []byte(data)} }

// docx packs the main part of a text.
func docx(t testing.TB, document string) []byte {
	return pack(t, member("[Content_Types].xml", types), member("word/document.xml", document))
}

func odt(t testing.TB, content string) []byte {
	return pack(t, member("mimetype", TypeODT), member("content.xml", content))
}

// Documents made to do harm, or of other kinds, are refused within their limits.
func TestRefused(t *testing.T) {
	laughs := `<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>`
	outside := `<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>`
	paragraph := func(s string) string { return `<w:p><w:r><w:t>` + s + `</w:t></w:r></w:p>` }
	many := make([]txtar.File, DefaultLimits.Entries+1)
	for i := range many {
		many[i] = member(fmt.Sprint("word/", i), "")
	}
	for _, c := range []struct {
		name string
		in   []byte
		want error
	}{
		{"zip bomb", docx(t, start+strings.Repeat(" ", 65<<20)), ErrTooLarge},
		{"ratio", docx(t, start+strings.Repeat(" ", 20<<20)+"</w:body></w:document>"), ErrTooLarge},
		{"bomb beside", pack(t, member("[Content_Types].xml", types), member("word/document.xml", start+paragraph("x")+"</w:body></w:document>"), member("word/footnotes.xml", strings.Repeat("\n", 70<<20))), ErrTooLarge},
		{"members", pack(t, many...), ErrTooLarge},
		{"laughs", docx(t, laughs+start+paragraph("&c;")), ErrBroken},
		{"outside", docx(t, outside+start+paragraph("&x;")), ErrBroken},
		{"entity", docx(t, start+paragraph("&x;")), ErrBroken},
		{"outside ODT", odt(t, outside+`<document-content><body><text><p>&x;</p></text></body></document-content>`), ErrBroken},
		{"deep", docx(t, start+strings.Repeat("<w:tbl><w:tr><w:tc>", 100_000)), ErrTooLarge},
		{"deep ODT", odt(t, `<document-content><body><text>`+strings.Repeat("<section>", 100_000)), ErrTooLarge},
		{"words", docx(t, start+strings.Repeat(paragraph(strings.Repeat("words of many kinds ", 500)), 600)), ErrTooLarge},
		{"cut", docx(t, start+paragraph("x")), ErrBroken},
		{"not XML", docx(t, "\x00\x01"), ErrBroken},
		{"no content", pack(t, member("mimetype", TypeODT)), ErrBroken},
		{"locked", pack(t, member("mimetype", TypeODT), member("META-INF/manifest.xml", "<encryption-data/>"), member("content.xml", "x")), ErrLocked},
		{"workbook", pack(t, member("[Content_Types].xml", "<Types/>"), member("_rels/.rels", `<R><R Type="x/officeDocument" Target="xl/workbook.xml"/></R>`), member("xl/workbook.xml", "<x/>")), ErrForeign},
		{"archive", pack(t, member("a.txt", "words")), ErrForeign},
		{"no archive", []byte("PK\x03\x04 and nothing else"), ErrBroken},
	} {
		begin := time.Now()
		d, err := Read(c.in, Limits{})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: Read = %d paragraphs, %v, want %v", c.name, len(d.Paragraphs), err, c.want)
		}
		if took := time.Since(begin); took > time.Minute {
			t.Errorf("%s took %v", c.name, took)
		}
	}
}

// A part that says it is small and is not is caught by counting.
func TestLyingSize(t *testing.T) {
	b := docx(t, start+strings.Repeat(" ", 20<<20))
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	f := z.File[1]
	f.UncompressedSize64 = 10
	a := &archive{members: map[string]*zip.File{"x": f}, limits: DefaultLimits}
	if got, err := a.read("x"); err == nil {
		t.Errorf("read %d bytes of a part of 10", len(got))
	}
}

func FuzzRead(f *testing.F) {
	for name, a := range fixtures(f) {
		isODT := strings.Contains(name, ".odt.")
		for _, m := range a.Files {
			if m.Name == "word/document.xml" || m.Name == "content.xml" {
				f.Add(m.Data, isODT)
			}
		}
		f.Add(pack(f, a.Files...), isODT)
	}
	limits := Limits{Part: 1 << 20, Total: 4 << 20, Text: 1 << 20}
	f.Fuzz(func(t *testing.T, b []byte, isODT bool) {
		// The same bytes as an archive, and as the main member of a sound one.
		in := docx(t, string(b))
		if isODT {
			in = odt(t, string(b))
		}
		for _, in := range [][]byte{b, in} {
			d, err := Read(in, limits)
			if err != nil && len(d.Paragraphs) > 0 {
				t.Error("an error and a document")
			}
			for _, p := range d.Paragraphs {
				if p.Text == "" || p.Place == "" || !utf8.ValidString(p.Text) {
					t.Errorf("paragraph %+q at %q", p.Text, p.Place)
				}
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	p := `<w:p><w:r><w:t>The two sides agreed to meet again in the spring of next year.</w:t></w:r></w:p>`
	in := docx(b, start+strings.Repeat(p, 2000)+"</w:body></w:document>")
	b.SetBytes(int64(len(p) * 2000))
	for b.Loop() {
		if _, err := Read(in, Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}
