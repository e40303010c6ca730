package intake

import (
	"os"
	"path/filepath"
	"testing"

	"example.org/rapporteur/internal/lang"
	"example.org/rapporteur/internal/text"
)

// BenchmarkRead reads the demonstration corpus, bytes to claims, on one core:
// with the analyser that the program reads with, and with the trained model,
// whose trees the rules do not use.
func BenchmarkRead(b *testing.B) {
	names, err := filepath.Glob("../../testdata/corpus/*.txt")
	if err != nil || len(names) == 0 {
		b.Fatalf("%d texts: %v", len(names), err)
	}
	texts, size := make([][]byte, len(names)), 0
	for i, name := range names {
		if texts[i], err = os.ReadFile(name); err != nil {
			b.Fatal(err)
		}
		size += len(texts[i])
	}
	r, err := New()
	if err != nil {
		b.Fatal(err)
	}
	full, err := lang.NewFull()
	if err != nil {
		b.Fatal(err)
	}
	for _, a := range []struct {
		name string
		lang.Analyser
	}{{"plain", lang.Plain{}}, {"model", full}} {
		b.Run(a.name, func(b *testing.B) {
			r := &Reader{Analyser: a.Analyser, Claims: r.Claims}
			r.Read(text.Source{Path: names[0]}, texts[0]) // lists and patterns are made ready once
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for i, t := range texts {
					r.Read(text.Source{Path: names[i]}, t)
				}
			}
			b.ReportMetric(float64(b.N*len(texts))/b.Elapsed().Seconds(), "documents/s")
		})
	}
}
