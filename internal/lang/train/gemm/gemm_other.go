//go:build !amd64

package gemm

const maxTileCols = 16

const tileCols = 16

func tile(k int, a []float32, row, col int, strip, c []float32, ldc int, add bool) {
	tileGeneric(k, a, row, col, strip, c, ldc, add)
}
