package claim

import (
	"strings"

	"example.org/rapporteur"
)

// assessment makes the claim of an opinion or forecast. A sentence of opinion is
// as certain as its weakest word.
func (rd *reading) assessment(c candidate, st stance) []rapporteur.Claim {
	s := c.s
	for i := range s.items {
		if ends := s.classEnds(i, cuePossible); len(ends) > 0 {
			st.modality = max(st.modality, possible)
			if i != c.m.head {
				st.cues = append(st.cues, s.cue(i, ends[0], "PS+"))
			}
		}
	}
	if st.modality == certain && st.hypothetical {
		st.modality = possible
	}
	cl := rd.base(c, st)
	cl.Parties = sorted(rd.both())
	if c.says("speaker", "voices") {
		if sp, ok := rd.speakerAt(s, c.m.head, c.from, c.m.to); ok {
			cl.SaidBy = []rapporteur.Speaker{sp}
		}
	}
	from, to := 0, len(s.items)
	if at, ok := c.m.group("what"); ok && at.to-at.from > 2 {
		from = at.from
		for i := from; i < to; i++ {
			if s.items[i].text == ";" {
				to = i // what follows is told by the report
			}
		}
	}
	cl.Quote = rd.quoteItems(s, from, to)
	if f := c.rule.Set["factuality"]; strings.HasSuffix(f, "-") || f != "" && !c.says("speaker", "voices") {
		cl.Quote = rd.quoteItems(s, c.from, to) // without its "doubt" or "it is likely that" it would say another thing
	}
	cl.Areas = rd.areasOf(s, 0, len(s.items))
	cl.Assessment = &rapporteur.AssessmentBody{What: strings.Trim(s.between(from, to), " .,")}
	return []rapporteur.Claim{cl}
}
