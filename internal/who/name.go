package who

import "strings"

// particles are the small words within names.
var particles = set("de", "da", "di", "do", "dos", "das", "del", "della", "du", "la", "le", "van", "von", "der", "den", "ter", "ten", "bin", "ibn", "bint",
	"binti", "al", "el", "ul", "ur", "ud", "e", "y", "zu", "af", "av", "ben", "abu", "o", "st")

// suffixes follow a name and belong to it.
var suffixes = set("jr", "sr", "ii", "iii", "iv", "junior")

// postNominals follow a name and do not belong to it.
var postNominals = set("mp", "mps", "mpp", "mhr", "mep", "mna", "mla", "mlc", "ao", "ac", "am", "obe", "cbe", "mbe", "kbe", "qc", "kc", "pc", "phd", "md", "retd", "ret")

// joined are words that follow a name after a hyphen and end it: Obama-era.
var joined = set("led", "era", "backed", "based", "style", "made", "elect", "designate", "brokered", "appointed", "chaired", "hosted", "ruled", "run", "like", "linked", "class",
	"aligned", "held", "friendly", "supported", "approved")

// nameable reports whether word i can be part of a person's name.
func (r *reader) nameable(s *sentence, i int) bool {
	w := s.word(i)
	if !w.upper || !w.letters {
		return false
	}
	if m, ok := s.at(i); ok && m.strong() {
		return false
	}
	if len(w.fold) == 1 {
		return true
	}
	const never = function | notName | head | expert | portfolio | modifier | bodyNoun | loose
	if w.class&never != 0 {
		return false
	}
	return !s.title || w.class&(does|done|auxiliary) == 0
}

// inner reports whether word i, a short word such as "To" or "See" that elsewhere
// is no name, stands where only a name has a capital.
func (r *reader) inner(s *sentence, i int) bool {
	w := s.word(i)
	return w.upper && !s.title && i > 0 && w.class&(function|notName) != 0 && len(w.fold) <= 4 && s.cover[i] < 0
}

// name reads a name that begins at word i and returns its first word and its
// length in words; 0 if none begins there. After a title, a name may begin with
// a word that elsewhere would only open a sentence.
func (r *reader) name(s *sentence, i int, titled bool) (first, n int) {
	w, next := s.word(i), s.word(i+1)
	switch {
	case r.nameable(s, i):
		if len(w.fold) == 1 && !r.nameable(s, i+1) {
			return i, 0
		}
		if !titled && r.lower[w.fold] && !particles[w.fold] && !s.title && (i == 0 || !s.words[i-1].letters) {
			return i, 0
		}
	case titled && r.inner(s, i) && r.nameable(s, i+1):
	case (w.fold == "al" || w.fold == "el") && next.hyphen() && next.glued && r.nameable(s, i+2):
	default:
		return i, 0
	}
	j := i + 1
	for j < len(s.words) && j-i < 10 {
		w, next := s.words[j], s.word(j+1)
		switch {
		case w.hyphen() && w.glued && next.glued && (r.nameable(s, j+1) || particles[next.fold] || next.letters && !next.upper && len(next.fold) <= 6 && !joined[next.fold] && next.class == 0):
			j += 2
			continue
		case r.nameable(s, j) && !w.glued:
			j++
			continue
		case particles[w.fold] && !w.upper && (r.nameable(s, j+1) || next.hyphen() && r.nameable(s, j+2) || particles[next.fold] && r.nameable(s, j+2)):
			j++
			continue
		case r.inner(s, j) && (r.nameable(s, j+1) || titled && !next.upper):
			j++
			continue
		case r.townName(s, j) > 0:
			j = r.townName(s, j)
			continue
		case w.is(",") && suffixes[next.fold] && next.upper:
			j += 2
			continue
		}
		break
	}
	for j > i+1 && postNominals[s.words[j-1].fold] && s.words[j-1].caps {
		j--
	}
	if s.words[j-1].is(",") {
		j--
	}
	return i, j - i
}

// townName returns the word after a town or province of several words that begins
// at word i within a person's name, as in Nguyen Quang Tri, or 0.
func (r *reader) townName(s *sentence, i int) int {
	m, ok := s.at(i)
	if ok && m.kind == Place && m.party != "" && m.first == i && r.nameable(s, i-1) {
		return m.end
	}
	return 0
}

// length returns the number of parts of a name: hyphens do not count.
func length(words []word) int {
	n := 0
	for _, w := range words {
		if w.fold != "" {
			n++
		}
	}
	return n
}

// parts returns the folded parts of a name. A suffix such as Jr is left out.
func parts(words []word) []string {
	var p []string
	for _, w := range words {
		if w.fold != "" && !suffixes[w.fold] {
			p = append(p, strings.Fields(w.fold)...)
		}
	}
	return p
}

// skipTitles returns the first word after ranks, forms of address, brackets and
// quotation marks that may stand between an office and a name.
func (r *reader) skipTitles(s *sentence, i int) int {
	for i < len(s.words) {
		m, ok := s.at(i)
		w := s.words[i]
		switch {
		case ok && (m.kind == Rank || m.kind == address):
			i = m.end
		case w.is("(") && bracketEnd(s, i) > 0:
			i = bracketEnd(s, i)
		case w.fold == "the" && s.word(i+1).upper && s.cover[min(i+1, len(s.words)-1)] >= 0:
			m, _ := s.at(i + 1)
			if m.kind != address {
				return i
			}
			i++
		case w.is(".") && i > 0 && !s.title && s.cover[i-1] >= 0:
			i++
		default:
			return i
		}
	}
	return i
}

// bracketEnd returns the word after the short bracket that opens at i, or 0.
func bracketEnd(s *sentence, i int) int {
	for j := i + 1; j < len(s.words) && j < i+6; j++ {
		if s.words[j].is(")") {
			return j + 1
		}
	}
	return 0
}
