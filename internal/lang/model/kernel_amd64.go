package model

import "golang.org/x/sys/cpu"

// fastest is the best kernel of this processor.
var fastest = func() kernel {
	if cpu.X86.HasAVX2 {
		return kernel{"avx2", multiplyAVX2, quantiseAVX2, finishAVX2, recurAVX2}
	}
	return portable
}()

// dotAVX2 computes 4 rows × 2 outputs: out[r*outs+c] for row r of a (in values
// each) and row c of w. in is a positive multiple of 32.
//
//go:noescape
func dotAVX2(out *int32, outs int, a *int16, w *byte, in int)

func multiplyAVX2(acc []int32, a []int16, w []byte, rows, outs, in int) {
	if rows == 0 || outs == 0 {
		return
	}
	rows = padTo(rows, block)
	_, _, _ = acc[rows*outs-1], a[rows*in-1], w[outs*in-1]
	// The weights are the larger part: each pair of rows is read from memory once.
	for o := 0; o < outs; o += 2 {
		for t := 0; t < rows; t += 4 {
			dotAVX2(&acc[t*outs+o], outs, &a[t*in], &w[o*in], in)
		}
	}
}

// maxAbs, scaleRound, finishVector and recurVector work on n values, a positive multiple of 16.
//
//go:noescape
func maxAbs(x *float32, n int) float32

//go:noescape
func scaleRound(q *int16, x *float32, n int, by float32)

//go:noescape
func finishVector(y *float32, acc *int32, step, bias *float32, n int, by float32)

//go:noescape
func recurVector(cand, forget, reset, h, c *float32, n int)

// vectorWidth is the number of values the vector functions take at a time.
const vectorWidth = 16

func quantiseAVX2(q []int16, x []float32) float32 {
	n := len(x)
	if n == 0 || n%vectorWidth != 0 {
		return quantisePortable(q, x)
	}
	top := maxAbs(&x[0], n)
	if top == 0 {
		clear(q[:n])
		return 0
	}
	scaleRound(&q[:n][0], &x[0], n, quantMax/top)
	return top / quantMax
}

func finishAVX2(y []float32, acc []int32, step, bias []float32, by float32) {
	n := len(y) &^ (vectorWidth - 1)
	if n > 0 {
		_, _, _ = acc[n-1], step[n-1], bias[n-1]
		finishVector(&y[0], &acc[0], &step[0], &bias[0], n, by)
	}
	finishPortable(y[n:], acc[n:], step[n:], bias[n:], by)
}

func recurAVX2(cand, forget, reset, h, c []float32) {
	n := len(c) &^ (vectorWidth - 1)
	if n > 0 {
		_, _, _, _ = cand[n-1], forget[n-1], reset[n-1], h[n-1]
		recurVector(&cand[0], &forget[0], &reset[0], &h[0], &c[0], n)
	}
	recurPortable(cand[n:], forget[n:], reset[n:], h[n:], c[n:])
}
