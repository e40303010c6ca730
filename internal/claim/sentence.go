package claim

import (
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
	"example.org/rapporteur/internal/when"
)

// slotNames are the mentions that a pattern may ask for.
var slotNames = []string{"party", "state", "org", "person", "place", "date", "office", "sides"}

type itemKind uint8

const (
	word itemKind = iota
	punctuation
	stateItem
	orgItem
	personItem
	placeItem
	officeItem
	bodyItem
	rankItem
	dateItem
	sidesItem   // "both sides", "they", "we": parties told elsewhere
	pronounItem // "he", "she": a person told elsewhere
)

// An item is one token of a sentence, or the tokens of one mention taken together.
type item struct {
	span    rapporteur.Span
	text    string
	lower   string
	kind    itemKind
	parties []rapporteur.Party // whom the mention stands for, as far as it says
	adj     bool               // a demonym before a noun
	person  int                // index of the document's person, -1 if none
	expr    *when.Expr
	place   *rapporteur.Place
	count   int // of a sidesItem: 2, 3 … states, 0 if not said
}

// fills reports whether the item answers to a slot of a pattern.
func (it *item) fills(slot string) bool {
	switch slot {
	case "party":
		return it.kind == sidesItem || it.kind == pronounItem || len(it.parties) > 0 || it.kind == personItem || it.kind == officeItem
	case "state":
		return it.kind == stateItem && !it.adj
	case "org":
		return it.kind == orgItem
	case "person":
		return it.kind == personItem
	case "place":
		return it.kind == placeItem
	case "date":
		return it.kind == dateItem
	case "office":
		return it.kind == officeItem
	case "sides":
		return it.kind == sidesItem
	}
	return false
}

// A sentence is a sentence as rules see it.
type sentence struct {
	index  int
	src    lang.Sentence
	text   rapporteur.Text
	items  []item
	breaks []bool             // breaks[i]: item i ends or begins a clause
	hits   []map[string][]int // class name → ends, for each item
	has    map[string]bool    // classes ("@name") and words that occur
	quoted []bool             // item lies inside quotation marks
}

func (s *sentence) isBreak(i int) bool { return i >= 0 && i < len(s.items) && s.breaks[i] }

// classEnds returns where entries of a class that start at item i end, longest first.
func (s *sentence) classEnds(i int, name string) []int {
	if i >= len(s.hits) {
		return nil
	}
	return s.hits[i][name]
}

// index fills in classes and clause breaks once the items are there.
func (s *sentence) prepare(r *Rules) {
	n := len(s.items)
	s.hits, s.has, s.breaks, s.quoted = make([]map[string][]int, n), make(map[string]bool, 2*n), make([]bool, n), make([]bool, n)
	for i := range s.items {
		lower := s.items[i].lower
		s.has[lower] = true
		for _, ce := range r.first[lower] {
			if end, ok := s.entryAt(i, ce.entry); ok {
				s.hit(i, ce.class, end)
			}
		}
		// The name of a body answers to its noun: "the Joint Border Committee" is a committee.
		if k := s.items[i].kind; k == bodyItem || k == orgItem {
			noun := lower[strings.LastIndexByte(lower, ' ')+1:]
			for _, ce := range r.first[noun] {
				if len(ce.entry) == 1 && noun != lower {
					s.hit(i, ce.class, i+1)
				}
			}
		}
		for _, ends := range s.hits[i] {
			slices.SortFunc(ends, func(a, b int) int { return b - a })
		}
	}
	inside := false
	for i := range s.items {
		it := &s.items[i]
		switch it.text {
		case "“":
			inside = true
		case "”":
			inside = false
		case "\"":
			inside = !inside
		}
		s.quoted[i] = inside
		s.breaks[i] = s.breaksAt(i)
	}
}

// hit notes that an entry of a class stands at items [i, end).
func (s *sentence) hit(i int, class string, end int) {
	if s.hits[i] == nil {
		s.hits[i] = map[string][]int{}
	}
	if ends := s.hits[i][class]; !slices.Contains(ends, end) {
		s.hits[i][class] = append(ends, end)
	}
	s.has["@"+class] = true
}

// entryAt matches the words of a class entry from item i.
func (s *sentence) entryAt(i int, e entry) (int, bool) {
	for k, forms := range e {
		if i+k >= len(s.items) || !slices.Contains(forms, s.items[i+k].lower) {
			return 0, false
		}
	}
	return i + len(e), true
}

// subordinators begin a clause of their own.
var subordinators = map[string]bool{
	"but": true, "while": true, "whereas": true, "although": true, "though": true, "because": true, "which": true, "who": true,
	"whom": true, "whose": true, "where": true, "when": true, "if": true, "unless": true, "after": true, "before": true, "until": true,
	"provided": true, "following": true, "amid": true,
}

// breaksAt reports whether item i parts two clauses: a strong mark, a word that
// begins a subordinate clause, or a comma before a conjunction that is followed
// by a new subject.
func (s *sentence) breaksAt(i int) bool {
	it := &s.items[i]
	switch it.text {
	case ";", ":", "—", "–", "“", "”", "\"":
		return true
	}
	if subordinators[it.lower] {
		// "the following statement" is no clause.
		return !(it.lower == "following" && i > 0 && s.items[i-1].lower == "the")
	}
	if it.lower == "that" && i > 0 && !s.items[i-1].fills("office") {
		_, verb := s.hits[i-1]["say"]
		return verb || s.hits[i-1]["agree"] != nil || s.hits[i-1]["propose"] != nil
	}
	if it.text == "," && i+1 < len(s.items) {
		switch next := s.items[i+1].lower; next {
		case "and":
			// "Chile, Peru, and Bolivia met" is a list; "Chile paid, and Peru thanked it" is not.
			return i > 0 && s.items[i-1].kind != stateItem && i+2 < len(s.items) && s.items[i+2].fills("party") && s.verbSoon(i+3)
		case "as":
			return i+2 >= len(s.items) || s.items[i+2].lower != "well"
		case "with":
			return i+2 < len(s.items) && s.items[i+2].fills("party")
		case "but":
			return true
		}
	}
	return false
}

// verbSoon reports whether a finite verb that rules know stands within four items.
func (s *sentence) verbSoon(i int) bool {
	for k := i; k < len(s.items) && k < i+4; k++ {
		for _, c := range []string{"say", "will", "agree", "pledge", "hold", "urge", "take-place", "sign"} {
			if s.hits[k] != nil && s.hits[k][c] != nil {
				return true
			}
		}
		if slices.Contains([]string{"will", "has", "have", "is", "are", "was", "were"}, s.items[k].lower) {
			return true
		}
	}
	return false
}

// clause returns the run of items around item i that no break interrupts.
func (s *sentence) clause(i int) (from, to int) {
	from, to = i, i+1
	for from > 0 && !s.breaks[from-1] && !s.breaks[from] {
		from--
	}
	for to < len(s.items) && !s.breaks[to] {
		to++
	}
	return from, to
}

// adjectival reports whether item i is a participle that describes a noun: "the
// signed agreements" tells of no signing, "his visiting Lao counterpart" of no visit.
func (s *sentence) adjectival(i int) bool {
	it := &s.items[i]
	if i == 0 || it.kind != word || !articles[s.items[i-1].lower] {
		return false
	}
	if strings.HasSuffix(it.lower, "ing") && i+1 < len(s.items) {
		next := &s.items[i+1]
		return next.adj || next.kind == officeItem || next.kind == rankItem
	}
	return strings.HasSuffix(it.lower, "ed")
}

// words returns the text of items [from, to), joined by spaces.
func (s *sentence) words(from, to int) string {
	var b strings.Builder
	for i := from; i < to && i < len(s.items); i++ {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s.items[i].lower)
	}
	return b.String()
}
