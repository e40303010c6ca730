package lang

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang/lemma"
	"example.org/rapporteur/internal/lang/model"
)

// Full is the analyser with the trained model: it finds what Plain finds, and
// fills lemma, tags, head and relation of every token and the names of every
// sentence. What belongs to the page is not analysed. Every sentence that is
// analysed has one root; a dateline hangs from it as parataxis, and so do the
// later parts of a sentence of more than model.MaxWords tokens.
//
// A Full is safe for concurrent use.
type Full struct {
	model  *model.Model
	lemmas *lemma.Table
	free   sync.Pool // of *workspace
}

// A workspace is what one running analysis needs beside its result.
type workspace struct {
	words  []string
	result model.Result
}

var english = sync.OnceValues(func() (*Full, error) {
	m, err := model.English()
	if err != nil {
		return nil, fmt.Errorf("load the language model of this program: %w", err)
	}
	l, err := lemma.English()
	if err != nil {
		return nil, fmt.Errorf("load the lemmas of this program: %w", err)
	}
	return &Full{model: m, lemmas: l, free: sync.Pool{New: func() any { return new(workspace) }}}, nil
})

// NewFull returns the analyser with the model that comes with the program, which
// is checked and made ready at the first call. An error means that the program
// was damaged.
func NewFull() (*Full, error) { return english() }

// Analyse reads a text.
func (f *Full) Analyse(t rapporteur.Text) Analysis {
	a := Plain{}.Analyse(t)
	w := f.free.Get().(*workspace)
	defer f.free.Put(w)
	for i := range a.Sentences {
		f.sentence(w, t, &a.Sentences[i])
	}
	clear(w.words) // they hold on to the text
	return a
}

// Sentence returns one sentence that Plain found in a text as Analyse would,
// without the work of the others.
func (f *Full) Sentence(t rapporteur.Text, s Sentence) Sentence {
	w := f.free.Get().(*workspace)
	defer f.free.Put(w)
	s.Tokens = slices.Clone(s.Tokens)
	f.sentence(w, t, &s)
	clear(w.words)
	return s
}

// AnalyseWords reads the words of one sentence of which there is no text. The
// spans of the tokens are empty; tags holds an IOB2 tag of PER, LOC or ORG, or O,
// for each word.
func (f *Full) AnalyseWords(words []string) (tokens []Token, tags []string) {
	w := f.free.Get().(*workspace)
	defer f.free.Put(w)
	tokens, tags = make([]Token, len(words)), make([]string, len(words))
	f.fill(w, tokens, words, 0)
	for i, r := range w.result.Words {
		tags[i] = r.Name
	}
	return tokens, tags
}

// sentence fills the tokens and names of s. The dateline is read by itself: the
// clause after it does not depend on it.
func (f *Full) sentence(w *workspace, t rapporteur.Text, s *Sentence) {
	if s.Furniture {
		return
	}
	w.words = w.words[:0]
	dateline := 0
	for i, token := range s.Tokens {
		w.words = append(w.words, t.Slice(token.Span))
		if s.Dateline.Covers(token.Span) {
			dateline = i + 1
		}
	}
	if dateline == len(s.Tokens) {
		dateline = 0
	}
	f.part(w, s, 0, dateline)
	f.part(w, s, dateline, len(s.Tokens))
	root := -1
	for i := len(s.Tokens) - 1; i >= 0; i-- { // that of the clause is the last
		switch {
		case s.Tokens[i].Head >= 0:
		case root < 0:
			root = i
		default:
			s.Tokens[i].Head, s.Tokens[i].Rel = root, "parataxis"
		}
	}
}

// part reads tokens [from, to) of a sentence.
func (f *Full) part(w *workspace, s *Sentence, from, to int) {
	if from == to {
		return
	}
	f.fill(w, s.Tokens[from:to], w.words[from:to], from)
	var kind NameKind
	first := -1
	end := func(i int) {
		if first >= 0 {
			s.Names = append(s.Names, Name{s.Tokens[first].Span.Through(s.Tokens[i-1].Span), kind})
			first = -1
		}
	}
	for i, r := range w.result.Words {
		if !strings.HasPrefix(r.Name, "I-") {
			end(from + i)
		}
		if k, begins := strings.CutPrefix(r.Name, "B-"); begins {
			first, kind = from+i, NameKind(k)
		}
	}
	end(to)
}

// fill analyses words into tokens, which begin at place from of their sentence.
func (f *Full) fill(w *workspace, tokens []Token, words []string, from int) {
	f.model.Parse(&w.result, words)
	for i, r := range w.result.Words {
		t := &tokens[i]
		t.UPOS, t.XPOS, t.Rel = r.UPOS, r.XPOS, r.Rel
		t.Lemma = f.lemmas.Lookup(words[i], r.UPOS, r.XPOS)
		t.Head = -1
		if r.Head > 0 {
			t.Head = from + r.Head - 1
		}
	}
}
