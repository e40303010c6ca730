package who

import "strings"

// candidates finds the names that no title marks. Those with a sign of a person
// beside them count; the others only if the text names the person elsewhere.
func (r *reader) candidates(s *sentence) {
	for i := 0; i < len(s.words); {
		first, n := r.name(s, i, false)
		if n == 0 {
			i++
			continue
		}
		i = first + n
		town, ok := s.at(first)
		if ok = ok && town.first == first && town.end == first+n; r.overlaps(s, first, first+n) || ok && inside[s.word(first-1).fold] {
			continue
		}
		x := r.see(s, first, first+n)
		x.loose = true
		if s.title || len(x.parts) == 0 || ok {
			continue
		}
		before, after := s.word(first-1), s.word(first+n)
		whose, ok := s.at(first - 2)
		switch {
		case len(x.parts) > 1 && before.possessive() && ok && whose.kind == State && plausible(x.parts):
			// Senegal's Bassirou Diomaye Faye said
			if s.acts(first+n) || closes(s, first+n) {
				x.party, x.unsure, x.loose = whose.party, true, false
			}
		case len(x.parts) == 1 && speaks[after.fold] && len(x.parts[0]) > 3 && !s.words[first].caps && plausible(x.parts):
			x.loose = false
		case len(x.parts) > 1 && len(x.parts) < 5 && plausible(x.parts):
			if speaks[after.fold] || speaks[before.fold] && before.fold != "told" || s.word(first+n+1).class&does != 0 && after.class&auxiliary != 0 && speaks[s.word(first+n+1).fold] {
				x.loose = false
			}
		}
	}
}

// speaks are the verbs that only people are the subject of beside a name.
var speaks = set("said", "says", "told", "added", "noted", "stressed", "stated", "argued", "explained", "wrote", "insisted", "tweeted", "recalled", "remarked")

// plausible reports whether no part of a name holds a figure, as names of ships and
// exercises do.
func plausible(parts []string) bool {
	for _, p := range parts {
		if strings.ContainsAny(p, "0123456789") {
			return false
		}
	}
	return true
}

func (r *reader) overlaps(s *sentence, first, end int) bool {
	for i := first; i < end; i++ {
		if r.taken(s, i) {
			return true
		}
	}
	return false
}

// acts reports whether a verb of acting or saying follows at word i, perhaps
// after an auxiliary or two.
func (s *sentence) acts(i int) bool {
	for n := 0; n < 3 && s.word(i).class&auxiliary != 0 && s.word(i).class&does == 0; n++ {
		i++
	}
	return s.word(i).class&does != 0 && !s.word(i).upper
}

// doings are nouns that, after "X's", tell that X takes part in something.
var doings = set("visit", "visits", "meeting", "meetings", "trip", "remarks", "statement", "comments", "talks", "call", "tour", "speech", "announcement", "stop")

// aside are words after which a name is only mentioned.
var aside = set("under", "of", "during", "since", "like", "than", "about", "against", "succeed", "succeeded", "succeeding", "replaced", "replacing", "before", "after", "until")

// finish notes whether the person is heard.
func (r *reader) finish(x *sighting) {
	s := x.s
	before := x.whole[0] - 1
	for before >= 0 && (s.words[before].fold == "the" || s.words[before].fold == "a" || s.words[before].fold == "an" || s.words[before].fold == "his" || s.words[before].fold == "her") {
		before--
	}
	at, prior := x.whole[1], s.word(before)
	if s.word(x.end).possessive() {
		x.heard = doings[s.word(x.end+1).fold] || doings[s.word(x.end+2).fold] || doings[s.word(x.end+3).fold]
		return
	}
	if s.acts(at) || s.acts(x.end) {
		x.heard = true
		return
	}
	if aside[prior.fold] && !doings[s.word(before-1).fold] {
		return
	}
	if prior.class&done != 0 {
		x.heard = true
		return
	}
	// After an apposition or a list of people: the next verb of the sentence.
	next := s.word(x.end)
	if !next.is(",") && next.fold != "and" && !next.is("(") && prior.fold != "and" && !prior.is(",") && at == x.end {
		return
	}
	for i := at; i < len(s.words) && i < at+40; i++ {
		w := s.words[i]
		if w.is(";") || w.fold == "that" || w.fold == "which" {
			return
		}
		if w.class&does != 0 && !w.upper && s.word(i-1).fold != "to" {
			x.heard = true
			return
		}
	}
	// At the end of a list that a verb of meeting opened.
	for i := before; i >= 0 && i > before-30; i-- {
		w := s.words[i]
		if w.is(";") || w.fold == "that" || w.fold == "which" || aside[w.fold] && w.fold != "of" {
			return
		}
		if w.class&done != 0 && w.fold != "to" {
			x.heard = true
			return
		}
	}
}

// singular returns an office whose head is plural in the singular.
func singular(office string) string {
	words := strings.Fields(office)
	for i, w := range words {
		if class := Default().classes[Fold(w)]; class&plural != 0 {
			words[i] = w[:len(w)-1]
			break
		}
	}
	return strings.Join(words, " ")
}
