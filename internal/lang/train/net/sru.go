package net

import "example.org/rapporteur/internal/lang/model"

// The recurrent layers are simple recurrent units (Lei and others 2018) without
// the cell's own share in the gates, read in both directions: units below
// hidden/2 go forward, the others backward.
//
//	f = σ(u_f)   r = σ(u_r)   c_t = f·c_{t-1} + (1-f)·u_c   h = r·tanh(c) + (1-r)·x

// forward runs one sentence of n words: u is n×3d before activation, x and h are
// n×d, c keeps the cells for backward.
func forward(n, d int, u, x, c, h []float32) {
	half := d / 2
	for dir := range 2 {
		lo, hi := dir*half, half+dir*(d-half)
		for s := range n {
			t, prev := s, s-1
			if dir == 1 {
				t, prev = n-1-s, n-s
			}
			row := u[t*3*d : (t+1)*3*d]
			cand, fs, rs := row[lo:hi], row[d+lo:d+hi], row[2*d+lo:2*d+hi]
			xs, cs, hs := x[t*d+lo:t*d+hi], c[t*d+lo:t*d+hi], h[t*d+lo:t*d+hi]
			var before []float32
			if s > 0 {
				before = c[prev*d+lo : prev*d+hi]
			}
			for j := range cs {
				f, r := model.Sigmoid(fs[j]), model.Sigmoid(rs[j])
				cell := cand[j] * (1 - f)
				if before != nil {
					cell += f * before[j]
				}
				cs[j] = cell
				hs[j] = xs[j] + r*(model.Tanh(cell)-xs[j])
			}
		}
	}
}

// backward turns dh (n×d) into du (n×3d, written) and adds to dx (n×d).
func backward(n, d int, u, x, c, dh, du, dx, carry []float32) {
	half := d / 2
	for dir := range 2 {
		lo, hi := dir*half, half+dir*(d-half)
		dc := carry[:hi-lo]
		clear(dc)
		for s := n - 1; s >= 0; s-- {
			t, prev := s, s-1
			if dir == 1 {
				t, prev = n-1-s, n-s
			}
			row, drow := u[t*3*d:(t+1)*3*d], du[t*3*d:(t+1)*3*d]
			cand, fs, rs := row[lo:hi], row[d+lo:d+hi], row[2*d+lo:2*d+hi]
			dcand, dfs, drs := drow[lo:hi], drow[d+lo:d+hi], drow[2*d+lo:2*d+hi]
			xs, cs := x[t*d+lo:t*d+hi], c[t*d+lo:t*d+hi]
			dhs, dxs := dh[t*d+lo:t*d+hi], dx[t*d+lo:t*d+hi]
			var before []float32
			if s > 0 {
				before = c[prev*d+lo : prev*d+hi]
			}
			for j := range dc {
				f, r := model.Sigmoid(fs[j]), model.Sigmoid(rs[j])
				g, th := dhs[j], model.Tanh(cs[j])
				was := float32(0)
				if before != nil {
					was = before[j]
				}
				cell := dc[j] + g*r*slope(cs[j])
				dxs[j] += g * (1 - r)
				drs[j] = g * (th - xs[j]) * 0.25 * slope(0.5*rs[j])
				dfs[j] = cell * (was - cand[j]) * 0.25 * slope(0.5*fs[j])
				dcand[j] = cell * (1 - f)
				dc[j] = cell * f
			}
		}
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
