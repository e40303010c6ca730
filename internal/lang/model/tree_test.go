package model

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// best tries every assignment of heads: the definition that Tree must meet.
func best(scores []float32, n int) (heads []int32, top float64) {
	try := make([]int32, n)
	var walk func(d int)
	walk = func(d int) {
		if d == n {
			roots, sum := 0, 0.0
			for i, h := range try {
				if h == 0 {
					roots++
				}
				sum += float64(scores[i*(n+1)+int(h)])
			}
			if roots == 1 && isTree(try) && (heads == nil || sum > top) {
				heads, top = append([]int32(nil), try...), sum
			}
			return
		}
		for h := range n + 1 {
			if h != d+1 {
				try[d] = int32(h)
				walk(d + 1)
			}
		}
	}
	walk(0)
	return heads, top
}

func TestTreeIsTheBestOne(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 600 {
		n := 1 + r.IntN(6)
		scores := make([]float32, n*(n+1))
		for i := range scores {
			scores[i] = float32(r.IntN(1 << 12))
		}
		want, top := best(scores, n)
		got := make([]int32, n)
		Tree(scores, n, got)
		sum := 0.0
		for d, h := range got {
			sum += float64(scores[d*(n+1)+int(h)])
		}
		if sum != top {
			t.Fatalf("n=%d scores %v: heads %v weigh %v, want %v with %v", n, scores, got, sum, want, top)
		}
	}
}

func TestTreeOfLongSentences(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for _, n := range []int{1, 40, 150} {
		scores := make([]float32, n*(n+1))
		for i := range scores {
			scores[i] = r.Float32() * 10
		}
		heads := make([]int32, n)
		Tree(scores, n, heads)
		roots := 0
		for _, h := range heads {
			if h == 0 {
				roots++
			}
		}
		if roots != 1 || !isTree(heads) {
			t.Fatalf("n=%d: heads %v are not a tree with one root", n, heads)
		}
		again := make([]int32, n)
		Tree(scores, n, again)
		if d := cmp.Diff(heads, again); d != "" {
			t.Fatalf("a second search differs:\n%s", d)
		}
	}
}
