package who

// parties records the states, organisations, places and outlets of a sentence.
func (r *reader) parties(s *sentence) {
	for _, m := range s.matches {
		if m.kind == "" || m.kind == Rank || m.kind == address {
			continue
		}
		r.add(s, m.first, m.end, Mention{Kind: m.kind, Name: m.name, Party: m.party, Use: m.use, Unsure: m.unsure})
	}
}

// bodies finds the ministries, armies and parliaments of a sentence:
// "the Vietnamese Ministry of National Defence", "the General Staff of the LPA".
func (r *reader) bodies(s *sentence) {
	for i := 0; i < len(s.words); i++ {
		w := s.words[i]
		if d, ok := r.defined[w.text]; ok && s.cover[i] < 0 {
			r.add(s, i, i+1, d)
			continue
		}
		if w.class&bodyNoun == 0 || s.cover[i] >= 0 {
			continue
		}
		var o office
		o.first, o.end = i, i+1
		r.officeBegin(s, &o, 0)
		for o.end < len(s.words) && s.words[o.end].class&bodyNoun != 0 && s.cover[o.end] < 0 {
			o.end++
		}
		if next := s.word(o.end).fold; next == "of" || next == "for" {
			if end := r.complement(s, &o, o.end+1, false); end > o.end+1 {
				o.end = end
			}
		}
		party := either(o.party, o.org)
		if party == "" && !s.words[i].upper {
			continue
		}
		m := Mention{Kind: Body, Name: r.printed(s, o.first, o.end), Party: party, Unsure: o.unsure}
		first := o.first
		if o.whole < o.first {
			first = o.whole
		}
		r.add(s, first, o.end, m)
		if s.word(o.end).is("(") && s.word(o.end+2).is(")") && s.word(o.end+1).caps && s.words[i].upper {
			r.defined[s.words[o.end+1].text] = m
		}
		i = o.end - 1
	}
}
