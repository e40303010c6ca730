package treebank

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// A Tagged sentence is a list of tokens with one IOB2 tag each: O, B-X or I-X.
type Tagged struct {
	Tokens, Tags []string
}

// ReadIOB reads lines "token TAB tag"; an empty line ends a sentence. A missing
// tag reads as O. Errors name the line.
func ReadIOB(r io.Reader) ([]Tagged, error) {
	var (
		all []Tagged
		s   Tagged
	)
	end := func() {
		if len(s.Tokens) > 0 {
			all = append(all, s)
		}
		s = Tagged{}
	}
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, maxLine)
	n := 0
	for sc.Scan() {
		n++
		line := strings.TrimSuffix(sc.Text(), "\r")
		if strings.TrimSpace(line) == "" {
			end()
			continue
		}
		token, tag, ok := strings.Cut(line, "\t")
		if !ok {
			tag = "O"
		}
		if token == "" {
			return nil, fmt.Errorf("treebank: line %d: the token is empty", n)
		}
		if tag != "O" && !strings.HasPrefix(tag, "B-") && !strings.HasPrefix(tag, "I-") {
			return nil, fmt.Errorf("treebank: line %d: tag %q is not O, B-… or I-…", n, tag)
		}
		s.Tokens = append(s.Tokens, token)
		s.Tags = append(s.Tags, tag)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("treebank: after line %d: %w", n, err)
	}
	end()
	return all, nil
}

// WriteIOB writes sentences as ReadIOB reads them.
func WriteIOB(w io.Writer, sentences []Tagged) error {
	out := bufio.NewWriter(w)
	for _, s := range sentences {
		for i, t := range s.Tokens {
			fmt.Fprintf(out, "%s\t%s\n", t, s.Tags[i])
		}
		out.WriteByte('\n')
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("treebank: write IOB lines: %w", err)
	}
	return nil
}
