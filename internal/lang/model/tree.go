package model

import "math"

// A treeFinder holds the scratch space of one search for the best tree.
type treeFinder struct {
	score        []float32 // (n+1)×(n+1): score[d*(n+1)+h]
	best         []int32
	cycle        []int32
	alive        []bool
	enter, leave []int32
	within       []int32 // for every real node, the node it is now part of
	stack        []merge
	inside       []bool
	entered, hit []bool
	heads        []int32
	pool         []int32 // what the merges' lists are cut from
}

// A merge remembers one contracted cycle.
type merge struct {
	members  []int32 // nodes of the cycle at that time
	children []int32 // the real child of each member's arc inside the cycle
	heads    []int32 // the real head of that arc
	within   []int32 // for every real node, the node it was part of at that time
}

// rootPenalty is taken off every arc from the root, so that the best tree has as
// few of them as it can: one.
const rootPenalty = 1 << 15

// Tree writes to heads the highest-scoring dependency tree of n words with
// exactly one child of the root (Chu and Liu 1965, Edmonds 1967).
// scores is n×(n+1): scores[d*(n+1)+h] is the score of word d (from 0) hanging
// from word h-1, or from the root when h is 0. heads[d] is such an h.
// Ties go to the smaller h.
func Tree(scores []float32, n int, heads []int32) {
	var f treeFinder
	f.find(scores, n, heads)
}

func (f *treeFinder) find(scores []float32, n int, heads []int32) {
	if n == 0 {
		return
	}
	if greedy(scores, n, heads) && isTree(heads[:n]) {
		return
	}
	// Node 0 is the root, node d+1 is word d.
	size := n + 1
	f.score = resize(f.score, size*size)
	for d := range size {
		for h := range size {
			s := float32(math.Inf(-1))
			if d > 0 && d != h {
				s = scores[(d-1)*size+h]
				if h == 0 {
					s -= rootPenalty
				}
			}
			f.score[d*size+h] = s
		}
	}
	f.edmonds(size)
	for d := range n {
		heads[d] = f.best[d+1]
	}
}

// greedy takes the best head of each word; it reports whether exactly one word hangs from the root.
func greedy(scores []float32, n int, heads []int32) bool {
	roots := 0
	for d := range n {
		row := scores[d*(n+1) : (d+1)*(n+1)]
		best, at := float32(math.Inf(-1)), 0
		for h, s := range row {
			if h != d+1 && s > best {
				best, at = s, h
			}
		}
		heads[d] = int32(at)
		if at == 0 {
			roots++
		}
	}
	return roots == 1
}

// isTree reports whether every word reaches the root.
func isTree(heads []int32) bool {
	for d := range heads {
		h, steps := heads[d], 0
		for h != 0 {
			h = heads[h-1]
			if steps++; steps > len(heads) {
				return false
			}
		}
	}
	return true
}

// edmonds leaves the best arborescence of the graph f.score in f.best.
// A cycle is contracted into its smallest member: arcs into the cycle lose the
// score of the arc they replace, and enter/leave remember which members the
// arcs of the contracted node really join.
func (f *treeFinder) edmonds(size int) {
	f.best = resize(f.best, size)
	f.alive = resize(f.alive, size)
	f.enter = resize(f.enter, size*size) // enter[d*size+h]: the real child of arc h→d
	f.leave = resize(f.leave, size*size) // leave[d*size+h]: the real head of arc h→d
	f.stack, f.pool = f.stack[:0], f.pool[:0]
	f.within = resize(f.within, size)
	for d := range size {
		f.alive[d], f.within[d] = true, int32(d)
		for h := range size {
			f.enter[d*size+h], f.leave[d*size+h] = int32(d), int32(h)
		}
	}
	for {
		for d := 1; d < size; d++ {
			if !f.alive[d] {
				continue
			}
			best, at := float32(math.Inf(-1)), 0
			for h := range size {
				if s := f.score[d*size+h]; f.alive[h] && h != d && s > best {
					best, at = s, h
				}
			}
			f.best[d] = int32(at)
		}
		c := f.findCycle(size)
		if c == nil {
			break
		}
		f.contract(c, size)
	}
	f.expand(size)
}

// findCycle returns the nodes of one cycle among the chosen heads, or nil.
func (f *treeFinder) findCycle(size int) []int32 {
	f.cycle = resize(f.cycle, size)
	clear(f.cycle) // the walk that reached a node first
	for d := 1; d < size; d++ {
		if !f.alive[d] || f.cycle[d] != 0 {
			continue
		}
		v := int32(d)
		for v != 0 && f.cycle[v] == 0 {
			f.cycle[v] = int32(d)
			v = f.best[v]
		}
		if v == 0 || f.cycle[v] != int32(d) {
			continue
		}
		from := len(f.pool)
		f.pool = append(f.pool, v)
		for u := f.best[v]; u != v; u = f.best[u] {
			f.pool = append(f.pool, u)
		}
		return f.pool[from:len(f.pool):len(f.pool)]
	}
	return nil
}

func (f *treeFinder) contract(members []int32, size int) {
	m := merge{members: members, within: f.keep(f.within)}
	node := members[0]
	f.inside = resize(f.inside, size)
	inside := f.inside
	clear(inside)
	m.children, m.heads = f.keep(members), f.keep(members)
	for i, v := range members {
		node = min(node, v)
		inside[v] = true
		arc := int(v)*size + int(f.best[v])
		m.children[i], m.heads[i] = f.enter[arc], f.leave[arc]
	}
	for v := range size {
		if !f.alive[v] || inside[v] {
			continue
		}
		in, inAt := float32(math.Inf(-1)), -1
		out, outAt := float32(math.Inf(-1)), -1
		for _, u := range members {
			arc := int(u)*size + v
			if s := f.score[arc] - f.score[int(u)*size+int(f.best[u])]; s > in {
				in, inAt = s, arc
			}
			if s := f.score[v*size+int(u)]; s > out {
				out, outAt = s, v*size+int(u)
			}
		}
		to, from := int(node)*size+v, v*size+int(node)
		if inAt >= 0 {
			f.enter[to], f.leave[to] = f.enter[inAt], f.leave[inAt]
		}
		if outAt >= 0 {
			f.enter[from], f.leave[from] = f.enter[outAt], f.leave[outAt]
		}
		f.score[to], f.score[from] = in, out
	}
	for v := range int32(size) {
		if inside[v] && v != node {
			f.alive[v] = false
		}
		if inside[f.within[v]] {
			f.within[v] = node
		}
	}
	f.stack = append(f.stack, m)
}

// keep copies a list into the pool.
func (f *treeFinder) keep(list []int32) []int32 {
	from := len(f.pool)
	f.pool = append(f.pool, list...)
	return f.pool[from:len(f.pool):len(f.pool)]
}

// expand turns the heads of contracted nodes back into heads of real ones,
// the last cycle first: the arc that enters a cycle replaces one arc inside it.
func (f *treeFinder) expand(size int) {
	f.heads, f.entered, f.hit = resize(f.heads, size), resize(f.entered, size), resize(f.hit, size)
	heads, entered, hit := f.heads, f.entered, f.hit
	clear(heads)
	clear(entered)
	for d := 1; d < size; d++ {
		if f.alive[d] {
			arc := d*size + int(f.best[d])
			heads[f.enter[arc]], entered[f.enter[arc]] = f.leave[arc], true
		}
	}
	for i := len(f.stack) - 1; i >= 0; i-- {
		m := f.stack[i]
		clear(hit)
		for v, part := range m.within {
			hit[part] = hit[part] || entered[v]
		}
		for j, part := range m.members {
			if !hit[part] {
				heads[m.children[j]], entered[m.children[j]] = m.heads[j], true
			}
		}
	}
	copy(f.best, heads)
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
