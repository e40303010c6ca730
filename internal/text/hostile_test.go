package text

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
)

// Input made to take for ever is read or refused within seconds.
func TestHostileInput(t *testing.T) {
	const mega = 1 << 20
	for name, in := range map[string]string{
		"line.txt":         strings.Repeat("x", 8*mega),
		"marks.txt":        "a" + strings.Repeat("\u0301\u0323", mega),
		"decomposed.txt":   strings.Repeat(norm.NFD.String("Phạm Minh Chính "), mega/8),
		"bidi.txt":         strings.Repeat("\u202e\u2066", mega),
		"front.txt":        "---\nkey: " + strings.Repeat("v", 4*mega),
		"rules.txt":        strings.Repeat("---\n", mega),
		"deep.json":        strings.Repeat(`{"a":`, mega),
		"deep array.json":  "[" + strings.Repeat("[", mega),
		"deep record.json": `{"text":"x","more":` + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + "}",
		"records.jsonl":    strings.Repeat("{}\n", 2*mega),
		"escapes.json":     `{"text":"` + strings.Repeat(`\u0301`, mega) + `"}`,
		"tags.html":        "<html>" + strings.Repeat("<x", 2*mega),
		"koi8.txt":         strings.Repeat("\xc1\xc2\xc3 ", mega),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			inputs, faults := Read(Source{Path: name}, []byte(in))
			took := time.Since(start)
			if took > 10*time.Second {
				t.Errorf("took %v", took)
			}
			for _, f := range faults {
				if len(f.Error()) > 500 {
					t.Errorf("message of %d bytes: %.200s", len(f.Error()), f)
				}
			}
			t.Logf("%v: %d documents, %d faults", took, len(inputs), len(faults))
		})
	}
}

// BenchmarkRead measures plain text that is normalised already and that is not.
func BenchmarkRead(b *testing.B) {
	for name, s := range map[string]string{
		"NFC": strings.Repeat("Phạm Minh Chính met the delegation. ", 100),
		"NFD": norm.NFD.String(strings.Repeat("Phạm Minh Chính met the delegation. ", 100)),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				if in, _ := Read(Source{Path: "a.txt"}, []byte(s)); len(in) != 1 {
					b.Fatal("not read")
				}
			}
		})
	}
}
