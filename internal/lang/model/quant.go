package model

import "math"

// Quantised values are whole numbers from -127 to 127 times a step: one step
// for each output row of a layer, one for each word's activations. Sums of
// their products are exact in int32, so every processor finds the same ones.
const quantMax = 127

// lanes is the padding of a layer's inputs: kernels read them 32 at a time.
const lanes = 32

// block is the padding of rows of weights and of activations: kernels make 4×4 results or divisors of that.
const block = 4

func padTo(n, to int) int { return (n + to - 1) / to * to }

func quantisePortable(q []int16, x []float32) float32 {
	var top float32
	for _, v := range x {
		if v < 0 {
			v = -v
		}
		if v > top {
			top = v
		}
	}
	if top == 0 {
		clear(q)
		return 0
	}
	by := quantMax / top
	q = q[:len(x)]
	for i, v := range x {
		q[i] = int16(Round(float32(v * by)))
	}
	return top / quantMax
}

func finishPortable(y []float32, acc []int32, step, bias []float32, by float32) {
	acc, step, bias = acc[:len(y)], step[:len(y)], bias[:len(y)]
	for i := range y {
		y[i] = float32(float32(acc[i])*float32(by*step[i])) + bias[i]
	}
}

// quantiseBytes quantises values that will stand in the place of weights. q may
// be longer than x; the rest of it is cleared. wide is scratch space.
func (k *kernel) quantiseBytes(q []byte, x []float32, wide []int16) float32 {
	step := k.quantise(wide[:len(x)], x)
	for i, v := range wide[:len(x)] {
		q[i] = byte(int8(v))
	}
	clear(q[len(x):])
	return step
}

// A layer is a matrix of out×in weights in rows of inPad bytes, outPad rows.
type layer struct {
	in, out       int
	inPad, outPad int
	weights       []byte    // int8, outPad×inPad, in place
	step, bias    []float32 // out
}

// apply computes y (n×out) = x (n×in)·Wᵀ + bias; x is read through rows of the given stride from data[at:].
func (l *layer) apply(s *scratch, y, data []float32, at, stride, n int) {
	rows := padTo(n, block)
	s.q, s.acc, s.qstep = resize(s.q, rows*l.inPad), resize(s.acc, rows*l.outPad), resize(s.qstep, n)
	for i := range n {
		q := s.q[i*l.inPad : (i+1)*l.inPad]
		s.qstep[i] = s.quantise(q[:l.in], data[at+i*stride:at+i*stride+l.in])
		clear(q[l.in:])
	}
	clear(s.q[n*l.inPad:])
	s.multiply(s.acc, s.q, l.weights, n, l.outPad, l.inPad)
	for i := range n {
		s.finish(y[i*l.out:(i+1)*l.out], s.acc[i*l.outPad:], l.step, l.bias, s.qstep[i])
	}
}

// quantiseRows prepares the weights of a layer from float32 values in rows of inputs: w[i*out+o].
func quantiseRows(in, out int, w []float32) (weights []byte, steps []float32) {
	inPad := padTo(in, lanes)
	weights = make([]byte, padTo(out, block)*inPad)
	row, wide := make([]float32, in), make([]int16, inPad)
	for o := range out {
		for i := range row {
			row[i] = w[i*out+o]
		}
		steps = append(steps, portable.quantiseBytes(weights[o*inPad:(o+1)*inPad], row, wide))
	}
	return weights, steps
}

// quantiseTable quantises a whole table with one step, chosen so that the
// largest value fits.
func quantiseTable(w []float32) (rows []byte, step float32) {
	var top float64
	for _, v := range w {
		top = max(top, math.Abs(float64(v)))
	}
	step = float32(top / quantMax)
	rows = make([]byte, len(w))
	for i, v := range w {
		if step > 0 {
			rows[i] = byte(int8(Round(v / step)))
		}
	}
	return rows, step
}
