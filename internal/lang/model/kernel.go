package model

// A kernel is the arithmetic of the network for one kind of processor. All
// kernels give the same bits: sums of quantised products are exact, and the few
// float32 operations are ones that IEEE 754 rounds the same way everywhere.
type kernel struct {
	name string

	// multiply computes acc[t*outs+o] = Σ_i a[t*in+i] · int8(w[o*in+i]) for
	// t < rows, o < outs, i < in. outs is a multiple of block, in of lanes; acc
	// and a have space for rows rounded up to a multiple of block. Values lie
	// between -127 and 127.
	multiply func(acc []int32, a []int16, w []byte, rows, outs, in int)

	// quantise writes round(x/step) to q and returns the step max|x|/127, or 0
	// when x is all zeros. q has the length of x.
	quantise func(q []int16, x []float32) float32

	// finish computes y[i] = acc[i]·(by·step[i]) + bias[i].
	finish func(y []float32, acc []int32, step, bias []float32, by float32)

	// recur moves a recurrent unit on by one word; see (*Model).encode.
	recur func(cand, forget, reset, h, c []float32)
}

// portable is the kernel for processors without one of their own, and the
// definition the others are tested against.
var portable = kernel{"portable", multiplyPortable, quantisePortable, finishPortable, recurPortable}

// Three activations share one 64-bit word in the portable kernel, 21 bits
// apart. A product is at most 127² and a run of 64 of them stays below 2²⁰, so
// that the three sums can be told apart afterwards.
const (
	laneBits = 21
	laneRun  = 64
)

func multiplyPortable(acc []int32, a []int16, w []byte, rows, outs, in int) {
	var packed [maxInputs]packedRows
	for t := 0; t < rows; t += packedCount {
		packRows(packed[:in], a, t, rows, in)
		for o := 0; o < outs; o += 2 {
			var sums [2][packedCount]int32
			for i := 0; i < in; i += laneRun {
				end := min(i+laneRun, in)
				run(&sums, w[o*in+i:o*in+end], w[(o+1)*in+i:(o+1)*in+end], packed[i:end])
			}
			for j := range min(packedCount, rows-t) {
				at := (t+j)*outs + o
				acc[at], acc[at+1] = sums[0][j], sums[1][j]
			}
		}
	}
}

// maxInputs bounds the padded inputs of a layer.
const maxInputs = 1024

// packedCount rows of activations are packed in two words of three.
const packedCount = 6

type packedRows [packedCount / 3]int64

// packRows packs rows from t on; rows beyond the last read as zeros.
func packRows(dst []packedRows, a []int16, t, rows, in int) {
	clear(dst)
	for r := range min(packedCount, rows-t) {
		word, shift := r/3, r%3*laneBits
		for i, v := range a[(t+r)*in : (t+r+1)*in] {
			dst[i][word] += int64(v) << shift
		}
	}
}

// run adds the products of one run of two rows of weights to the sums of all packed rows.
func run(sums *[2][packedCount]int32, v, w []byte, p []packedRows) {
	v, w = v[:len(p)], w[:len(p)]
	var v0, v1, w0, w1 int64
	for i := range p {
		x, y, r := int64(int8(v[i])), int64(int8(w[i])), &p[i]
		v0 += x * r[0]
		v1 += x * r[1]
		w0 += y * r[0]
		w1 += y * r[1]
	}
	addLanes(sums[0][0:3], v0)
	addLanes(sums[0][3:6], v1)
	addLanes(sums[1][0:3], w0)
	addLanes(sums[1][3:6], w1)
}

// addLanes takes the three signed sums out of s.
func addLanes(sums []int32, s int64) {
	const drop = 64 - laneBits
	low := s << drop >> drop
	s = (s - low) >> laneBits
	mid := s << drop >> drop
	sums[0] += int32(low)
	sums[1] += int32(mid)
	sums[2] += int32((s - mid) >> laneBits)
}
