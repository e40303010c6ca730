package net

import (
	"math"

	"example.org/rapporteur/internal/lang/model"
	"example.org/rapporteur/internal/lang/train/gemm"
)

// backprop adds the gradients of all weights for the batch that forward read.
func (w *Worker) backprop(batch []*Example, scale float32) Loss {
	n, t, d := w.net, w.t, w.net.Hidden
	loss := Loss{Words: t}
	dz := w.zeroed(len(w.z))
	w.tagsBack(batch, scale, dz, &loss)
	w.arcsBack(batch, scale, dz, &loss)
	w.relsBack(batch, scale, dz, &loss)
	if w.maskz != nil {
		multiply(dz, w.maskz)
	}
	width, relu := n.Heads(), n.Tag+n.Name+2*n.Arc
	for i := range t {
		for j, v := range w.z[i*width : i*width+relu] {
			if v <= 0 {
				dz[i*width+j] = 0
			}
		}
	}
	w.linearBack(t, gemm.Dense(w.hd, d), gemm.Dense(dz, width), n.Head, n.HeadB)
	dh := w.inputsBack(t, gemm.Dense(dz, width), n.Head)
	w.applyMask(dh, w.masks[n.Layers], d)
	carry := make([]float32, d)
	for l := n.Layers - 1; l >= 0; l-- {
		du, skip := w.take(t*3*d), w.zeroed(t*d)
		for i := range batch {
			a, b := w.off[i], w.off[i+1]
			backward(b-a, d, w.u[l][a*3*d:b*3*d], w.h[l][a*d:b*d], w.c[l][a*d:b*d], dh[a*d:b*d], du[a*3*d:b*3*d], skip[a*d:b*d], carry, w.zeros)
		}
		x := w.h[l]
		if w.masks[l] != nil {
			x = w.take(t * d)
			copy(x, w.h[l])
			w.applyMask(x, w.masks[l], d)
		}
		w.linearBack(t, gemm.Dense(x, d), gemm.Dense(du, 3*d), n.Layer[l], n.LayerB[l])
		dx := w.inputsBack(t, gemm.Dense(du, 3*d), n.Layer[l])
		w.applyMask(dx, w.masks[l], d)
		addTo(dx, skip)
		dh = dx
	}
	w.linearBack(t, gemm.Dense(w.x0, n.Input()), gemm.Dense(dh, d), n.In, n.InB)
	w.embedBack(batch, w.inputsBack(t, gemm.Dense(dh, d), n.In))
	return loss
}

// embedBack hands the gradient of the encoder's input to the tables.
func (w *Worker) embedBack(batch []*Example, dx0 []float32) {
	n := w.net
	if w.mask0 != nil {
		multiply(dx0, w.mask0)
	}
	width, i := n.Input(), 0
	for _, e := range batch {
		start := int32(0)
		for j := range e.Word {
			g := dx0[i*width+n.VectorDim : (i+1)*width]
			addTo(w.word.row(w.wordRow[i]), g[:n.WordDim])
			for _, f := range e.Spell[start:e.SpellEnd[j]] {
				addTo(w.spell.row(f), g[n.WordDim:])
			}
			start = e.SpellEnd[j]
			i++
		}
	}
}

// crossEntropy turns scores into the gradient of scale·loss in place and returns the loss.
// skip is an index that takes no part, or -1.
func crossEntropy(scores []float32, gold, skip int, scale float32) float64 {
	top := float32(math.Inf(-1))
	for i, s := range scores {
		if i != skip {
			top = max(top, s)
		}
	}
	var sum float64
	at := float64(scores[gold] - top)
	for i, s := range scores {
		if i == skip {
			scores[i] = 0
			continue
		}
		e := math.Exp(float64(s - top))
		sum += e
		scores[i] = float32(e)
	}
	by := scale / float32(sum)
	for i := range scores {
		scores[i] *= by
	}
	scores[gold] -= scale
	return math.Log(sum) - at
}

func (w *Worker) tagsBack(batch []*Example, scale float32, dz []float32, loss *Loss) {
	n, t, width := w.net, w.t, w.net.Heads()
	dnames := w.zeroed(len(w.names))
	both := make([]float32, n.Names)
	i := 0
	for _, e := range batch {
		for j := range e.Word {
			loss.UPOS += labelBack(w.upos[i*n.UPOS:(i+1)*n.UPOS], e.UPOS[j], scale)
			loss.XPOS += labelBack(w.xpos[i*n.XPOS:(i+1)*n.XPOS], e.XPOS[j], scale)
			if e.Name != nil {
				cols := n.NameW.Cols
				shared, own := i*cols, i*cols+n.Names*(1+e.Guide)
				copy(both, w.names[shared:shared+n.Names])
				addTo(both, w.names[own:own+n.Names])
				loss.Name += crossEntropy(both, int(e.Name[j]), -1, scale)
				copy(dnames[shared:], both)
				copy(dnames[own:], both)
			}
			i++
		}
	}
	tag, name := columns(w.z, width, 0), columns(w.z, width, n.Tag)
	back := func(x, dy gemm.Matrix, p, bias *Param, dx gemm.Matrix) {
		w.linearBack(t, x, dy, p, bias)
		w.addInputsBack(t, dy, p, dx)
	}
	back(tag, gemm.Dense(w.upos, n.UPOS), n.UPOSW, n.UPOSB, columns(dz, width, 0))
	back(tag, gemm.Dense(w.xpos, n.XPOS), n.XPOSW, n.XPOSB, columns(dz, width, 0))
	back(name, gemm.Dense(dnames, n.NameW.Cols), n.NameW, n.NameB, columns(dz, width, n.Tag))
}

func labelBack(scores []float32, gold int32, scale float32) float64 {
	if gold == Unknown {
		clear(scores)
		return 0
	}
	return crossEntropy(scores, int(gold), -1, scale)
}

func (w *Worker) arcsBack(batch []*Example, scale float32, dz []float32, loss *Loss) {
	n, width := w.net, w.net.Heads()
	ddist := w.zeroed(w.t * model.Distances)
	for s, e := range batch {
		if e.Head == nil {
			continue
		}
		a, m := w.off[s], len(e.Word)
		scores := w.arcs[s]
		for j := range m {
			loss.Arc += crossEntropy(scores[j*(m+1):(j+1)*(m+1)], int(e.Head[j]), j+1, scale)
			d := ddist[(a+j)*model.Distances:]
			for h, g := range scores[j*(m+1) : (j+1)*(m+1)] {
				d[model.Distance(j, h)] += g
			}
		}
		v := w.v[(a+s)*n.Arc:]
		dep, gov := columns(w.z[a*width:], width, n.dependent()), columns(w.z[a*width:], width, n.governor())
		ds := gemm.Dense(scores, m+1)
		dv := w.take((m + 1) * n.Arc)
		w.gemm.Mul(m+1, n.Arc, m, ds.T(), dep, gemm.Dense(dv, n.Arc))
		w.gemm.Add(m, n.Arc, m+1, ds, gemm.Dense(v, n.Arc), columns(dz[a*width:], width, n.dependent()))
		addTo(w.grads[n.ArcRoot.index], dv[:n.Arc])
		w.linearBack(m, gov, gemm.Dense(dv[n.Arc:], n.Arc), n.ArcW, nil)
		w.addInputsBack(m, gemm.Dense(dv[n.Arc:], n.Arc), n.ArcW, columns(dz[a*width:], width, n.governor()))
	}
	dy := gemm.Dense(ddist, model.Distances)
	w.linearBack(w.t, columns(w.z, width, n.dependent()), dy, n.Dist, n.DistB)
	w.addInputsBack(w.t, dy, n.Dist, columns(dz, width, n.dependent()))
}

// relScores computes relu(dependent + governor + bias) and the scores of relations
// for the given heads (from 1; 0 is the root) of the sentence that starts at word a.
func (w *Worker) relScores(a int, heads []int32) (hidden, scores []float32) {
	n, width, r := w.net, w.net.Heads(), w.net.Rel
	hidden = w.take(len(heads) * r)
	for j, h := range heads {
		row := hidden[j*r : (j+1)*r]
		copy(row, n.RelB.W)
		addTo(row, w.z[(a+j)*width+n.relDep():])
		if h == 0 {
			addTo(row, n.RelRoot.W)
		} else {
			addTo(row, w.z[(a+int(h)-1)*width+n.relGov():])
		}
		for k, v := range row {
			row[k] = max(v, 0)
		}
	}
	return hidden, w.linear(len(heads), gemm.Dense(hidden, r), n.RelOut, n.RelOuB)
}

func (w *Worker) relsBack(batch []*Example, scale float32, dz []float32, loss *Loss) {
	n, width, r := w.net, w.net.Heads(), w.net.Rel
	for s, e := range batch {
		if e.Head == nil {
			continue
		}
		a, m := w.off[s], len(e.Word)
		hidden, scores := w.relScores(a, e.Head)
		for j := range m {
			loss.Rel += crossEntropy(scores[j*n.Rels:(j+1)*n.Rels], int(e.Rel[j]), -1, scale)
		}
		w.linearBack(m, gemm.Dense(hidden, r), gemm.Dense(scores, n.Rels), n.RelOut, n.RelOuB)
		dh := w.inputsBack(m, gemm.Dense(scores, n.Rels), n.RelOut)
		for j := range m {
			row := dh[j*r : (j+1)*r]
			for k, v := range hidden[j*r : (j+1)*r] {
				if v <= 0 {
					row[k] = 0
				}
			}
			addTo(w.grads[n.RelB.index], row)
			addTo(dz[(a+j)*width+n.relDep():][:r], row)
			if h := e.Head[j]; h == 0 {
				addTo(w.grads[n.RelRoot.index], row)
			} else {
				addTo(dz[(a+int(h)-1)*width+n.relGov():][:r], row)
			}
		}
	}
}
