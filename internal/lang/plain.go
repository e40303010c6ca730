package lang

import "example.org/rapporteur"

// MaxTokens is the number of tokens above which a sentence is cut, at the last
// clause mark that leaves a useful rest. Parsers need memory in the square of a
// sentence's length; nothing that long is a sentence, but a table or a damaged page.
const MaxTokens = 2000

// Plain is an analyser without a model: it finds the language, the sentences and
// the tokens, and leaves tags and trees empty. A text in another language than
// English has no sentences. A text whose language cannot be told is read as English.
type Plain struct{}

// Analyse reads a text. See Split, Tokenise and Language.
func (Plain) Analyse(t rapporteur.Text) Analysis {
	a := Analysis{Text: t, Language: Language(t.String())}
	if a.Language != "" && a.Language != English {
		return a
	}
	sentences := Split(t)
	k := tokeniser{text: t, s: t.String(), abbreviations: loadAbbreviations()}
	k.out = make([]Token, 0, len(k.s)/5+4)
	a.Sentences = make([]Sentence, 0, len(sentences))
	for _, s := range sentences {
		from := len(k.out)
		k.sentence(s.Span)
		tokens := k.out[from:len(k.out):len(k.out)]
		for len(tokens) > MaxTokens {
			n := clauseEnd(t, tokens[:MaxTokens])
			head := s
			head.Tokens = tokens[:n:n]
			head.Span = spanOf(t, int(s.Span.Start()), int(tokens[n-1].Span.End()))
			a.Sentences = append(a.Sentences, head)
			tokens = tokens[n:]
			s.Span = spanOf(t, int(tokens[0].Span.Start()), int(s.Span.End()))
			s.Dateline = rapporteur.Span{}
		}
		s.Tokens = tokens
		a.Sentences = append(a.Sentences, s)
	}
	return a
}

// clauseEnd returns how many of the tokens end with the last clause mark in their
// second half, or all of them.
func clauseEnd(t rapporteur.Text, tokens []Token) int {
	for i := len(tokens) - 1; i > len(tokens)/2; i-- {
		switch t.Slice(tokens[i].Span) {
		case ";", ",", ":", "—", "–", "--", ".", "|":
			return i + 1
		}
	}
	return len(tokens)
}
