package view

import (
	"cmp"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
)

// A Sentence is one sentence of a document as the language engine sees it.
type Sentence struct {
	Doc   rapporteur.DocID `json:"doc"`
	Title string           `json:"title"` // of the document
	// Number counts from 1 to Of.
	Number int                  `json:"number"`
	Of     int                  `json:"of"`
	Start  rapporteur.CodePoint `json:"start"` // in the whole text
	End    rapporteur.CodePoint `json:"end"`
	Text   string               `json:"text"`
	// Headline and Furniture are those of package lang. Furniture has no tree.
	Headline  bool            `json:"headline,omitempty"`
	Furniture bool            `json:"furniture,omitempty"`
	Dateline  string          `json:"dateline,omitempty"`
	Tokens    []Token         `json:"tokens"`
	Names     []NamedValue    `json:"names"` // Name is PER, LOC or ORG
	Claims    []SentenceClaim `json:"claims"`
}

// A Token is a word or mark with its place in the tree.
type Token struct {
	Number   int    `json:"number"` // counted from 1
	Word     string `json:"word"`
	Lemma    string `json:"lemma,omitempty"`
	UPOS     string `json:"upos,omitempty"`
	XPOS     string `json:"xpos,omitempty"`
	Head     int    `json:"head"` // the number of the token it depends on, 0 for the root
	Relation string `json:"relation,omitempty"`
	Name     string `json:"name,omitempty"` // IOB2 tag, empty outside of names
}

// A SentenceClaim is a claim whose quote shares words with the sentence.
type SentenceClaim struct {
	Anchor
	Kind rapporteur.Kind   `json:"kind"`
	Rule rapporteur.RuleID `json:"rule"`
	Why  []rapporteur.Cue  `json:"why,omitempty"`
}

// NewSentence returns sentence number n of so many of a document, as it was
// analysed, with those of the claims that share words with it.
func NewSentence(doc rapporteur.Document, s lang.Sentence, n, of int, claims []rapporteur.Claim) *Sentence {
	q := doc.Text.Quote(s.Span)
	v := &Sentence{
		Doc: doc.ID, Title: cmp.Or(doc.Title, doc.Name, "untitled"), Number: n, Of: of,
		Start: q.Start(), End: q.End(), Text: q.Exact(), Headline: s.Headline, Furniture: s.Furniture,
		Tokens: []Token{}, Names: []NamedValue{}, Claims: []SentenceClaim{},
	}
	if s.Dateline != (rapporteur.Span{}) {
		v.Dateline = doc.Text.Slice(s.Dateline)
	}
	tags := s.NameTags()
	for i, t := range s.Tokens {
		if tags[i] == lang.Outside {
			tags[i] = ""
		}
		v.Tokens = append(v.Tokens, Token{
			Number: i + 1, Word: doc.Text.Slice(t.Span), Lemma: t.Lemma, UPOS: t.UPOS, XPOS: t.XPOS,
			Head: t.Head + 1, Relation: t.Rel, Name: tags[i],
		})
	}
	for _, n := range s.Names {
		v.Names = append(v.Names, NamedValue{Name: string(n.Kind), Value: doc.Text.Slice(n.Span)})
	}
	for _, c := range claims {
		if c.Quote.Start() < v.End && v.Start < c.Quote.End() {
			v.Claims = append(v.Claims, SentenceClaim{Anchor{Claim: c.ID, Doc: doc.ID}, c.Kind, c.Rule, c.Cues})
		}
	}
	slices.SortFunc(v.Claims, func(a, b SentenceClaim) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Claim, b.Claim))
	})
	return v
}
