package net

import "example.org/rapporteur/internal/lang/model"

// A Prediction holds the best labels of one sentence; NameScores is n×Names for
// the guideline asked for.
type Prediction struct {
	UPOS, XPOS, Head, Rel []int32
	NameScores            []float32
}

// Predict labels a batch without dropout. Guide below zero scores names with the shared part alone.
func (w *Worker) Predict(batch []*Example, guide int) []Prediction {
	n := w.net
	w.train = false
	w.forward(batch)
	out := make([]Prediction, len(batch))
	for s := range batch {
		a, b := w.off[s], w.off[s+1]
		p := Prediction{Head: make([]int32, b-a)}
		model.Tree(w.arcs[s], b-a, p.Head)
		_, rels := w.relScores(a, p.Head)
		for i := a; i < b; i++ {
			p.UPOS = append(p.UPOS, argmax(w.upos[i*n.UPOS:(i+1)*n.UPOS]))
			p.XPOS = append(p.XPOS, argmax(w.xpos[i*n.XPOS:(i+1)*n.XPOS]))
			p.Rel = append(p.Rel, argmax(rels[(i-a)*n.Rels:(i-a+1)*n.Rels]))
			row := w.names[i*n.NameW.Cols : (i+1)*n.NameW.Cols]
			scores := append([]float32(nil), row[:n.Names]...)
			if guide >= 0 {
				addTo(scores, row[n.Names*(1+guide):])
			}
			p.NameScores = append(p.NameScores, scores...)
		}
		out[s] = p
	}
	return out
}

func argmax(s []float32) int32 {
	best := 0
	for i, v := range s {
		if v > s[best] {
			best = i
		}
	}
	return int32(best)
}
