package show

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
)

// A Row is a token in the order of the tree: each word before those that depend
// on it, these in the order of the text.
type Row struct {
	Token int    // index in the sentence
	Lead  string // lines of the tree that stand before the word
}

// Rows returns the tokens of an analysed sentence in the order of its tree.
func Rows(s lang.Sentence) []Row {
	below := make([][]int, len(s.Tokens)+1)
	for i, t := range s.Tokens {
		below[t.Head+1] = append(below[t.Head+1], i) // the root hangs from 0
	}
	rows := make([]Row, 0, len(s.Tokens))
	var add func(i int, lead, inner string)
	add = func(i int, lead, inner string) {
		rows = append(rows, Row{i, lead})
		children := below[i+1]
		for n, c := range children {
			if n == len(children)-1 {
				add(c, inner+"└─ ", inner+"   ")
			} else {
				add(c, inner+"├─ ", inner+"│  ")
			}
		}
	}
	for _, i := range below[0] {
		add(i, "", "")
	}
	return rows
}

// Tree writes every sentence with the tree of its words and its names. clean is
// applied to all that is of the text.
func Tree(w io.Writer, a lang.Analysis, clean func(string) string) error {
	out := bufio.NewWriter(w)
	slice := func(s rapporteur.Span) string { return clean(a.Text.Slice(s)) }
	for n, s := range a.Sentences {
		fmt.Fprintf(out, "%d  paragraph %d%s\n   %s\n", n+1, s.Paragraph+1, kind(s), slice(s.Span))
		if d := s.Dateline; d != (rapporteur.Span{}) {
			fmt.Fprintf(out, "   dateline: %s\n", slice(d))
		}
		if !s.Furniture {
			table(out, a.Text, s, clean)
			for _, name := range s.Names {
				fmt.Fprintf(out, "   %s  %s\n", name.Kind, slice(name.Span))
			}
		}
		out.WriteByte('\n')
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("print the trees: %w", err)
	}
	return nil
}

func kind(s lang.Sentence) string {
	switch {
	case s.Headline:
		return ", a headline"
	case s.Furniture:
		return ", of the page: not analysed"
	}
	return ""
}

// table writes a line for each token, in the order of the tree.
func table(out *bufio.Writer, text rapporteur.Text, s lang.Sentence, clean func(string) string) {
	lines := [][]string{{"#", "word", "relation", "head", "lemma", "tags"}}
	for _, r := range Rows(s) {
		t := s.Tokens[r.Token]
		lines = append(lines, []string{fmt.Sprint(r.Token + 1), r.Lead + clean(text.Slice(t.Span)), t.Rel, fmt.Sprint(t.Head + 1), clean(t.Lemma), t.UPOS + " " + t.XPOS})
	}
	widths := make([]int, len(lines[0]))
	for _, l := range lines {
		for i, c := range l {
			widths[i] = max(widths[i], utf8.RuneCountInString(c))
		}
	}
	for _, l := range lines {
		var b strings.Builder
		b.WriteString("   ")
		for i, c := range l {
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c))
			if i == 0 { // numbers stand to the right
				c, pad = pad+c, ""
			}
			b.WriteString(c + pad + "  ")
		}
		out.WriteString(strings.TrimRight(b.String(), " ") + "\n")
	}
}
