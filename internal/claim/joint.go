package claim

// The opening of a joint statement, in which it calls itself one and says whose it is.
const (
	jointSentences = 3
	jointItems     = 60
)

// jointStatement tells whether the document is itself a joint statement: its
// title or opening calls it one, and it speaks in the first person plural. It
// keeps the words by which it calls itself, and who issues it: the first group
// of states of its opening, else the states of its title.
func (rd *reading) jointStatement() {
	opening := rd.sentences[:min(len(rd.sentences), jointSentences)]
	name := ""
	for _, s := range append([]*sentence{rd.title}, opening...) {
		for i := range min(len(s.items), jointItems) {
			if ends := s.classEnds(i, "joint-text"); len(ends) > 0 && name == "" {
				name = s.words(i, ends[0])
			}
		}
	}
	if name == "" || !rd.hasWe() {
		return
	}
	rd.joint = name
	for _, s := range opening {
		from := 0
		for s.in(from, "we") || s.is(from, ",") {
			from++
		}
		if ps := states(rd.conjoined(s, from, len(s.items))); len(ps) > 1 {
			rd.signatories = ps
			return
		}
	}
	if ps := states(rd.partiesIn(rd.title, 0, len(rd.title.items))); len(ps) > 1 {
		rd.signatories = ps
	}
}

// hasWe reports whether the document speaks in the first person plural outside quotations.
func (rd *reading) hasWe() bool {
	n := 0
	for _, s := range rd.sentences {
		for i := range s.items {
			if s.in(i, "we") && !s.quoted[i] {
				n++
			}
		}
	}
	return n > 1
}

// opens reports whether the trigger is the first word of its sentence, as in the
// paragraphs of a joint statement: "Refrain from …".
func (c *candidate) opens() bool {
	for i := range c.m.head {
		if c.s.items[i].kind != punctuation {
			return false
		}
	}
	return true
}
