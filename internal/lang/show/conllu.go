// Package show writes what the engine sees in a text: as CoNLL-U for programs
// and as an indented tree for people.
package show

import (
	"fmt"
	"strings"

	"example.org/rapporteur/internal/lang"
	"example.org/rapporteur/internal/lang/treebank"
)

// CoNLLU returns the analysed sentences of a text called name; those that belong
// to the page are left out. MISC holds, as far as they apply, Name with the IOB2
// tag of a name, SpaceAfter=No, and TokenRange with the place of the token in
// code points of the whole text, as UDPipe writes it.
func CoNLLU(name string, a lang.Analysis) []treebank.Sentence {
	name = strings.Join(strings.Fields(name), " ")
	var out []treebank.Sentence
	paragraph := -1
	for _, s := range a.Sentences {
		if s.Furniture {
			continue
		}
		v := treebank.Sentence{Words: words(a, s)}
		comment := func(format string, args ...any) { v.Comments = append(v.Comments, "# "+fmt.Sprintf(format, args...)) }
		if len(out) == 0 {
			comment("newdoc id = %s", name)
		}
		if s.Paragraph != paragraph {
			comment("newpar")
			paragraph = s.Paragraph
		}
		comment("sent_id = %s-%d", name, len(out)+1)
		if s.Headline {
			comment("headline = yes")
		}
		comment("text = %s", line(v.Words))
		out = append(out, v)
	}
	return out
}

// line is the text that the words' SpaceAfter tells: one space where the text has any.
func line(words []treebank.Word) string {
	var b strings.Builder
	for i, w := range words {
		b.WriteString(w.Form)
		if i < len(words)-1 && !strings.Contains(w.Misc, noSpace) {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

const noSpace = "SpaceAfter=No"

func words(a lang.Analysis, s lang.Sentence) []treebank.Word {
	tags := s.NameTags()
	out := make([]treebank.Word, len(s.Tokens))
	for i, t := range s.Tokens {
		var misc []string
		if tags[i] != lang.Outside {
			misc = append(misc, "Name="+tags[i])
		}
		if i+1 < len(s.Tokens) && t.Span.End() == s.Tokens[i+1].Span.Start() {
			misc = append(misc, noSpace)
		}
		q := a.Text.Quote(t.Span)
		misc = append(misc, fmt.Sprintf("TokenRange=%d:%d", q.Start(), q.End()))
		out[i] = treebank.Word{
			Form: a.Text.Slice(t.Span), Lemma: t.Lemma, UPOS: t.UPOS, XPOS: t.XPOS,
			Head: t.Head + 1, Rel: t.Rel, Misc: strings.Join(misc, "|"),
		}
	}
	return out
}

// A Parser analyses sentences whose words are given.
type Parser interface {
	AnalyseWords(words []string) (tokens []lang.Token, names []string)
}

// Again replaces the annotation of a sentence by the parser's. Of what stood in
// MISC only SpaceAfter=No stays, which is of the text and no annotation.
func Again(p Parser, s *treebank.Sentence) {
	tokens, names := p.AnalyseWords(s.Forms())
	for i, t := range tokens {
		s.SetParse(i, t.Lemma, t.UPOS, t.XPOS, t.Head+1, t.Rel)
		w := &s.Words[i]
		var misc []string
		if names[i] != lang.Outside {
			misc = append(misc, "Name="+names[i])
		}
		for _, m := range strings.Split(w.Misc, "|") {
			if m == noSpace {
				misc = append(misc, m)
			}
		}
		w.Feats, w.Deps, w.Misc = "", "", strings.Join(misc, "|")
	}
}
