package who

import (
	"example.org/rapporteur"
)

// An office is a phrase that names one, such as "former Canadian Prime Minister"
// or "Chief of the General Staff of the Lao People's Army".
type office struct {
	first, end int // the words that are printed as the office
	whole      int // first word with the country before it
	party      rapporteur.Party
	unsure     bool
	org        rapporteur.Party // organisation, if the office is of one
	abroad     rapporteur.Party // the state that the office is held in or about: ambassador to Laos
	anaphor    bool             // "the country's", "its": a state named before
	former     bool
	plural     bool // "Prime Ministers"
	expert     bool
}

// bare reports whether the office is a single word without a country.
func (o office) bare() bool { return o.end-o.first == 1 && o.party == "" && o.org == "" }

// toHeads are the heads whose office is completed by "to".
var toHeads = set("ambassador", "envoy", "commissioner", "adviser", "advisor", "aide", "representative", "assistant", "attache", "delegate", "deputy",
	"counsellor", "counselor", "consul", "secretary", "nuncio")

// aides are the heads whose holder is of the state of the person they serve.
var aides = set("aide", "adviser", "advisor", "assistant", "spokesman", "spokeswoman", "spokesperson", "secretary", "deputy", "member")

// generalHeads are the heads that "general" may follow as part of the title. After
// others, such as "minister", it is a rank.
var generalHeads = set("secretary", "attorney", "governor", "director", "consul", "inspector", "commissioner")

// office reads the phrase around the head at word h, looking no further back than
// word lo. After a name, as in "Tea Seiha, minister of …", the phrase may run on
// through words that no list holds.
func (r *reader) office(s *sentence, h, lo int, afterName bool) office {
	o := office{first: h, end: h + 1, expert: s.words[h].class&expert != 0, plural: s.words[h].class&plural != 0}
	r.officeBegin(s, &o, lo)
	r.officeEnd(s, &o, h, afterName)
	return o
}

// officeBegin extends an office to the left over modifiers, fields and bodies and
// finds the country before it.
func (r *reader) officeBegin(s *sentence, o *office, lo int) {
	for o.first > lo {
		i := o.first - 1
		w := s.words[i]
		m, covered := s.at(i)
		switch {
		case covered && (m.kind == Organisation || m.kind == Body || m.kind == State && m.use == Government) && m.first >= lo:
			o.first = m.first
			if m.kind == State {
				o.party = m.party
			} else {
				o.org = m.party
			}
			if s.word(m.first-1).fold == "the" {
				o.whole = o.first
				return
			}
			continue
		case covered && m.kind != Rank && m.kind != address:
		case w.class&(modifier|portfolio|bodyNoun) != 0 || w.fold == "under" && s.words[o.first].fold == "secretary":
			o.former = o.former || w.class&former != 0
			o.first = i
			continue
		case w.class&head != 0 && w.class&portfolio == 0 && i > lo && w.upper == s.words[o.first].upper && !s.words[o.first].is("of"):
			o.first = i
			continue
		case (w.is("and") || w.is("&") || w.is(",")) && i-1 >= lo && s.words[i-1].class&portfolio != 0 && s.words[o.first].class&portfolio != 0 && s.words[i-1].upper == s.words[o.first].upper:
			o.first = i - 1
			continue
		case w.hyphen() && w.glued && i-1 >= lo && s.words[i-1].class&(modifier|portfolio|head) != 0:
			o.former = o.former || s.words[i-1].class&former != 0
			o.first = i - 1
			continue
		case w.possessive() && i-1 >= lo && s.words[i-1].fold == "people" && s.words[i-1].upper:
			o.first = i - 1 // the Lao People's Army
			continue
		case w.possessive() && i-1 >= lo && s.words[i-1].class&(portfolio|bodyNoun) != 0 && s.words[i-1].class&modifier == 0 && s.word(i-2).fold != "the":
			// the navy's chief; Saudi interior ministry's spokesman
			o.first = i - 1
			continue
		}
		break
	}
	for o.first < o.end-1 && (s.words[o.first].class&(loose|portfolio) == loose || s.words[o.first].hyphen()) {
		o.first++
	}
	o.whole = o.first
	r.country(s, o, lo)
}

// country finds the state that stands before an office: Lao, Vietnam's new, the country's.
func (r *reader) country(s *sentence, o *office, lo int) {
	i := o.first - 1
	for i >= lo && (s.words[i].possessive() || s.words[i].class&loose != 0 && s.words[i].class&(head|portfolio) == 0) {
		i--
	}
	if i < lo {
		return
	}
	if m, ok := s.at(i); ok && m.first >= lo {
		if m.kind != State && m.kind != Organisation {
			return
		}
		if m.kind == Organisation {
			o.org = m.party
		} else if o.party == "" {
			o.party, o.unsure = m.party, m.unsure
		}
		o.whole = m.first
		// "former Canadian Prime Minister", "deputy Russian foreign minister"
		first := m.first
		for first > lo && s.words[first-1].class&(former|modifier) != 0 && s.words[first-1].class&(head|portfolio) == 0 {
			first--
			o.former = o.former || s.words[first].class&former != 0
		}
		if first < m.first {
			o.first, o.whole = first, first
		}
		return
	}
	switch s.words[i].fold {
	case "country", "nation", "kingdom", "republic":
		if s.word(i + 1).possessive() {
			o.anaphor = true
			o.whole = i
		}
	case "its", "their", "his", "her":
		o.anaphor = true
		o.whole = i
	}
}

// officeEnd extends an office to the right: "-elect", "of …", "to …", "and …".
func (r *reader) officeEnd(s *sentence, o *office, h int, afterName bool) {
	o.end = h + 1
	for o.end < len(s.words) {
		w, next := s.word(o.end), s.word(o.end+1)
		switch {
		case w.hyphen() && w.glued && (next.fold == "elect" || next.fold == "general" || next.fold == "designate"):
			o.end += 2
		case w.hyphen() && w.glued && next.fold == "in" && s.word(o.end+3).fold == "chief":
			o.end += 4
		case w.fold == "general" && generalHeads[s.words[o.end-1].fold] && !w.glued:
			o.end++
		case w.class&head != 0 && w.class&plural == 0 && w.upper && s.cover[o.end] < 0 && s.words[o.end-1].class&(head) != 0:
			h = o.end
			o.end++
		case w.upper && !s.title: // the To of Secretary To Van Nam
			return
		case w.fold == "of" || w.fold == "for", w.fold == "to" && toHeads[s.words[h].fold],
			(w.fold == "at" || w.fold == "in" || w.fold == "on" || w.fold == "with" || w.fold == "from") && (afterName || o.expert):
			before := *o
			end := r.complement(s, o, o.end+1, afterName)
			if end == o.end+1 {
				return
			}
			if m, ok := s.at(end - 1); w.fold != "of" && before.party == "" && !aides[s.words[h].fold] && ok && m.kind == State && !s.owned(m.first, o.end) {
				// An ambassador to a state, or an envoy for one, is not of it.
				o.party, o.unsure, o.abroad = "", false, o.party
			}
			o.end = end
			return
		case (w.fold == "and" || w.is("&") || w.is("/")) && r.officeAhead(s, o.end+1) > 0:
			o.end = r.officeAhead(s, o.end+1)
			h = o.end - 1
		default:
			return
		}
	}
}

// owned reports whether "of" and perhaps "the" stand before word i, behind word from: the
// Minister for Regional Trade of Chile is Chile's.
func (s *sentence) owned(i, from int) bool {
	i--
	if s.word(i).fold == "the" {
		i--
	}
	return i > from && s.word(i).fold == "of"
}

// officeAhead returns the end of an office that begins at word i without an
// article or a country and ends with its head, or 0.
func (r *reader) officeAhead(s *sentence, i int) int {
	for n := 0; n < 6 && i < len(s.words); n++ {
		w := s.words[i]
		if _, covered := s.at(i); covered {
			return 0
		}
		if w.class&head != 0 && w.class&plural == 0 && s.word(i+1).class&(head) == 0 {
			return i + 1
		}
		if w.class&(modifier|portfolio) == 0 && !w.hyphen() {
			return 0
		}
		i++
	}
	return 0
}

// complement returns the end of what follows "of", "for" or "to" in an office
// from word p, and notes the state or organisation in it. It returns p if
// nothing there can belong to an office.
func (r *reader) complement(s *sentence, o *office, p int, afterName bool) int {
	end, unknown, small := p, 0, 0
	for q := p; q < len(s.words); {
		w := s.words[q]
		m, covered := s.at(q)
		switch {
		case covered && (m.kind == Rank || m.kind == address):
			if _, n := r.name(s, r.skipTitles(s, q), true); n > 0 && !s.word(m.end).is("of") && s.word(m.end).class&portfolio == 0 {
				return end
			}
			if m.kind == address {
				return end
			}
			q = m.end
			end = q
			continue
		case covered && m.kind != Outlet || covered && afterName:
			if !afterName && end > p && !connects(s.words[q-1]) && m.kind == Place && m.people > 0 {
				return end
			}
			if o.party == "" && o.org == "" {
				switch m.kind {
				case State:
					o.party, o.unsure = m.party, m.unsure
				case Organisation, Body:
					o.org = m.party
				case Place:
					o.party, o.unsure = m.party, true
				}
			}
			q = m.end
			end = q
			continue
		case w.fold == "people" && w.upper && s.word(q+1).possessive():
			q += 2
			end = q
			continue
		case w.class&(portfolio|modifier|head|bodyNoun) != 0 && (w.class&does == 0 || w.upper):
			q++
			end = q
			continue
		case w.fold == "the" || w.fold == "his" || w.fold == "its" || w.fold == "her" || w.fold == "a" && afterName:
			if q > p && !connects(s.words[q-1]) {
				return end
			}
			q++
			continue
		case w.fold == "of" || w.fold == "for" || w.fold == "and" || w.is("&") || w.hyphen():
			if q == p || w.fold == "and" && s.word(q+1).fold == "the" && r.officeAhead(s, q+2) > 0 {
				return end
			}
			q++
			continue
		case w.is(",") && r.listed(s, q):
			q++
			continue
		case w.possessive() && q > p:
			q++
			end = q
			continue
		case w.fold != "" && !w.letters && q > p: // Military Region 4
			q++
			end = q
			continue
		case w.upper && unknown == 0 && (end == p || afterName) && w.class&(function|notName) == 0:
			unknown++
			for q < len(s.words) && s.words[q].upper && s.cover[q] < 0 && s.words[q].class&(head|portfolio|does|function) == 0 {
				q++
			}
			if q == end {
				return end
			}
			end = q
			continue
		case afterName && w.letters && !w.upper && w.class&(function|does|done|auxiliary) == 0 && small < 5:
			small++
			q++
			end = q
			continue
		}
		return end
	}
	return end
}

// connects reports whether a word joins the parts of a complement.
func connects(w word) bool {
	return w.fold == "of" || w.fold == "for" || w.fold == "to" || w.fold == "and" || w.fold == "at" || w.fold == "in" || w.fold == "the" || w.is("&") || w.is(",") || w.hyphen()
}

// listed reports whether the comma at word q goes on with a list of fields, as in
// "justice, customs and border protection".
func (r *reader) listed(s *sentence, q int) bool {
	for i, n := q+1, 0; i < len(s.words) && n < 8; i, n = i+1, n+1 {
		w := s.words[i]
		switch {
		case w.class&head != 0:
			return false
		case w.fold == "and" && n > 0:
			return s.word(i+1).class&portfolio != 0 && s.word(i+1).class&head == 0
		case w.class&portfolio == 0 && !w.is(",") && !w.hyphen():
			return false
		}
	}
	return false
}
