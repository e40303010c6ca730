package model

// fastest is the best kernel of this processor: every arm64 has NEON.
var fastest = kernel{"neon", multiplyNEON, quantisePortable, finishPortable, recurPortable}

// dotNEON computes 4 rows × 2 outputs: out[r*outs+c] for row r of a (in values
// each) and row c of w. in is a positive multiple of 32.
//
//go:noescape
func dotNEON(out *int32, outs int, a *int16, w *byte, in int)

func multiplyNEON(acc []int32, a []int16, w []byte, rows, outs, in int) {
	if rows == 0 || outs == 0 {
		return
	}
	rows = padTo(rows, block)
	_, _, _ = acc[rows*outs-1], a[rows*in-1], w[outs*in-1]
	// The weights are the larger part: each pair of rows is read from memory once.
	for o := 0; o < outs; o += 2 {
		for t := 0; t < rows; t += 4 {
			dotNEON(&acc[t*outs+o], outs, &a[t*in], &w[o*in], in)
		}
	}
}
