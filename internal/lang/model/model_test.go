package model

import (
	"bytes"
	"errors"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tiny builds a model of random weights that knows a few words.
func tiny(t testing.TB) []byte {
	t.Helper()
	r := rand.New(rand.NewPCG(11, 12))
	weights := func(n int) []float32 {
		w := make([]float32, n)
		for i := range w {
			w[i] = float32(r.NormFloat64())
		}
		return w
	}
	matrix := func(in, out int) Matrix {
		return Matrix{In: in, Out: out, Data: weights(in * out), Bias: weights(out)}
	}
	const hidden, tag, name, arc, rel = 32, 16, 16, 20, 16
	s := Spec{
		UPOS: []string{"NOUN", "PROPN", "VERB"}, XPOS: []string{"NN", "NNP", "VB", "VBD"}, Rels: []string{"nsubj", "obj", "root"},
		VectorHashes: []uint32{5, 9, 4000000000}, Vectors: []int8{1, 2, 3, -127, 127, 6, 7, 8, 9}, VectorDim: 3, VectorStep: 0.02,
		WordHashes: []uint32{7}, Words: weights(2 * 4), WordDim: 4, Spell: weights(64 * 25), SpellDim: 25,
		Input: matrix(32, hidden), Layers: []Matrix{matrix(hidden, 3*hidden), matrix(hidden, 3*hidden)},
		Heads: matrix(hidden, tag+name+2*arc+2*rel), TagU: matrix(tag, 3), TagX: matrix(tag, 4), Names: matrix(name, len(NameTags)),
		Arc: matrix(arc, arc), Distance: matrix(arc, Distances), ArcRoot: weights(arc), RelRoot: weights(rel), RelBias: weights(rel), RelOut: matrix(rel, 3),
		Note: "random weights", Licence: "none",
	}
	file, err := Build(s)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

var sentence = strings.Fields("The ministers of both sides met in Hanoi on Tuesday and signed a plan for 2026 .")

func TestParseIsTheSameOnAllKernels(t *testing.T) {
	file := tiny(t)
	r := rand.New(rand.NewPCG(3, 1))
	for range 30 {
		words := make([]string, 1+r.IntN(40))
		for i := range words {
			words[i] = sentence[r.IntN(len(sentence))]
		}
		var want *scratch
		var wantWords []Word
		for _, k := range kernels() {
			m, err := Load(file)
			if err != nil {
				t.Fatal(err)
			}
			s, out := &scratch{kernel: k}, make([]Word, len(words))
			m.parse(s, out, words, true)
			if want == nil {
				want, wantWords = s, out
				continue
			}
			for what, pair := range map[string][2][]float32{"states": {want.h, s.h}, "heads": {want.z, s.z}, "arcs": {want.scores, s.scores}, "relations": {want.labels, s.labels}} {
				if d := cmp.Diff(bitsOf(pair[0]), bitsOf(pair[1])); d != "" {
					t.Fatalf("%s: %s differ from those of %s:\n%s", k.name, what, portable.name, d)
				}
			}
			if d := cmp.Diff(wantWords, out); d != "" {
				t.Fatal(d)
			}
		}
	}
}

func TestDistance(t *testing.T) {
	for _, test := range []struct{ word, governor, want int }{
		{0, 0, 0}, {7, 0, 0}, // the root
		{5, 5, 1}, {5, 4, 2}, {9, 4, 5}, {9, 3, 6}, {22, 1, 8}, {40, 1, 9}, {200, 1, 9}, // before
		{5, 7, 10}, {5, 8, 11}, {0, 24, 18}, {0, 100, 18}, // after
	} {
		if got := Distance(test.word, test.governor); got != test.want {
			t.Errorf("Distance(%d, %d) = %d, want %d", test.word, test.governor, got, test.want)
		}
	}
}

func TestParseReusesItsResult(t *testing.T) {
	m, err := Load(tiny(t))
	if err != nil {
		t.Fatal(err)
	}
	var fresh, used Result
	m.Parse(&used, append(sentence, sentence...))
	m.Parse(&used, sentence)
	m.Parse(&fresh, sentence)
	if d := cmp.Diff(fresh, used); d != "" {
		t.Errorf("a used result differs from a fresh one:\n%s", d)
	}
	m.Parse(&used, nil)
	if len(used.Words) != 0 {
		t.Errorf("no words became %v", used.Words)
	}
}

func TestParseInPiecesMakesOneTree(t *testing.T) {
	m, err := Load(tiny(t))
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for len(words) < 2*MaxWords+5 {
		words = append(words, sentence...)
	}
	var r Result
	m.Parse(&r, words)
	heads, roots := make([]int32, len(words)), 0
	for i, w := range r.Words {
		heads[i] = int32(w.Head)
		if w.Head == 0 {
			roots++
		}
	}
	if roots != 1 || !isTree(heads) {
		t.Errorf("%d words have %d roots, or a cycle", len(words), roots)
	}
}

func TestParseIsSafeForConcurrentUse(t *testing.T) {
	m, err := Load(tiny(t))
	if err != nil {
		t.Fatal(err)
	}
	var want Result
	m.Parse(&want, sentence)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			var r Result
			for range 20 {
				m.Parse(&r, sentence[3:])
				m.Parse(&r, sentence)
				if d := cmp.Diff(want, r); d != "" {
					t.Error(d)
				}
			}
		})
	}
	wg.Wait()
}

func TestParseAllocatesNothing(t *testing.T) {
	m, err := Load(tiny(t))
	if err != nil {
		t.Fatal(err)
	}
	s, out := &scratch{kernel: m.kernel}, make([]Word, len(sentence))
	m.parse(s, out, sentence, true)
	if n := testing.AllocsPerRun(50, func() { m.parse(s, out, sentence, true) }); n > 0 {
		t.Errorf("parsing %d words allocates %v times", len(sentence), n)
	}
}

func TestLoadRefusesWhatIsNotWhole(t *testing.T) {
	file := tiny(t)
	for n := 0; n < len(file); n += 1 + len(file)/400 {
		if _, err := Load(file[:n]); !errors.Is(err, ErrFormat) {
			t.Fatalf("cut to %d of %d bytes: error %v, want ErrFormat", n, len(file), err)
		}
	}
	sections, err := unpack(file)
	if err != nil {
		t.Fatal(err)
	}
	altered := 0
	for i := 0; i < len(file); i += 37 {
		broken := bytes.Clone(file)
		broken[i] ^= 0x10
		if _, err := Load(broken); err == nil {
			continue // padding between sections
		} else if !errors.Is(err, ErrFormat) {
			t.Fatalf("byte %d altered: error %v, want ErrFormat", i, err)
		}
		altered++
	}
	if altered == 0 || len(sections) == 0 {
		t.Error("no altered byte was noticed")
	}
}

func TestLoadRefusesWhatDoesNotFit(t *testing.T) {
	parts := func() []section {
		all, err := unpack(tiny(t))
		if err != nil {
			t.Fatal(err)
		}
		var list []section
		for name, data := range all {
			list = append(list, section{name, data})
		}
		return list
	}
	replace := func(name string, data []byte) []byte {
		list := parts()
		for i := range list {
			if list[i].name == name {
				list[i].data = data
			}
		}
		return pack(list)
	}
	for name, test := range map[string]struct {
		file []byte
		want string
	}{
		"no sections":        {pack(nil), "is missing"},
		"twice":              {pack(append(parts(), parts()[0])), "twice"},
		"short sizes":        {replace(secSizes, []byte{1}), `"sizes" has 1 bytes`},
		"too many units":     {replace(secSizes, numbers([]uint32{1 << 20, 2, 3, 4, 25, 16, 16, 20, 16})), "1048576 hidden units"},
		"other units":        {replace(secSizes, numbers([]uint32{64, 2, 3, 4, 25, 16, 16, 20, 16})), `layer "input" is 32×32 where 32×64 is due`},
		"rows without words": {replace(secVecRows, []byte{1, 2}), "do not fit together"},
		"spelling rows":      {replace(secSpell, []byte{1, 2}), "whole rows"},
		"no number":          {replace(secSteps, []byte{0, 0, 0xc0, 0x7f, 0, 0, 0, 0, 0, 0, 0, 0}), "NaN"},
		"weights":            {replace(secHeads, nil), `layer "heads" has 0 bytes of weights`},
		"version":            {append([]byte(magic), 9, 0, 0, 0, 0, 0, 0, 0), "version 9"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Load(test.file)
			if !errors.Is(err, ErrFormat) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want ErrFormat with %q", err, test.want)
			}
		})
	}
}

// FuzzLoadOfWellSealedFiles alters one section and seals the file again, so that
// what the hashes do not catch must be refused or survived.
func FuzzLoadOfWellSealedFiles(f *testing.F) {
	sections, err := unpack(tiny(f))
	if err != nil {
		f.Fatal(err)
	}
	names := slices.Sorted(maps.Keys(sections))
	f.Add(uint8(0), uint16(3), uint8(200), uint16(0))
	f.Add(uint8(7), uint16(0), uint8(0), uint16(1))
	f.Fuzz(func(t *testing.T, which uint8, at uint16, value uint8, cut uint16) {
		var list []section
		for i, name := range names {
			data := bytes.Clone(sections[name])
			if i == int(which)%len(names) && len(data) > 0 {
				data[int(at)%len(data)] = value
				data = data[:len(data)-int(cut)%(len(data)+1)]
			}
			list = append(list, section{name, data})
		}
		m, err := Load(pack(list))
		if err != nil {
			if !errors.Is(err, ErrFormat) {
				t.Fatalf("error %v does not wrap ErrFormat", err)
			}
			return
		}
		var r Result
		m.Parse(&r, sentence)
		heads := make([]int32, len(r.Words))
		for i, w := range r.Words {
			heads[i] = int32(w.Head)
		}
		if !isTree(heads) {
			t.Fatalf("heads %v are not a tree", heads)
		}
	})
}

func FuzzLoad(f *testing.F) {
	file := tiny(f)
	f.Add(file)
	f.Add(file[:300])
	f.Add(pack(nil))
	f.Fuzz(func(t *testing.T, file []byte) {
		m, err := Load(file)
		if err != nil {
			if !errors.Is(err, ErrFormat) {
				t.Fatalf("error %v does not wrap ErrFormat", err)
			}
			return
		}
		var r Result
		m.Parse(&r, sentence)
	})
}
