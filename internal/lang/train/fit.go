package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"sync"
	"time"

	"example.org/rapporteur/internal/lang/train/net"
)

// settings are everything but the data that decides the result of a training.
type settings struct {
	Seed      uint64
	Epochs    int
	Batch     int // words
	Rate      float64
	Hidden    int
	Layers    int
	Vectors   int // words
	SpellRows int
	Dropout   net.Dropout
	Average   float64
	Mix       []float32 // shares of the name guidelines in the exported head
}

func defaults() settings {
	return settings{
		Seed: 1, Epochs: 30, Batch: 700, Rate: 2.2e-3, Hidden: 320, Layers: 4, Vectors: 85000, SpellRows: 1 << 15,
		Dropout: net.Dropout{Vector: 0.05, Input: 0.15, Layer: 0.25, Head: 0.2}, Average: 0.999, Mix: []float32{0.25, 0.25, 0.25, 0.25},
	}
}

// shards is the number of parts of a batch that are computed at once. It is
// fixed, since the order of sums decides the last bits of the result.
const shards = 2

// warmup is the most steps over which the learning rate rises; it takes a tenth of a short training.
const warmup = 200

func (k *coder) config(s settings) net.Config {
	return net.Config{
		VectorRows: len(k.vectors.Hashes), VectorDim: k.vectors.Dim,
		WordRows: len(k.words) + 1, WordDim: 64, SpellRows: s.SpellRows, SpellDim: 92,
		Hidden: s.Hidden, Layers: s.Layers, Tag: 128, Name: 128, Arc: 128, Rel: 128,
		UPOS: len(k.upos), XPOS: len(k.xpos), Rels: len(k.rels), Names: nameTags, Guides: len(guides),
	}
}

// fit trains n for the epochs from first on and calls after at the end of each.
func fit(n *net.Net, examples []*net.Example, s settings, first int, progress io.Writer, after func(epoch int) error) (losses []float64, err error) {
	workers := make([]*net.Worker, shards)
	for i := range workers {
		workers[i] = net.NewWorker(n, s.Dropout)
	}
	words := 0
	for _, e := range examples {
		words += len(e.Word)
	}
	steps := max(1, words/s.Batch)
	total, step := steps*s.Epochs, first*steps
	rise := max(1, min(warmup, total/10))
	for epoch := first; epoch < s.Epochs; epoch++ {
		start := time.Now()
		r := rand.New(rand.NewPCG(s.Seed, uint64(epoch)))
		order := r.Perm(len(examples))
		var loss net.Loss
		for len(order) > 0 {
			var parts [shards][]*net.Example
			size, count := 0, 0
			for size < s.Batch && len(order) > 0 {
				e := examples[order[0]]
				order = order[1:]
				shard := count % shards
				parts[shard] = append(parts[shard], e)
				count++
				size += len(e.Word)
			}
			var wg sync.WaitGroup
			var part [shards]net.Loss
			for i, w := range workers {
				wg.Go(func() {
					w.Seed(s.Seed<<32|uint64(step), uint64(i))
					part[i] = w.Step(parts[i], 1/float32(size))
				})
			}
			wg.Wait()
			for _, p := range part {
				loss.Add(p)
			}
			left := 1 - float64(step)/float64(total)
			rate := s.Rate * min(1, float64(step+1)/float64(rise)) * max(left, 0)
			n.Apply(net.Optimiser{Rate: rate, Beta1: 0.9, Beta2: 0.98, Clip: 5}, workers)
			step++
		}
		w := float64(loss.Words)
		fmt.Fprintf(progress, "epoch %2d  %4.0f s  loss %.3f  (upos %.3f xpos %.3f arc %.3f rel %.3f name %.3f)\n", epoch+1, time.Since(start).Seconds(),
			loss.Total(), loss.UPOS/w, loss.XPOS/w, loss.Arc/w, loss.Rel/w, loss.Name/w)
		losses = append(losses, loss.Total())
		if err := after(epoch); err != nil {
			return losses, err
		}
	}
	return losses, nil
}
