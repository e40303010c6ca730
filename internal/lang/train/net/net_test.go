package net

import (
	"math"
	"math/rand/v2"
	"testing"
)

func tiny() (*Net, []*Example) {
	r := rand.New(rand.NewPCG(3, 4))
	c := Config{VectorRows: 5, VectorDim: 4, WordRows: 6, WordDim: 3, SpellRows: 9, SpellDim: 5,
		Hidden: 8, Layers: 2, Tag: 6, Name: 5, Arc: 7, Rel: 6, UPOS: 4, XPOS: 5, Rels: 3, Names: 3, Guides: 2}
	vectors := make([]float32, c.VectorRows*c.VectorDim)
	for i := range vectors {
		vectors[i] = r.Float32() - 0.5
	}
	n := New(c, 0.9, vectors, r)
	for _, p := range append([]*Param{n.Words, n.Spells}, n.dense...) {
		for i := range p.W { // biases too must differ from zero
			p.W[i] += 0.4 * (r.Float32() - 0.5)
		}
	}
	var batch []*Example
	for s, length := range []int{1, 4, 3} {
		e := &Example{Guide: s % 2}
		for j := range length {
			e.Vector = append(e.Vector, int32(r.IntN(6)-1))
			e.Word = append(e.Word, int32(r.IntN(6)))
			e.Rare = append(e.Rare, 0)
			for range 3 {
				e.Spell = append(e.Spell, int32(r.IntN(9)))
			}
			e.SpellEnd = append(e.SpellEnd, int32(len(e.Spell)))
			e.UPOS = append(e.UPOS, int32(r.IntN(5)-1))
			e.XPOS = append(e.XPOS, int32(r.IntN(5)))
			e.Head = append(e.Head, int32(j)) // a chain
			e.Rel = append(e.Rel, int32(r.IntN(3)))
			e.Name = append(e.Name, int32(r.IntN(3)))
		}
		if s == 2 {
			e.Head, e.Rel = nil, nil
		}
		batch = append(batch, e)
	}
	return n, batch
}

func sum(l Loss) float64 { return l.UPOS + l.XPOS + l.Arc + l.Rel + l.Name }

func TestGradientsMatchDifferences(t *testing.T) {
	n, batch := tiny()
	w := NewWorker(n, Dropout{})
	w.Step(batch, 1)
	grads := map[*Param][]float32{n.Words: w.word.grad, n.Spells: w.spell.grad}
	for i, p := range n.dense {
		grads[p] = w.grads[i]
	}
	probe := NewWorker(n, Dropout{})
	const step = 1e-3
	for _, p := range append([]*Param{n.Words, n.Spells}, n.dense...) {
		var dot, diff, size float64
		for i := range p.W {
			was := p.W[i]
			p.W[i] = was + step
			up := sum(probe.Step(batch, 1))
			p.W[i] = was - step
			down := sum(probe.Step(batch, 1))
			p.W[i] = was
			want, got := (up-down)/(2*step), float64(grads[p][i])
			dot += want * want
			diff += (want - got) * (want - got)
			size += got * got
		}
		if math.Sqrt(diff) > 0.02*math.Sqrt(max(dot, size))+1e-3 {
			t.Errorf("%s: gradients are off by %.4f where their norm is %.4f", p.Name, math.Sqrt(diff), math.Sqrt(dot))
		}
		if size == 0 {
			t.Errorf("%s: no gradient at all", p.Name)
		}
	}
}

func TestLossFallsAndRunsRepeat(t *testing.T) {
	run := func() (first, last float64, weights []float32) {
		n, batch := tiny()
		drop := Dropout{Vector: 0.1, Input: 0.1, Layer: 0.1, Head: 0.1}
		workers := []*Worker{NewWorker(n, drop), NewWorker(n, drop)}
		for i := range 60 {
			var l Loss
			for j, w := range workers {
				w.Seed(uint64(i), uint64(j))
				l.Add(w.Step(batch[j:j+2], 0.1))
			}
			n.Apply(Optimiser{Rate: 0.02, Beta1: 0.9, Beta2: 0.98, Clip: 5}, workers)
			if i == 0 {
				first = l.Total()
			}
			last = l.Total()
		}
		n.UseAverage()
		return first, last, append(n.Layer[0].W, n.Spells.W...)
	}
	first, last, a := run()
	if last > first/3 {
		t.Errorf("the loss went from %.3f to %.3f only", first, last)
	}
	_, _, b := run()
	for i := range a {
		if a[i] != b[i] {
			t.Fatalf("weight %d differs between two runs of one seed: %v and %v", i, a[i], b[i])
		}
	}
}
