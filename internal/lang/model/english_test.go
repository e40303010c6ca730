package model

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"flag"
	"os"
	"strings"
	"testing"

	"example.org/rapporteur/internal/lang/treebank"
)

func englishModel(t testing.TB) *Model {
	t.Helper()
	m, err := English()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// The floors are a little below what the shipped model reaches on these small
// samples, so that a worse model cannot replace it unseen.
func TestEnglishStaysAboveItsFloors(t *testing.T) {
	m := englishModel(t)
	for _, test := range []struct {
		file            string
		upos, xpos, las float64
	}{
		{"testdata/ewt_test_sample.conllu", 95.5, 95.0, 86.0},
		{"testdata/pud_news_sample.conllu", 96.0, 95.8, 81.2},
	} {
		f, err := os.Open(test.file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		trees, err := treebank.ReadCoNLLU(f)
		if err != nil {
			t.Fatal(err)
		}
		var words, upos, xpos, las float64
		var r Result
		for i := range trees {
			m.Parse(&r, trees[i].Forms())
			for j, w := range r.Words {
				g := trees[i].Words[j]
				words++
				upos += is(w.UPOS == g.UPOS)
				xpos += is(w.XPOS == g.XPOS)
				las += is(w.Head == g.Head && base(w.Rel) == base(g.Rel))
			}
		}
		upos, xpos, las = 100*upos/words, 100*xpos/words, 100*las/words
		t.Logf("%s: UPOS %.2f XPOS %.2f LAS %.2f over %.0f words", test.file, upos, xpos, las, words)
		if upos < test.upos || xpos < test.xpos || las < test.las {
			t.Errorf("%s: UPOS %.2f XPOS %.2f LAS %.2f, the floors are %.2f %.2f %.2f", test.file, upos, xpos, las, test.upos, test.xpos, test.las)
		}
	}
}

func is(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func base(rel string) string {
	rel, _, _ = strings.Cut(rel, ":")
	return rel
}

func TestEnglishNamesStayAboveTheirFloor(t *testing.T) {
	const floor = 74
	m := englishModel(t)
	f, err := os.Open("testdata/uner_pud_sample.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sentences, err := treebank.ReadIOB(f)
	if err != nil {
		t.Fatal(err)
	}
	var gold, found, right int
	var r Result
	for _, s := range sentences {
		m.Parse(&r, s.Tokens)
		tags := make([]string, len(s.Tokens))
		for i, w := range r.Words {
			tags[i] = w.Name
		}
		g, f := names(s.Tags), names(tags)
		gold, found = gold+len(g), found+len(f)
		for n := range f {
			right += int(is(g[n]))
		}
	}
	f1 := 200 * float64(right) / float64(gold+found)
	t.Logf("names F1 %.1f: %d in the sample, %d found, %d right", f1, gold, found, right)
	if f1 < floor {
		t.Errorf("names F1 %.1f, the floor is %d", f1, floor)
	}
}

// names lists names as first word, end and kind.
func names(iob []string) map[[3]int]bool {
	out, tags := map[[3]int]bool{}, FromIOB(iob)
	start := 0
	for i, t := range tags {
		if t == 0 {
			continue
		}
		if part := (t - 1) % 4; part == 0 || part == 3 {
			start = i
		}
		if ends(int(t)) {
			out[[3]int{start, i, int(t-1) / 4}] = true
		}
	}
	return out
}

var update = flag.Bool("update", false, "write the digest of the present model's scores")

// The digest in testdata was written on one kind of processor; all others must
// find the same bits.
func TestEnglishGivesTheSameBitsOnEveryProcessor(t *testing.T) {
	const golden = "testdata/digest.txt"
	f, err := os.Open("testdata/pud_news_sample.conllu")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	trees, err := treebank.ReadCoNLLU(f)
	if err != nil {
		t.Fatal(err)
	}
	m := englishModel(t)
	for _, k := range kernels() {
		sum := sha256.New()
		s := &scratch{kernel: k}
		for i := range trees[:20] {
			forms := trees[i].Forms()
			m.parse(s, make([]Word, len(forms)), forms, true)
			for _, scores := range [][]float32{s.h, s.z, s.scores, s.labels} {
				if err := binary.Write(sum, binary.LittleEndian, bitsOf(scores)); err != nil {
					t.Fatal(err)
				}
			}
		}
		got := hex.EncodeToString(sum.Sum(nil)) + "\n"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: the scores have digest %s, those of the reference %s", k.name, got, want)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	m := englishModel(b)
	words := strings.Fields("The minister of foreign affairs , Anna Kowalska , told reporters in Warsaw on Tuesday that both sides had agreed to resume talks on border trade .")
	for _, k := range kernels() {
		b.Run(k.name, func(b *testing.B) {
			s, out := &scratch{kernel: k}, make([]Word, len(words))
			m.parse(s, out, words, true)
			b.ReportAllocs()
			b.ResetTimer()
			for range b.N {
				m.parse(s, out, words, true)
			}
			b.ReportMetric(float64(b.N*len(words))/b.Elapsed().Seconds(), "words/s")
		})
	}
}

// BenchmarkLoad is what the first use of the model costs.
func BenchmarkLoad(b *testing.B) {
	for range b.N {
		if _, err := Load(english); err != nil {
			b.Fatal(err)
		}
	}
}
