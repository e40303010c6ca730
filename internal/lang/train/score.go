package main

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"example.org/rapporteur/internal/lang/model"
	"example.org/rapporteur/internal/lang/train/net"
	"example.org/rapporteur/internal/lang/treebank"
)

var nameTags = len(model.NameTags)

// A development file is measured with the float network during training.
var development = []struct {
	path  string
	guide int
}{{"ud/gum_dev.conllu", -1}, {"ner/gum_dev.tsv", 1}}

// scoreFloat prints the scores of the averaged float weights on the development files.
func (k *coder) scoreFloat(n *net.Net, dir string, out io.Writer) error {
	n.UseAverage()
	defer n.UseAverage()
	w := net.NewWorker(n, net.Dropout{})
	for _, f := range development {
		data, err := open(dir, f.path)
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return err
		}
		if f.guide < 0 {
			trees, err := treebank.ReadCoNLLU(bytes.NewReader(data))
			if err != nil {
				return fmt.Errorf("%s: %w", f.path, err)
			}
			var sum [5]int
			for i := range trees {
				e := k.tree(&trees[i])
				p := w.Predict([]*net.Example{e}, -1)[0]
				for j := range e.Word {
					sum[0]++
					if p.UPOS[j] == e.UPOS[j] {
						sum[1]++
					}
					if p.XPOS[j] == e.XPOS[j] {
						sum[2]++
					}
					if p.Head[j] == e.Head[j] {
						sum[3]++
						if base(k.rels[p.Rel[j]]) == base(trees[i].Words[j].Rel) {
							sum[4]++
						}
					}
				}
			}
			pct := func(i int) float64 { return 100 * float64(sum[i]) / float64(sum[0]) }
			fmt.Fprintf(out, "  %-18s UPOS %.2f  XPOS %.2f  UAS %.2f  LAS %.2f\n", f.path, pct(1), pct(2), pct(3), pct(4))
			continue
		}
		tagged, err := treebank.ReadIOB(bytes.NewReader(data))
		if err != nil {
			return fmt.Errorf("%s: %w", f.path, err)
		}
		var s spanScore
		for _, t := range tagged {
			e := k.tagged(t, f.guide)
			p := w.Predict([]*net.Example{e}, f.guide)[0]
			tags := make([]int32, len(e.Word))
			model.Names(p.NameScores, len(e.Word), make([]uint8, len(p.NameScores)), tags)
			s.add(e.Name, tags)
		}
		fmt.Fprintf(out, "  %-18s names F1 %.1f\n", f.path, s.f1())
	}
	return nil
}

// base is a relation without its subtype.
func base(rel string) string {
	for i := range rel {
		if rel[i] == ':' {
			return rel[:i]
		}
	}
	return rel
}

// A spanScore counts names with exact bounds and kind.
type spanScore struct{ gold, found, right int }

func (s *spanScore) add(gold, found []int32) {
	g, f := spans(gold), spans(found)
	s.gold += len(g)
	s.found += len(f)
	for x := range f {
		if g[x] {
			s.right++
		}
	}
}

func (s *spanScore) f1() float64 { return 200 * float64(s.right) / float64(max(1, s.gold+s.found)) }

// spans lists names as first word, last word and kind.
func spans(tags []int32) map[[3]int]bool {
	out := map[[3]int]bool{}
	start := 0
	for i, t := range tags {
		if t == 0 {
			continue
		}
		part := (t - 1) % 4
		if part == 0 || part == 3 {
			start = i
		}
		if part >= 2 {
			out[[3]int{start, i, int(t-1) / 4}] = true
		}
	}
	return out
}
