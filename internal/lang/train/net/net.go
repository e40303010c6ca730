// Package net is the trainable form of the analyser: the float32 network of
// package model with hand-written gradients.
package net

import (
	"math"
	"math/rand/v2"

	"example.org/rapporteur/internal/lang/model"
)

// Config gives the sizes of a network. Widths are in units, counts in rows.
type Config struct {
	VectorRows, VectorDim int // frozen word vectors
	WordRows, WordDim     int // learned words; row 0 is the unknown word
	SpellRows, SpellDim   int // hashed spelling features
	Hidden, Layers        int // encoder: Hidden/2 units in each direction
	Tag, Name, Arc, Rel   int // hidden widths of the heads
	UPOS, XPOS, Rels      int // numbers of labels
	Names, Guides         int // name tags, and annotation guidelines that differ in them
}

// Input is the width of the encoder's input.
func (c Config) Input() int { return c.VectorDim + c.WordDim + c.SpellDim }

// Heads is the joint width of the heads' first layers, in the order
// tag, name, dependent, governor, relation of dependent, relation of governor.
func (c Config) Heads() int { return c.Tag + c.Name + 2*c.Arc + 2*c.Rel }

// Unknown marks a label that the data does not give: it costs nothing.
const Unknown = -1

// An Example is one sentence of n words.
type Example struct {
	Vector     []int32 // n rows of the frozen vectors, or -1
	Word       []int32 // n rows of the word table
	Rare       []uint8 // n chances, in 1/256, of reading the word as unknown in training
	Spell      []int32 // spelling rows of all words
	SpellEnd   []int32 // n ends in Spell
	UPOS, XPOS []int32 // n labels or Unknown
	Head       []int32 // n governors from 1, 0 the root, or nil
	Rel        []int32 // n relations, or nil
	Name       []int32 // n name tags, or nil
	Guide      int     // the guideline of Name
}

// A Param is one matrix of weights, rows × cols, row-major, input-major for layers.
type Param struct {
	Name       string
	Rows, Cols int
	W          []float32
	Avg        []float32 // moving average of W: what is evaluated and exported
	m, v       []float32 // Adam's moments
	last       []int32   // tables only: the step of each row's latest update
	index      int
}

// A Net is the whole network.
type Net struct {
	Config
	Average                       float64   // decay of the moving averages, per step
	Vectors                       []float32 // VectorRows×VectorDim, frozen
	Words, Spells                 *Param    // tables, updated by row
	In, InB                       *Param    // Input×Hidden
	Layer, LayerB                 []*Param  // Hidden×3·Hidden: candidate, forget, reset
	Head, HeadB                   *Param    // Hidden×Heads
	UPOSW, UPOSB, XPOSW, XPOSB    *Param    // Tag×labels
	NameW, NameB                  *Param    // Name×Names·(1+Guides): shared, then one block a guideline
	ArcW, ArcRoot                 *Param    // Arc×Arc and 1×Arc
	RelB, RelRoot, RelOut, RelOuB *Param    // 1×Rel, 1×Rel, Rel×Rels, 1×Rels
	Dist, DistB                   *Param    // Arc×model.Distances: how far away a word's governor may be
	dense                         []*Param
	step                          int
}

// New makes a network with random weights drawn from r. average is the decay of
// the moving averages of the weights, per step.
func New(c Config, average float64, vectors []float32, r *rand.Rand) *Net {
	n := &Net{Config: c, Average: average, Vectors: vectors}
	dense := func(name string, rows, cols int, scale float64) *Param {
		p := newParam(name, rows, cols, scale, r)
		p.index = len(n.dense)
		n.dense = append(n.dense, p)
		return p
	}
	layer := func(name string, rows, cols int) *Param {
		return dense(name, rows, cols, math.Sqrt(6/float64(rows+cols)))
	}
	n.Words = newTable("word", c.WordRows, c.WordDim, 0.1, r)
	n.Spells = newTable("spell", c.SpellRows, c.SpellDim, 0.05, r)
	n.In, n.InB = layer("in", c.Input(), c.Hidden), dense("in.bias", 1, c.Hidden, 0)
	for range c.Layers {
		n.Layer = append(n.Layer, dense("layer", c.Hidden, 3*c.Hidden, math.Sqrt(3/float64(c.Hidden))))
		n.LayerB = append(n.LayerB, dense("layer.bias", 1, 3*c.Hidden, 0))
	}
	n.Head, n.HeadB = dense("head", c.Hidden, c.Heads(), math.Sqrt(6/float64(c.Hidden+c.Arc))), dense("head.bias", 1, c.Heads(), 0)
	n.UPOSW, n.UPOSB = layer("upos", c.Tag, c.UPOS), dense("upos.bias", 1, c.UPOS, 0)
	n.XPOSW, n.XPOSB = layer("xpos", c.Tag, c.XPOS), dense("xpos.bias", 1, c.XPOS, 0)
	names := c.Names * (1 + c.Guides)
	n.NameW, n.NameB = layer("name", c.Name, names), dense("name.bias", 1, names, 0)
	n.ArcW, n.ArcRoot = layer("arc", c.Arc, c.Arc), dense("arc.root", 1, c.Arc, 0.1)
	n.RelB, n.RelRoot = dense("rel.bias", 1, c.Rel, 0), dense("rel.root", 1, c.Rel, 0.1)
	n.RelOut, n.RelOuB = layer("rel.out", c.Rel, c.Rels), dense("rel.out.bias", 1, c.Rels, 0)
	n.Dist, n.DistB = dense("distance", c.Arc, model.Distances, 0), dense("distance.bias", 1, model.Distances, 0)
	return n
}

func newParam(name string, rows, cols int, scale float64, r *rand.Rand) *Param {
	size := rows * cols
	p := &Param{Name: name, Rows: rows, Cols: cols, W: make([]float32, size),
		Avg: make([]float32, size), m: make([]float32, size), v: make([]float32, size)}
	for i := range p.W {
		p.W[i] = float32((2*r.Float64() - 1) * scale)
	}
	copy(p.Avg, p.W)
	return p
}

func newTable(name string, rows, cols int, scale float64, r *rand.Rand) *Param {
	p := newParam(name, rows, cols, scale, r)
	p.last = make([]int32, rows)
	return p
}

// Params counts the weights of all layers, without the tables.
func (n *Net) Params() int {
	sum := 0
	for _, p := range n.dense {
		sum += len(p.W)
	}
	return sum
}

// UseAverage swaps the weights with their moving averages, before and after an evaluation.
func (n *Net) UseAverage() {
	n.settle(n.Words)
	n.settle(n.Spells)
	for _, p := range n.all() {
		p.W, p.Avg = p.Avg, p.W
	}
}
