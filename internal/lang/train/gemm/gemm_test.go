package gemm

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

func fill(r *rand.Rand, n int) []float32 {
	s := make([]float32, n)
	for i := range s {
		s[i] = r.Float32() - 0.5
	}
	return s
}

func TestAddAndMulMatchTheDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var w Workspace
	for _, shape := range [][3]int{{1, 1, 1}, {6, 16, 4}, {6, 32, 9}, {7, 33, 5}, {20, 20, 128}, {13, 70, 31}, {0, 3, 2}, {3, 4, 0}} {
		m, n, k := shape[0], shape[1], shape[2]
		for _, transposed := range []bool{false, true} {
			t.Run(fmt.Sprint(shape, transposed), func(t *testing.T) {
				a, b := Dense(fill(r, m*k), k), Dense(fill(r, k*n), n)
				if transposed {
					a, b = Dense(a.Data, m).T(), Dense(b.Data, k).T()
				}
				start := fill(r, m*n)
				for _, add := range []bool{false, true} {
					c := append([]float32(nil), start...)
					if add {
						w.Add(m, n, k, a, b, Dense(c, n))
					} else {
						w.Mul(m, n, k, a, b, Dense(c, n))
					}
					for i := range m {
						for j := range n {
							var want float64
							if add {
								want = float64(start[i*n+j])
							}
							for x := range k {
								want += float64(a.Data[i*a.Row+x*a.Col]) * float64(b.Data[x*b.Row+j*b.Col])
							}
							if got := float64(c[i*n+j]); math.Abs(got-want) > 1e-4 {
								t.Fatalf("add=%v: element (%d,%d) is %v, want %v", add, i, j, got, want)
							}
						}
					}
				}
			})
		}
	}
}

func BenchmarkMul(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	m, n, k := 800, 768, 256
	x, y, z := Dense(fill(r, m*k), k), Dense(fill(r, k*n), n), Dense(make([]float32, m*n), n)
	var w Workspace
	b.ResetTimer()
	for range b.N {
		w.Mul(m, n, k, x, y, z)
	}
	b.ReportMetric(2*float64(m*n*k)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
}

// BenchmarkMulTransposed is the shape of a weight gradient: inputsᵀ · output gradients.
func BenchmarkMulTransposed(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	m, n, k := 256, 768, 800
	x, y, z := Dense(fill(r, m*k), m).T(), Dense(fill(r, k*n), n), Dense(make([]float32, m*n), n)
	var w Workspace
	b.ResetTimer()
	for range b.N {
		w.Mul(m, n, k, x, y, z)
	}
	b.ReportMetric(2*float64(m*n*k)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
}
