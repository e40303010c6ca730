package lang

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang/model"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func full(t testing.TB) *Full {
	t.Helper()
	f, err := NewFull()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// tree writes each token as word/lemma/tag/relation>head, and the names after them.
func tree(x rapporteur.Text, s Sentence) string {
	var out []string
	for _, t := range s.Tokens {
		head := "root"
		if t.Head >= 0 {
			head = t.Rel + ">" + x.Slice(s.Tokens[t.Head].Span)
		}
		out = append(out, x.Slice(t.Span)+"/"+t.Lemma+"/"+t.UPOS+"/"+t.XPOS+"/"+head)
	}
	for _, n := range s.Names {
		out = append(out, fmt.Sprintf("%s=%s", n.Kind, x.Slice(n.Span)))
	}
	return strings.Join(out, "\n")
}

func TestFullFillsTokensAndNames(t *testing.T) {
	x := text(t, "OSLO, May 3 — Anna Larsen visited the officers. They were glad.")
	got := full(t).Analyse(x)
	if len(got.Sentences) != 2 {
		t.Fatalf("%d sentences, want 2", len(got.Sentences))
	}
	want := `OSLO/OSLO/PROPN/NNP/parataxis>visited
,/,/PUNCT/,/punct>May
May/May/PROPN/NNP/compound>3
3/3/NUM/CD/appos>OSLO
—/—/PUNCT/:/punct>OSLO
Anna/Anna/PROPN/NNP/nsubj>visited
Larsen/Larsen/PROPN/NNP/flat>Anna
visited/visit/VERB/VBD/root
the/the/DET/DT/det>officers
officers/officer/NOUN/NNS/obj>visited
././PUNCT/./punct>visited
LOC=OSLO
PER=Anna Larsen`
	// How the model reads the inside of a dateline may change; where it hangs may not.
	keep := func(s string) []string {
		lines := strings.Split(s, "\n")
		return append(lines[:1:1], lines[5:]...)
	}
	if diff := cmp.Diff(keep(want), keep(tree(x, got.Sentences[0]))); diff != "" {
		t.Errorf("first sentence (-want +got):\n%s", diff)
	}
	if got.Sentences[1].Names != nil {
		t.Errorf("names %v where there are none", got.Sentences[1].Names)
	}
}

// checkTrees fails unless every analysed sentence is a tree of known tags with
// one root, and its names are runs of its tokens, in order.
func checkTrees(t interface {
	Fatalf(string, ...any)
}, x rapporteur.Text, sentences []Sentence) {
	for _, s := range sentences {
		if s.Furniture {
			if s.Names != nil || s.Tokens[0].UPOS != "" || s.Tokens[0].Head != -1 {
				t.Fatalf("%q belongs to the page and was analysed", x.Slice(s.Span))
			}
			continue
		}
		roots := 0
		for i, token := range s.Tokens {
			if token.Lemma == "" || token.UPOS == "" || token.XPOS == "" || token.Rel == "" {
				t.Fatalf("token %q of %q lacks a value: %+v", x.Slice(token.Span), x.Slice(s.Span), token)
			}
			if token.Head < 0 {
				roots++
			}
			at := i
			for n := 0; at >= 0; n++ {
				if n > len(s.Tokens) || s.Tokens[at].Head >= len(s.Tokens) {
					t.Fatalf("%q is no tree", x.Slice(s.Span))
				}
				at = s.Tokens[at].Head
			}
		}
		if roots != 1 {
			t.Fatalf("%q has %d roots", x.Slice(s.Span), roots)
		}
		end := s.Span.Start()
		for _, n := range s.Names {
			if n.Span.Start() < end || n.Span.End() > s.Span.End() || n.Kind != PER && n.Kind != LOC && n.Kind != ORG {
				t.Fatalf("name %q (%s) of %q overlaps another, leaves the sentence or is of no kind", x.Slice(n.Span), n.Kind, x.Slice(s.Span))
			}
			end = n.Span.End()
		}
	}
}

func TestFullMakesTreesOfWhateverIsWritten(t *testing.T) {
	f := full(t)
	pieces := []string{
		"The", "two", "sides", "agreed", "Lt.", "Gen.", "Anna", "Larsen", "Lima", "don't", "“", "”", "…", ".", ",", "—", "\n\n",
		"HANOI, March 5 —", "OSLO (AB) -", "Advertisement", "Photo: AB", "http://x.vn/a", "ສະ", "語", "e\u0301", "\x00", "1,000", "### ",
	}
	rapid.Check(t, func(t *rapid.T) {
		x, err := rapporteur.NewText(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 30).Draw(t, "pieces"), " "))
		if err != nil {
			t.Fatal(err)
		}
		got := f.Analyse(x)
		checkAnalysis(t, x, got.Sentences)
		checkTrees(t, x, got.Sentences)
		for i, s := range (Plain{}).Analyse(x).Sentences {
			if diff := cmp.Diff(got.Sentences[i], f.Sentence(x, s), cmp.AllowUnexported(rapporteur.Span{})); diff != "" {
				t.Fatalf("sentence %d by itself (-with the others +alone):\n%s", i, diff)
			}
			if s.Tokens[0].UPOS != "" {
				t.Fatalf("the sentence given was changed: %+v", s.Tokens[0])
			}
		}
	})
}

func TestFullReadsSentencesLongerThanTheParser(t *testing.T) {
	x := text(t, "LIMA, May 3 — "+strings.Repeat("Anna Larsen met the officers, ", MaxTokens/4))
	got := full(t).Analyse(x)
	checkAnalysis(t, x, got.Sentences)
	checkTrees(t, x, got.Sentences)
	if n := len(got.Sentences[0].Tokens); n <= model.MaxWords {
		t.Errorf("the first sentence has %d tokens, which does not test what it should", n)
	}
}

func TestFullIsTheSameForAllAtOnce(t *testing.T) {
	f := full(t)
	var texts []rapporteur.Text
	var want []Analysis
	for i := range 4 {
		x := text(t, strings.Repeat("Anna Larsen visited Lima on Monday. ", i)+"The officers of both sides will train in the north, he said.")
		texts, want = append(texts, x), append(want, f.Analyse(x))
	}
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			n := i % len(texts)
			if diff := cmp.Diff(want[n].Sentences, f.Analyse(texts[n]).Sentences, cmp.AllowUnexported(rapporteur.Span{})); diff != "" {
				t.Errorf("text %d beside others (-want +got):\n%s", n, diff)
			}
		})
	}
	wg.Wait()
}

func TestAnalyseWords(t *testing.T) {
	tokens, tags := full(t).AnalyseWords([]string{"Anna", "Larsen", "visited", "Lima", "."})
	if diff := cmp.Diff([]string{"B-PER", "I-PER", "O", "B-LOC", "O"}, tags); diff != "" {
		t.Errorf("tags (-want +got):\n%s", diff)
	}
	if v := tokens[2]; v.Lemma != "visit" || v.UPOS != "VERB" || v.Head != -1 || v.Rel != "root" {
		t.Errorf("the verb is %+v", v)
	}
	if tokens, tags := full(t).AnalyseWords(nil); len(tokens)+len(tags) != 0 {
		t.Errorf("of no words came %v %v", tokens, tags)
	}
}

func BenchmarkFull(b *testing.B) {
	f, x := full(b), text(b, sample)
	n := 0
	for _, s := range f.Analyse(x).Sentences {
		n += len(s.Tokens)
	}
	b.SetBytes(int64(len(sample)))
	b.ReportAllocs()
	for b.Loop() {
		f.Analyse(x)
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
