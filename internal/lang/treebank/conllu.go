// Package treebank reads and writes annotated text: dependency trees in CoNLL-U
// and name tags in two-column IOB lines.
package treebank

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A Word is one syntactic word of a sentence, a CoNLL-U line with a whole number as its ID.
type Word struct {
	Form, Lemma  string
	UPOS, XPOS   string
	Feats        string
	Head         int // position of the governor, counted from 1; 0 is the root of the sentence
	Rel          string
	Deps, Misc   string
	before       []string // lines that stand before this word: multi-word tokens and empty nodes
	unparsedHead bool     // the head column was "_"
}

// A Sentence is a list of words with the comment lines above them (each starts with "#").
type Sentence struct {
	Comments []string
	Words    []Word
	after    []string // empty nodes after the last word
}

// Forms lists the word forms in order.
func (s *Sentence) Forms() []string {
	forms := make([]string, len(s.Words))
	for i := range s.Words {
		forms[i] = s.Words[i].Form
	}
	return forms
}

// maxLine bounds a line of input: real ones stay far below.
const maxLine = 1 << 20

// ReadCoNLLU reads all sentences of r. Multi-word tokens and empty nodes are kept
// for WriteCoNLLU, but are not words. Errors name the line.
func ReadCoNLLU(r io.Reader) ([]Sentence, error) {
	var (
		all  []Sentence
		s    Sentence
		held []string
	)
	end := func(line int) error {
		if len(s.Words) == 0 {
			if len(held) > 0 {
				return fmt.Errorf("treebank: line %d: a sentence has no words", line)
			}
			s.Comments = s.Comments[:0:0]
			return nil
		}
		for i, w := range s.Words {
			if w.Head > len(s.Words) {
				return fmt.Errorf("treebank: line %d: word %d has head %d, but the sentence ends at word %d", line, i+1, w.Head, len(s.Words))
			}
		}
		s.after = held
		all = append(all, s)
		s, held = Sentence{}, nil
		return nil
	}
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, maxLine)
	n := 0
	for sc.Scan() {
		n++
		line := strings.TrimSuffix(sc.Text(), "\r")
		switch {
		case strings.TrimSpace(line) == "":
			if err := end(n); err != nil {
				return nil, err
			}
		case strings.HasPrefix(line, "#") && !strings.Contains(line, "\t") && len(s.Words) == 0:
			s.Comments = append(s.Comments, line)
		default:
			id, _, _ := strings.Cut(line, "\t")
			if strings.ContainsAny(id, "-.") {
				held = append(held, line)
				continue
			}
			w, err := parseWord(line, len(s.Words)+1)
			if err != nil {
				return nil, fmt.Errorf("treebank: line %d: %w", n, err)
			}
			w.before, held = held, nil
			s.Words = append(s.Words, w)
		}
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("treebank: after line %d: %w", n, err)
	}
	if err := end(n); err != nil {
		return nil, err
	}
	return all, nil
}

func parseWord(line string, position int) (Word, error) {
	c := strings.Split(line, "\t")
	if len(c) != 10 {
		return Word{}, fmt.Errorf("%d columns where CoNLL-U has 10, separated by tabs", len(c))
	}
	if c[0] != strconv.Itoa(position) {
		return Word{}, fmt.Errorf("word number %q where %d is due", c[0], position)
	}
	if c[1] == "" {
		return Word{}, fmt.Errorf("word %d has an empty form", position)
	}
	w := Word{Form: c[1], Lemma: c[2], UPOS: c[3], XPOS: c[4], Feats: c[5], Rel: c[7], Deps: c[8], Misc: c[9]}
	if c[6] == "_" {
		w.unparsedHead = true
		return w, nil
	}
	head, err := strconv.Atoi(c[6])
	if err != nil || head < 0 {
		return Word{}, fmt.Errorf("word %d has head %q; a head is 0, the number of a word, or _", position, c[6])
	}
	w.Head = head
	return w, nil
}

// Parsed tells whether every word has a head.
func (s *Sentence) Parsed() bool {
	for i := range s.Words {
		if s.Words[i].unparsedHead {
			return false
		}
	}
	return len(s.Words) > 0
}

// WriteCoNLLU writes sentences as ReadCoNLLU reads them. Empty columns become "_".
func WriteCoNLLU(w io.Writer, sentences []Sentence) error {
	out := bufio.NewWriter(w)
	for i := range sentences {
		s := &sentences[i]
		for _, c := range s.Comments {
			out.WriteString(c)
			out.WriteByte('\n')
		}
		for j := range s.Words {
			v := &s.Words[j]
			writeLines(out, v.before)
			head := strconv.Itoa(v.Head)
			if v.unparsedHead {
				head = "_"
			}
			columns := [...]string{strconv.Itoa(j + 1), v.Form, v.Lemma, v.UPOS, v.XPOS, v.Feats, head, v.Rel, v.Deps, v.Misc}
			for k, c := range columns {
				if k > 0 {
					out.WriteByte('\t')
				}
				if c == "" {
					c = "_"
				}
				out.WriteString(c)
			}
			out.WriteByte('\n')
		}
		writeLines(out, s.after)
		out.WriteByte('\n')
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("treebank: write CoNLL-U: %w", err)
	}
	return nil
}

func writeLines(out *bufio.Writer, lines []string) {
	for _, l := range lines {
		out.WriteString(l)
		out.WriteByte('\n')
	}
}

// SetParse replaces the analysis of word i (counted from 0); head is 0 for the root or counted from 1.
func (s *Sentence) SetParse(i int, lemma, upos, xpos string, head int, rel string) {
	w := &s.Words[i]
	w.Lemma, w.UPOS, w.XPOS, w.Head, w.Rel, w.unparsedHead = lemma, upos, xpos, head, rel, false
}
