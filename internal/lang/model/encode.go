package model

// encode leaves in s.h the n×hidden states of the words.
func (m *Model) encode(s *scratch, words []string, first bool) {
	n, d := len(words), m.hidden
	width := m.input.in
	s.x = resize(s.x, n*width)
	for i, w := range words {
		m.embed(s, s.x[i*width:(i+1)*width], w, first && i == 0)
	}
	s.h, s.u, s.cell = resize(s.h, n*d), resize(s.u, n*3*d), resize(s.cell, d)
	m.input.apply(s, s.h, s.x, 0, width, n)
	for l := range m.layers {
		m.layers[l].apply(s, s.u, s.h, 0, d, n)
		s.layer(n, d)
	}
}

// embed writes the word's vector, its learned row and the sum of its spelling rows.
func (m *Model) embed(s *scratch, x []float32, word string, first bool) {
	h := s.fold.Set(word)
	vec, own, spell := x[:m.vectorDim], x[m.vectorDim:m.vectorDim+m.wordDim], x[m.vectorDim+m.wordDim:]
	if i := lookup(m.vectorHash, h); i >= 0 {
		scaleRow(vec, m.vectorRows[i*m.vectorDim:], m.vectorStep)
	} else {
		clear(vec)
	}
	scaleRow(own, m.wordRows[(lookup(m.wordHash, h)+1)*m.wordDim:], m.wordStep)
	s.rows = s.fold.AppendRows(s.rows[:0], len(m.spellRows)/m.spellDim, first)
	s.sums = resize(s.sums, m.spellDim)
	clear(s.sums)
	for _, r := range s.rows {
		row := m.spellRows[int(r)*m.spellDim : int(r+1)*m.spellDim]
		sums := s.sums[:len(row)]
		for j, b := range row {
			sums[j] += int32(int8(b))
		}
	}
	for j, v := range s.sums {
		spell[j] = float32(v) * m.spellStep
	}
}

func scaleRow(dst []float32, row []byte, step float32) {
	row = row[:len(dst)]
	for i, b := range row {
		dst[i] = float32(int8(b)) * step
	}
}

// layer runs a bidirectional simple recurrent unit (Lei and others 2018) over n
// words of d units: units below d/2 read forward, the others backward. s.u is
// n×3d: candidates, forget gates and reset gates before activation. s.h is the
// input, carried past the unit where the reset gate is shut, and becomes the output.
//
//	f = σ(u_f)   r = σ(u_r)   c = f·c' + (1-f)·u_c   h = h + r·(tanh(c) - h)
func (s *scratch) layer(n, d int) {
	u, h, half := s.u, s.h, d/2
	for dir := range 2 {
		lo, hi := dir*half, half+dir*(d-half)
		c := s.cell[:hi-lo]
		clear(c)
		for i := range n {
			t := i
			if dir == 1 {
				t = n - 1 - i
			}
			row := u[t*3*d : (t+1)*3*d]
			s.recur(row[lo:hi], row[d+lo:d+hi], row[2*d+lo:2*d+hi], h[t*d+lo:t*d+hi], c)
		}
	}
}

func recurPortable(cand, forget, reset, h, c []float32) {
	cand, forget, reset, h = cand[:len(c)], forget[:len(c)], reset[:len(c)], h[:len(c)]
	for j, was := range c {
		f, r := Sigmoid(forget[j]), Sigmoid(reset[j])
		now := float32(cand[j]*float32(1-f)) + float32(f*was)
		c[j] = now
		h[j] += float32(r * float32(Tanh(now)-h[j]))
	}
}
