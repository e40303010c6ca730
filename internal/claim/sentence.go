package claim

import (
	"slices"
	"strconv"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
)

// A sentence is a sentence as rules see it.
type sentence struct {
	index  int
	src    lang.Sentence
	text   rapporteur.Text
	items  []item
	breaks []bool             // breaks[i]: item i ends or begins a clause
	hits   []map[string][]int // class name → ends, for each item
	has    map[string]bool    // keys that patterns may need: words, "@class", "<slot>"
	quoted []bool             // item lies inside quotation marks
	tree   *tree              // nil if the analyser made none
	part   part               // who speaks it
}

// prepare fills in classes, quotations and clause breaks once the items are there.
func (s *sentence) prepare(r *Rules) {
	n := len(s.items)
	s.hits, s.has, s.breaks, s.quoted = make([]map[string][]int, n), make(map[string]bool, 2*n), make([]bool, n), make([]bool, n)
	for i := range s.items {
		s.classify(r, i)
	}
	for i := range s.items {
		it := &s.items[i]
		it.ordinal = s.edition(r, i)
		s.has[it.lower] = true
		for _, slot := range slotNames {
			if it.fills(slot) {
				s.has["<"+slot+">"] = true
			}
		}
	}
	inside, named := false, 0
	for i := range s.items {
		if i < named {
			continue
		}
		if end := s.quotedName(i); !inside && end > i {
			named = end
			continue
		}
		switch s.items[i].text {
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

// quotedName returns the end of a name in quotation marks that begins at item i, or
// i: a few capitalised words or numbers, which nobody says, or behind an article
// words without a verb. Such marks part no clauses.
func (s *sentence) quotedName(i int) int {
	if t := s.items[i].text; t != "\"" && t != "“" {
		return i
	}
	title, longest := s.in(i-1, "article"), longestName
	if title {
		longest = longestTitle
	}
	for k := i + 1; k < min(len(s.items), i+longest); k++ {
		it := &s.items[k]
		switch {
		case it.text == "\"" || it.text == "”":
			if k > i+1 {
				return k + 1
			}
			return i
		case it.dash() || it.capital() && !s.in(k, "finite") || it.ordinal > 0 || it.text[0] >= '0' && it.text[0] <= '9':
		case title && !s.in(k, "finite", "auxiliary", "modal"):
		default:
			return i
		}
	}
	return i
}

// longestName and longestTitle are the numbers of items within which a name in
// quotation marks ends, alone and behind an article.
const (
	longestName  = 7
	longestTitle = 14
)

// wanted reports whether a rule may find something in the sentence.
func (s *sentence) wanted(r *Rules) bool {
	return slices.ContainsFunc(r.rules, func(rule *Rule) bool {
		return slices.ContainsFunc(rule.finds, func(p *pattern) bool { return s.may(p.needs) }) ||
			slices.ContainsFunc(rule.trees, func(b *branching) bool { return s.may(b.needs) })
	})
}

// classify notes the entries of classes that begin at item i.
func (s *sentence) classify(r *Rules, i int) {
	lower := s.items[i].lower
	for _, ce := range r.first[lower] {
		if end, ok := s.entryAt(i, ce.entry); ok {
			s.hit(i, ce.class, end)
		}
	}
	// A name answers to the words at its end: "the Joint Border Committee" is a
	// committee.
	if k := s.items[i].kind; k == bodyItem || k == orgItem || k == placeItem {
		for words := strings.Fields(lower); len(words) > 0; words = words[1:] {
			for _, ce := range r.first[words[0]] {
				if ce.entry.is(words) {
					s.hit(i, ce.class, i+1)
				}
			}
		}
	}
	for _, ends := range s.hits[i] {
		slices.SortFunc(ends, func(a, b int) int { return b - a })
	}
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return "", s, false
	}
	return s[:i], s[i+len(sep):], true
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
func (s *sentence) entryAt(i int, e entry) (end int, ok bool) {
	if i+len(e) > len(s.items) {
		return 0, false
	}
	for k, forms := range e {
		if !slices.Contains(forms, s.items[i+k].lower) {
			return 0, false
		}
	}
	return i + len(e), true
}

// classEnds returns where entries of a class that start at item i end, longest first.
func (s *sentence) classEnds(i int, class string) []int {
	if i < 0 || i >= len(s.hits) {
		return nil
	}
	return s.hits[i][class]
}

// in reports whether an entry of one of the classes starts at item i, which may
// lie outside the sentence.
func (s *sentence) in(i int, classes ...string) bool {
	return slices.ContainsFunc(classes, func(c string) bool { return len(s.classEnds(i, c)) > 0 })
}

// some reports whether an entry of one of the classes starts in items [from, to).
func (s *sentence) some(from, to int, classes ...string) bool {
	for i := from; i < to; i++ {
		if s.in(i, classes...) {
			return true
		}
	}
	return false
}

// is reports whether item i, which may lie outside the sentence, is this word or mark.
func (s *sentence) is(i int, lower string) bool {
	return i >= 0 && i < len(s.items) && s.items[i].lower == lower
}

// edition returns the number by which item i counts a contact that is named
// right behind it, 0 if it counts none: "the third Chile-Peru dialogue", not "the
// third largest country".
func (s *sentence) edition(r *Rules, i int) int {
	n := s.ordinalAt(r, i)
	if n == 0 {
		return 0
	}
	for k := i + 1; k < min(len(s.items), i+9); k++ {
		it := &s.items[k]
		switch {
		case s.in(k, "forum-n", "meeting", "exercise", "dialogue", "exchange", "talks", "visit-n"):
			return n
		case it.kind != word && it.kind != punctuation, it.dash(), it.possessive(), it.capital(), s.in(k, "name", "generic", "edition-passes", "threefold"):
		default:
			return 0
		}
	}
	return 0
}

// ordinalAt returns the number that item i says, 0 if none.
func (s *sentence) ordinalAt(r *Rules, i int) int {
	for _, c := range r.ordinals {
		if s.in(i, c.name) {
			return c.n
		}
	}
	lower := s.items[i].lower
	digits := strings.TrimRight(lower, "stndrh")
	if len(lower)-len(digits) != 2 || len(digits) > 3 {
		return 0
	}
	v, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return v
}

// words returns items [from, to) in lower case, joined by spaces.
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

// between returns the printed words of items [from, to), on one line.
func (s *sentence) between(from, to int) string {
	if to = min(to, len(s.items)); from >= to {
		return ""
	}
	return strings.Join(strings.Fields(s.text.Slice(s.items[from].span.Through(s.items[to-1].span))), " ")
}
