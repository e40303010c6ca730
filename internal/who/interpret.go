package who

// waters are the nouns that turn the name of a state before them into that of a
// sea or landscape which belongs to no one.
var waters = set("sea", "ocean", "strait", "straits", "peninsula", "channel", "subcontinent")

// watersOf are those that do so with "of" between.
var watersOf = set("gulf", "bay", "sea", "strait", "straits", "horn", "cape")

// inside are prepositions after which a capital is the town.
var inside = set("in", "near", "outside", "around", "across", "at", "into", "inside", "throughout", "via")

// motion are words whose "to" leads to a town and not to a government.
var motion = set("visit", "visits", "visited", "visiting", "trip", "trips", "travel", "travels", "travelled", "traveled", "travelling",
	"traveling", "tour", "went", "go", "goes", "going", "return", "returned", "returns", "arrive", "arrived", "arrives", "came", "come",
	"flew", "fly", "flies", "flight", "headed", "heading", "sent", "send", "dispatched", "dispatching", "welcomed", "welcome", "moved", "journey",
	"invited", "road", "railway", "line", "route", "drove", "sailed", "delegation", "reach", "reached", "left", "toured", "entered", "ambassador",
	"stopover", "stop", "brought", "back", "relocated", "evacuated", "ahead", "en")

// event are nouns that a capital before them gives the venue of.
var event = set("meeting", "summit", "talks", "ceremony", "conference", "declaration", "statement", "communique", "accord", "accords", "agreement",
	"airport", "province", "district", "process", "protocol", "convention", "office", "visit", "hotel", "university", "forum", "plan", "session",
	"suburb", "town", "port", "metropolitan", "city", "embassy", "time", "based", "born", "correspondent", "bureau", "retreat", "stock", "treaty")

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// interpret settles by the words around what a match stands for. It may change
// the reading of match k or drop it.
func (r *reader) interpret(s *sentence, k int) {
	m := &s.matches[k]
	before, after := s.word(m.first-1), s.word(m.end)
	if m.kind == State && (m.use == ByName || m.use == Demonym) {
		switch {
		case after.upper && waters[after.fold]:
			s.extend(k, m.first, m.end+1)
			*m = match{m.first, m.end, entry{kind: Place, name: r.printed(s, m.first, m.end)}}
			return
		case before.fold == "of" && watersOf[s.word(m.first-2).fold] && s.word(m.first-2).upper:
			s.extend(k, m.first-2, m.end)
			*m = match{m.first, m.end, entry{kind: Place, name: r.printed(s, m.first, m.end)}}
			return
		case m.use == ByName && r.adjective(s, *m):
			m.use = Demonym
		}
	}
	switch {
	case m.kind == State && m.use == Combining:
		if next, ok := s.at(m.end + 1); !after.hyphen() || !ok || next.kind != State {
			s.drop(k)
		}
	case m.kind == State && m.use == Capital:
		if r.town(s, *m) {
			m.kind, m.use = Place, ""
		}
	case m.kind == Place && m.people > 0:
		given, ok := s.at(m.end + 1)
		stated := after.is(",") && ok && given.kind == State && given.use == ByName
		switch {
		case stated:
			m.party, m.unsure = given.party, false
		case m.small && !inside[before.fold] && !motion[before.fold] && before.fold != "from" && before.fold != "to" && !(before.fold == "of" && event[s.word(m.first-2).fold]):
			s.drop(k)
		case m.unsure:
			m.party = ""
		}
	}
}

// adjective reports whether the name of a state stands before a noun that it qualifies.
func (r *reader) adjective(s *sentence, m match) bool {
	if !r.adjectival(s, m) {
		return false
	}
	after := s.word(m.end)
	return after.letters && !after.glued && after.class&(function|auxiliary|does) == 0
}

// adjectival reports whether the form is also listed as an adjective, as are US and New Zealand.
func (r *reader) adjectival(s *sentence, m match) bool {
	key := ""
	for i := m.first; i < m.end; i++ {
		if f := s.words[i].fold; f != "" {
			if key != "" {
				key += " "
			}
			key += f
		}
	}
	for _, e := range r.g.names[key] {
		if e.kind == State && e.use == Demonym {
			return true
		}
	}
	return false
}

// town reports whether a capital is meant as the place and not as the government
// that sits there.
func (r *reader) town(s *sentence, m match) bool {
	before, after := s.word(m.first-1), s.word(m.end)
	next, covered := s.at(m.end + 1)
	switch {
	case m.first == 0 && (s.words[m.first].caps || after.is(",") || after.is("(") || after.is("—") || after.is("–") || after.is("-") && !after.glued || after.is(":")),
		after.is(",") && covered && (next.kind == State && next.party == m.party || next.kind == Place),
		inside[before.fold],
		motion[before.fold],
		event[after.fold],
		after.hyphen() && event[s.word(m.end+1).fold],
		before.fold == "of" && event[s.word(m.first-2).fold]:
		return true
	case before.fold == "to" || before.fold == "from" || before.fold == "for":
		for i := m.first - 2; i >= max(0, m.first-7); i-- {
			if motion[s.words[i].fold] {
				return true
			}
			if w := s.words[i]; w.is(",") || w.is(";") {
				break
			}
		}
	case after.possessive():
		noun := s.word(m.end + 1)
		return noun.upper && noun.class&(head|modifier|portfolio|bodyNoun) == 0 || event[s.word(m.end+2).fold]
	}
	return false
}

// extend makes match k cover words [first, end), taking over matches that it swallows.
func (s *sentence) extend(k, first, end int) {
	for i := first; i < end; i++ {
		if old := s.cover[i]; old >= 0 && old != k {
			s.drop(old)
		}
		s.cover[i] = k
	}
	s.matches[k].first, s.matches[k].end = first, end
}

// drop forgets match k.
func (s *sentence) drop(k int) {
	m := &s.matches[k]
	for i := m.first; i < m.end; i++ {
		if s.cover[i] == k {
			s.cover[i] = -1
		}
	}
	m.kind = ""
}
