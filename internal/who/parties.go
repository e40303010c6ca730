package who

// parties records the states, organisations, places and outlets of a sentence.
func (r *reader) parties(s *sentence) {
	for _, m := range s.matches {
		if m.kind == "" || m.kind == Rank || m.kind == address {
			continue
		}
		if x := r.sightingAt(s, m.first); m.kind == Place && x != nil && x.joined {
			continue // the Van of Phan Van Giang is no town
		}
		r.add(s, m.first, m.end, Mention{Kind: m.kind, Name: m.name, Party: m.party, Use: m.use, Unsure: m.unsure})
	}
}

// bodies finds the ministries, armies and parliaments of a sentence: "the
// Vietnamese Ministry of National Defence", "the General Staff of the LPA". What
// belongs to several states is no one's body.
func (r *reader) bodies(s *sentence) {
	for i := 0; i < len(s.words); i++ {
		w := s.words[i]
		if d, ok := r.defined[w.text]; ok && s.cover[i] < 0 {
			r.add(s, i, i+1, d)
			continue
		}
		double := r.g.bodies[[2]string{s.word(i - 1).fold, w.fold}]
		if w.class&bodyNoun == 0 && !double || s.cover[i] >= 0 {
			continue
		}
		var o office
		o.first, o.end = i, i+1
		if double {
			o.first--
		}
		r.officeBegin(s, &o, 0)
		for o.end < len(s.words) && s.words[o.end].class&bodyNoun != 0 && s.cover[o.end] < 0 {
			o.end++
		}
		if s.word(o.end).fold == "of" {
			end := r.complement(s, &o, o.end+1, false)
			if m, ok := s.at(end - 1); end > o.end+1 && !(ok && m.use == Demonym) {
				o.end = end
			}
		}
		first, party := min(o.first, o.whole), either(o.party, o.org)
		states := s.states(first, o.end)
		if party == "" && (!w.upper || o.end-first == 1) || len(states) > 1 || s.word(first-1).hyphen() {
			continue
		}
		m := Mention{Kind: Body, Name: r.printed(s, first, o.end), Party: party, Unsure: o.unsure}
		r.add(s, first, o.end, m)
		if s.word(o.end).is("(") && s.word(o.end+2).is(")") && s.word(o.end+1).caps && w.upper {
			r.defined[s.words[o.end+1].text] = m
		}
		i = o.end - 1
	}
}

// states returns the distinct states named among words [first, end).
func (s *sentence) states(first, end int) []string {
	var states []string
	for i := first; i < end; i++ {
		m, ok := s.at(i)
		if ok && m.kind == State && (len(states) == 0 || states[len(states)-1] != string(m.party)) {
			states = append(states, string(m.party))
		}
	}
	return states
}
