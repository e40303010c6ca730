package view_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
	"example.org/rapporteur/internal/link/linktest"
	"example.org/rapporteur/internal/view"
)

func TestSentence(t *testing.T) {
	s := &story{World: linktest.New(t)}
	s.AddDoc("doc", "2025-01-01", "Daily", "Déjà. Ana Sá left. They met.")
	s.add("before", "doc", "Déjà.", question("a"))
	s.add("within", "doc", "Sá left", question("b"))
	s.add("over", "doc", "left. They", question("c"))
	s.add("after", "doc", "They met.", question("d"))
	doc := s.Doc["doc"].Document
	span := func(start, end rapporteur.ByteOffset) rapporteur.Span {
		v, err := doc.Text.Span(start, end)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	sentence := lang.Sentence{Span: span(8, 21), Dateline: span(8, 11), Headline: true, Tokens: []lang.Token{
		{Span: span(8, 11), Lemma: "Ana", UPOS: "PROPN", XPOS: "NNP", Head: 2, Rel: "nsubj"},
		{Span: span(12, 15), Lemma: "Sá", UPOS: "PROPN", XPOS: "NNP", Head: 0, Rel: "flat"},
		{Span: span(16, 20), Lemma: "leave", UPOS: "VERB", XPOS: "VBD", Head: -1, Rel: "root"},
		{Span: span(20, 21), Lemma: ".", UPOS: "PUNCT", XPOS: ".", Head: 2, Rel: "punct"},
	}, Names: []lang.Name{{Span: span(8, 15), Kind: lang.PER}}}
	v := view.NewSentence(doc, sentence, 2, 3, s.In.Claims)
	if v.Text != "Ana Sá left." || v.Start != 6 || v.End != 18 || v.Number != 2 || v.Of != 3 || !v.Headline || v.Dateline != "Ana" {
		t.Errorf("sentence %+v", v)
	}
	want := []view.Token{
		{Number: 1, Word: "Ana", Lemma: "Ana", UPOS: "PROPN", XPOS: "NNP", Head: 3, Relation: "nsubj", Name: "B-PER"},
		{Number: 2, Word: "Sá", Lemma: "Sá", UPOS: "PROPN", XPOS: "NNP", Head: 1, Relation: "flat", Name: "I-PER"},
		{Number: 3, Word: "left", Lemma: "leave", UPOS: "VERB", XPOS: "VBD", Head: 0, Relation: "root"},
		{Number: 4, Word: ".", Lemma: ".", UPOS: "PUNCT", XPOS: ".", Head: 3, Relation: "punct"},
	}
	if diff := cmp.Diff(want, v.Tokens); diff != "" {
		t.Errorf("tokens (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]view.NamedValue{{Name: "PER", Value: "Ana Sá"}}, v.Names); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	got := map[string]bool{}
	for _, c := range v.Claims {
		got[s.named(string(c.Claim))] = true
	}
	if diff := cmp.Diff(map[string]bool{"within": true, "over": true}, got); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
}
