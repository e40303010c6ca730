package model

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// kernels are all that this processor can run; the tests hold them equal bit for bit.
func kernels() []kernel {
	if fastest.name == portable.name {
		return []kernel{portable}
	}
	return []kernel{portable, fastest}
}

func randomBytes(r *rand.Rand, n int, extreme bool) []byte {
	b := make([]byte, n)
	for i := range b {
		v := r.IntN(2*quantMax+1) - quantMax
		if extreme {
			v = quantMax - 2*quantMax*r.IntN(2)
		}
		b[i] = byte(int8(v))
	}
	return b
}

func TestMultiplyIsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for _, shape := range [][3]int{{0, 4, 32}, {1, 4, 32}, {3, 8, 64}, {4, 4, 96}, {11, 12, 128}, {12, 4, 256}, {27, 20, 384}, {40, 52, maxInputs}} {
		for _, extreme := range []bool{false, true} {
			rows, outs, in := shape[0], shape[1], shape[2]
			a, w := make([]int16, padTo(rows, block)*in), randomBytes(r, outs*in, extreme)
			for i, b := range randomBytes(r, rows*in, extreme) {
				a[i] = int16(int8(b))
			}
			if extreme { // the largest sums there can be
				for i := range in {
					if rows > 0 {
						a[i] = int16(int8(w[i]))
					}
				}
			}
			want := make([]int32, rows*outs)
			for i := range rows {
				for o := range outs {
					for j := range in {
						want[i*outs+o] += int32(a[i*in+j]) * int32(int8(w[o*in+j]))
					}
				}
			}
			for _, k := range kernels() {
				got := make([]int32, padTo(rows, block)*outs)
				k.multiply(got, a, w, rows, outs, in)
				if d := cmp.Diff(want, got[:rows*outs]); d != "" {
					t.Errorf("%s %v extreme=%v (-want +got):\n%s", k.name, shape, extreme, d)
				}
			}
		}
	}
}

// values draws floats of many sizes, with zeros, both ends of Tanh and halves that must round to even.
func values(r *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		switch r.IntN(8) {
		case 0:
			x[i] = 0
		case 1:
			x[i] = float32(3 * (r.IntN(5) - 2))
		case 2:
			x[i] = float32(r.IntN(255)-127) + 0.5
		default:
			x[i] = float32(r.NormFloat64() * math.Exp(4*r.NormFloat64()))
		}
	}
	return x
}

func TestKernelsAgreeBitForBit(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for range 300 {
		n := 1 + r.IntN(70)
		if r.IntN(2) == 0 {
			n = 16 * (1 + r.IntN(24))
		}
		x, step, bias := values(r, n), values(r, n), values(r, n)
		acc := make([]int32, n)
		for i := range acc {
			acc[i] = r.Int32N(1<<25) - 1<<24
		}
		by := values(r, 1)[0]
		cells := values(r, 5*n)
		var want string
		for _, k := range kernels() {
			q, y, c := make([]int16, n), make([]float32, n), append([]float32(nil), cells...)
			top := k.quantise(q, x)
			k.finish(y, acc, step, bias, by)
			k.recur(c[:n], c[n:2*n], c[2*n:3*n], c[3*n:4*n], c[4*n:])
			got := fmt.Sprintf("%v %x %x %x", q, math.Float32bits(top), bitsOf(y), bitsOf(c))
			if want == "" {
				want = got
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Fatalf("%s differs from %s for %d values:\n%s", k.name, portable.name, n, d)
			}
		}
	}
}

func bitsOf(x []float32) []uint32 {
	b := make([]uint32, len(x))
	for i, v := range x {
		b[i] = math.Float32bits(v)
	}
	return b
}

func TestQuantiseZeros(t *testing.T) {
	for _, k := range kernels() {
		q := []int16{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}
		if step := k.quantise(q, make([]float32, 16)); step != 0 || cmp.Diff(q, make([]int16, 16)) != "" {
			t.Errorf("%s: zeros became %v in steps of %v", k.name, q, step)
		}
	}
}

func BenchmarkMultiply(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 5))
	rows, outs, in := 24, 1152, 384
	a, w, acc := make([]int16, rows*in), randomBytes(r, outs*in, false), make([]int32, rows*outs)
	for _, k := range kernels() {
		b.Run(k.name, func(b *testing.B) {
			for range b.N {
				k.multiply(acc, a, w, rows, outs, in)
			}
			b.ReportMetric(float64(rows*outs*in)*float64(b.N)/b.Elapsed().Seconds()/1e9, "Gmac/s")
		})
	}
}
