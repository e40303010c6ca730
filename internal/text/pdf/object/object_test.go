package object

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLexer(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []Object
	}{
		{"1 -2 +3 4.5 -.5 6. 007", []Object{1, -2, 3, 4.5, -0.5, 6.0, 7}},
		{"--5 1.2.3 0.00-35 99999999999", []Object{-5, 1.2, 0.0, 99999999999.0}},
		{"/Name /A#20B /#zz / /a/b", []Object{Name("Name"), Name("A B"), Name("#zz"), Name(""), Name("a"), Name("b")}},
		{`(a(b)c) (\(\)\\\n\101\53x) (a\` + "\r\n" + `b) (c` + "\r\n" + `d)`, []Object{String("a(b)c"), String("()\\\nA+x"), String("ab"), String("c\nd")}},
		{"<48 65 6C6c6F> <4> <4x1>", []Object{String("Hello"), String("@"), String("A")}},
		{"[1 [2 (x)] /N] << /A 1 /B << /C [true false null] >> >>", []Object{Array{1, Array{2, String("x")}, Name("N")}, Dict{"A": 1, "B": Dict{"C": Array{true, false, nil}}}}},
		{"1 0 R", []Object{1, 0, Operator("R")}}, // no references in contents
		{"BT (a)Tj% a comment\nT*' ET", []Object{Operator("BT"), String("a"), Operator("Tj"), Operator("T*'"), Operator("ET")}},
		{"] >> } ) q", []Object{Operator("q")}},
		{"[1 2", []Object{Array{1, 2}}},
		{"<< /A 1", []Object{Dict{"A": 1}}},
		{"(abc", []Object{String("abc")}},
		{"<41", []Object{String("A")}},
		{"<< /A >> q", []Object{Dict{}, Operator("q")}},
		{"", nil},
	} {
		l := NewLexer([]byte(c.in))
		var got []Object
		for {
			o, ok := l.Next()
			if !ok {
				break
			}
			got = append(got, o)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q: %s", c.in, diff)
		}
	}
}

func TestReferences(t *testing.T) {
	l := Lexer{b: []byte("[1 0 R 2 3 4 0 R 5 0 RG]"), refs: true}
	got, _ := l.object(0)
	if diff := cmp.Diff(Array{Ref{1, 0}, 2, 3, Ref{4, 0}, 5, 0}, got); diff != "" {
		t.Error(diff)
	}
}

func TestFilters(t *testing.T) {
	for _, c := range []struct {
		name   string
		filter Name
		params Dict
		in     string
		want   string
	}{
		// The example of ISO 32000-2, 7.4.4.2.
		{"LZW", "LZWDecode", nil, "\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", "-----A---B"},
		{"ASCII hex", "ASCIIHexDecode", nil, "48 65 6c6C6f 2>", "Hello "},
		{"ASCII 85", "ASCII85Decode", nil, "z87cURD]i,\"\nEbo7~>ignored", "\x00\x00\x00\x00Hello World"},
		{"run lengths", "RunLengthDecode", nil, "\x02abc\xfex\x80ignored", "abcxxx"},
		{"run lengths that break off", "RunLengthDecode", nil, "\x7fab", "ab"},
		{"PNG predictors", "RunLengthDecode", Dict{"Predictor": 15, "Columns": 3},
			"\x13" + "\x00\x01\x02\x03" + "\x01\x01\x01\x01" + "\x02\x01\x01\x01" + "\x03\x01\x01\x01" + "\x04\x01\x01\x01",
			"\x01\x02\x03" + "\x01\x02\x03" + "\x02\x03\x04" + "\x02\x03\x04" + "\x03\x04\x05"},
		{"TIFF predictor", "RunLengthDecode", Dict{"Predictor": 2, "Columns": 3}, "\x05\x01\x01\x01\x05\x00\x01", "\x01\x02\x03\x05\x05\x06"},
		{"an image", "DCTDecode", nil, "x", ""},
	} {
		f := &File{left: 1 << 20, work: 1 << 20}
		d := Dict{"Filter": c.filter, "Length": len(c.in)}
		if c.params != nil {
			d["DecodeParms"] = c.params
		}
		if got := string(f.Data(&Stream{Dict: d, raw: []byte(c.in + "\nendstream")})); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// LZW goes on past the first widening of its codes.
func TestLZWWidths(t *testing.T) {
	var want []byte
	for i := range 3000 {
		want = append(want, byte(i*i>>3))
	}
	if got := unLZW(lzw(want), 1, 1<<20); !bytes.Equal(got, want) {
		t.Errorf("got %d bytes, the first %d of them right", len(got), common(got, want))
	}
}

func common(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// lzw is the encoder that TestLZWWidths needs: it never clears its table.
func lzw(data []byte) []byte {
	table := map[string]int{}
	for i := range 256 {
		table[string([]byte{byte(i)})] = i
	}
	var out []byte
	bits, have, width, next := 0, 0, 9, 258
	emit := func(code int) {
		bits, have = bits<<width|code, have+width
		for have >= 8 {
			have -= 8
			out = append(out, byte(bits>>have))
			bits &= 1<<have - 1
		}
	}
	emit(256)
	run := ""
	for _, c := range data {
		longer := run + string([]byte{c})
		if _, ok := table[longer]; ok {
			run = longer
			continue
		}
		emit(table[run])
		if next < 4096 {
			table[longer] = next
			next++
		}
		if next+1 > 1<<width && width < 12 {
			width++
		}
		run = string([]byte{c})
	}
	emit(table[run])
	emit(257)
	emit(0)
	return out
}

// An older table does not win over a newer one, and files for old and new readers
// have a second table as a stream.
func TestTables(t *testing.T) {
	var b strings.Builder
	b.WriteString("%PDF-1.5\n")
	old := b.Len()
	b.WriteString("2 0 obj\n(old)\nendobj\n")
	root := b.Len()
	b.WriteString("1 0 obj\n<< /Pages << >> /Two 2 0 R /Three 3 0 R >>\nendobj\n")
	firstTable := b.Len()
	b.WriteString("xref\n1 2\n" + pad(root) + " 00000 n \n" + pad(old) + " 00000 n \ntrailer\n<< /Root 1 0 R /Size 3 >>\n")
	renewed := b.Len()
	b.WriteString("2 0 obj\n(new)\nendobj\n")
	hidden := b.Len()
	b.WriteString("3 0 obj\n(hidden)\nendobj\n")
	stream := b.Len()
	b.WriteString("9 0 obj\n<< /Type /XRef /W [1 2 0] /Index [3 1] /Size 4 /Length 3 >>\nstream\n\x01" + string([]byte{byte(hidden >> 8), byte(hidden)}) + "\nendstream\nendobj\n")
	secondTable := b.Len()
	b.WriteString("xref\n2 1\n" + pad(renewed) + " 00000 n \ntrailer\n<< /Size 4 /Prev " + pad(firstTable) + " /XRefStm " + pad(stream) + " >>\nstartxref\n" + pad(secondTable) + "\n%%EOF\n")
	f, err := Open([]byte(b.String()), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	if two, three := f.String(f.Root()["Two"]), f.String(f.Root()["Three"]); two != "new" || three != "hidden" {
		t.Errorf("got %q and %q", two, three)
	}
}

func pad(n int) string {
	s := "0000000000"
	for i := len(s) - 1; n > 0; i-- {
		s = s[:i] + string(rune('0'+n%10)) + s[i+1:]
		n /= 10
	}
	return s
}
