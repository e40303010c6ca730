package claim

import (
	"slices"
	"strings"

	"example.org/rapporteur"
)

// quoteReach is how many sentences back the speaker of a quotation is sought.
const quoteReach = 3

// saidBy returns the chain of those who say what a candidate says, the nearest
// first. Speakers are sought where English news puts them: "X said that …" before
// the trigger, "…, X said" after it, "according to X" anywhere in the sentence;
// else the joint statement that the document is, the person whose own act of
// speech the trigger is, and, inside a quotation, the speaker of a sentence before.
func (rd *reading) saidBy(c candidate) []rapporteur.Speaker {
	s, head := c.s, c.m.head
	if chain := rd.sayers(s, head); len(chain) > 0 {
		if sp, ok := rd.ownAct(c); ok && !slices.Contains(chain, sp) {
			chain = append([]rapporteur.Speaker{sp}, chain...)
		}
		return chain
	}
	if s.part == partVoice && !s.quoted[head] {
		return []rapporteur.Speaker{rd.voice}
	}
	if rd.joint != "" && !s.quoted[head] {
		return []rapporteur.Speaker{{Name: rd.joint}}
	}
	if c.rule.Kind == rapporteur.KindCommitment || c.rule.Kind == rapporteur.KindAssessment {
		if sp, ok := rd.personBefore(c); ok {
			return []rapporteur.Speaker{sp}
		}
	}
	if s.quoted[head] || len(s.items) > 0 && (s.items[0].text == "“" || s.items[0].text == "\"") {
		for k := s.index - 1; k >= max(0, s.index-quoteReach); k-- {
			prev := rd.sentences[k]
			if chain := rd.sayerAfter(prev, 0); len(chain) > 0 {
				return chain
			}
			if chain := rd.sayerBefore(prev, len(prev.items)); len(chain) > 0 {
				return chain
			}
		}
	}
	if rd.joint != "" {
		return []rapporteur.Speaker{{Name: rd.joint}}
	}
	return nil
}

// ownAct returns the person whose own act of speech the trigger tells, as the tree
// has it: in "X proposed a drill, the agency reports" X, through the agency.
func (rd *reading) ownAct(c candidate) (rapporteur.Speaker, bool) {
	s := c.s
	if s.tree == nil || c.rule.Kind != rapporteur.KindCommitment || !s.in(c.m.head, "pledge", "propose", "agree") {
		return rapporteur.Speaker{}, false
	}
	return rd.together(s, s.agents(c.m.head))
}

// together returns the persons among the items as one speaker: of one that person,
// of several who act as one their names.
func (rd *reading) together(s *sentence, items []int) (rapporteur.Speaker, bool) {
	var names []string
	var one rapporteur.Speaker
	for _, i := range items {
		for _, k := range append([]int{i}, s.tree.under(i, "appos", "flat", "nmod:desc")...) {
			if it := &s.items[k]; it.named() {
				one = rd.asSpeaker(it)
				names = append(names, one.Name)
				break
			}
		}
	}
	if len(names) > 1 {
		return rapporteur.Speaker{Name: strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]}, true
	}
	return one, len(names) == 1
}

// sayers returns who the sentence itself says speaks around item head.
func (rd *reading) sayers(s *sentence, head int) []rapporteur.Speaker {
	chain := rd.saying(s, head)
	if len(chain) == 0 {
		chain = rd.sayerBefore(s, head)
	}
	for _, sp := range slices.Concat(rd.sayerAfter(s, head), rd.cited(s)) {
		if !slices.Contains(chain, sp) {
			chain = append(chain, sp)
		}
	}
	return chain
}

// saying returns those who say what item head tells, as the tree has it: the
// subjects of the verbs of saying that govern its clause, the nearest first, each
// with the document in which they say so.
func (rd *reading) saying(s *sentence, head int) []rapporteur.Speaker {
	if s.tree == nil {
		return nil
	}
	var chain []rapporteur.Speaker
	for i := head; s.tree.head[i] >= 0; i = s.tree.head[i] {
		said, verb := s.tree.is(i, "ccomp", "parataxis"), s.tree.head[i]
		for _, k := range s.tree.kids[i] {
			// "…, the ministry said" may hang from what is said.
			if s.tree.is(k, "parataxis") && s.in(k, "say") && k > head {
				said, verb = true, k
			}
		}
		if !said || !s.in(verb, "say") {
			continue
		}
		for _, who := range s.voices(verb) {
			for _, a := range who {
				if rd.joint != "" && s.in(a, "we") {
					break // the text itself speaks
				}
				from, to := s.tree.yield(a)
				if sp, ok := rd.subjectSpeaker(s, from, to); ok {
					for _, sp := range append([]rapporteur.Speaker{sp}, s.document(verb+1)...) {
						if !slices.Contains(chain, sp) {
							chain = append(chain, sp)
						}
					}
					break
				}
			}
		}
	}
	return chain
}

// voices returns the items of those who say what the verb of saying says, the
// nearest first: its subject, or in "a statement quoted X as saying" X and then
// the statement.
func (s *sentence) voices(verb int) [][]int {
	q := s.tree.head[verb]
	if q >= 0 && s.in(q, "quotes") && !s.tree.is(verb, "ccomp") && !s.passive(q) && s.tree.has(q, "obj") {
		return [][]int{s.objects(q), s.agents(q)}
	}
	return [][]int{s.agents(verb)}
}

// cited finds "according to X" and "citing X" in the sentence.
func (rd *reading) cited(s *sentence) []rapporteur.Speaker {
	for i := range s.items {
		for _, next := range s.classEnds(i, "cites") {
			if sp, ok := rd.speakerIn(s, next, min(next+longestSpeaker, len(s.items))); ok {
				return []rapporteur.Speaker{sp}
			}
		}
	}
	return nil
}

// sayerBefore finds the subject of the last verb of saying before item head, and
// the document in which it says so.
func (rd *reading) sayerBefore(s *sentence, head int) []rapporteur.Speaker {
	for i := head - 1; i > 0; i-- {
		if !s.in(i, "say") {
			continue
		}
		from, _ := s.clause(i)
		if sp, ok := rd.subjectSpeaker(s, from, i); ok {
			return append([]rapporteur.Speaker{sp}, s.document(i+1)...)
		}
	}
	return nil
}

// sayerAfter finds "…, X said" and "…, said X" behind item head.
func (rd *reading) sayerAfter(s *sentence, head int) []rapporteur.Speaker {
	for i := head + 1; i < len(s.items); i++ {
		if !s.in(i, "say") {
			continue
		}
		mark := i - 1
		for mark > head && mark >= i-longestSpeaker && !slices.Contains([]string{",", "”", "\""}, s.items[mark].text) {
			mark--
		}
		if mark <= head || mark < i-longestSpeaker {
			continue
		}
		if mark == i-1 { // said X
			if sp, ok := rd.speakerIn(s, i+1, min(i+longestSpeaker, len(s.items))); ok {
				return []rapporteur.Speaker{sp}
			}
		}
		if sp, ok := rd.subjectSpeaker(s, mark+1, i); ok {
			return append([]rapporteur.Speaker{sp}, s.document(i+1)...)
		}
	}
	return nil
}

// document returns the text in which somebody speaks: "said in a statement".
func (s *sentence) document(i int) []rapporteur.Speaker {
	if !s.is(i, "in") || !s.in(i+1, "determiner") {
		return nil
	}
	for k := i + 2; k < min(i+5, len(s.items)); k++ {
		if ends := s.classEnds(k, "voice.document"); len(ends) > 0 {
			return []rapporteur.Speaker{{Name: s.between(k, ends[0])}}
		}
	}
	return nil
}

// personBefore returns the person who is the subject of the trigger itself: "the
// minister pledged …".
func (rd *reading) personBefore(c candidate) (rapporteur.Speaker, bool) {
	if c.s.tree != nil {
		if actors := c.s.agents(c.m.head); len(actors) > 1 {
			if sp, ok := rd.together(c.s, actors); ok {
				return sp, true
			}
		}
	}
	for i := c.m.head - 1; i >= c.from; i-- {
		if it := &c.s.items[i]; it.named() {
			return rd.asSpeaker(it), true
		}
	}
	for i := c.m.head - 1; i >= c.from; i-- {
		switch it := &c.s.items[i]; {
		case it.kind == pronounItem:
			if p, ok := rd.lastPerson(c.s, i); ok {
				return rd.asSpeaker(p), true
			}
		case it.kind == sidesItem && (c.says("stage", string(rapporteur.StageAgreed)) || c.says("stage", string(rapporteur.StagePledged))):
			return rapporteur.Speaker{Name: it.text}, true // who agrees or pledges speaks
		}
	}
	return rapporteur.Speaker{}, false
}
