// Package gemm multiplies float32 matrices for training; inference never uses it.
package gemm

// A Matrix is a view of float32 values in memory: element (i, j) of an
// m×n matrix is Data[i*Row+j*Col]. Row and Col make transposed and
// sub-matrix views free.
type Matrix struct {
	Data     []float32
	Row, Col int
}

// Dense views data as a row-major matrix with the given number of columns.
func Dense(data []float32, cols int) Matrix { return Matrix{data, cols, 1} }

// T is the transposed view.
func (m Matrix) T() Matrix { return Matrix{m.Data, m.Col, m.Row} }

// tileRows is how many rows of the result one kernel call produces.
const tileRows = 6

// A Workspace holds the packing buffers of one goroutine. The zero value is ready to use.
type Workspace struct {
	strip []float32
	edge  [tileRows * maxTileCols]float32
	rows  []float32
}

// Add computes c += a·b for a of shape m×k, b of shape k×n and c of shape m×n;
// the columns of c must be adjacent (c.Col == 1). Every element of the result is
// one chain of fused multiply-adds in the order of k, so that all kernels with
// hardware FMA agree bit for bit.
func (w *Workspace) Add(m, n, k int, a, b, c Matrix) { w.run(m, n, k, a, b, c, true) }

// Mul computes c = a·b with the shapes of Add.
func (w *Workspace) Mul(m, n, k int, a, b, c Matrix) { w.run(m, n, k, a, b, c, false) }

func (w *Workspace) run(m, n, k int, a, b, c Matrix, add bool) {
	if m == 0 || n == 0 {
		return
	}
	if c.Col != 1 {
		panic("gemm: the columns of the result must be adjacent")
	}
	if k == 0 {
		for i := 0; !add && i < m; i++ {
			clear(c.Data[i*c.Row : i*c.Row+n])
		}
		return
	}
	cols := tileCols
	w.strip = grow(w.strip, k*cols)
	full := m - m%tileRows
	if full < m {
		w.packRows(m-full, k, a, full)
	}
	for j := 0; j < n; j += cols {
		width := min(cols, n-j)
		w.packStrip(k, cols, width, b, j)
		for i := 0; i < m; i += tileRows {
			height := min(tileRows, m-i)
			rows, row, col := a.Data[i*a.Row:], a.Row, a.Col
			if height < tileRows {
				rows, row, col = w.rows, k, 1
			}
			if height == tileRows && width == cols {
				tile(k, rows, row, col, w.strip, c.Data[i*c.Row+j:], c.Row, add)
				continue
			}
			clear(w.edge[:])
			if add {
				for r := range height {
					copy(w.edge[r*cols:r*cols+width], c.Data[(i+r)*c.Row+j:])
				}
			}
			tile(k, rows, row, col, w.strip, w.edge[:], cols, add)
			for r := range height {
				copy(c.Data[(i+r)*c.Row+j:(i+r)*c.Row+j+width], w.edge[r*cols:])
			}
		}
	}
}

// packRows copies the last rows of a, padded with zeros to a whole tile.
func (w *Workspace) packRows(height, k int, a Matrix, from int) {
	w.rows = grow(w.rows, tileRows*k)
	clear(w.rows)
	for r := range height {
		src := a.Data[(from+r)*a.Row:]
		dst := w.rows[r*k : r*k+k]
		for x := range dst {
			dst[x] = src[x*a.Col]
		}
	}
}

// packStrip copies columns j..j+width of b so that each k has one adjacent row of cols values.
func (w *Workspace) packStrip(k, cols, width int, b Matrix, j int) {
	if width < cols {
		clear(w.strip)
	}
	if b.Col == 1 {
		for x := range k {
			copy(w.strip[x*cols:x*cols+width], b.Data[x*b.Row+j:])
		}
		return
	}
	// A few rows at a time, so that what is written stays in the nearest cache.
	const rows = 32
	for from := 0; from < k; from += rows {
		to := min(from+rows, k)
		for y := range width {
			src := b.Data[(j+y)*b.Col:]
			for x := from; x < to; x++ {
				w.strip[x*cols+y] = src[x*b.Row]
			}
		}
	}
}

func grow(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}

// tileGeneric is the portable kernel: c[6×cols] (+)= a[6×k]·strip[k×cols].
func tileGeneric(k int, a []float32, row, col int, strip, c []float32, ldc int, add bool) {
	cols := tileCols
	for r := range tileRows {
		dst := c[r*ldc : r*ldc+cols]
		if !add {
			clear(dst)
		}
		for x := range k {
			v := a[r*row+x*col]
			for j, s := range strip[x*cols : x*cols+cols] {
				dst[j] += v * s
			}
		}
	}
}
