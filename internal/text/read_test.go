package text

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.org/rapporteur"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

// summary is what tests compare of documents and faults, in prose.
func summary(inputs []Input, faults []*Error) string {
	var b strings.Builder
	for _, in := range inputs {
		d := in.Doc
		b.WriteString("document " + d.Name + "\n")
		for _, f := range [][2]string{
			{"url", d.URL}, {"outlet", d.Outlet}, {"title", d.Title}, {"language", d.Language},
			{"published", strings.TrimSpace(d.Published.String() + " " + string(d.PublishedBasis))},
			{"register", d.Register}, {"byline", d.Byline}, {"next", in.Next}, {"amp", in.AMP}, {"type", in.MediaType},
		} {
			if f[1] != "" {
				b.WriteString(f[0] + ": " + f[1] + "\n")
			}
		}
		for _, l := range d.Locations {
			fmt.Fprintf(&b, "place: %s: %s\n", l.Name, clip(line(string([]rune(d.Text.String())[l.At:]))))
		}
		b.WriteString("\n" + strings.TrimRight(d.Text.String(), "\n") + "\n")
	}
	for _, f := range faults {
		b.WriteString("fault " + string(f.Fault) + ": " + f.Error() + "\n")
	}
	return strings.ReplaceAll(b.String(), "\r", `\r`)
}

// Each archive in testdata holds files, and after each a file of the same name
// and ".want" that says what is read from it.
func TestRead(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, name := range archives {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(a.Files); i += 2 {
			in, want := a.Files[i], a.Files[i+1]
			t.Run(filepath.Base(name)+"/"+in.Name, func(t *testing.T) {
				if want.Name != in.Name+".want" {
					t.Fatalf("%s is followed by %s", in.Name, want.Name)
				}
				got := summary(Read(Source{Path: in.Name}, in.Data))
				if diff := cmp.Diff(strings.TrimSpace(string(want.Data)), strings.TrimSpace(got)); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

func TestCallerWins(t *testing.T) {
	given, err := rapporteur.ParseDate("2025-03-07")
	if err != nil {
		t.Fatal(err)
	}
	src := Source{
		Path: "a.txt", URL: "https://www.example.org/2019/07/29/x", Title: "Given", Outlet: "Given Press",
		Published: given,
	}
	in, faults := Read(src, []byte("---\ntitle: Own\noutlet: Own Press\nurl: https://example.com/\npublished: 2025-03-06\n---\nWords.\n"))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	d := in[0].Doc
	got := []string{d.URL, d.Title, d.Outlet, d.Published.String(), string(d.PublishedBasis)}
	want := []string{src.URL, "Given", "Given Press", "2025-03-07", "given"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if want := rapporteur.NewDocID(src.URL, d.Text); d.ID != want {
		t.Errorf("ID = %s, want %s", d.ID, want)
	}

	src.PublishedBasis = rapporteur.BasisMetadata
	in, _ = Read(src, []byte(`{"url":"https://example.com/1","title":"One","text":"Words."}`+"\n"+`{"url":"https://example.com/2","title":"Two","text":"Words."}`))
	if len(in) != 2 || in[1].Doc.URL != "https://example.com/2" || in[1].Doc.Title != "Two" || in[1].Doc.Outlet != "Given Press" || in[1].Doc.PublishedBasis != rapporteur.BasisMetadata {
		t.Errorf("of several documents: %s", summary(in, nil))
	}
}

func TestCharsets(t *testing.T) {
	const (
		english    = "“Talks” — café, naïve, 5 €.\nThe two delegations agreed to meet again.\n"
		russian    = "Стороны договорились встретиться снова.\n"
		japaneseTx = "両国は協力を続ける。\n"
		vietnamese = "Hai bên thống nhất tiếp tục tuần tra chung, đường dây nóng được mở.\n"
	)
	page := func(charset, words string) string {
		return `<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=` + charset + `"></head><body><article>` +
			strings.Repeat("<p>"+strings.TrimSpace(words)+"</p>", 4) + "</article></body></html>"
	}
	utf16le := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	utf16be := unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	unmarked := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	for _, c := range []struct {
		name, media string
		enc         encoding.Encoding
		given, want string
	}{
		{"UTF-8", "", unicode.UTF8, english, english},
		{"UTF-8 with mark", "", unicode.UTF8BOM, english, english},
		{"UTF-16 little-endian", "", utf16le, russian + "😀", russian + "😀"},
		{"UTF-16 big-endian", "", utf16be, vietnamese, vietnamese},
		{"UTF-16 unmarked", "", unmarked, english, english},
		{"UTF-16 JSON", "", utf16le, `{"text":"Words."}`, "Words."},
		{"UTF-8 that says otherwise", "text/plain; charset=windows-1252", unicode.UTF8, russian, russian},
		{"Windows-1252 undeclared", "", charmap.Windows1252, english, english},
		{"Windows-1258 undeclared", "", windows1258{}, vietnamese, vietnamese},
		{"Windows-1258 declared", "text/plain; charset=windows-1258", windows1258{}, vietnamese, vietnamese},
		{"KOI8-R declared", "text/plain; charset=KOI8-R", charmap.KOI8R, russian, russian},
		{"KOI8-R page", "", charmap.KOI8R, page("koi8-r", strings.Repeat(russian, 3)), russian},
		{"Windows-1258 page", "", windows1258{}, page("windows-1258", vietnamese), vietnamese},
		{"Shift_JIS page", "", japanese.ShiftJIS, page("Shift_JIS", strings.Repeat(japaneseTx, 5)), japaneseTx},
		{"ISO-2022-JP declared", "text/plain; charset=iso-2022-jp", japanese.ISO2022JP, japaneseTx, japaneseTx},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, err := c.enc.NewEncoder().Bytes([]byte(c.given))
			if err != nil {
				t.Fatal(err)
			}
			in, faults := Read(Source{Path: "a", MediaType: c.media}, b)
			if len(faults) > 0 {
				t.Fatal(faults)
			}
			if got := in[0].Doc.Text.String(); !strings.HasPrefix(got, strings.TrimSpace(c.want)) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// windows1258 encodes Vietnamese as programs for it do: vowels whole, tones apart.
type windows1258 struct{ encoding.Encoding }

func (windows1258) NewEncoder() *encoding.Encoder {
	return &encoding.Encoder{Transformer: toneMarks{charmap.Windows1258.NewEncoder()}}
}

type toneMarks struct{ *encoding.Encoder }

func (t toneMarks) Transform(dst, src []byte, atEOF bool) (int, int, error) {
	var s strings.Builder
	for _, r := range string(src) {
		d := norm.NFD.String(string(r))
		if tones := strings.Trim(d, "\u0300\u0301\u0303\u0309\u0323"); tones != d {
			tone := strings.Trim(d, tones)
			for _, m := range []string{"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"} {
				if strings.Contains(d, m) {
					tone = m
				}
			}
			d = norm.NFC.String(strings.ReplaceAll(d, tone, "")) + tone
		} else {
			d = string(r)
		}
		s.WriteString(d)
	}
	n, _, err := t.Encoder.Transform(dst, []byte(s.String()), atEOF)
	return n, len(src), err
}

func TestWrongInput(t *testing.T) {
	long := strings.Repeat("The two sides agreed to meet again in the spring.\n", 3)
	unknown := strings.Repeat("\x93\xfa\x01\xff ", 30)
	for _, c := range []struct {
		name, in string
		want     Fault
		says     string // part of the message: what to do
	}{
		{"a.txt", "", Empty, "saved completely"},
		{"a.txt", " \r\n\t", Empty, "no text"},
		{"a.txt", "\xef\xbb\xbf", Empty, "no text"},
		{"a.txt", "---\ntitle: x\n---\n", Empty, "words are missing"},
		{"a.pdf", "%PDF-1.7\n", BadShape, "fetch or export it again"},
		{"a.docx", "PK\x03\x04rest", BadShape, "save it again from its source, or as text"},
		{"a.png", "\x89PNG\r\n\x1a\n....", Binary, "PNG"},
		{"a.mht", "From: <Saved by Blink>\r\nMIME-Version: 1.0", Binary, "MHTML"},
		{"a.gz", "\x1f\x8b\x08", Binary, "unpack"},
		{"a.txt", "abc\x00\x01\x02def", Binary, "NUL"},
		{"a.txt", strings.Repeat("x", MaxSize+1), TooLarge, "20 MB"},
		{"a.txt", strings.Repeat("x", MaxText+1), TooLarge, "5 MB"},
		{"a.txt", long + "Phạm Minh Ch\xc3nh\n", BadEncoding, "byte 164, in line 4"},
		{"a.txt", "\xef\xbb\xbfcaf\xe9", BadEncoding, "save it as UTF-8"},
		{"a.json", `{"text":"caf` + "\xe9" + `"}`, BadEncoding, "save it as UTF-8"},
		{"a.html", `<html><meta charset="utf-8"><p>caf` + "\xe9", BadEncoding, "save it as UTF-8"},
		{"a.txt", unknown, BadEncoding, "charset that cannot be told"},
		{"a.txt", "\xff\xfea", BadEncoding, "UTF-16"},
		{"a.txt", "\xff\xfe\x00\xd8a\x00", BadEncoding, "UTF-16"},
		{"a.html", `<html><meta charset="shift_jis"><p>` + "\x81\x20\xff", BadEncoding, "shift_jis"},
		{"a.json", `{"text":"half \ud83d"}`, BadEncoding, "surrogate"},
		{"a.json", `{"text":"nul \u0000"}`, BadEncoding, "NUL"},
		{"a.html", "<!DOCTYPE html><html><body><a href=/>Home</a></body></html>", NoArticle, "save the article's own page"},
		{"a.html", strings.Repeat("<div>", 1000), TooLarge, "save the article as text"},
		{"a.xml", `<?xml version="1.0"?><rss><channel/></rss>`, BadShape, "XML"},
		{"a.json", `{"body":"x","headline":"y"}`, BadShape, `no "text"; it has body, headline`},
		{"a.json", `{"text":["x"]}`, BadShape, `"text" is a JSON array: write a string`},
		{"a.json", `{"text":"x","published":20250306}`, BadShape, `"published" is a JSON number`},
		{"a.json", `[]`, Empty, "no article"},
		{"a.json", `["x"]`, BadShape, "write an object"},
		{"a.json", `words`, BadShape, "is not valid JSON"},
		{"a.json", "{\n\"text\": \"x\"\n\"title\": 1}", BadShape, "a.json:3: is not valid JSON"},
		{"a.json", `{"text":"x","published":"soon"}`, BadDate, "2025-03-05"},
		{"a.txt", "---\ntitle: x\npublished: last week\n---\nWords.", BadDate, "a.txt:3: published:"},
		{"a.txt", "---\ntitle: x\nno value here\n---\nWords.", BadShape, "a.txt:3: front matter"},
	} {
		in, faults := Read(Source{Path: c.name}, []byte(c.in))
		if len(in) != 0 || len(faults) != 1 {
			t.Errorf("%s %.40q: %d documents, faults %v", c.name, c.in, len(in), faults)
			continue
		}
		if !errors.Is(faults[0], c.want) || !strings.Contains(faults[0].Error(), c.says) || !strings.HasPrefix(faults[0].Error(), c.name+":") {
			t.Errorf("%s %.40q: %s: %v, want %s: … %s", c.name, c.in, faults[0].Fault, faults[0], c.want, c.says)
		}
	}
}

func TestManyBadRecords(t *testing.T) {
	in, faults := Read(Source{Path: "a.jsonl"}, []byte(`{"text":"x"}`+"\n"+strings.Repeat("{}\n", 5000)))
	if len(in) != 1 || len(faults) != maxFaults+1 || !strings.Contains(faults[maxFaults].Error(), "the rest was not read") {
		t.Errorf("%d documents, %d faults", len(in), len(faults))
	}
}

func TestReadFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.txt")
	if err := os.WriteFile(path, []byte("12345"), 0o600); err != nil {
		t.Fatal(err)
	}
	if b, err := ReadFile(path, 5); string(b) != "12345" || err != nil {
		t.Errorf("ReadFile = %q, %v", b, err)
	}
	if _, err := ReadFile(path, 4); !errors.Is(err, TooLarge) {
		t.Errorf("over the limit: %v", err)
	}
	if _, err := ReadFile("/dev/zero", 1000); !errors.Is(err, TooLarge) {
		t.Errorf("endless: %v", err)
	}
	if _, err := ReadFile(dir, 5); !errors.Is(err, Unreadable) || !strings.Contains(err.Error(), "folder") {
		t.Errorf("folder: %v", err)
	}
	_, err := ReadFile(filepath.Join(dir, "b.txt"), 5)
	if !errors.Is(err, fs.ErrNotExist) || !errors.Is(err, Unreadable) || strings.Count(err.Error(), "b.txt") != 1 {
		t.Errorf("absent: %v", err)
	}
	// A sparse file of 200 MB is refused by its size alone.
	big := filepath.Join(dir, "big.txt")
	if err := os.WriteFile(big, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(big, 200<<20); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadFile(big, MaxSize); !errors.Is(err, TooLarge) || !strings.Contains(err.Error(), "20 MB") {
		t.Errorf("200 MB: %v", err)
	}
}

func TestName(t *testing.T) {
	for path, want := range map[string]string{
		"x/005.text.json": "005", "005": "005", "-": "stdin", "": "stdin", "a/.hidden.txt": "hidden", "a b.html": "a b",
	} {
		if got := Name(path); got != want {
			t.Errorf("Name(%q) = %q, want %q", path, got, want)
		}
	}
}
