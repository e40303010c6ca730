package net

import (
	"math/rand/v2"
	"testing"
)

// BenchmarkStep is one training step of a shard of about 500 words at the size of the shipped model.
func BenchmarkStep(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	c := Config{VectorRows: 1000, VectorDim: 100, WordRows: 14000, WordDim: 64, SpellRows: 1 << 15, SpellDim: 92,
		Hidden: 384, Layers: 4, Tag: 128, Name: 128, Arc: 128, Rel: 128, UPOS: 17, XPOS: 49, Rels: 50, Names: 13, Guides: 4}
	n := New(c, 0.99, make([]float32, c.VectorRows*c.VectorDim), r)
	var batch []*Example
	for range 25 {
		e := &Example{}
		for j := range 20 {
			e.Vector = append(e.Vector, int32(r.IntN(1000)))
			e.Word = append(e.Word, int32(r.IntN(14000)))
			e.Rare = append(e.Rare, 10)
			for range 18 {
				e.Spell = append(e.Spell, int32(r.IntN(1<<15)))
			}
			e.SpellEnd = append(e.SpellEnd, int32(len(e.Spell)))
			e.UPOS, e.XPOS = append(e.UPOS, int32(r.IntN(17))), append(e.XPOS, int32(r.IntN(49)))
			e.Head, e.Rel = append(e.Head, int32(j)), append(e.Rel, int32(r.IntN(50)))
		}
		batch = append(batch, e)
	}
	w := []*Worker{NewWorker(n, Dropout{0.05, 0.2, 0.3, 0.25})}
	b.ResetTimer()
	for range b.N {
		w[0].Step(batch, 1.0/500)
		n.Apply(Optimiser{Rate: 1e-3, Beta1: 0.9, Beta2: 0.98, Clip: 5}, w)
	}
	b.ReportMetric(float64(b.N*w[0].t)/b.Elapsed().Seconds(), "words/s")
}
