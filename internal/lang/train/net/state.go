package net

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
)

// Save writes the weights, averages and optimiser state, so that training can go
// on from them in a network of the same Config.
func (n *Net) Save(w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<20)
	values := []any{int64(n.step)}
	for _, p := range n.all() {
		values = append(values, p.W, p.Avg, p.m, p.v, p.last)
	}
	for _, v := range values {
		if err := binary.Write(out, binary.LittleEndian, v); err != nil {
			return fmt.Errorf("net: save the training state: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("net: save the training state: %w", err)
	}
	return nil
}

// Restore reads what Save wrote.
func (n *Net) Restore(r io.Reader) error {
	in := bufio.NewReaderSize(r, 1<<20)
	var step int64
	values := []any{&step}
	for _, p := range n.all() {
		values = append(values, p.W, p.Avg, p.m, p.v, p.last)
	}
	for _, v := range values {
		if err := binary.Read(in, binary.LittleEndian, v); err != nil {
			return fmt.Errorf("net: restore the training state (was it saved with the same settings and data?): %w", err)
		}
	}
	n.step = int(step)
	return nil
}

func (n *Net) all() []*Param { return append([]*Param{n.Words, n.Spells}, n.dense...) }
