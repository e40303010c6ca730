package model

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"
)

// A Matrix is a float32 layer as training leaves it: weights of In rows × Out
// columns, row-major, and a bias for each output (nil means zeros).
type Matrix struct {
	In, Out    int
	Data, Bias []float32
}

// A Spec is everything that Build puts into a model file.
type Spec struct {
	UPOS, XPOS, Rels []string // labels; the index is what the heads score

	VectorHashes []uint32 // sorted; row i of Vectors belongs to hash i
	Vectors      []int8   // quantised word vectors
	VectorDim    int
	VectorStep   float32
	WordHashes   []uint32  // sorted; row i+1 of Words belongs to hash i, row 0 is the unknown word
	Words        []float32 // (len(WordHashes)+1) × WordDim
	WordDim      int
	Spell        []float32 // SpellRows × SpellDim
	SpellDim     int

	Input         Matrix   // → hidden
	Layers        []Matrix // hidden → 3·hidden: candidates, forget gates, reset gates
	Heads         Matrix   // hidden → tag + name + 2·arc + 2·rel
	TagU, TagX    Matrix   // tag → labels
	Names         Matrix   // name → NameTags
	Arc           Matrix   // arc → arc, no bias
	Distance      Matrix   // arc → Distances
	ArcRoot       []float32
	RelRoot       []float32
	RelBias       []float32
	RelOut        Matrix // rel → labels
	Note, Licence string // a line on what the model was made from, and its licence
}

// Names of sections. Layer i of the encoder is secLayer + its digit.
const (
	secSizes   = "sizes"
	secNote    = "note"
	secLicence = "licence"
	secUPOS    = "upos"
	secXPOS    = "xpos"
	secRels    = "rels"
	secVecHash = "vectors.hash"
	secVecRows = "vectors.rows"
	secWrdHash = "words.hash"
	secWrdRows = "words.rows"
	secSpell   = "spell.rows"
	secSteps   = "tables.step"
	secInput   = "input"
	secLayer   = "layer"
	secHeads   = "heads"
	secTagU    = "head.upos"
	secTagX    = "head.xpos"
	secNames   = "head.name"
	secArc     = "head.arc"
	secDist    = "head.dist"
	secRelOut  = "head.rel"
	secArcRoot = "root.arc"
	secRelRoot = "root.rel"
	secRelBias = "bias.rel"
)

// Build quantises a trained network and returns the model file.
func Build(s Spec) ([]byte, error) {
	hidden := s.Input.Out
	words, wordStep := quantiseTable(s.Words)
	spell, spellStep := quantiseTable(s.Spell)
	vectors := make([]byte, len(s.Vectors))
	for i, v := range s.Vectors {
		vectors[i] = byte(v)
	}
	sizes := []uint32{uint32(hidden), uint32(len(s.Layers)), uint32(s.VectorDim), uint32(s.WordDim), uint32(s.SpellDim),
		uint32(s.TagU.In), uint32(s.Names.In), uint32(s.Arc.In), uint32(s.RelOut.In)}
	sections := []section{
		{secSizes, numbers(sizes)},
		{secNote, []byte(s.Note)},
		{secLicence, []byte(s.Licence)},
		{secUPOS, []byte(strings.Join(s.UPOS, "\n"))},
		{secXPOS, []byte(strings.Join(s.XPOS, "\n"))},
		{secRels, []byte(strings.Join(s.Rels, "\n"))},
		{secVecHash, numbers(s.VectorHashes)},
		{secVecRows, vectors},
		{secWrdHash, numbers(s.WordHashes)},
		{secWrdRows, words},
		{secSpell, spell},
		{secSteps, floats([]float32{s.VectorStep, wordStep, spellStep})},
		{secArcRoot, floats(s.ArcRoot)},
		{secRelRoot, floats(s.RelRoot)},
		{secRelBias, floats(s.RelBias)},
	}
	add := func(name string, m Matrix) {
		weights, steps := quantiseRows(m.In, m.Out, m.Data)
		bias := m.Bias
		if bias == nil {
			bias = make([]float32, m.Out)
		}
		sections = append(sections,
			section{name + ".size", numbers([]uint32{uint32(m.In), uint32(m.Out)})},
			section{name + ".step", floats(steps)},
			section{name + ".bias", floats(bias)},
			section{name, weights})
	}
	add(secInput, s.Input)
	for i, l := range s.Layers {
		add(layerName(i), l)
	}
	add(secHeads, s.Heads)
	add(secTagU, s.TagU)
	add(secTagX, s.TagX)
	add(secNames, s.Names)
	add(secArc, s.Arc)
	add(secDist, s.Distance)
	add(secRelOut, s.RelOut)
	file := pack(sections)
	if _, err := Load(file); err != nil {
		return nil, fmt.Errorf("model: build: %w", err)
	}
	return file, nil
}

func layerName(i int) string { return fmt.Sprintf("%s%d", secLayer, i) }

func numbers(v []uint32) []byte {
	b := make([]byte, 0, 4*len(v))
	for _, x := range v {
		b = binary.LittleEndian.AppendUint32(b, x)
	}
	return b
}

func floats(v []float32) []byte {
	b := make([]byte, 0, 4*len(v))
	for _, x := range v {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
	}
	return b
}
