package claim

// nameAround widens a noun at [i, end) to the name it closes: the capitalised
// words, states and hyphens before it. A noun with nothing before it is no name.
func (s *sentence) nameAround(i, end int) (from, to int, ok bool) {
	from, own := i, s.items[i].kind == bodyItem || s.items[i].kind == orgItem
	for from > 0 {
		p := &s.items[from-1]
		switch {
		case p.kind == stateItem || p.kind == orgItem:
			own = true
		case p.dash() || p.kind == dateItem && p.expr.InName:
		case p.kind == word && !s.in(from-1, "determiner") && (s.in(from-1, "name") || p.capital() && from > 1 && p.ordinal == 0):
			own = true
		case s.is(from-1, "and") && s.items[from].capital() && from > 2 && s.items[from-2].kind == word && s.items[from-2].capital() && !s.in(from-2, "determiner", "forum-n", "instrument-n"):
		default:
			return s.whole(from, i), end, own
		}
		from--
	}
	return s.whole(from, i), end, own
}

// whole returns the first item of [from, to) that is neither a dash nor the rest
// of a compound: of "deputy-ministerial Policy Dialogue" the name is the last two.
func (s *sentence) whole(from, to int) int {
	for from < to && (s.items[from].dash() || from > 0 && s.items[from-1].dash() && !s.items[from].capital()) {
		from++
	}
	return from
}

// proper reports whether items [from, to) hold more than common words: a state,
// a year, or a capital inside.
func (s *sentence) proper(from, to int) bool {
	for i := from; i < to; i++ {
		if it := &s.items[i]; it.kind != word && it.kind != punctuation || i > 0 && it.capital() {
			return true
		}
	}
	return false
}

// dated reports whether the title that ends at item to goes on with its years:
// "the protocol for 2025–2029".
func (s *sentence) dated(to int) bool {
	return s.is(to, "for") && to+1 < len(s.items) && s.items[to+1].kind == dateItem
}

// telling reports whether items [from, to) tell one forum from others: they hold
// a word beside the state's name and such as "joint" or "annual".
func (s *sentence) telling(from, to int) bool {
	for i := from; i < to-1; i++ {
		if s.items[i].kind == word && !s.in(i, "generic") {
			return true
		}
	}
	return s.items[to-1].kind == bodyItem || s.items[to-1].kind == orgItem
}

// titleHead returns where a title begins whose name begins at item from: at the
// plain words between it and a determiner ("the fisheries agreement").
func (s *sentence) titleHead(from int) int {
	begin := from
	for begin > 0 && from-begin < 3 && s.items[begin-1].kind == word && !s.in(begin-1, "determiner", "title-ends", "title-joins", "adverb") {
		begin--
	}
	if !s.in(begin-1, "determiner") {
		return from
	}
	for begin < from && s.in(begin, "plain") {
		begin++
	}
	return begin
}

// parties returns the end of the parties that stand at item i: "Chile and Peru".
func (s *sentence) parties(i int) int {
	for i < len(s.items) && (s.items[i].fills("party") || s.in(i, "determiner", "joiner")) {
		i++
	}
	return i
}

// titleTail returns the end of "on defence cooperation", "for 2025–2029" and the
// like that close a title which ends at item to.
func (s *sentence) titleTail(to int) int {
	if s.is(to, "between") {
		if end := s.parties(to + 1); s.in(end, "title-opens") && end > to+1 {
			return s.titleTail(end)
		}
	}
	if !s.in(to, "title-opens") {
		return to
	}
	end := to + 1
	for end < len(s.items) && end < to+9 && !s.breaks[end] {
		dated := end == to+1 && s.items[end].kind == dateItem && !s.is(to, "on")
		within := s.is(end, "in") && s.in(end+1, "field-word")
		if !dated && !within && (s.items[end].kind != word || s.in(end, "title-ends") || s.is(end, "and") && (s.in(end+1, "determiner") || s.joinsVerb(end+1))) {
			break
		}
		end++
	}
	for end > to && s.in(end-1, "title-ends", "determiner", "title-joins") {
		end--
	}
	return end
}

// joinsVerb reports whether "and" joins item i to a verb before it: "noted the
// agreement on fishing and instructed …".
func (s *sentence) joinsVerb(i int) bool {
	t := s.tree
	return t != nil && i+1 < len(s.items) && t.is(i, "conj") && t.pos[i] == "VERB" && t.verbal(t.head[i]) && (s.in(i+1, "determiner") || s.items[i+1].fills("party"))
}
