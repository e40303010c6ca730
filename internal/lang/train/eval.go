package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"example.org/rapporteur/internal/lang/lemma"
	"example.org/rapporteur/internal/lang/model"
	"example.org/rapporteur/internal/lang/treebank"
)

// tests are the files a finished model is measured on.
var tests = []string{
	"ud/gum_dev.conllu", "ud/ewt_test.conllu", "ud/gum_test.conllu", "ud/pud_news.conllu", "ud/pud_wiki.conllu",
	"ner/gum_dev.tsv", "ner/u_ewt_test.tsv", "ner/u_pud.tsv", "ner/cn_pol_test.tsv", "ner/gum_test.tsv",
}

// A result is the score of a finished model on one file, in percent.
type result struct {
	Path                        string
	Words                       int
	UPOS, XPOS, Lemma, UAS, LAS float64 // trees
	Names                       float64 // names: F1
	WordsPerSecond              float64
}

// evaluate measures a model file on all tests in dir and, when out is given,
// writes what the model says to files of the same names there.
func evaluate(m *model.Model, lemmas *lemma.Table, dir, out string, progress io.Writer) ([]result, error) {
	var all []result
	for _, path := range tests {
		data, err := open(dir, path)
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		var said bytes.Buffer
		r := result{Path: path}
		if strings.HasSuffix(path, ".conllu") {
			err = evaluateTrees(m, lemmas, data, &r, &said)
		} else {
			err = evaluateNames(m, data, &r, &said)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		fmt.Fprintln(progress, r)
		all = append(all, r)
		if out != "" {
			name := filepath.Join(out, filepath.Base(path))
			if err := os.WriteFile(name, said.Bytes(), 0o644); err != nil {
				return nil, fmt.Errorf("write predictions: %w", err)
			}
		}
	}
	return all, nil
}

func (r result) String() string {
	if r.UPOS == 0 {
		return fmt.Sprintf("%-20s words %6d  names F1 %.1f  (%.0f words/s)", r.Path, r.Words, r.Names, r.WordsPerSecond)
	}
	return fmt.Sprintf("%-20s words %6d  UPOS %.2f  XPOS %.2f  lemma %.2f  UAS %.2f  LAS %.2f  (%.0f words/s)", r.Path, r.Words, r.UPOS, r.XPOS, r.Lemma, r.UAS, r.LAS, r.WordsPerSecond)
}

func evaluateTrees(m *model.Model, lemmas *lemma.Table, data []byte, r *result, said io.Writer) error {
	trees, err := treebank.ReadCoNLLU(bytes.NewReader(data))
	if err != nil {
		return err
	}
	var upos, xpos, right, uas, las int
	var p model.Result
	var spent time.Duration
	for i := range trees {
		forms := trees[i].Forms()
		start := time.Now()
		m.Parse(&p, forms)
		spent += time.Since(start)
		for j, w := range p.Words {
			g := trees[i].Words[j]
			r.Words++
			upos += one(w.UPOS == g.UPOS)
			xpos += one(w.XPOS == g.XPOS)
			uas += one(w.Head == g.Head)
			las += one(w.Head == g.Head && base(w.Rel) == base(g.Rel))
			l := lemmas.Lookup(g.Form, w.UPOS, w.XPOS)
			right += one(strings.EqualFold(l, g.Lemma))
			trees[i].SetParse(j, l, w.UPOS, w.XPOS, w.Head, w.Rel)
		}
	}
	pct := func(n int) float64 { return 100 * float64(n) / float64(r.Words) }
	r.UPOS, r.XPOS, r.Lemma, r.UAS, r.LAS = pct(upos), pct(xpos), pct(right), pct(uas), pct(las)
	r.WordsPerSecond = float64(r.Words) / spent.Seconds()
	return treebank.WriteCoNLLU(said, trees)
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func evaluateNames(m *model.Model, data []byte, r *result, said io.Writer) error {
	tagged, err := treebank.ReadIOB(bytes.NewReader(data))
	if err != nil {
		return err
	}
	var p model.Result
	var s spanScore
	var spent time.Duration
	for i := range tagged {
		t := &tagged[i]
		start := time.Now()
		m.Parse(&p, t.Tokens)
		spent += time.Since(start)
		gold := model.FromIOB(t.Tags)
		for j, w := range p.Words {
			t.Tags[j] = w.Name
		}
		s.add(gold, model.FromIOB(t.Tags))
		r.Words += len(t.Tokens)
	}
	r.Names = s.f1()
	r.WordsPerSecond = float64(r.Words) / spent.Seconds()
	return treebank.WriteIOB(said, tagged)
}
