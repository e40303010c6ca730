package lemma

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// header opens a table file. After it every line is one of
//
//	word   TAB form   TAB UPOS TAB XPOS TAB lemma
//	ending TAB ending TAB UPOS TAB XPOS TAB bytes to take off TAB bytes to add
//
// XPOS is empty where the finer tag does not matter.
const header = "# Rapporteur lemma table 1"

// Write writes the table in an order that depends on nothing but its content.
// notes become comment lines below the header.
func (t *Table) Write(w io.Writer, notes ...string) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, header)
	for _, n := range notes {
		fmt.Fprintln(out, "# "+n)
	}
	for _, k := range sorted(t.endings) {
		r := t.endings[k]
		fmt.Fprintf(out, "ending\t%s\t%s\t%s\t%d\t%s\n", k.text, k.upos, k.xpos, r.strip, r.add)
	}
	for _, k := range sorted(t.words) {
		fmt.Fprintf(out, "word\t%s\t%s\t%s\t%s\n", k.text, k.upos, k.xpos, t.words[k])
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("lemma: write the table: %w", err)
	}
	return nil
}

func sorted[V any](m map[key]V) []key {
	return slices.SortedFunc(maps.Keys(m), compare)
}

func compare(a, b key) int {
	return cmp.Or(cmp.Compare(a.upos, b.upos), cmp.Compare(a.xpos, b.xpos), cmp.Compare(a.text, b.text))
}

// Read reads what Write wrote. Errors name the line.
func Read(r io.Reader) (*Table, error) {
	t := &Table{words: map[key]string{}, endings: map[key]rule{}}
	sc := bufio.NewScanner(r)
	n := 0
	for sc.Scan() {
		n++
		line := sc.Text()
		if n == 1 && line != header {
			return nil, fmt.Errorf("lemma: the table does not begin with %q: make it anew with go run ./internal/lang/train", header)
		}
		if strings.HasPrefix(line, "#") {
			continue
		}
		if err := t.add(strings.Split(line, "\t")); err != nil {
			return nil, fmt.Errorf("lemma: line %d: %w", n, err)
		}
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("lemma: after line %d: %w", n, err)
	}
	if n == 0 {
		return nil, fmt.Errorf("lemma: the table is empty: make it anew with go run ./internal/lang/train")
	}
	return t, nil
}

func (t *Table) add(columns []string) error {
	switch {
	case columns[0] == "word" && len(columns) == 5:
		t.words[key{columns[1], columns[2], columns[3]}] = columns[4]
	case columns[0] == "ending" && len(columns) == 6:
		strip, err := strconv.Atoi(columns[4])
		if err != nil || strip < 0 || strip > len(columns[1]) {
			return fmt.Errorf("an ending takes off %q bytes of %q", columns[4], columns[1])
		}
		t.endings[key{columns[1], columns[2], columns[3]}] = rule{strip, columns[5]}
		t.longest = max(t.longest, len(columns[1]))
	default:
		return fmt.Errorf("neither a word of 5 columns nor an ending of 6: %q", strings.Join(columns, "\t"))
	}
	return nil
}
