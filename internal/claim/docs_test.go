package claim

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
	"example.org/rapporteur/internal/lang/show"
)

// drawing draws the tree of a sentence over its items, each with its relation.
func drawing(s *sentence) string {
	tokens := make([]lang.Token, len(s.items))
	for i := range tokens {
		tokens[i].Head = s.tree.head[i]
	}
	var b strings.Builder
	for _, r := range show.Rows(lang.Sentence{Tokens: tokens}) {
		left := r.Lead + s.items[r.Token].text
		fmt.Fprintf(&b, "%s%s  %s\n", left, strings.Repeat(" ", max(0, 34-utf8.RuneCountInString(left))), s.tree.rel[r.Token])
	}
	return b.String()
}

// TestManual holds the sentence that docs/claims.md takes through every step to
// what the program makes of it.
func TestManual(t *testing.T) {
	b, err := os.ReadFile("../../docs/claims.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(b), "\n> ")
	text, _, ok := strings.Cut(after, "\n")
	if !ok {
		t.Fatal("the manual has no sentence behind \"> \"")
	}
	rd := prepared(t, text)
	if want := drawing(rd.sentences[0]); !strings.Contains(string(b), want) {
		t.Errorf("the tree of the manual's sentence is\n%s", want)
	}
	for _, c := range ofKind(readText(t, text), rapporteur.KindCommitment) {
		j, err := json.MarshalIndent(c, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(b), string(j)) {
			t.Errorf("the claim of the manual's sentence is\n%s", j)
		}
	}
}
