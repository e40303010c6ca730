package main

import (
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/unicode/norm"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/intake"
	"example.org/rapporteur/internal/text"
)

var theReader = sync.OnceValues(func() (*intake.Reader, error) { return newReader("") })

// corpus returns the texts of the demonstration corpus, in order of name.
var corpus = sync.OnceValues(func() (texts []string, err error) {
	names, err := filepath.Glob("../../testdata/corpus/*.txt")
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		texts = append(texts, string(b))
	}
	return texts, err
})

// checkReading reads bytes and wants what the ledger and the user rely on:
// documents or a reason why there are none, and claims that each have an
// identity of their own, quote the text exactly, and quote it as it was given.
func checkReading(t *testing.T, name string, b []byte) {
	t.Helper()
	reader, err := theReader()
	if err != nil {
		t.Fatal(err)
	}
	f := reader.Read(text.Source{Path: name}, b)
	if len(f.Documents)+len(f.Faults) == 0 {
		t.Fatal("neither a document nor a fault")
	}
	for _, d := range f.Documents {
		seen := map[rapporteur.ClaimID]bool{}
		for _, c := range d.Claims {
			if _, err := d.Doc.Text.Anchor(c.Quote.Selector()); err != nil {
				t.Fatalf("rule %s: %v", c.Rule, err)
			}
			sealed := c
			if err := sealed.Seal(); err != nil || sealed.ID != c.ID || c.Doc != d.Doc.ID {
				t.Fatalf("rule %s: claim %s is not the one that was sealed: %v", c.Rule, c.ID, err)
			}
			if seen[c.ID] {
				t.Fatalf("rule %s: claim %s is given twice: %q", c.Rule, c.ID, c.Quote.Exact())
			}
			seen[c.ID] = true
		}
		a := annotations(d)
		for _, quote := range quotes(a) {
			if quote == "" || !strings.Contains(d.Original.String(), quote) {
				t.Fatalf("the quote %q is not in the text as given", quote)
			}
		}
		if err := a.Write(io.Discard); err != nil {
			t.Fatal(err)
		}
	}
}

// A mutation makes of a text another that an author, a page or a converter
// could have made of it, or a nuisance. It may use the words of another text.
type mutation func(r *rand.Rand, s, other string) string

var mutations = []mutation{
	func(r *rand.Rand, s, _ string) string { return s[:place(r, s)] },
	func(r *rand.Rand, s, _ string) string { return s[place(r, s):] },
	func(r *rand.Rand, s, _ string) string { // take some out
		i := place(r, s)
		return s[:i] + s[i+min(len(s)-i, r.IntN(200)):]
	},
	func(r *rand.Rand, s, _ string) string { // put some in
		for range 5 {
			i := place(r, s)
			s = s[:i] + nuisances[r.IntN(len(nuisances))] + s[i:]
		}
		return s
	},
	func(r *rand.Rand, s, _ string) string { return s + "\n\n" + s[place(r, s):] },
	func(r *rand.Rand, s, other string) string { return s[:place(r, s)] + other[place(r, other):] },
	func(_ *rand.Rand, s, _ string) string { return norm.NFD.String(s) },
	func(_ *rand.Rand, s, _ string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
	func(_ *rand.Rand, s, _ string) string { return strings.ReplaceAll(s, "\n", " ") },
	func(_ *rand.Rand, s, _ string) string { return strings.ReplaceAll(s, " ", "\n") },
	func(_ *rand.Rand, s, _ string) string { return strings.ReplaceAll(s, " ", "\u00a0") },
	func(_ *rand.Rand, s, _ string) string { return strings.ReplaceAll(s, ".", "") },
	func(_ *rand.Rand, s, _ string) string { return strings.ToUpper(s) },
	func(_ *rand.Rand, s, _ string) string {
		return "<html><body><article><p>" + strings.ReplaceAll(s, "\n\n", "</p><p>") + "</p></article></body></html>"
	},
}

// nuisances are words and marks that rules hang on, and characters that text
// seldom holds.
var nuisances = []string{
	"\u0301", "\u200b", "\u202e", "\ufeff", "\u00ad", "\U0001f91d", "\r", "\t", "\u2028", "ﬁ",
	"“", "”", "\"", "’", "(", ")", "—", " - ", "...", ":", ";", "\n\n", "\n---\n", "* ",
	" not ", " if ", " may ", " said ", " and ", " of ", " the ", " Vietnam ", " Lao ", " between Laos and Vietnam ",
	" 31 February 2025 ", " the 999999999999999999th ", " in 0000 ", " last Friday ", " 5/3 ", " 4.1 billion VND ",
	"<b>", "&amp;", "{\"text\":", strings.Repeat("a", 5000), strings.Repeat("Laos and ", 300), strings.Repeat("(", 300),
}

// place draws an offset in s, which need not be the border of a character.
func place(r *rand.Rand, s string) int { return r.IntN(len(s) + 1) }

// FuzzReadMutated holds that whatever becomes of an article on its way, reading
// it does not break and its claims hold. Each seed makes other changes.
func FuzzReadMutated(f *testing.F) {
	texts, err := corpus()
	if err != nil || len(texts) == 0 {
		f.Fatalf("%d texts: %v", len(texts), err)
	}
	for seed := range uint64(150) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 0))
		s := texts[r.IntN(len(texts))]
		for range 1 + r.IntN(3) {
			s = mutations[r.IntN(len(mutations))](r, s, texts[r.IntN(len(texts))])
		}
		checkReading(t, "mutated.txt", []byte(s))
	})
}

// FuzzRead holds the same of any bytes.
func FuzzRead(f *testing.F) {
	f.Add("a.txt", []byte("HANOI, March 5 — Vietnam and Laos signed an agreement on Wednesday, he said."))
	for _, s := range append([]string{"\x00", "\xff"}, nuisances...) {
		f.Add("a.txt", []byte("Vietnam and Laos"+s+"may sign"+s+"an agreement, he said."+s))
	}
	f.Add("a.txt", []byte("---\npublished: 2025-03-05\n---\nThe two sides did not disclose the cost."))
	f.Add("a.html", []byte("<p>Vietnam and Laos signed an <b>agree</b>ment &amp; met.</p>"))
	f.Add("a.jsonl", []byte(`{"text":"Vietnam and Laos met."}`+"\n"+`{"text":"Laos may sign."}`))
	f.Fuzz(func(t *testing.T, name string, b []byte) { checkReading(t, name, b) })
}
