package net

import (
	"math/rand/v2"

	"example.org/rapporteur/internal/lang/train/gemm"
)

// Dropout holds the chances of dropping values in training.
type Dropout struct {
	Vector float32 // a whole word vector
	Input  float32 // a value of the encoder's input
	Layer  float32 // a unit of a layer, throughout a sentence
	Head   float32 // a unit of the heads' first layers
}

// A Loss sums what a batch cost, in nats, by task.
type Loss struct {
	UPOS, XPOS, Arc, Rel, Name float64
	Words                      int
}

// Add sums two losses.
func (l *Loss) Add(o Loss) {
	l.UPOS += o.UPOS
	l.XPOS += o.XPOS
	l.Arc += o.Arc
	l.Rel += o.Rel
	l.Name += o.Name
	l.Words += o.Words
}

// Total is the sum over all tasks per word.
func (l *Loss) Total() float64 {
	return (l.UPOS + l.XPOS + l.Arc + l.Rel + l.Name) / float64(max(l.Words, 1))
}

// A Worker computes one shard of a batch with buffers of its own.
type Worker struct {
	net         *Net
	drop        Dropout
	rng         *rand.PCG
	train       bool
	gemm        gemm.Workspace
	arena       []float32
	used        int
	grads       [][]float32
	word, spell tableGrad
	zeros       []float32 // the cells before the first word
	off         []int     // start of each sentence among the words; one more than sentences
	state
}

// state is what forward leaves for backward; T words, D hidden units.
type state struct {
	t          int
	keep       []bool      // T: the word vector was not dropped
	wordRow    []int32     // T
	x0, mask0  []float32   // T×Input
	h          [][]float32 // layers+1 of T×D
	masks      [][]float32 // layers+1 of sentences×D, or nil
	u, c       [][]float32 // layers of T×3D, T×D
	hd         []float32   // T×D: input of the heads
	z, maskz   []float32   // T×Heads after activation and dropout
	upos, xpos []float32   // T×labels
	names      []float32   // T×Names·(1+Guides)
	v          []float32   // (T+sentences)×Arc: governors, the root of each sentence first
	arcs       [][]float32 // per sentence n×(n+1)
}

// NewWorker makes a worker of net.
func NewWorker(n *Net, drop Dropout) *Worker {
	w := &Worker{net: n, drop: drop, rng: rand.NewPCG(0, 0), word: newTableGrad(n.Words), spell: newTableGrad(n.Spells)}
	for _, p := range n.dense {
		w.grads = append(w.grads, make([]float32, len(p.W)))
	}
	return w
}

func (w *Worker) clear() {
	for _, g := range w.grads {
		clear(g)
	}
	w.word.clear()
	w.spell.clear()
}

// zeroed is take with all values zero.
func (w *Worker) zeroed(n int) []float32 {
	s := w.take(n)
	clear(s)
	return s
}

// take returns n values, whatever they are, that live until the next batch.
func (w *Worker) take(n int) []float32 {
	if w.used+n > len(w.arena) {
		w.arena = make([]float32, max(2*len(w.arena), n+1<<22))
		w.used = 0
	}
	s := w.arena[w.used : w.used+n : w.used+n]
	w.used += n
	return s
}

// Seed sets the randomness of the next batch.
func (w *Worker) Seed(a, b uint64) { w.rng.Seed(a, b) }

// Step adds the gradients of batch to the worker; scale multiplies every word's loss.
func (w *Worker) Step(batch []*Example, scale float32) Loss {
	if len(batch) == 0 {
		return Loss{}
	}
	w.train = true
	w.forward(batch)
	return w.backprop(batch, scale)
}

// chance reports true with probability p.
func (w *Worker) chance(p float32) bool {
	return p > 0 && float32(w.rng.Uint64()>>40)/(1<<24) < p
}

// mask writes 0 with probability p, and otherwise 1/(1-p); the probability is rounded to 1/256.
func (w *Worker) mask(dst []float32, p float32) {
	cut := uint64(p*256 + 0.5)
	up := 1 / (1 - float32(cut)/256)
	for i := 0; i < len(dst); i += 8 {
		bits := w.rng.Uint64()
		for j := i; j < min(i+8, len(dst)); j++ {
			if bits&255 >= cut {
				dst[j] = up
			} else {
				dst[j] = 0
			}
			bits >>= 8
		}
	}
}

func multiply(dst, by []float32) {
	by = by[:len(dst)]
	for i := range dst {
		dst[i] *= by[i]
	}
}

func addTo(dst, src []float32) {
	src = src[:len(dst)]
	for i := range dst {
		dst[i] += src[i]
	}
}

// linear computes y (t×cols) = x (t×rows)·p + bias.
func (w *Worker) linear(t int, x gemm.Matrix, p, bias *Param) []float32 {
	y := w.take(t * p.Cols)
	for i := range t {
		copy(y[i*p.Cols:], bias.W)
	}
	w.gemm.Add(t, p.Cols, p.Rows, x, gemm.Dense(p.W, p.Cols), gemm.Dense(y, p.Cols))
	return y
}

// linearBack adds the gradients of the weights of linear; bias may be nil.
func (w *Worker) linearBack(t int, x, dy gemm.Matrix, p, bias *Param) {
	w.gemm.Add(p.Rows, p.Cols, t, x.T(), dy, gemm.Dense(w.grads[p.index], p.Cols))
	if bias != nil {
		g := w.grads[bias.index]
		for i := range t {
			addTo(g, dy.Data[i*dy.Row:i*dy.Row+p.Cols])
		}
	}
}

// inputsBack returns the gradient of the t×rows inputs of linear.
func (w *Worker) inputsBack(t int, dy gemm.Matrix, p *Param) []float32 {
	dx := w.take(t * p.Rows)
	w.gemm.Mul(t, p.Rows, p.Cols, dy, gemm.Dense(p.W, p.Cols).T(), gemm.Dense(dx, p.Rows))
	return dx
}

// addInputsBack adds the gradient of the inputs of linear to dx.
func (w *Worker) addInputsBack(t int, dy gemm.Matrix, p *Param, dx gemm.Matrix) {
	w.gemm.Add(t, p.Rows, p.Cols, dy, gemm.Dense(p.W, p.Cols).T(), dx)
}

// columns views the columns from lo of a dense matrix with the given row length.
func columns(data []float32, cols, lo int) gemm.Matrix {
	return gemm.Matrix{Data: data[lo:], Row: cols, Col: 1}
}
