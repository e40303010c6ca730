// Package lang reads English: sentences, tokens and, where an analyser gives
// them, tags and trees.
package lang

import "example.org/rapporteur"

// A Token is one word or mark in UD's sense of a syntactic word. Span always
// addresses the text exactly; a clitic has its own span ("do" "n't").
type Token struct {
	Span rapporteur.Span
	// The fields below are empty, and Head is -1, unless an analyser filled them.
	Lemma string
	UPOS  string
	XPOS  string
	Head  int // index of the head in the sentence, -1 for the root
	Rel   string
}

// A Sentence is a run of tokens. Headline marks the title of a text and the
// headings of its parts. Furniture marks lines that belong to the page and not to
// the report: captions, "read more" links, share buttons.
type Sentence struct {
	Span      rapporteur.Span
	Paragraph int // counted from 0
	// Dateline is the part at the start that says where, when and by whom the
	// report was filed ("HANOI, March 5 (VNA) —"); the zero Span if there is none.
	Dateline  rapporteur.Span
	Tokens    []Token
	Names     []Name // in order and without overlap; nil unless an analyser filled them
	Headline  bool
	Furniture bool
}

// An Analysis is what the engine sees in a text. It is never changed after it was made.
type Analysis struct {
	Text      rapporteur.Text
	Language  string // BCP 47, "" if it cannot be told
	Sentences []Sentence
}

// An Analyser turns a text into an analysis. Implementations are pure and safe
// for concurrent use.
type Analyser interface {
	Analyse(rapporteur.Text) Analysis
}
