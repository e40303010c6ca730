package who

import (
	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
)

// A match is a run of words that the gazetteer knows, in the reading chosen.
type match struct {
	first, end int // words
	entry
}

// strong reports whether the words are certainly not part of a person's name.
// Towns and provinces of one word may be: Akiba Takeo, Luang Vinh.
func (m match) strong() bool {
	return m.kind != Place || m.party == "" && m.people == 0 || m.end-m.first > 1
}

// A sentence is one sentence in the course of reading.
type sentence struct {
	index   int
	lang    lang.Sentence
	words   []word
	matches []match
	cover   []int // for each word the index of its match, -1 if none
	seen    []int // sightings
	named   []int // for each word the sighting that holds it, -1 if none
	title   bool  // capitals carry no meaning: a headline in title case or all capitals
	caps    bool  // most words are all capitals
}

// at returns the match that covers word i.
func (s *sentence) at(i int) (match, bool) {
	if i < 0 || i >= len(s.words) || s.cover[i] < 0 {
		return match{}, false
	}
	return s.matches[s.cover[i]], true
}

// word returns word i, or an empty one outside the sentence.
func (s *sentence) word(i int) word {
	if i < 0 || i >= len(s.words) {
		return word{}
	}
	return s.words[i]
}

// span returns the span of words [first, end).
func (r *reader) span(s *sentence, first, end int) rapporteur.Span {
	span, err := r.text.Span(s.words[first].start, s.words[end-1].end)
	if err != nil {
		panic("who: tokens of another text: " + err.Error())
	}
	return span
}

// prepare splits a sentence into words and finds what the gazetteer knows.
func (r *reader) prepare(i int, ls lang.Sentence) *sentence {
	s := &sentence{index: i, lang: ls, words: r.g.split(r.text.String(), ls)}
	letters, upper, caps := 0, 0, 0
	for _, w := range s.words {
		if !w.letters || w.class&function != 0 || len(w.fold) < 2 {
			continue
		}
		letters++
		if w.upper {
			upper++
		}
		if w.caps {
			caps++
		}
	}
	s.caps = letters > 2 && caps*2 > letters
	s.title = s.caps || ls.Headline && letters > 3 && upper*5 >= letters*4
	s.cover = make([]int, len(s.words))
	s.named = make([]int, len(s.words))
	for i := range s.cover {
		s.cover[i], s.named[i] = -1, -1
	}
	for i := 0; i < len(s.words); {
		m, ok := r.g.match(s, i)
		if !ok {
			i++
			continue
		}
		for j := m.first; j < m.end; j++ {
			s.cover[j] = len(s.matches)
		}
		s.matches = append(s.matches, m)
		i = m.end
	}
	for i := range s.matches {
		r.interpret(s, i)
	}
	return s
}

// longestName is the number of words of the longest name that is looked for.
const longestName = 12

// match returns the longest name that begins at word i.
func (g *Gazetteer) match(s *sentence, i int) (match, bool) {
	most := min(g.longest[s.words[i].fold], longestName)
	if most == 0 || s.words[i].possessive() {
		return match{}, false
	}
	var best match
	found := false
	key := make([]byte, 0, 128)
	for n, j := 0, i; j < len(s.words); j++ {
		w := s.words[j]
		switch {
		case j > i && passed(w):
			continue
		case w.fold == "":
			return best, found
		case w.possessive(): // People's is two words here and one in the key
		case n == most:
			return best, found
		default:
			if n++; n > 1 {
				key = append(key, ' ')
			}
		}
		key = append(key, w.fold...)
		if e, ok := choose(g.names[string(key)], s, i, j+1); ok && !(e.kind == Rank && armyOf(s, i)) {
			best, found = match{i, j + 1, e}, true
		}
	}
	return best, found
}

// armyOf reports whether word i is the army of "People's Army General Tran Van A",
// which belongs to the office before it and not to the rank.
func armyOf(s *sentence, i int) bool {
	return s.words[i].fold == "army" && i > 0 && s.words[i-1].possessive()
}

// passed reports whether a mark within a name is passed over: a hyphen, the comma
// of "Washington, D.C.", the apostrophe of "Dato' Sri".
func passed(w word) bool {
	return w.hyphen() || w.is(",") || w.is("(") || w.is("&") || w.is("'") || w.is("’")
}

// choose returns the first reading whose capitals the words bear out.
func choose(entries []entry, s *sentence, first, end int) (entry, bool) {
	var best entry
	found := false
	for _, e := range entries {
		if e.exact {
			w := s.words[first]
			if shortForm(w.text) != shortForm(e.form[0]) || s.caps && w.text == shortForm(w.text) {
				continue
			}
		} else if !bearsOut(e.form, s.words[first:end]) {
			continue
		}
		if !found || rank(e) > rank(best) {
			best, found = e, true
		}
	}
	return best, found
}

// rank orders the readings of one name; context decides between the uses of a state later.
func rank(e entry) int {
	switch e.kind {
	case State:
		if !e.party.IsState() && e.use != ByName {
			return 6 // the French of French Guiana
		}
		if e.use != ByName {
			return 7
		}
		return 8
	case Organisation, Body:
		return 5
	case Outlet:
		return 4
	case Rank, address:
		return 3
	}
	return 1
}

// bearsOut reports whether words have capitals wherever a form has one.
func bearsOut(form []string, words []word) bool {
	n := 0
	for _, w := range words {
		if w.fold == "" || w.possessive() {
			continue
		}
		if n == len(form) {
			return false
		}
		if c := form[n][0]; c >= 'A' && c <= 'Z' || c >= 0x80 {
			if !w.upper {
				return false
			}
		}
		n++
	}
	return n == len(form)
}
