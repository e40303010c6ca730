package text

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
)

// Input made to take for ever is read or refused: within a second on an idle
// machine, and within a minute on a busy one under the race detector.
func TestHostileInput(t *testing.T) {
	const half = 1 << 19 // of a megabyte
	for name, in := range map[string]string{
		"line.txt":         strings.Repeat("x", 8*half),
		"marks.txt":        "a" + strings.Repeat("\u0301\u0323", half),
		"decomposed.txt":   strings.Repeat(norm.NFD.String("Phạm Minh Chính "), half/8),
		"bidi.txt":         strings.Repeat("\u202e\u2066", half),
		"front.txt":        "---\nkey: " + strings.Repeat("v", 4*half),
		"rules.txt":        strings.Repeat("---\n", half),
		"deep.json":        strings.Repeat(`{"a":`, half),
		"deep array.json":  "[" + strings.Repeat("[", half),
		"deep record.json": `{"text":"x","more":` + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + "}",
		"records.jsonl":    strings.Repeat("{}\n", 2*half),
		"escapes.json":     `{"text":"` + strings.Repeat(`\u0301`, half) + `"}`,
		"tags.html":        "<html>" + strings.Repeat("<x", 2*half),
		"koi8.txt":         strings.Repeat("\xc1\xc2\xc3 ", half),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			inputs, faults := Read(Source{Path: name}, []byte(in))
			took := time.Since(start)
			if took > time.Minute {
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
