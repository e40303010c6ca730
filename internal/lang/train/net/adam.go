package net

import (
	"math"
	"sync"
)

// An Optimiser holds the settings of Adam (Kingma and Ba 2015).
type Optimiser struct {
	Rate  float64 // at this step
	Beta1 float64
	Beta2 float64
	Clip  float64 // bound of the gradient's norm over all layers
}

const adamEpsilon = 1e-8

// Apply adds the gradients of all workers and takes one step.
func (n *Net) Apply(o Optimiser, workers []*Worker) {
	first := workers[0]
	var total float64
	for i := range n.dense {
		g := first.grads[i]
		for _, w := range workers[1:] {
			for j, v := range w.grads[i] {
				g[j] += v
			}
		}
		for _, v := range g {
			total += float64(v) * float64(v)
		}
	}
	scale := float32(1)
	if norm := math.Sqrt(total); norm > o.Clip {
		scale = float32(o.Clip / norm)
	}
	n.step++
	// The average follows quickly at first, while the weights are still poor.
	decay := min(n.Average, float64(n.step)/float64(n.step+10))
	a := adam{
		b1: float32(o.Beta1), rest1: float32(1 - o.Beta1), b2: float32(o.Beta2), rest2: float32(1 - o.Beta2),
		decay: float32(decay), scale: scale, epsilon: adamEpsilon,
		rate: float32(o.Rate * math.Sqrt(1-math.Pow(o.Beta2, float64(n.step))) / (1 - math.Pow(o.Beta1, float64(n.step)))),
	}
	var wg sync.WaitGroup
	wg.Go(func() {
		for i, p := range n.dense {
			a.update(p.W, p.Avg, p.m, p.v, first.grads[i])
		}
	})
	n.applyTable(n.Words, a, workers, func(w *Worker) *tableGrad { return &w.word })
	n.applyTable(n.Spells, a, workers, func(w *Worker) *tableGrad { return &w.spell })
	wg.Wait()
	for _, w := range workers {
		w.clear()
	}
}

// adam holds the constants of one step in the order that adamVector reads them.
type adam struct {
	rate, b1, rest1, b2, rest2, decay, scale, epsilon float32
}

func (a *adam) update(w, avg, m, v, g []float32) {
	avg, m, v, g = avg[:len(w)], m[:len(w)], v[:len(w)], g[:len(w)]
	k := vectors(len(w))
	if k > 0 {
		adamVector(&w[0], &avg[0], &m[0], &v[0], &g[0], k, a)
	}
	a.updateUnits(k, w, avg, m, v, g)
}

// updateUnits updates the weights from k on.
func (a *adam) updateUnits(k int, w, avg, m, v, g []float32) {
	for i := k; i < len(w); i++ {
		x := g[i] * a.scale
		m[i] = a.b1*m[i] + a.rest1*x
		v[i] = a.b2*v[i] + a.rest2*(x*x)
		w[i] -= a.rate * m[i] / (float32(math.Sqrt(float64(v[i]))) + a.epsilon)
		avg[i] = w[i] + a.decay*(avg[i]-w[i])
	}
}

// applyTable updates the touched rows only; averages of the others catch up later.
func (n *Net) applyTable(p *Param, a adam, workers []*Worker, of func(*Worker) *tableGrad) {
	into := of(workers[0])
	for _, w := range workers[1:] {
		from := of(w)
		for _, row := range from.rows {
			dst := into.row(row)
			for i, v := range from.grad[int(row)*p.Cols : int(row+1)*p.Cols] {
				dst[i] += v
			}
		}
	}
	for _, row := range into.rows {
		lo, hi := int(row)*p.Cols, int(row+1)*p.Cols
		p.catchUp(row, int32(n.step-1), a.decay)
		p.last[row] = int32(n.step)
		a.update(p.W[lo:hi], p.Avg[lo:hi], p.m[lo:hi], p.v[lo:hi], into.grad[lo:hi])
	}
}

// catchUp brings the average of one row to the given step, its weights having stood still.
func (p *Param) catchUp(row, step int32, decay float32) {
	k := step - p.last[row]
	if k <= 0 {
		return
	}
	d := float32(math.Pow(float64(decay), float64(k)))
	lo, hi := int(row)*p.Cols, int(row+1)*p.Cols
	for i, w := range p.W[lo:hi] {
		p.Avg[lo+i] = w + d*(p.Avg[lo+i]-w)
	}
	p.last[row] = step
}

// settle brings the averages of all rows to the present step.
func (n *Net) settle(p *Param) {
	for row := range int32(p.Rows) {
		p.catchUp(row, int32(n.step), float32(n.Average))
	}
}

// A tableGrad is the gradient of the rows of a table that one shard touched.
type tableGrad struct {
	cols int
	grad []float32
	seen []bool
	rows []int32
}

func newTableGrad(p *Param) tableGrad {
	return tableGrad{cols: p.Cols, grad: make([]float32, len(p.W)), seen: make([]bool, p.Rows)}
}

func (t *tableGrad) row(i int32) []float32 {
	if !t.seen[i] {
		t.seen[i] = true
		t.rows = append(t.rows, i)
	}
	return t.grad[int(i)*t.cols : int(i+1)*t.cols]
}

func (t *tableGrad) clear() {
	for _, i := range t.rows {
		t.seen[i] = false
		clear(t.grad[int(i)*t.cols : int(i+1)*t.cols])
	}
	t.rows = t.rows[:0]
}
