package intake

import (
	"os"
	"path/filepath"
	"testing"

	"example.org/rapporteur/internal/lang"
	"example.org/rapporteur/internal/text"
	"example.org/rapporteur/internal/who"
)

// BenchmarkRead reads the demonstration corpus, bytes to claims, on one core, and
// beside it the stages of reading alone: bytes to text, text to sentences and
// tokens, these to names, and the trees of all sentences, of which reading makes
// those that rules want.
func BenchmarkRead(b *testing.B) {
	names, err := filepath.Glob("../../testdata/corpus/*.txt")
	if err != nil || len(names) == 0 {
		b.Fatalf("%d texts: %v", len(names), err)
	}
	r, err := New(nil)
	if err != nil {
		b.Fatal(err)
	}
	full, err := lang.NewFull()
	if err != nil {
		b.Fatal(err)
	}
	files, size, sentences := make([][]byte, len(names)), 0, 0
	var inputs []text.Input
	for i, name := range names {
		if files[i], err = os.ReadFile(name); err != nil {
			b.Fatal(err)
		}
		size += len(files[i])
		f := r.Read(text.Source{Path: name}, files[i])
		for _, d := range f.Documents {
			inputs = append(inputs, d.Input)
			sentences += len(d.Analysis.Sentences)
		}
	}
	for _, stage := range []struct {
		name string
		all  func()
	}{
		{"whole", func() {
			for i, f := range files {
				r.Read(text.Source{Path: names[i]}, f)
			}
		}},
		{"text", func() {
			for i, f := range files {
				text.Read(text.Source{Path: names[i]}, f)
			}
		}},
		{"sentences", func() {
			for _, in := range inputs {
				lang.Plain{}.Analyse(in.Doc.Text)
			}
		}},
		{"names", func() {
			for _, in := range inputs {
				who.FindFrom(lang.Plain{}.Analyse(in.Doc.Text), in.Doc.Outlet)
			}
		}},
		{"trees", func() {
			for _, in := range inputs {
				full.Analyse(in.Doc.Text)
			}
		}},
	} {
		b.Run(stage.name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				stage.all()
			}
			b.ReportMetric(float64(b.N*sentences)/b.Elapsed().Seconds(), "sentences/s")
			b.ReportMetric(float64(b.N*len(files))/b.Elapsed().Seconds(), "documents/s")
		})
	}
}
