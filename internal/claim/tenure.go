package claim

import "example.org/rapporteur"

// tenures makes a claim for each person that the document presents.
func (rd *reading) tenures() {
	for _, p := range rd.people {
		if len(p.src.Mentions) == 0 {
			continue
		}
		m := rd.cast.Mentions[p.src.Mentions[0]]
		span := m.Span
		if m.Whole != (rapporteur.Span{}) {
			span = m.Whole
		}
		q := rd.doc.Text.Quote(span)
		c := rapporteur.Claim{
			Doc: rd.doc.ID, Kind: rapporteur.KindTenure, Factuality: rapporteur.CTPlus, Mode: rapporteur.ModeCurrent,
			Engine: Engine, Rule: "tenure/office-and-name", Quote: q,
			Cues:   []rapporteur.Cue{{Start: q.Start(), End: q.End(), Text: q.Exact(), Effect: "trigger"}},
			Tenure: &rapporteur.TenureBody{Person: p.Participant, Mentions: p.src.Forms, Former: p.src.Former, Heard: p.src.Heard},
		}
		if p.src.Former {
			c.Mode = rapporteur.ModeHistorical
		}
		if p.Country == "" && p.src.Likely != "" {
			c.Tenure.Person.Country = p.src.Likely
		}
		if country := c.Tenure.Person.Country; country != "" {
			c.Parties = []rapporteur.Party{country}
			if p.src.CountryUnsure || p.Country == "" {
				c.Unsure = append(c.Unsure, "country")
			}
		}
		rd.claims = append(rd.claims, c)
	}
}
