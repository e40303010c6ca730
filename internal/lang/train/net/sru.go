package net

import "example.org/rapporteur/internal/lang/model"

// The recurrent layers are simple recurrent units (Lei and others 2018) without
// the cell's own share in the gates, read in both directions: units below
// hidden/2 go forward, the others backward.
//
//	f = σ(u_f)   r = σ(u_r)   c_t = f·c_{t-1} + (1-f)·u_c   h = x + r·(tanh(c) - x)

// order gives the word read at step s of n in direction dir, and the offset from
// a word to the one read before it.
func order(dir, s, n int) (t, before int) {
	if dir == 0 {
		return s, s - 1
	}
	return n - 1 - s, n - s
}

// forward runs one sentence of n words: u is n×3d before activation, x and h are
// n×d, c keeps the cells for backward. zeros has at least d values.
func forward(n, d int, u, x, c, h, zeros []float32) {
	half := d / 2
	for dir := range 2 {
		lo, hi := dir*half, half+dir*(d-half)
		for s := range n {
			t, prev := order(dir, s, n)
			before := zeros[:hi-lo]
			if s > 0 {
				before = c[prev*d+lo : prev*d+hi]
			}
			row := u[t*3*d+lo : (t+1)*3*d]
			xs, cs, hs := x[t*d+lo:t*d+hi], c[t*d+lo:t*d+hi], h[t*d+lo:t*d+hi]
			k := vectors(len(cs))
			if k > 0 {
				forwardVector(&row[0], d, &xs[0], &before[0], &cs[0], &hs[0], k)
			}
			forwardUnits(k, d, row, xs, before, cs, hs)
		}
	}
}

// forwardUnits computes the units from k on; row holds candidates, and forget and reset gates d and 2d further.
func forwardUnits(k, d int, row, x, before, c, h []float32) {
	for j := k; j < len(c); j++ {
		f, r := model.Sigmoid(row[d+j]), model.Sigmoid(row[2*d+j])
		c[j] = row[j]*(1-f) + f*before[j]
		h[j] = x[j] + r*(model.Tanh(c[j])-x[j])
	}
}

// backward turns dh (n×d) into du (n×3d, written) and adds to dx (n×d).
func backward(n, d int, u, x, c, dh, du, dx, carry, zeros []float32) {
	half := d / 2
	for dir := range 2 {
		lo, hi := dir*half, half+dir*(d-half)
		dc := carry[:hi-lo]
		clear(dc)
		for s := n - 1; s >= 0; s-- {
			t, prev := order(dir, s, n)
			before := zeros[:hi-lo]
			if s > 0 {
				before = c[prev*d+lo : prev*d+hi]
			}
			row, drow := u[t*3*d+lo:(t+1)*3*d], du[t*3*d+lo:(t+1)*3*d]
			xs, cs := x[t*d+lo:t*d+hi], c[t*d+lo:t*d+hi]
			dhs, dxs := dh[t*d+lo:t*d+hi], dx[t*d+lo:t*d+hi]
			k := vectors(len(dc))
			if k > 0 {
				backwardVector(&row[0], &drow[0], d, &xs[0], &cs[0], &before[0], &dhs[0], &dxs[0], &dc[0], k)
			}
			backwardUnits(k, d, row, drow, xs, cs, before, dhs, dxs, dc)
		}
	}
}

// backwardUnits computes the gradients of the units from k on, with rows laid out as in forwardUnits.
func backwardUnits(k, d int, row, drow, x, c, before, dh, dx, carry []float32) {
	for j := k; j < len(carry); j++ {
		f, r := model.Sigmoid(row[d+j]), model.Sigmoid(row[2*d+j])
		g := dh[j]
		cell := carry[j] + g*r*slope(c[j])
		dx[j] += g * (1 - r)
		drow[2*d+j] = g * (model.Tanh(c[j]) - x[j]) * 0.25 * slope(0.5*row[2*d+j])
		drow[d+j] = cell * (before[j] - row[j]) * 0.25 * slope(0.5*row[d+j])
		drow[j] = cell * (1 - f)
		carry[j] = cell * f
	}
}

// slope is the derivative of model.Tanh.
func slope(x float32) float32 {
	a := x * x
	if a >= 9 {
		return 0
	}
	q := (9 - a) / (9 + 3*a)
	return q * q
}
