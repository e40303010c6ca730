package net

import (
	"example.org/rapporteur/internal/lang/model"
	"example.org/rapporteur/internal/lang/train/gemm"
)

// forward computes everything up to the scores of arcs; relations follow the heads.
func (w *Worker) forward(batch []*Example) {
	n := w.net
	w.used = 0
	w.off = append(w.off[:0], 0)
	for _, e := range batch {
		w.off = append(w.off, w.off[len(w.off)-1]+len(e.Word))
	}
	t, d := w.off[len(batch)], n.Hidden
	if w.zeros == nil {
		w.zeros = make([]float32, d)
	}
	w.state = state{t: t}
	w.input(batch)
	w.h = [][]float32{w.linear(t, gemm.Dense(w.x0, n.Input()), n.In, n.InB)}
	for l := range n.Layers {
		x := w.dropUnits(w.h[l], d)
		u := w.linear(t, gemm.Dense(x, d), n.Layer[l], n.LayerB[l])
		c, h := w.take(t*d), w.take(t*d)
		for i := range batch {
			a, b := w.off[i], w.off[i+1]
			forward(b-a, d, u[a*3*d:b*3*d], w.h[l][a*d:b*d], c[a*d:b*d], h[a*d:b*d], w.zeros)
		}
		w.u, w.c, w.h = append(w.u, u), append(w.c, c), append(w.h, h)
	}
	w.hd = w.dropUnits(w.h[n.Layers], d)
	w.heads()
	w.arcScores()
}

// input gathers word vectors, learned words and spelling sums.
func (w *Worker) input(batch []*Example) {
	n := w.net
	width := n.Input()
	w.x0 = w.zeroed(w.t * width)
	w.keep, w.wordRow = make([]bool, w.t), make([]int32, w.t)
	i := 0
	for _, e := range batch {
		start := int32(0)
		for j := range e.Word {
			row := w.x0[i*width : (i+1)*width]
			w.keep[i] = e.Vector[j] >= 0 && !(w.train && w.chance(w.drop.Vector))
			if w.keep[i] {
				v := int(e.Vector[j])
				copy(row, n.Vectors[v*n.VectorDim:(v+1)*n.VectorDim])
			}
			w.wordRow[i] = e.Word[j]
			if w.train && w.chance(float32(e.Rare[j])/256) {
				w.wordRow[i] = 0
			}
			k := int(w.wordRow[i])
			copy(row[n.VectorDim:], n.Words.W[k*n.WordDim:(k+1)*n.WordDim])
			spell := row[n.VectorDim+n.WordDim:]
			for _, f := range e.Spell[start:e.SpellEnd[j]] {
				addTo(spell, n.Spells.W[int(f)*n.SpellDim:int(f+1)*n.SpellDim])
			}
			start = e.SpellEnd[j]
			i++
		}
	}
	if w.train && w.drop.Input > 0 {
		w.mask0 = w.take(len(w.x0))
		w.mask(w.mask0, w.drop.Input)
		multiply(w.x0, w.mask0)
	}
}

// dropUnits applies one mask of d units to all words of each sentence.
func (w *Worker) dropUnits(x []float32, d int) []float32 {
	if !w.train || w.drop.Layer == 0 {
		w.masks = append(w.masks, nil)
		return x
	}
	s := len(w.off) - 1
	m := w.take(s * d)
	w.mask(m, w.drop.Layer)
	w.masks = append(w.masks, m)
	y := w.take(len(x))
	copy(y, x)
	w.applyMask(y, m, d)
	return y
}

func (w *Worker) applyMask(x, m []float32, d int) {
	if m == nil {
		return
	}
	for s := range len(w.off) - 1 {
		for i := w.off[s]; i < w.off[s+1]; i++ {
			multiply(x[i*d:(i+1)*d], m[s*d:(s+1)*d])
		}
	}
}

// heads computes the joint first layer of the heads and the scores of tags and names.
func (w *Worker) heads() {
	n, t, width := w.net, w.t, w.net.Heads()
	w.z = w.linear(t, gemm.Dense(w.hd, n.Hidden), n.Head, n.HeadB)
	relu := n.Tag + n.Name + 2*n.Arc // the relation parts are added before their activation
	for i := range t {
		row := w.z[i*width : i*width+relu]
		for j, v := range row {
			row[j] = max(v, 0)
		}
	}
	if w.train && w.drop.Head > 0 {
		w.maskz = w.take(len(w.z))
		w.mask(w.maskz, w.drop.Head)
		multiply(w.z, w.maskz)
	}
	w.upos = w.linear(t, columns(w.z, width, 0), n.UPOSW, n.UPOSB)
	w.xpos = w.linear(t, columns(w.z, width, 0), n.XPOSW, n.XPOSB)
	w.names = w.linear(t, columns(w.z, width, n.Tag), n.NameW, n.NameB)
}

// Offsets of the parts of the heads' joint first layer.
func (c Config) dependent() int { return c.Tag + c.Name }
func (c Config) governor() int  { return c.dependent() + c.Arc }
func (c Config) relDep() int    { return c.governor() + c.Arc }
func (c Config) relGov() int    { return c.relDep() + c.Rel }

// arcScores scores all governors of each word: the product of the word's dependent
// part with the governor's part sent through ArcW, and the word's score for the distance.
func (w *Worker) arcScores() {
	n, width := w.net, w.net.Heads()
	dist := w.linear(w.t, columns(w.z, width, n.dependent()), n.Dist, n.DistB)
	w.v = w.take((w.t + len(w.off) - 1) * n.Arc)
	for s := range len(w.off) - 1 {
		a, b := w.off[s], w.off[s+1]
		v := w.v[(a+s)*n.Arc : (b+s+1)*n.Arc]
		copy(v, n.ArcRoot.W)
		w.gemm.Mul(b-a, n.Arc, n.Arc, columns(w.z[a*width:], width, n.governor()), gemm.Dense(n.ArcW.W, n.Arc), gemm.Dense(v[n.Arc:], n.Arc))
		scores := w.take((b - a) * (b - a + 1))
		w.gemm.Mul(b-a, b-a+1, n.Arc, columns(w.z[a*width:], width, n.dependent()), gemm.Dense(v, n.Arc).T(), gemm.Dense(scores, b-a+1))
		for i := range b - a {
			model.AddDistances(scores[i*(b-a+1):(i+1)*(b-a+1)], dist[(a+i)*model.Distances:], i)
		}
		w.arcs = append(w.arcs, scores)
	}
}
