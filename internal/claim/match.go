package claim

import "slices"

// A capture is a half-open range of items under a group's name.
type capture struct {
	name     string
	from, to int
}

// A match is where a pattern, or a part of one, was found.
type match struct {
	from, to int
	head     int // the item of the trigger, -1 if the part holds none
	captures []capture
	roles    map[string][]int // of a match in the tree: the items in each role
}

// group returns what a group of the pattern captured.
func (m *match) group(name string) (capture, bool) {
	for _, c := range m.captures {
		if c.name == name {
			return c, true
		}
	}
	return capture{}, false
}

// with returns m followed by the part o, which begins where m ends.
func (m match) with(o match) match {
	m.to = o.to
	if o.head >= 0 {
		m.head = o.head
	}
	if len(o.captures) > 0 {
		m.captures = append(slices.Clip(m.captures), o.captures...)
	}
	return m
}

// A matcher looks for one pattern in one sentence. It remembers where the rest
// of a pattern cannot match, so that gaps behind gaps cost no more than the
// length of the sentence times that of the pattern.
type matcher struct {
	s      *sentence
	failed []bool // by state and item
}

// find returns the matches of p in the sentence, leftmost first, one for each
// place of the head.
func (p *pattern) find(s *sentence) []match {
	mt := matcher{s: s, failed: make([]bool, p.states*(len(s.items)+1))}
	var out []match
	for i := range s.items {
		m, ok := mt.rest(p.seq, match{from: i, to: i, head: -1})
		if !ok || m.to == i {
			continue
		}
		if m.head < 0 {
			m.head = i
		}
		if !slices.ContainsFunc(out, func(o match) bool { return o.head == m.head }) {
			out = append(out, m)
		}
	}
	return out
}

// rest matches seq from where m ends and returns m with it.
func (mt *matcher) rest(seq sequence, m match) (match, bool) {
	if len(seq) == 0 {
		return m, true
	}
	key := seq[0].state*(len(mt.s.items)+1) + m.to
	if mt.failed[key] {
		return m, false
	}
	out, ok := mt.try(&seq[0], seq[1:], m)
	mt.failed[key] = !ok
	return out, ok
}

// try matches one element and then what follows it.
func (mt *matcher) try(e *element, after sequence, m match) (match, bool) {
	s, i := mt.s, m.to
	switch e.kind {
	case elGap, elWide:
		for n := 0; n <= e.max && i+n <= len(s.items); n++ {
			if n > 0 && e.kind == elGap && s.breaks[i+n-1] {
				break
			}
			skipped := m
			skipped.to = i + n
			if out, ok := mt.rest(after, skipped); ok {
				return out, true
			}
		}
		return m, false
	case elStart:
		if i > 0 && !s.breaks[i-1] {
			return m, false
		}
		return mt.rest(after, m)
	case elNot:
		if _, ok := mt.rest(e.alts[0], match{to: i}); ok {
			return m, false
		}
		return mt.rest(after, m)
	}
	for _, part := range mt.parts(e, i) {
		if out, ok := mt.rest(after, m.with(part)); ok {
			return out, true
		}
	}
	if e.optional {
		return mt.rest(after, m)
	}
	return m, false
}

// parts returns the ways in which one element matches from item i, longest first.
func (mt *matcher) parts(e *element, i int) []match {
	s := mt.s
	if i >= len(s.items) {
		return nil
	}
	var out []match
	add := func(m match) {
		if e.head {
			m.head = i
		}
		if e.kind == elGroup {
			m.captures = append(m.captures, capture{e.name, i, m.to})
		}
		if !slices.ContainsFunc(out, func(o match) bool { return o.to == m.to }) {
			out = append(out, m)
		}
	}
	switch e.kind {
	case elWord:
		if slices.Contains(e.forms, s.items[i].lower) {
			add(match{to: i + 1, head: -1})
		}
	case elClass:
		for _, end := range s.classEnds(i, e.name) {
			add(match{to: end, head: -1})
		}
	case elSlot:
		if s.items[i].fills(e.name) {
			add(match{to: i + 1, head: -1})
		}
	case elChoice, elGroup:
		for _, alt := range e.alts {
			if e.kind == elGroup && len(alt) == 1 && alt[0].max > 0 {
				// A group of a mere gap reaches as far as its clause lets it.
				for end := s.reach(i, alt[0].max); end > i; end-- {
					add(match{to: end, head: -1})
				}
			} else if m, ok := mt.rest(alt, match{to: i, head: -1}); ok {
				add(m)
			}
		}
	}
	return out
}

// reach returns the item up to which a gap that begins at item i may extend
// within its clause, at least one item on.
func (s *sentence) reach(i, limit int) int {
	end := i + 1
	for end < min(i+limit, len(s.items)) && !s.breaks[end] {
		end++
	}
	return end
}
