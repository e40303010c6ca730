package model

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"sync"
)

// A Model analyses English sentences. It is made by Load, never changes, and is
// safe for concurrent use.
type Model struct {
	Note, Licence    string
	upos, xpos, rels []string

	hidden                        int
	vectorDim, wordDim, spellDim  int
	tag, name, arc, rel           int
	vectorHash, vectorRows        []byte
	wordHash, wordRows, spellRows []byte
	vectorStep, wordStep          float32
	spellStep                     float32

	input, heads, tagU, tagX, names layer
	arcW, distance, relOut          layer
	layers                          []layer
	arcRoot, relRoot, relBias       []float32

	kernel  kernel
	scratch sync.Pool
}

// Bounds of what a file may ask for.
const (
	maxHidden = maxInputs
	maxDim    = 512
	maxLayers = 16
	maxLabels = 256
)

// Load reads a model file that Build made. The file is used where it lies and
// must not change afterwards. Errors wrap ErrFormat.
func Load(file []byte) (*Model, error) {
	sections, err := unpack(file)
	if err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	m := &Model{kernel: fastest}
	l := loader{sections: sections}
	sizes := l.numbers(secSizes, 9)
	if l.err != nil {
		return nil, l.err
	}
	m.hidden = l.within("hidden units", sizes[0], 2, maxHidden)
	layers := l.within("layers", sizes[1], 1, maxLayers)
	m.vectorDim = l.within("word vector values", sizes[2], 1, maxDim)
	m.wordDim = l.within("word values", sizes[3], 1, maxDim)
	m.spellDim = l.within("spelling values", sizes[4], 1, maxDim)
	m.tag = l.within("tag units", sizes[5], 1, maxDim)
	m.name = l.within("name units", sizes[6], 1, maxDim)
	m.arc = l.within("arc units", sizes[7], 1, maxDim)
	m.rel = l.within("relation units", sizes[8], 1, maxDim)
	if l.err != nil {
		return nil, l.err
	}
	m.Note, m.Licence = string(l.get(secNote)), string(l.get(secLicence))
	m.upos, m.xpos, m.rels = l.labels(secUPOS), l.labels(secXPOS), l.labels(secRels)
	m.vectorHash, m.vectorRows = l.table(secVecHash, secVecRows, m.vectorDim, 0)
	m.wordHash, m.wordRows = l.table(secWrdHash, secWrdRows, m.wordDim, 1)
	m.spellRows = l.get(secSpell)
	if len(m.spellRows) == 0 || len(m.spellRows)%m.spellDim != 0 {
		l.fail("section %q has %d bytes, which is not whole rows of %d", secSpell, len(m.spellRows), m.spellDim)
	}
	steps := l.floats(secSteps, 3)
	m.input = l.layer(secInput, m.vectorDim+m.wordDim+m.spellDim, m.hidden)
	for i := range layers {
		m.layers = append(m.layers, l.layer(layerName(i), m.hidden, 3*m.hidden))
	}
	m.heads = l.layer(secHeads, m.hidden, m.tag+m.name+2*m.arc+2*m.rel)
	m.tagU = l.layer(secTagU, m.tag, len(m.upos))
	m.tagX = l.layer(secTagX, m.tag, len(m.xpos))
	m.names = l.layer(secNames, m.name, len(NameTags))
	m.arcW = l.layer(secArc, m.arc, m.arc)
	m.distance = l.layer(secDist, m.arc, Distances)
	m.relOut = l.layer(secRelOut, m.rel, len(m.rels))
	m.arcRoot, m.relRoot, m.relBias = l.floats(secArcRoot, m.arc), l.floats(secRelRoot, m.rel), l.floats(secRelBias, m.rel)
	if l.err != nil {
		return nil, l.err
	}
	m.vectorStep, m.wordStep, m.spellStep = steps[0], steps[1], steps[2]
	m.scratch.New = func() any { return &scratch{kernel: m.kernel} }
	return m, nil
}

// A loader keeps the first error.
type loader struct {
	sections map[string][]byte
	err      error
}

func (l *loader) fail(format string, args ...any) {
	if l.err == nil {
		l.err = fmt.Errorf("model: "+format+": %w", append(args, ErrFormat)...)
	}
}

func (l *loader) get(name string) []byte {
	b, ok := l.sections[name]
	if !ok {
		l.fail("section %q is missing", name)
	}
	return b
}

func (l *loader) within(what string, v uint32, low, high int) int {
	if int64(v) < int64(low) || int64(v) > int64(high) {
		l.fail("%d %s, which is not between %d and %d", v, what, low, high)
		return low
	}
	return int(v)
}

// numbers reads count numbers; it returns that many even after an error.
func (l *loader) numbers(name string, count int) []uint32 {
	b, v := l.get(name), make([]uint32, count)
	if len(b) != 4*count {
		l.fail("section %q has %d bytes where %d are due", name, len(b), 4*count)
		return v
	}
	for i := range v {
		v[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return v
}

func (l *loader) floats(name string, count int) []float32 {
	v := make([]float32, count)
	for i, bits := range l.numbers(name, count) {
		v[i] = math.Float32frombits(bits)
		if f := float64(v[i]); math.IsNaN(f) || math.IsInf(f, 0) {
			l.fail("section %q holds %v", name, f)
		}
	}
	return v
}

func (l *loader) labels(name string) []string {
	labels := strings.Split(string(l.get(name)), "\n")
	if len(labels) > maxLabels {
		l.fail("section %q has %d labels where %d are allowed", name, len(labels), maxLabels)
	}
	return labels
}

// table checks a table of rows of dim bytes with a sorted hash for all but the first extra rows.
func (l *loader) table(hashes, rows string, dim, extra int) (h, r []byte) {
	h, r = l.get(hashes), l.get(rows)
	if len(h)%4 != 0 || len(r) != (len(h)/4+extra)*dim {
		l.fail("sections %q and %q do not fit together: %d hashes, %d bytes in rows of %d", hashes, rows, len(h)/4, len(r), dim)
	}
	return h, r
}

func (l *loader) layer(name string, in, out int) layer {
	size := l.numbers(name+".size", 2)
	if int64(size[0]) != int64(in) || int64(size[1]) != int64(out) {
		l.fail("layer %q is %d×%d where %d×%d is due", name, size[0], size[1], in, out)
	}
	v := layer{in: in, out: out, inPad: padTo(in, lanes), outPad: padTo(out, block), weights: l.get(name),
		step: l.floats(name+".step", out), bias: l.floats(name+".bias", out)}
	if len(v.weights) != v.inPad*v.outPad {
		l.fail("layer %q has %d bytes of weights where %d are due", name, len(v.weights), v.inPad*v.outPad)
	}
	if v.inPad > maxInputs {
		l.fail("layer %q has %d inputs where %d are allowed", name, in, maxInputs)
	}
	return v
}

// lookup finds h in sorted hashes of four bytes; it returns -1 when h is not there.
func lookup(hashes []byte, h uint32) int {
	lo, hi := 0, len(hashes)/4
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		switch v := binary.LittleEndian.Uint32(hashes[4*mid:]); {
		case v == h:
			return mid
		case v < h:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return -1
}
