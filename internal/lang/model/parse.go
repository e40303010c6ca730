// Package model analyses English sentences offline: parts of speech, dependency
// trees and names, by a small recurrent network in whole-number arithmetic that
// gives the same answer on every processor.
package model

// A Word is what the model says of one word. Its strings belong to the model.
type Word struct {
	UPOS, XPOS string // universal and Penn part of speech
	Head       int    // governor counted from 1; 0 is the root
	Rel        string // UD relation to the governor, with subtype
	Name       string // IOB2 tag of PER, LOC and ORG, or "O"
}

// A Result is the analysis of a sentence, one Word per word. It may be used again.
type Result struct {
	Words []Word
}

// MaxWords is the most words that are read at once. A longer sentence is read
// in pieces, and the root of every later piece hangs from the root of the first
// as parataxis.
const MaxWords = 256

// Parse analyses the words of one sentence (UD tokens) into dst, whose space is
// used again. It allocates nothing once its buffers have grown.
func (m *Model) Parse(dst *Result, words []string) {
	dst.Words = resize(dst.Words, len(words))
	s := m.scratch.Get().(*scratch)
	defer m.scratch.Put(s)
	root := 0
	for from := 0; from < len(words); from += MaxWords {
		to := min(from+MaxWords, len(words))
		m.parse(s, dst.Words[from:to], words[from:to], from == 0)
		for i := from; i < to; i++ {
			w := &dst.Words[i]
			switch {
			case w.Head > 0:
				w.Head += from
			case from == 0:
				root = i + 1
			default:
				w.Head, w.Rel = root, "parataxis"
			}
		}
	}
}

// A scratch holds the buffers of one running Parse; n words, d hidden units.
type scratch struct {
	kernel
	fold         Fold
	rows         []int32
	sums         []int32 // spelling sums of one word
	x            []float32
	h, u         []float32 // n×d, n×3d
	cell         []float32 // d/2
	z            []float32 // n×heads
	labels       []float32 // n×labels
	v            []float32 // (n+1)×arc
	scores       []float32 // n×(n+1)
	hidden       []float32 // n×rel
	q            []int16
	qstep, vstep []float32
	acc          []int32
	vq           []byte
	wide         []int16
	tree         treeFinder
	head, tags   []int32
	back         []uint8
}

func (m *Model) parse(s *scratch, out []Word, words []string, first bool) {
	n := len(words)
	m.encode(s, words, first)
	s.z = resize(s.z, n*m.heads.out)
	m.heads.apply(s, s.z, s.h, 0, m.hidden, n)
	relu := m.tag + m.name + 2*m.arc
	for i := range n {
		row := s.z[i*m.heads.out : i*m.heads.out+relu]
		for j, v := range row {
			if v < 0 {
				row[j] = 0
			}
		}
	}
	m.score(s, &m.tagU, 0, n)
	for i := range out {
		out[i].UPOS = m.upos[argmax(s.row(&m.tagU, i))]
	}
	m.score(s, &m.tagX, 0, n)
	for i := range out {
		out[i].XPOS = m.xpos[argmax(s.row(&m.tagX, i))]
	}
	m.score(s, &m.names, m.tag, n)
	s.back, s.tags = resize(s.back, len(s.labels)), resize(s.tags, n)
	Names(s.labels, n, s.back, s.tags)
	m.arcs(s, n)
	m.relations(s, n)
	for i := range out {
		out[i].Name, out[i].Head = iobNames[s.tags[i]], int(s.head[i])
		out[i].Rel = m.rels[argmax(s.row(&m.relOut, i))]
	}
}

// score leaves in s.labels the n×out scores of a head that reads s.z from column at.
func (m *Model) score(s *scratch, l *layer, at, n int) {
	s.labels = resize(s.labels, n*l.out)
	l.apply(s, s.labels, s.z, at, m.heads.out, n)
}

// row is word i's part of s.labels.
func (s *scratch) row(l *layer, i int) []float32 { return s.labels[i*l.out : (i+1)*l.out] }

func argmax(scores []float32) int {
	at := 0
	for i, v := range scores {
		if v > scores[at] {
			at = i
		}
	}
	return at
}

// arcs finds the heads of n words: a word's score for a governor is the product
// of its dependent part with the governor part sent through arcW, and its score
// for the distance between them.
func (m *Model) arcs(s *scratch, n int) {
	width := m.heads.out
	gov := m.tag + m.name + m.arc
	s.v = resize(s.v, (n+1)*m.arc)
	copy(s.v, m.arcRoot)
	m.arcW.apply(s, s.v[m.arc:], s.z, gov, width, n)
	// The governors take the place of weights: a layer made for this sentence.
	pad := padTo(m.arc, lanes)
	rows := padTo(n+1, block)
	s.vq, s.wide, s.vstep = resize(s.vq, rows*pad), resize(s.wide, pad), resize(s.vstep, n+1)
	clear(s.vq[(n+1)*pad:])
	for i := range n + 1 {
		s.vstep[i] = s.quantiseBytes(s.vq[i*pad:(i+1)*pad], s.v[i*m.arc:(i+1)*m.arc], s.wide)
	}
	s.hidden = resize(s.hidden, n+1)
	clear(s.hidden)
	governors := layer{in: m.arc, out: n + 1, inPad: pad, outPad: rows, weights: s.vq, step: s.vstep, bias: s.hidden}
	s.scores, s.head = resize(s.scores, n*(n+1)), resize(s.head, n)
	governors.apply(s, s.scores, s.z, m.tag+m.name, width, n)
	m.score(s, &m.distance, m.tag+m.name, n)
	for i := range n {
		AddDistances(s.scores[i*(n+1):(i+1)*(n+1)], s.row(&m.distance, i), i)
	}
	s.tree.find(s.scores, n, s.head)
}

// relations scores the labels of the arcs in s.head.
func (m *Model) relations(s *scratch, n int) {
	width, r := m.heads.out, m.rel
	dep := m.tag + m.name + 2*m.arc
	s.hidden = resize(s.hidden, n*r)
	for i := range n {
		own := s.z[i*width+dep : i*width+dep+r]
		gov := m.relRoot
		if h := int(s.head[i]); h > 0 {
			gov = s.z[(h-1)*width+dep+r : (h-1)*width+dep+2*r]
		}
		row := s.hidden[i*r : (i+1)*r]
		for j := range row {
			v := m.relBias[j] + own[j] + gov[j]
			if v < 0 {
				v = 0
			}
			row[j] = v
		}
	}
	s.labels = resize(s.labels, n*m.relOut.out)
	m.relOut.apply(s, s.labels, s.hidden, 0, r, n)
}
