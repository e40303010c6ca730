package main

import (
	"maps"
	"slices"

	"example.org/rapporteur/internal/lang/model"
	"example.org/rapporteur/internal/lang/train/net"
	"example.org/rapporteur/internal/lang/treebank"
)

// A coder turns sentences into rows and labels of the network.
type coder struct {
	vectors          *vectors
	words            []uint32 // hashes of the learned words, sorted; word i has row i+1
	count            map[uint32]int
	upos, xpos, rels []string
	spellRows        int
	fold             model.Fold
}

// minCount is how often a word must occur in the training data to get a row of its own.
const minCount = 2

func newCoder(c *corpus, v *vectors, spellRows int) *coder {
	k := &coder{vectors: v, spellRows: spellRows, count: map[uint32]int{}}
	upos, xpos, rels := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, s := range c.Trees {
		for _, w := range s.Words {
			k.count[k.fold.Set(w.Form)]++
			upos[w.UPOS], xpos[w.XPOS], rels[w.Rel] = true, true, true
		}
	}
	for _, s := range c.Tagged {
		for _, t := range s.Tokens {
			k.count[k.fold.Set(t)]++
		}
	}
	for h, n := range k.count {
		if n >= minCount {
			k.words = append(k.words, h)
		}
	}
	slices.Sort(k.words)
	k.upos, k.xpos, k.rels = slices.Sorted(maps.Keys(upos)), slices.Sorted(maps.Keys(xpos)), slices.Sorted(maps.Keys(rels))
	return k
}

// words fills the inputs of an example.
func (k *coder) input(forms []string) *net.Example {
	e := &net.Example{}
	for i, f := range forms {
		h := k.fold.Set(f)
		e.Vector = append(e.Vector, find(k.vectors.Hashes, h))
		e.Word = append(e.Word, find(k.words, h)+1)
		// Rare words are often read as unknown, so that row 0 learns what to expect.
		e.Rare = append(e.Rare, uint8(256*0.5/(0.5+float64(max(1, k.count[h])))))
		e.Spell = k.fold.AppendRows(e.Spell, k.spellRows, i == 0)
		e.SpellEnd = append(e.SpellEnd, int32(len(e.Spell)))
	}
	return e
}

func find(sorted []uint32, h uint32) int32 {
	if i, ok := slices.BinarySearch(sorted, h); ok {
		return int32(i)
	}
	return -1
}

func label(labels []string, l string) int32 {
	if i, ok := slices.BinarySearch(labels, l); ok {
		return int32(i)
	}
	return net.Unknown
}

func (k *coder) tree(s *treebank.Sentence) *net.Example {
	e := k.input(s.Forms())
	for _, w := range s.Words {
		e.UPOS = append(e.UPOS, label(k.upos, w.UPOS))
		e.XPOS = append(e.XPOS, label(k.xpos, w.XPOS))
		e.Head = append(e.Head, int32(w.Head))
		e.Rel = append(e.Rel, max(0, label(k.rels, w.Rel)))
	}
	return e
}

func (k *coder) tagged(s treebank.Tagged, guide int) *net.Example {
	e := k.input(s.Tokens)
	e.UPOS = slices.Repeat([]int32{net.Unknown}, len(s.Tokens))
	e.XPOS = e.UPOS
	e.Name, e.Guide = model.FromIOB(s.Tags), guide
	return e
}

func (k *coder) examples(c *corpus) []*net.Example {
	var all []*net.Example
	for i := range c.Trees {
		e := k.tree(&c.Trees[i])
		if c.Names[i] != nil {
			e.Name, e.Guide = model.FromIOB(c.Names[i]), c.Guide[i]
		}
		all = append(all, e)
	}
	for _, s := range c.Tagged {
		all = append(all, k.tagged(s.Tagged, s.Guide))
	}
	return all
}
