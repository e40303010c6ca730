package main

import (
	"example.org/rapporteur/internal/lang/lemma"
	"example.org/rapporteur/internal/lang/model"
	"example.org/rapporteur/internal/lang/train/net"
)

// export turns the averaged weights into a model file.
func (k *coder) export(n *net.Net, mix []float32, note string) ([]byte, error) {
	n.UseAverage()
	defer n.UseAverage()
	layer := func(w, b *net.Param) model.Matrix {
		m := model.Matrix{In: w.Rows, Out: w.Cols, Data: w.W}
		if b != nil {
			m.Bias = b.W
		}
		return m
	}
	s := model.Spec{
		UPOS: k.upos, XPOS: k.xpos, Rels: k.rels,
		VectorHashes: k.vectors.Hashes, Vectors: k.vectors.Rows, VectorDim: n.VectorDim, VectorStep: vectorStep,
		WordHashes: k.words, Words: n.Words.W, WordDim: n.WordDim, Spell: n.Spells.W, SpellDim: n.SpellDim,
		Input: layer(n.In, n.InB), Heads: layer(n.Head, n.HeadB),
		TagU: layer(n.UPOSW, n.UPOSB), TagX: layer(n.XPOSW, n.XPOSB), Names: mixNames(n, mix),
		Arc: layer(n.ArcW, nil), Distance: layer(n.Dist, n.DistB), ArcRoot: n.ArcRoot.W,
		RelRoot: n.RelRoot.W, RelBias: n.RelB.W, RelOut: layer(n.RelOut, n.RelOuB),
		Note: note, Licence: "CC BY-SA 4.0",
	}
	for i := range n.Layer {
		s.Layers = append(s.Layers, layer(n.Layer[i], n.LayerB[i]))
	}
	return model.Build(s)
}

// mixNames folds the shared name head and a weighted part of each guideline's own into one.
func mixNames(n *net.Net, mix []float32) model.Matrix {
	fold := func(p *net.Param) []float32 {
		out := make([]float32, p.Rows*n.Names)
		for r := range p.Rows {
			row, dst := p.W[r*p.Cols:(r+1)*p.Cols], out[r*n.Names:(r+1)*n.Names]
			copy(dst, row)
			for g, by := range mix {
				for j := range dst {
					dst[j] += by * row[n.Names*(1+g)+j]
				}
			}
		}
		return out
	}
	return model.Matrix{In: n.NameW.Rows, Out: n.Names, Data: fold(n.NameW), Bias: fold(n.NameB)}
}

// learnLemmas makes the lemma table of the treebanks.
func learnLemmas(c *corpus) *lemma.Table {
	var samples []lemma.Sample
	for _, s := range c.Trees {
		for _, w := range s.Words {
			samples = append(samples, lemma.Sample{Form: w.Form, Lemma: w.Lemma, UPOS: w.UPOS, XPOS: w.XPOS})
		}
	}
	return lemma.Learn(samples)
}
