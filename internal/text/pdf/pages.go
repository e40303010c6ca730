package pdf

import (
	"example.org/rapporteur/internal/text/pdf/object"
)

// maxTree is how deep the tree of pages may be. A balanced one of a million
// pages has six levels.
const maxTree = 60

// A sheet is a page of the file.
type sheet struct {
	dict      object.Dict
	resources object.Dict
	box       rect   // what a reader sees of the page, in points
	turn      matrix // from user space to the page as it is shown
}

// A rect is a rectangle with its sides parallel to the axes.
type rect struct{ x0, y0, x1, y1 float64 }

// paper is A4, for pages that do not say how large they are.
var paper = rect{0, 0, 595, 842}

// sheets returns the file's pages in order, and one at most beyond the limit.
func (r *reader) sheets() []sheet {
	w := treeWalk{reader: r, seen: map[object.Ref]bool{}}
	w.walk(r.file.Root()["Pages"], object.Dict{}, 0)
	return w.found
}

type treeWalk struct {
	*reader
	seen  map[object.Ref]bool
	nodes int
	found []sheet
}

// full reports whether more pages were found than are read, or the tree has
// many more nodes than pages.
func (w *treeWalk) full() bool {
	return len(w.found) > w.limits.Pages || w.nodes > 4*w.limits.Pages+maxTree
}

// walk goes down the tree. given is the entries that nodes above hand down.
func (w *treeWalk) walk(o object.Object, given object.Dict, depth int) {
	if ref, ok := o.(object.Ref); ok {
		if w.seen[ref] {
			return
		}
		w.seen[ref] = true
	}
	w.nodes++
	if depth > maxTree || w.full() {
		return
	}
	d := w.file.Dict(o)
	if d == nil {
		return
	}
	own := object.Dict{}
	for _, key := range []object.Name{"Resources", "MediaBox", "CropBox", "Rotate"} {
		if own[key] = d[key]; own[key] == nil {
			own[key] = given[key]
		}
	}
	if kids, ok := w.file.Get(d["Kids"]).(object.Array); ok {
		for _, kid := range kids {
			if w.full() {
				break
			}
			w.walk(kid, own, depth+1)
		}
		return
	}
	s := sheet{dict: d, resources: w.file.Dict(own["Resources"]), box: paper, turn: identity}
	if box, ok := w.rect(own["MediaBox"]); ok {
		s.box = box
	}
	if crop, ok := w.rect(own["CropBox"]); ok {
		crop = rect{max(crop.x0, s.box.x0), max(crop.y0, s.box.y0), min(crop.x1, s.box.x1), min(crop.y1, s.box.y1)}
		if crop.x0 < crop.x1 && crop.y0 < crop.y1 {
			s.box = crop
		}
	}
	switch (w.file.Int(own["Rotate"])%360 + 360) % 360 { // clockwise
	case 90:
		s.turn = matrix{0, -1, 1, 0, 0, 0}
	case 180:
		s.turn = matrix{-1, 0, 0, -1, 0, 0}
	case 270:
		s.turn = matrix{0, 1, -1, 0, 0, 0}
	}
	x0, y0 := s.turn.apply(s.box.x0, s.box.y0)
	x1, y1 := s.turn.apply(s.box.x1, s.box.y1)
	s.turn[4], s.turn[5] = -min(x0, x1), -min(y0, y1)
	s.box = rect{0, 0, max(x0, x1) - min(x0, x1), max(y0, y1) - min(y0, y1)}
	w.found = append(w.found, s)
}

func (r *reader) rect(o object.Object) (rect, bool) {
	a := r.file.Array(o)
	if len(a) != 4 {
		return rect{}, false
	}
	var n [4]float64
	for i := range n {
		n[i], _ = r.file.Number(a[i])
	}
	box := rect{min(n[0], n[2]), min(n[1], n[3]), max(n[0], n[2]), max(n[1], n[3])}
	return box, box.x1-box.x0 > 1 && box.y1-box.y0 > 1
}

// A matrix is the six numbers [a b c d e f] of a transformation (ISO 32000-2, 8.3.3).
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// mul returns the transformation that is m and then n.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// vector transforms a direction.
func (m matrix) vector(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y, m[1]*x + m[3]*y
}
