package gemm

import "golang.org/x/sys/cpu"

const maxTileCols = 32

var (
	hasAVX2   = cpu.X86.HasAVX2 && cpu.X86.HasFMA
	hasAVX512 = hasAVX2 && cpu.X86.HasAVX512F
	tileCols  = columns()
)

func columns() int {
	if hasAVX512 {
		return 32
	}
	return 16
}

// tileAVX2 and tileAVX512 are tileGeneric for 16 and 32 columns. Strides are in bytes.
//
//go:noescape
func tileAVX2(k int, a *float32, row, col int, strip, c *float32, ldc int, add bool)

//go:noescape
func tileAVX512(k int, a *float32, row, col int, strip, c *float32, ldc int, add bool)

func tile(k int, a []float32, row, col int, strip, c []float32, ldc int, add bool) {
	_ = a[(tileRows-1)*row+(k-1)*col]
	_ = strip[k*tileCols-1]
	_ = c[(tileRows-1)*ldc+tileCols-1]
	switch {
	case hasAVX512:
		tileAVX512(k, &a[0], row*4, col*4, &strip[0], &c[0], ldc*4, add)
	case hasAVX2:
		tileAVX2(k, &a[0], row*4, col*4, &strip[0], &c[0], ldc*4, add)
	default:
		tileGeneric(k, a, row, col, strip, c, ldc, add)
	}
}
