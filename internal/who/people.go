package who

import (
	"slices"

	"example.org/rapporteur"
)

// A sighting is one place where a person is named, with what stands beside the name.
type sighting struct {
	s          *sentence
	first, end int // words of the name
	whole      [2]int
	parts      []string
	office     string
	officeKey  string // folded
	officeAt   [2]int // words of the office; equal if there is none
	rank       string
	rankKey    string // folded
	titled     bool   // has an office, a rank or a form of address
	inferred   bool   // office taken from the antecedent of "counterpart"
	former     bool
	plural     bool // one of several holders: Prime Ministers A and B
	expert     bool
	party      rapporteur.Party
	unsure     bool
	org        rapporteur.Party
	serves     rapporteur.Party // the person's country, once it is known
	abroad     rapporteur.Party
	anaphor    bool
	heard      bool
	joined     bool // is known to name a person
	loose      bool // nothing but capitals tells that this is a person
}

// people finds the sightings of a sentence.
func (r *reader) people(s *sentence) {
	from := len(r.sightings)
	r.offices(s)
	r.ranked(s)
	r.counterparts(s)
	r.candidates(s)
	found := r.sightings[from:]
	slices.SortFunc(found, func(x, y sighting) int { return x.first - y.first })
	for k, x := range found {
		for i := x.first; i < x.end; i++ {
			s.named[i] = from + k
		}
	}
	for _, k := range s.seen {
		x := &r.sightings[k]
		// Foreign Minister Gabriel Lands of Lithuania
		if m, ok := s.at(x.end + 1); ok && x.party == "" && s.word(x.end).fold == "of" {
			r.of(x, m)
		} else if m, ok := s.at(x.end + 2); ok && x.party == "" && s.word(x.end).fold == "of" && s.word(x.end+1).fold == "the" {
			r.of(x, m)
		} else if at := x.whole[1]; x.party == "" && (s.word(at).is(",") || s.word(at).class&does != 0 || s.word(at).fold == "for") {
			r.signs(x)
		}
		r.leads(x)
		r.finish(x)
	}
}

// of gives a sighting the state that follows it after "of".
func (r *reader) of(x *sighting, m match) {
	if m.kind == State && !x.loose {
		x.party, x.unsure = m.party, m.unsure
		x.whole[1] = max(x.whole[1], m.end)
	}
}

// signs gives a sighting the state that the person signs or speaks for: "A signed
// for Tonga and B for Fiji".
func (r *reader) signs(x *sighting) {
	i := x.whole[1]
	if x.s.word(i).is(",") {
		i++
	}
	if x.s.word(i).fold == "signed" || x.s.word(i).fold == "spoke" {
		i++
	}
	if x.s.word(i).fold != "for" {
		return
	}
	if m, ok := x.s.at(i + 1); ok && m.kind == State && m.use == ByName && !x.s.word(m.end).possessive() {
		x.party, x.unsure = m.party, m.unsure
	}
}

// leads gives an official the state of the delegation that the person leads: "the
// Tongan delegation was headed by Foreign Minister A".
func (r *reader) leads(x *sighting) {
	i := x.whole[0] - 1
	if x.s.word(i).fold == "the" {
		i--
	}
	if x.party != "" || x.org != "" || !x.titled || x.s.word(i).fold != "by" || !led[x.s.word(i-1).fold] {
		return
	}
	for i -= 2; x.s.word(i).class&auxiliary != 0 || x.s.word(i).is(","); i-- {
	}
	if !delegation[x.s.word(i).fold] {
		return
	}
	for i--; i >= 0; i-- { // a high-ranking Lao military delegation
		if m, ok := x.s.at(i); ok {
			if m.kind == State && m.use != People {
				x.party, x.unsure = m.party, m.unsure
			}
			return
		}
		if w := x.s.words[i]; w.class&(loose|portfolio|bodyNoun) == 0 && !w.possessive() {
			return
		}
	}
}

// led join a delegation to its head, and delegation are the nouns for one.
var (
	led        = set("led", "headed", "chaired", "represented")
	delegation = set("delegation", "side", "team", "mission", "contingent")
)

// taken reports whether a sighting of the sentence holds word i already.
func (r *reader) taken(s *sentence, i int) bool { return s.named[i] >= 0 }

// sightingAt returns the sighting that holds word i, or nil.
func (r *reader) sightingAt(s *sentence, i int) *sighting {
	if s.named[i] < 0 {
		return nil
	}
	return &r.sightings[s.named[i]]
}

// see records the name at words [first, end).
func (r *reader) see(s *sentence, first, end int) *sighting {
	if old := r.sightingAt(s, first); old != nil {
		return old
	}
	for i := first; i < end; i++ {
		s.named[i] = len(r.sightings)
	}
	s.seen = append(s.seen, len(r.sightings))
	r.sightings = append(r.sightings, sighting{
		s: s, first: first, end: end, whole: [2]int{first, end}, parts: parts(s.words[first:end]),
	})
	return &r.sightings[len(r.sightings)-1]
}

// hold gives a sighting an office; the first printed stays.
func (r *reader) hold(x *sighting, o office) {
	x.titled = true
	x.whole[0], x.whole[1] = min(x.whole[0], o.whole), max(x.whole[1], o.end)
	if x.party == "" {
		x.party, x.unsure = o.party, o.unsure
	}
	if x.org == "" {
		x.org = o.org
	}
	if x.office != "" {
		return
	}
	x.office, x.officeAt = r.printed(x.s, o.first, o.end), [2]int{o.first, o.end}
	x.former, x.expert, x.anaphor, x.abroad = o.former, o.expert, o.anaphor, o.abroad
	if x.plural = o.plural; o.plural {
		x.office = singular(x.office)
	}
	x.officeKey = Fold(x.office)
}

// offices finds the offices of a sentence and the people beside them.
func (r *reader) offices(s *sentence) {
	lo := 0
	for h := 0; h < len(s.words); h++ {
		if s.words[h].class&(head|expert) == 0 || s.cover[h] >= 0 && !s.headless(h) || h < lo {
			continue
		}
		o := r.office(s, h, lo, false)
		if m, ok := s.at(h); ok && m.kind == address && o.bare() {
			continue // Prince Faisal
		}
		seen := len(s.seen)
		lo = max(lo, r.holders(s, &o), o.end)
		if len(s.seen) == seen && o.party != "" && !o.plural {
			key := Fold(r.printed(s, max(o.first, o.whole), h+1))
			if !slices.Contains(r.unnamed[key], o.party) {
				r.unnamed[key] = append(r.unnamed[key], o.party)
			}
		}
		if !o.plural && !o.expert && s.words[h].fold != "member" && (!o.bare() || s.words[h].upper) {
			r.add(s, o.first, o.end, Mention{Kind: Office, Name: r.printed(s, o.first, o.end), Party: either(o.party, o.org), Unsure: o.unsure})
		}
	}
}

// headless reports whether the match at word i is only a form of address, such as
// Prince, or a town, so that the word may still be the head of an office.
func (s *sentence) headless(i int) bool {
	m, ok := s.at(i)
	return !ok || m.kind == address || m.kind == Place && m.people > 0
}

func either(a, b rapporteur.Party) rapporteur.Party {
	if a != "" {
		return a
	}
	return b
}

// holders finds who holds the office o, and returns the word after the names.
func (r *reader) holders(s *sentence, o *office) int {
	q := r.skipTitles(s, o.end)
	before, beforeEnd, apposed := r.nameBefore(s, o.whole)
	if first, n := r.name(s, q, true); n > 0 && !(apposed && r.addressed(s, o.end, q)) {
		x := r.see(s, first, first+n)
		r.hold(x, *o)
		end := first + n
		for o.plural { // Prime Ministers A, B and C
			next := end
			for s.word(next).is(",") || s.word(next).fold == "and" {
				next++
			}
			first, n := r.name(s, r.skipTitles(s, next), true)
			if n == 0 || next == end {
				break
			}
			r.hold(r.see(s, first, first+n), *o)
			end = first + n
		}
		return end
	}
	if apposed {
		x := r.see(s, before, beforeEnd)
		long := r.office(s, lastHead(s, o), beforeEnd, true)
		r.hold(x, long)
		*o = long
		return o.end
	}
	comma := o.end
	if s.word(comma).is("(") {
		comma = bracketEnd(s, comma)
	}
	if s.word(comma).is(",") && !o.plural {
		q := r.skipTitles(s, comma+1)
		first, n := r.name(s, q, true)
		if n > 0 && (q > comma+1 || length(s.words[first:first+n]) > 1) && closes(s, first+n) {
			r.hold(r.see(s, first, first+n), *o)
			return first + n
		}
	}
	return o.end
}

// addressed reports whether a form of address stands among words [from, to):
// after "Tea Sam, leader of the opposition" a "Mr" begins someone else.
func (r *reader) addressed(s *sentence, from, to int) bool {
	for i := from; i < to; i++ {
		if m, ok := s.at(i); ok && m.kind == address {
			return true
		}
	}
	return false
}

// closes reports whether what follows a name at word i closes an apposition.
func closes(s *sentence, i int) bool {
	w := s.word(i)
	return w.text == "" || w.is(",") || w.is(".") || w.is(")") || w.is(";") || w.hyphen() && !w.glued || w.is("—") || w.is("“") || w.is("\"") || w.fold == "and" || w.possessive() || w.class&(does|auxiliary) != 0 || postNominals[w.fold]
}

// lastHead returns the word of the first head in the phrase of an office.
func lastHead(s *sentence, o *office) int {
	for i := o.first; i < o.end; i++ {
		// A chief negotiator is a negotiator; a chief of something is a chief.
		if s.words[i].class&(head|expert) != 0 && (s.words[i].class&(modifier|portfolio) == 0 || s.word(i+1).fold == "of") {
			return i
		}
	}
	for i := o.end - 1; i > o.first; i-- {
		if s.words[i].class&(head|expert) != 0 {
			return i
		}
	}
	return o.first
}

// copulas join a name to an office.
var copulas = set("is", "was", "became", "remains", "as", "named", "appointed", "elected", "becomes", "been", "who")

// nameBefore returns the name to which the office that begins at word i stands in
// apposition: "Tea Seiha, the defence minister", "Tea Seiha became …".
func (r *reader) nameBefore(s *sentence, i int) (first, end int, ok bool) {
	i--
	for i > 0 && (s.words[i].fold == "the" || s.words[i].fold == "a" || s.words[i].fold == "an" || s.words[i].possessive()) {
		i--
	}
	if i <= 0 {
		return 0, 0, false
	}
	w, joins := s.words[i], false
	switch {
	case w.is(",") || w.is("(") || w.is("–") || w.is("—") || w.is("-") && !w.glued:
		end, joins = i, true
	case copulas[w.fold]:
		end = i
		for end > 0 && (s.words[end-1].class&auxiliary != 0 || s.words[end-1].is(",") || copulas[s.words[end-1].fold]) {
			end--
		}
	case postNominals[w.fold] && w.caps:
		end = i + 1
	default:
		return 0, 0, false
	}
	if joins && i > 0 && postNominals[s.words[i-1].fold] && s.words[i-1].caps {
		end--
	}
	for postNominals[s.word(end-1).fold] && s.word(end-1).caps {
		end--
	}
	for first = max(0, end-9); first < end; first++ {
		if first > 0 && s.words[first].glued && !s.words[first-1].is("(") {
			continue
		}
		at, n := r.name(s, first, false)
		if n == 0 || at+n < end {
			continue
		}
		if length(s.words[at:end]) > 1 || r.taken(s, at) {
			if x := r.sightingAt(s, at); x != nil {
				return x.first, x.end, x.office == "" || copulas[w.fold]
			}
			return at, end, true
		}
		if m, covered := s.at(at - 1); covered && (m.kind == Rank || m.kind == address) {
			return at, end, true
		}
	}
	return 0, 0, false
}

// ranked finds names after a rank or a form of address, and the rank of people
// found already.
func (r *reader) ranked(s *sentence) {
	for _, m := range s.matches {
		if m.kind != Rank && m.kind != address {
			continue
		}
		first, n := r.name(s, r.skipTitles(s, m.first), true)
		if n == 0 {
			continue
		}
		x := r.see(s, first, first+n)
		if x.officeAt[0] <= m.first && m.first < x.officeAt[1] {
			continue // Secretary General
		}
		x.titled = true
		x.whole[0] = min(x.whole[0], m.first)
		if m.kind == Rank && x.rank == "" {
			end := m.end
			for s.word(end).is(".") && s.word(end).glued {
				end++
			}
			x.rank = r.printed(s, m.first, end)
			x.rankKey = Fold(x.rank)
			r.add(s, m.first, end, Mention{Kind: Rank, Name: x.rank})
		}
		if x.party == "" {
			var o office
			o.first, o.whole = m.first, m.first
			r.country(s, &o, 0)
			if x.party = o.party; x.party != "" {
				x.whole[0] = min(x.whole[0], o.whole)
			}
		}
	}
}
