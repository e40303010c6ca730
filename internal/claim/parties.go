package claim

import (
	"slices"
	"strings"

	"example.org/rapporteur"
)

// How much more than elsewhere a mention counts in the title and in the opening.
const (
	titleWeight      = 6
	openingWeight    = 3
	openingSentences = 3
)

// survey finds what the whole document is about: the states named most, those of
// the title and the opening counting more.
func (rd *reading) survey() {
	score := map[rapporteur.Party]int{}
	var order []rapporteur.Party
	add := func(ps []rapporteur.Party, n int) {
		for _, p := range ps {
			if score[p] == 0 {
				order = append(order, p)
			}
			score[p] += n
		}
	}
	// An organisation is one of two sides where the title puts it beside one state.
	var side []rapporteur.Party
	for i := range rd.title.items {
		if it := &rd.title.items[i]; it.kind == stateItem {
			add(it.parties, titleWeight)
		} else if it.kind == orgItem {
			side = union(side, it.parties)
		}
	}
	if len(order) != 1 || len(side) != 1 {
		side = nil
	}
	add(side, titleWeight)
	for k, s := range rd.sentences {
		if s.src.Furniture {
			continue
		}
		n := 1
		if k < openingSentences {
			n = openingWeight
		}
		for i := range s.items {
			if it := &s.items[i]; it.kind == stateItem || it.kind == personItem || it.kind == bodyItem || it.kind == orgItem && len(side) > 0 && within(it.parties, side) {
				add(it.parties, n)
			}
		}
	}
	slices.SortStableFunc(order, func(a, b rapporteur.Party) int { return score[b] - score[a] })
	rd.main = order
}

// mainParties returns the n most prominent states of the document, fewer if
// there are not so many.
func (rd *reading) mainParties(n int) []rapporteur.Party {
	return slices.Clone(rd.main[:min(n, len(rd.main))])
}

// both returns the two sides that the document is about: those who issue it if
// it is a joint statement, else its most prominent states.
func (rd *reading) both() []rapporteur.Party {
	if len(rd.signatories) > 0 {
		return slices.Clone(rd.signatories)
	}
	return rd.mainParties(2)
}

// partiesIn returns the parties that items [from, to) stand for, in order, each once.
func (rd *reading) partiesIn(s *sentence, from, to int) []rapporteur.Party {
	var out []rapporteur.Party
	for i := from; i < to; i++ {
		out = union(out, rd.partiesAt(s, i))
	}
	return out
}

// partiesAt returns the parties that an item stands for.
func (rd *reading) partiesAt(s *sentence, i int) []rapporteur.Party {
	it := &s.items[i]
	if it.kind != pronounItem {
		return it.parties
	}
	if p, ok := rd.lastPerson(s, i); ok {
		return p.parties
	}
	return nil
}

// resolveSides gives every item that stands for parties told elsewhere its
// parties, in the order of the text, so that one may point to another.
func (rd *reading) resolveSides() {
	for _, s := range rd.sentences {
		for i := range s.items {
			if it := &s.items[i]; it.kind == sidesItem && it.parties == nil {
				it.parties = rd.sides(s, i)
			}
		}
	}
}

// sidesReach is how many sentences back the parties are sought for which "both
// sides" stands.
const sidesReach = 3

// sides resolves "both sides", "the three nations", "they" and "we" at item i:
// those who issue a joint statement; the last subject of several states, for
// "they"; else the states of the nearest sentence at or before this one that
// names as many, else the document's main parties.
func (rd *reading) sides(s *sentence, i int) []rapporteur.Party {
	n := s.items[i].count
	if len(rd.signatories) > 0 && !s.quoted[i] && (s.in(i, "we") || n == len(rd.signatories)) {
		return slices.Clone(rd.signatories)
	}
	if s.quoted[i] && s.in(i, "we") && rd.stranger(s, i) {
		return nil
	}
	if p, ok := rd.ownSide(s, i); ok {
		return []rapporteur.Party{p}
	}
	if n == 1 {
		others := without(states(rd.main), rd.partiesIn(s, 0, i))
		return others[:min(len(others), 1)]
	}
	for k := s.index; k >= max(0, s.index-sidesReach); k-- {
		src := rd.sentences[k]
		end := len(src.items)
		if k == s.index {
			end = i
		}
		if s.in(i, "they") {
			if k < s.index {
				rd.parse(src)
				if ps, sure := rd.plural(src); sure {
					return ps
				}
			}
			if ps := states(rd.conjoined(src, 0, end)); len(ps) > 1 {
				return ps
			}
		}
		var found []rapporteur.Party
		for j := range src.items[:end] {
			if it := &src.items[j]; it.kind != sidesItem && (it.kind != orgItem || n == 2 && within(it.parties, rd.mainParties(2))) && !src.describes(j) {
				found = union(found, it.parties)
			}
		}
		if len(found) == n {
			return found
		}
	}
	ps := rd.toldTogether(s, i)
	if len(ps) == n {
		return ps
	}
	if len(ps) == 1 && n == 2 && len(rd.main) > 2 && rd.main[0] != ps[0] {
		return []rapporteur.Party{rd.main[0], ps[0]} // a paragraph on another partner of the first
	}
	return rd.mainParties(n)
}

// describes reports whether item i is a demonym that only tells where something is
// from that acts for no state: "a Chinese contractor".
func (s *sentence) describes(i int) bool {
	if !s.items[i].adj {
		return false
	}
	for k := i + 1; k < min(len(s.items), i+4); k++ {
		switch s.items[k].kind {
		case officeItem, bodyItem, rankItem, personItem, stateItem:
			return false
		}
		if s.in(k, "official", "side-n", "side-word", "delegation", "joiner") || s.is(k, "side") {
			return false
		}
	}
	return true
}

// toldTogether returns the states that the paragraph of s names before item i.
func (rd *reading) toldTogether(s *sentence, i int) []rapporteur.Party {
	var out []rapporteur.Party
	for k := s.index; k >= 0 && rd.sentences[k].src.Paragraph == s.src.Paragraph; k-- {
		src := rd.sentences[k]
		end := len(src.items)
		if k == s.index {
			end = i
		}
		for j := range src.items[:end] {
			if it := &src.items[j]; it.kind != sidesItem && !src.describes(j) {
				out = union(out, states(it.parties))
			}
		}
	}
	return out
}

// stranger reports whether the words that say who speaks around item i name
// somebody who speaks for no state: "said one of the judges".
func (rd *reading) stranger(s *sentence, i int) bool {
	return slices.ContainsFunc(rd.subjectsOfSaying(s), func(a int) bool {
		return s.tree.pos[a] != "PRON" && s.items[a].kind == word && len(rd.partiesUnder(s, a)) == 0 &&
			!s.within(a, "official", "side-n", "voice.people", "voice.document")
	})
}

// subjectsOfSaying returns the items of s that say something, outside quotations.
func (rd *reading) subjectsOfSaying(s *sentence) []int {
	rd.parse(s)
	if s.tree == nil {
		return nil
	}
	var out []int
	for k := range s.items {
		if !s.quoted[k] && s.in(k, "say") {
			out = append(out, s.subjectsUp(k, climb)...)
		}
	}
	return out
}

// ownSide returns the state for which "we" at item i stands in the quotation of
// somebody who speaks for one state, where it speaks of another state only: "we
// will train Peruvian pilots".
func (rd *reading) ownSide(s *sentence, i int) (rapporteur.Party, bool) {
	if !s.quoted[i] || !s.in(i, "we") {
		return "", false
	}
	var others []rapporteur.Party
	for k := range s.items {
		if s.quoted[k] && s.items[k].kind != sidesItem {
			others = union(others, states(s.items[k].parties))
		}
	}
	if len(others) == 0 {
		return "", false
	}
	for _, a := range rd.subjectsOfSaying(s) {
		if ps := states(rd.partiesUnder(s, a)); len(ps) == 1 && !slices.Contains(others, ps[0]) {
			return ps[0], true
		}
	}
	return "", false
}

// plural returns the parties for which "they" may stand after a sentence: those of
// the subject of its main clause, if that is several or speaks of several. It is
// sure that there are none if several act there who are no parties, such as hikers.
func (rd *reading) plural(s *sentence) (ps []rapporteur.Party, sure bool) {
	if s.tree == nil {
		return nil, false // a table or a damaged page
	}
	root := slices.Index(s.tree.head, -1)
	for _, i := range s.subjectsUp(root, climb) {
		if s.tree.pos[i] == "NOUN" && (strings.HasSuffix(s.items[i].lower, "s") || s.in(i, "group")) && s.items[i].kind == word && !s.within(i, "official", "side-n", "delegation") {
			sure = true
			continue // hikers from two states are neither
		}
		ps = union(ps, states(rd.partiesUnder(s, i)))
	}
	if len(ps) > 1 {
		return ps, true
	}
	return nil, sure && len(ps) == 0
}

// subject returns the parties on the left of a trigger: the first actor of its
// clause and those joined to it by "and" or a comma. Without one, the first
// actor of the sentence; without that, the document's main parties, and false.
func (rd *reading) subject(c candidate) (ps []rapporteur.Party, sure bool) {
	ps, known := rd.acting(c)
	if known {
		return ps, len(ps) > 0
	}
	for _, from := range []int{c.s.reported(c.from, c.m.head), c.from, 0} {
		if ps := rd.conjoined(c.s, from, c.m.head); len(ps) > 0 {
			return ps, true
		}
	}
	for k := c.s.index - 1; k >= 0 && k >= c.s.index-2; k-- {
		prev := rd.sentences[k]
		if ps := rd.conjoined(prev, 0, len(prev.items)); len(ps) > 0 && len(ps) < 4 {
			return ps, false
		}
	}
	return rd.both(), false
}

// private reports whether item i is somebody who holds no office, by name or as "she".
func (rd *reading) private(s *sentence, i int) bool {
	it := &s.items[i]
	if it.kind == pronounItem {
		p, ok := rd.lastPerson(s, i)
		if !ok {
			return false
		}
		it = p
	}
	return it.named() && len(it.parties) == 0 && rd.people[it.person].Office == ""
}

// acting returns the parties that act in what the trigger tells, as the tree has
// it. It is known that there are none if who acts neither is a party nor may stand
// for one, as researchers may not and officials may.
func (rd *reading) acting(c candidate) (ps []rapporteur.Party, known bool) {
	s := c.s
	if s.tree == nil {
		return nil, false
	}
	actors, ok := c.m.roles["subj"]
	if !ok {
		actors = s.agents(c.m.head)
	}
	official := false
	for _, i := range s.besides(c.m.head) {
		ps = union(ps, rd.partiesUnder(s, i))
	}
	beside := ps
	ps = nil
	for _, i := range actors {
		ps = union(ps, rd.partiesUnder(s, i))
		if s.items[i].kind == sidesItem && len(s.items[i].parties) == 0 {
			continue // "they", who are surely no parties
		}
		if rd.private(s, i) {
			continue
		}
		official = official || s.items[i].kind != word || s.within(i, "official", "side-n", "voice.document", "instrument-n", "meeting", "talks", "dialogue", "forum-n") || s.tree.pos[i] != "NOUN"
	}
	if len(ps) > 0 {
		ps = union(ps, beside)
	}
	return ps, len(ps) > 0 || len(actors) > 0 && !official && s.tree.verbal(c.m.head)
}

// besides returns the items of those with whom the subject acts as one: "together
// with Chile they train …", "Peru, along with Chile, trains …".
func (s *sentence) besides(head int) []int {
	verb := s.predicate(head)
	var out []int
	with := s.directlyBehind(verb, []string{"with"})
	for _, k := range s.tree.kids[verb] {
		if s.in(k, "as-one") {
			with = append(with, s.directlyBehind(k, []string{"with"})...)
		}
	}
	for _, i := range with {
		for _, k := range s.tree.kids[i] {
			if s.is(k, "with") && s.in(k-1, "as-one") {
				out = append(out, i)
			}
		}
	}
	return out
}

// reported returns where what is told begins in items [from, head): behind the
// last verb of saying, and behind a "that", so that in "Kenya said Chile will
// pay" Kenya is not taken for the one who pays.
func (s *sentence) reported(from, head int) int {
	for i := head - 1; i >= from; i-- {
		if s.items[i].lower == "that" || s.in(i, "say") {
			return i + 1
		}
	}
	return from
}

// conjoined returns the parties of the first actor in [from, to) and of those
// that directly continue it.
func (rd *reading) conjoined(s *sentence, from, to int) []rapporteur.Party {
	var out []rapporteur.Party
	open := false // whether the next actor still belongs to the group
	for i := from; i < to; i++ {
		if end := s.aside(i); end > i {
			i = end - 1
			continue
		}
		it := &s.items[i]
		ps := rd.partiesAt(s, i)
		switch {
		case len(ps) > 0 && it.kind != placeItem && (len(out) == 0 || open):
			if len(out) == 0 && i > from && s.inAdjunct(from, i) {
				continue
			}
			out = union(out, ps)
			open = false
		case it.text == "," || s.in(i, "joiner"):
			open = true
		case it.kind == officeItem || it.kind == personItem || it.kind == rankItem || it.kind == bodyItem || it.possessive() || s.in(i, "determiner"):
		case len(out) > 0 && open:
			return out
		}
	}
	return out
}

// inAdjunct reports whether item i stands behind a preposition right before it or
// at the start of its clause: "In Vietnam, …", "During talks with Peru, …", "the
// first step under the pact".
func (s *sentence) inAdjunct(from, i int) bool {
	k := i - 1
	for k > from && s.in(k, "determiner") {
		k--
	}
	if s.in(k, "adjunct") && !s.is(k, "from") {
		return true
	}
	if from+1 < i && s.items[from+1].kind == dateItem {
		return false // "On 4 February the ministers …"
	}
	return s.in(from, "adjunct") && !slices.ContainsFunc(s.items[from:i], func(it item) bool { return it.text == "," })
}

// union returns a and what b adds to it.
func union(a, b []rapporteur.Party) []rapporteur.Party {
	out := slices.Clone(a)
	for _, p := range b {
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// states returns the parties that are states.
func states(ps []rapporteur.Party) []rapporteur.Party {
	return slices.DeleteFunc(slices.Clone(ps), func(p rapporteur.Party) bool { return !p.IsState() })
}

// without returns the parties of a that are not in b.
func without(a, b []rapporteur.Party) []rapporteur.Party {
	return slices.DeleteFunc(slices.Clone(a), func(p rapporteur.Party) bool { return slices.Contains(b, p) })
}

// sorted returns the parties in order of code, so that who is named first does
// not make two sets of parties differ.
func sorted(ps []rapporteur.Party) []rapporteur.Party {
	out := slices.Clone(ps)
	slices.Sort(out)
	return out
}
