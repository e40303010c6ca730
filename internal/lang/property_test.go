package lang

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"example.org/rapporteur"

	"pgregory.net/rapid"
)

// checkAnalysis fails unless sentences and tokens keep their promises: in order,
// without overlap, on the borders of code points, and every visible byte of a
// sentence in exactly one token.
func checkAnalysis(t interface {
	Fatalf(string, ...any)
}, x rapporteur.Text, sentences []Sentence) {
	s := x.String()
	end, paragraph := rapporteur.ByteOffset(0), 0
	for _, sentence := range sentences {
		if sentence.Span.Start() < end || sentence.Paragraph < paragraph {
			t.Fatalf("sentence %q overlaps the one before or is out of order in %q", x.Slice(sentence.Span), s)
		}
		end, paragraph = sentence.Span.End(), sentence.Paragraph
		if w := x.Slice(sentence.Span); w != strings.TrimFunc(w, isBlank) {
			t.Fatalf("sentence %q has space around it", w)
		}
		if d := sentence.Dateline; d != (rapporteur.Span{}) && !sentence.Span.Covers(d) {
			t.Fatalf("dateline %q lies outside its sentence", x.Slice(d))
		}
		if sentence.Headline && sentence.Furniture {
			t.Fatalf("%q is both headline and furniture", x.Slice(sentence.Span))
		}
		at := sentence.Span.Start()
		for _, token := range sentence.Tokens {
			if token.Span.Start() < at || token.Span.End() > sentence.Span.End() {
				t.Fatalf("token %q overlaps another or leaves its sentence %q", x.Slice(token.Span), x.Slice(sentence.Span))
			}
			if gap := s[at:token.Span.Start()]; strings.TrimFunc(gap, isBlank) != "" {
				t.Fatalf("%q in %q is in no token", gap, x.Slice(sentence.Span))
			}
			w := x.Slice(token.Span)
			if !utf8.ValidString(w) || strings.IndexFunc(w, isBlank) >= 0 {
				t.Fatalf("token %q splits a code point or holds space", w)
			}
			at = token.Span.End()
		}
		if at != sentence.Span.End() {
			t.Fatalf("the end of %q is in no token", x.Slice(sentence.Span))
		}
	}
}

func read(x rapporteur.Text) []Sentence {
	sentences := Split(x)
	for i := range sentences {
		sentences[i].Tokens = Tokenise(x, sentences[i].Span)
	}
	return sentences
}

func TestSpansCoverTheText(t *testing.T) {
	pieces := []string{
		"The", "two", "sides", "agreed", "Lt.", "Gen.", "U.S.", "J.", "don't", "Laos'", "cannot", "high-level", "1.",
		"(a)", "“", "”", "\"", "'", "’s", "…", "...", ".", "!", "?", ",", "—", "-", "\n", "\n\n", "\r\n", " ", " ",
		"\u00a0", "\u200b", "\ufeff", "&nbsp;", "Photo: VNA", "HANOI, March 5 —", "Advertisement", "### ", "• ", "5.5",
		"1,000", "10am", "a@b.org", "http://x.vn/a", "ສະ", "語", "é", "e\u0301", "\U0001f600", "\x00", "[3]", "-VNA", "./.",
	}
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for _, p := range rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 60).Draw(t, "pieces") {
			b.WriteString(p)
			if rapid.Bool().Draw(t, "space") {
				b.WriteByte(' ')
			}
		}
		x, err := rapporteur.NewText(b.String())
		if err != nil {
			t.Fatal(err)
		}
		checkAnalysis(t, x, read(x))
		checkAnalysis(t, x, Plain{}.Analyse(x).Sentences)
	})
}

// TestHugeTexts holds the reader to linear time on what defeats careless code: at
// ten times the size, thirty times the time is allowed, where a square law takes
// a hundred.
func TestHugeTexts(t *testing.T) {
	if testing.Short() {
		t.Skip("reads several megabytes")
	}
	for name, unit := range map[string]string{
		"prose":          "The two ministers met in the capital on Monday, and they agreed to meet again in May. ",
		"one token":      "a",
		"no full stop":   "word ",
		"stops":          ".",
		"spaced stops":   ". ",
		"brackets":       "(",
		"list numbers":   "((1. ",
		"quotes":         "\"",
		"glued hyphens":  "a-",
		"acronym":        "a.",
		"addresses":      "a@",
		"half addresses": "http://\"",
		"apostrophes":    "n't",
		"dashes":         ". -",
		"short lines":    "Share\n",
		"dates":          "5 May 2024\n",
		"lower lines":    "and so on\n",
		"entities":       "&nbsp;",
		"credits":        "(photo: ",
		"digits":         "1-",
		"capitals":       "AB CD. ",
		"spaces":         " ",
		"line ends":      "\n",
	} {
		t.Run(name, func(t *testing.T) {
			took := func(size int) time.Duration {
				x := text(t, strings.Repeat(unit, size/len(unit)))
				start := time.Now()
				checkAnalysis(t, x, read(x))
				return time.Since(start)
			}
			// Another process may slow down one measurement, hardly all three.
			for range 3 {
				small, large := max(took(30_000), 3*time.Millisecond), took(300_000)
				if large <= 30*small {
					return
				}
				t.Logf("30 kB took %v, 300 kB took %v", small, large)
			}
			t.Error("the time grows faster than the text")
		})
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("HANOI, March 5 — Lt. Gen. Lam said: “We don't know…”\n\n1. The two sides’ work.-VNA")
	f.Add("a\n-->\n&nbsp;\nPhoto: VNA To Lam\r\n### x [12] ./.")
	f.Fuzz(func(t *testing.T, s string) {
		x, err := rapporteur.NewText(s)
		if err != nil {
			t.Skip("not UTF-8, which the type of a text rules out")
		}
		checkAnalysis(t, x, read(x))
	})
}

func FuzzTokenise(f *testing.F) {
	f.Add("wouldn't've U.S. $1,000.5m 2024-03-05 a@b.org &nbsp; AT&T ’s '72 #x 'em")
	f.Fuzz(func(t *testing.T, s string) {
		x, err := rapporteur.NewText(s)
		w := strings.TrimFunc(s, isBlank)
		if err != nil || w == "" {
			t.Skip("no sentence")
		}
		start := strings.Index(s, w)
		span := spanOf(x, start, start+len(w))
		checkAnalysis(t, x, []Sentence{{Span: span, Tokens: Tokenise(x, span)}})
	})
}

// sample is about a thousand words of running text of our own.
var sample = strings.Repeat(`HANOI, March 5 — Lieut. Gen. Lam of the U.S. Army met his counterpart, Col. J. R. Smith, on Monday. The two sides' talks weren't easy, but they agreed on a high-level border plan worth $1,200.75m. “We’ve come far,” he said.

`, 20)

func BenchmarkSplit(b *testing.B) {
	x := text(b, sample)
	b.SetBytes(int64(len(sample)))
	b.ReportAllocs()
	for b.Loop() {
		Split(x)
	}
}

func BenchmarkAnalyse(b *testing.B) {
	x := text(b, sample)
	n := 0
	for _, s := range (Plain{}).Analyse(x).Sentences {
		n += len(s.Tokens)
	}
	b.SetBytes(int64(len(sample)))
	b.ReportAllocs()
	for b.Loop() {
		Plain{}.Analyse(x)
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkLanguage(b *testing.B) {
	b.SetBytes(int64(len(sample)))
	b.ReportAllocs()
	for b.Loop() {
		Language(sample)
	}
}
