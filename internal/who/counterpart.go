package who

import "slices"

// counterparts finds "her visiting Peruvian counterpart Luis Vega", "his Finnish
// colleague" and "their Greek and French counterparts, A and B": the office is that of whoever
// was named before.
func (r *reader) counterparts(s *sentence) {
	for i := range s.words {
		many, ok := s.counterpart(i)
		if !ok {
			continue
		}
		before := i - 1
		if s.word(i).fold == "number" {
			before--
		}
		var states []match
		for j := before; j >= 0 && len(states) < 6; j-- {
			if m, ok := s.at(j); ok && m.kind == State {
				states = append([]match{m}, states...)
				j = m.first
				continue
			}
			if v := s.words[j]; !v.is(",") && v.fold != "and" && !v.possessive() && v.class&loose == 0 && !v.hyphen() {
				break
			}
		}
		q := i + 1
		if m, ok := s.at(q + 1); ok && s.word(q).fold == "from" && m.kind == State && len(states) == 0 {
			states, q = []match{m}, m.end
		}
		if s.word(q).is(",") {
			q++
		}
		if s.colleague(i) && len(states) == 0 {
			continue // "her colleague" may hold any office
		}
		o, found := r.antecedent(s, i)
		for k := 0; ; k++ {
			first, n := r.name(s, r.skipTitles(s, q), true)
			if n == 0 {
				break
			}
			x := r.see(s, first, first+n)
			if found && x.office == "" {
				x.office = r.ownless(o)
				x.officeKey, x.inferred, x.titled, x.expert = Fold(x.office), true, true, o.expert
			}
			if k < len(states) && x.party == "" {
				x.party, x.unsure = states[k].party, states[k].unsure
				x.whole[0] = min(x.whole[0], states[k].first)
			}
			q = first + n
			for s.word(q).is(",") || s.word(q).fold == "and" {
				q++
			}
			if q == first+n || !many {
				break
			}
		}
	}
}

// counterpart reports whether word i says that somebody holds the same office in
// another state, and whether it says so of several.
func (s *sentence) counterpart(i int) (many, ok bool) {
	switch s.word(i).fold {
	case "counterpart":
		return false, true
	case "counterparts":
		return true, true
	case "number":
		return false, s.word(i-1).fold == "opposite"
	}
	return s.word(i).fold == "colleagues", s.colleague(i)
}

func (s *sentence) colleague(i int) bool {
	f := s.word(i).fold
	return f == "colleague" || f == "colleagues"
}

// ownless returns the wording of an office without the state that it is of: the
// counterpart of the Chief of the General Staff of the Vietnam People's Army is a
// Chief of the General Staff.
func (r *reader) ownless(x sighting) string {
	for i := x.officeAt[0] + 1; i < x.officeAt[1]; i++ {
		m, ok := x.s.at(i)
		if !ok || m.party == "" {
			continue
		}
		for i--; i > x.officeAt[0] && (x.s.words[i].fold == "the" || x.s.words[i].fold == "of" || x.s.words[i].fold == "for"); i-- {
		}
		return r.printed(x.s, x.officeAt[0], i+1)
	}
	return x.office
}

// recalled returns the sighting with an office of whoever is named by a part of
// the name alone in the sentence before word i: "Sengdara met his counterpart".
func (r *reader) recalled(s *sentence, i int) (sighting, bool) {
	for j := 0; j < i; j++ {
		if w := s.words[j]; !w.upper || w.class != 0 || s.cover[j] >= 0 || s.named[j] >= 0 {
			continue
		}
		for k := len(r.sightings) - 1; k >= 0; k-- {
			if x := r.sightings[k]; x.office != "" && !x.inferred && x.s != s && slices.Contains(x.parts, s.words[j].fold) {
				return x, true
			}
		}
	}
	return sighting{}, false
}

// antecedent returns the nearest sighting with an office before word i in this
// sentence, else that of a person it names by a part of the name, else the
// nearest in the sentence before.
func (r *reader) antecedent(s *sentence, i int) (sighting, bool) {
	var found sighting
	ok := false
	for k := len(r.sightings) - 1; k >= 0; k-- {
		x := r.sightings[k]
		if x.s.index < s.index-1 || x.s.index < s.index && ok {
			break
		}
		if x.office == "" || x.s == s && x.first > i {
			continue
		}
		if !ok || x.s == s && x.first > found.first {
			found, ok = x, true
		}
	}
	if !ok || found.s != s {
		if x, again := r.recalled(s, i); again {
			return x, true
		}
	}
	if !ok {
		// "Chile's foreign minister met her Peruvian counterpart"
		for k := len(r.mentions) - 1; k >= 0 && r.mentions[k].Sentence == s.index; k-- {
			if m := r.mentions[k]; m.Kind == Office && m.Span.Start() < s.words[i].start {
				return sighting{office: m.Name, officeKey: Fold(m.Name)}, true
			}
		}
	}
	return found, ok
}
