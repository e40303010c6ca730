package claim

import (
	"slices"
	"strings"

	"example.org/rapporteur"
)

// A tree is the dependency tree of a sentence over its items. Relations and parts
// of speech are those of Universal Dependencies 2. The items of the dateline stand
// outside: they govern nothing and nothing governs them.
type tree struct {
	head []int // the governor of each item, -1 for the root
	rel  []string
	pos  []string // UPOS
	kids [][]int  // in the order of the text
}

// grow makes the tree of a sentence. The parser sees one plain word for a mention
// of several, since it errs most within and beside long names.
func grow(s *sentence, p Parser) *tree {
	n := len(s.items)
	from := 0
	for from < n && s.src.Dateline.Covers(s.items[from].span) {
		from++
	}
	if from == n {
		from = 0
	}
	words := make([]string, 0, n-from)
	for i := from; i < n; i++ {
		words = append(words, s.plainWord(i))
	}
	tokens, _ := p.AnalyseWords(words)
	t := &tree{head: make([]int, n), rel: make([]string, n), pos: make([]string, n), kids: make([][]int, n)}
	for i := range n {
		t.head[i] = -1
		if i < from {
			continue
		}
		k := &tokens[i-from]
		t.rel[i], t.pos[i] = k.Rel, k.UPOS
		if k.Head >= 0 {
			t.head[i] = from + k.Head
			t.kids[t.head[i]] = append(t.kids[t.head[i]], i)
		}
	}
	s.mend(t)
	return t
}

// Different words stand for different states, since nobody writes "China and China".
var (
	plainStates  = []string{"China", "France", "Japan", "Germany", "India"}
	plainPeoples = []string{"Chinese", "French", "Japanese", "German", "Indian"}
)

// plainWord returns the word by which the parser shall know item i: its own, or
// for several words that of a well-known thing of its kind, in its number.
func (s *sentence) plainWord(i int) string {
	it := &s.items[i]
	if !strings.Contains(it.text, " ") {
		return it.text
	}
	switch it.kind {
	case stateItem:
		if it.adj {
			return plainPeoples[i%len(plainPeoples)]
		}
		return plainStates[i%len(plainStates)]
	case orgItem:
		return "NATO"
	case personItem:
		return "Smith"
	case placeItem:
		return "London"
	case bodyItem:
		return "ministry"
	case rankItem:
		return "General"
	case officeItem:
		if strings.HasSuffix(it.lower, "s") {
			return "ministers"
		}
		return "minister"
	case sidesItem:
		if i > 0 && (s.items[i-1].kind == dateItem || s.items[i-1].kind == placeItem) {
			return "they" // "on Monday countries met" would be read as Monday's countries
		}
		return "countries"
	case pronounItem:
		return "it" // "her government"
	case dateItem:
		if s.in(i-1, "adjunct", "place-preposition", "occasion") {
			return "Monday"
		}
		return "yesterday"
	}
	return it.text
}

// rejoin sets right two errors about what "and" joins: the second of two who act
// together that was taken for a title or description of the first, since names and
// offices stand between ("the minister, Ana Rojas, and the general of Peru, Luis
// Vega, agreed"); and a second predicate of somebody who acts that was joined to
// the verb of a clause inside the first ("welcomed that the dam has been finished,
// and agreed to …").
func (s *sentence) rejoin(t *tree) {
	for k := range s.items {
		h := t.head[k]
		if h < 0 || !t.has(k, "cc") {
			continue
		}
		if h < k && t.rel[k] != "conj" && t.is(k, "nmod:desc", "appos", "flat", "parataxis", "list") && s.items[k].fills("party") {
			for t.head[h] >= 0 && t.is(h, "appos", "flat", "nmod:desc") {
				h = t.head[h]
			}
			if s.items[h].fills("party") && !hangsFrom(t, h, k) {
				t.rel[k] = "conj"
				t.move(k, h)
			}
			continue
		}
		if t.is(k, "conj") && t.pos[k] == "VERB" && s.in(k, "agree", "pledge", "say", "urge", "propose", "sign") && !t.has(k, "nsubj") && s.is(k-1, "and") && s.is(k-2, ",") {
			top := h
			for t.head[top] >= 0 && t.is(top, "acl", "ccomp", "advcl", "obj", "obl") {
				top = t.head[top]
			}
			subj := t.under(top, "nsubj")
			if top != h && t.pos[top] == "VERB" && len(subj) > 0 && s.items[subj[0]].fills("party") {
				t.move(k, top)
			}
		}
	}
}

// hangsFrom reports whether item h hangs from item k.
func hangsFrom(t *tree, h, k int) bool {
	for ; h >= 0; h = t.head[h] {
		if h == k {
			return true
		}
	}
	return false
}

// mend sets right what contradicts itself: a passive subject of a verb without a
// passive auxiliary; a bare noun before a verb without a subject, which is no
// date, that was taken for an adverbial ("In May Chile left"); and the infinitive of
// a verb of agreeing that was taken for its purpose, since a date parts the two
// ("agreed on Monday to start"); and a participle of promising behind a comma that
// was given to a clause about a thing ("revived a forum that had not met, pledging …");
// a clause of time that was taken for what is said ("When they met, they promised …");
// and who acts in a second clause but was joined to a thing in the first ("Chile paid
// for schools, and Peru agreed …").
func (s *sentence) mend(t *tree) {
	s.rejoin(t)
	items := s.items
	for v := range items {
		if t.rel[v] == "expl" && len(items[v].parties) > 0 {
			t.rel[v] = "nsubj" // "it" that stands for a state
		}
		if t.pos[v] != "VERB" {
			continue
		}
		if s.startsAnew(t, v) {
			t.move(v-1, v)
			t.rel[v-1] = "nsubj"
		}
		for _, k := range slices.Clone(t.kids[v]) {
			switch {
			case t.rel[k] == "obj" && t.has(v, "aux:pass") && t.has(v, "expl") && !t.has(v, "nsubj"):
				t.rel[k] = "nsubj:pass" // "there was held a meeting"
			case t.is(k, "advcl") && k > v && t.pos[k] == "VERB" && t.infinitive(k, items) && s.in(v, "agree", "pledge", "urge", "propose", "plan-v"):
				t.rel[k] = "xcomp"
			case t.is(k, "ccomp") && k < v && slices.ContainsFunc(t.kids[k], func(m int) bool { return t.is(m, "mark", "advmod") && s.in(m, "subordinator") }):
				t.rel[k] = "advcl"
			case s.hangsLow(t, v, k):
				t.move(k, t.ruling(t.head[v]))
			case t.rel[k] == "nsubj:pass" && !t.has(v, "aux:pass"),
				t.is(k, "obl", "dislocated", "vocative") && k < v && items[k].kind != dateItem && t.pos[k] != "ADV" &&
					!t.has(k, "case") && !t.has(v, "nsubj", "csubj", "expl") && len(items[k].parties) > 0:
				t.rel[k] = "nsubj"
			}
		}
	}
}

// startsAnew reports whether the verb v is joined to one before it and has no subject,
// while the actor right before v is joined to a thing.
func (s *sentence) startsAnew(t *tree, v int) bool {
	k := v - 1
	if k < 1 || !t.is(v, "conj") || t.has(v, "nsubj", "csubj", "expl") || !t.is(k, "conj") || !s.actor(k) && s.items[k].kind != bodyItem {
		return false
	}
	thing := &s.items[t.head[k]]
	return thing.kind == word && t.pos[t.head[k]] == "NOUN" && s.in(k-1, "lead", "joiner") && !s.in(t.head[k], "official", "side-n", "delegation")
}

// hangsLow reports whether the participle k of promising or telling hangs from the
// verb v of a relative clause about what cannot promise or tell.
func (s *sentence) hangsLow(t *tree, v, k int) bool {
	noun := t.head[v]
	return t.is(v, "acl:relcl") && t.is(k, "advcl") && noun >= 0 && t.ruling(noun) >= 0 && s.is(k-1, ",") && strings.HasSuffix(s.items[k].lower, "ing") &&
		s.in(k, "pledge", "agree", "reaffirm", "urge", "propose", "say") && s.items[noun].kind == word
}

// ruling returns the nearest verb above item i, or -1.
func (t *tree) ruling(i int) int {
	for i = t.head[i]; i >= 0 && !t.verbal(i); i = t.head[i] {
	}
	return i
}

// move hangs item k from item to.
func (t *tree) move(k, to int) {
	from := t.head[k]
	t.kids[from] = slices.DeleteFunc(t.kids[from], func(i int) bool { return i == k })
	t.head[k] = to
	t.kids[to] = append(t.kids[to], k)
	slices.Sort(t.kids[to])
}

// is reports whether the relation of item i is one of rels, whatever its subtype
// unless one is named.
func (t *tree) is(i int, rels ...string) bool {
	base, _, _ := strings.Cut(t.rel[i], ":")
	return slices.Contains(rels, t.rel[i]) || slices.Contains(rels, base)
}

// under returns the items below i in one of the relations, and those joined to
// them by "and".
func (t *tree) under(i int, rels ...string) []int {
	var out []int
	for _, k := range t.kids[i] {
		if t.is(k, rels...) {
			out = append(out, t.joined(k)...)
		}
	}
	return out
}

// joined returns item i and what is joined to it by "and".
func (t *tree) joined(i int) []int {
	out := []int{i}
	for _, k := range t.kids[i] {
		if t.is(k, "conj") {
			out = append(out, t.joined(k)...)
		}
	}
	return out
}

// has reports whether an item below i stands in one of the relations.
func (t *tree) has(i int, rels ...string) bool {
	return slices.ContainsFunc(t.kids[i], func(k int) bool { return t.is(k, rels...) })
}

// reduced reports whether item i describes the noun above it by a clause without a
// relative pronoun: "a plan to help", "the plan signed in May".
func (t *tree) reduced(i int) bool { return t.is(i, "acl") && !t.is(i, "acl:relcl") }

func (t *tree) verbal(i int) bool { return t.pos[i] == "VERB" || t.pos[i] == "AUX" || t.has(i, "cop") }

// passive reports whether the verb i is in the passive, or a participle that
// describes what was done to the noun above it.
func (s *sentence) passive(i int) bool {
	t := s.tree
	if t.has(i, "aux:pass", "nsubj:pass", "obl:agent") {
		return true
	}
	return t.reduced(i) && !s.withTo(i) && !strings.HasSuffix(s.items[i].lower, "ing") && !t.has(i, "nsubj")
}

// climb is how many governors up the subject of a verb is sought that has none
// of its own.
const climb = 6

// agents returns the items that act in what item i tells: the subject, also the
// one that is shared by coordination, control and participles ("hoped to help",
// "came and helped", "helping"); behind "by" in the passive; of a noun its owner,
// or who does what it names ("Chile's pledge", "a visit by Chile", "Chile paid a
// visit").
func (s *sentence) agents(i int) []int { return s.agentsUp(i, climb) }

func (s *sentence) agentsUp(i, up int) []int {
	t := s.tree
	if up == 0 {
		return nil
	}
	if t.pos[i] == "NOUN" || !t.verbal(i) {
		out := append(t.under(i, "nmod:poss"), s.behind(i, "by", "between", "among")...)
		for _, k := range t.kids[i] {
			if s.items[k].adj && t.is(k, "amod", "compound") {
				out = append(out, k)
			}
		}
		if h := t.head[i]; len(out) == 0 && h >= 0 && t.verbal(h) && t.is(i, "obj", "obl", "xcomp") {
			return s.agentsUp(h, up-1)
		}
		if len(out) > 0 || !t.verbal(i) {
			return out
		}
	}
	if s.passive(i) {
		return append(t.under(i, "obl:agent"), s.behind(i, "by")...)
	}
	return s.subjectsUp(i, up)
}

// subjects returns the grammatical subject of the verb i, whether it acts or is
// acted on.
func (s *sentence) subjectsUp(i, up int) []int {
	t := s.tree
	if up == 0 {
		return nil
	}
	if own := t.under(i, "nsubj"); len(own) > 0 {
		if t.is(i, "acl") && t.head[i] >= 0 && s.in(own[0], "relative") {
			return t.joined(t.head[i])
		}
		if speaker, ok := s.itself(i, own[0]); ok {
			return speaker
		}
		return own
	}
	h := t.head[i]
	if h < 0 {
		return nil
	}
	switch {
	case t.is(i, "xcomp") && t.has(h, "obj", "iobj"):
		return t.under(h, "obj", "iobj") // "urged Chile to help"
	case t.is(i, "conj", "xcomp", "advcl"):
		if t.verbal(h) {
			return s.subjectsUp(h, up-1)
		}
		return s.agentsUp(h, up-1)
	case t.is(i, "acl:relcl"):
		return t.joined(h)
	case t.is(i, "acl"):
		if s.withTo(i) {
			return s.agentsUp(h, up-1) // "its plan to help"
		}
		return t.joined(h)
	}
	return nil
}

// itself returns the state or body that says what the verb i tells, if the verb's
// subject is an "it" that stands for it: "Chile said that it would help".
func (s *sentence) itself(i, subject int) ([]int, bool) {
	t := s.tree
	h := t.head[i]
	if s.items[subject].lower != "it" || h < 0 || !t.is(i, "ccomp") || !s.in(h, "say", "pledge", "agree") {
		return nil, false
	}
	speaker := t.under(h, "nsubj")
	ok := len(speaker) == 1 && (s.items[speaker[0]].kind == stateItem || s.items[speaker[0]].kind == orgItem || s.items[speaker[0]].kind == bodyItem)
	return speaker, ok
}

// withTo reports whether "to" makes item i an infinitive.
func (s *sentence) withTo(i int) bool { return s.tree.infinitive(i, s.items) }

// infinitive reports whether "to" stands before the verb i.
func (t *tree) infinitive(i int, items []item) bool {
	return slices.ContainsFunc(t.kids[i], func(k int) bool { return t.is(k, "mark") && items[k].lower == "to" })
}

// objects returns the items to which something is done in what item i tells.
func (s *sentence) objects(i int) []int {
	t := s.tree
	if !t.verbal(i) {
		return s.behind(i, "of")
	}
	if s.passive(i) {
		if t.reduced(i) && t.head[i] >= 0 {
			return t.joined(t.head[i])
		}
		return s.subjectsUp(i, climb)
	}
	out := t.under(i, "obj", "iobj")
	if len(out) == 0 && t.is(i, "acl:relcl") && t.head[i] >= 0 {
		open := slices.ContainsFunc(t.under(t.head[i], "det"), func(k int) bool { return s.is(k, "what") || s.is(k, "which") })
		if own := t.under(i, "nsubj"); len(own) > 0 && !s.in(own[0], "relative") && !open {
			return t.joined(t.head[i]) // "the boats that Chile gave"
		}
	}
	return out
}

// complements returns the verbs that say what item i is about: "agreed to help",
// "said that it helps", "a plan to help".
func (s *sentence) complements(i int) []int {
	out := s.tree.under(i, "xcomp", "ccomp")
	for _, k := range s.tree.kids[i] {
		if (s.tree.reduced(k) || s.tree.is(k, "advcl")) && s.withTo(k) {
			out = append(out, s.tree.joined(k)...)
		}
	}
	return out
}

// behind returns the items that stand to item i behind one of the prepositions.
// What stands behind a verb's object counts for the verb, and the other way
// round: "held talks with Peru" is one thing.
func (s *sentence) behind(i int, prepositions ...string) []int {
	t := s.tree
	out := s.directlyBehind(i, prepositions)
	if t.verbal(i) {
		for _, k := range t.kids[i] {
			if t.is(k, "obj", "nsubj:pass") {
				out = append(out, s.directlyBehind(k, prepositions)...)
			}
		}
	} else if h := t.head[i]; h >= 0 && t.is(i, "obj", "nsubj:pass") {
		out = append(out, s.directlyBehind(h, prepositions)...)
	}
	return out
}

func (s *sentence) directlyBehind(i int, prepositions []string) []int {
	t := s.tree
	var out []int
	for _, k := range t.kids[i] {
		if t.is(k, "obl", "nmod") && s.cased(k, prepositions...) {
			out = append(out, t.joined(k)...)
		}
	}
	return out
}

// partiesUnder returns the parties for which the noun i stands: itself, its
// owner, its adjectives and its apposition, but not who is only told about in
// clauses that describe it.
func (rd *reading) partiesUnder(s *sentence, i int) []rapporteur.Party {
	out := rd.partiesAt(s, i)
	for _, k := range s.tree.kids[i] {
		switch {
		case s.tree.is(k, "amod", "compound", "flat", "appos", "nmod:poss", "det", "nummod"),
			s.tree.is(k, "nmod") && s.cased(k, "of", "from", "between", "among"):
			for _, j := range s.tree.joined(k) {
				out = union(out, rd.partiesUnder(s, j))
			}
		}
	}
	return out
}

// cased reports whether one of the prepositions stands before item i.
func (s *sentence) cased(i int, prepositions ...string) bool {
	return slices.ContainsFunc(s.tree.kids[i], func(c int) bool {
		return s.tree.is(c, "case") && slices.Contains(prepositions, s.items[c].lower)
	})
}

// predicate returns the verb that rules item i: up from what completes a verb to
// the verb, as from "help" in "agreed to help" to "agreed", but not from one clause
// to another.
func (s *sentence) predicate(i int) int {
	t := s.tree
	for t.head[i] >= 0 {
		switch {
		case t.is(i, "conj"):
			first := i
			for t.head[first] >= 0 && t.is(first, "conj") {
				first = t.head[first]
			}
			if t.verbal(i) && !t.is(first, "xcomp") {
				return i
			}
		case t.verbal(i) && !t.is(i, "xcomp"):
			return i
		}
		i = t.head[i]
	}
	return i
}

// yield returns the range of items that item i governs, itself included.
func (t *tree) yield(i int) (from, to int) {
	from, to = i, i+1
	for _, k := range t.kids[i] {
		a, b := t.yield(k)
		from, to = min(from, a), max(to, b)
	}
	return from, to
}
